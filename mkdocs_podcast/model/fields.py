"""The kinds of value that fields of a file take."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from .html import sanitize

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

SEPARATOR = "\x1d"
"""A control character, which no text from a file has."""

MAX_NAME_BYTES = 250
"""Bytes of a name in UTF-8. File systems allow 255, of which ``.html`` takes five."""

MAX_DIGITS = 15
"""Digits of a whole number; JSON readers know no more of them exactly."""

_SPACES = re.compile(r"[ \t\r\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PAGE_NAME = re.compile(r"(?!\.)[^/\\?#\x00-\x1f]+")
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|dl|dt|dd|blockquote|pre|h[1-6]|hr|t[dhr])\b[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """How the value of a field is read, for pydantic, before its type is looked at.

    Pydantic's own marks would have to import it, and a build that reads nothing anew does without.

    Attributes:
        read: Makes the value of what stands in a file.
        schema: What JSON Schema says of what stands there; else that of the type.

    Raises:
        ValueError: By `read`; its message says what is wrong.
    """

    read: Callable[[object], object]
    schema: Mapping[str, Any] | None = None

    def __get_pydantic_core_schema__(
        self,
        source: object,
        handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Tell pydantic."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self,
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        """Tell pydantic's JSON Schema."""
        return dict(self.schema or handler(schema))


def tidy(text: str) -> str:
    """Put text on one line: white space runs become a space, control characters go."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # nearly always, and much faster than looking with an expression
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def plain_text(html: str, limit: int) -> str:
    """The words of an author's HTML, cut at a word where there are more characters than `limit`."""
    text = html
    if "<" in html or "&" in html:
        text = _CONTROLS.sub("", unescape(sanitize(_BLOCK.sub(" ", html), set())))
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def is_long_name(name: str) -> bool:
    """Whether a name is too long for the file of a page."""
    return len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES


def is_unfinished(link: str) -> bool:
    """Whether a link was left to be filled in later."""
    return link.strip(" .?…-").upper() in {"", "TODO", "TBD", "TBA", "FIXME", "XXX"}


def is_web_address(link: str) -> bool:
    """Whether a link is an http(s) address that is safe to follow."""
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme in {"http", "https"} and bool(address.hostname) and " " not in link


def _tidied(value: object) -> object:
    if value is None:
        return ""
    return tidy(value) if isinstance(value, str) else value


def _text(value: object) -> object:
    if value is None:
        return ""
    return _CONTROLS.sub("", value) if isinstance(value, str) else value


def _listed(value: object) -> object:
    """A list, from one or from a text with commas."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        raise ValueError("is neither a list nor a text with commas")
    if not all(isinstance(item, str) for item in value if item is not None):
        return value
    return tuple(dict.fromkeys(word for word in map(tidy, filter(None, value)) if word))


def _page_name(value: object) -> object:
    if isinstance(value, str) and value and not _PAGE_NAME.fullmatch(value):
        raise ValueError(f"“{value}” is not a name for a page: leave out / \\ ? # and a first dot")
    if isinstance(value, str) and is_long_name(value):
        raise ValueError(f"“{value[:20]}…” is longer than {MAX_NAME_BYTES} bytes")
    return _tidied(value)


def _whole(value: object) -> object:
    if isinstance(value, str) and not value.strip().isdigit():
        raise ValueError(f"“{value}” is not a whole number")
    if isinstance(value, str) and len(value.strip().lstrip("0")) > MAX_DIGITS:
        raise ValueError(f"“{value.strip()[:20]}…” has more than {MAX_DIGITS} digits")
    return value


Name = Annotated[str, Read(_tidied)]
"""Text of one line."""

PageName = Annotated[str, Read(_page_name)]
"""The last part of a page's address."""

Text = Annotated[str, Read(_text)]
"""Text of any number of lines; may have HTML or Markdown where the field says so."""

Reference = Annotated[str, Read(_tidied)]
"""An address, a path, or an id on a platform."""

Names = Annotated[
    tuple[str, ...],
    Read(_listed, {"type": ["array", "string"], "items": {"type": "string"}}),
]
"""A list, written as one or as text with commas; nothing twice."""

Number = Annotated[int, Read(_whole)]
"""A whole number, read in base ten whatever zeros stand before it."""
