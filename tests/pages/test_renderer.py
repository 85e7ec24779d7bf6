from __future__ import annotations

from dataclasses import replace
from itertools import chain
from urllib.parse import unquote, urldefrag, urljoin

import jinja2
import pytest
from hypothesis import given

from mkdocs_podcast.checks import Problem
from mkdocs_podcast.messages import LANGUAGES
from mkdocs_podcast.show import Person, Show
from mkdocs_podcast.show.anchors import slugify_jekyll
from mkdocs_podcast.site import Kind, Output

from ..strategies import words
from .rendering import SHOW, Pages, episode, texts

TALK = [
    {"header": "Ebb", "topics": ["Salt"]},
    {"line": "It goes out.", "who": "Ada", "sec": 61},
    {"header": "Flood"},
    {"line": "It comes in, and in again.", "who": "Ada", "sec": 90},
    {"line": "x", "who": "Eve"},
]
TIDES = episode(season=2, guests="ada", topics="moon, Sea", notes="Words.", transcript=TALK)
FOG = episode("x/fog", title="Fog", season=1, guests="eve", hosts="ada", topics="sea")


@pytest.fixture
def templates(tmp_path):
    """Write templates of a site, and return its pages."""

    def write(**sources: str) -> Pages:
        for name, source in sources.items():
            (tmp_path / f"{name}.md").write_text(source)
        return Pages(TIDES, FOG, templates=(tmp_path,))

    return write


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("path", ["podcast", "a/b", ""])
@pytest.mark.parametrize("name", ["one", "x/y/one"])
def test_links_lead_to_pages_and_files_from_every_page(directory_urls, path, name):
    one = episode(name, slug="slug", image="a b.png", audio="c.mp3", season=2, transcript=TALK)
    other = episode("z/README", title="Other", season=1, guests="ada", topics="sea")
    settings = {"path": path, "directory_urls": directory_urls, "captions": True}
    pages = Pages(one, other, page_size=1, **settings)
    assert len(pages.names()) == 11
    targets = {*chain(*pages.plan.pages.values()), *pages.plan.assets.values()}
    targets |= {path for files in pages.plan.files_by_episode.values() for path in files.values()}
    found = set()
    for page in pages.names():
        for tag in pages.html(page).select("a, img, audio"):
            url = urljoin(f"http://x/{pages.view(page).url}", tag.get("href") or tag["src"])
            found.add(unquote(urldefrag(url)[0].removeprefix("http://x/")))
    assert found == targets


def test_the_heading_of_every_page_is_its_title():
    pages = Pages(TIDES, FOG)
    assert len(pages.names()) == 11
    assert all(texts(pages.html(name), "h1") == [pages.view(name).title] for name in pages.names())


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_have_the_same_anchors_in_all_languages(language):
    pages = Pages(TIDES, FOG, episode("loose"), show=replace(SHOW, language=language))
    anchors = {
        name: [heading["id"] for heading in pages.html(name).select("h2")]
        for name in ("tides", "index", "people/ada", "topics/salt")
    }
    assert anchors == {
        "tides": ["sections", "show-notes", "transcript", "related-episodes"],
        "index": ["season-2", "season-1", "more-episodes"],
        "people/ada": ["as-a-guest", "as-a-host", "speaks-most-in"],
        "topics/salt": ["sections"],
    }


def test_people_and_topics_without_a_page_are_not_linked():
    text = Pages(TIDES, FOG, persons=(), topics=False, related=0).markdown()
    assert "**ada** *guest*" in text
    assert "- moon\n- sea\n" in text
    assert "podcast:related" not in text


def test_a_page_offers_the_files_next_to_it():
    html = Pages(TIDES, captions=True, chapters=True, markdown=True).html()
    links = html.select(".podcast-files a")
    assert [a.get_text() for a in links] == ["WebVTT", "SRT", "JSON", "Plain text", "Chapters"]
    assert links[0]["href"] == "../../podcast/tides/transcript.vtt"


@pytest.mark.parametrize(
    ("page", "number"),
    [("index", "Episode 3"), ("season-2", "Episode 3"), ("people/ada", "Season 2, episode 3")],
)
def test_the_number_of_an_episode_names_its_season_except_in_that_season(page, number):
    html = Pages(episode(season=2, episode=3, guests="ada"), FOG).html(page)
    assert texts(html, ".podcast-episodes .podcast-details li")[0] == number


def test_a_video_is_played_as_one_and_other_formats_are_linked():
    page = Pages(episode(audio=["tides.mp4", "https://a.example/tides.m4a?x=1"])).html("tides")
    video = page.select_one(".podcast-player > video[controls]")
    assert video["src"].endswith("tides.mp4")
    assert not page.select("audio")
    assert texts(page, ".podcast-platforms a") == ["M4A"]


@pytest.mark.parametrize(
    ("values", "page", "own"),
    [
        ({}, "en", None),
        ({}, "ja", "en"),
        ({"language": "ja"}, "en", "ja"),
        ({"lang": "en-GB"}, "en", None),
    ],
)
def test_a_transcript_in_another_language_than_its_page_says_so(values, page, own):
    spoken = episode(transcript=[{"line": "Hi."}], **values)
    html = Pages(spoken, page_language=page).html("tides")
    assert html.select_one(".podcast-transcript").get("lang") == own


def test_credits_are_on_the_page_and_on_those_of_people():
    credited = [{"name": "ada", "role": "narrator"}, {"name": "Eve", "role": "composer"}]
    guest = {"name": "Bob", "web": "https://bob.example"}
    pages = Pages(episode(guests=["ada", guest], credits=credited))
    page = pages.html("tides")
    assert texts(page, ".podcast-people li") == [
        "Ada Lovelace guest, narrator", "Bob guest", "Grace Hopper host", "Eve composer",
    ]  # fmt: skip
    assert page.select_one(".podcast-people a[href='https://bob.example']")
    assert texts(pages.html("people/ada"), "h2") == ["As a guest", "Narrator"]


def test_an_archive_with_a_filter_has_cards_with_topics_and_people():
    card = Pages(TIDES, FOG).html("index").select_one(".podcast-card")
    assert card["data-topics"].split("\n") == ["moon", "sea", "Salt", ""]
    assert card["data-people"].split("\n") == ["Grace Hopper", "Ada Lovelace", ""]
    for pages in (Pages(TIDES), Pages(TIDES, FOG, archive_filter=False)):
        assert not pages.html("index").select(".podcast-filter, [data-topics]")


def test_the_archive_of_an_empty_show_says_so():
    text = Pages(show=Show(title="Low Water", description="On <tides>.")).markdown("index")
    assert text.startswith("# Low Water\n\nOn &lt;tides&gt;.\n\n")
    assert text.endswith("\n\nThere are no episodes yet.\n")


def test_an_unreadable_file_has_a_page_with_its_problems():
    pages = Pages()
    problem = Problem("not-yaml", "A <colon> reads.", "Quote *it*.", (), "docs/a.yaml", 3, 7)
    output = Output("podcast/a/index.html", "docs/a.yaml", Kind.PROBLEMS, src_uri="podcast/a.md")
    pages.views["podcast/a.md"] = pages.builder.problems_view(output, [problem])
    html = pages.html("a")
    assert texts(html, "h1") == ["Cannot show docs/a.yaml"]
    assert texts(html, "li") == ["docs/a.yaml:3:7 A <colon> reads. Quote *it*. not-yaml"]


def test_a_turn_has_the_name_of_its_speaker_once_and_a_new_section_has_it_again():
    lines = [("a", "Ada"), ("b", None), ("c", "Ada:"), ("", "Ada")]
    entries = [{"line": text, **({"who": who} if who else {})} for text, who in lines]
    entries += [{"header": "H"}, {"line": "d", "who": "Ada"}]
    text = Pages(episode(transcript=entries)).markdown()
    assert "\n\n**Ada** a\n\nb\n\nc\n\n### H { #h }\n\n**Ada** d\n\n" in text


def test_headings_have_anchors_as_the_site_makes_them():
    headers = [{"header": each} for each in ("A", "A", "A 1", "😀", "Transcript", "Ебб", "!!!")]
    made = episode(transcript=headers)
    for slugify, anchors in (
        (None, ["a", "a-2", "a-1", "section", "transcript-2", "ебб", "section-2"]),
        (slugify_jekyll, ["a", "a-1", "a-1-1", "section", "transcript-1", "ебб", "section-1"]),
        (lambda text, _: f"{text[:1]}x", ["Ax", "Ax-2", "Ax-3", "😀x", "Tx", "Еx", "!x"]),
    ):
        html = Pages(made, **({"slugify": slugify} if slugify else {})).html()
        assert [heading["id"] for heading in html.select("h3")] == anchors


@given(words)
def test_any_text_is_shown_as_it_is_on_every_page(text):
    person = Person(title=text, id="ada", file="people/ada.md")
    entries = [{"header": text, "topics": [text]}, {"line": "x", "who": text, "sec": 1}]
    made = episode("a", title=text, season=1, guests="ada", topics=[text], transcript=entries)
    pages = Pages(made, episode("b", topics=[text]), persons=(person,))
    title = made.value.title
    topic = made.value.topics[0] if made.value.topics else ""
    shown = {title, topic, " ".join(text.split())}
    selector = ".podcast-card-title a, .podcast-people a, .podcast-sections a, .podcast-topics a"
    for name in pages.names():
        html = pages.html(name)
        assert html.h1.get_text() in {*shown, pages.view(name).title}
        assert {tag.get_text() for tag in html.select(selector)} <= {*shown, "Tides"}
        assert all(
            tag["data-topics"] == f"{topic}\n" * bool(topic) for tag in html.select("[data-topics]")
        )


# Templates of a site


def test_a_template_replaces_a_page_a_card_or_a_part_of_ours(templates):
    pages = templates(
        card="<li>{{ episode.title }}, {{ season }}</li>",
        topic="# About {{ title }}",
        archive='{% include "parts.md" %}',
        parts="{{ show.title }} {{ '*a*' | safe }}",
    )
    assert texts(pages.html("season-2"), ".podcast-episodes li") == ["Tides, 2"]
    assert pages.markdown("topics/sea") == "# About sea\n"
    assert pages.markdown("index") == "Low Water *a*\n"
    assert pages.markdown() == Pages(TIDES, FOG).markdown()


def test_constants_in_a_template_are_text_like_any_other(templates):
    source = "{% set mark = '*a*' %}{{ '*a*' }} {{ mark }} {{ '*' ~ 'a*' }} {{ '<a>' }} {{ 1 }}"
    assert templates(archive=source).markdown("index") == (
        "&#42;a&#42; &#42;a&#42; &#42;a&#42; &lt;a&gt; 1\n"
    )


def test_a_template_extends_ours_and_replaces_a_block(templates):
    before = Pages(TIDES, FOG).markdown()
    pages = templates(
        episode='{% extends "default/episode.md" %}'
        "{% block people %}{% endblock %}"
        "{% block notes %}{{ super() }}In <{{ episode.title }}>.\n\n{% endblock %}"
    )
    assert "podcast:people" in before
    head, rest = before.split("<!-- podcast:people -->")
    rest = rest.split("<!-- /podcast:people -->\n\n")[1]
    notes = "<!-- /podcast:notes -->\n\n"
    assert pages.markdown() == head + rest.replace(notes, f"{notes}In <Tides>.\n\n")


def test_a_template_can_use_the_catalog_and_keys_of_its_own(templates):
    source = "{{ catalog.episodes | count }} {{ episode.extra.mood is defined }}"
    assert templates(episode=source).markdown() == "2 False\n"


@pytest.mark.parametrize(
    ("source", "uses_catalog"),
    [
        ("{{ title }}", False),
        ("{{ catalog.show.title }}", True),
        ('{% extends "default/episode.md" %}', False),
        ('{% extends "default/episode.md" %}{% block notes %}{{ catalog }}{% endblock %}', True),
        ('{% include "part.md" %}', True),
        ('{% import "part.md" as part with context %}', True),
        ("{% include name %}", True),
        ("{% set catalog = 1 %}{{ catalog }}", False),
    ],
)
def test_the_use_of_the_catalog_is_detected_in_all_templates_of_a_page(
    templates, source, uses_catalog
):
    pages = templates(episode=source, part="{% if catalog %}{% endif %}")
    assert pages.renderer.uses_catalog(pages.view()) is uses_catalog
    assert not pages.renderer.uses_catalog(pages.view("people/ada"))


@pytest.mark.parametrize("site_url", ["", "https://a.example/b/"])
def test_an_overridden_template_gets_the_links_that_others_are_drafted_without(tmp_path, site_url):
    (tmp_path / "episode.md").write_text('{% extends "default/episode.md" %}')
    one = episode(
        image="a b.png",
        audio="c.mp3",
        intro="See <a href='x%20y/'>this</a>.",
        notes="Or [that](fog.md#x).",
        guests="ada",
        transcript=TALK,
    )
    plain = Pages(one, FOG, site_url=site_url, captions=True)
    own = Pages(one, FOG, site_url=site_url, captions=True, templates=(tmp_path,))
    assert own.markdown() == plain.markdown()
    assert own.portable() == plain.portable() != plain.markdown()


@pytest.mark.parametrize(
    ("template", "changed"),
    [
        ("episode", ["tides"]),
        ("card", ["tides", "index", "people/ada", "people/index"]),
        ("cards", ["index", "people/ada"]),
        ("platforms", ["tides", "index", "people/ada"]),
        ("unused", []),
    ],
)
def test_the_sources_of_a_page_are_those_of_all_its_templates(templates, template, changed):
    def sources(pages: Pages) -> dict[str, str]:
        names = ("tides", "index", "people/ada", "people/index")
        return {name: pages.renderer.sources(pages.view(name)) for name in names}

    before, after = sources(Pages(TIDES, FOG)), sources(templates(**{template: "new"}))
    assert [name for name in before if before[name] != after[name]] == changed


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{% if %}", jinja2.TemplateSyntaxError),
        ("{{ nobody }}", jinja2.UndefinedError),
        ("{{ show.nothing }}", jinja2.UndefinedError),
        ("{{ episode }}", jinja2.UndefinedError),
        ("{{ 1 / 0 }}", jinja2.TemplateRuntimeError),
        ("{{ '2024-13-01' | long_date }}", jinja2.TemplateRuntimeError),
        ('{% include "nothing.md" %}', jinja2.TemplateNotFound),
    ],
)
def test_an_error_in_a_template_is_raised_at_its_line(templates, source, error):
    pages = templates(archive=f"# x\n\n{source}\n")
    (folder,) = pages.plan.settings.template_folders
    with pytest.raises(error) as caught:
        pages.markdown("index")
    lines = [(str(entry.path), entry.lineno + 1) for entry in caught.traceback]
    if isinstance(caught.value, jinja2.TemplateSyntaxError):
        lines.append((caught.value.filename, caught.value.lineno))
    assert (str(folder / "archive.md"), 3) in lines
