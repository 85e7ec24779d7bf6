"""The registry of checks: what the plugin looks for, and how much it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Level(str, Enum):
    """How much a problem matters."""

    ERROR = "error"
    """It stops the build."""
    WARNING = "warning"
    """It harms readers or loses something from a file; it stops a strict build."""
    INFO = "info"
    """A matter of style."""
    IGNORE = "ignore"
    """It is not reported."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that the plugin looks for.

    Attributes:
        level: How much it matters, unless the site or the file overrides it.
        meaning: Its description in the documentation.
    """

    level: Level
    meaning: str


CHECKS: Mapping[str, Check] = {
    # Files that cannot be read
    "unreadable-file": Check(
        Level.WARNING,
        "A file or folder cannot be opened, or a link leads to nothing. It is left out.",
    ),
    "not-text": Check(
        Level.WARNING,
        "The file is not UTF-8, or contains characters that YAML forbids. It is left out.",
    ),
    "too-large": Check(
        Level.WARNING,
        "The file is larger than 8 MiB, nested more than 32 levels deep, or its YAML aliases "
        "expand to more than 4 million characters. It is left out.",
    ),
    "not-yaml": Check(
        Level.WARNING,
        "The file is not valid YAML, or its front matter is not closed. It is left out.",
    ),
    "not-json": Check(
        Level.WARNING,
        "The file is not valid JSON, or its front matter is not closed. It is left out.",
    ),
    "not-toml": Check(
        Level.WARNING,
        "The file is not valid TOML, or its front matter is not closed. It is left out.",
    ),
    "not-a-mapping": Check(Level.WARNING, "The file has no keys. It is left out."),
    "two-documents": Check(
        Level.WARNING, "The file contains a second YAML document. It is left out."
    ),
    "name-too-long": Check(
        Level.WARNING,
        "The name of the file is too long for a page, since file systems limit names to 255 "
        "bytes. The file is left out.",
    ),
    # Files that are not used
    "few-episodes": Check(
        Level.WARNING, "Less than half of the files in the folder of episodes are episodes."
    ),
    "skipped-file": Check(
        Level.INFO, "Files in the folder of episodes are not episodes, and stay ordinary pages."
    ),
    "unused-transcript": Check(
        Level.WARNING, "Files in the folder of transcripts belong to no episode."
    ),
    "transcript-not-found": Check(Level.WARNING, "The file in `transcript` does not exist."),
    "chapters-not-found": Check(Level.WARNING, "The file in `chapters` does not exist."),
    # Keys
    "unquoted-text": Check(
        Level.WARNING,
        "Text without quotes contains something that has a meaning in YAML, so a part of it is "
        "lost: ` #`, a comma in braces, or `&`, `*` or `!` at its start.",
    ),
    "duplicate-key": Check(
        Level.WARNING,
        "A key occurs twice in a mapping. The last one is used; a file with two transcripts is "
        "left out.",
    ),
    "unread-key": Check(
        Level.INFO,
        "Nothing reads a key that files have. It is reported once for all files, unless "
        "`extra_fields` contains it.",
    ),
    "unmapped-key": Check(
        Level.WARNING,
        "Nothing reads a key whose name or values reveal what it means, so `fields` can map it.",
    ),
    "unused-mapping": Check(
        Level.WARNING, "`fields` or `people_fields` contains a key that no file has."
    ),
    "unknown-key": Check(Level.WARNING, "A key is unknown, and similar to a known one."),
    "unread-entry-key": Check(
        Level.INFO,
        "Entries of the transcript have a key that the plugin does not read. Only templates can "
        "use it.",
    ),
    "missing-title": Check(
        Level.WARNING, "The file has no `title`. The file name is used instead."
    ),
    "mdx-component": Check(
        Level.WARNING, "An MDX file contains components or imports, which are shown as text."
    ),
    # Values, which are ignored if they are invalid
    "bad-text": Check(Level.WARNING, "A list or a mapping is used where text is expected."),
    "bad-list": Check(Level.WARNING, "A value is not a list."),
    "bad-mapping": Check(Level.WARNING, "A value is not a mapping of keys to values."),
    "bad-number": Check(Level.WARNING, "A value is not a number, or has too many digits."),
    "seasons-disagree": Check(
        Level.WARNING, "`episode` names another season than `season`, which is used."
    ),
    "bad-flag": Check(Level.WARNING, "A value is neither `true` nor `false`."),
    "bad-language": Check(Level.WARNING, "`language` is not a language tag such as `en`."),
    "bad-date": Check(Level.WARNING, "A value is not a date."),
    "bad-duration": Check(Level.WARNING, "`duration` is not a length."),
    "bad-time": Check(
        Level.WARNING,
        "A time is invalid. If a line has both `sec` and `time`, the valid one is used.",
    ),
    "bad-slug": Check(Level.WARNING, "`slug` or `short` cannot be part of a URL."),
    "bad-type": Check(
        Level.WARNING,
        "`type` is not `full`, `trailer` or `bonus`. The episode is treated as a full one.",
    ),
    "bad-entry": Check(
        Level.WARNING,
        "An entry of the transcript is neither a header nor a line. It is left out.",
    ),
    "bad-chapter": Check(
        Level.WARNING, "A chapter has no title or no start, or a file of chapters has none."
    ),
    "bad-person": Check(Level.WARNING, "A person in an episode has no name. They are left out."),
    "bad-clip": Check(Level.WARNING, "A clip has no name or no start. It is left out."),
    # Transcripts
    "bad-transcript": Check(
        Level.WARNING,
        "A part of a transcript file cannot be read: a cue without valid times, or JSON in none of "
        "the known formats. Its words are kept where there are any.",
    ),
    "empty-line": Check(Level.WARNING, "A line or header has no text."),
    "time-goes-backwards": Check(Level.WARNING, "A line starts before the line above it."),
    "times-disagree": Check(Level.WARNING, "`sec` and `time` of a line differ."),
    "first-line-without-time": Check(
        Level.WARNING, "The first line of a transcript with times has no time."
    ),
    "who-missing": Check(
        Level.INFO,
        "Lines have no `who`, and are attributed to the previous speaker up to the next header.",
    ),
    "who-with-colon": Check(Level.INFO, "`who` ends with a colon. The page omits it."),
    "who-is-a-sentence": Check(Level.WARNING, "`who` contains a sentence instead of a name."),
    "header-without-line": Check(
        Level.INFO, "A header is followed by another header, without a line between them."
    ),
    "same-header": Check(
        Level.INFO, "Two sections have the same header. The anchor of the second ends with `-2`."
    ),
    "youtube-chapters": Check(
        Level.INFO,
        "YouTube and Apple Podcasts would ignore the list of chapters, so there is no "
        "`chapters.txt`: one chapter is shorter than ten seconds, or an episode that is on YouTube "
        "has fewer than three.",
    ),
    # People
    "unknown-guest": Check(Level.WARNING, "`guests` or `hosts` contains an id without a file."),
    "unknown-role": Check(
        Level.INFO, "A role is not in the list of Podcasting 2.0, so podcast apps may not know it."
    ),
    "unknown-speaker": Check(
        Level.INFO, "A speaker is not a host, a guest or anyone else with a file."
    ),
    "ambiguous-speaker": Check(
        Level.WARNING, "The name of a speaker matches two people, so it is linked to neither."
    ),
    "same-person": Check(Level.WARNING, "Two people have the same id, so one of them is not used."),
    # Links, images and recordings
    "bad-youtube-id": Check(Level.WARNING, "`ids.youtube` is not the id of a YouTube video."),
    "empty-link": Check(
        Level.WARNING, "A link is empty or a placeholder such as `TODO`. The page omits it."
    ),
    "bad-link": Check(Level.WARNING, "A link is not an http or https URL. The page omits it."),
    "dead-link": Check(
        Level.WARNING,
        "A link leads to a page or host that does not exist. Only `mkdocs-podcast check --links` "
        "looks for this.",
    ),
    "unreachable-link": Check(
        Level.INFO,
        "The server of a link does not answer, or answers with an error that may be temporary or "
        "meant for programs. Only `mkdocs-podcast check --links` looks for this.",
    ),
    "image-not-found": Check(Level.WARNING, "The file in `image` or `picture` does not exist."),
    "bad-artwork": Check(
        Level.INFO,
        "The image of the show is not a square JPEG or PNG of 1400 to 3000 pixels, so podcast "
        "directories refuse it.",
    ),
    "audio-without-length": Check(
        Level.INFO, "A recording on another site has no `length`, which some podcast apps need."
    ),
    "duration-differs": Check(
        Level.WARNING, "`duration` differs from the duration of the local recording."
    ),
    "line-after-end": Check(
        Level.INFO, "A line starts after the end of the episode or of its local recording."
    ),
    "audio-not-found": Check(Level.WARNING, "The file in `audio` does not exist."),
    # Episodes in relation to others
    "no-date": Check(Level.INFO, "The episode has no `published` date."),
    "scheduled": Check(
        Level.INFO, "The date of the episode is in the future, so it is left out until then."
    ),
    "same-number": Check(Level.WARNING, "Two episodes have the same season and episode number."),
    "same-guid": Check(
        Level.WARNING,
        "Two episodes have the same `guid`, so podcast apps would show only one of them.",
    ),
    # The site
    "same-url": Check(
        Level.WARNING,
        "Two outputs would be published at the same URL: two pages, or a page and a list such as "
        "`people`, `topics` or `season-2`, or a page and a file of another page. The first keeps "
        "it.",
    ),
    "alias-clash": Check(
        Level.WARNING,
        "`aliases` or `permalink` contains the URL of a page, or a URL that another episode lists "
        "too. It does not redirect.",
    ),
    "bad-permalink": Check(
        Level.INFO, "`permalink` is a pattern such as `/:year/:title/`, which is not a URL."
    ),
    "bad-alias": Check(
        Level.WARNING,
        "`aliases` or `permalink` contains something that is not a URL of a page of this site.",
    ),
    # The show
    "feed-without-url": Check(Level.INFO, "`site_url` is not set, so no feed can be published."),
    "feed-incomplete": Check(
        Level.INFO,
        "The show has episodes with audio, but lacks something that podcast directories require.",
    ),
    "no-guid": Check(
        Level.INFO,
        "The show has a podcast feed but no `guid`, so after a change of `site_url`, podcast apps "
        "would take it for another show.",
    ),
    "unknown-category": Check(Level.INFO, "A category does not exist in podcast directories."),
    "unknown-check": Check(Level.WARNING, "`ignore` contains a check that does not exist."),
}
"""Every check, by its code. Codes are public and never change their meaning."""
