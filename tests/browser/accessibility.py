"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The rules of WCAG 2.2, levels A and AA."""

# Lines that are half below the strip are no small targets: one step of scrolling frees them.
FIND = """
async ([rules, ours]) => {
  for (const change of document.getAnimations()) {
    if (change instanceof CSSTransition) change.finish();
  }
  const bottom = document.querySelector(".podcast-strip")?.getBoundingClientRect().bottom;
  const covered = element => element.matches(".podcast-line *")
    && element.getBoundingClientRect().top < bottom;
  const found = await axe.run(document, {
    iframes: false, resultTypes: ["violations"], runOnly: { type: "tag", values: rules },
  });
  return found.violations.flatMap(({ id, nodes }) => nodes
    .map(({ html, target }) => [id, html, document.querySelector(target[0])])
    .filter(([id, , element]) => id !== "target-size" || !covered(element))
    .map(([id, html, element]) => [id, html, !!element.closest(ours)]));
}
"""

OURS = "[class*='podcast-']:not(body, .podcast-notes)"
"""What is ours; what a writer puts into show notes is rendered by the theme."""


class Violation(NamedTuple):
    """A rule that an element breaks.

    Attributes:
        rule: Its name.
        html: The element.
        ours: Whether the element is one of ours.
    """

    rule: str
    html: str
    ours: bool


def violations(page: Page) -> list[Violation]:
    """What breaks a rule on a page as it is now."""
    if not AXE.is_file():
        pytest.fail("There is no axe-core; “make node_modules/.made” installs it.")
    if not page.evaluate("window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    return [Violation(*found) for found in page.evaluate(FIND, [WCAG, OURS])]
