"""The options of the plugin. The docstring of each is its documentation."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from .model import CHECKS, Level, Show, did_you_mean


class Levels(c.DictOfItems[str]):
    """How much checks matter, by code."""

    def __init__(self) -> None:
        super().__init__(c.Choice([level.value for level in Level]), default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Refuse codes that do not exist and levels that cannot be changed."""
        levels = super().run_validation(value)
        for code in levels:
            if code not in CHECKS:
                hint = did_you_mean(code, CHECKS)
                raise ValidationError(
                    f"There is no check {code!r}." + (f" Did you mean {hint!r}?" if hint else "")
                )
            if CHECKS[code].fixed:
                raise ValidationError(
                    f"The level of {code!r} cannot be changed: no page can be made."
                )
        return levels


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

    language = c.Type(str, default="en")
    """The language that is spoken, as a tag such as `en` or `pt-BR`."""

    categories = c.ListOfItems(c.Type(str), default=[])
    """Where podcast directories file the show, in their own words."""

    explicit = c.Type(bool, default=False)
    """Whether the show's language is not for everybody."""

    image = c.Type(str, default="")
    """The show's artwork: a path relative to `docs_dir`, or an address."""

    hosts = c.ListOfItems(c.Type(str), default=[])
    """Who hosts the show: ids of people, or plain names. An episode can name its own."""

    links = c.DictOfItems(c.Type(str), default={})
    """Where else the show is, by platform: `{spotify: https://…, mastodon: https://…}`."""


class PodcastOptions(Config):
    """The options of `podcast` in the `plugins` of mkdocs.yml."""

    show = c.SubConfig(ShowOptions)
    """The show as a whole; its own options are below."""

    episodes_dir = c.Optional(c.Type(str))
    """The folder of episode files, relative to mkdocs.yml. By default `podcast` in `docs_dir`."""

    people_dir = c.Optional(c.Type(str))
    """The folder of people's files, relative to mkdocs.yml. By default `people` in `docs_dir`."""

    path = c.Type(str, default="podcast")
    """Where the pages go in the site: with `podcast`, an episode file `x.yaml` becomes
    `/podcast/x/`."""

    index = c.Type(bool, default=True)
    """Whether to make a page that lists all episodes. A file `index.md` of your own in that place
    wins."""

    checks = Levels()
    """How much a [check](checks.md) matters to you: `{no-date: warning, same-header: ignore}`.
    Levels are `error`, `warning`, `info` and `ignore`."""

    cache = c.Type(bool, default=True)
    """Whether to keep what was read and rendered of unchanged files, in `.cache/podcast` beside
    mkdocs.yml. A cache from elsewhere is safe: what was read is validated again, and what was
    rendered counts only where the same user rendered it."""


def show_of(options: ShowOptions, site_name: str, description: str, author: str) -> Show:
    """What the options say of the show, with the site's own words where they say nothing."""
    return Show(
        title=options.title or site_name,
        description=options.description or description,
        author=options.author or author,
        email=options.email,
        language=options.language,
        categories=tuple(options.categories),
        explicit=options.explicit,
        image=options.image,
        hosts=tuple(options.hosts),
        links=dict(options.links),
    )
