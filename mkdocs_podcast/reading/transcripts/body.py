"""The transcript in the body of a Markdown file, and the show notes around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ...markdown import dialect
from .blocks import Block, blocks_of_markdown
from .inline_markdown import plain_words
from .reading import named, read_dialect
from .segments import FileEntry, TranscriptOptions
from .turns import Opening, accepted_openings, read_turns

MIN_PROSE_LENGTH = 1_000
"""Characters below a heading “Transcript” that are one even if nobody is named."""

MIN_TURNS_IN_NOTES = 2
"""Without such a heading, a single turn is not a transcript."""

_OTHER_HEADINGS = frozenset(("full transcript", "episode transcript", "transcription"))


@dataclass(frozen=True)
class SplitBody:
    """What the body of a Markdown file consists of.

    Attributes:
        notes: The show notes.
        entries: The headers and lines of the transcript, with lines of the body from 1.
    """

    notes: str
    entries: tuple[FileEntry, ...] = ()


def split_body(
    body: str, headings: Collection[str], options: TranscriptOptions, *, is_in_notes: bool
) -> SplitBody:
    """Divide the body of a Markdown file into show notes and transcript.

    A transcript is what the plugin itself has written; or what is below a heading “Transcript”, up
    to a heading of the same or a higher level without turns below it.

    Args:
        body: The Markdown.
        headings: What a heading above a transcript says, in lower case.
        options: How transcripts are read.
        is_in_notes: Whether turns are a transcript without such a heading, too.
    """
    if not is_in_notes and not _may_have_transcript(body, headings):
        return SplitBody(body)  # the usual case, and much faster
    found = _split(body, headings, options, is_in_notes=is_in_notes)
    return SplitBody(found.notes, tuple(named(each, options) for each in found.entries))


def _may_have_transcript(body: str, headings: Collection[str]) -> bool:
    words = body.casefold()
    return any(heading in words for heading in (*headings, *_OTHER_HEADINGS))


def _split(
    body: str, headings: Collection[str], options: TranscriptOptions, *, is_in_notes: bool
) -> SplitBody:
    parts = list(dialect.split(body))
    if len(parts) > 1:
        return _split_dialect(parts, headings)
    blocks = list(blocks_of_markdown(body))
    for index, block in enumerate(blocks):
        if block.level and _is_transcript_heading(block, headings):
            region = blocks[index + 1 :]
            openings = _openings(region, options, has_items=True)
            count = _length(region, openings, block.level)
            if _is_transcript(region[:count], openings):
                return _cut(body, blocks, (index, index + 1, index + 1 + count), openings)
    if is_in_notes:
        openings = _openings(blocks, options, has_items=False)
        starts = [index for index, block in enumerate(blocks) if _has_turn(block, openings)]
        if len(starts) >= MIN_TURNS_IN_NOTES:
            start = starts[0]
            while start and blocks[start - 1].level > 1:
                start -= 1
            end = starts[-1] + 1
            while end < len(blocks) and not blocks[end].level:
                end += 1
            return _cut(body, blocks, (start, start, end), openings)
    return SplitBody(body)


def _split_dialect(parts: Sequence[dialect.Part], headings: Collection[str]) -> SplitBody:
    notes, entries, row = list[str](), list[FileEntry](), 0
    for part in parts:
        if part.is_transcript:
            entries += read_dialect(part.text, row)
            notes.append(_without_last_heading(notes.pop(), headings))
        else:
            notes.append(part.text)
        row += part.text.count("\n")
    return SplitBody("\n\n".join(filter(None, (n.strip("\n") for n in notes))), tuple(entries))


def _without_last_heading(text: str, headings: Collection[str]) -> str:
    """Return text without a heading “Transcript” at its end."""
    *before, last = text.rstrip().rpartition("\n")
    block = next(blocks_of_markdown(last), None)
    is_heading = block is not None and block.level and _is_transcript_heading(block, headings)
    return before[0] if is_heading else text


def _is_transcript_heading(block: Block, headings: Collection[str]) -> bool:
    words = plain_words(block.text).casefold().rstrip(": ")
    return words in headings or words in _OTHER_HEADINGS


def _openings(
    blocks: Sequence[Block], options: TranscriptOptions, *, has_items: bool
) -> Mapping[str, Opening]:
    lines = (
        line
        for block in blocks
        if not block.level and (has_items or not block.is_item)
        for line in block.text.split("\n")
    )
    return accepted_openings(lines, options)


def _length(blocks: Sequence[Block], openings: Mapping[str, Opening], level: int) -> int:
    """Return the number of blocks before the heading that ends a transcript.

    Args:
        blocks: The blocks from the start of the transcript.
        openings: The lines that start a turn.
        level: The level of headings that can end it, or a higher one.
    """
    length = 0
    has_turn = True
    for index, block in enumerate(blocks):
        if block.level and block.level <= level:
            if not has_turn:
                return length
            has_turn, length = False, index
        elif _has_turn(block, openings):
            has_turn = True
    return len(blocks) if has_turn else length


def _has_turn(block: Block, openings: Mapping[str, Opening]) -> bool:
    return not block.level and any(line in openings for line in block.text.split("\n"))


def _is_transcript(blocks: Sequence[Block], openings: Mapping[str, Opening]) -> bool:
    if any(_has_turn(block, openings) for block in blocks):
        return True
    return sum(len(block.text) for block in blocks) >= MIN_PROSE_LENGTH


def _cut(
    body: str,
    blocks: Sequence[Block],
    bounds: tuple[int, int, int],
    openings: Mapping[str, Opening],
) -> SplitBody:
    """Cut a transcript out of a body.

    Args:
        body: The Markdown.
        blocks: Its blocks.
        bounds: The indexes of the block where notes end, of the first block of the transcript, and
            of the first block of the notes after it.
        openings: The lines that start a turn.
    """
    notes_end, first, last = bounds
    lines = body.split("\n")
    before = lines[: blocks[notes_end].row - 1]
    after = lines[blocks[last].row - 1 :] if last < len(blocks) else []
    notes = "\n\n".join(filter(None, ("\n".join(each).strip("\n") for each in (before, after))))
    return SplitBody(notes, tuple(read_turns(blocks[first:last], openings)))
