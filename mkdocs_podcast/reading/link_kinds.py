"""Links and recordings, in the forms in which people write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..checks import Problem, ValuePath
from ..show import Audio
from ..show.episode import spotify_id, youtube_id
from ..show.fields import is_web_url, tidy
from ..show.media import MEDIA_TYPES, is_playable, media_type
from ..show.platforms import host_of, platform_key, platform_of
from ..show.players import spotify_url, youtube_url
from .kinds import (
    ONE_LINE,
    WHOLE_NUMBER,
    InvalidValue,
    JsonSchema,
    Record,
    misspelt_keys,
    read_as,
    unexpected,
)

_NAMES = ("name", "title", "label", "platform")
_URLS = ("url", "href", "link")
_LINKS_ADVICE = "Write platforms with URLs, or a list of URLs."


class WrittenLink(NamedTuple):
    """A link in a file.

    Attributes:
        key: The platform or the name that the file gives it, if it gives one.
        value: What should be its URL.
        path: Its path below the value of the field.
    """

    key: str
    value: object
    path: ValuePath


@dataclass(frozen=True, slots=True)
class Links:
    """Links by platform; also a list of URLs, or of mappings with a name and a URL."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        link = {
            "type": ["object", "string"],
            "properties": dict.fromkeys((*_NAMES, *_URLS), ONE_LINE.schema),
        }
        return {
            "type": ["array", "null", "object", "string"],
            "additionalProperties": ONE_LINE.schema,
            "items": link,
        }

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> dict[str, str]:
        """Read links, without those that have no value."""
        found: dict[str, str] = {}
        for link in written_links(value):
            try:
                if link.value is None:
                    continue
                text = ONE_LINE.read(link.value, (*path, *link.path), problems)
            except InvalidValue as error:
                problems.append(error.at((*path, *link.path)))
            else:
                add_link(found, link.key, text)
        return found


def written_links(value: object) -> Iterator[WrittenLink]:
    """Yield the links in a value.

    Raises:
        InvalidValue: It contains none.
    """
    if isinstance(value, dict):
        for key, url in value.items():
            yield WrittenLink(tidy(key), url, (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                yield WrittenLink("", item, (index,))
                continue
            name = next((item[key] for key in _NAMES if isinstance(item.get(key), str)), "")
            key = next((key for key in _URLS if item.get(key) is not None), _URLS[0])
            yield WrittenLink(platform_key(tidy(name)), item.get(key), (index, key))
    elif isinstance(value, str) and is_web_url(value):
        yield WrittenLink("", value, ())
    else:
        raise unexpected("bad-mapping", "keys with values", value, _LINKS_ADVICE)


def written_path(value: object, key: str, url: str) -> ValuePath:
    """Return the path of a link below the value of its field; empty if it is not there."""
    links = list(written_links(value))
    same = [each for each in links if each.key == key] or [
        each for each in links if each.value == url
    ]
    return same[0].path if same else ()


def add_link(links: dict[str, str], key: str, url: str) -> None:
    """Add a link; one without a key, or with one that is taken, is named after its host."""
    url = _url_of_id(key, url)
    names = (
        key,
        platform_of(url),
        host_of(url),
        *(f"{key or host_of(url)} {n}" for n in range(2, 99)),
    )
    free = (name for name in names if name and links.get(name, url) == url)
    links[next(free, url)] = url


def _url_of_id(platform: str, text: str) -> str:
    """Return the URL of an episode on a platform for its id; any other text as it is."""
    if platform.lower() == "youtube" and text and youtube_id(text) == text:
        return youtube_url(text)
    if platform.lower() == "spotify" and text and spotify_id(text) == text:
        return spotify_url(text)
    return text


_RECORDING = Record(
    Audio,
    (
        read_as("url", ONE_LINE, "url", "file", "src"),
        read_as("length", WHOLE_NUMBER),
        read_as("type", ONE_LINE),
    ),
    shorthand="url",
)


_RECORDING_KEYS = frozenset((*_RECORDING.keys, *MEDIA_TYPES))


@dataclass(frozen=True, slots=True)
class Recordings:
    """A recording: a path, a URL or a mapping; several by format, or in a list.

    Attributes:
        shorthand: The key that a text in place of the mapping stands for.
    """

    shorthand: str = _RECORDING.shorthand

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        recording = _RECORDING.schema
        formats = dict.fromkeys(MEDIA_TYPES, recording)
        one = {**recording, "properties": {**recording["properties"], **formats}}
        return {**one, "type": ["array", "null", "object", "string"], "items": one}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> list[Audio]:
        """Read recordings, in the order of the file."""
        if isinstance(value, list):
            return [
                each
                for index, item in enumerate(value)
                for each in self._read_item(item, (*path, index), problems)
            ]
        return list(self._read_one(value, path, problems))

    def _read_item(self, item: object, path: ValuePath, problems: list[Problem]) -> Iterable[Audio]:
        if item is None:
            return ()
        try:
            return list(self._read_one(item, path, problems))
        except InvalidValue as error:
            problems.append(error.at(path))
            return ()

    def _read_one(self, value: object, path: ValuePath, problems: list[Problem]) -> Iterator[Audio]:
        formats = _formats(value)
        if not isinstance(value, dict) or not formats:
            yield _RECORDING.read(value, path, problems)
            return
        rest = {key: item for key, item in value.items() if key not in formats}
        problems += misspelt_keys(rest.keys() - _RECORDING_KEYS, _RECORDING_KEYS, value, path)
        general = Audio(**_RECORDING.read_fields(rest, path, problems))
        if general.url:
            yield general
        for index, (key, extension) in enumerate(formats.items()):
            try:
                found: Audio = _RECORDING.read(value[key], (*path, key), problems)
            except InvalidValue as error:
                problems.append(error.at((*path, key)))
                continue
            type_ = found.type or ("" if media_type(found.url) else MEDIA_TYPES[extension])
            length = found.length or (0 if index or general.url else general.length)
            yield replace(found, type=type_, length=length)


def _formats(value: object) -> Mapping[str, str]:
    """Return the keys of a mapping that are formats and have a value, with their extensions."""
    if not isinstance(value, dict):
        return {}
    extensions = {key: key.lower().lstrip(".") for key in value if value[key] is not None}
    return {key: extension for key, extension in extensions.items() if extension in MEDIA_TYPES}


LINKS = Links()
"""Links, by platform or name."""

RECORDINGS = Recordings()
"""The recording of an episode, and other formats of it."""


def recording_fields(recordings: Iterable[Audio], links: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of an episode that its recordings determine.

    The first recording that browsers play is the one on the page. A page on YouTube or Spotify is
    a link.

    Args:
        recordings: The recordings in its file.
        links: The links in its file.
    """
    found, own = dict(links), list[Audio]()
    for each in recordings:
        if is_web_url(each.url) and platform_of(each.url) in {"youtube", "spotify"}:
            add_link(found, platform_of(each.url), each.url)
        elif each not in own:
            own.append(each)
    own.sort(key=lambda each: not is_playable(each.type or media_type(each.url) or "audio/"))
    return {"audio": own[0] if own else None, "alternates": tuple(own[1:]), "links": found}
