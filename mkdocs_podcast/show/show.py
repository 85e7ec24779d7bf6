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
        categories: As podcast directories call them; one within another as ``Arts > Books``.
        explicit: Whether its language is not for everybody.
        image: Path of its artwork, relative to the docs folder, or its address.
        hosts: Ids of people, or plain names.
        links: Platforms and the show's address there.
        guid: The UUID that the show has in all directories; by default made of its feed's address.
        type: ``serial`` where episodes are to be heard in order, or else ``episodic``.
        copyright: Whose it is.
        license: An SPDX identifier, or a name of one's own.
        license_url: Where its text is.
        funding: Where the show can be supported: the words of links, and their addresses.
        locked: Whether other hosts of podcasts are asked not to take the feed over.
        file: The configuration, as its author knows it.
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
    guid: str = ""
    type: str = "episodic"
    copyright: str = ""
    license: str = ""
    license_url: str = ""
    funding: Mapping[str, str] = field(default_factory=dict)
    locked: bool = False
    file: str = "mkdocs.yml"
