"""Importing a transcript again without losing what the author has corrected since.

The words of both transcripts are aligned. Lines that share most of their words belong together,
and a line that the author has edited keeps its words; the others get the new ones. Without the
transcript that was imported before, all lines count as edited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby

from ..show import Entry, Header, Line, Transcript

MIN_SHARED_WORDS = 0.5
"""Lines belong together if they share this part of the words of the shorter one."""

SEQUENCE = 3
"""This many words in a row usually occur once in a transcript."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class MergedTranscript:
    """The result of importing a transcript again.

    Attributes:
        transcript: The headers and lines.
        edited: The number of lines that keep the author's words.
        updated: The number of lines that are replaced by new ones with other words.
        added: The number of new lines.
        unmatched: Lines of the author that the new transcript does not contain. They stay.
        removed: Lines without edits that the new transcript no longer contains.
    """

    transcript: Transcript
    edited: int = 0
    updated: int = 0
    added: int = 0
    unmatched: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()


@dataclass
class _Group:
    """Lines of both transcripts that belong together, by their indexes."""

    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)


def with_all_speakers(transcript: Transcript) -> Transcript:
    """Return a transcript in which every line names its speaker, if one is known."""
    found: list[Entry] = []
    speaker = ""
    for entry in transcript:
        if isinstance(entry, Header):
            speaker = ""
            found.append(entry)
        else:
            speaker = entry.who or speaker
            found.append(replace(entry, who=speaker))
    return Transcript(tuple(found))


def merge_transcripts(
    old: Transcript, new: Transcript, base: Transcript | None = None
) -> MergedTranscript:
    """Merge a new version of a transcript into an edited one.

    Args:
        old: The transcript of the episode, as the author has edited it.
        new: What is imported now.
        base: What was imported before, if that is known.
    """
    edited, entries = with_all_speakers(old), with_all_speakers(new)
    old_lines, new_lines = list(edited.lines()), list(entries.lines())
    before = list(with_all_speakers(base).lines()) if base else []
    groups = _groups(old_lines, new_lines)
    names = _names(old_lines, new_lines, groups)
    new_lines = [replace(line, who=names.get(line.who, line.who)) for line in new_lines]
    untouched = _untouched(old_lines, before)
    has_headers = any(isinstance(entry, Header) for entry in edited)
    headers = _headers(edited if has_headers else entries)
    known = Counter(map(_key, before))
    result = _Result(old_lines, new_lines, headers, has_old_headers=has_headers)
    for group in groups:
        is_untouched = all(index in untouched for index in group.old)
        if not group.old:
            result.add_new(group, is_known=all(known[_key(new_lines[i])] for i in group.new))
        elif not group.new:
            result.keep_unmatched(group, is_removed=is_untouched)
        elif is_untouched:
            result.update(group)
        else:
            result.keep(group)
    return result.finish()


class _Result:
    """Puts the merged transcript together."""

    def __init__(
        self,
        old: Sequence[Line],
        new: Sequence[Line],
        headers: Mapping[int, Sequence[Header]],
        *,
        has_old_headers: bool,
    ) -> None:
        self._old, self._new = old, new
        self._headers = headers
        self._has_old_headers = has_old_headers
        self._entries: list[Entry] = []
        self._unmatched: list[Line] = []
        self._removed: list[Line] = []
        self._counts = Counter[str]()

    def keep(self, group: _Group) -> None:
        """Keep edited lines, with the new times if each has one counterpart."""
        is_pair = len(group.old) == len(group.new)
        for position, index in enumerate(group.old):
            line = self._old[index]
            if is_pair:
                other = self._new[group.new[position]]
                line = replace(line, start=other.start, end=other.end)
                self._add_headers(group.new[position], is_old=False)
            elif not position:
                self._add_headers(*group.new, is_old=False)
            self._add_headers(index, is_old=True)
            self._entries.append(line)
        self._counts["edited"] += len(group.old)

    def update(self, group: _Group) -> None:
        """Replace lines without edits."""
        old, new = ([lines[i] for i in indexes] for lines, indexes in self._both(group))
        if [each.text for each in old] != [each.text for each in new]:
            self._counts["updated"] += len(old)
        words = 0
        pending = [(self._position(group.old, self._old, index), index) for index in group.old]
        for index in group.new:
            while pending and pending[0][0] <= words + len(_words(self._new[index].text)) // 2:
                self._add_headers(pending.pop(0)[1], is_old=True)
            self._add_headers(index, is_old=False)
            self._entries.append(self._new[index])
            words += len(_words(self._new[index].text))
        self._add_headers(*(index for _, index in pending), is_old=True)

    def add_new(self, group: _Group, *, is_known: bool) -> None:
        """Add lines that are new, unless the author has deleted them."""
        self._add_headers(*group.new, is_old=False)
        if not is_known:
            self._entries += [self._new[index] for index in group.new]
            self._counts["added"] += len(group.new)

    def keep_unmatched(self, group: _Group, *, is_removed: bool) -> None:
        """Keep lines of the author that are missing from the new transcript."""
        self._add_headers(*group.old, is_old=True)
        lines = [self._old[index] for index in group.old]
        if is_removed:
            self._removed += lines
        else:
            self._entries += lines
            self._unmatched += lines

    def finish(self) -> MergedTranscript:
        """Return the result."""
        self._entries += self._headers.get(-1, ())
        return MergedTranscript(
            Transcript(tuple(self._entries)),
            edited=self._counts["edited"],
            updated=self._counts["updated"],
            added=self._counts["added"],
            unmatched=tuple(self._unmatched),
            removed=tuple(self._removed),
        )

    def _add_headers(self, *indexes: int, is_old: bool) -> None:
        if is_old == self._has_old_headers:
            for index in indexes:
                self._entries += self._headers.get(index, ())

    def _both(self, group: _Group) -> tuple[tuple[Sequence[Line], list[int]], ...]:
        return (self._old, group.old), (self._new, group.new)

    @staticmethod
    def _position(indexes: Iterable[int], lines: Sequence[Line], until: int) -> int:
        """Return the number of words before a line of a group."""
        return sum(len(_words(lines[each].text)) for each in indexes if each < until)


def _groups(old: Sequence[Line], new: Sequence[Line]) -> list[_Group]:
    """Put lines that share words into groups; the groups are in the order of both transcripts."""
    shared = _shared_words(old, new)
    links = defaultdict[int, list[int]](list)
    for (first, second), count in shared.items():
        shorter = min(len(_words(old[first].text)), len(_words(new[second].text)))
        if count >= max(1, MIN_SHARED_WORDS * shorter):
            links[first].append(second)
    groups: list[_Group] = []
    position = 0
    for index in range(len(old)):
        found = sorted(links[index])
        last = groups[-1] if groups else None
        if found and last and last.new and found[0] <= last.new[-1]:
            last.old.append(index)
            last.new += range(last.new[-1] + 1, found[-1] + 1)
        else:
            following = found[0] if found else position
            groups += [_Group(new=[each]) for each in range(position, following)]
            groups.append(_Group([index], list(range(following, found[-1] + 1)) if found else []))
        position = max(position, found[-1] + 1 if found else 0)
    groups += [_Group(new=[each]) for each in range(position, len(new))]
    found_groups: list[_Group] = []
    for is_pair, run in groupby(groups, key=lambda group: bool(group.old and group.new)):
        same = list(run)
        found_groups += same if is_pair else _with_same_starts(same, old, new)
    return found_groups


def _with_same_starts(
    groups: Sequence[_Group], old: Sequence[Line], new: Sequence[Line]
) -> Iterator[_Group]:
    """Put lines without a counterpart together that start at the same time: all was edited."""
    rest = [index for group in groups for index in group.new]
    for index in (each for group in groups for each in group.old):
        start = old[index].start
        same = [each for each in rest if start is not None and new[each].start == start]
        if not same:
            yield _Group([index])
            continue
        position = rest.index(same[0])
        yield from (_Group(new=[each]) for each in rest[:position])
        yield _Group([index], [same[0]])
        rest = rest[position + 1 :]
    yield from (_Group(new=[each]) for each in rest)


def _shared_words(old: Sequence[Line], new: Sequence[Line]) -> Counter[tuple[int, int]]:
    """Count the words that lines share, in an order-preserving alignment of all words."""
    first = [(word, index) for index, line in enumerate(old) for word in _words(line.text)]
    second = [(word, index) for index, line in enumerate(new) for word in _words(line.text)]
    pairs = _align([word for word, _ in first], [word for word, _ in second])
    return Counter((first[one][1], second[two][1]) for one, two in pairs)


def _align(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of equal words, in the order of both lists.

    Sequences that occur once in each list are certain, and words between two of them are compared
    with each other only. So an hour takes a second, and repeated words are not mixed up.
    """
    start, other = 0, 0
    for one, two in (*_certain_pairs(first, second), (len(first), len(second))):
        matcher = SequenceMatcher(None, first[start:one], second[other:two], autojunk=False)
        for block in matcher.get_matching_blocks():
            yield from ((start + block.a + n, other + block.b + n) for n in range(block.size))
        if one < len(first):
            yield one, two
        start, other = one + 1, two + 1


def _certain_pairs(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Return the starts of sequences that occur once in both lists, as many as are in order."""
    starts, others = _unique_sequences(first), _unique_sequences(second)
    pairs = [(start, others[words]) for words, start in starts.items() if words in others]
    lasts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, two) in enumerate(pairs):
        length = bisect_left(lasts, two)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [two]
        ends[length : length + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _unique_sequences(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return where each sequence starts that occurs once, in order."""
    sequences = [tuple(words[start : start + SEQUENCE]) for start in range(len(words))]
    counts = Counter(sequences)
    return {each: start for start, each in enumerate(sequences) if counts[each] == 1}


def _names(old: Sequence[Line], new: Sequence[Line], groups: Iterable[_Group]) -> dict[str, str]:
    """Return the author's names of speakers, by those that the new transcript has."""
    pairs = defaultdict[str, Counter[str]](Counter)
    for group in groups:
        if len(group.old) == 1 and len(group.new) == 1:
            pairs[new[group.new[0]].who][old[group.old[0]].who] += 1
    return {
        name: found.most_common(1)[0][0]
        for name, found in pairs.items()
        if name and found.most_common(1)[0][1] * 2 > found.total()
    }


def _untouched(old: Sequence[Line], base: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that are as they were imported."""
    if not base:
        return set()
    groups = _groups(old, base)
    names = _names(old, base, groups)
    found = set()
    for group in groups:
        if len(group.old) != 1 or len(group.new) != 1:
            continue
        line, before = old[group.old[0]], base[group.new[0]]
        if line.text == before.text and line.who == names.get(before.who, before.who):
            found.add(group.old[0])
    return found


def _headers(transcript: Transcript) -> dict[int, list[Header]]:
    """Return headers by the index of the line below them; by -1 if there is none."""
    found: dict[int, list[Header]] = {}
    pending: list[Header] = []
    index = 0
    for entry in transcript:
        if isinstance(entry, Header):
            pending.append(entry)
            continue
        if pending:
            found[index], pending = pending, []
        index += 1
    return {**found, -1: pending} if pending else found


def _key(line: Line) -> tuple[str, ...]:
    return tuple(_words(line.text))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
