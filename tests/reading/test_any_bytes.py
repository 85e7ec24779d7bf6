"""Any file is readable or has problems, and none causes an exception."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.checks import CHECKS

from ..strategies import anything, spoiled
from .conftest import read_files

EPISODE = """\
---
title: Tides
short: &short "Tides"
season: 1
published: 2024-03-31
duration: PT1H
guests: [ada, bob]
links: {rss: https://a.example/feed, youtube: TODO}
audio:
  file: tides.mp3
intro: >
  <p>It pulls.</p>
quotableClips:
- {name: *short, startOffset: 10, endOffset: 20}
explicit: no
topics: a, b
weather: {a: 1, b: 1.5, c: true, d: '007', e: , f: [1, [2]]}
transcript:
- header: The moon
  id: moon
- line: "It pulls."
  time: 2:12
  sec: 132
  who: Ada
- {line: 'So it does.', who: "No", mood: 1.5}
---
# Notes

---

More.
"""
MARKS = [
    "---\n",
    "...\n",
    "\t",
    "&a ",
    "*a",
    "<<: ",
    "!!",
    "? ",
    "- ",
    *"[]{}",
    "|\n",
    ">-\n",
    "\n  ",
]
pieces = anything | st.sampled_from(EPISODE.splitlines(keepends=True)) | st.sampled_from(MARKS)


contents = (
    st.binary(max_size=200)
    | st.lists(pieces, max_size=12).map(lambda parts: "".join(parts).encode())
    | spoiled(EPISODE, pieces).map(str.encode)
)


@pytest.mark.parametrize("suffix", [".yaml", ".md", ".toml", ".json", ".vtt"])
@pytest.mark.parametrize("folder", ["episodes", "people"])
@given(content=contents)
@example(content=EPISODE.encode())
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=b"\xef\xbb\xbf\xef\xbb\xbftitle: A")
@example(content=b"title: A\nids: {youtube: 'https://[x'}")
@example(content=b"title: A\nquotableClips: [1]")
@example(content=b"{.")
@example(content="title: a\u2028short: b # 1\u2028x: y: z".encode())
@example(content=b"--- &a\n? *a\n")
@example(content=b'"title\\a": "\\a"\nintro: "see <![here]"\nseason: "\\a"')
@example(content=b"---\nepisode: 1\n---\n\x02\x1d")
def test_any_bytes_are_readable_or_have_a_problem(tmp_path, folder, suffix, content):
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / f"a{suffix}").write_bytes(content)
    lines = len(content.decode(errors="replace").splitlines()) + 2  # YAML breaks lines as Python
    files = read_files(tmp_path, "")
    values = (*files.episodes, *files.people)
    assert len(values) + len(files.unreadable) == len(files.sources) <= 1
    assert files.problems or not files.unreadable
    for problem in files.problems:
        if problem.file == folder:
            assert problem.code in {"skipped-file", "few-episodes"}
            continue
        assert problem.file == f"{folder}/a{suffix}"
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message.endswith(".")
        assert problem.code in CHECKS
        assert problem.advice
        assert str(problem).isprintable()


def test_the_episode_that_is_spoiled_above_is_valid(read):
    file = read(EPISODE, "a.md")
    assert file.episode.notes == "# Notes\n\n---\n\nMore."
    codes = [problem.code for problem in file.problems]
    assert codes == ["unread-entry-key", "empty-link", "audio-not-found", "unread-key"]
