"""Keys of files that nothing reads, and what they probably mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..checks import Problem, did_you_mean
from ..settings import Settings
from ..show import Episode, Person
from ..show.dates import parse_date
from ..show.episode import spotify_id, youtube_id
from ..show.platforms import PLATFORM_NAMES, platform_of
from ..show.timecode import parse_timecode
from .discovery import SourceFile
from .fields import EPISODE, PERSON
from .kinds import MAX_KEY_LENGTH
from .serialization import FileData

MAX_SAMPLES = 20
"""The number of files whose values are looked at to guess the meaning of a key."""

MIN_SHARED_KEY = 3
"""A key that this many files have is not a typing error."""

MIN_BYTES = 100_000
"""A number this large is the size of a recording rather than its length in seconds."""

_SYNONYMS = {
    "title": "name headline episodetitle",
    "subtitle": "tagline subhead",
    "description": "summary excerpt abstract desc shortdescription teaser blurb synopsis "
    "metadescription seodescription",
    "intro": "introduction",
    "notes": "shownotes episodenotes content body",
    "season": "seasonnumber seasonnum podcastseason itunesseason",
    "episode": "number num episodenumber episodenum episodeno epnumber epno ep no podcastepisode "
    "itunesepisode",
    "guests": "starring guest speakers people participants panelists interviewee cast with",
    "hosts": "host cohosts presenter presenters podcasthosts",
    "image": "cover coverimage coverart artwork thumbnail thumb episodeimage headerimage banner "
    "featuredimage ogimage podcastimage itunesimage featureimage heroimage",
    "published": "pubdate publishdate publicationdate releasedate airdate datepublished created "
    "publishedat posted timestamp createdat",
    "updated": "lastmod modified dateupdated updatedat lastupdated datemodified updateddate",
    "duration": "podcastduration audioduration runtime length episodeduration itunesduration "
    "runningtime mp3duration",
    "audio": "audiourl audiofile audiolink audiosrc audiopath podcastfile podcasturl podcastaudio "
    "mp3 mp3url mp3file mp3link enclosure enclosureurl file media mediaurl mediafile soundfile "
    "soundurl episodefile recording",
    "audio.length": "podcastbytes audiobytes bytes filesize audiosize mp3size enclosurelength "
    "audiolength podcastlength sizebytes",
    "audio.type": "mimetype audiotype enclosuretype mediatype",
    "topics": "categories category subjects topic tag",
    "aliases": "redirects redirect redirectfrom alias",
    "guid": "uuid episodeguid podcastguid itunesguid",
    "type": "episodetype podcasttype itunesepisodetype",
    "explicit": "podcastexplicit isexplicit itunesexplicit",
    "transcript": "transcriptfile transcripturl transcriptpath transcription captions vtt srt",
    "links.youtube": "youtube youtubeurl youtubelink youtubeid video videourl yt",
    "links.apple": "itunes itunesurl ituneslink applepodcast applepodcasts appleurl",
}
_PEOPLE_SYNONYMS = {
    "title": "name fullname displayname",
    "picture": "photo image avatar headshot portrait thumbnail img",
    "bio": "biography about description",
    "bio_short": "shortbio tagline summary",
    "web": "website url homepage site blog",
    "twitter": "twitterhandle twitterusername x",
    "github": "githubhandle githubusername",
    "aliases": "alias nicknames aka",
}
_FIELDS = {name: field for field, names in _SYNONYMS.items() for name in names.split()}
_PEOPLE_FIELDS = {
    name: field for field, names in _PEOPLE_SYNONYMS.items() for name in names.split()
}
_PLATFORM_KEY = re.compile("(" + "|".join(PLATFORM_NAMES) + ")(?:url|link|id)?")
_PODCAST_APPS = frozenset(("apple", "overcast", "pocketcasts", "castbox", "deezer", "amazon"))
_EMPTY: tuple[object, ...] = (None, "", [], {})
_AUDIO_SUFFIXES = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".aac", ".flac")


@dataclass(frozen=True)
class _UnreadKey:
    """A key that nothing reads.

    Attributes:
        name: The key.
        owners: The episodes or people that have it.
        values: Its values, in the same order.
    """

    name: str
    owners: Sequence[Episode | Person]
    values: Sequence[Any]


def check_keys(data: Mapping[SourceFile, FileData], settings: Settings) -> Iterator[Problem]:
    """Report keys that nothing reads, once per key, and mappings of keys that no file has."""
    options = settings.reading
    fields_by_option = {"fields": options.fields, "people_fields": options.people_fields}
    for option, fields in fields_by_option.items():
        is_person = option == "people_fields"
        files = [each for source, each in data.items() if source.is_person == is_person]
        values = [each.value for each in files if each.value]
        yield from _check_unread(values, option, options.extra_fields)
        found = {key for each in files for key in each.mapped}
        for key, source in fields.items() if values else ():
            if source and key not in found:
                yield Problem(
                    "unused-mapping",
                    f"No file has the key “{source.path}”, which is mapped to “{key}”.",
                    "Correct the name, or remove the mapping.",
                    (option, key),
                    settings.show.file,
                )


def without_shared_keys(problems: Iterable[Problem], data: Iterable[FileData]) -> list[Problem]:
    """Leave out unknown keys that are not typing errors, since several files have them."""
    counts = Counter(key for each in data if each.value for key in each.value.extra)
    return [
        each
        for each in problems
        if each.code != "unknown-key"
        or len(each.path) > 1
        or counts[str(each.path[0])] < MIN_SHARED_KEY
    ]


def suggest_field(key: str, values: Iterable[object], option: str = "fields") -> str:
    """Return the key of ours that a key of a file probably stands for; empty if none.

    Args:
        key: The key in the file.
        values: Its values, in the same order.
        option: The option that would map it: `fields` or `people_fields`.
    """
    texts = [str(value).strip() for value in values if isinstance(value, (str, int))]
    name = re.sub(r"[^a-z0-9]", "", key.lower())
    if option == "people_fields":
        return _PEOPLE_FIELDS.get(name, "")
    if by_value := next(filter(None, map(_field_of_value, texts)), ""):
        return by_value
    field = _FIELDS.get(name, "")
    if platform := _PLATFORM_KEY.fullmatch(name):
        field = field or f"links.{platform[1]}"
    if field == "duration" and any(text.isdecimal() and int(text) > MIN_BYTES for text in texts):
        return "audio.length"
    if field == "duration" and not all(map(_is_time, texts)):
        return ""
    if field in {"audio", "transcript"} and not any("." in text for text in texts):
        return ""
    return field or ("published" if texts and all(map(_is_date, texts)) else "")


def _check_unread(
    owners: Sequence[Episode | Person], option: str, extra_fields: Iterable[str]
) -> Iterator[Problem]:
    known = EPISODE.keys if option == "fields" else PERSON.keys
    expected = {key.casefold() for key in extra_fields}
    keys = [each for each in _unread_keys(owners) if each.name.casefold() not in expected]
    for key in keys:
        hint = did_you_mean(key.name, known) if len(key.name) <= MAX_KEY_LENGTH else None
        if hint and len(key.owners) < MIN_SHARED_KEY:
            continue  # each file has a problem of its own
        nested = [each for each in _keys_within(key) if each.name.casefold() not in expected]
        meanings = {each.name: _meaning(each, option, "") for each in nested or [key]}
        for each in nested:
            if meanings[each.name]:
                yield _unread(each, meanings[each.name], option)
        if not nested or not all(meanings.values()):
            yield _unread(key, "" if nested else _meaning(key, option, hint or ""), option)


def _unread_keys(owners: Sequence[Episode | Person]) -> list[_UnreadKey]:
    """Return the keys that nothing reads and that have a value."""
    values: dict[str, dict[int, Any]] = {}
    for index, owner in enumerate(owners):
        for name, value in owner.extra.items():
            if value not in _EMPTY:
                values.setdefault(name, {})[index] = value
    return [
        _UnreadKey(key, [owners[index] for index in found], list(found.values()))
        for key, found in values.items()
    ]


def _keys_within(key: _UnreadKey) -> list[_UnreadKey]:
    """Return the keys of mappings below a key."""
    values: dict[str, dict[int, Any]] = {}
    for index, value in enumerate(key.values):
        for name, item in value.items() if isinstance(value, dict) else ():
            if item not in _EMPTY:
                values.setdefault(name, {})[index] = item
    return [
        _UnreadKey(f"{key.name}.{name}", [key.owners[i] for i in found], list(found.values()))
        for name, found in values.items()
    ]


def _meaning(key: _UnreadKey, option: str, fallback: str) -> str:
    """Return the key of ours that a key stands for, unless the files have a value for that."""
    name = key.name.rpartition(".")[2]
    field = suggest_field(name, key.values[:MAX_SAMPLES], option) or fallback
    return "" if _have(key.owners, field) else field


def _unread(key: _UnreadKey, field: str, option: str) -> Problem:
    count = f"{len(key.owners)} file" + "s" * (len(key.owners) > 1)
    message = f"The key “{key.name}” in {count} is not read."
    path = ("extra", *(key.name.split(".") if key.name not in key.owners[0].extra else (key.name,)))
    if field:
        advice = f"To read it, set “{option}: {{{field}: {key.name}}}” in the options."
        return Problem("unmapped-key", message, advice, path, key.owners[0].file)
    advice = "If a template uses it, add it to “extra_fields” in the options."
    return Problem("unread-key", message, advice, path, key.owners[0].file)


def _have(owners: Sequence[Episode | Person], field: str) -> bool:
    """Return whether most episodes have a value for a field already."""
    if not field:
        return False
    return sum(bool(_value(owner, field)) for owner in owners) * 2 > len(owners)


def _value(owner: Episode | Person, field: str) -> object:
    first, _, rest = field.partition(".")
    record = EPISODE if isinstance(owner, Episode) else PERSON
    name = next((each.name for each in record.fields if first in each.keys), first)
    if name == "transcript":
        return isinstance(owner, Episode) and owner.outline.has_text
    value = getattr(owner, name, None)
    if name == "title":
        return False  # it may be the file name
    if not rest:
        return value
    return value.get(rest) if isinstance(value, Mapping) else getattr(value, rest, None)


def _field_of_value(text: str) -> str:
    """Return the key of ours for a URL that can only mean one thing."""
    if "://" not in text or " " in text:
        return ""
    try:
        path = urlsplit(text).path.lower()
    except ValueError:
        return ""
    if path.endswith(_AUDIO_SUFFIXES):
        return "audio"
    if youtube_id(text):
        return "links.youtube"
    if spotify_id(text):
        return "links.spotify"
    platform = platform_of(text)
    return f"links.{platform}" if platform in _PODCAST_APPS else ""


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return not text.isdecimal()


def _is_time(text: str) -> bool:
    try:
        parse_timecode(text)
    except ValueError:
        return False
    return True
