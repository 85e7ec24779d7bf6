"""Which files become pages, which are published, and which are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..sites import PICTURE, words, write
from .conftest import Sketch


def test_episodes_are_published_below_path_and_their_files_are_not(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {path: /shows/sea/}]
docs/podcast/tides.yaml
docs/podcast/winds.yml
  title: Winds
docs/podcast/autumn/s02e01.md
  ---
  title: Fog
  episode: 1
  slug: fog
  ---
docs/people/ada.yaml
  title: Ada
docs/index.md
  # Home

  [The moon](shows/sea/tides.md#the-moon)
""")
    assert built.warnings == []
    assert built.broken_links() == []
    episodes = {"tides", "winds", "autumn/fog"}
    assert set(built.ending(".html")) - {"index.html", "404.html", "search.html"} == {
        "shows/sea/index.html",
        "shows/sea/season-1/index.html",
        "shows/sea/people/index.html",
        "shows/sea/people/ada/index.html",
        *(f"shows/sea/{name}/index.html" for name in episodes),
    }
    assert not built.ending(".yaml")
    assert not built.ending(".yml")
    assert set(built.ending(".md")) == {f"shows/sea/{name}/index.md" for name in episodes}


def test_files_behind_links_are_not_published_either(sketch: Sketch, tmp_path: Path):
    write(tmp_path / "elsewhere/fog.yaml", "title: Fog")
    plan = sketch("docs/podcast/tides.yaml")
    (tmp_path / "docs/podcast/autumn").symlink_to(tmp_path / "elsewhere")
    assert plan.build().warnings == []
    assert "podcast/autumn/fog/index.html" in plan.files
    assert not plan.ending(".yaml")


def test_ordinary_pages_among_episodes_and_people_stay_pages(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
docs/podcast/waves.yaml
  title: Waves
docs/podcast/about.md
  # About the show
docs/podcast/press.md
  ---
  title: For the press
  ---
  Words.
docs/podcast/_template.yaml
  not: [an episode
docs/people/thanks.md
  # Thanks
""")
    assert built.warnings == []
    assert words(built.page("podcast/about/index.html").h1) == "About the show"
    assert "Words." in built.text("podcast/press/index.html")
    assert words(built.page("people/thanks/index.html").h1) == "Thanks"
    assert "press" not in str(built.page("podcast/index.html").select(".podcast-card"))


@pytest.mark.parametrize("own", ["podcast/index.md", "podcast/README.md", "podcast/index.html"])
def test_a_page_of_the_author_replaces_the_archive(site: Sketch, own: str):
    built = site(f"""
docs/podcast/tides.yaml
docs/{own}
  <h1>My own</h1>
""")
    assert built.warnings == []
    assert words(built.page("podcast/index.html").h1) == "My own"


def test_files_of_the_author_replace_ours(site: Sketch):
    built = site("""
mkdocs.yml
  site_url: https://low.example/
  theme: {name: mkdocs, locale: de}
docs/feed.xml
  <rss/>
docs/podcast/tides.yaml
docs/podcast/waves.yaml
  title: Waves
  audio: https://low.example/waves.mp3
docs/podcast/tides/transcript.vtt
  Mine
""")
    assert built.text("feed.xml") == "<rss/>\n"
    page = built.page("podcast/tides/index.html")
    links = page.select("link[rel~=alternate][type='application/rss+xml']")
    assert [(link["href"], link["title"]) for link in links] == [("../../updates.xml", "Low Water")]
    assert built.text("podcast/tides/transcript.vtt") == "Mine\n"
    assert built.text("podcast/tides/transcript.srt").startswith("1\n")


@pytest.mark.parametrize("reason", ["draft: true", "published: 2199-01-01"])
def test_a_draft_is_served_but_neither_built_nor_listed(sketch: Sketch, reason: str):
    plan = sketch(f"""
mkdocs.yml
  plugins: [search, podcast]
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
  {reason}
  season: 1
  episode: 2
docs/podcast/waves.yaml
  title: Waves
  season: 1
  episode: 3
""")
    plan.build()
    assert plan.warnings == []
    assert "podcast/fog/index.html" not in plan.files
    texts = [f for f in plan.files if f.endswith((".html", ".json", ".xml"))]
    assert not [f for f in texts if "Fog" in plan.text(f)]
    plan.build(serve=True)
    assert plan.warnings == []
    assert words(plan.page("podcast/fog/index.html").h1) == "Fog"
    assert "Fog" not in plan.text("podcast/index.html")
    assert "Fog" not in plan.text("podcast/waves/index.html")


def test_episodes_people_and_their_files_can_be_outside_the_docs_folder(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  theme: readthedocs
  repo_url: https://github.com/low/water
  edit_uri: edit/main/docs/
  plugins: [search, podcast: {episodes_dir: content/episodes, people_dir: content/people}]
content/episodes/tides.yaml
  title: Tides
  image: images/tides.png
  guests: [ada]
content/episodes/fog.yaml
  title: Fog
  image: fog.png
content/episodes/fog.png
content/images/tides.png
content/images/ada.png
content/people/ada.yaml
  title: Ada Byron
  picture: images/ada.png
""")
    (plan.root / "docs/images").mkdir()
    (plan.root / "docs/images/ada.png").write_bytes(PICTURE + b"mine")
    built = plan.build()
    assert built.warnings == []
    assert built.broken_links() == []
    assert built.files >= {"images/tides.png", "episodes/fog.png"}
    assert not built.ending(".yaml")
    assert built.bytes("images/tides.png") == PICTURE
    assert built.bytes("images/ada.png") == PICTURE + b"mine", "the docs folder comes first"
    page = built.page("podcast/tides/index.html")
    assert "Ada Byron" in words(page.select_one(".podcast-people"))
    edit = "https://github.com/low/water/edit/main/content/episodes/tides.yaml"
    assert edit in {str(a["href"]) for a in page.select("a[href]")}


def test_only_media_files_inside_the_folders_are_published(sketch: Sketch, tmp_path: Path):
    images = ("../secret.png", "leak.png", "notes.txt", "private.yaml")
    episodes = [
        f"content/episodes/{number}.yaml\n  {{title: {number}, image: {image}}}"
        for number, image in enumerate(images)
    ]
    plan = sketch(f"""
mkdocs.yml
  strict: false
  plugins: [podcast: {{episodes_dir: content/episodes}}]
{chr(10).join(episodes)}
secret.png
content/notes.txt
  words
content/private.yaml
  words
""")
    (tmp_path / "content/leak.png").symlink_to(tmp_path / "secret.png")
    plan.build()
    assert plan.codes.count("image-not-found") == len(images)
    names = {image.removeprefix("../") for image in images}
    assert not names & {file.rpartition("/")[2] for file in plan.files}


@pytest.mark.parametrize("serve", [False, True])
def test_a_site_without_episodes_has_an_empty_archive(sketch: Sketch, serve: bool):
    built = sketch("").build(serve=serve)
    assert (built.error, built.warnings) == ("", [])
    assert "no episodes yet" in built.text("podcast/index.html")


def test_a_missing_folder_that_an_option_names_stops_a_build(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: docs/podcsat}]
docs/podcast/tides.yaml
""")
    assert "docs/podcsat" in built.error
    assert "docs/podcast" in built.error
    assert built.files == set()


def test_nothing_is_written_into_the_docs_folder(sketch: Sketch, tmp_path: Path):
    plan = sketch("""
docs/podcast/tides.yaml
docs/people/ada.yaml
  title: Ada
""")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "docs").rglob("*")}
    assert plan.build().build(serve=True).error == ""
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "docs").rglob("*")} == before
