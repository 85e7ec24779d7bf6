"""Pages at addresses that episodes had before, which lead to where they are now.

No browser takes the fragment of an address along through ``<meta http-equiv="refresh">``, and a
line of a transcript is a fragment. So a script goes on, and the meta element only without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urlsplit

from ..addresses import Addresses, Landing, file_of_page
from ..catalog import Catalog
from ..model import Episode, Problem
from ..model.fields import is_long_name

SCRIPT = "assets/podcast/moved.js"
"""The script that takes the rest of an address along, below the root."""

_DEEPEST = 20
"""Folders in each other."""

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of the addresses that episodes had before.

    Attributes:
        pages: The episodes by the files that lead to them, below the root: ``old/x/index.html``.
        problems: What is wrong with the others, without places yet.
    """

    pages: Mapping[str, Episode]
    problems: tuple[Problem, ...] = ()


def moved(catalog: Catalog, addresses: Addresses, taken: Mapping[str, str] | None = None) -> Moved:
    """Find out where pages have moved from.

    Args:
        catalog: The show.
        addresses: Where its pages are.
        taken: What else lands in the site, below the root, with what it comes from:
            ``{"about/index.html": "docs/about.md"}``.
    """
    if not any(episode.aliases for episode in catalog.episodes):
        return Moved({})
    episodes = {file_of_page(addresses.episode(e)): e.file for e in reversed(catalog.episodes)}
    landing = Landing({**(taken or {}), **episodes})
    pages: dict[str, Episode] = {}
    problems = []
    for episode in sorted(catalog.episodes, key=lambda each: each.file):
        for index, alias in enumerate(episode.aliases):
            file = file_of(alias, addresses.base)
            if file == file_of_page(addresses.episode(episode)):
                continue  # it has moved back
            owner = file and landing.owner(file)
            if not file:
                problems.append(_bad(alias, index, episode))
            elif not owner:
                pages[file] = episode
                landing.add(file, episode.file)
            elif pages.get(file) is not episode:
                problems.append(_clash(alias, owner, index, episode))
    return Moved(pages, tuple(problems))


def file_of(alias: str, base: str = "") -> str:
    """The file of the site that a server sends for an address, below the root.

    An address is a path, with or without a slash before it, or a whole one in the same site. It
    is percent-decoded, as servers do.

    Args:
        alias: As it stands in the file of an episode.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Returns:
        The file; empty where there can be none, or only one outside the site or a hidden one.
    """
    path = _path(alias, base)
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return ""
    parts = path.removesuffix("/").split("/")
    if len(parts) > _DEEPEST or not all(map(_is_name, parts)):
        return ""
    return path if path.lower().endswith(_PAGES) else "/".join((*parts, "index.html"))


def redirect_pages(
    pages: Mapping[str, Episode], addresses: Addresses, language: str = "en"
) -> Iterator[tuple[str, str]]:
    """Write the files that lead to episodes.

    Args:
        pages: The episodes by these files, as `moved` finds them.
        addresses: Where the episodes are.
        language: A BCP 47 tag.

    Yields:
        Each file, below the root, and its HTML.
    """
    for file, episode in pages.items():
        target = addresses.episode(episode)
        yield (
            file,
            redirect_page(
                addresses.relative_to(target, file),
                episode.title,
                script=addresses.relative_to(SCRIPT, file),
                canonical=addresses.absolute(target),
                language=language,
            ),
        )


def redirect_page(
    target: str,
    title: str,
    *,
    script: str = f"/{SCRIPT}",
    canonical: str = "",
    language: str = "en",
) -> str:
    """Write a page that moves on at once, with the query and the fragment of its address.

    Nothing in it needs more of a content security policy than ``script-src 'self'``.

    Args:
        target: Where to, as a link in this page.
        title: What is there.
        script: Where the script is, as a link in this page.
        canonical: The whole address of the target; empty where it is not known.
        language: A BCP 47 tag.
    """
    link, title = escape(target), escape(title)
    first = f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<title>{title}</title>
{first}<script src="{escape(script)}" data-to="{link}"></script>
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<p><a href="{link}">{title}</a></p>
</body>
</html>
"""


def _path(alias: str, base: str) -> str:
    """The path of an address below the root, without a first slash; empty where it has none."""
    try:
        address, site = urlsplit(alias), urlsplit(base)
    except ValueError:
        return ""
    if "?" in alias or "#" in alias:
        return ""
    if not address.scheme and not address.netloc:
        return address.path.removeprefix("/")
    same = address.scheme in {"http", "https"} and address.netloc.lower() == site.netloc.lower()
    below = address.path.startswith(site.path)
    return address.path.removeprefix(site.path) if base and same and below else ""


def _is_name(part: str) -> bool:
    """Whether a part of a path is a name that a file can have, and neither hidden nor a way out."""
    return (
        bool(part)
        and part.isprintable()
        and not part.startswith(".")
        and not set(part) & set('\\:*?"<>|#')  # which not all file systems and servers take
        and not is_long_name(part)
    )


def _bad(alias: str, index: int, episode: Episode) -> Problem:
    return Problem(
        "bad-alias",
        f"“{alias}” is not the address of a page in this site.",
        "Write its path, such as “/podcast/old-name.html”, without “..”, “?” and “#”.",
        ("aliases", index),
        episode.file,
    )


def _clash(alias: str, owner: str, index: int, episode: Episode) -> Problem:
    return Problem(
        "alias-clash",
        f"“{alias}” is already the address of {owner}.",
        "Remove it here, or move what is there.",
        ("aliases", index),
        episode.file,
    )
