"""A person of the show: a host, a guest, or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .fields import Name, Names, PageName, Reference, Text


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
    file: str = ""
