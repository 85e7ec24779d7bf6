"""URLs as they are published: in ASCII, as every feed reader, crawler and player takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize
from urllib.parse import quote, urlsplit, urlunsplit

from .fields import is_web_url

_ENCODED = re.compile(r"(?:[!$&'()*+,./0-9:;=?@A-Z_a-z~#-]|%[0-9A-Fa-f]{2})*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DOT = re.compile("[.。．｡]")
_IN_HOST = "!$&'()*+,;=%"
_IN_USER = f"{_IN_HOST}:"
_IN_PATH = f"{_IN_USER}@/"
_IN_QUERY = f"{_IN_PATH}?"


def ascii_url(url: str) -> str:
    """Encode a URL in ASCII: its host in Punycode, everything else with percent signs.

    An encoded URL stays as it is, so encoding twice changes nothing. The host follows
    UTS #46 (https://www.unicode.org/reports/tr46/) in its non-transitional form, as in browsers.
    """
    if _ENCODED.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:  # not a URL, such as one with an unclosed bracket
        return _percent_encoded(url, _IN_QUERY)
    return urlunsplit(
        (
            parts.scheme,
            _ascii_authority(parts.netloc),
            _percent_encoded(parts.path, _IN_PATH),
            _percent_encoded(parts.query, _IN_QUERY),
            _percent_encoded(parts.fragment, _IN_QUERY),
        )
    )


def web_links(links: Mapping[str, str]) -> dict[str, str]:
    """Return the links that are URLs, in ASCII; others are unfinished or wrong."""
    return {key: ascii_url(link) for key, link in links.items() if is_web_url(link)}


def _percent_encoded(text: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def _ascii_authority(authority: str) -> str:
    user, at, server = authority.rpartition("@")
    if server.startswith("["):  # IPv6
        host, port = server, ""
    else:
        host, colon, digits = server.partition(":")
        host, port = _ascii_host(host), colon + _percent_encoded(digits, "")
    return _percent_encoded(user, _IN_USER) + at + host + port


def _ascii_host(host: str) -> str:
    text = host.encode("utf-8", "replace").decode()  # without half a surrogate pair
    labels = _DOT.split(text if text.isascii() else normalize("NFKC", text).lower())
    return _percent_encoded(".".join(map(_ascii_label, labels)), _IN_HOST)


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
