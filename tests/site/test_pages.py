"""Which pages a site gets, where, and what is in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from ..fixtures import Sketch
from ..sites import PICTURE, words, write


def test_an_episode_has_the_address_of_its_file(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
docs/podcast/waves.md
  ---
  title: Waves
  episode: 2
  ---
docs/podcast/winds.yml
  title: Winds
docs/podcast/autumn/fog.yaml
  title: Fog
""")
    assert built.warnings == []
    assert {f for f in built.files if f.startswith("podcast") and f.endswith(".html")} == {
        "podcast/index.html",
        "podcast/season-1/index.html",
        "podcast/tides/index.html",
        "podcast/waves/index.html",
        "podcast/winds/index.html",
        "podcast/autumn/fog/index.html",
    }


def test_a_slug_gives_an_episode_another_address_in_the_same_folder(site: Sketch):
    built = site("""
docs/podcast/s01e01.yaml
  title: Tides
  slug: tides
docs/podcast/autumn/s02e01.md
  ---
  title: Fog
  episode: 1
  slug: fog
  ---
""")
    assert {f for f in built.files if f.startswith("podcast") and f.endswith(".html")} == {
        "podcast/index.html",
        "podcast/tides/index.html",
        "podcast/autumn/fog/index.html",
    }


@pytest.mark.parametrize(
    ("path", "folder"),
    [("shows/sea", "shows/sea/"), ("/sea/", "sea/"), ("", "")],
)
def test_path_says_where_the_pages_go(site: Sketch, path: str, folder: str):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{path: "{path}"}}]
docs/index.md
  # Home

  [Tides]({folder}tides.md#the-moon)
docs/podcast/tides.yaml
docs/podcast/autumn/fog.yaml
  title: Fog
""")
    assert built.warnings == []
    assert f"{folder}tides/index.html" in built.files
    assert f"{folder}autumn/fog/index.html" in built.files
    assert built.broken_links() == []


def test_source_files_are_not_in_the_site(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
docs/podcast/waves.yml
  title: Waves
docs/people/ada.yaml
  title: Ada
docs/people/mary.md
  ---
  title: Mary
  ---
""")
    left = {f for f in built.files if f.endswith((".yaml", ".yml", ".md"))}
    assert left == {"podcast/tides/index.md", "podcast/waves/index.md"}  # which are pages
    assert not [f for f in built.files if f.startswith("people")]


def test_source_files_behind_links_are_not_in_the_site(sketch: Sketch, tmp_path: Path):
    write(tmp_path / "elsewhere/fog.yaml", "title: Fog")
    plan = sketch("docs/podcast/tides.yaml")
    (tmp_path / "docs/podcast/autumn").symlink_to(tmp_path / "elsewhere")
    assert plan.build().warnings == []
    assert "podcast/autumn/fog/index.html" in plan.files
    assert not [f for f in plan.files if f.endswith(".yaml")]


def test_ordinary_pages_among_episodes_and_people_stay_pages(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
docs/podcast/about.md
  # About the show
docs/podcast/press.md
  ---
  title: For the press
  ---
  Words.
docs/people/thanks.md
  # Thanks
""")
    assert built.warnings == []
    assert words(built.page("podcast/about/index.html").h1) == "About the show"
    assert "Words." in built.text("podcast/press/index.html")
    assert words(built.page("people/thanks/index.html").h1) == "Thanks"
    assert "press" not in str(built.page("podcast/index.html").select(".podcast-card"))


@pytest.mark.parametrize("name", ["_template", "_drafts/fog", ".hidden", ".drafts/fog"])
def test_names_that_begin_with_a_dot_or_underscore_are_left_alone(site: Sketch, name: str):
    built = site(f"""
docs/podcast/tides.yaml
docs/podcast/{name}.yaml
  not: [an episode
""")
    assert built.warnings == []
    assert f"podcast/{name}/index.html" not in built.files


def test_a_draft_is_served_but_not_built_and_in_no_list(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  plugins: [search, podcast]
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
  draft: true
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


def test_episodes_and_people_can_be_outside_the_docs_folder(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: content/episodes, people_dir: content/people}]
content/episodes/tides.yaml
  title: Tides
  image: images/tides.png
  guests: [ada]
content/episodes/beside.yaml
  title: Beside
  image: beside.png
content/episodes/beside.png
content/images/tides.png
content/images/ada.png
content/people/ada.yaml
  title: Ada Byron
  picture: images/ada.png
""")
    assert built.warnings == []
    assert built.broken_links() == []
    assert {f for f in built.files if f.endswith((".png", ".yaml"))} >= {
        "images/tides.png",
        "images/ada.png",
        "episodes/beside.png",
    }
    assert "Ada Byron" in words(
        built.page("podcast/tides/index.html").select_one(".podcast-people")
    )
    assert (built.root / "site/images/tides.png").read_bytes() == PICTURE


def test_the_docs_folder_wins_over_what_is_beside(sketch: Sketch, tmp_path: Path):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: content/episodes}]
content/episodes/tides.yaml
  title: Tides
  image: images/tides.png
content/images/tides.png
""")
    (tmp_path / "docs/images").mkdir()
    (tmp_path / "docs/images/tides.png").write_bytes(PICTURE + b"mine")
    plan.build()
    assert plan.warnings == []
    assert (tmp_path / "site/images/tides.png").read_bytes() == PICTURE + b"mine"


@pytest.mark.parametrize(
    "reference", ["../secret.png", "/../secret.png", "images/../../secret.png"]
)
def test_no_file_outside_the_folders_is_published(sketch: Sketch, reference: str, tmp_path: Path):
    plan = sketch(f"""
secret.png
docs/podcast/tides.yaml
  title: Tides
  image: {reference}
""")
    assert (tmp_path / "secret.png").exists()
    plan.build()
    assert "image-not-found" in plan.codes
    assert "1 warnings" in plan.error
    assert not [f for f in plan.files if "secret" in f]


def test_no_linked_file_outside_the_folders_is_published(sketch: Sketch, tmp_path: Path):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: content/episodes}]
secret.png
content/episodes/tides.yaml
  title: Tides
  image: leak.png
""")
    (tmp_path / "content/leak.png").symlink_to(tmp_path / "secret.png")
    plan.build()
    assert "image-not-found" in plan.codes
    assert not [f for f in plan.files if "leak" in f or "secret" in f]


@pytest.mark.parametrize("reference", ["notes.txt", "private.yaml", "page.html", "no-ending"])
def test_only_pictures_and_recordings_are_published(site: Sketch, reference: str):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{episodes_dir: content/episodes}}]
content/episodes/tides.yaml
  title: Tides
  image: {reference}
content/{reference}
  words
""")
    assert "image-not-found" in built.codes
    assert reference not in built.files


def test_default_folders_may_be_missing(site: Sketch):
    built = site("docs/index.md\n  # Home")
    assert built.warnings == []
    assert "no episodes yet" in built.text("podcast/index.html")


@pytest.mark.parametrize("serve", [False, True])
def test_a_folder_that_an_option_names_must_exist(sketch: Sketch, serve):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: docs/podcsat, people_dir: ../people}]
docs/podcast/a.yaml
""")
    assert plan.build(serve=serve).error.startswith(
        "podcast: episodes_dir: The folder “docs/podcsat” does not exist."
        " Did you mean “docs/podcast”?\n"
        "podcast: people_dir: The folder “../people” does not exist."
    )


def test_the_index_lists_episodes_newest_first_by_season(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {show: {title: The Sea, description: All of it.}}]
docs/podcast/a.yaml
  {title: A, season: 1, episode: 1}
docs/podcast/b.yaml
  {title: B, season: 1, episode: 2}
docs/podcast/c.yaml
  {title: C, season: 2, episode: 1}
docs/podcast/d.yaml
  {title: D}
""")
    page = built.page("podcast/index.html")
    assert words(page.h1) == "The Sea"
    assert "All of it." in words(page.select_one("[role=main]"))
    assert [words(title) for title in page.select(".podcast-card-title")] == ["C", "B", "A", "D"]
    assert [words(title) for title in page.select("h2")] == [
        "Season 2",
        "Season 1",
        "More episodes",
    ]


@pytest.mark.parametrize("own", ["index.md", "README.md"])
def test_an_index_of_ones_own_wins(site: Sketch, own: str):
    built = site(f"""
docs/podcast/tides.yaml
docs/podcast/{own}
  # My own
""")
    assert built.warnings == []
    assert words(built.page("podcast/index.html").h1) == "My own"


def test_without_an_index_an_episode_can_have_its_place(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {index: false}]
docs/podcast/index.yaml
  title: The only one
""")
    assert words(built.page("podcast/index.html").h1) == "The only one"


def test_there_need_not_be_an_index(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {index: false}]
docs/podcast/tides.yaml
""")
    assert built.warnings == []
    assert "podcast/index.html" not in built.files
    assert "podcast/tides/index.html" in built.files


def test_templates_of_the_site_replace_ours(site: Sketch):
    built = site("""
mkdocs.yml
  theme: {name: mkdocs, custom_dir: theme}
theme/podcast/index.md
  # {{ show.title }} has {{ catalog.episodes | length_of }}
docs/podcast/tides.yaml
""")
    assert words(built.page("podcast/index.html").h1) == "Low Water has 1"
    assert built.page("podcast/tides/index.html").select_one("#t-132")
    assert "podcast/index.md" not in built.files


@pytest.mark.parametrize("name", ["episode.md", "index.md"])
@pytest.mark.parametrize(
    "template",
    [
        "# {{ title",
        "# {{ nothing.at.all }}",
        "{% include 'no.md' %}",
        "{{ 1 | no }}",
        "{{ none | long_date }}",
    ],
)
def test_a_broken_template_is_named_in_a_sentence(sketch: Sketch, name: str, template: str):
    plan = sketch(f"""
mkdocs.yml
  theme: {{name: mkdocs, custom_dir: theme}}
theme/podcast/{name}
  # First

  {template}
docs/podcast/tides.yaml
""")
    result = plan.run("build")
    assert result.code == 1
    assert "Traceback" not in result.output
    assert f"podcast/{name}:3: " in result.output


def test_sections_have_the_anchors_of_the_site(site: Sketch):
    built = site("""
mkdocs.yml
  markdown_extensions:
    - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}}
docs/podcast/tides.yaml
""")
    assert built.warnings == []
    assert "h3 The moon #The-moon" in built.headings("podcast/tides/index.html")
    assert built.broken_links() == []


def test_links_to_lines_and_sections_are_known_to_mkdocs(site: Sketch):
    built = site("""
docs/index.md
  # Home

  [1](podcast/tides.md#t-132) [2](podcast/tides.md#the-moon) [3](podcast/tides.md#own)
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
    assert built.warnings == []
    assert built.broken_links() == []


def test_a_link_to_a_line_that_is_not_there_is_a_warning(site: Sketch):
    built = site("""
docs/index.md
  # Home

  [1](podcast/tides.md#t-133)
docs/podcast/tides.yaml
""")
    assert len(built.warnings) == 1
    assert "does not contain an anchor '#t-133'" in built.warnings[0]


def test_edit_links_point_at_the_episode_file(site: Sketch):
    built = site("""
mkdocs.yml
  theme: readthedocs
  repo_url: https://github.com/low/water
  edit_uri: edit/main/docs/
docs/podcast/tides.yaml
  title: Tides
  slug: the-tides
docs/podcast/waves.md
  ---
  title: Waves
  episode: 2
  ---
""")
    for page, file in (("the-tides", "tides.yaml"), ("waves", "waves.md")):
        edit = f"https://github.com/low/water/edit/main/docs/podcast/{file}"
        assert edit in {
            str(a["href"]) for a in built.page(f"podcast/{page}/index.html").select("a")
        }


def test_edit_links_point_at_files_outside_the_docs_folder(site: Sketch):
    built = site("""
mkdocs.yml
  theme: readthedocs
  repo_url: https://github.com/low/water
  edit_uri: edit/main/docs/
  plugins: [podcast: {episodes_dir: content}]
content/tides.yaml
""")
    edit = "https://github.com/low/water/edit/main/content/tides.yaml"
    assert edit in built.text("podcast/tides/index.html")


def test_the_theme_sees_what_the_file_says(site: Sketch):
    built = site("""
mkdocs.yml
  theme: {name: mkdocs, custom_dir: theme}
theme/main.html
  {% extends "base.html" %}
  {% block extrahead %}
  <script id="meta">{{ page.meta.items() | map("join", "=") | join("|") }}</script>
  {% endblock %}
docs/podcast/tides.yaml
  title: Tides
  description: What the moon does.
  published: 2024-03-31
  image: tides.png
  topics: [sea, moon]
docs/tides.png
docs/podcast/fog.yaml
  title: Fog
  intro: <p>Grey <b>all</b> over.</p>
""")
    page = built.page("podcast/tides/index.html")
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
    assert "description=Grey all over." in built.text("podcast/fog/index.html")


def test_the_style_of_the_site_comes_after_ours(site: Sketch):
    built = site("""
mkdocs.yml
  extra_css: [mine.css]
docs/mine.css
  p {}
docs/podcast/tides.yaml
""")
    for name in ("index.html", "podcast/tides/index.html"):
        styles = [str(link["href"]) for link in built.page(name).select("link[rel=stylesheet]")]
        ours = next(i for i, s in enumerate(styles) if s.endswith("assets/podcast/podcast.css"))
        assert styles[ours + 1].endswith("mine.css")


def test_neighbours_link_to_each_other(site: Sketch):
    built = site("""
docs/podcast/a.yaml
  {title: A, season: 1, episode: 1}
docs/podcast/deep/b.yaml
  {title: B, season: 1, episode: 2}
docs/podcast/c.yaml
  {title: C, season: 1, episode: 3}
""")
    page = built.page("podcast/deep/b/index.html")
    found = {
        words(a): urljoin("/podcast/deep/b/", str(a["href"]))
        for a in page.select(".podcast-neighbours a")
    }
    assert found == {"A": "/podcast/a/", "C": "/podcast/c/"}


def test_two_episodes_at_one_address_are_an_error(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
docs/podcast/other.yaml
  title: Other
  slug: tides
""")
    assert built.codes.count("same-address") == 1
    assert "docs/podcast/tides.yaml:1:1: Its page" in built.error
    assert "docs/podcast/other.yaml" in built.error


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("podcast", "docs/podcast/fog.md"),
        ("podcast", "docs/podcast/fog/index.md"),
        ("shows/sea", "docs/shows/sea/fog.md"),
        ("", "docs/fog.md"),
    ],
)
def test_an_episode_does_not_take_the_place_of_a_page(site: Sketch, path: str, page: str):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{path: "{path}"}}]
docs/podcast/fog.yaml
  title: Fog
{page}
  # The page
""")
    assert "[same-address]" in built.error
    assert page in built.error


def test_braces_of_templates_show_as_they_are(site: Sketch):
    built = site("""
docs/podcast/tides.yaml
  title: "{{ config }} and {% raw %}"
  transcript:
    - {line: "{{ 1 + 1 }} {% if %}", time: "0:01"}
""")
    page = built.page("podcast/tides/index.html")
    assert "{{ 1 + 1 }} {% if %}" in words(page.select_one("#t-1"))
    assert words(page.h1) == "{{ config }} and {% raw %}"


def test_nothing_is_written_into_the_docs_folder(sketch: Sketch, tmp_path: Path):
    plan = sketch("""
docs/podcast/tides.yaml
docs/people/ada.yaml
  title: Ada
""")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "docs").rglob("*")}
    assert plan.build().build(serve=True).error == ""
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "docs").rglob("*")} == before


def test_the_transcript_extension_works_without_the_plugin(site: Sketch):
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
    line = built.page("index.html").select_one("#t-132")
    assert "Hello." in words(line)
    assert "h3 One #one" in built.headings("index.html")


def test_the_extension_may_be_configured_by_the_site(site: Sketch):
    built = site("""
mkdocs.yml
  markdown_extensions:
    - podcast: {line_link: Zu dieser Zeile}
docs/podcast/tides.yaml
""")
    assert built.warnings == []
    anchor = built.page("podcast/tides/index.html").select_one("#t-132 .podcast-anchor")
    assert anchor
    assert anchor["aria-label"] == "Zu dieser Zeile"


def test_every_line_of_an_episode_is_there_in_order(site: Sketch):
    lines = [f"Line {n} with *stars*, <tags> & `ticks`" for n in range(300)]
    entries = [{"line": line, "sec": n * 3, "who": "AB"[n % 2]} for n, line in enumerate(lines)]
    built = site(
        f"docs/podcast/long.yaml\n  {json.dumps({'title': 'Long', 'transcript': entries})}"
    )
    shown = [words(p) for p in built.page("podcast/long/index.html").select(".podcast-line")]
    assert [re.sub(r"^[\d:]+ (.*) #$", r"\1", line) for line in shown] == lines


def test_a_page_has_its_title_its_sections_and_its_transcript(site: Sketch):
    built = site("docs/podcast/tides.yaml")
    assert built.codes == []
    assert built.headings("podcast/tides/index.html") == [
        "h1 Tides #tides",
        "h2 Sections #sections",
        "h2 Transcript #transcript",
        "h3 The moon #the-moon",
    ]


@pytest.mark.parametrize("theme", ["mkdocs", "material", "readthedocs"])
def test_no_title_description_or_topic_is_markup_in_a_theme(site: Sketch, theme: str):
    text = '</title> "><script>alert(1)</script>'
    built = site(f"""
mkdocs.yml
  theme: {theme}
  plugins: [podcast]
docs/podcast/tides.yaml
  title: '{text}'
  description: '{text}'
  topics: ['{text}']
  published: 2024-03-31
""")
    for page in ("podcast/tides/index.html", "podcast/index.html"):
        assert "<script>alert" not in built.text(page)


def test_heads_name_both_feeds_and_only_those_that_there_are(sketch: Sketch):
    plan = sketch("""
mkdocs.yml
  site_url: https://low.example/
  theme: {name: mkdocs, locale: de}
docs/podcast/tides.yaml
docs/podcast/waves.yaml
  title: Waves
  audio: https://low.example/waves.mp3
""")

    def feeds() -> dict[str, str]:
        page = plan.build().page("podcast/tides/index.html")
        links = page.select("link[rel~=alternate][type='application/rss+xml']")
        return {str(link["href"]): str(link["title"]) for link in links}

    both = {
        "../../feed.xml": "Low Water",
        "../../updates.xml": "Weitere Folgen – Low Water",
    }
    assert feeds() == both
    assert plan.files >= {"feed.xml", "updates.xml"}
    plan.write("docs/feed.xml\n  <rss/>\n")
    assert feeds() == {"../../updates.xml": "Low Water"}
