"""Where options stand in the configuration of a site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.reading import option_places


@pytest.fixture
def places(tmp_path):
    def read(text: str):
        file = tmp_path / "site.yml"
        file.write_text(text, encoding="utf-8")
        return option_places(file, "podcast", "show")

    return read


def test_options_have_the_places_of_their_keys_and_items(places):
    found = places("""\
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
    ("plugins", "place"),
    [
        ("[search, podcast]", (1, 19)),
        ("[podcast: ]", (1, 11)),
        ("{search: , podcast: {show: {image: x}}}", (1, 31)),
        ("podcast", (1, 10)),
    ],
)
def test_plugins_are_a_list_or_keys_and_what_is_not_given_is_where_the_plugin_is(
    places, plugins, place
):
    assert places(f"plugins: {plugins}")["show"] == place


def test_tags_that_only_a_program_knows_are_nobodys_business_here(places):
    found = places("a: !ENV X\nb: !!python/name:os.system\nplugins: [podcast: {show: {image: x}}]")
    assert found["show.image"] == (3, 28)


def test_an_alias_is_looked_at_once(places):
    found = places("plugins:\n- podcast: &all\n    show: *all\n    again: [*all, *all]\n")
    assert found["show"] == (3, 5)


@pytest.mark.parametrize("text", ["", "a: [", "- a", "plugins: {podcast", "\0", "plugins: [1, []]"])
def test_a_configuration_that_is_none_has_no_places(places, text):
    assert "show" not in places(text)


def test_one_that_is_not_there_has_none(tmp_path):
    assert option_places(tmp_path / "mkdocs.yml", "podcast", "show") == {}


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_a_traceback(tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "any.yml"
    file.write_bytes(b"plugins:\n- podcast: " + content)
    option_places(file, "podcast", "show")
