"""Links of a page that is published as Markdown, where nothing resolves them."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin

from ..markdown.links import replace_links
from ..site.urls import Urls, relative_url
from ..site.views import PageView, SiteView


class PortableLinks:
    """Makes links absolute, or relative to the folder of a page if the site has no URL.

    Args:
        site: The site.
        view: The page.
    """

    def __init__(self, site: SiteView, view: PageView) -> None:
        self._urls = Urls(site.site_url, site.folder, site.directory_urls)
        self._view = view
        page = view.url
        self._folder = page if site.directory_urls else f"{page.removesuffix('.html')}/"
        self.here = self.url(page) if site.site_url else ""
        """What a link to an anchor of the page begins with."""

    def url(self, target: str) -> str:
        """Return a link to a target."""
        return self._urls.absolute(target) or relative_url(target, self._folder)

    def in_html(self, link: str) -> str:
        """Return a link of the page's HTML, which is relative to the page."""
        return self._resolve(link, self._view.url)

    def in_markdown(self, text: str) -> str:
        """Return Markdown with portable links.

        MkDocs reads the target of a Markdown link as a file, relative to the source URI; it leaves
        links in HTML alone.
        """
        return replace_links(text, self._in_source, self.in_html)

    def _in_source(self, link: str) -> str:
        return self._resolve(link, self._view.src_uri)

    def _resolve(self, link: str, here: str) -> str:
        path, mark, fragment = link.partition("#")
        if not path:
            return f"{self.here}{mark}{fragment}" if self.here else link
        if path.startswith("/"):
            site = self._urls.site_url
            return (urljoin(site, path) if site else path) + mark + fragment
        path, question, query = path.partition("?")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path)))
        if target.startswith("..") or "://" in link.partition("?")[0]:
            return link
        if here.endswith(".md") and target.endswith(".md"):
            target = self._urls.page(target)
        elif path.endswith("/") and path not in {"./", "../"}:
            target += "/"
        resolved = self.url("" if target in {".", "./"} else target)
        return resolved + question + query + mark + fragment
