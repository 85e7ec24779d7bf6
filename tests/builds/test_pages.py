"""Pages in a theme: anchors, templates, metadata, players and messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_podcast import messages

from ..sites import Site, words
from .conftest import Sketch

PAGE = "podcast/tides/index.html"
CUSTOM = "theme: {name: mkdocs, custom_dir: theme}"
TIDES = """
docs/podcast/tides.yaml
  title: Tides
  season: 2
  episode: 1
  published: 2024-03-31
  duration: "1:05:00"
  guests: [ada]
  audio: https://a.example/tides.mp3
  ids: {youtube: dQw4w9WgXcQ}
  intro: It pulls.
  notes: Words.
  transcript:
    - header: The moon
    - {line: It pulls., time: "2:12", who: ada}
docs/podcast/fog.yaml
  title: Fog
  season: 2
  episode: 2
"""


def test_sections_have_the_anchors_of_the_site(site: Sketch):
    built = site("""
mkdocs.yml
  markdown_extensions:
    - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}
docs/podcast/tides.yaml
""")
    assert built.warnings == []
    assert "h3 The moon #The-moon" in built.headings(PAGE)
    assert built.broken_links() == []


def test_mkdocs_validates_links_to_lines_and_sections(site: Sketch):
    built = site("""
docs/index.md
  # Home

  [1](podcast/tides.md#t-132) [2](podcast/tides.md#the-moon) [3](podcast/tides.md#own)
  [4](podcast/tides.md#t-133)
docs/podcast/tides.yaml
  title: Tides
  notes: "[to a line](#t-132) and [to one elsewhere](fog.md#t-1-2)"
  transcript:
    - header: The moon
    - {line: It pulls., time: "2:12"}
    - {header: Another, id: own}
docs/podcast/fog.yaml
  title: Fog
  transcript:
    - {line: Grey., sec: 1}
    - {line: White., sec: 1.5}
""")
    (warning,) = built.warnings
    assert "does not contain an anchor '#t-133'" in warning


def test_templates_of_the_site_replace_ours_and_know_its_messages(site: Sketch):
    built = site(f"""
mkdocs.yml
  {CUSTOM}
  plugins: [podcast: {{show: {{language: fr}}}}]
theme/podcast/archive.md
  # {{{{ show.title }}}}: {{{{ catalog.episodes | count }}}}, {{{{ messages.season(number=3) }}}}
docs/podcast/tides.yaml
""")
    assert words(built.page("podcast/index.html").h1) == "Low Water: 1, Saison 3"
    assert built.page(PAGE).select_one("#t-132")
    assert not [file for file in built.files if file.startswith("podcast/archive")]


@pytest.mark.parametrize(
    ("name", "template"), [("episode.md", "# {{ title"), ("archive.md", "{{ nothing.at.all }}")]
)
def test_an_error_in_a_template_is_reported_with_its_position(
    site: Sketch, name: str, template: str
):
    built = site(f"""
mkdocs.yml
  {CUSTOM}
theme/podcast/{name}
  # First

  {template}
docs/podcast/tides.yaml
""")
    assert f"podcast/{name}:3: Error in a page template: " in built.error


def test_themes_get_the_metadata_of_an_episode(site: Sketch):
    built = site(f"""
mkdocs.yml
  {CUSTOM}
theme/main.html
  {{% extends "base.html" %}}
  {{% block extrahead %}}
  <script id="meta">{{{{ page.meta.items() | map("join", "=") | join("|") }}}}</script>
  {{% endblock %}}
docs/podcast/tides.yaml
  title: Tides
  description: What the moon does.
  published: 2024-03-31
  image: tides.png
  topics: [sea, moon]
docs/tides.png
""")
    page = built.page(PAGE)
    meta = page.select_one("#meta")
    assert meta
    assert set(meta.text.split("|")) == {
        "title=Tides",
        "description=What the moon does.",
        "date=2024-03-31",
        "image=tides.png",
        "tags=['sea', 'moon']",
        "render_macros=False",
    }
    assert page.title
    assert page.title.text == "Tides - Low Water"


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_large_show_is_found_by_less(site: Sketch, monkeypatch, theme):
    monkeypatch.setattr("mkdocs_podcast.settings.MEGABYTE", 520)
    built = site(f"""
mkdocs.yml
  theme: {theme}
  plugins: [search, podcast: {{search_limit: 1}}]
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
  season: 2
  transcript: [{{header: The bank}}, {{line: It was grey.}}]
""")
    index = built.search_index()
    assert "grey" not in index["podcast/fog/#the-bank"]["text"]
    assert "podcast/tides/#the-moon" not in index
    assert "podcast/tides/" in index
    assert "are limited to 0.00052 MB (“search_limit”), so pages are found by less: of" in built.log
    assert built.warnings == []


def test_the_extension_works_without_the_plugin(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: []
  markdown_extensions: [podcast]
docs/index.md
  # By hand

  <!-- podcast:transcript -->

  ### One

  **Ada** (2:12) Hello.

  <!-- /podcast:transcript -->
""")
    assert built.warnings == []
    assert "Hello." in words(built.page("index.html").select_one("#t-132"))
    assert "h3 One #one" in built.headings("index.html")


def test_options_of_the_extension_override_messages(site: Sketch):
    built = site("""
mkdocs.yml
  markdown_extensions:
    - podcast: {line_link: Zu dieser Zeile}
docs/podcast/tides.yaml
""")
    assert built.warnings == []
    assert label_of_anchor(built) == "Zu dieser Zeile"


def label_of_anchor(site: Site) -> str:
    anchor = site.page(PAGE).select_one("#t-132 .podcast-anchor")
    assert anchor
    return str(anchor["aria-label"])


def test_the_preferred_source_is_played_and_times_link_to_it(site: Sketch):
    options = {"player": {"sources": ["youtube", "audio"], "autoload": True}}
    built = site(f"mkdocs.yml\n  plugins: {json.dumps([{'podcast': options}])}\n{TIDES}")
    page = built.page(PAGE)
    (player,) = page.select(".podcast-player")
    assert player.select_one("a.podcast-poster[data-youtube=dQw4w9WgXcQ]")
    assert "podcast-masthead" in player.find_previous_sibling()["class"]
    assert "podcast-intro" in player.find_next_sibling()["class"]
    url = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=132s"
    assert [time["href"] for time in page.select(".podcast-time")] == [url, url]
    assert [tag["data-start"] for tag in page.select("[data-start]")] == ["132", "132"]
    links = {words(link): link["href"] for link in page.select(".podcast-platform")}
    assert links["Audio"] == "https://a.example/tides.mp3"
    assert built.settings()["autoload"] is True


def test_scripts_have_the_options_and_messages_of_the_site(site: Sketch):
    built = site("""
mkdocs.yml
  plugins:
    - podcast:
        show: {language: de}
        follow: false
        shortcuts: false
        remember_position: false
""")
    assert built.settings() == {
        "language": "de",
        "show": "Low Water",
        "autoload": False,
        "follow": False,
        "shortcuts": False,
        "rememberPosition": False,
    }
    path = Path(messages.__file__).parent / "de.json"
    assert built.settings("messages") == json.loads(path.read_text("utf-8"))["browser"]


def test_a_site_that_lists_our_script_has_it_once(site: Sketch):
    built = site("""
mkdocs.yml
  extra_javascript: [own.js, {path: assets/podcast/podcast.js, type: module}]
docs/own.js
  0;
""")
    scripts = [str(tag["src"]) for tag in built.page("index.html").select("script[src]")]
    assert [name for name in scripts if "own" in name or "podcast" in name] == [
        "own.js",
        "assets/podcast/podcast.js",
    ]


def test_pages_are_in_the_language_of_the_theme(site: Sketch):
    built = site(f"""
mkdocs.yml
  theme: {{name: mkdocs, locale: ru}}
{TIDES}""")
    assert [heading for heading in built.headings(PAGE) if heading.startswith("h2")] == [
        "h2 Разделы #sections",
        "h2 Заметки к выпуску #show-notes",
        "h2 Расшифровка #transcript",
    ]
    page = built.page(PAGE)
    details = [words(detail) for detail in page.select(".podcast-details li")]
    assert details == ["Сезон 2, выпуск 1", "31 марта 2024 г.", "1 ч 5 мин"]
    assert words(page.select_one(".podcast-people")) == "ada гость"
    assert words(page.select_one(".podcast-neighbours")) == "Следующий выпуск: Fog"
    assert label_of_anchor(built) == "Ссылка на эту реплику"


def test_the_archive_is_in_the_language_of_the_theme(site: Sketch):
    built = site(f"""
mkdocs.yml
  theme: {{name: material, font: false, language: ja}}
{TIDES}
docs/podcast/rain.yaml
  title: Rain
""")
    headings = built.headings("podcast/index.html")
    assert headings[1:] == ["h2 シーズン2 #season-2", "h2 その他のエピソード #more-episodes"]
    card = built.page("podcast/index.html").select(".podcast-card")[1]
    assert words(card) == "Tides 第1回 2024年3月31日 1時間5分 ゲスト：ada"


def test_served_errors_are_in_the_language_of_the_show(sketch: Sketch):
    built = sketch(f"""
mkdocs.yml
  {CUSTOM}
  plugins: [podcast: {{show: {{language: de}}}}]
theme/podcast/episode.md
  {{{{ messages.nothing }}}}
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: "Fog
""").build(serve=True)
    assert words(built.page(PAGE).h1) == "Fehler in einer Seitenvorlage"
    page = built.page("podcast/fog/index.html")
    assert words(page.h1) == "docs/podcast/fog.yaml kann nicht angezeigt werden"
    assert "sobald das Problem behoben ist:" in words(page.body)


def test_a_site_can_override_messages(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins:
    - podcast:
        messages:
          transcript: What was *said*
          date: "{{month}} {{day}}, {{year}}"
          line_link: Here
          season_episode: "{{season}}×{{episode}}"
          introduction: Opening
{TIDES}
docs/podcast/chapters.yaml
  title: Chapters
  transcript:
    - {{line: Hello., time: "0:00", who: Ada}}
    - header: The moon
    - {{line: It pulls., time: "0:20", who: Ada}}
    - header: The sun
    - {{line: It shines., time: "2:12", who: Ada}}
""")
    assert "h2 What was *said* #transcript" in built.headings(PAGE)
    details = [words(detail) for detail in built.page(PAGE).select(".podcast-details li")]
    assert details == ["2×1", "March 31, 2024", "1 h 5 min"]
    assert label_of_anchor(built) == "Here"
    chapters = built.text("podcast/chapters/chapters.txt")
    assert chapters == "0:00 Opening\n0:20 The moon\n2:12 The sun\n"
