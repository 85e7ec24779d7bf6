"""mkdocs-llmstxt: pages of episodes as Markdown, and a list of them."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_llmstxt")

ROOT = "https://example.org/"


def llmstxt(pages: str) -> list[object]:
    return orders(f"llmstxt: {{full_output: llms-full.txt, sections: {{Episodes: [{pages}]}}}}")


@pytest.fixture(scope="module")
def listed(build: Sketch):
    def build_site(plugins: str) -> tuple[Site, list[str]]:
        built = build(f"mkdocs.yml\n  site_url: {ROOT}\n  plugins: {plugins}")
        assert built.warnings == []
        listed = [line for line in built.text("llms.txt").splitlines() if line.startswith("- ")]
        return built, listed

    return build_site


@pytest.mark.parametrize("plugins", llmstxt("podcast/tides.md"))
def test_an_episode_can_be_named(listed, plugins: str):
    built, pages = listed(plugins)
    assert pages == [f"- [Tides & moons]({ROOT}podcast/tides/index.md)"]
    text = built.text("podcast/tides/index.md")
    assert "# Tides & moons\n" in text
    assert "### The moon\n\nMary\n\n" in text
    assert f"[2:12]({ROOT}audio/tides.mp3#t=132) It pulls & {{{{ pulls }}}}." in text
    assert text.strip() in built.text("llms-full.txt")
    assert shown(built) == SHOWN


@pytest.mark.parametrize("plugins", llmstxt("podcast/*.md"))
def test_a_pattern_finds_all_episodes(listed, plugins: str):
    _, pages = listed(plugins)
    assert {
        f"- [Fog]({ROOT}podcast/fog/index.md)",
        f"- [Low Water]({ROOT}podcast/index.md)",
        f"- [Tides & moons]({ROOT}podcast/tides/index.md)",
    } <= set(pages)
