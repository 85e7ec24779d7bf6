"""The positions of options in the configuration of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.reading.option_positions import option_positions


@pytest.fixture
def positions(tmp_path):
    def read(text: str | bytes):
        file = tmp_path / "site.yml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = option_positions(file, "podcast", "show")
        return {path: f"{each.line}:{each.column}" for path, each in found.items()}

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
    options = ("site_name", "show", "show.title", "show.categories[1]")
    assert [found[option] for option in options] == ["1:1", "5:7", "6:9", "7:28"]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("plugins: [search, podcast]", "1:19"),
        ("plugins: [podcast: ]", "1:11"),
        ("plugins: {search: , podcast: {show: {image: x}}}", "1:31"),
        ("plugins: podcast", "1:10"),
        ("a: !ENV X\nb: !!python/name:os.system\nplugins: [podcast: {show: }]", "3:21"),
        ("plugins:\n- podcast: &all\n    show: *all\n    x: [*all, *all]\n", "3:5"),
        *((text, None) for text in ("", "a: [", "- a", "plugins: {podcast", "\0", "plugins: [1]")),
    ],
)
def test_an_option_that_is_not_set_has_the_position_of_the_plugin(positions, text, position):
    assert positions(text).get("show") == position


def test_a_missing_configuration_has_no_positions(tmp_path):
    assert option_positions(tmp_path / "mkdocs.yml", "podcast", "show") == {}


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_cause_an_exception(positions, content):
    positions(b"plugins:\n- podcast: " + content)
