"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The rules of WCAG 2.2, levels A and AA."""

OWN_ELEMENTS = "[class*='podcast-']:not(body, .podcast-notes)"
"""Elements of this package. Themes render what authors write in notes."""

# Targets in lines that the strip half covers are not too small: the reader can scroll.
FIND = """
async ([rules, own]) => {
  for (const change of document.getAnimations()) {
    if (change instanceof CSSTransition) change.finish();
  }
  const bottom = document.querySelector(".podcast-strip")?.getBoundingClientRect().bottom;
  const isCovered = element => element.matches(".podcast-line *")
    && element.getBoundingClientRect().top < bottom;
  const found = await axe.run(document, {
    iframes: false, resultTypes: ["violations"], runOnly: { type: "tag", values: rules },
  });
  return found.violations.flatMap(({ id, nodes }) => nodes
    .map(({ html, target }) => [id, html, document.querySelector(target[0])])
    .filter(([id, , element]) => id !== "target-size" || !isCovered(element))
    .map(([id, html, element]) => [id, html, !!element.closest(own)]));
}
"""


class Violation(NamedTuple):
    """A rule that an element violates, and whether the element is one of this package."""

    rule: str
    html: str
    is_own: bool


def violations(page: Page) -> list[Violation]:
    """Find what violates a rule on a page in its current state."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing. Install it with “make node_modules/.made”.")
    if not page.evaluate("window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    return [Violation(*found) for found in page.evaluate(FIND, [WCAG, OWN_ELEMENTS])]
