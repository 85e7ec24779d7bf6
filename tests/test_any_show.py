"""Any episode that files can describe becomes a site, and none causes an exception."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.build import Build, prepare_build
from mkdocs_podcast.checks import CHECKS
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading.fields import EPISODE, PERSON
from mkdocs_podcast.reading.kinds import Record
from mkdocs_podcast.reading.transcript import HEADER, LINE
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show

from .strategies import anything

PLAUSIBLE = (
    "", "Ada", "ada, bob", "Ada:", "1", "2.5", "-1", "9" * 40, "true", "no", "null", "2:12",
    "1:02:03.5", "PT1H", "1h 20m", "00:00:01,500 --> 00:00:02,000", "2024-03-31", "2024-02-30",
    "0000-00-00",
    "9999-12-31T23:59:59+14:00", "2024-03-31 10:00", "1704785400", "1704785400000",
    "9 January 2024", "full", "bonus", "serial", "a.mp3", "../a.png", "/", "//", "a/b", ".", "..",
    "https://a.example/x.mp3", "https://a.example/é b?x=1&y#z", "https://[x", "javascript:alert(1)",
    "https://youtu.be/dQw4w9WgXcQ", "dQw4w9WgXcQ", "TODO", "S01E02", "#12", "x" * 300, "é" * 130,
    "x.vtt", "transcript.json", "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
)  # fmt: skip
"""Texts that mean something to some field."""

texts = st.sampled_from(PLAUSIBLE) | anything
scalars = texts | st.none() | st.booleans() | st.integers() | st.floats() | st.dates()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def mappings(*records: Record) -> st.SearchStrategy[dict[str, object]]:
    """Mappings with any of the keys of records, and others."""
    keys = st.sampled_from(sorted({key for record in records for key in record.keys}))
    return st.dictionaries(keys | keys | texts, values, max_size=6)


entries = st.lists(mappings(HEADER, LINE), max_size=5)
episodes = st.builds(
    lambda found, transcript: {**found, **({"transcript": transcript} if transcript else {})},
    mappings(EPISODE),
    entries | values,
)
people = mappings(PERSON)
names = st.sampled_from(["a", "b", "2024-03-31-a", "index", "people/ada", "topics/x", "é", "a b"])
suffixes = st.sampled_from([".yaml", ".yml", ".json", ".md"])

Files = dict[tuple[str, str], dict[str, object]]


def written(data: object, suffix: str, text: str) -> str:
    """Write values as the content of a file."""
    if suffix == ".json":
        return json.dumps(data, default=str)
    content = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return f"---\n{content}---\n{text}" if suffix == ".md" else content


def finish(build: Build) -> None:
    """Make everything that the build publishes."""
    build.render_pages()
    for src_uri in build.pages:
        build.page(src_uri)
    list(build.transcript_files(build.cache))
    list(build.show_files(dict.fromkeys(build.pages, "<p>Notes</p>")))


@given(
    episode_files=st.dictionaries(st.tuples(names, suffixes), episodes, min_size=1, max_size=3),
    people_files=st.dictionaries(st.tuples(names, suffixes), people, max_size=2),
    text=anything,
)
def test_any_values_become_a_site(episode_files, people_files, text):
    with TemporaryDirectory() as folder:
        check_show(Path(folder), episode_files, people_files, text)


def check_show(root: Path, episode_files: Files, people_files: Files, text: str) -> None:
    """Write a show, and check that it becomes a site with understandable problems."""
    folders = Folders(root, root / "docs", root / "docs/podcast", root / "docs/people")
    for folder, files in ((folders.episodes, episode_files), (folders.people, people_files)):
        for (name, suffix), data in files.items():
            path = folder / f"{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written(data, suffix, text), encoding="utf-8")
    show = Show(title="S", hosts=("ada",), email="a@a.example", description="x")
    settings = Settings(show=show, folders=folders, site_url="https://a.example/", llms="full")
    build = prepare_build(settings, MemoryCache(), {}, serving=True)
    finish(build)
    for problem in build.problems:
        assert problem.code in CHECKS
        assert problem.message.endswith(".")
        assert str(problem).isprintable()
