"""A person of the show: a host, a guest, or both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .fields import is_unfinished
from .url import web_links

_ACCOUNT = re.compile(r"@?([\w.-]+)", re.ASCII)
_ACCOUNTS = {
    "twitter": "https://x.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "github": "https://github.com/",
}
"""The URLs that account names are appended to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A host or guest of the show.

    Attributes:
        title: The full name.
        id: The id of the person in `guests` and `hosts` of episodes.
        aliases: Other names of the person, for example in transcripts.
        picture: The path of a portrait, relative to the docs folder, or a URL.
        bio_short: One or two sentences; HTML.
        web, twitter, linkedin, github: A URL, or the name of the account there.
        links: The person's URL on any other platform, by platform.
        bio: Markdown.
        ignore: Codes of checks that are not reported for the file.
        extra: Keys that the plugin does not read, for templates.
        summary: The first words of `bio_short`, without HTML.
        file: The file, as problems name it; empty for someone who is only a name.
    """

    title: str
    id: str = ""
    aliases: tuple[str, ...] = ()
    picture: str = ""
    bio_short: str = ""
    web: str = ""
    twitter: str = ""
    linkedin: str = ""
    github: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    bio: str = ""
    ignore: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    file: str = ""

    @property
    def profiles(self) -> dict[str, str]:
        """The person's own pages elsewhere, by platform, without unfinished links."""
        found = {"web": self.web}
        for platform, prefix in _ACCOUNTS.items():
            value = getattr(self, platform)
            account = None if is_unfinished(value) else _ACCOUNT.fullmatch(value)
            found[platform] = prefix + account[1] if account else value
        return web_links({**found, **self.links})
