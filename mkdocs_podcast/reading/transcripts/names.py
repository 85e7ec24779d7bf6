"""Names in front of what people say, as in ``Ada: Hello.``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .segments import Segment

MAX_NAME_LENGTH = 40
"""The name of a speaker has at most this many characters."""

MAX_NAME_WORDS = 5
"""The name of a speaker has at most this many words."""

_NAME_IN_TEXT = re.compile(r"(?:>>\s*|-\s+)?([^\s:][^\n:]{0,40}):(?:[ \t\n]+|$)")
_NOT_IN_NAMES = re.compile(r"[?!,;“”\"<>|=/\\{}@]|\.\s+[a-z]|https?$")
_SMALL_WORDS = frozenset({
    "&", "al", "and", "bin", "da", "de", "del", "den", "der", "di", "do", "du", "el", "la", "le",
    "of", "ter", "the", "van", "von", "y", "zu",
})  # fmt: skip
_NUMBERED = re.compile(r"(?:speaker|voice|host|guest|spk)[ _-]?\w{1,3}", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Return whether text can be the name of a speaker."""
    return (
        0 < len(text) <= MAX_NAME_LENGTH
        and len(text.split()) <= MAX_NAME_WORDS
        and any(character.isalpha() for character in text)
        and not _NOT_IN_NAMES.search(text)
    )


def is_capitalized(name: str) -> bool:
    """Return whether each word of a name starts like one, or it is that of a machine."""
    if _NUMBERED.fullmatch(name):
        return True
    return all(not word[0].islower() or word in _SMALL_WORDS for word in name.split())


def name_speakers(segments: Sequence[Segment], known: Iterable[str]) -> Sequence[Segment]:
    """Move names from the start of the text to the speaker, and let speakers go on.

    In a file that names speakers in another way, text stays as it is. A name is one that occurs
    twice, or is known, or is written like one in a file whose first words have a name.

    Args:
        segments: The segments of a file.
        known: Names that are those of speakers.
    """
    if not any(segment.speaker for segment in segments):
        segments = _named(segments, frozenset(known))
    speaker, found = "", list[Segment]()
    for segment in segments:
        speaker = segment.speaker or speaker
        if segment.text:
            own = segment.speaker == speaker
            found.append(segment if own else replace(segment, speaker=speaker))
    return found


def _named(segments: Sequence[Segment], known: frozenset[str]) -> Sequence[Segment]:
    matches = [_NAME_IN_TEXT.match(segment.text) for segment in segments]
    names = [match[1].strip() if match and is_name(match[1].strip()) else "" for match in matches]
    counts = Counter(filter(None, names))
    begins_with_name = bool(names) and bool(names[0]) and is_capitalized(names[0])
    accepted = {
        name
        for name, count in counts.items()
        if name in known
        or (is_capitalized(name) and (count > 1 or (begins_with_name and len(name.split()) <= 3)))
    }
    found = list[Segment]()
    for segment, match, name in zip(segments, matches, names, strict=True):
        if match is None or name not in accepted:
            found.append(segment)
            continue
        moved = tuple(
            word._replace(position=word.position - match.end())
            for word in segment.words
            if word.position >= match.end()
        )
        text = segment.text[match.end() :]  # empty if the next segment has the words
        found.append(replace(segment, speaker=name, text=text, words=moved))
    return found
