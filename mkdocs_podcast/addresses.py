"""Where the show's pages and files are in the site, and on the web."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from .model import Episode


@dataclass(frozen=True)
class Addresses:
    """Says where things are.

    What is *below the root* is a path without a first slash, not quoted, as in ``podcast/x/``.

    Attributes:
        base: The address of the site, with a slash at its end; empty where the site does not say.
        folder: Where the show's pages are, below the root.
        directory_urls: Whether ``x.md`` becomes ``x/`` and not ``x.html``.
        assets: Where images and recordings are below the root, or their addresses elsewhere, by
            the file that names them and the name it uses.
    """

    base: str = ""
    folder: str = "podcast"
    directory_urls: bool = True
    assets: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def uri(self, address: str) -> str:
        """The Markdown page with an address in the show, below the docs folder."""
        return posixpath.join(self.folder, f"{address}.md")

    def page(self, uri: str) -> str:
        """Where a Markdown page lands, below the root; empty for the site's own first page."""
        folder, name = posixpath.split(uri.removesuffix(".md"))
        name = "index" if name == "README" else name  # as MkDocs does
        stem = posixpath.join(folder, name)
        if not self.directory_urls:
            return f"{stem}.html"
        if name == "index":
            return f"{folder}/" if folder else ""
        return f"{stem}/"

    def episode(self, episode: Episode) -> str:
        """The page of an episode, below the root."""
        return self.page(self.uri(episode.address))

    def beside(self, episode: Episode, name: str) -> str:
        """A file that goes with the page of an episode, below the root."""
        return posixpath.join(self.folder, episode.address, name)

    def asset(self, file: str, reference: str) -> str:
        """An image or a recording, below the root or elsewhere; empty where there is none."""
        return self.assets.get((file, reference), "") if reference else ""

    def relative(self, target: str, uri: str) -> str:
        """A link to what is below the root, as the Markdown page with a URI writes it."""
        if "://" in target:
            return target
        root = "../" * self.page(uri).count("/")
        return f"{root}{quote(target)}" or "./"

    def absolute(self, target: str) -> str:
        """The whole address of what is below the root; empty where the site has no address."""
        if "://" in target:
            return target
        return f"{self.base}{quote(target)}" if self.base else ""
