"""The options of the plugin. The docstring of an option is its documentation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from .checks import CHECKS, Level, did_you_mean
from .messages import PLURAL_CATEGORIES, Text, default_texts, placeholders
from .reading.fields import EPISODE, PERSON
from .reading.kinds import Record
from .settings import FieldSource
from .show.dates import parse_clock
from .show.players import PLAYER_SOURCES


class CheckLevels(c.DictOfItems[str]):
    """The levels of checks, by code."""

    def __init__(self) -> None:
        super().__init__(c.Choice([level.value for level in Level]), default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Reject codes that do not exist."""
        levels = super().run_validation(value)
        for code in levels:
            if code not in CHECKS:
                raise _unknown("check", code, CHECKS)
        return levels


class PlayerSource(c.Type[str]):
    """A source that an episode can be played from."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Reject a source for which there is no player."""
        source = super().run_validation(value)
        if source not in PLAYER_SOURCES:
            raise _unknown("source", source, PLAYER_SOURCES)
        return source


class Guid(c.Type[str]):
    """The guid of a show."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        """Reject anything but a UUID, and normalize it."""
        guid = super().run_validation(value)
        try:
            return str(UUID(guid)) if guid else ""
        except ValueError:
            raise ValidationError(
                f"{guid!r} is not a UUID such as 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6'."
            ) from None


class TimeOfDay(c.Type[str]):
    """A time of day."""

    def __init__(self) -> None:
        super().__init__(str, default="00:00")

    def run_validation(self, value: object) -> str:
        """Reject anything but hours and minutes."""
        if isinstance(value, int):  # YAML reads 17:30 as a number of minutes
            value = f"{value // 60:02d}:{value % 60:02d}"
        text = super().run_validation(value)
        try:
            return f"{parse_clock(text):%H:%M}"
        except ValueError as error:
            raise ValidationError(f"{error}.") from None


class TimeZone(c.Type[str]):
    """A time zone."""

    def __init__(self) -> None:
        super().__init__(str, default="UTC")

    def run_validation(self, value: object) -> str:
        """Reject zones that the system does not know."""
        name = super().run_validation(value)
        if name != "UTC":
            try:
                ZoneInfo(name)
            except (ValueError, OSError, ZoneInfoNotFoundError):
                raise ValidationError(
                    f"There is no time zone {name!r}. Write a name such as 'Europe/Berlin'. If it "
                    "exists, your system lacks the zones: pip install tzdata"
                ) from None
        return name


class FieldMapping(BaseConfigOption[dict[str, FieldSource | None]]):
    """The keys of files, by ours."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.default = {}
        self._keys = record.keys

    def run_validation(self, value: object) -> dict[str, FieldSource | None]:
        """Reject keys of ours that do not exist, and anything but keys of files."""
        if not isinstance(value, dict):
            raise ValidationError(f"Expected keys by key, got: {value!r}")
        fields = {}
        for key, source in value.items():
            first = str(key).partition(".")[0]
            if first not in self._keys:
                raise _unknown("key", first, self._keys)
            fields[str(key)] = _field_source(str(key), source)
        return fields


def _field_source(key: str, source: object) -> FieldSource | None:
    if source is None:
        return None
    if isinstance(source, dict) and source.keys() <= {"from", "prefix"}:
        path, prefix = source.get("from"), source.get("prefix", "")
    else:
        path, prefix = source, ""
    if not isinstance(path, str) or not path or not isinstance(prefix, str):
        raise ValidationError(
            f"{key!r} must be a key of your files, {{from: key, prefix: text}} or null, got: "
            f"{source!r}"
        )
    return FieldSource(path, prefix)


class MessageOverrides(BaseConfigOption[dict[str, Text]]):
    """The site's own texts, by message key."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> dict[str, Text]:
        """Reject keys, plural forms and placeholders that do not exist."""
        if not isinstance(value, dict):
            raise ValidationError(f"Expected texts by key, got: {value!r}")
        known = default_texts() if value else {}
        for key, text in value.items():
            if key not in known:
                raise _unknown("message", str(key), known)
            if not _is_text(text):
                raise ValidationError(
                    f"The message {key!r} must be a text, or texts by "
                    f"{', '.join(PLURAL_CATEGORIES)}, with “other” among them."
                )
            for name in placeholders(text) - placeholders(known[key]):
                raise _unknown(
                    "placeholder", name, placeholders(known[key]), f" in the message {key!r}"
                )
        return value


def _is_text(text: object) -> bool:
    if not isinstance(text, Mapping):
        return isinstance(text, str)
    forms = all(isinstance(form, str) for form in text.values())
    return forms and "other" in text and set(text) <= set(PLURAL_CATEGORIES)


def _unknown(kind: str, word: str, known: Collection[str], where: str = "") -> ValidationError:
    hint = did_you_mean(word, known)
    return ValidationError(
        f"There is no {kind} {word!r}{where}." + (f" Did you mean {hint!r}?" if hint else "")
    )


class Count(c.Type[int]):
    """A number of things."""

    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        """Reject negative numbers, and what YAML reads as true or false."""
        count = super().run_validation(value)
        if isinstance(value, bool) or count < 0:
            raise ValidationError(f"Expected a whole number from 0, got {value!r}.")
        return count


class PlayerOptions(Config):
    """The options of the player."""

    sources = c.ListOfItems(PlayerSource(), default=["audio", "youtube", "spotify"])
    """The sources to play an episode from, in order of preference. The page plays the first
    source that the episode has, and times link to it; the other sources become links. Times
    never link to Spotify, because Spotify has no URLs for a moment."""

    autoload = c.Type(bool, default=False)
    """Whether to load the players of YouTube and Spotify, and the metadata of recordings on
    other sites, together with the page. By default, nothing is requested from another site
    before a reader presses play."""


class FeedOptions(Config):
    """The options of the RSS feeds."""

    mode = c.Choice(("auto", "audio", "all", "none"), default="auto")
    """Which [feeds](rss-feed.md) to publish. `auto`: episodes with audio in `feed.xml`, and
    the others in `updates.xml`, for feed readers. `audio`: only `feed.xml`. `all`: every
    episode in `feed.xml`. `none`: no feed."""

    full_items = Count(default=300)
    """The number of items, the newest of each feed, that contain introduction, sections and show
    notes. Older items contain only the description."""


class ShowOptions(Config):
    """The options of the show as a whole."""

    title = c.Optional(c.Type(str))
    """The name of the show. Default: `site_name`."""

    description = c.Type(str, default="")
    """What the show is about, in one or two sentences. Default: `site_description`."""

    author = c.Type(str, default="")
    """The author that podcast apps display. Default: `site_author`."""

    email = c.Type(str, default="")
    """The contact address of the show. It is public in the feed."""

    language = c.Type(str, default="")
    """The language of the show as a tag such as `en` or `pt-BR`. It also selects [the
    language of the pages](languages.md). Default: `language` or `locale` of the theme,
    otherwise `en`."""

    categories = c.ListOfItems(c.Type(str), default=[])
    """The categories for podcast directories, from [their list](rss-feed.md#categories).
    Write a subcategory as `Arts > Books`."""

    explicit = c.Type(bool, default=False)
    """Whether the show is explicit."""

    image = c.Type(str, default="")
    """The artwork of the show: a path relative to `docs_dir`, or a URL."""

    hosts = c.ListOfItems(c.Type(str), default=[])
    """The hosts of the show: ids of people, or plain names. An episode can set its own."""

    speakers = c.DictOfItems(c.Type(str), default={})
    """The names of speakers, by what [transcripts](transcripts.md#speakers) call them:
    `{SPEAKER_00: Ada, AE: Ada}`. An episode can set its own."""

    links = c.DictOfItems(c.Type(str), default={})
    """The show on other platforms: `{spotify: https://…, mastodon: https://…}`."""

    guid = Guid()
    """The UUID that identifies the show [in podcast directories](rss-feed.md#move-a-show).
    Default: derived from the URL of the feed."""

    type = c.Choice(("episodic", "serial"), default="episodic")
    """The order in which podcast apps play the show: newest episode first (`episodic`), or
    from the first episode (`serial`)."""

    copyright = c.Type(str, default="")
    """The copyright notice of the recordings."""

    license = c.Type(str, default="")
    """The license of the recordings: an [SPDX identifier](https://spdx.org/licenses/) such
    as `CC-BY-4.0`, or a name of your own."""

    license_url = c.Optional(c.URL())
    """The URL of the license text. Required for a license without an SPDX identifier."""

    funding = c.DictOfItems(c.URL(), default={})
    """Pages where listeners can support the show, by link text: `{Buy us some tea:
    https://…}`."""

    locked = c.Type(bool, default=False)
    """Whether to ask podcast hosts not to import the feed without your permission. They ask
    for it at `email`."""


class PodcastOptions(Config):
    """The options of `podcast` in the `plugins` of mkdocs.yml."""

    show = c.SubConfig(ShowOptions)
    """The show as a whole; see [Show options](show-options.md)."""

    episodes_dir = c.Optional(c.Type(str))
    """The folder of the episode files, relative to mkdocs.yml. Default: `podcast` in
    `docs_dir`."""

    people_dir = c.Optional(c.Type(str))
    """The folder of the people files, relative to mkdocs.yml. Default: `people` in
    `docs_dir`."""

    default_time = TimeOfDay()
    """The time of day at which [an episode whose date has none](episode-files.md#dates) is
    published."""

    timezone = TimeZone()
    """The zone of times that name none: an [IANA
    name](https://en.wikipedia.org/wiki/List_of_tz_database_time_zones) such as
    `Europe/Berlin`."""

    future = c.Type(bool, default=False)
    """Whether to publish [episodes whose date is in the future](rss-feed.md#schedule-an-episode).
    By default, only `mkdocs serve` shows them."""

    transcripts_dir = c.Optional(c.Type(str))
    """A folder of transcripts, relative to mkdocs.yml. A file in it belongs to the episode whose
    file has the same name, or to the one that `episode:` in its front matter names. Default:
    transcripts are only searched for [next to episode files](existing-files.md#transcripts)."""

    transcript_in_notes = c.Type(bool, default=False)
    """Whether turns such as `**Ada:** Hello.` in the text of a Markdown file are its transcript
    [without a heading “Transcript”](transcripts.md#in-the-episode-file) above them."""

    chapters_from_notes = c.Type(bool, default=False)
    """Whether a list of times in the show notes, such as `0:34 – Why we blog`, is [the list of
    chapters](captions-and-chapters.md#chapters)."""

    merge = c.Type(bool, default=True)
    """Whether the cues of [transcript files](transcripts.md#cues) are merged into sentences. With
    `false`, each cue is a line. An episode can set its own."""

    episodes = c.Choice(("auto", "all", "keyed"), default="auto")
    """[Which files are episodes](existing-files.md#which-files-are-episodes). `auto`: data files,
    and Markdown files that look like episodes. `all`: all Markdown files, and transcripts on their
    own, too. `keyed`: data files, and Markdown files with `episode` or `transcript`."""

    fields = FieldMapping(EPISODE)
    """[The names of keys](existing-files.md#other-names-of-keys) in your episode files, where they
    differ: `{audio: podcast_file, links.youtube: youtube_url}`. A prefix completes names of files:
    `{audio: {from: podcast_file, prefix: "https://cdn.example/show/"}}`. `{type: null}` ignores a
    key that means something else."""

    extra_fields = c.ListOfItems(c.Type(str), default=[])
    """Keys of episode and people files that the plugin does not read and that [templates of your
    own](templates.md) use. They are not reported."""

    people_fields = FieldMapping(PERSON)
    """The names of keys in your people files, like `fields`: `{picture: photo}`."""

    path = c.Type(str, default="podcast")
    """The folder of the site that contains the pages. With `podcast`, the episode file
    `x.yaml` is published as `/podcast/x/`."""

    urls = c.Choice(("file", "permalink"), default="file")
    """The URLs of episodes with a [`permalink`](existing-files.md#urls): the file name, with a
    redirect from the permalink (`file`), or the permalink itself (`permalink`)."""

    archive = c.Type(bool, default=True)
    """Whether to create [the archive](archive-people-topics.md), a page that lists all
    episodes. An `index.md` of your own in the same place is used instead."""

    page_size = Count(default=100)
    """The maximum number of episodes on a page of the archive, a season, a person or a topic.
    The others are on [further pages](archive-people-topics.md#long-lists). With 0, each list is
    one page."""

    filter = c.Type(bool, default=True)
    """Whether readers can [filter the archive](archive-people-topics.md#filter) by topic,
    person and text."""

    seasons = c.Type(bool, default=True)
    """Whether to create [a page per season](archive-people-topics.md#seasons) if there is
    more than one season."""

    people = c.Type(bool, default=True)
    """Whether to create [a page per person](archive-people-topics.md#people) who has a file,
    and a page that lists them."""

    topics = c.Type(bool, default=True)
    """Whether to create [a page per topic](archive-people-topics.md#topics), and a page that
    lists them."""

    related = Count(default=3)
    """The maximum number of [related episodes](archive-people-topics.md#related-episodes) on
    a page. 0 turns them off."""

    slugify = c.Choice(("toc", "jekyll"), default="toc")
    """How to create the anchors of sections: with the `slugify` function of the `toc`
    extension, or like [Jekyll](archive-people-topics.md#migrate-from-jekyll), so that old
    links still work."""

    player = c.SubConfig(PlayerOptions)
    """The player; see [Player options](#player-options)."""

    feed = c.SubConfig(FeedOptions)
    """The RSS feeds; see [Feed options](#feed-options)."""

    follow = c.Type(bool, default=True)
    """Whether the page scrolls along with the audio until the reader scrolls."""

    shortcuts = c.Type(bool, default=True)
    """Whether [keyboard shortcuts](player.md#keyboard-shortcuts) are available."""

    remember_position = c.Type(bool, default=True)
    """Whether the reader’s browser remembers where they stopped, and the page offers to
    continue there."""

    search = c.Choice(("built-in", "pagefind"), default="built-in")
    """The search for transcripts. `built-in`: MkDocs’ own search, which finds headings and
    the first words of each section. [`pagefind`](search.md): a page that searches the full
    text; it needs `pip install 'mkdocs-podcast[search]'`."""

    search_limit = Count(default=3)
    """The maximum size of the show in the index of MkDocs’ search, in MB. Every reader who
    searches downloads it. In a large show, [episodes are found by
    less](search.md#large-shows), the oldest first. 0 removes the limit."""

    captions = c.Type(bool, default=True)
    """Whether to publish each transcript [as files](captions-and-chapters.md): WebVTT, SRT,
    JSON and plain text."""

    chapters = c.Type(bool, default=True)
    """Whether to publish [chapters](captions-and-chapters.md#chapters) for podcast apps and
    video descriptions."""

    structured_data = c.Type(bool, default=True)
    """Whether pages contain JSON-LD for [search
    engines](seo-and-previews.md#structured-data)."""

    previews = c.Type(bool, default=True)
    """Whether pages contain a description and the tags for [link
    previews](seo-and-previews.md#link-previews) in chats and social networks."""

    markdown = c.Type(bool, default=True)
    """Whether to publish the [Markdown of each
    page](seo-and-previews.md#llmstxt-and-markdown) next to it."""

    llms = c.Choice(("list", "full", "none"), default="list")
    """The files for [language models](seo-and-previews.md#llmstxt-and-markdown): `list`
    publishes `llms.txt`, which lists all episodes; `full` adds `llms-full.txt` with their
    full text."""

    messages = MessageOverrides()
    """[Texts that replace](languages.md#change-a-text) those on the pages, by key:
    `{transcript: What we said}`."""

    checks = CheckLevels()
    """The levels of [checks](checks.md): `{no-date: warning, same-header: ignore}`. A level
    is `error`, `warning`, `info` or `ignore`."""

    cache = c.Type(bool, default=True)
    """Whether to keep parsed files and rendered pages between builds, in `.cache/podcast` next
    to mkdocs.yml. The folder is ignored by Git. To keep it between CI runs, cache this folder
    and nothing else."""

    reuse = c.Type(bool, default=True)
    """Whether to reuse the HTML of pages that have not changed. It is reused only if all plugins
    that could change it are known; `mkdocs build -v` says which one is not."""
