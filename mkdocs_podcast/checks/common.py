"""Checks that episodes and people share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..show.fields import is_unfinished, is_web_url, quoted
from .problem import Problem, ValuePath, did_you_mean
from .registry import CHECKS


def check_links(links: Mapping[str, str], path: ValuePath = ()) -> Iterator[Problem]:
    """Find links that are empty, unfinished or no URLs.

    Args:
        links: Links, by key.
        path: The path of the mapping that contains them.
    """
    for key, link in links.items():
        if is_unfinished(link):
            state = f"is unfinished: {quoted(link)}" if link else "is empty"
            yield Problem(
                "empty-link", f"The link {state}.", "Add the URL, or remove the key.", (*path, key)
            )
        elif not is_web_url(link):
            yield Problem(
                "bad-link",
                f"Expected a URL, got {quoted(link)}.",
                "Write it with “https://”.",
                (*path, key),
            )


def check_ignored_codes(codes: Iterable[str]) -> Iterator[Problem]:
    """Find codes in `ignore` that are not the code of a check."""
    for code in codes:
        if code not in CHECKS:
            hint = did_you_mean(code, CHECKS)
            yield Problem(
                "unknown-check",
                f"There is no check {quoted(code)}.",
                f"Did you mean “{hint}”?" if hint else "Look it up in the list of checks.",
                ("ignore",),
            )
