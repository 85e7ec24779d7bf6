"""What the options of the show make of what stands in mkdocs.yml."""

from __future__ import annotations

import pytest

from mkdocs_podcast.options import PodcastOptions, show_of
from mkdocs_podcast.show import Show


def options(values: dict) -> tuple[PodcastOptions, list[str]]:
    loaded = PodcastOptions()
    loaded.load_dict(values)
    errors, _ = loaded.validate()
    return loaded, [f"{key}: {error}" for key, error in errors]


def show(values: dict) -> Show:
    loaded, errors = options({"show": values})
    assert errors == []
    return show_of(loaded.show, "Site", "About it.", "Ada", "de", "mkdocs.yml")


def test_a_show_takes_what_the_site_says_where_it_says_nothing():
    assert show({}) == Show(title="Site", description="About it.", author="Ada", language="de")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("type", "serial"),
        ("copyright", "© Ada"),
        ("license", "CC-BY-4.0"),
        ("license_url", "https://a.example/license"),
        ("funding", {"Buy us tea": "https://a.example/tea"}),
        ("locked", True),
        ("guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_what_podcast_apps_ask_for_reaches_the_show(key, value):
    assert getattr(show({key: value}), key) == value


@pytest.mark.parametrize(
    "written",
    ["917393E3-1B1E-5CEF-ACE4-EDAA54E1F810", "{917393e31b1e5ceface4edaa54e1f810}"],
)
def test_a_guid_is_written_as_feeds_write_it(written):
    assert show({"guid": written}).guid == "917393e3-1b1e-5cef-ace4-edaa54e1f810"


@pytest.mark.parametrize(
    ("values", "key", "said"),
    [
        ({"show": {"guid": "my-show"}}, "show", "'my-show' is not a UUID such as"),
        ({"show": {"guid": 17}}, "show", "Expected type"),
        ({"show": {"type": "weekly"}}, "show", "Expected one of"),
        ({"show": {"funding": {"Tea": "javascript:alert(1)"}}}, "show", "isn't valid"),
        ({"show": {"license_url": "license.html"}}, "show", "isn't valid"),
        ({"feed": {"mode": "both"}}, "feed", "Expected one of"),
        ({"feed": {"content": "all"}}, "feed", "Expected one of"),
    ],
)
def test_what_cannot_be_is_refused(values, key, said):
    _, errors = options(values)
    assert len(errors) == 1
    assert errors[0].startswith(f"{key}: ")
    assert said in errors[0]


def test_feeds_are_made_by_default():
    loaded, _ = options({})
    assert (loaded.feed.mode, loaded.feed.content) == ("auto", "full")
