"""A cache for the HTML that themes render from generated pages.

The HTML of a page is reused if nothing that the theme reads has changed. This is only known if
every other plugin that takes part in rendering is known too; see `SAFE_PLUGINS`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_build_date

from .engine.cache import Cache, load_parsed
from .engine.compression import compress_value, decompress_value
from .engine.digest import digest_of, key_of
from .mkdocs_pages import GeneratedPage, plain_configuration

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

log = logging.getLogger("mkdocs.plugins.podcast")

SAFE_PLUGINS: Mapping[str, str] = {
    "podcast": "what it adds to a page is part of the key of the page",
    "search": "it reads pages and changes none of them",
    "material/search": "it reads pages and changes none of them",
    "redirects": "it writes other files after the build",
    "literate-nav": "it changes the navigation, which is part of the key",
    "awesome-nav": "it changes the navigation, which is part of the key",
    "section-index": "it changes the navigation, which is part of the key",
}
"""Plugins that may take part in rendering a page, with the reason why its HTML can be reused."""

_RENDERING_EVENTS = ("env", "page_context", "post_page")


def find_unsafe_plugins(config: MkDocsConfig) -> list[str]:
    """Return the plugins and hooks because of which the HTML of pages cannot be reused."""
    names = {
        config.plugins._event_origins.get(method, "a hook")
        for event in _RENDERING_EVENTS
        for method in config.plugins.events[event]
    }
    return sorted(names - SAFE_PLUGINS.keys())


class ReusingEnvironment:
    """A Jinja environment whose templates reuse the HTML of unchanged pages.

    Args:
        environment: The environment of the theme.
        config: The configuration of the site.
        cache: The cache of earlier builds.
    """

    def __init__(self, environment: jinja2.Environment, config: MkDocsConfig, cache: Cache) -> None:
        self._environment = environment
        self._cache = cache
        self._site = digest_of((_theme(config), _configuration(config)))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Return any other attribute of the environment."""
        return getattr(self._environment, name)

    def get_template(self, name: str, *arguments: Any, **options: Any) -> _ReusingTemplate:  # noqa: ANN401
        """Return a template that reuses the HTML of unchanged pages."""
        template = self._environment.get_template(name, *arguments, **options)
        return _ReusingTemplate(template, self._cache, key_of("themed", self._site, name))


class _ReusingTemplate:
    """A template that reuses the HTML of unchanged pages.

    Args:
        template: The template of the theme.
        cache: The cache of earlier builds.
        key: The key of everything that all pages depend on.
    """

    def __init__(self, template: jinja2.Template, cache: Cache, key: str) -> None:
        self._template = template
        self._cache = cache
        self._key = key

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Return any other attribute of the template."""
        return getattr(self._template, name)

    def render(self, context: Mapping[str, Any]) -> str:
        """Render a page, or return its HTML from the cache."""
        page = context.get("page")
        if not isinstance(page, GeneratedPage) or not page.is_reusable:
            return self._template.render(context)
        reference = (page.content or "").encode("utf-8", "replace")
        values = digest_of((_page(page), _navigation(context["nav"]), context["base_url"]))
        key = key_of(self._key, values, reference)

        def parse(content: bytes) -> str:
            return decompress_value(content, reference).decode()

        if (html := load_parsed(self._cache, key, parse)) is None:
            html = self._template.render(context)
            self._cache.store(key, compress_value(html.encode(), reference))
        return html


def _page(page: Page) -> tuple[object, ...]:
    """Return everything that a theme reads of a page, except its content."""
    neighbours = [
        (each.title, each.url) if each else None for each in (page.previous_page, page.next_page)
    ]
    ancestors = [(each.title, getattr(each, "url", "")) for each in page.ancestors]
    return (
        page.title,
        page.url,
        page.abs_url,
        page.canonical_url,
        page.edit_url,
        "" if page.update_date == get_build_date() else page.update_date,
        plain_configuration(dict(page.meta)),
        list(map(_anchor, page.toc)),
        neighbours,
        ancestors,
        page.file.src_uri,
        page.file.inclusion.name,
    )


def _anchor(anchor: AnchorLink) -> tuple[object, ...]:
    return anchor.title, anchor.id, anchor.level, list(map(_anchor, anchor.children))


def _navigation(nav: Navigation) -> list[object]:
    return [_item(item) for item in nav.items]


def _item(item: Any) -> tuple[object, ...]:  # noqa: ANN401 - a page, a section or a link
    children = [_item(child) for child in item.children or ()]
    meta = plain_configuration(dict(getattr(item, "meta", {})))
    return item.title, getattr(item, "url", ""), item.active, meta, children


def _configuration(config: MkDocsConfig) -> dict[str, object]:
    """Return the configuration that a theme can read; plugins by their own options."""
    values = {
        key: plain_configuration(value) for key, value in config.items() if key not in _OTHERWISE
    }
    # A hook is a module without options.
    values["plugins"] = {
        name: plain_configuration(dict(getattr(plugin, "config", {})))
        for name, plugin in config.plugins.items()
    }
    return values


_OTHERWISE = {
    "plugins", "theme", "hooks", "watch", "config_file_path", "docs_dir", "site_dir", "dev_addr",
}  # fmt: skip
"""Settings that are described otherwise, or that no page depends on."""


def _theme(config: MkDocsConfig) -> tuple[object, ...]:
    """Return the version of the theme, its settings, and the site's own files for it."""
    theme = config.theme
    found = entry_points(group="mkdocs.themes", name=theme.name or "")
    versions = [version("mkdocs"), *(each.dist.version for each in found if each.dist)]
    own = [(path.as_posix(), key_of(path.read_bytes())) for path in _own_files(theme.custom_dir)]
    return theme.name, versions, {key: plain_configuration(theme[key]) for key in theme}, own


def _own_files(folder: str | None) -> Iterator[Path]:
    # A template can include any file, such as an icon.
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        if path.is_file():
            yield path
