"""Who has an address that more than one thing could have."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site

SHOW = """
docs/podcast/tides.yaml
  title: Tides
  season: 1
  published: 2024-03-31
  topics: [sea]
docs/podcast/waves.yaml
  title: Waves
  season: 2
  published: 2024-04-30
  audio: https://a.example/waves.mp3
docs/people/ada.yaml
  title: Ada
"""


def mkdocs(options: str = "") -> str:
    return f"mkdocs.yml\n  site_url: https://a.example/\n  plugins: [podcast: {{{options}}}]\n"


def page(site: Site, path: str) -> str:
    heading = site.page(path).select_one("h1")
    return heading.get_text() if heading else ""


PAGES = ["index", "people/index", "people/ada", "topics/index", "topics/sea", "season-2"]


@pytest.mark.parametrize("name", PAGES)
def test_an_episode_does_not_take_the_place_of_a_page_of_the_show(sketch: Sketch, name: str):
    plan = sketch(f"{SHOW}docs/podcast/{name}.md\n  ---\n  title: Mine\n  episode: 1\n  ---\n")
    plan.build()
    (said,) = [line for line in plan.error.splitlines() if "[same-address]" in line]
    assert f"docs/podcast/{name}.md:1:1: Its page has the address of “" in said
    assert "”, which is made of the show. Give it another “slug:”, or rename the file." in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_authors_own_does(site: Sketch, name: str):
    built = site(f"{SHOW}docs/podcast/{name}.md\n  # Mine\n")
    assert (built.error, built.warnings) == ("", [])
    path = f"podcast/{name}.html" if name.endswith("index") else f"podcast/{name}/index.html"
    assert page(built, path) == "Mine"


def test_so_does_one_that_is_html_already(site: Sketch):
    built = site(f"{SHOW}docs/podcast/people/index.html\n  <h1>Mine</h1>\n")
    assert built.error == ""
    assert page(built, "podcast/people/index.html") == "Mine"


def test_a_page_that_is_not_made_keeps_no_address(site: Sketch):
    options = "archive: false, people: false, topics: false, seasons: false"
    episodes = "".join(
        f"docs/podcast/{name}.yaml\n" for name in ("people", "season-2", "topics/sea", "search")
    )
    built = site(mkdocs(options) + SHOW + episodes)
    assert "same-address" not in built.codes
    assert page(built, "podcast/people/index.html") == "Tides"


@pytest.mark.parametrize("name", ["feed.xml", "updates.xml", "llms.txt"])
def test_an_episode_is_not_in_the_way_of_a_file(sketch: Sketch, name: str):
    plan = sketch(mkdocs("path: ''") + f"{SHOW}docs/podcast/x.yaml\n  title: X\n  slug: {name}\n")
    plan.build()
    said = f"docs/podcast/x.yaml:2:1: Its page has the address of “{name}”, which is made of"
    assert said in plan.error


def test_served_it_is_the_page_that_says_so(sketch: Sketch):
    plan = sketch(mkdocs("path: ''") + f"{SHOW}docs/podcast/feed.xml.yaml\n").build(serve=True)
    assert "docs/podcast/feed.xml.yaml" in page(plan, "feed.xml/index.html")
    assert plan.files >= {"updates.xml", "llms.txt"}


@pytest.mark.parametrize("name", ["feed.xml", "updates.xml", "llms.txt"])
def test_a_page_of_the_authors_own_stands_in_the_place_of_a_file(site: Sketch, name: str):
    built = site(mkdocs() + f"{SHOW}docs/{name}.md\n  # Mine\n")
    assert built.error == ""
    assert page(built, f"{name}/index.html") == "Mine"


FILES = ["transcript.vtt", "transcript.txt", "chapters.json", "index.md"]


BESIDE = "which is beside the page of docs/podcast/tides.yaml."
IN_THE_WAY = [
    ("docs/podcast/tides/{name}.yaml", "title: X"),
    ("docs/podcast/tides/x.yaml", "title: X\n  slug: {name}"),
    ("docs/podcast/tides/{name}/x.yaml", "title: X"),
]


@pytest.mark.parametrize("directories", ["true", "false"])
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("path", "text"), IN_THE_WAY)
def test_an_episode_is_not_in_the_way_of_a_file_beside_another(
    sketch: Sketch, path: str, text: str, name: str, directories: str
):
    path = path.format(name=name)
    urls = f"  use_directory_urls: {directories}\n"
    episodes = f"docs/podcast/tides.yaml\n{path}\n  {text.format(name=name)}\n"
    plan = sketch(f"mkdocs.yml\n{urls}{episodes}")
    plan.build()
    (said,) = [line for line in plan.error.splitlines() if "[same-address]" in line]
    assert path in said
    assert f" has the address of “{name}”, {BESIDE}" in said
    options = "captions: false, chapters: false, markdown: false"
    assert sketch(f"{mkdocs(options)}{urls}{episodes}").build().error == ""


def test_where_there_are_no_files_by_episode_pages_nothing_is_in_the_way(site: Sketch):
    options = mkdocs("markdown: false") + "  use_directory_urls: false\n"
    episodes = "docs/podcast/tides.yaml\ndocs/podcast/tides/chapters.json.yaml\n  title: X\n"
    built = site(options + episodes)
    assert built.files >= {"podcast/tides/chapters.json", "podcast/tides/chapters.json.html"}


def test_nor_is_an_old_address(sketch: Sketch):
    alias = "/podcast/tides/transcript.vtt"
    plan = sketch(f"docs/podcast/tides.yaml\ndocs/podcast/x.yaml\n  title: X\n  aliases: {alias}\n")
    plan.build()
    assert f"“{alias}” is already the address of “transcript.vtt”, {BESIDE[:-1]}" in plan.log


def test_nor_is_a_draft_when_it_is_served(sketch: Sketch):
    draft = "docs/podcast/tides/x.yaml\n  title: X\n  slug: transcript.vtt\n  draft: true\n"
    plan = sketch(f"docs/podcast/tides.yaml\n{draft}").build(serve=True)
    assert f"Its page has the address of “transcript.vtt”, {BESIDE}" in plan.log
    assert plan.text("podcast/tides/transcript.srt").startswith("1\n")


def test_files_of_the_authors_own_stay_as_they_are(site: Sketch):
    plan = f"docs/podcast/tides.yaml\ndocs/podcast/tides/transcript.vtt\n  Mine\n{mkdocs()}"
    built = site(plan)
    assert built.text("podcast/tides/transcript.vtt") == "Mine\n"
    assert built.text("podcast/tides/transcript.srt").startswith("1\n")


@pytest.mark.parametrize("alias", ["/podcast/", "/podcast/people/", "/podcast/topics/sea/"])
def test_an_old_address_leads_nowhere_if_it_is_that_of_a_page_of_the_show(
    sketch: Sketch, alias: str
):
    plan = sketch(f"{SHOW}docs/podcast/x.yaml\n  title: X\n  topics: [sea]\n  aliases: {alias}\n")
    plan.build()
    assert f"docs/podcast/x.yaml:3:1: “{alias}” is already the address of “" in plan.log
    assert "alias-clash" in plan.codes


def test_topics_that_are_written_alike_have_a_page_each(site: Sketch):
    names = ["C", "C++", "C#", "c 2", "!", "?", "index"]
    built = site(f"docs/podcast/x.yaml\n  title: X\n  topics: {names}\n")
    pages = {page(built, path) for path in built.files if path.startswith("podcast/topics/")}
    assert pages == {"Topics", *names}


def test_nobody_is_called_as_the_page_of_all_people(sketch: Sketch):
    plan = sketch(f"{SHOW}docs/people/x.yaml\n  title: X\n  short: index\n")
    plan.build()
    assert (
        "docs/people/x.yaml:1:1: Its page has the address of the one that lists all" in plan.error
    )
    assert "same-address" not in sketch(mkdocs("people: false")).build().codes
