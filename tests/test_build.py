"""One build, from files to everything that is published, without MkDocs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import jinja2
import pytest

from mkdocs_podcast.build import (
    Build,
    BuiltPage,
    prepare_build,
    too_many_unreadable,
    write_files,
)
from mkdocs_podcast.engine.cache import Cache, FolderCache, MemoryCache
from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.pages import Renderer
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show
from mkdocs_podcast.show.dates import DateDefaults

from .sites import write_sketch

SHOW = """
docs/podcast/tides.yaml
  title: Tides
  published: 2024-03-31
  topics: [sea]
  guests: [ada]
  aliases: [old/tides]
  transcript:
  - header: The moon
  - {line: It pulls., who: Ada, sec: 0}
  - {line: So., who: Ada, sec: 30}
docs/podcast/fog.yaml
  title: Fog
  published: 2024-03-24
  topics: [sea]
docs/people/ada.yaml
  title: Ada
"""
PAGES = {
    "podcast/index.md", "podcast/tides.md", "podcast/fog.md", "podcast/people/index.md",
    "podcast/people/ada.md", "podcast/topics/index.md", "podcast/topics/sea.md",
}  # fmt: skip

Prepare = Callable[..., Build]
"""Writes files and prepares a build of all files that are there."""


@pytest.fixture
def prepare(tmp_path: Path) -> Prepare:
    docs = tmp_path / "docs"
    folders = Folders(tmp_path, docs, docs / "podcast", docs / "people")
    kept = FolderCache(tmp_path / "cache")

    def write_and_prepare(
        sketch: str = "", *, cache: Cache = kept, existing=None, now=None, serving=False, **settings
    ) -> Build:
        write_sketch(tmp_path, sketch)
        defaults = {
            "show": Show(title="Low Water"),
            "site_url": "https://a.example/",
            "template_folders": (tmp_path / "overrides",),
        }
        found = Settings(folders=folders, **{**defaults, **settings})
        return prepare_build(found, cache, existing or {}, now=now, serving=serving)

    return write_and_prepare


def finish(build: Build) -> dict[str, BuiltPage]:
    """Build all pages, as MkDocs' events do."""
    list(build.render_pages())
    pages = {src_uri: build.page(src_uri) for src_uri in build.pages}
    build.cache.prune()
    return pages


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Build], set[str]]:
    """Build all pages, and return the source URIs of those that are not reused."""
    found = set[str]()
    render = Renderer.render

    def render_and_record(self: Renderer, view, transcript=None) -> str:
        found.add(view.src_uri)
        return render(self, view, transcript)

    def finish_and_collect(build: Build) -> set[str]:
        found.clear()
        finish(build)
        return set(found)

    monkeypatch.setattr(Renderer, "render", render_and_record)
    return finish_and_collect


def problems(build: Build) -> list[str]:
    return [f"{each.level.value} {each.file}:{each.line} {each.code}" for each in build.problems]


# A build


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_newest_items_of_a_feed_have_full_content(prepare, count):
    build = prepare(SHOW, full_feed_items=count)
    files = dict(build.show_files(dict.fromkeys(build.pages, "<p>Notes</p>")))
    items = files["updates.xml"].decode().split("<item>")[1:]
    assert ["<content:encoded>" in each for each in items] == [count > 0, count > 1]


def test_every_output_of_the_plan_is_generated(prepare):
    build = prepare(SHOW, llms="full")
    files = {*dict(build.transcript_files(build.cache)), *dict(build.show_files({}))}
    assert files == {output.path for output in build.plan.outputs if not output.kind.is_page}
    assert set(finish(build)) == set(build.pages) == PAGES


def test_drafts_have_pages_and_unreadable_files_too_while_serving(prepare):
    sketch = "docs/podcast/a.yaml\n  title: A\n  draft: true\ndocs/podcast/b.yaml\n  title: [\n"
    assert prepare(sketch).pages.keys() == {"podcast/index.md", "podcast/a.md"}
    pages = finish(prepare(serving=True))
    assert pages.keys() == {"podcast/index.md", "podcast/a.md", "podcast/b.md"}
    assert "docs/podcast/b.yaml:2:1" in pages["podcast/b.md"].markdown
    assert pages["podcast/a.md"].portable == ""


def test_a_scheduled_episode_is_a_draft_until_its_moment(prepare):
    sketch = "docs/podcast/a.yaml\n  title: A\n  published: 2024-03-31 22:00\n"
    now = datetime(2024, 3, 31, 21, 30, tzinfo=timezone.utc)
    build = prepare(sketch, now=now)
    assert build.plan.catalog.episodes == ()
    assert "Scheduled for 31 March 2024, 22:00 UTC" in finish(build)["podcast/a.md"].markdown
    assert problems(build) == ["info docs/podcast/a.yaml:2 scheduled"]
    berlin = prepare(now=now, date_defaults=DateDefaults(timezone="Europe/Berlin"))
    for published in (berlin, prepare(now=now, future=True), prepare()):
        assert len(published.plan.catalog.episodes) == 1
        assert "Scheduled" not in finish(published)["podcast/a.md"].markdown


def test_a_file_with_an_error_has_a_page_with_all_its_problems(prepare):
    sketch = "docs/podcast/a.yaml\n  title: A\n  season: one\n"
    levels = {"no-date": "error"}
    page = finish(prepare(sketch, serving=True, check_levels=levels))["podcast/a.md"].markdown
    assert "<code>no-date</code>" in page
    assert "<code>bad-number</code>" in page


def test_a_build_is_not_worth_publishing_if_most_files_are_unreadable(prepare):
    good, bad = "docs/podcast/a.yaml\n  title: A\n", "docs/podcast/b.yaml\n  - b\n"
    assert not too_many_unreadable(prepare("docs/index.md\n  # Home\n").files)
    assert not too_many_unreadable(prepare(good + bad).files)
    assert too_many_unreadable(prepare("docs/people/c.yaml\n  - c\n").files)


def test_problems_have_positions_and_levels_unless_the_site_or_a_file_ignores_them(prepare):
    build = prepare(
        "docs/podcast/b.yaml\n  title: B\n  image: x.png\n  guests: [eve]\n"
        "docs/podcast/a.yaml\n  title: A\n  aliases: [../a]\n  slug: people\n  audio: x.mp3\n"
        "docs/podcast/c.yaml\n  title: C\n  audio: x.mp3\n  ignore: [no-date, audio-not-found]\n"
        "docs/people/ada.yaml\n  title: Ada\n  web: TODO\n",
        check_levels={"no-date": "error", "image-not-found": "info", "empty-link": "ignore"},
    )
    assert problems(build) == [
        "error docs/podcast/a.yaml:1 no-date",
        "warning docs/podcast/a.yaml:2 bad-alias",
        "warning docs/podcast/a.yaml:3 same-url",
        "warning docs/podcast/a.yaml:4 audio-not-found",
        "error docs/podcast/b.yaml:1 no-date",
        "info docs/podcast/b.yaml:2 image-not-found",
        "warning docs/podcast/b.yaml:3 unknown-guest",
    ]


def test_only_files_that_are_not_read_are_in_the_way_of_pages(prepare):
    existing = {
        "podcast/tides/index.html": "docs/podcast/tides.yaml",
        "podcast/fog/index.html": "docs/podcast/fog.md",
    }
    build = prepare(SHOW, existing=existing)
    assert problems(build) == ["warning docs/podcast/fog.yaml:1 same-url"]
    assert [each.name for each in build.plan.catalog.episodes] == ["tides"]


def test_a_page_has_the_metadata_that_front_matter_would_have(prepare):
    pages = finish(
        prepare(
            "docs/podcast/a.yaml\n  title: A <b>\n  image: a.png\n  published: 2024-03-31\n"
            "  topics: x, y\n  intro: <p>The <b>moon</b>.\n"
            "docs/podcast/b.yaml\n  title: B\n"
            "docs/a.png\n"
        )
    )
    assert pages["podcast/a.md"].meta == {
        "title": "A &lt;b>", "description": "The moon.", "date": date(2024, 3, 31),
        "image": "a.png", "tags": ["x", "y"], "render_macros": False,
    }  # fmt: skip
    assert pages["podcast/b.md"].meta == {"title": "B", "render_macros": False}
    assert pages["podcast/index.md"].meta == {"title": "Low Water", "render_macros": False}


@pytest.mark.parametrize("settings", [{"markdown": False}, {"markdown": False, "llms": "full"}])
def test_portable_markdown_is_rendered_only_if_it_is_published(prepare, settings):
    page = finish(prepare(SHOW, **settings))["podcast/tides.md"]
    assert bool(page.portable) is ("llms" in settings)


# Later builds


@pytest.mark.parametrize("is_rebuild", [True, False])
def test_after_a_changed_word_in_a_transcript_one_page_is_rendered(
    prepare, rendered, tmp_path, is_rebuild
):
    cache = FolderCache(tmp_path / "cache")
    assert rendered(prepare(SHOW, cache=cache)) == PAGES
    cache = cache if is_rebuild else FolderCache(tmp_path / "cache")
    assert rendered(prepare(SHOW.replace("It", "He"), cache=cache)) == {"podcast/tides.md"}
    assert "He pulls" in prepare().page("podcast/tides.md").markdown


def test_without_a_change_no_page_is_rendered_and_no_transcript_is_loaded(
    prepare, rendered, monkeypatch
):
    build = prepare(SHOW)
    files, pages = dict(build.transcript_files(build.cache)), finish(build)
    monkeypatch.setattr("mkdocs_podcast.build.load_transcript", None)
    build = prepare()
    assert dict(build.transcript_files(build.cache)) == files
    assert rendered(build) == set()
    assert finish(prepare()) == pages


@pytest.mark.parametrize(
    "settings",
    [
        {"show": Show(title="High Water")},
        {"show": Show(title="Low Water", language="de")},
        {"message_overrides": {"home": "Home"}, "autoload": True},
        {"site_url": "https://b.example/"},
        {"path": "episodes"},
    ],
)
def test_pages_are_the_same_with_and_without_a_cache_whatever_is_set(prepare, settings):
    finish(prepare(SHOW))
    build = prepare(**{"message_overrides": {}, **settings})
    assert finish(build) == finish(prepare(**settings, cache=MemoryCache()))


def test_a_changed_template_renders_its_pages_again(prepare, rendered):
    finish(prepare(SHOW))
    assert rendered(prepare("overrides/person.md\n  # {{ title }}\n")) == {"podcast/people/ada.md"}
    assert prepare().page("podcast/people/ada.md").markdown == "# Ada\n"


def test_a_template_that_uses_the_catalog_is_rendered_again_after_any_change(prepare, rendered):
    source = "overrides/people.md\n  {{ catalog.episodes | map(attribute='digest') | first }}\n"
    finish(prepare(SHOW + source))
    changed = {"podcast/tides.md", "podcast/people/index.md"}
    assert rendered(prepare(SHOW.replace("pulls", "turns"))) == changed


def test_a_page_is_rendered_again_when_its_recording_has_another_size(prepare, rendered, tmp_path):
    finish(prepare(SHOW + "docs/podcast/x.yaml\n  title: X\n  audio: x.mp3\ndocs/x.mp3\n"))
    (tmp_path / "docs/x.mp3").write_bytes(b"longer" * 10)
    assert rendered(prepare()) == {"podcast/x.md"}


def test_only_transcripts_that_changed_are_converted_to_files_again(prepare, monkeypatch):
    converted = []

    def convert_and_record(episode, *arguments):
        converted.append(episode.name)
        return transcript_files(episode, *arguments)

    monkeypatch.setattr("mkdocs_podcast.build.transcript_files", convert_and_record)
    more = SHOW + "docs/podcast/ebb.yaml\n  title: Ebb\n  transcript: [{line: Hi.}]\n"
    for sketch in (more, more, more.replace("Hi", "Hello")):
        build = prepare(sketch)
        files = dict(build.transcript_files(build.cache))
    assert sorted(converted) == ["ebb", "ebb", "tides"]
    assert files["podcast/ebb/transcript.txt"] == b"Hello.\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"1",
        b"1\n",
        b"0 0 2\n{}",
        b"0 0 -2\n{}",
        b'0 0 30\n["", "", ["", ""], {"date": 1}]',
    ],
)
def test_invalid_values_in_the_cache_are_computed_again(prepare, monkeypatch, content):
    expected = prepare(SHOW)
    pages, files = finish(expected), dict(expected.transcript_files(MemoryCache()))
    monkeypatch.setattr(MemoryCache, "load", lambda _, key: content if key else None)
    build = prepare(cache=MemoryCache())
    assert finish(build) == pages
    assert dict(build.transcript_files(build.cache)) == files


def test_any_text_survives_the_cache():
    meta = {"tags": ["x"], "date": date(2024, 3, 31)}
    page = BuiltPage("\udcff \x00 “", head="</script>", search=("a", "b"), meta=meta)
    assert BuiltPage.load(page.dump()) == page


def test_an_error_in_a_template_is_raised_by_its_page_and_stops_no_other(prepare):
    build = prepare(SHOW + "overrides/people.md\n  {{ nothing }}\n")
    list(build.render_pages())
    with pytest.raises(jinja2.UndefinedError):
        build.page("podcast/people/index.md")
    assert build.page("podcast/people/ada.md")


def test_files_are_written_into_new_folders(tmp_path):
    write_files([("a/b/c.txt", b"c"), ("a.txt", b"a")], tmp_path / "site")
    assert (tmp_path / "site/a/b/c.txt").read_bytes() == b"c"
