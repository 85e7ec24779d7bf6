"""The show for language models: Markdown without the page around it, and a list of what there is.

Specification: https://llmstxt.org. Its parsers take the first bracket that closes for the end of a
title, a backslash before it or not, so brackets are written as references.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from urllib.parse import quote, unquote, urljoin

from ..addresses import Addresses
from ..model import Episode
from ..model.scanning import Closings
from .structured import Published

PAGE = "index.md"
"""The Markdown of a page, beside it."""

_MARK = re.compile(r"<!-- /?podcast:[a-z]+(?: \{[^<>\n]*\})? -->\n*")
_OPENING = re.compile(r"<!-- podcast:(transcript|notes)\b[^<>\n]*-->\n")
_RELATIVE = r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)"
_TIME = re.compile(
    rf"^((?:\*\*(?:[^*\\\n]|\\.)+\*\* )?\[[\d:.]+\]\(){_RELATIVE}([^()\s]+)(?=\))", re.MULTILINE
)
"""The beginning of a line with a time that links; brackets that somebody says are not there."""
_LINK = re.compile(rf"(\]\(<?){_RELATIVE}([^()<>\s]+)|(<(?:a|img|audio|source)\b[^<>]*>)")
_NOTE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})|(?<!`)(?P<ticks>`+)"
    rf"|(?P<before>\]\(<?|^\[[^\]\n]+\]:[ ]+<?){_RELATIVE}(?P<link>[^()<>\s]+)"
    r"|(?P<tag><(?:a|img|audio|source)\b[^<>]*>)",
    re.MULTILINE,
)
_SOURCE = re.compile(rf"(\s(?:href|src)=[\"']){_RELATIVE}([^\"']+)")

_REFERENCE = re.compile(r"&(?=#?\w+;)")
_MARKUP = re.compile(r"[\\`*_]")
_REFERENCES = str.maketrans({"[": "&#91;", "]": "&#93;", "<": "&lt;", ">": "&gt;"})
_START = re.compile(r"(\d+)([.)])|([#+=:~-])")


def markdown_of(addresses: Addresses, episode: Episode) -> str:
    """Where the Markdown of an episode's page is, below the root."""
    return addresses.beside(episode, PAGE)


def llms_txt(published: Published) -> str:
    """Write ``llms.txt``: what the show is, and its episodes with where their Markdown is."""
    show, addresses = published.catalog.show, published.addresses
    parts = [f"# {_plain(show.title)}"]
    if show.description:
        parts.append(f"> {_plain(show.description)}")
    for season, episodes in published.catalog.seasons():
        parts.append(f"## {_plain(published.season_name(season))}")
        parts.append("\n".join(_item(addresses, episode) for episode in episodes))
    return "\n\n".join(parts) + "\n"


def llms_full(pages: Iterable[tuple[str, str]]) -> str:
    """Write ``llms-full.txt``: all pages, each below its address.

    Args:
        pages: Their addresses, and their Markdown as `portable` has made it.
    """
    return "\n---\n\n".join(f"<{address}>\n\n{text.strip()}\n" for address, text in pages)


def portable(markdown: str, addresses: Addresses, uri: str) -> str:
    """The Markdown of a page so that it means the same by itself.

    Links become absolute; without the site's address they start at the folder that the text will
    lie in. Our marks go. What is said stays as it is, with its names, times and backslashes.

    Args:
        markdown: The page as it was written.
        addresses: Where everything is.
        uri: The page, below the docs folder.
    """
    page = addresses.page(uri)
    folder = page if addresses.directory_urls else f"{page.removesuffix('.html')}/"
    base = addresses.base or "../" * folder.count("/")

    # A transcript has some hundred links to one recording.
    @lru_cache(maxsize=64)
    def whole(path: str, here: str) -> str:
        return _whole(path, here, base, addresses)

    def resolve(link: str, here: str) -> str:
        path, mark, fragment = link.partition("#")
        return whole(path, here) + mark + fragment if path or base else link

    ours, notes = partial(resolve, here=page), partial(resolve, here=uri)
    renewed = {
        "": lambda text: _LINK.sub(lambda match: _linked(match, ours), text),
        "notes": lambda text: "".join(_noted(text, notes, ours)),
        "transcript": lambda text: _TIME.sub(lambda match: match[1] + ours(match[2]), text),
    }
    text = "".join(renewed[kind](part) for kind, part in _regions(markdown))
    return _MARK.sub(_unmarked, text).strip("\n") + "\n"


def _regions(markdown: str) -> Iterator[tuple[str, str]]:
    """A page in parts: transcripts, notes, and what is neither."""
    position = 0
    closings = Closings(markdown)
    for opening in _OPENING.finditer(markdown):
        kind = opening[1]
        if opening.start() < position:
            continue
        if closing := closings.after(opening.end(), f"<!-- /podcast:{kind} -->"):
            yield "", markdown[position : opening.start()]
            yield kind, markdown[opening.start() : closing.start()]
            position = closing.start()
    yield "", markdown[position:]


def _unmarked(match: re.Match[str]) -> str:
    """What stays of a mark: itself where it is none, or else one of the blank lines around it."""
    start, text = match.start(), match.string
    if start and text[start - 1] != "\n":
        return match[0]
    breaks = len(match[0]) - len(match[0].rstrip("\n"))
    return "\n" * (breaks - 1 if text[start - 2 : start] != "\n\n" else breaks - 2)


def _item(addresses: Addresses, episode: Episode) -> str:
    target = markdown_of(addresses, episode)
    link = f"- [{_plain(episode.title)}]({addresses.absolute(target) or quote(target)})"
    return f"{link}: {_plain(episode.summary)}" if episode.summary else link


def _plain(text: str) -> str:
    """Text on one line that shows as it is, in Markdown."""
    text = _REFERENCE.sub("&amp;", " ".join(text.split()))
    text = _MARKUP.sub(r"\\\g<0>", text).translate(_REFERENCES)
    if text.endswith("#"):  # which Markdown takes for the end of a heading
        text = f"{text[:-1]}\\#"
    if start := _START.match(text):
        mark = start.end() - 1
        text = f"{text[:mark]}\\{text[mark:]}"
    return text


def _whole(path: str, here: str, base: str, addresses: Addresses) -> str:
    """A link from what is somewhere below the root, as one that starts with the base."""
    if path.startswith("/"):
        return urljoin(addresses.base, path) if addresses.base else path
    path, mark, query = path.partition("?")
    source = here.endswith(".md")  # where MkDocs takes links for names of files
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    if target.startswith(".."):
        return path + mark + query
    if source and target.endswith(".md"):
        target = quote(addresses.page(unquote(target)))
    elif path.endswith("/"):
        target += "/"
    return base + ("" if target in {".", "./"} else target) + mark + query


def _linked(match: re.Match[str], ours: Callable[[str], str]) -> str:
    return _tagged(match[3], ours) if match[3] else match[1] + ours(match[2])


def _noted(text: str, notes: Callable[[str], str], ours: Callable[[str], str]) -> Iterator[str]:
    """Show notes with other links; what is in code stays as it is."""
    position = 0
    closings = Closings(text)
    while match := _NOTE.search(text, position):
        yield text[position : match.start()]
        position = match.end()
        if match["link"]:
            yield match["before"] + notes(match["link"])
        elif match["tag"]:
            yield _tagged(match["tag"], ours)
        else:
            mark = match[0]
            closing = closings.after(position, f"\n{mark}") if match["fence"] else None
            if not closing and "`" in mark:
                closing = closings.after(position, f"(?<!`){mark}(?!`)")
            position = closing.end() if closing else position
            yield text[match.start() : position]
    yield text[position:]


def _tagged(tag: str, ours: Callable[[str], str]) -> str:
    return _SOURCE.sub(lambda match: match[1] + ours(match[2]), tag)
