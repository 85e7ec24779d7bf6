"""The words of a paragraph of Markdown, since the text of a line is data and not markup."""

from __future__ import annotations

import re
from html import unescape

_SPECIAL = re.compile(r"[\\*_`\[\]<&]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\]\(([^()\s<>]*)(?:[ \t]+\"[^\"\n]*\")?\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]*|mailto:[^<>\s]*)>")
_TAG = re.compile(
    r"<(/?)(br|em|strong|i|b|u|a|span|p|div|cite|time|small|sub|sup|mark|q|s|del|ins|code|abbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*)(?<=\S)\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]*)(?<=\S)\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]+)`")
_HELD = 0xE000  # private characters stand in for punctuation that is escaped
_HELD_CHARACTER = re.compile("[\ue021-\ue07e]")


def plain_words(markdown: str) -> str:
    """Return the words of inline Markdown, on one line.

    The target of a link to another site is kept in parentheses after the words.
    """
    text = markdown
    if _SPECIAL.search(text):
        text = _ESCAPE.sub(lambda match: chr(_HELD + ord(match[1])), text)
        text = _CODE.sub(_held, text)
        text = _AUTOLINK.sub(lambda match: _hold(match[1].removeprefix("mailto:")), text)
        text = _LINK.sub(_link_words, text)
        text = _TAG.sub(lambda match: " " if match[2].lower() in {"br", "p", "div"} else "", text)
        for _ in range(2):  # emphasis within emphasis
            text = _UNDERLINED.sub(r"\2", _STRONG.sub(r"\2", text))
        text = unescape(text)
        text = _HELD_CHARACTER.sub(lambda match: chr(ord(match[0]) - _HELD), text)
    return " ".join(text.replace("\\\n", "\n").split())


def escape_words(text: str) -> str:
    """Escape text so that `plain_words` returns it as it is."""
    return re.sub(r"([\\*_`\[\]<&])", r"\\\1", text)


def _held(match: re.Match[str]) -> str:
    return _hold(match[1])


def _hold(text: str) -> str:
    return "".join(chr(_HELD + ord(c)) if _SPECIAL.match(c) else c for c in text)


def _link_words(match: re.Match[str]) -> str:
    image, words, url = match.groups()
    is_shown = image or not url.startswith(("https://", "http://")) or url in words
    return words if is_shown else f"{words} ({_hold(url)})"
