"""A small show with everything that is published, and its plan and views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.messages import load_messages
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import (
    Audio,
    Clip,
    Entry,
    Episode,
    Header,
    Line,
    Person,
    Show,
    Transcript,
    outline_of,
)
from mkdocs_podcast.site.outputs import Kind
from mkdocs_podcast.site.plan import SitePlan, plan_site
from mkdocs_podcast.site.view_builder import ViewBuilder
from mkdocs_podcast.site.views import PageView, SiteView

SITE = "https://tides.example/"
ROOT = Path("/show")
FOLDERS = Folders(ROOT, ROOT / "docs", ROOT / "docs/podcast", ROOT / "docs/people")
MESSAGES = load_messages()
HOSTILE = (
    "</script><script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "-->", "<!--", "a & b &amp; c",
    "\"'`", "\\", "\u202eright to left\u202c שלום", "😀👩‍👩‍👧\U0001d518", "x" * 10_000,
    "a\u2028b\u2029c", "\x00\x1f\x7f", "</title></channel></rss>", "{{ x }}{% x %}", "%00%",
)  # fmt: skip
"""Texts that are markup in one format or another."""

ADA = Person(
    title="Ada Marsh",
    id="ada",
    file="people/ada.yaml",
    picture="ada.png",
    bio_short="Counts <em>waves</em>.",
    summary="Counts waves.",
    web="https://ada.example/",
    twitter="@adamarsh",
    github="adamarsh",
)
GRACE = Person(title="Grace Foam", id="grace", file="people/grace.yaml")
SHOW = Show(
    title="Low Water",
    description="What the sea leaves.",
    author="The Harbour",
    email="tides@a.example",
    language="en-GB",
    categories=("Arts > Books", "Technology", "Arts > Design"),
    image="show.png",
    hosts=("ada",),
    links={"mastodon": "https://social.example/@lowwater", "rss": "https://elsewhere.example/f"},
    copyright="© Low Water",
    license="CC-BY-4.0",
    funding={"Buy us tea": "https://a.example/tea"},
    locked=True,
)


def with_transcript(episode: Episode, *entries: Entry) -> Episode:
    """Return an episode with the outline of a transcript."""
    return replace(episode, outline=outline_of(Transcript(entries), episode.duration))


WORDS = Transcript((
    Header("The moon"), Line("It pulls.", "Ada", 132.0),
    Header("The sun"), Line("It shines.", "Grace", 300.0),
))  # fmt: skip
TIDES = with_transcript(
    Episode(
        title="Tides",
        subtitle="Twice a day",
        description="Why the sea comes.",
        summary="Why the sea comes.",
        season=1,
        episode=2,
        guests=("grace",),
        image="tides.png",
        published=date(2024, 3, 31),
        updated=date(2024, 4, 2),
        duration=600.0,
        ids={"youtube": "TidesTides1"},
        links={
            "spotify": "https://open.spotify.com/episode/x",
            "mastodon": "https://social.example/@lowwater/1",
            "apple": "TODO",
        },
        audio=Audio(url="tides.mp3", length=1_000, type="audio/mpeg"),
        topics=("ebb", "flow"),
        clips=(
            Clip(name="It pulls", start=132.0, end=147.5),
            Clip(name="A quote", start=200.0, end=210.0),
        ),
        name="tides",
        file="podcast/tides.yaml",
    ),
    *WORDS,
)
FLOW = Episode(title="Flow", name="flow", file="podcast/flow.yaml", published=date(2023, 12, 1))


def plan(
    *episodes: Episode,
    show: Show = SHOW,
    people: Iterable[Person] = (ADA, GRACE),
    assets: dict[tuple[str, str], str] | None = None,
    people_pages: bool = True,
    **settings: object,
) -> SitePlan:
    """Plan the site of a show. Images and recordings are found in `images` and `audio`."""
    found = {("", "show.png"): "images/show.png", ("people/ada.yaml", "ada.png"): "images/ada.png"}
    for episode in episodes:
        if episode.audio:
            found[episode.file, episode.audio.url] = f"audio/{episode.audio.url}"
        found[episode.file, "tides.png"] = "images/tides.png"
    values = {"site_url": SITE, "people": people_pages, **settings}
    return plan_site(
        Settings(show=show, folders=FOLDERS, **values),
        MESSAGES,
        Catalog.of(show, episodes, people),
        assets=found | (assets or {}),
    )


def view(made: SitePlan, kind: Kind = Kind.EPISODE, subject: str = "") -> PageView:
    """Return the view of a page, by default that of the first episode."""
    found = (each for each in made.of_kind(kind) if subject in ("", each.subject))
    return ViewBuilder(made).view(next(found))


def site_of(made: SitePlan) -> SiteView:
    """Return what all pages of a plan show."""
    return ViewBuilder(made).site
