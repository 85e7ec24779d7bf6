"""Text of limited length."""

from __future__ import annotations


def shorten(text: str, limit: int) -> str:
    """Return text of at most `limit` characters and an ellipsis, cut between words if possible."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    return f"{start.rpartition(' ')[0] or start[:-1]}…"
