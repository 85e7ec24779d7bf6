"""The show as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What the site's configuration says of the show.

    Attributes:
        title: Its name.
        description: A sentence or two.
        author: Who makes it, as podcast apps show it.
        email: Where its makers can be reached.
        language: A BCP 47 tag.
        categories: As podcast directories call them.
        explicit: Whether its language is not for everybody.
        image: Path of its artwork, relative to the docs folder, or its address.
        hosts: Ids of people, or plain names.
        links: Platforms and the show's address there.
    """

    title: str
    description: str = ""
    author: str = ""
    email: str = ""
    language: str = "en"
    categories: tuple[str, ...] = ()
    explicit: bool = False
    image: str = ""
    hosts: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
