"""Whatever is in a file, what comes of it are values or problems and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.checks import CHECKS
from mkdocs_podcast.reading import find, read_files

from ..strategies import anything

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
transcript:
- header: The moon
  id: moon
- line: "It pulls."
  time: 2:12
  sec: 132
  who: Ada
- {line: 'So it does.', who: "No"}
---
# Notes

---

More.
"""
pieces = (
    anything
    | st.sampled_from(EPISODE.splitlines(keepends=True))
    | st.sampled_from(
        [
            "---\n",
            "...\n",
            "\t",
            "&a ",
            "*a",
            "<<: ",
            "!!",
            "? ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "|\n",
            ">-\n",
            "\n  ",
        ]
    )
)


@st.composite
def spoiled(draw) -> bytes:
    """An episode with pieces cut out of it and put into it."""
    text = EPISODE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(pieces) + text[end:]
    return text.encode()


contents = (
    st.binary(max_size=200)
    | st.lists(pieces, max_size=12).map(lambda parts: "".join(parts).encode())
    | spoiled()
)


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".md"])
@given(content=contents)
@example(content=EPISODE.encode())
@example(content=b"")
@example(content=b"\xff\xfe")
@example(content=b"\xef\xbb\xbf\xef\xbb\xbftitle: A")
@example(content=b"title: A\nids: {youtube: 'https://[x'}")
@example(content=b"title: A\nquotableClips: [1]")
@example(content=b"--- &a\n? *a\n")
def test_no_bytes_make_a_traceback(tmp_path: Path, ending: str, content: bytes):
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 2
    sources = find(tmp_path, tmp_path)
    for readings in read_files(sources, sources):
        for reading in readings:
            assert reading.value or any(CHECKS[p.code].fixed for p in reading.problems)
            for problem in reading.problems:
                assert problem.file == f"a{ending}"
                assert 1 <= problem.line <= lines
                assert problem.column >= 1
                assert problem.message.endswith(".")
                assert problem.advice
                assert str(problem).isprintable()


def test_the_episode_that_is_spoiled_above_is_a_good_one(tmp_path: Path):
    (tmp_path / "a.md").write_text(EPISODE)
    (reading,), _ = read_files(find(tmp_path, tmp_path))
    assert reading.value.notes == "# Notes\n\n---\n\nMore.\n".strip()
    assert [problem.code for problem in reading.problems] == ["empty-link"]
