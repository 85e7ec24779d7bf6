"""mkdocs-llmstxt: pages of episodes as Markdown, and lists of them."""

from __future__ import annotations

from ..sites import Site
from .show import ROOT

PLUGIN = (
    "llmstxt: {full_output: llms-full.txt,"
    " sections: {One: [podcast/tides.md], All: ['podcast/*.md']}}"
)
TIDES = f"- [Tides & moons]({ROOT}podcast/tides/index.md)"


def test_a_section_can_list_an_episode_or_match_all_of_them(built: Site):
    one, every = built.text("llms.txt").partition("## One")[2].split("## All")
    assert one.split("\n") == ["", "", TIDES, "", ""]
    archive, fog = f"- [Low Water]({ROOT}podcast/index.md)", f"- [Fog]({ROOT}podcast/fog/index.md)"
    assert {TIDES, archive, fog} <= set(every.split("\n"))


def test_an_episode_is_published_as_markdown_with_speakers_and_times(built: Site):
    text = built.text("podcast/tides/index.md")
    assert "# Tides & moons\n" in text
    assert "### The moon\n\nMary\n\n" in text
    assert f"[2:12]({ROOT}audio/tides.mp3#t=132) It pulls & {{{{ pulls }}}}." in text
    assert text.strip() in built.text("llms-full.txt")
