"""The fields of episodes, people and what they consist of, with the keys of files."""

from __future__ import annotations

from ..checks import ValuePath
from ..show import Clip, Episode, Person
from .chapters import CHAPTERS
from .episode_kinds import (
    EPISODE_NUMBER,
    EPISODE_TYPE,
    EXPLICIT,
    LANGUAGE,
    PERMALINK,
    SEASON,
)
from .kinds import (
    DATE,
    DURATION,
    FLAG,
    ONE_LINE,
    PROSE,
    SLUG,
    TEXT,
    TEXT_BY_KEY,
    TIME,
    WORDS,
    ListOf,
    Record,
    read_as,
)
from .link_kinds import LINKS, RECORDINGS
from .people_kinds import CREDITS, PEOPLE
from .transcript import HEADER, LINE, SPEAKERS, TRANSCRIPT

CLIP = Record(
    Clip,
    (
        read_as("name", PROSE, is_required=True),
        read_as("start", TIME, "startOffset", is_required=True),
        read_as("end", TIME, "endOffset"),
        read_as("url", ONE_LINE),
    ),
    code="bad-clip",
)

EPISODE = Record(
    Episode,
    (
        read_as("title", PROSE, is_required=True),
        read_as("short", PROSE),
        read_as("subtitle", PROSE),
        read_as("description", PROSE),
        read_as("intro", TEXT),
        read_as("season", SEASON),
        read_as("episode", EPISODE_NUMBER),
        read_as("guests", PEOPLE),
        read_as("hosts", PEOPLE),
        read_as("credits", CREDITS, "credits", "people"),
        read_as("image", ONE_LINE),
        read_as("published", DATE, "published", "date", "dateadded"),
        read_as("updated", DATE),
        read_as("duration", DURATION),
        read_as("ids", TEXT_BY_KEY),
        read_as("links", LINKS),
        read_as("audio", RECORDINGS),
        read_as("topics", WORDS, "topics", "tags", "keywords"),
        read_as("clips", ListOf(CLIP), "quotableClips", "clips"),
        read_as("context", TEXT),
        read_as("aliases", WORDS),
        read_as("permalink", PERMALINK),
        read_as("draft", FLAG),
        read_as("slug", SLUG),
        read_as("guid", ONE_LINE),
        read_as("explicit", EXPLICIT),
        read_as("language", LANGUAGE, "language", "lang"),
        read_as("type", EPISODE_TYPE),
        read_as("notes", TEXT),
        read_as("ignore", WORDS),
        read_as("transcript", TRANSCRIPT),
        read_as("chapters", CHAPTERS),
        read_as("speakers", SPEAKERS),
        read_as("merge", FLAG),
    ),
    code="missing-title",
)

PERSON = Record(
    Person,
    (
        read_as("title", PROSE, is_required=True),
        read_as("id", SLUG, "short"),
        read_as("aliases", WORDS),
        read_as("picture", ONE_LINE),
        read_as("bio_short", TEXT),
        read_as("web", ONE_LINE),
        read_as("twitter", ONE_LINE),
        read_as("linkedin", ONE_LINE),
        read_as("github", ONE_LINE),
        read_as("links", LINKS),
        read_as("bio", TEXT),
        read_as("ignore", WORDS),
    ),
    code="missing-title",
)


def is_prose(record: Record, path: ValuePath) -> bool:
    """Return whether the value at a path of a file is text that people read."""
    if len(path) == 1:
        return path[0] in record.prose_keys
    if len(path) != 3:
        return False
    inner = (HEADER, LINE) if path[0] == "transcript" else (CLIP,)
    return any(path[2] in each.prose_keys for each in inner)
