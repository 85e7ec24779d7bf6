"""A person of the show: a host, a guest, or both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .fields import Name, Names, PageName, Reference, Text, is_unfinished
from .url import web_links

_ACCOUNT = re.compile(r"@?([\w.-]+)", re.ASCII)
_ACCOUNTS = {
    "twitter": "https://x.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "github": "https://github.com/",
}
"""Where the accounts of people are."""


LONGEST_SUMMARY = 600
"""So many characters of what somebody says of themselves are enough for anybody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A file of the people folder.

    Attributes:
        id: What `guests` and `hosts` of episodes call the person; the file's name or `short`.
        title: The full name.
        aliases: Other names that the person goes by, in transcripts for instance.
        picture: Path of a portrait, relative to the docs folder, or its address.
        bio_short: One or two sentences; may have HTML.
        web, twitter, linkedin, github: An address, or the name of the account there.
        links: Any other platform and its address.
        bio: Markdown.
        extra: Keys that are not ours, for templates.
        ignore: Codes of checks to leave out for this file.
        summary: The first words of `bio_short`, without HTML.
        file: The file it was read from, as the author knows it.
    """

    title: Name
    id: PageName = ""
    aliases: Names = ()
    picture: Reference = ""
    bio_short: Text = ""
    web: Reference = ""
    twitter: Reference = ""
    linkedin: Reference = ""
    github: Reference = ""
    links: Mapping[str, Reference] = field(default_factory=dict)
    bio: str = ""
    ignore: Names = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    file: str = ""

    @property
    def profiles(self) -> dict[str, str]:
        """Their own pages elsewhere, by platform; what is unfinished or no address is left out."""
        found = {"web": self.web}
        for platform, address in _ACCOUNTS.items():
            said = getattr(self, platform)
            account = _ACCOUNT.fullmatch(said)
            found[platform] = address + account[1] if account and not is_unfinished(said) else said
        return web_links({**found, **self.links})
