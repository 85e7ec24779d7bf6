"""The options of the plugin. The docstring of each is its documentation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from .messages import CATEGORIES, Text, default_texts, placeholders
from .model import CHECKS, Level, Show, did_you_mean
from .pages import SOURCES


class Levels(c.DictOfItems[str]):
    """How much checks matter, by code."""

    def __init__(self) -> None:
        super().__init__(c.Choice([level.value for level in Level]), default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Refuse codes that do not exist and levels that cannot be changed."""
        levels = super().run_validation(value)
        for code in levels:
            if code not in CHECKS:
                raise _unknown("check", code, CHECKS)
            if CHECKS[code].fixed:
                raise ValidationError(
                    f"The level of {code!r} cannot be changed: no page can be made."
                )
        return levels


class Source(c.Type[str]):
    """What an episode can be played from."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Refuse a source that there is no player of."""
        source = super().run_validation(value)
        if source not in SOURCES:
            raise _unknown("source", source, SOURCES)
        return source


class Guid(c.Type[str]):
    """What a show is known by in all directories."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        """Refuse what is no UUID, and write it as feeds do."""
        guid = super().run_validation(value)
        try:
            return str(UUID(guid)) if guid else ""
        except ValueError:
            raise ValidationError(
                f"{guid!r} is not a UUID such as 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6'."
            ) from None


class Messages(BaseConfigOption[dict[str, Text]]):
    """Words of the site's own, by key."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, Text]:
        """Refuse keys, forms and placeholders that do not exist."""
        if not isinstance(value, dict):
            raise ValidationError(f"Expected keys with texts, but received: {value!r}")
        known = default_texts() if value else {}
        for key, text in value.items():
            if key not in known:
                raise _unknown("message", str(key), known)
            if not _is_text(text):
                raise ValidationError(
                    f"The message {key!r} is a text, or texts by {', '.join(CATEGORIES)},"
                    " of which “other” is always there."
                )
            for name in placeholders(text) - placeholders(known[key]):
                places = placeholders(known[key])
                raise _unknown(f"place in the message {key!r} for", name, places)
        return value


def _is_text(text: object) -> bool:
    if not isinstance(text, Mapping):
        return isinstance(text, str)
    forms = all(isinstance(form, str) for form in text.values())
    return forms and "other" in text and set(text) <= set(CATEGORIES)


def _unknown(kind: str, word: str, known: Collection[str]) -> ValidationError:
    hint = did_you_mean(word, known)
    return ValidationError(
        f"There is no {kind} {word!r}." + (f" Did you mean {hint!r}?" if hint else "")
    )


class PlayerOptions(Config):
    """What plays the episodes on their pages."""

    sources = c.ListOfItems(Source(), default=["audio", "youtube", "spotify"])
    """What episodes are played from, in order of preference. The first of these that an episode has
    is played on its page, and is what times link to; the others become links. Times never link to
    Spotify, whose addresses name no moment."""

    autoload = c.Type(bool, default=False)
    """Whether the players of YouTube and Spotify, and what is known of recordings on other sites,
    are loaded together with the page. By default nothing is requested from elsewhere before a
    reader asks for it."""


class FeedOptions(Config):
    """What podcast apps and feed readers subscribe to."""

    mode = c.Choice(("auto", "audio", "all", "none"), default="auto")
    """Which [feeds](feed.md) there are. With `auto`, episodes with audio are in `feed.xml`, and
    those without in `updates.xml`, for feed readers. With `audio` there is only the first; with
    `all`, every episode is in it; with `none` there is no feed."""

    content = c.Choice(("full", "description"), default="full")
    """What an item says: introduction, sections and show notes, or the description alone."""


class ShowOptions(Config):
    """What there is to say of the show as a whole."""

    title = c.Optional(c.Type(str))
    """The show's name. By default the `site_name`."""

    description = c.Type(str, default="")
    """What the show is about, in a sentence or two. By default the `site_description`."""

    author = c.Type(str, default="")
    """Who makes the show, as podcast apps name it. By default the `site_author`."""

    email = c.Type(str, default="")
    """Where the makers of the show can be reached."""

    language = c.Type(str, default="")
    """The language that is spoken, as a tag such as `en` or `pt-BR`; also that of
    [the words on the page](languages.md). By default the theme's `language` or `locale`, or else
    `en`."""

    categories = c.ListOfItems(c.Type(str), default=[])
    """Where podcast directories file the show, in
    [their own words](feed.md#what-directories-ask-for); one within another as `Arts > Books`."""

    explicit = c.Type(bool, default=False)
    """Whether the show's language is not for everybody."""

    image = c.Type(str, default="")
    """The show's artwork: a path relative to `docs_dir`, or an address."""

    hosts = c.ListOfItems(c.Type(str), default=[])
    """Who hosts the show: ids of people, or plain names. An episode can name its own."""

    links = c.DictOfItems(c.Type(str), default={})
    """Where else the show is, by platform: `{spotify: https://…, mastodon: https://…}`."""

    guid = Guid()
    """What the show [is known by](feed.md#moving) in all directories, a UUID. By default it is made
    of the address of the feed."""

    type = c.Choice(("episodic", "serial"), default="episodic")
    """Whether podcast apps offer the newest episode first, or the first of a story: `serial`."""

    copyright = c.Type(str, default="")
    """Whose the recordings are, as podcast apps show it."""

    license = c.Type(str, default="")
    """What may be done with the recordings: an [SPDX identifier](https://spdx.org/licenses/) such
    as `CC-BY-4.0`, or a name of your own."""

    license_url = c.Optional(c.URL())
    """Where the text of the license is; needed for one of your own."""

    funding = c.DictOfItems(c.URL(), default={})
    """Where listeners can support the show, with the words of the link:
    `{Buy us some tea: https://…}`."""

    locked = c.Type(bool, default=False)
    """Whether companies that host podcasts are asked not to take the feed over without your word,
    which they ask for at `email`."""


class PodcastOptions(Config):
    """The options of `podcast` in the `plugins` of mkdocs.yml."""

    show = c.SubConfig(ShowOptions)
    """The show as a whole; its own options are below."""

    episodes_dir = c.Optional(c.Type(str))
    """The folder of episode files, relative to mkdocs.yml; it must exist. By default `podcast`
    in `docs_dir`."""

    people_dir = c.Optional(c.Type(str))
    """The folder of people's files, relative to mkdocs.yml; it must exist. By default `people`
    in `docs_dir`."""

    path = c.Type(str, default="podcast")
    """Where the pages go in the site: with `podcast`, an episode file `x.yaml` becomes
    `/podcast/x/`."""

    index = c.Type(bool, default=True)
    """Whether to make [the archive](archive.md), a page that lists all episodes. A file `index.md`
    of your own in that place wins."""

    filter = c.Type(bool, default=True)
    """Whether readers can [filter the archive](archive.md#filter) by topic, person and words."""

    seasons = c.Type(bool, default=True)
    """Whether to make [a page a season](archive.md#seasons), where there is more than one."""

    people = c.Type(bool, default=True)
    """Whether to make [a page for everybody](archive.md#people) who has a file, and one that lists
    them."""

    topics = c.Type(bool, default=True)
    """Whether to make [a page a topic](archive.md#topics), and one that lists them."""

    related = c.Type(int, default=3)
    """How many [related episodes](archive.md#related-episodes) a page links to at most; with 0 it
    links to none."""

    slugify = c.Choice(("toc", "jekyll"), default="toc")
    """What makes the anchors of sections: the `slugify` of the `toc` extension, or the rules of
    [Jekyll](archive.md#a-site-that-was-made-with-jekyll), so that old links still lead to their
    section."""

    player = c.SubConfig(PlayerOptions)
    """What plays the episodes on their pages; its own options are below."""

    feed = c.SubConfig(FeedOptions)
    """What podcast apps subscribe to; its own options are below."""

    follow = c.Type(bool, default=True)
    """Whether the page scrolls along with what is said, until the reader scrolls."""

    shortcuts = c.Type(bool, default=True)
    """Whether single keys [play, seek and search](player.md#shortcuts)."""

    remember_position = c.Type(bool, default=True)
    """Whether a reader's own browser keeps where they were in an episode, and offers to go on from
    there."""

    search = c.Choice(("built-in", "pagefind"), default="built-in")
    """What searches transcripts. MkDocs' own search, `built-in`, knows their headings and the first
    words of each section; [`pagefind`](search.md) makes a page that searches every word, and needs
    `pip install 'mkdocs-podcast[search]'`."""

    captions = c.Type(bool, default=True)
    """Whether each transcript is there [as files](captions.md): WebVTT, SRT, JSON and text."""

    chapters = c.Type(bool, default=True)
    """Whether the sections of each transcript are there as [chapters](captions.md#chapters), for
    podcast apps and for descriptions of videos."""

    structured_data = c.Type(bool, default=True)
    """Whether pages say to [search engines](publishing.md#search-engines), as JSON-LD, what they
    are about."""

    previews = c.Type(bool, default=True)
    """Whether pages have a description and the tags that chats and social networks make
    [previews of links](publishing.md#previews-of-links) of."""

    markdown = c.Type(bool, default=True)
    """Whether the Markdown of each page is [beside it](publishing.md#language-models)."""

    llms = c.Choice(("list", "full", "none"), default="list")
    """What the site has for [language models](publishing.md#language-models): `list` is `llms.txt`,
    which names all episodes; `full` is that and `llms-full.txt`, with all that is said in them."""

    messages = Messages()
    """[Words of your own](languages.md#words-of-your-own) on the page, by key:
    `{transcript: What was said}`."""

    checks = Levels()
    """How much a [check](checks.md) matters to you: `{no-date: warning, same-header: ignore}`.
    Levels are `error`, `warning`, `info` and `ignore`."""

    cache = c.Type(bool, default=True)
    """Whether to keep what was read and written of unchanged files, in `.cache/podcast` beside
    mkdocs.yml. A cache from elsewhere is safe: only what the same user has sealed counts, with a
    secret that lies in the user's own state folder. On a machine for CI keep that folder too, which
    on Linux is `~/.local/state/mkdocs-podcast`."""


def show_of(
    options: ShowOptions, site_name: str, description: str, author: str, language: str, file: str
) -> Show:
    """What the options say of the show, with the site's own words where they say nothing."""
    return Show(
        title=options.title or site_name,
        description=options.description or description,
        author=options.author or author,
        email=options.email,
        language=options.language or language,
        categories=tuple(options.categories),
        explicit=options.explicit,
        image=options.image,
        hosts=tuple(options.hosts),
        links=dict(options.links),
        guid=options.guid,
        type=options.type,
        copyright=options.copyright,
        license=options.license,
        license_url=options.license_url or "",
        funding=dict(options.funding),
        locked=options.locked,
        file=file,
    )
