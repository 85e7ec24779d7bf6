"""The options of the plugin, and the settings that follow from them and from MkDocs' own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify, slugify_unicode
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_podcast.options import PodcastOptions
from mkdocs_podcast.settings import FieldSource, ReadingOptions, Settings, settings_from
from mkdocs_podcast.show import Show
from mkdocs_podcast.show.anchors import slugify_jekyll
from mkdocs_podcast.show.dates import DateDefaults

SITE = {
    "site_name": "Site",
    "site_description": "About it.",
    "site_author": "Ada",
    "theme": {"name": "mkdocs", "locale": "de"},
    "plugins": [],
}


def load(values: dict) -> tuple[PodcastOptions, list[str]]:
    """Return options and their errors."""
    options = PodcastOptions()
    options.load_dict(values)
    errors, _ = options.validate()
    return options, [f"{key}: {error}" for key, error in errors]


@pytest.fixture
def settings(tmp_path: Path):
    """Return the settings of a site."""
    (tmp_path / "docs").mkdir()

    def combine(options: dict | None = None, **config) -> Settings:
        loaded, errors = load(options or {})
        assert errors == []
        mkdocs = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
        mkdocs.load_dict({**SITE, "docs_dir": str(tmp_path / "docs"), **config})
        errors, _ = mkdocs.validate()
        assert errors == []
        return settings_from(loaded, mkdocs)

    return combine


def test_without_options_the_show_is_described_as_the_site_is(settings):
    expected = Show(title="Site", description="About it.", author="Ada", language="de")
    assert settings().show == expected


def test_every_option_of_the_show_has_an_effect(settings):
    show = Show(
        title="Low Water", description="On tides.", author="Grace", email="tides@a.example",
        language="fr", categories=("Arts > Books",), explicit=True, image="show.png",
        hosts=("ada",), links={"rss": "https://a.example/feed"}, type="serial",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", copyright="© Ada", license="CC-BY-4.0",
        license_url="https://a.example/license", locked=True,
        funding={"Buy us tea": "https://a.example/tea"},
    )  # fmt: skip
    options = {key: getattr(show, key) for key in Show.__slots__ if key != "file"}
    lists = {"categories": list(show.categories), "hosts": list(show.hosts)}
    assert settings({"show": {**options, **lists}}).show == show
    assert all(getattr(show, key) != getattr(settings().show, key) for key in options)


def test_every_other_option_has_an_effect(settings):
    switches = (
        "archive", "seasons", "people", "topics", "captions", "chapters", "markdown", "previews",
        "structured_data", "follow", "shortcuts", "remember_position", "cache",
    )  # fmt: skip
    changed = settings({
        **dict.fromkeys((*switches, "filter"), False),
        "default_time": "7:30", "timezone": "Europe/Berlin", "future": True,
        "path": "/show/", "related": 5, "urls": "permalink",
        "search": "pagefind", "llms": "full", "slugify": "jekyll",
        "page_size": 9, "search_limit": 1, "feed": {"mode": "all", "full_items": 9},
        "player": {"sources": ["youtube"], "autoload": True},
        "messages": {"transcript": "What we said"}, "checks": {"no-date": "error"},
        "episodes": "all", "extra_fields": ["mood"], "people_fields": {"picture": "photo"},
        "fields": {"audio": {"from": "file", "prefix": "https://a.example/"}, "type": None},
    })  # fmt: skip
    assert changed == replace(
        settings(),
        **dict.fromkeys((*switches, "archive_filter"), False),
        date_defaults=DateDefaults("07:30", "Europe/Berlin"), future=True,
        path="show", related=5, permalinks=True,
        search="pagefind", llms="full", slugify=slugify_jekyll,
        page_size=9, search_limit=1_000_000, feed_mode="all", full_feed_items=9,
        player_sources=("youtube",), autoload=True,
        message_overrides={"transcript": "What we said"}, check_levels={"no-date": "error"},
        reading=ReadingOptions(
            episodes="all", extra_fields=("mood",), people_fields={"picture": FieldSource("photo")},
            fields={"audio": FieldSource("file", "https://a.example/"), "type": None},
        ),
    )  # fmt: skip


def test_folders_are_in_docs_unless_options_name_others_next_to_the_configuration(settings):
    root = settings().folders.config
    assert (settings().folders.episodes, settings().folders.people, settings().folders.named) == (
        root / "docs/podcast", root / "docs/people", (),
    )  # fmt: skip
    names = {"episodes_dir": "shows", "people_dir": "docs/team", "transcripts_dir": "words"}
    folders = settings(names).folders
    assert folders.named == (folders.episodes, folders.people, folders.transcripts)
    assert folders.named == (root / "shows", root / "docs/team", root / "words")


def test_folders_outside_docs_that_exist_are_watched(settings):
    names = {"episodes_dir": "shows", "people_dir": "team", "transcripts_dir": "words"}
    folders = settings(names).folders
    folders.episodes.mkdir()
    folders.transcripts.mkdir()
    assert list(folders.outside_docs()) == [folders.episodes, folders.transcripts]


def test_what_mkdocs_knows_of_the_site_is_used(settings):
    found = settings(site_url="https://a.example/show", use_directory_urls=False)
    assert (found.site_url, found.directory_urls) == ("https://a.example/show/", False)
    assert (settings().site_url, settings().template_folders) == ("", ())
    root = settings().folders.config
    theme = {"name": "mkdocs", "custom_dir": str(root / "docs")}
    assert settings(theme=theme).template_folders == (root / "docs/podcast",)


@pytest.mark.parametrize(
    ("theme", "show", "language"),
    [
        ({"name": "material", "language": "ja"}, "", "ja"),
        ({"name": "material", "language": "ja"}, "de-AT", "de-AT"),
        ({"name": "readthedocs", "locale": "de_AT"}, "", "de-AT"),
        ({"name": "mkdocs", "locale": "fr"}, "en", "en"),
    ],
)
def test_the_language_is_that_of_the_show_or_else_of_the_theme(settings, theme, show, language):
    assert settings({"show": {"language": show}}, theme=theme).show.language == language


def test_anchors_are_made_as_the_toc_extension_makes_them(settings):
    extensions = {"toc": {"slugify": slugify_unicode}}
    assert settings().slugify is slugify
    assert settings(markdown_extensions=extensions).slugify is slugify_unicode
    assert settings({"slugify": "jekyll"}, markdown_extensions=extensions).slugify is slugify_jekyll


@pytest.mark.parametrize(
    "guid",
    ["917393E3-1B1E-5CEF-ACE4-EDAA54E1F810", "{917393e31b1e5ceface4edaa54e1f810}"],
)
def test_a_guid_is_normalized(settings, guid):
    show = settings({"show": {"guid": guid}}).show
    assert show.guid == "917393e3-1b1e-5cef-ace4-edaa54e1f810"


@pytest.mark.parametrize(
    ("values", "option", "message"),
    [
        ({"show": {"guid": "my-show"}}, "show", "'my-show' is not a UUID such as"),
        ({"show": {"guid": 17}}, "show", "Expected type"),
        ({"show": {"type": "weekly"}}, "show", "Expected one of"),
        ({"show": {"funding": {"Tea": "javascript:alert(1)"}}}, "show", "The URL isn't valid"),
        ({"show": {"license_url": "license.html"}}, "show", "The URL isn't valid"),
        (
            {"default_time": "noon"},
            "default_time",
            "Expected a time of day such as 07:30, got “noon”.",
        ),
        ({"default_time": 1440}, "default_time", "Expected a time of day"),
        ({"timezone": "Berlin"}, "timezone", "There is no time zone 'Berlin'."),
        ({"timezone": "../etc"}, "timezone", "There is no time zone '../etc'."),
        ({"feed": {"mode": "both"}}, "feed", "Expected one of"),
        ({"feed": {"full_items": -1}}, "feed", "Expected a whole number from 0, got -1."),
        ({"related": True}, "related", "Expected a whole number from 0, got True."),
        ({"player": {"sources": ["vimeo"]}}, "player", "There is no source 'vimeo'."),
        (
            {"player": {"sources": ["youtub"]}},
            "player",
            "There is no source 'youtub'. Did you mean",
        ),
        ({"checks": {"no-dat": "error"}}, "checks", "There is no check 'no-dat'. Did you mean"),
        ({"checks": {"no-date": "fatal"}}, "checks", "Expected one of"),
        ({"fields": "x"}, "fields", "Expected keys by key, got: 'x'"),
        ({"fields": {"audoi": "mp3"}}, "fields", "There is no key 'audoi'. Did you mean 'audio'?"),
        ({"fields": {"audio": ["mp3"]}}, "fields", "'audio' must be a key of your files"),
        ({"fields": {"audio": {"prefix": "x"}}}, "fields", "'audio' must be a key of your files"),
        ({"messages": "x"}, "messages", "Expected texts by key, got: 'x'"),
        ({"messages": {"transcrip": "x"}}, "messages", "There is no message 'transcrip'. Did you"),
        ({"messages": {"transcript": 1}}, "messages", "The message 'transcript' must be a text"),
        ({"messages": {"episodes": {"one": "x"}}}, "messages", "The message 'episodes' must be"),
        (
            {"messages": {"season": "S{numbr}"}},
            "messages",
            "There is no placeholder 'numbr' in the message 'season'. Did you mean 'number'?",
        ),
    ],
)
def test_an_invalid_option_is_rejected(values, option, message):
    (error,) = load(values)[1]
    assert error.startswith(f"{option}: ")
    assert message in error
