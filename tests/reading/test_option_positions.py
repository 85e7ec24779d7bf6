"""The positions of options in the configuration of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.reading.option_positions import option_positions


@pytest.fixture
def positions(tmp_path):
    def read(text: str):
        file = tmp_path / "site.yml"
        file.write_text(text, encoding="utf-8")
        found = option_positions(file, "podcast", "show")
        return {path: (each.line, each.column) for path, each in found.items()}

    return read


def test_options_have_the_positions_of_their_keys_and_items(positions):
    found = positions("""\
site_name: Tides
plugins:
  - search
  - podcast:
      show:
        title: Tides
        categories: [Arts, Science]
""")
    assert found["site_name"] == (1, 1)
    assert found["show"] == (5, 7)
    assert found["show.title"] == (6, 9)
    assert found["show.categories[1]"] == (7, 28)


@pytest.mark.parametrize(
    ("plugins", "position"),
    [
        ("[search, podcast]", (1, 19)),
        ("[podcast: ]", (1, 11)),
        ("{search: , podcast: {show: {image: x}}}", (1, 31)),
        ("podcast", (1, 10)),
    ],
)
def test_plugins_are_a_list_or_a_mapping_and_a_missing_option_has_the_position_of_the_plugin(
    positions, plugins, position
):
    assert positions(f"plugins: {plugins}")["show"] == position


def test_unknown_tags_are_ignored(positions):
    found = positions(
        "a: !ENV X\nb: !!python/name:os.system\nplugins: [podcast: {show: {image: x}}]"
    )
    assert found["show.image"] == (3, 28)


def test_an_alias_is_visited_once(positions):
    found = positions("plugins:\n- podcast: &all\n    show: *all\n    again: [*all, *all]\n")
    assert found["show"] == (3, 5)


@pytest.mark.parametrize("text", ["", "a: [", "- a", "plugins: {podcast", "\0", "plugins: [1, []]"])
def test_an_invalid_configuration_has_no_positions(positions, text):
    assert "show" not in positions(text)


def test_a_missing_configuration_has_no_positions(tmp_path):
    assert option_positions(tmp_path / "mkdocs.yml", "podcast", "show") == {}


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_cause_an_exception(tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "any.yml"
    file.write_bytes(b"plugins:\n- podcast: " + content)
    option_positions(file, "podcast", "show")
