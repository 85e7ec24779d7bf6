"""The show as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """The show, as the configuration of the site describes it.

    Attributes:
        title: Its name.
        description: A sentence or two.
        author: Who makes it, as podcast apps show it.
        email: The email address of its makers.
        language: A BCP 47 tag.
        categories: Categories of podcast directories; a subcategory as ``Arts > Books``.
        explicit: Whether it is explicit.
        image: The path of its artwork, relative to the docs folder, or a URL.
        hosts: The ids of its hosts, or their names.
        links: Its URL on any platform, by platform.
        guid: Its UUID in podcast directories; by default made from the URL of its feed.
        type: ``serial`` if episodes should be heard in order, otherwise ``episodic``.
        copyright: Its copyright notice.
        license: An SPDX identifier, or the name of a license.
        license_url: The URL of the text of the license.
        funding: URLs where listeners can support it, by the text of the link.
        locked: Whether other podcast hosts are asked not to import the feed.
        file: The name of the configuration file, as problems name it.
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
