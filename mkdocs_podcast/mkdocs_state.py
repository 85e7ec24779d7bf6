"""What MkDocs' events of one build share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from .build import Build, BuiltPage
from .engine.workers import BackgroundWork

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from .mkdocs_theme import ReusingEnvironment


@dataclass
class BuildState:
    """What the events of one build share.

    Attributes:
        build: The build.
        config: MkDocs' configuration.
        generated: The generated files.
        files: All files of the site.
        nav: The navigation.
        env: The environment of the theme.
        is_reusable: Whether every plugin that takes part in rendering is known to be safe, so that
            a page can be rendered on its own.
        edited: The pages of episodes that were edited after the build, by source URI.
        pages: The pages that MkDocs has read so far, by source URI.
        notes: The HTML of the show notes of the pages that MkDocs has rendered, by source URI.
        searchable: What search plugins see of each page, by source URI.
        contents: The HTML of pages while search plugins see less of it.
        background: Work that other processes do.
        is_complete: Whether the site is built.
    """

    build: Build
    config: MkDocsConfig
    generated: list[File]
    files: Files
    nav: Navigation = field(default_factory=lambda: Navigation([], []))
    env: Environment | ReusingEnvironment | None = None
    is_reusable: bool = False
    edited: dict[str, BuiltPage] = field(default_factory=dict)
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    searchable: Mapping[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    background: list[BackgroundWork[None]] = field(default_factory=list)
    is_complete: bool = False

    def page(self, src_uri: str) -> BuiltPage:
        """Return a page as it is now.

        Raises:
            jinja2.TemplateError: A template of the site has an error.
        """
        return self.edited.get(src_uri) or self.build.page(src_uri)
