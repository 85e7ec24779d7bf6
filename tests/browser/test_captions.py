"""Captions as Chromium's own WebVTT parser reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mkdocs_podcast.load import Folders, load
from mkdocs_podcast.model import Episode, Header, Line, Show
from mkdocs_podcast.publish import captions
from mkdocs_podcast.publish.cues import captioned, cues

Read = tuple[int, int, str, str]
"""Start and end in ms, voice and text of a cue."""

CORPUS = Path(__file__).parents[3] / "shared/corpus"
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


def expected(episode: Episode, names: dict[str, str]) -> list[Read]:
    """The cues that are written for an episode."""
    expected = []
    before = ""
    for cue in cues(episode, names):
        voice = cue.speaker if cue.speaker != before else ""
        before = cue.speaker
        moments, texts = captioned(cue, cue.text, captions.VTT_WIDTH)
        for start, end, text in zip(moments, moments[1:], texts, strict=False):
            expected.append((start, end, voice, text))
            voice = ""
    return expected


def test_cues_have_times_voice_and_text(read):
    assert read(
        captions.vtt(
            cues(
                Episode(
                    title="Tides",
                    transcript=(
                        Header("The moon"),
                        Line("It pulls & <i>pulls</i>.", "Ada", 1.5),
                        Line("--> Always.", "Ada", 3_723),
                        Line("Always? &lt;", "Bob", 360_000),
                    ),
                ),
                {"Ada": "Ada > Bob & <b>Co</b>"},
            )
        )
    ) == [
        (1_500, 3_723_000, "Ada > Bob & <b>Co</b>", "It pulls & <i>pulls</i>."),
        (3_723_000, 360_000_000, "", "--> Always."),
        (360_000_000, 360_001_000, "Bob", "Always? &lt;"),
    ]


@pytest.mark.parametrize(
    "text",
    ["</script>", "]]>", "-->", "--", "0:01 --> 0:02", "&amp;", "&lrm;&nbsp", "\"“'", "שלום \u202e",
     "👩‍👩‍👧 𝒳", "x" * 10_000, "NOTE", "WEBVTT", "<v Eve>", "<00:00:01.000>"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_is_text(read, text):
    hostile = Episode(title="Tides", transcript=(Line(text, text, 1), Line(text, "Ada", 300)))
    found = read(captions.vtt(cues(hostile, {})))
    assert found == expected(hostile, {})
    assert found[0][2] == text.strip()
    assert "".join(words for *_, words in found).replace("\n", "") == text + text


@pytest.mark.skipif(not CORPUS.exists(), reason="the real episodes are not available")
def test_all_cues_of_real_episodes_are_found(read):
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    episodes = load(Show(title="S"), folders).catalog.episodes
    counted = 0
    for episode in episodes:
        if made := cues(episode, {}):
            assert read(captions.vtt(made)) == expected(episode, {})
            counted += 1
    assert counted > 40
