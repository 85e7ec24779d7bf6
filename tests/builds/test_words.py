"""In which language a site speaks, and in which words."""

from __future__ import annotations

import json

import pytest

from ..fixtures import Sketch
from ..sites import Site, words

TIDES = """
docs/podcast/tides.yaml
  title: Tides
  season: 2
  episode: 1
  published: 2024-03-31
  duration: "1:05:00"
  guests: [ada]
  audio: https://a.example/tides.mp3
  notes: Words.
  transcript:
    - header: The moon
    - {line: It pulls., time: "2:12", who: ada}
docs/podcast/fog.yaml
  title: Fog
  season: 2
  episode: 2
"""
PAGE = "podcast/tides/index.html"


def headings(built: Site) -> list[str]:
    return [heading for heading in built.headings(PAGE) if heading.startswith("h2")]


def exported(built: Site, name: str) -> dict[str, object]:
    """What a value in the settings module is."""
    lines = built.text("assets/podcast/settings.js").splitlines()
    (line,) = [line for line in lines if line.startswith(f"export const {name} = ")]
    return json.loads(line.removeprefix(f"export const {name} = ").removesuffix(";"))


@pytest.mark.parametrize(
    ("theme", "show", "transcript", "language"),
    [
        ("{name: material, font: false}", "{}", "Transcript", "en"),
        ("{name: material, font: false, language: ja}", "{}", "文字起こし", "ja"),
        ("{name: material, font: false, language: ja}", "{language: de-AT}", "Transkript", "de-AT"),
        ("{name: material, font: false, language: pt-BR}", "{}", "Transcript", "en"),
        ("{name: mkdocs, locale: fr}", "{}", "Transcription", "fr"),
        ("{name: readthedocs, locale: de_AT}", "{}", "Transkript", "de-AT"),
        ("{name: mkdocs, locale: fr}", "{language: en}", "Transcript", "en"),
        ("mkdocs", "{language: es}", "Transcripción", "es"),
        ("mkdocs", "{language: sv}", "Transcript", "en"),
    ],
)
def test_the_show_says_the_language_or_else_the_theme(
    site: Sketch, theme: str, show: str, transcript: str, language: str
):
    built = site(f"""
mkdocs.yml
  theme: {theme}
  plugins: [podcast: {{show: {show}}}]
{TIDES}""")
    assert built.error == ""
    assert built.headings(PAGE)[-2] == f"h2 {transcript} #transcript"
    assert exported(built, "settings")["language"] == language


def test_a_page_is_in_the_language_of_the_show(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{language: ru}}}}]
{TIDES}""")
    assert headings(built) == [
        "h2 Разделы #sections",
        "h2 Заметки к выпуску #show-notes",
        "h2 Расшифровка #transcript",
    ]
    page = built.page(PAGE)
    facts = [words(fact) for fact in page.select(".podcast-facts li")]
    assert facts == ["Сезон 2, выпуск 1", "31 марта 2024 г.", "1 ч 5 мин"]
    assert words(page.select_one(".podcast-people")) == "ada гость"
    assert words(page.select_one(".podcast-neighbours")) == "Следующий выпуск: Fog"
    anchor = page.select_one("#t-132 .podcast-anchor")
    assert anchor
    assert anchor["aria-label"] == "Ссылка на эту реплику"


def test_the_list_of_episodes_is_in_the_language_of_the_show(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{language: ja}}}}]
{TIDES}
docs/podcast/rain.yaml
  title: Rain
""")
    found = built.headings("podcast/index.html")
    assert found[1:] == ["h2 シーズン2 #season-2", "h2 その他のエピソード #more-episodes"]
    card = built.page("podcast/index.html").select(".podcast-card")[1]
    assert words(card) == "Tides 第1回 2024年3月31日 1時間5分 ゲスト：ada"


def test_a_page_with_problems_is_in_the_language_of_the_show(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {show: {language: de}}]
docs/podcast/tides.yaml
  slug: tides
""")
    plan.build(serve=True)
    page = plan.page(PAGE)
    assert words(page.h1) == "docs/podcast/tides.yaml kann nicht angezeigt werden"
    assert "sobald die Probleme behoben sind:" in words(page.body)


def test_a_broken_template_is_shown_in_the_language_of_the_show(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  theme: {name: mkdocs, custom_dir: theme}
  plugins: [podcast: {show: {language: de}}]
theme/podcast/episode.md
  {{ words.nothing }}
docs/podcast/tides.yaml
""")
    plan.build(serve=True)
    assert words(plan.page(PAGE).h1) == "Fehler in einer Seitenvorlage"


def test_a_site_has_words_of_its_own(sketch: Sketch):
    plan = sketch(f"mkdocs.yml\n  plugins: [podcast]\n{TIDES}").build()
    assert "h2 Transcript #transcript" in headings(plan)
    plan.write("""
mkdocs.yml
  plugins:
    - podcast:
        messages:
          transcript: What was *said*
          date: "{month} {day}, {year}"
          line_link: Here
          season_episode: "{season}×{episode}"
""")
    plan.build()
    page = plan.page(PAGE)
    assert "h2 What was *said* #transcript" in headings(plan)
    facts = [words(fact) for fact in page.select(".podcast-facts li")]
    assert facts == ["2×1", "March 31, 2024", "1 h 5 min"]
    anchor = page.select_one("#t-132 .podcast-anchor")
    assert anchor
    assert anchor["aria-label"] == "Here"


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ("{transkript: x}", "There is no message 'transkript'. Did you mean 'transcript'?"),
        ("{zzz: x}", "There is no message 'zzz'."),
        ("{1: x}", "There is no message '1'."),
        ("{transcript: 1}", "The message 'transcript' is a text, or texts by zero, one, two, few"),
        ("{reloads_when_fixed: {one: x}}", "of which “other” is always there"),
        (
            "{reloads_when_fixed: {other: x, several: y}}",
            "The message 'reloads_when_fixed' is a text, or texts by",
        ),
        (
            '{season: "{nummber}"}',
            "There is no place in the message 'season' for 'nummber'. Did you mean 'number'?",
        ),
        ("[transcript]", "Expected keys with texts, but received: ['transcript']"),
    ],
)
def test_words_that_no_page_says_are_an_error(sketch: Sketch, messages: str, said: str):
    plan = sketch(f"mkdocs.yml\n  plugins: [podcast: {{messages: {messages}}}]")
    result = plan.run("build")
    assert result.code == 1
    assert "Traceback" not in result.output
    assert said in result.output


def test_templates_of_a_site_speak_its_language_too(site: Sketch):
    built = site("""
mkdocs.yml
  theme: {name: mkdocs, custom_dir: theme}
  plugins: [podcast: {show: {language: fr}}]
theme/podcast/index.md
  # {{ words.transcript }}: {{ words.season(number=3) }}, {{ words.play_on(platform="*X*") }}
docs/podcast/tides.yaml
""")
    assert words(built.page("podcast/index.html").h1) == "Transcription: Saison 3, Lire sur *X*"


def test_a_site_names_the_introduction_in_its_list_of_chapters(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {messages: {introduction: Opening}}]
docs/podcast/tides.yaml
  title: Tides
  transcript:
    - {line: Hello., time: "0:00", who: Ada}
    - header: The moon
    - {line: It pulls., time: "0:20", who: Ada}
    - header: The sun
    - {line: It shines., time: "2:12", who: Ada}
""")
    listed = built.text("podcast/tides/chapters.txt")
    assert listed == "0:00 Opening\n0:20 The moon\n2:12 The sun\n"
