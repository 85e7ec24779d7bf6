"""The tags in the head of a page for search engines, previews, feed readers and players.

They are inserted into the finished page, so that every theme has them. Tags that the theme or a
plugin has already written are not repeated.

Links: https://html.spec.whatwg.org/multipage/links.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser

from ..markdown.scanning import tags_in
from ..messages import Messages
from ..show import Show
from ..site.urls import Urls, relative_url
from ..site.views import EpisodeView, ListView, PageView, ProblemsView, SiteView
from .json_ld import graph_of, serialize
from .previews import preview_of

_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_LINKED = ("alternate", "modulepreload", "prev", "next")
"""Relations of links that there can be several of, to different URLs."""

_SUBJECTS = ("og:", "twitter:", "article:", "description", "canonical", *_LINKED)
"""Parts of tags that may duplicate a generated tag."""


def page_head(
    show: Show,
    site: SiteView,
    messages: Messages,
    view: PageView,
    modules: Iterable[str] = (),
) -> str:
    """Return what the head of a page contains, one element per line.

    Args:
        show: The options of the show.
        site: What every page shows of the rest of the site.
        messages: The texts of pages.
        view: The page.
        modules: The targets of the JavaScript modules that the page loads later.
    """
    if isinstance(view, ProblemsView):
        return ""
    lines = list(_tags(show, site, view))
    lines += [
        _tag("link", rel="modulepreload", href=relative_url(module, view.url)) for module in modules
    ]
    if site.structured_data and (graph := graph_of(show, site, messages, view)):
        # A block of data, which does not run, so a Content-Security-Policy does not block it.
        lines.append(f'<script type="application/ld+json">{serialize(graph)}</script>')
    return "\n".join(lines)


def insert_head(html: str, head: str) -> str:
    """Insert lines before the end of the head of a finished page, except those it already has.

    Args:
        html: The page. Only its head is read.
        head: What `page_head` returned.

    Returns:
        The page; unchanged if its head has no end.
    """
    end, tags = _read_head(html)
    if end < 0:
        return html
    known = {_subject(tag) for tag in tags}
    lines = [line for line in head.split("\n") if line and not _is_known(line, known)]
    return "".join([html[:end], *(f"{line}\n" for line in lines), html[end:]])


def _tags(show: Show, site: SiteView, view: PageView) -> Iterator[str]:
    if site.previews:
        for attribute, name, content in preview_of(show, site, view):
            yield _tag("meta", **{attribute: name}, content=content)
    if url := Urls(site.site_url, site.folder, site.directory_urls).absolute(view.url):
        yield _tag("link", rel="canonical", href=url)
    if isinstance(view, ListView):
        pages = view.pages
        if not pages.is_first:
            yield _tag("link", rel="prev", href=relative_url(pages.previous, view.url))
        if not pages.is_last:
            yield _tag("link", rel="next", href=relative_url(pages.next, view.url))
    # Material looks for a sitemap next to each URL whose `rel` is just “alternate”. There is one
    # next to feeds, and some readers find no other feeds.
    for feed in site.feeds:
        href = relative_url(feed.path, view.url)
        yield _tag("link", rel="alternate", type="application/rss+xml", title=feed.title, href=href)
    for file in view.files if isinstance(view, EpisodeView) else ():
        href = relative_url(file.url, view.url)
        yield _tag("link", rel="alternate related", type=file.media_type, href=href)


def _tag(element: str, /, **attributes: str) -> str:
    """Write an element on one line."""
    written = (
        f'{name}="{escape(_CONTROLS.sub(" ", value).strip())}"'
        for name, value in attributes.items()
        if value
    )
    return f"<{element} {' '.join(written)}>"


class _TagParser(HTMLParser):
    """Reads the attributes of one start tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: Mapping[str, str] = {}
        self.feed(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Keep the attributes."""
        self.attributes = {name: value or "" for name, value in attrs}


def _attributes(tag: str) -> Mapping[str, str]:
    """Return the attributes of a tag; quickly if it has the form that nearly all tags have."""
    *parts, _ = tag[tag.index(" ") :].split('"') if '"' in tag and " " in tag else ["", ""]
    names = [part.strip() for part in parts[::2]]
    if names and all(name[-1:] == "=" and name[:-1].isalpha() for name in names):
        values = map(unescape, parts[1::2])
        return dict(zip((name[:-1].lower() for name in names), values, strict=True))
    return _TagParser(tag).attributes


def _read_head(html: str) -> tuple[int, list[str]]:
    """Find the end of a page's head, and the tags in it that may duplicate generated ones.

    Returns:
        The position of the end tag, or -1; and the start tags.
    """
    tags = list[str]()
    for tag in tags_in(html):
        if tag.name == "/head":
            return tag.start, tags
        if tag.name == "body":
            break
        if tag.name in {"meta", "link"}:
            text = html[tag.start : tag.end]
            if any(each in text.lower() for each in _SUBJECTS):
                tags.append(text)
    return -1, []


@lru_cache(maxsize=1 << 10)  # the theme writes most tags alike on all pages
def _subject(tag: str) -> str:
    """Return the subject of a tag; a page has at most one tag per subject."""
    values = _attributes(tag)
    if tag[1:5].lower() == "meta":
        return (values.get("property") or values.get("name") or "").lower()
    relations = values.get("rel", "").lower().split()
    if "canonical" in relations:
        return "canonical"
    return _link_subject(relations, values.get("href", ""))


def _link_subject(relations: Iterable[str], url: str) -> str:
    relation = next((each for each in _LINKED if each in relations), "")
    return f"{relation} {url}" if relation else ""


def _is_known(line: str, known: set[str]) -> bool:
    """Return whether a page already has a tag for the subject of a line, or for its group."""
    if not known or line.startswith("<script"):
        return False
    # Lines have the form that `_tag` writes: the subject is the first value, a URL the last one.
    _, subject, rest = line.split('"', 2)
    if line.startswith("<link") and subject != "canonical":
        url = unescape(rest.rpartition(" href=")[2][1:-2])
        return _link_subject(subject.split(), url) in known
    # If a page has its own Open Graph title or image, previews on X would differ from the others.
    general = subject.replace("twitter:", "og:", 1)
    return not known.isdisjoint((subject, general, subject.rpartition(":")[0] or subject))
