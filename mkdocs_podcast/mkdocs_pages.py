"""A cache for the HTML that MkDocs renders from generated Markdown."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .engine.cache import Cache
from .engine.compression import compress_value, decompress_value
from .engine.digest import digest_of, key_of
from .engine.packing import pack, unpack

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_PURE_PREFIXES = ("markdown.extensions.", "pymdownx.")
_IMPURE = frozenset({
    "pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter", "pymdownx.emoji",
})  # fmt: skip
"""Extensions that read files, or call functions of others."""

_BUILT_IN = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "podcast",
    "sane_lists", "smarty", "tables", "toc", "wikilinks",
})  # fmt: skip
"""Short names of extensions whose results depend on nothing but text and configuration."""


_RESETTABLE = frozenset({
    "admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "nl2br", "podcast",
    "sane_lists", "smarty", "tables", "toc",
})  # fmt: skip
"""Short names of extensions of which nothing is left after `Markdown.reset`."""


class Converter:
    """Renders many pages as MkDocs does, if possible with one `Markdown` object for all of them.

    To create one takes a tenth of the time to render a page.

    Args:
        config: The configuration of the site.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._markdown: markdown.Markdown | None = None
        self._render: Callable[..., None] = Page.render
        is_known = Page.render.__module__ == Page.__module__  # no plugin has replaced it
        if is_known and all(name in _RESETTABLE for name in config.markdown_extensions):
            # MkDocs' own code, which finds our method under the name of the class.
            stand_in = SimpleNamespace(Markdown=self._create_or_reset)
            names = {**Page.render.__globals__, "markdown": stand_in}
            self._render = FunctionType(Page.render.__code__, names)

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown of a page."""
        try:
            self._render(page, config, files)
        except BaseException:
            self._markdown = None  # nobody knows which state it is in
            raise

    def _create_or_reset(self, **options: Any) -> markdown.Markdown:  # noqa: ANN401
        if self._markdown is None:
            self._markdown = markdown.Markdown(**options)
        return self._markdown.reset()


MAX_PLAIN_TEXT = 64 * 1024 * 1024
"""The size in memory, in bytes, of the Markdown and HTML of pages that is not compressed."""


class PageTexts:
    """The Markdown and HTML of all pages, which MkDocs keeps until the end of a build.

    What exceeds `MAX_PLAIN_TEXT` is compressed, except for the page that is in use.
    """

    def __init__(self) -> None:
        self._size = 0
        self._current: list[PageText] = []

    def use(self, texts: list[PageText]) -> None:
        """Compress the texts of the page that was in use before, if there are too many."""
        before, self._current = self._current, texts
        if before is not texts:
            for text in before:
                if self._size > MAX_PLAIN_TEXT:
                    text.compress()
                self._size += text.new_size()


class PageText:
    """A text of a page, compressed or not."""

    def __init__(self) -> None:
        self._plain: str | None = None
        self._compressed: bytes | None = None
        self._hash = 0  # of the compressed text
        self._counted = 0

    @property
    def value(self) -> str | None:
        """The text."""
        plain, compressed = self._plain, self._compressed
        if plain is not None or compressed is None:
            return plain
        return decompress_value(compressed).decode("utf-8", "surrogatepass")

    @value.setter
    def value(self, text: str | None) -> None:
        self._plain = text
        if text is None:
            self._compressed = None

    def compress(self) -> None:
        """Keep the text in its compressed form only."""
        if self._plain is None:
            return
        if self._compressed is None or hash(self._plain) != self._hash:
            self._compressed = compress_value(self._plain.encode("utf-8", "surrogatepass"))
            self._hash = hash(self._plain)
        self._plain = None

    def new_size(self) -> int:
        """Return by how many bytes the text in memory has grown since the last call."""
        before, self._counted = self._counted, sys.getsizeof(self._plain or "")
        return self._counted - before


class GeneratedPage(Page):
    """A generated page that is not in the navigation.

    The HTML of its Markdown is cached between builds, with everything that it depends on.

    Args:
        file: The file of the page.
        config: The configuration of the site.
        cache: The cache of earlier builds.
        converter: Converts its Markdown.
        texts: Keeps its Markdown and HTML.
        extensions: A digest of the configuration of Markdown extensions; empty if their results
            depend on more than the text, so that nothing may be reused.
    """

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        cache: Cache,
        converter: Converter,
        texts: PageTexts,
        extensions: str,
    ) -> None:
        self._cache = cache
        self._converter = converter
        self._extensions = extensions
        self._texts = texts
        self._markdown, self._content = self._both = [PageText(), PageText()]
        super().__init__(None, file, config)

    @property
    def markdown(self) -> str | None:
        """Its Markdown, as other plugins have left it."""
        return self._markdown.value

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        self._texts.use(self._both)
        self._markdown.value = text

    @property
    def content(self) -> str | None:
        """The HTML of its Markdown."""
        return self._content.value

    @content.setter
    def content(self, text: str | None) -> None:
        self._texts.use(self._both)
        self._content.value = text

    @property
    def is_reusable(self) -> bool:
        """Whether everything that its HTML depends on is known."""
        return bool(self._extensions)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, or take its HTML from the cache."""
        if not self._extensions:
            self._converter.render(self, config, files)
            return
        key = key_of("content", self._extensions, self.file.src_uri, self.markdown or "")
        if (content := self._cache.load(key)) and self._reuse(key, content, files):
            return
        lookups = _RecordingFiles(files)
        with _recorded_log() as messages:
            self._converter.render(self, config, lookups)  # type: ignore[arg-type]
        # The HTML repeats the words of the Markdown.
        content = self._dump(lookups.found, messages)
        self._cache.store(key, compress_value(content, self._reference))

    @property
    def _reference(self) -> bytes:
        return (self.markdown or "").encode("utf-8", "replace")

    def _dump(self, lookups: Mapping[str, str | None], messages: list[list[Any]]) -> bytes:
        links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
        values = json.dumps(
            [
                lookups,
                messages,
                list(map(_dump_anchor, self.toc)),
                self._title_from_render,
                sorted(self.present_anchor_ids or ()),
                links,
            ]
        )
        return pack([values.encode(), (self.content or "").encode("utf-8", "surrogatepass")])

    def _reuse(self, key: str, content: bytes, files: Files) -> bool:
        """Use a cached result, if every link still leads to the same file."""
        try:
            values, html = unpack(decompress_value(content, self._reference))
            lookups, messages, toc, title, anchors, links = json.loads(values)
            if any(_destination(files, uri) != found for uri, found in lookups.items()):
                return False
            self.content = html.decode("utf-8", "surrogatepass")
            self.toc = TableOfContents(list(map(_load_anchor, toc)))
            self._title_from_render = title
            self.present_anchor_ids = set(anchors)
            if logging.getLogger("mkdocs.structure.pages").getEffectiveLevel() > logging.DEBUG:
                targets = ((files.get_file_from_path(uri), each) for uri, each in links.items())
                self.links_to_anchors = {file: each for file, each in targets if file}
        except (TypeError, ValueError, KeyError) as error:
            self._cache.discard(key, error)
            return False
        for name, level, message in messages:
            logging.getLogger(name).log(level, message)
        return True


class _RecordingFiles:
    """The files of a site, which notes what is looked up.

    Args:
        files: The files.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file with a source URI, if there is one."""
        self.found[path] = _destination(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `Files` has
        return getattr(self._files, name)


def _destination(files: Files, uri: str) -> str | None:
    """Return what a link to a source URI becomes."""
    file = files.get_file_from_path(uri)
    return f"{file.url} {file.inclusion.name}" if file else None


class _recorded_log(logging.Handler):  # noqa: N801 - used like a function
    """Records what MkDocs logs while a page is rendered, as name, level and message."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.messages: list[list[Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append([record.name, record.levelno, record.getMessage()])

    def __enter__(self) -> list[list[Any]]:
        logging.getLogger("mkdocs").addHandler(self)
        return self.messages

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _dump_anchor(anchor: AnchorLink) -> list[Any]:
    children = list(map(_dump_anchor, anchor.children))
    return [anchor.title, anchor.id, anchor.level, children]


def _load_anchor(values: list[Any]) -> AnchorLink:
    title, id_, level, children = values
    anchor = AnchorLink(title, id_, level)
    anchor.children = list(map(_load_anchor, children))
    return anchor


def digest_of_extensions(config: MkDocsConfig) -> str:
    """Return a digest of the configuration of Markdown extensions and of link validation.

    It is empty if any extension may depend on more than the text, such as one that reads other
    files.
    """
    names = config.markdown_extensions
    if not all(isinstance(name, str) and _is_pure(name) for name in names):
        return ""
    configs = {name: (config.mdx_configs or {}).get(name) for name in names}
    versions = [version(package) for package in _packages(names)]
    links = repr(sorted(config.validation.links.items()))
    values = (
        names,
        plain_configuration(configs),
        versions,
        links,
        config.use_directory_urls,
        config.site_url,
    )
    return digest_of(values)


def _is_pure(extension: str) -> bool:
    """Return whether the result of an extension depends on nothing but text and configuration."""
    return extension in _BUILT_IN or (
        extension.startswith(_PURE_PREFIXES) and extension not in _IMPURE
    )


def _packages(extensions: list[str]) -> list[str]:
    uses_pymdownx = any(name.startswith("pymdownx.") for name in extensions)
    return ["markdown", "mkdocs", *(["pymdown-extensions"] if uses_pymdownx else [])]


def plain_configuration(value: object) -> object:
    """Return a configuration as values that are the same in every process.

    Functions and other objects are described by their names and attributes.
    """
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain_configuration(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain_configuration(item) for item in value]
        return sorted(items, key=repr) if isinstance(value, set | frozenset) else items
    if callable(value):
        function: Any = getattr(value, "func", value)
        arguments = (getattr(value, "args", ()), getattr(value, "keywords", {}))
        name = getattr(function, "__qualname__", type(function).__qualname__)
        return f"{function.__module__}.{name} {arguments!r}"
    attributes = getattr(value, "__dict__", None)
    if attributes is None:
        return repr(value)
    return [type(value).__qualname__, plain_configuration(attributes)]
