"""Where everything is published, below the root of the site and on the web.

Three terms: a *source URI* is a Markdown page below `docs_dir` (``podcast/x.md``), a *path* is a
file of the finished site (``podcast/x/index.html``), and a *target* is what a link leads to: a page
or file below the root, unquoted (``podcast/x/``), or a URL on another host.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from ..show import Episode
from ..show.url import ascii_url
from .aliases import path_of_alias

MAX_QUOTED = 1 << 14
"""The number of quoted targets that are remembered; every page links to many others."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Computes source URIs, paths and URLs.

    Attributes:
        site_url: The URL of the site, with a slash at its end; empty if the site has none.
        folder: The folder of the show's pages below the root.
        directory_urls: Whether ``x.md`` becomes ``x/`` rather than ``x.html``.
        permalinks: Whether an episode with a permalink is published there.
    """

    site_url: str = ""
    folder: str = "podcast"
    directory_urls: bool = True
    permalinks: bool = False

    def src_uri(self, name: str) -> str:
        """Return the source URI of a page of the show, such as ``people/ada``."""
        return posixpath.join(self.folder, f"{name}.md")

    def episode_src_uri(self, episode: Episode) -> str:
        """Return the source URI of an episode."""
        return f"{self._episode_page(episode)}.md"

    def further_page(self, src_uri: str, number: int) -> str:
        """Return the source URI of a further page of a list, from that of its first page."""
        folder = src_uri.removesuffix(".md").removesuffix("index")
        return posixpath.join(folder, "page", f"{number}.md")

    def page(self, src_uri: str) -> str:
        """Return the target of a Markdown page; empty for the home page of the site."""
        return _page(src_uri, self.directory_urls)

    def page_path(self, src_uri: str) -> str:
        """Return the file that a Markdown page becomes."""
        return path_of_page(self.page(src_uri))

    def next_to_page(self, episode: Episode, file_name: str) -> str:
        """Return the path of a file next to the page of an episode."""
        return posixpath.join(self._episode_page(episode), file_name)

    def _episode_page(self, episode: Episode) -> str:
        """Return the source URI of an episode without suffix."""
        if self.permalinks and (path := path_of_alias(episode.permalink, self.site_url)):
            page = path.removesuffix("index.html").rstrip("/")
            return posixpath.splitext(page)[0] if page == path else page or "index"
        return posixpath.join(self.folder, episode.page_name)

    def absolute(self, target: str) -> str:
        """Return the absolute URL of a target; empty if the site has no URL."""
        if "://" in target:
            return ascii_url(target)
        return f"{ascii_url(self.site_url)}{_quoted(target)}" if self.site_url else ""


def relative_url(target: str, page: str) -> str:
    """Return a link to a target, relative to the page or file it is in."""
    if "://" in target:
        return ascii_url(target)
    return f"{'../' * page.count('/')}{_quoted(target)}" or "./"


def path_of_page(target: str) -> str:
    """Return the file of a page."""
    return f"{target}index.html" if not target or target.endswith("/") else target


_quoted = lru_cache(maxsize=MAX_QUOTED)(quote)


@lru_cache(maxsize=MAX_QUOTED)
def _page(src_uri: str, directory_urls: bool) -> str:
    folder, name = posixpath.split(src_uri.removesuffix(".md"))
    name = "index" if name == "README" else name  # as in MkDocs
    stem = posixpath.join(folder, name)
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"
