"""Earlier URLs of episodes, which redirect to where the episodes are now."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ..show.url import ascii_url

MAX_ALIAS_NAME_BYTES = 200
"""The length of a file name that every file system allows, with room for ``.html``."""

MAX_ALIAS_DEPTH = 20
"""The number of nested folders in an alias."""

_PAGE_SUFFIXES = (".html", ".htm")
_RESERVED = set('\\:*?"<>|#')
"""Characters that some file systems or servers do not allow in a name."""


def path_of_alias(alias: str, site_url: str = "") -> str:
    """Return the file that a server sends for an earlier URL, below the root of the site.

    An alias is a path, with or without a slash at its start, or an absolute URL of the same site.
    It is percent-decoded, as servers do.

    Args:
        alias: The alias, as the episode's file has it.
        site_url: The URL of the site, with a slash at its end; empty if unknown.

    Returns:
        The path; empty if the alias is no URL of a page, is outside the site, or is hidden.
    """
    path = _path(alias, site_url)
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return ""
    names = path.removesuffix("/").split("/")
    if len(names) > MAX_ALIAS_DEPTH or not all(map(_is_name, names)):
        return ""
    return path if path.lower().endswith(_PAGE_SUFFIXES) else "/".join((*names, "index.html"))


def _path(alias: str, site_url: str) -> str:
    """Return the path below the root, without a slash at its start; empty if there is none."""
    try:
        url, site = urlsplit(alias), urlsplit(ascii_url(site_url))
    except ValueError:
        return ""
    if "?" in alias or "#" in alias:
        return ""
    if not url.scheme and not url.netloc:
        return url.path.removeprefix("/")
    url = urlsplit(ascii_url(alias))
    is_same_host = url.scheme in {"http", "https"} and url.netloc.lower() == site.netloc.lower()
    if site_url and is_same_host and url.path.startswith(site.path):
        return url.path.removeprefix(site.path)
    return ""


def _is_name(name: str) -> bool:
    """Whether a name works as a file name, is not hidden, and leads nowhere else."""
    return (
        bool(name)
        and name.isprintable()
        and not name.startswith(".")
        and not set(name) & _RESERVED
        and len(name.encode()) <= MAX_ALIAS_NAME_BYTES
    )
