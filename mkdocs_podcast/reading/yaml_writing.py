"""Writing YAML as a person would: quotes only where text means something else without them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from ..show import Entry, Header, Line, format_timecode
from .front_matter import FileParts
from .yaml import read_yaml

_CLOCK = re.compile(r"\d+(?::\d\d)+(?:\.\d+)?")
_ORDINARY = re.compile(r"[^\W\d_][\w ,.;!()'’-]*[\w.!)]", re.ASCII)
_PLAIN_ITEM = re.compile(r"\w(?:[\w ./’'-]*[\w.])?")
_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def write_text(text: str) -> str:
    """Write a text as a value of YAML, in quotes only if it needs them."""
    if _ORDINARY.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    if not text.isprintable() or not text:
        has_controls = not text.replace("\n", "").isprintable()
        return json.dumps(text, ensure_ascii=has_controls)
    if text.strip() == text and text.lower() not in _RESERVED and _is_plain(text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def write_mapping(values: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of keys and values: texts, numbers, flags, lists and mappings of texts."""
    for key, value in values.items():
        if isinstance(value, str) and "\n" in value.strip() and _is_block(value):
            style = "|" if value.endswith("\n") else "|-"
            yield f"{_key(key)}: {style}"
            yield from (f"  {line}".rstrip() for line in value.removesuffix("\n").split("\n"))
        else:
            yield f"{_key(key)}: {_flow(value)}"


def write_transcript(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of `transcript:`."""
    yield "transcript:"
    for entry in entries:
        if isinstance(entry, Header):
            values: dict[str, str] = {"header": write_text(entry.text)}
            values |= {"id": write_text(entry.id)} if entry.id else {}
            values |= {"topics": _flow(list(entry.topics))} if entry.topics else {}
        else:
            values = dict(_line(entry))
        values |= {_key(key): _flow(value) for key, value in (entry.extra or {}).items()}
        for index, (key, value) in enumerate(values.items()):
            yield f"{'  ' if index else '- '}{key}: {value}"


def replace_key(file: FileParts, key: str, lines: Iterable[str]) -> str:
    """Return the front matter or data of a file with other lines for a key, or more at its end.

    Comments and blank lines before the next key stay.

    Raises:
        ValueError: The YAML cannot be read.
    """
    head = file.head.rstrip("\n")
    document = read_yaml(head)
    if not isinstance(document.values, dict):
        raise ValueError("not a mapping")
    rows = head.split("\n")
    if key not in document.values:
        return "\n".join((*rows, *lines, "")) if head.strip() else "\n".join((*lines, ""))
    start = document.mark((key,))[0] - 1
    later = [document.mark((each,))[0] - 1 for each in document.values if each != key]
    end = min((row for row in later if row > start), default=len(rows))
    while end > start + 1 and (not rows[end - 1].strip() or rows[end - 1].startswith("#")):
        end -= 1
    return "\n".join((*rows[:start], *lines, *rows[end:], ""))


def _line(line: Line) -> Iterator[tuple[str, str]]:
    yield "line", write_text(line.text)
    if line.who:
        yield "who", write_text(line.who)
    for key, time in (("time", line.start), ("end", line.end)):
        if time is not None:
            yield key, format_timecode(time)


def _key(key: str) -> str:
    if re.fullmatch(r"[A-Za-z][\w-]*", key, re.ASCII) and key.lower() not in _RESERVED:
        return key
    text = write_text(key)
    return text if text != key else json.dumps(key)


def _flow(value: object) -> str:
    if isinstance(value, str):
        return value if _CLOCK.fullmatch(value) else write_text(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_flow_item, value))}]"
    if isinstance(value, Mapping):
        pairs = (f"{_key(str(key))}: {_flow_item(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value)


def _flow_item(value: object) -> str:
    """Write an item of a list or mapping in brackets, in which more characters mean something."""
    text = _flow(value)
    if isinstance(value, str) and text == value and not _PLAIN_ITEM.fullmatch(text):
        return f'"{text}"' if '"' not in text and "\\" not in text else json.dumps(value)
    return text


def _is_plain(text: str) -> bool:
    """Return whether a text means itself without quotes."""
    document = read_yaml(f"- k: {text}\n  l: x")
    is_same = document.values == [{"k": text, "l": "x"}]
    return is_same and not document.problems and not document.comments


def _is_block(text: str) -> bool:
    """Return whether a text can be written below its key, as it is."""
    lines = text.removesuffix("\n").split("\n")
    is_clean = all(line.isprintable() and line == line.rstrip() for line in lines)
    return is_clean and bool(lines[-1]) and bool(lines[0]) and not lines[0][0].isspace()
