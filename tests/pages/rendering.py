"""Pages of shows whose episodes are the values of files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from markdown import Markdown

from mkdocs_podcast.pages import Renderer
from mkdocs_podcast.reading.values import ParsedFile, parse_episode
from mkdocs_podcast.show import Person, Show, Transcript
from mkdocs_podcast.site import EpisodeView, Kind, PageView, ViewBuilder

from ..plans import plan

ADA = Person(title="Ada Lovelace", id="ada", picture="ada.png", file="people/ada.yaml")
SHOW = Show(title="Low Water", hosts=("Grace Hopper",))
NOTHING_ELSE = {"captions": False, "chapters": False, "markdown": False, "search": "built-in"}
"""Settings of a site without files next to its pages."""


def episode(name: str = "tides", **values: object) -> ParsedFile:
    """Read an episode and its transcript from the values of a file."""
    parsed = parse_episode(_as_read({"title": "Tides", **values}), name)
    return replace(parsed, value=replace(parsed.value, name=name, file=f"podcast/{name}.yaml"))


def _as_read(value: object) -> object:
    """Return a value with texts instead of numbers, as YAML is read."""
    if isinstance(value, dict):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_as_read, value))
    return value if value is None else str(value)


class Pages:
    """The pages of a show.

    Args:
        episodes: The episodes.
        persons: The people.
        show: The show.
        templates: Folders with templates of the site.
        settings: The settings of the site.
    """

    def __init__(
        self,
        *episodes: ParsedFile,
        persons: Iterable[Person] = (ADA,),
        show: Show = SHOW,
        templates: tuple[Path, ...] = (),
        **settings,
    ) -> None:
        settings = {"template_folders": templates, "site_url": "", **NOTHING_ELSE, **settings}
        values = [each.value for each in episodes]
        self.plan = plan(*values, persons=tuple(persons), show=show, **settings)
        self.builder = ViewBuilder(self.plan)
        self.views = {
            output.src_uri: self.builder.view(output)
            for output in self.plan.outputs
            if output.kind.is_page
        }
        self._transcripts = {each.value.file: each.transcript for each in episodes}
        slugify, catalog = self.plan.settings.slugify, self.plan.catalog
        self.renderer = Renderer(
            show, self.builder.site, self.plan.messages, templates, slugify, catalog
        )

    def view(self, name: str = "tides") -> PageView:
        return self.views[self.plan.urls.src_uri(name)]

    def markdown(self, name: str = "tides") -> str:
        view = self.view(name)
        return self.renderer.render(view, self._transcript(view))

    def portable(self, name: str = "tides") -> str:
        view = self.view(name)
        return self.renderer.render_portable(view, self._transcript(view))

    def _transcript(self, view: PageView) -> Transcript | None:
        return self._transcripts[view.episode.file] if isinstance(view, EpisodeView) else None

    def html(self, name: str = "tides") -> BeautifulSoup:
        return BeautifulSoup(to_html(self.markdown(name)), "html.parser")

    def names(self) -> list[str]:
        """Return the names of all pages, as `markdown` expects them."""
        folder = f"{self.plan.settings.path}/".removeprefix("/")
        return [uri.removeprefix(folder).removesuffix(".md") for uri in self.views]

    def of_show(self) -> list[str]:
        """Return the names of all pages that are not an episode's."""
        episodes = {output.src_uri for output in self.plan.of_kind(Kind.EPISODE)}
        return [name for name in self.names() if self.plan.urls.src_uri(name) not in episodes]


def to_html(text: str) -> str:
    """Convert a page as MkDocs does."""
    return Markdown(extensions=["toc", "tables", "fenced_code", "podcast"]).convert(text)


def texts(html: BeautifulSoup, selector: str) -> list[str]:
    """Return what a reader sees of some elements."""
    return [" ".join(tag.get_text().split()) for tag in html.select(selector)]
