"""Several contents in one, without the cost of encoding and decoding long text as JSON."""

from __future__ import annotations

from collections.abc import Iterable


def pack(contents: Iterable[bytes]) -> bytes:
    """Join contents, after a line with their lengths."""
    contents = list(contents)
    lengths = " ".join(str(len(content)) for content in contents)
    return b"".join((lengths.encode(), b"\n", *contents))


def unpack(content: bytes) -> list[bytes]:
    """Return the contents that `pack` has joined.

    Raises:
        ValueError: The content is something else.
    """
    line, _, joined = content.partition(b"\n")
    contents = []
    position = 0
    for length in map(int, line.split()):
        contents.append(joined[position : position + length])
        position += length
        if length < 0 or position > len(joined):
            break
    if position != len(joined):
        message = "the lengths of the contents are wrong"
        raise ValueError(message)
    return contents
