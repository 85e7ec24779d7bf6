"""What MkDocs' search knows of an episode."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..fixtures import Sketch
from ..sites import Site, files_below, words, write

SECTIONS = 12
LINES = 40


@pytest.fixture(params=["mkdocs", "readthedocs", "material"])
def long_episode(sketch: Sketch, request: pytest.FixtureRequest) -> Site:
    """A site with an episode of 480 lines, each with a word of its own."""
    plan = sketch(f"""
mkdocs.yml
  theme: {{name: {request.param}}}
  plugins: [search, podcast]
docs/people/mary.md
  ---
  title: Mary Somerville
  ---
""")
    transcript = [
        entry
        for section in range(SECTIONS)
        for entry in (
            {"header": f"About thing{section}"},
            *(
                {
                    "line": f"What is said at word{section}x{line} goes on for a while and ends.",
                    "sec": section * 100 + line,
                    "who": "Mary" if line % 2 else "Ada",
                }
                for line in range(LINES)
            ),
        )
    ]
    episode = {
        "title": "The long one",
        "published": "2024-03-31",
        "guests": ["mary"],
        "intro": "An introduction.",
        "topics": ["oceanography"],
        "notes": "A noteworthy note.",
        "transcript": transcript,
    }
    write(plan.root / "docs/podcast/long.yaml", json.dumps(episode))
    assert plan.build().warnings == []
    return plan


def test_titles_headings_people_topics_and_notes_are_found(long_episode: Site):
    index = long_episode.search_index()
    page = index["podcast/long/"]
    assert page["title"] == "The long one"
    said = json.dumps(list(index.values()))
    for word in ("Mary Somerville", "oceanography", "An introduction.", "A noteworthy note."):
        assert word in said


def test_a_hit_leads_to_its_section(long_episode: Site):
    index = long_episode.search_index()
    anchors = {str(h["id"]) for h in long_episode.page("podcast/long/index.html").select("h3")}
    assert len(anchors) == SECTIONS
    for anchor in anchors:
        entry = index[f"podcast/long/#{anchor}"]
        number = anchor.removeprefix("about-thing")
        assert entry["title"] == f"About thing{number}"
        assert f"word{number}x0" in entry["text"]


def test_whole_transcripts_are_not_in_the_index(long_episode: Site):
    text = long_episode.text("search/search_index.json")
    assert f"x{LINES - 1}" not in text
    entries = {
        k: v for k, v in long_episode.search_index().items() if k.startswith("podcast/long/")
    }
    assert len(json.dumps(entries)) < 6_000


def test_the_page_still_has_the_whole_transcript(long_episode: Site):
    page = long_episode.page("podcast/long/index.html")
    assert len(page.select(".podcast-line")) == SECTIONS * LINES
    assert f"word{SECTIONS - 1}x{LINES - 1}" in words(page.select(".podcast-line")[-1])


def test_words_do_not_run_together(long_episode: Site):
    index = long_episode.search_index()
    assert "Mary Somerville guest" in index["podcast/long/"]["text"]
    assert not [entry for entry in index.values() if "#" in entry["text"]]


def test_other_pages_are_indexed_as_ever(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [search, podcast]
docs/about.md
  # About

  Some words.

  ## More

  Other words.
docs/podcast/tides.yaml
""")
    index = built.search_index()
    assert "Some words." in index["about/"]["text"]
    assert index["about/#more"]["text"] == "Other words."


def test_the_index_of_every_word_is_made_by_a_program_only_where_an_episode_changed(
    sketch: Sketch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {search: pagefind}]
docs/podcast/tides.yaml
""")

    def index() -> dict[str, bytes]:
        assert plan.build().error == ""
        folder = plan.root / "site/assets/podcast/pagefind"
        return {name: (folder / name).read_bytes() for name in files_below(folder)}

    made = index()
    assert any(name.startswith("fragment/") for name in made)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    assert index() == made
    plan.write("docs/index.md\n  # Another home")
    assert index() == made
    plan.write("docs/podcast/tides.yaml\n  title: Ebb")
    assert "pip install 'mkdocs-podcast[search]'" in plan.build().error
