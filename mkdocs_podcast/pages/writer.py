"""From the model to the Markdown of pages."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markdown.extensions.toc import slugify as ascii_slug
from markdown.extensions.toc import slugify_unicode

from ..catalog import Catalog
from ..markdown import dialect
from ..markdown.icons import name_of
from ..model import (
    Episode,
    Person,
    Problem,
    Section,
    is_unfinished,
    is_web_address,
    iso_duration,
)
from .anchors import section_anchors
from .text import Markdown, attribute, clean_html, length, long_date, plain_text

TEMPLATES = Path(__file__).parent / "templates"
"""The templates that a site can override, each by a file of the same name."""

Slugify = Callable[[str, str], str]


@dataclass(frozen=True)
class Site:
    """What pages need to know of the site that they stand in.

    Attributes:
        folder: Where pages of episodes are, below the docs folder.
        directory_urls: Whether ``x.md`` becomes ``x/`` and not ``x.html``.
        overrides: Folders with templates that come before our own.
        assets: Where images and recordings are in the site, by the file that names them and the
            name it uses.
        slugify: What makes an anchor of a heading and a separator.
    """

    folder: str = "podcast"
    directory_urls: bool = True
    overrides: Sequence[Path] = ()
    assets: Mapping[tuple[str, str], str] = field(default_factory=dict)
    slugify: Slugify = ascii_slug

    def with_slugify(self, slugify: Slugify) -> Site:
        """The same site with another way to make anchors."""
        return replace(self, slugify=slugify)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list of sections.

    Attributes:
        time: The moment, linked where it can be played from; may be empty.
        label: What starts there, linked to where it is in the page.
    """

    time: Markdown
    label: Markdown


class PageWriter:
    """Writes the pages of a show.

    Raises:
        jinja2.TemplateError: A template of the site is wrong.
    """

    def __init__(self, catalog: Catalog, site: Site) -> None:
        self._catalog = catalog
        self._site = site
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*site.overrides, TEMPLATES]),
            undefined=jinja2.StrictUndefined,
            finalize=_as_markdown,  # what autoescape is to HTML, for Markdown
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # noqa: S701 - see finalize; `attribute` is for HTML
        )
        self._templates.filters.update(
            attribute=attribute,
            length=length,
            long_date=long_date,
            iso_duration=iso_duration,
            clean_html=clean_html,
            length_of=len,
            markdown=Markdown,
            start=lambda text: Markdown(dialect.escape_start(str(text))),
        )

    def uri(self, episode: Episode) -> str:
        """Where the page of an episode is, below the docs folder."""
        return self.uri_of(episode.address)

    def uri_of(self, address: str) -> str:
        """Where the page with an address is, below the docs folder."""
        return posixpath.join(self._site.folder, f"{address}.md")

    @property
    def index_uri(self) -> str:
        """Where the index of episodes is, below the docs folder."""
        return posixpath.join(self._site.folder, "index.md")

    def episode(self, episode: Episode) -> str:
        """Write the page of an episode."""
        page = self.uri(episode)
        sections = list(episode.sections())
        anchors = section_anchors(sections, self._slug)
        hosts = self._catalog.hosts(episode)
        guests = self._catalog.guests(episode)
        before, after = self._catalog.neighbours(episode)
        return self._render(
            "episode.md",
            page,
            episode=episode,
            artwork=self._asset(episode.file, episode.image),
            audio=self._audio(episode, page),
            guests=guests,
            hosts=[host for host in hosts if host not in guests],
            platforms=[Markdown(item) for item in _platforms(episode)],
            rows=list(self._rows(episode, sections, anchors, page)),
            notes=Markdown(episode.notes.strip("\n")),
            transcript=Markdown(self._transcript(episode, sections, anchors, page)),
            before=before,
            after=after,
        )

    def index(self) -> str:
        """Write the page that lists all episodes."""
        return self._render("index.md", self.index_uri, seasons=list(self._catalog.seasons()))

    def problems(self, name: str, problems: Sequence[Problem]) -> str:
        """Write the page that stands in for one that cannot be made."""
        return self._render("problems.md", self.index_uri, name=name, problems=problems)

    def meta(self, episode: Episode) -> dict[str, Any]:
        """What front matter would say of the page of an episode."""
        intro = plain_text(episode.intro, 200) if episode.intro and not episode.description else ""
        known = {
            "title": episode.title,
            "description": episode.description or intro,
            "date": episode.published,
            "image": self.image(episode),
            "tags": list(episode.topics),
        }
        return {**{key: value for key, value in known.items() if value}, "render_macros": False}

    def index_meta(self) -> dict[str, Any]:
        """What front matter would say of the index of episodes."""
        show = self._catalog.show
        known = {"title": show.title, "description": show.description}
        return {**{key: value for key, value in known.items() if value}, "render_macros": False}

    def image(self, episode: Episode) -> str:
        """The address of the artwork, below the site's root, or an address elsewhere."""
        return self._asset(episode.file, episode.image)

    def _render(self, name: str, page: str, **values: Any) -> str:  # noqa: ANN401
        here = posixpath.dirname(page)

        def path(target: str) -> Markdown:
            """Where a file is, for a Markdown link on this page."""
            return Markdown(target if "://" in target else quote(posixpath.relpath(target, here)))

        def url(target: str) -> Markdown:
            """Where a file is, for HTML on this page."""
            return attribute(self._url(target, page))

        template = self._templates.get_template(name)
        text = template.render(
            show=self._catalog.show,
            catalog=self._catalog,
            path=path,
            url=url,
            uri=self.uri,
            image=self.image,
            picture=self._picture,
            people=self._catalog.people,
            guests_of=self._catalog.guests,
            **values,
        )
        return text.strip("\n") + "\n"

    def _slug(self, header: str) -> str:
        return self._site.slugify(header, "-") or slugify_unicode(header, "-")

    def _asset(self, file: str, reference: str) -> str:
        return self._site.assets.get((file, reference), "") if reference else ""

    def _picture(self, person: Person) -> str:
        return self._asset(person.file, person.picture)

    def _audio(self, episode: Episode, page: str) -> str:
        if not episode.audio:
            return ""
        return self._url(self._asset(episode.file, episode.audio.url), page)

    def _url(self, target: str, page: str) -> str:
        """The address of a file of the site, seen from a page."""
        if "://" in target or not target:
            return target
        if target.endswith(".md"):
            target = self._page_url(target)
        here = posixpath.dirname(self._page_url(page) + "x")
        relative = quote(posixpath.relpath(target, here or "."))
        return relative + "/" if target.endswith("/") else relative

    def _page_url(self, page: str) -> str:
        stem = page.removesuffix(".md")
        if not self._site.directory_urls:
            return f"{stem}.html"
        folder, name = posixpath.split(stem)
        if name == "index":
            return f"{folder}/" if folder else ""
        return f"{stem}/"

    def _moment(self, episode: Episode, page: str) -> Callable[[float], str]:
        """What a time of the episode links to."""
        if video := episode.youtube:
            return lambda start: f"https://www.youtube.com/watch?v={video}&t={int(start)}s"
        if audio := self._audio(episode, page):
            return lambda start: f"{audio}#t={start:g}"
        return lambda _start: ""

    def _transcript(
        self, episode: Episode, sections: Sequence[Section], anchors: Sequence[str], page: str
    ) -> str:
        if not sections:
            return ""
        moment = self._moment(episode, page)
        blocks = _blocks(sections, anchors, moment)
        return dialect.write(blocks, self._catalog.speaking_hosts(episode))

    def _rows(
        self, episode: Episode, sections: Sequence[Section], anchors: Sequence[str], page: str
    ) -> Iterator[Row]:
        moment = self._moment(episode, page)
        if any(section.header for section in sections):
            for section, anchor in zip(sections, anchors, strict=True):
                if section.header:
                    label = dialect.link(dialect.escape(section.header), f"#{anchor}")
                    yield Row(_time(section.start, moment), Markdown(label))
            return
        for clip in episode.clips:
            yield Row(_time(clip.startOffset, moment), Markdown(dialect.escape(clip.name)))


def _as_markdown(value: object) -> object:
    if isinstance(value, (Markdown, jinja2.Undefined)):
        return value
    return "" if value is None else dialect.escape(str(value))


def _time(start: float | None, moment: Callable[[float], str]) -> Markdown:
    return Markdown("" if start is None else dialect.timecode(start, moment(start)) + " ")


def _blocks(
    sections: Sequence[Section], anchors: Sequence[str], moment: Callable[[float], str]
) -> Iterator[dialect.Block]:
    for section, anchor in zip(sections, anchors, strict=True):
        if section.header:
            yield dialect.Heading(section.header, anchor)
        speaker = ""
        for line in section.lines:
            says = line.speaker
            start = line.start
            yield dialect.Spoken(
                line.line,
                says if says != speaker else "",
                start,
                "" if start is None else moment(start),
            )
            speaker = says or speaker


def _platforms(episode: Episode) -> Iterator[str]:
    links = {key: link for key, link in episode.links.items() if not is_unfinished(link)}
    if episode.youtube:
        links.setdefault("youtube", f"https://www.youtube.com/watch?v={episode.youtube}")
    for platform, link in links.items():
        if is_web_address(link):
            yield dialect.link(dialect.escape(name_of(platform)), link)
