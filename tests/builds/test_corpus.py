"""Real episodes, as their publisher keeps them; they are no part of the project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ..fixtures import Sketch
from ..sites import Site, words, write, write_sketch

CORPUS = Path(__file__).parents[3] / "shared/corpus"
FIRST = "s12e07-navigating-career-changes-in-machine-learning"
CONFIGURATION = """
mkdocs.yml
  theme: mkdocs
  plugins: [search, podcast: {checks: {unknown-guest: info}}]
"""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="there are no real episodes beside us")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of all real episodes, strictly built; its folders are links."""
    root = tmp_path_factory.mktemp("corpus")
    write_sketch(root, CONFIGURATION)
    write(root / "docs/index.md", "# Home")
    link(root / "docs")
    return Site(root).build()


def link(docs: Path) -> None:
    """Put the real episodes into a docs folder."""
    for name in ("podcast", "people"):
        (docs / name).symlink_to(CORPUS / name)
    shutil.copytree(CORPUS / "images", docs / "images")  # what links lead outside to is refused


def test_every_episode_has_a_page(corpus: Site):
    names = {path.stem for path in (CORPUS / "podcast").iterdir()}
    assert len(names) == 51
    around = ("podcast/people/", "podcast/topics/", "podcast/season-")
    html = {f for f in corpus.files if f.startswith("podcast/") and f.endswith(".html")}
    pages = {f for f in html if not f.startswith(around)}
    assert pages == {f"podcast/{name}/index.html" for name in names} | {"podcast/index.html"}
    assert {f for f in corpus.files if f.endswith(".md")} == {
        f"podcast/{name}/index.md" for name in names
    }
    assert not [f for f in corpus.files if f.startswith("people/")]
    assert len(corpus.page("podcast/index.html").select(".podcast-card")) == 51


def test_all_warnings_are_faults_of_the_data(corpus: Site):
    ours = re.findall(r"^WARNING: podcast: .* \[([a-z-]+)\]$", corpus.log, re.MULTILINE)
    assert set(ours) == {
        "empty-link",
        "image-not-found",
        "time-goes-backwards",
        "who-is-a-sentence",
    }
    assert ours.count("image-not-found") == 1  # the one of the first episode is not in the corpus
    absolute, anchor = [w for w in corpus.warnings if not w.endswith("]")]
    # Notes that link to a page of the publisher's own site, which has people's pages elsewhere.
    assert (
        "technical-writing-for-data-scientists.md' contains an absolute link '/people/" in absolute
    )
    # Notes with an apostrophe in an anchor, which no slug has.
    assert re.search(
        r"open-source-ml-contributions\.md' contains a link '#\w+'s-.*no such anchor", anchor
    )


def test_the_first_episode_is_all_there(corpus: Site):
    page = corpus.page(f"podcast/{FIRST}/index.html")
    source = (CORPUS / f"podcast/{FIRST}.md").read_text(encoding="utf-8")
    headers = re.findall(r"^- header: (.*)", source, re.MULTILINE)
    assert words(page.h1) == "Navigating Career Changes in Machine Learning"
    assert len(headers) == 15
    assert [words(h) for h in page.select(".podcast-transcript h3")] == [
        header.strip("'\"").replace("''", "'") for header in headers
    ]
    lines = page.select(".podcast-line")
    assert len(lines) == len(re.findall(r"^(?:- |  )line:", source, re.MULTILINE))
    assert lines[0]["id"] == "t-70"
    first, last = (words(lines[0]), words(lines[-1]))
    said = " ".join(source.split())
    for line in (first, last):
        middle = re.sub(r"^[\d:]+ (.*?) #$", r"\1", line).replace("'", "''")
        assert middle in said or middle.replace("''", "'") in said


def test_the_only_dead_links_are_those_that_mkdocs_warns_of(corpus: Site):
    anchor, absolute = corpus.broken_links()
    assert anchor.startswith("podcast/open-source-ml-contributions/index.html: #")
    assert "'" in anchor
    assert absolute.startswith("podcast/technical-writing-for-data-scientists/index.html: /people/")


def test_lines_are_as_many_as_in_the_files(corpus: Site):
    expected, shown = {}, {}
    for path in (CORPUS / "podcast").iterdir():
        front = path.read_text(encoding="utf-8").split("\n---", 1)[0]
        transcript = front.partition("\ntranscript:")[2]
        expected[path.stem] = len(re.findall(r"^ *(?:- )? *line:", transcript, re.MULTILINE))
        page = corpus.text(f"podcast/{path.stem}/index.html")
        shown[path.stem] = page.count('<p class="podcast-line"')
    assert shown == expected


def test_a_plain_build_of_the_command_line_ends_well(sketch: Sketch):
    plan = sketch(CONFIGURATION.replace("theme: mkdocs", "theme: mkdocs\n  strict: false"))
    link(plan.root / "docs")
    result = plan.run("build")
    assert result.code == 0
    assert "Traceback" not in result.output


def test_episodes_are_read_from_where_they_are(sketch: Sketch):
    plan = sketch(f"""
mkdocs.yml
  strict: false
  plugins: [podcast: {{episodes_dir: "{CORPUS}/podcast", people_dir: "{CORPUS}/people"}}]
""")
    plan.build()
    assert plan.error == ""
    missing = [r for r in plan.warnings if "[image-not-found]" in r]
    assert len(missing) == 1
    assert f"{FIRST}.jpg" in missing[0]
    picture = plan.page("podcast/crisp-dm/index.html").select_one(".podcast-artwork img")
    assert picture
    assert str(picture["src"]).endswith("images/podcast/crisp-dm.jpg")
    published = (plan.root / "site/images/podcast/crisp-dm.jpg").read_bytes()
    assert published == (CORPUS / "images/podcast/crisp-dm.jpg").read_bytes()
