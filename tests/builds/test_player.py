"""What episodes are played with, and what pages and scripts are told of it."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from mkdocs_podcast import web

from ..fixtures import Sketch
from ..sites import words, write
from .test_words import exported

SPOTIFY = "4rOoJ6Egrf8K2IrywzwOMk"
YOUTUBE = "dQw4w9WgXcQ"
EPISODE = f"""
docs/podcast/tides.yaml
  title: Tides
  audio: tides.mp3
  ids: {{youtube: {YOUTUBE}, spotify: {SPOTIFY}}}
  transcript:
    - header: The moon
    - {{line: It pulls., time: "2:12", who: Ada}}
docs/tides.mp3
"""
PAGE = "podcast/tides/index.html"


def configured(**options: object) -> str:
    return f"mkdocs.yml\n  plugins: {json.dumps([{'podcast': options}])}"


def players(page: BeautifulSoup) -> list[tuple[str, str]]:
    """The kinds of players of a page, with what they play."""
    return [
        (name, str(tag.get(key)))
        for name, selector, key in (
            ("audio", "audio.podcast-audio", "src"),
            ("youtube", "a.podcast-poster[data-youtube]", "data-youtube"),
            ("spotify", "a.podcast-poster[data-spotify]", "data-spotify"),
        )
        for tag in page.select(f".podcast-player > {selector}")
    ]


def times(page: BeautifulSoup) -> list[str]:
    return [str(tag.get("href")) for tag in page.select(".podcast-time")]


def platforms(page: BeautifulSoup) -> dict[str, str]:
    return {tag.get_text(): str(tag["href"]) for tag in page.select(".podcast-platform")}


AUDIO_TIME = "../../tides.mp3#t=132"
VIDEO_TIME = f"https://www.youtube.com/watch?v={YOUTUBE}&t=132s"


@pytest.mark.parametrize(
    ("sources", "player", "time"),
    [
        (None, ("audio", "../../tides.mp3"), AUDIO_TIME),
        (["audio"], ("audio", "../../tides.mp3"), AUDIO_TIME),
        (["youtube", "audio"], ("youtube", YOUTUBE), VIDEO_TIME),
        (["spotify", "youtube"], ("spotify", SPOTIFY), VIDEO_TIME),
        (["spotify"], ("spotify", SPOTIFY), AUDIO_TIME),
        ([], None, AUDIO_TIME),
    ],
)
def test_a_page_has_the_player_that_is_preferred_and_times_link_to_it(
    site: Sketch, sources: list[str] | None, player: tuple[str, str] | None, time: str
):
    options = {} if sources is None else {"player": {"sources": sources}}
    page = site(configured(**options) + EPISODE).page(PAGE)
    assert players(page) == ([player] if player else [])
    assert len(page.select(".podcast-player")) == bool(player)
    assert times(page) == [time, time]


def test_what_the_page_does_not_play_is_linked_to(site: Sketch):
    page = site(configured(player={"sources": ["youtube"]}) + EPISODE).page(PAGE)
    assert platforms(page) == {
        "Audio": "../../tides.mp3",
        "YouTube": f"https://www.youtube.com/watch?v={YOUTUBE}",
        "Spotify": f"https://open.spotify.com/episode/{SPOTIFY}",
    }
    assert "Audio" not in platforms(site(configured() + EPISODE).page(PAGE))


def test_what_is_no_name_is_called_in_the_sites_language_and_keeps_its_key(site: Sketch):
    built = site("""
mkdocs.yml
  theme: {name: mkdocs, locale: ru}
docs/podcast/tides.yaml
  title: Tides
  links:
    web: https://a.example/
    audio: https://a.example/tides.ogg
    mastodon: https://b.example/
    my_place: https://c.example/
""")
    links = built.page(PAGE).select(".podcast-platform")
    assert [(words(link), link["data-platform"]) for link in links] == [
        ("Сайт", "web"),
        ("Аудио", "audio"),
        ("Mastodon", "mastodon"),
        ("My place", "my_place"),
    ]


def test_an_episode_that_is_on_spotify_alone_has_times_without_links(site: Sketch):
    built = site(f"""
docs/podcast/tides.yaml
  title: Tides
  links: {{spotify: "https://open.spotify.com/episode/{SPOTIFY}?si=1"}}
  transcript:
    - header: The moon
    - {{line: It pulls., time: "2:12", who: Ada}}
""")
    page = built.page(PAGE)
    (poster,) = page.select(".podcast-player > a.podcast-poster")
    assert poster["data-spotify"] == SPOTIFY
    assert poster["href"] == f"https://open.spotify.com/episode/{SPOTIFY}"
    assert poster.get_text() == "Play on Spotify"
    assert [tag.name for tag in page.select(".podcast-time")] == ["span", "span"]


def test_moments_of_sections_and_lines_are_there_for_programs(site: Sketch):
    page = site(EPISODE).page(PAGE)
    assert [tag["data-start"] for tag in page.select("[data-start]")] == ["132", "132"]
    assert page.select_one(".podcast-sections .podcast-time[data-start='132']")


@pytest.mark.parametrize(
    ("audio", "autoload", "preload"),
    [
        ("tides.mp3", False, "metadata"),
        ("https://a.example/tides.mp3", False, "none"),
        ("https://a.example/tides.mp3", True, "metadata"),
    ],
)
def test_nothing_is_loaded_from_elsewhere_unless_the_site_wants_it(
    site: Sketch, audio: str, autoload: bool, preload: str
):
    built = site(f"""
{configured(player={"autoload": autoload})}
docs/podcast/tides.yaml
  title: Tides
  audio: {audio}
docs/tides.mp3
""")
    player = built.page(PAGE).select_one("audio")
    assert player
    assert player["preload"] == preload
    assert exported(built, "settings")["autoload"] is autoload


@pytest.mark.parametrize(
    ("player", "said"),
    [
        (
            {"sources": ["audio", "youtub"]},
            "There is no source 'youtub'. Did you mean 'youtube'?",
        ),
        ({"sources": ["x"]}, "There is no source 'x'."),
        ({"sources": "audio"}, "Expected a list"),
    ],
)
def test_a_source_that_there_is_no_player_of_is_an_error(
    sketch: Sketch, player: dict[str, object], said: str
):
    result = sketch(configured(player=player)).run("build")
    assert result.code == 1
    assert "Traceback" not in result.output
    assert said in result.output


def test_the_scripts_are_told_the_options(site: Sketch):
    assert exported(site(EPISODE), "settings") == {
        "language": "en",
        "show": "Low Water",
        "autoload": False,
        "follow": True,
        "shortcuts": True,
        "rememberPosition": True,
    }
    built = site(
        configured(
            show={"title": "</script>\u2028\u2029&", "language": "de"},
            follow=False,
            shortcuts=False,
            remember_position=False,
        )
        + EPISODE
    )
    assert exported(built, "settings") == {
        "language": "de",
        "show": "</script>\u2028\u2029&",
        "autoload": False,
        "follow": False,
        "shortcuts": False,
        "rememberPosition": False,
    }
    assert not set(built.text("assets/podcast/settings.js")) & set("<\u2028\u2029")


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ru", "ja"])
def test_the_scripts_are_told_their_words(site: Sketch, language: str):
    built = site(configured(show={"language": language}))
    path = Path(web.__file__).parents[1] / "messages" / f"{language}.json"
    assert exported(built, "messages") == json.loads(path.read_text("utf-8"))["browser"]


def scripts(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(str(tag["src"]), str(tag.get("type", ""))) for tag in page.select("script[src]")]


THEMES = ["mkdocs", "readthedocs", {"name": "material", "font": False}]


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_has_the_entry_alone_and_before_the_scripts_of_the_site(
    sketch: Sketch, tmp_path, theme: object, directories: bool
):
    configuration = {
        "theme": theme,
        "use_directory_urls": directories,
        "site_url": "https://example.org/under/way/",
        "extra_javascript": ["own.js"],
    }
    write(tmp_path / "mkdocs.yml", yaml.safe_dump(configuration))
    built = sketch(f"{EPISODE}\ndocs/own.js\n  0;").build()
    assert built.error == ""
    deep = (PAGE, "../../") if directories else ("podcast/tides.html", "../")
    for path, root in (("index.html", ""), deep):
        found = scripts(built.page(path))
        ours = [entry for entry in found if "assets/podcast" in entry[0]]
        assert [(src.removeprefix("./"), kind) for src, kind in ours] == [
            (f"{root}assets/podcast/podcast.js", "module")
        ]
        names = [src for src, _ in found]
        assert names.index(ours[0][0]) < next(
            number for number, name in enumerate(names) if name.endswith("own.js")
        )
    assert built.broken_links("/under/way/") == []


def test_a_site_that_loads_the_entry_itself_has_it_once(site: Sketch):
    built = site("""
mkdocs.yml
  extra_javascript: [own.js, {path: assets/podcast/podcast.js, type: module}]
docs/own.js
  0;
""")
    names = [src for src, _ in scripts(built.page("index.html"))]
    assert [name for name in names if "own" in name or "podcast" in name] == [
        "own.js",
        "assets/podcast/podcast.js",
    ]


def test_all_scripts_and_style_sheets_are_published_without_comments(site: Sketch):
    built = site(configured())
    names = {*web.scripts(), *web.STYLES, "settings.js"}
    published = {name for name in built.files if name.startswith("assets/podcast/")}
    assert published == {f"assets/podcast/{name}" for name in names}
    for name in published - {"assets/podcast/settings.js"}:
        assert "/*" not in built.text(name)
        assert "//" not in re.sub('"https?:[^"]*"|`https:[^`]*`', "", built.text(name))


def test_comments_are_removed_and_nothing_else():
    source = """
/** Opens it. */
import { a } from "./a.js"; // a
/**
 * @param {string} b
 */
export function open(/** @type {string} */ b, /** @type {number} */ c) {
  // It is here.
  return "https://a.example/" + b / c;
}
"""
    assert web.without_comments(source) == (
        'import { a } from "./a.js";\n'
        "export function open(b, c) {\n"
        '  return "https://a.example/" + b / c;\n'
        "}\n"
    )


def test_modules_are_listed_after_what_they_import_and_only_what_is_needed_at_once():
    sources = {
        "open.js": 'import { a } from "./parts/a.js";\nconst { b } = await import("./b.js");',
        "parts/a.js": 'import {\n  c,\n} from "../c.js";\nimport { open } from "../open.js";',
        "b.js": "",
    }
    assert web.static_imports(sources, ["open.js"]) == ["c.js", "parts/a.js", "open.js"]


@pytest.mark.parametrize("directories", ["true", "false"])
def test_the_page_of_an_episode_preloads_its_modules_and_no_other_page_does(
    site: Sketch, directories: str
):
    built = site(
        f"mkdocs.yml\n  plugins: [podcast]\n  use_directory_urls: {directories}\n{EPISODE}"
    )
    path = PAGE if directories == "true" else "podcast/tides.html"
    preloads = built.page(path).select("head link[rel=modulepreload]")
    folder = posixpath.dirname(path)
    found = {posixpath.normpath(posixpath.join(folder, str(link["href"]))) for link in preloads}
    assert {"assets/podcast/episode.js", "assets/podcast/settings.js"} <= found
    assert found <= set(built.files)
    assert "assets/podcast/players/youtube.js" not in found
    assert built.page("index.html").select("link[rel=modulepreload]") == []


def test_the_settings_are_the_same_in_every_build(sketch: Sketch):
    plan = sketch(EPISODE)
    texts = {plan.build().text("assets/podcast/settings.js") for _ in range(2)}
    assert len(texts) == 1


def test_the_player_is_between_the_masthead_and_the_introduction(site: Sketch):
    page = site(EPISODE.replace("tides.mp3\n", "tides.mp3\n  intro: It pulls.\n", 1)).page(PAGE)
    player = page.select_one(".podcast-player")
    assert "podcast-masthead" in player.find_previous_sibling()["class"]
    assert "podcast-intro" in player.find_next_sibling()["class"]
