"""Captions as Chromium's own WebVTT parser reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mkdocs_podcast.formats.captions import VTT_WIDTH, write_vtt
from mkdocs_podcast.formats.cues import divide_into_captions, make_cues
from mkdocs_podcast.show import Cue, Episode, Header, Line, Transcript

from ..test_corpus import FILES, build

Read = tuple[int, int, str, str]
"""Start and end in ms, voice and text of a cue."""

PAGE = "<!doctype html><html lang=en><title>Captions</title><video></video>"
TRACK = """
address => new Promise((loaded, failed) => {
  const track = document.createElement("track");
  track.src = address;
  track.onload = () => {
    loaded([...track.track.cues].map(cue => {
      const shown = cue.getCueAsHTML();
      return [
        Math.round(cue.startTime * 1000),
        Math.round(cue.endTime * 1000),
        shown.querySelector("span[title]")?.title.trim() ?? "",
        shown.textContent,
      ];
    }));
    track.remove();
  };
  track.onerror = () => failed(new Error(`no captions in ${address}`));
  document.querySelector("video").append(track);
  track.track.mode = "hidden";
})
"""


@pytest.fixture(scope="module")
def read(chromium: Browser, folder: Path, server: str) -> Iterator[Callable[[str], list[Read]]]:
    """Parse WebVTT as the captions of a video."""
    (folder / "captions").mkdir()
    (folder / "captions/index.html").write_text(PAGE, encoding="utf-8")
    page = chromium.new_page()
    page.goto(f"{server}captions/index.html")
    number = iter(range(1_000))

    def read(vtt: str) -> list[Read]:
        name = f"{next(number)}.vtt"
        (folder / "captions" / name).write_text(vtt, encoding="utf-8")
        return [tuple(cue) for cue in page.evaluate(TRACK, f"{server}captions/{name}")]

    yield read
    page.close()


def cues_of(*entries: Header | Line) -> tuple[Cue, ...]:
    names = {"Ada": "Ada > Bob & <b>Co</b>"}
    return make_cues(Episode(title="Tides"), Transcript(entries), names)


def expected(cues: tuple[Cue, ...]) -> list[Read]:
    """Return the captions that are written for cues, each with the voice of its cue."""
    found = []
    for cue in cues:
        moments, texts = divide_into_captions(cue, cue.text, VTT_WIDTH)
        spans = zip(moments, moments[1:], texts, strict=False)
        found += [(start, end, cue.speaker, text) for start, end, text in spans]
    return found


def test_cues_have_times_voice_and_text(read):
    cues = cues_of(
        Header("The moon"),
        Line("It pulls & <i>pulls</i>.", "Ada", 1.5),
        Line("--> Always.", "Ada", 3_723),
        Line("Always? &lt;", "Bob", 360_000),
    )
    assert read(write_vtt(cues)) == [
        (1_500, 9_700, "Ada > Bob & <b>Co</b>", "It pulls & <i>pulls</i>."),
        (3_723_000, 3_729_466, "Ada > Bob & <b>Co</b>", "--> Always."),
        (360_000_000, 360_001_000, "Bob", "Always? &lt;"),
    ]


@pytest.mark.parametrize(
    "text",
    ["</script>", "]]>", "-->", "--", "0:01 --> 0:02", "&amp;", "&lrm;&nbsp", "\"“'", "שלום \u202e",
     "👩‍👩‍👧 𝒳", "x" * 10_000, "NOTE", "WEBVTT", "<v Eve>", "<00:00:01.000>"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_is_text(read, text):
    cues = cues_of(Line(text, text, 1), Line(text, "Ada", 300))
    found = read(write_vtt(cues))
    assert found == expected(cues)
    assert found[0][2] == text.strip()
    assert "".join(words for *_, words in found).replace("\n", "") == text + text


@pytest.mark.skipif(not FILES, reason="the real episodes are not next to the project")
def test_all_cues_of_real_episodes_are_found(read):
    show = build()
    episodes = [each for each in show.plan.catalog.episodes if each.outline.has_times]
    assert len(episodes) > 40
    for episode in episodes:
        cues = make_cues(episode, show.transcript(episode), {})
        assert read(write_vtt(cues)) == expected(cues)
