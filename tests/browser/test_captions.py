"""What Chromium's own reader of WebVTT finds in our captions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs_podcast.load import Folders, load
from playwright.sync_api import Browser

from mkdocs_podcast.formats import captions
from mkdocs_podcast.formats.cues import captioned, cues
from mkdocs_podcast.show import Episode, Header, Line, Show

Read = tuple[int, int, str, str]
"""Start and end in milliseconds, who is named, and the words as they are shown."""

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
    """Read WebVTT as a video's captions."""
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
    """What should be found: what captions are made of, before it is written."""
    return [
        (start, end, cue.speaker, text)
        for cue in cues(episode, names)
        for moments, texts in [captioned(cue, cue.text, captions.VTT_WIDTH)]
        for start, end, text in zip(moments, moments[1:], texts, strict=False)
    ]


def test_it_finds_every_cue_with_its_times_its_voice_and_its_words(read):
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
        (3_723_000, 360_000_000, "Ada > Bob & <b>Co</b>", "--> Always."),
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


@pytest.mark.skipif(not CORPUS.exists(), reason="the real episodes are not beside the project")
def test_it_finds_every_cue_of_real_episodes(read):
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    episodes = load(Show(title="S"), folders).catalog.episodes
    counted = 0
    for episode in episodes:
        if made := cues(episode, {}):
            assert read(captions.vtt(made)) == expected(episode, {})
            counted += 1
    assert counted > 40
