"""Plans of sites whose episodes are not read from files."""

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
    Chapter,
    Clip,
    Entry,
    Episode,
    Header,
    Line,
    Outline,
    Person,
    Show,
    Transcript,
    outline_of,
)
from mkdocs_podcast.site import Kind, PageView, SitePlan, UnreadableFile, ViewBuilder, plan_site

SITE = "https://a.example/"
ROOT = Path("/show")
FOLDERS = Folders(ROOT, ROOT / "docs", ROOT / "docs/podcast", ROOT / "docs/people")
MESSAGES = load_messages()

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
SHOW = Show(title="Low Water")
COMPLETE_SHOW = Show(
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


def episode(name: str, **values) -> Episode:
    return Episode(**{"title": name, "name": name, "file": f"{name}.yaml", **values})


def tides(name: str = "tides", **values) -> Episode:
    """Return an episode with a transcript and nothing else."""
    chapters = (Chapter("The moon", 0.0, None, 0, "t-0"),)
    return episode(
        name, outline=Outline(has_text=True, has_times=True, chapters=chapters), **values
    )


def with_transcript(episode: Episode, *entries: Entry) -> Episode:
    """Return an episode with the outline of a transcript."""
    return replace(episode, outline=outline_of(Transcript(entries), episode.duration))


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
        file="tides.yaml",
    ),
    Header("The moon"), Line("It pulls.", "Ada", 132.0),
    Header("The sun"), Line("It shines.", "Grace", 300.0),
)  # fmt: skip
"""An episode with everything that is published."""

FLOW = Episode(title="Flow", name="flow", file="flow.yaml", published=date(2023, 12, 1))


def plan(
    *episodes: Episode,
    persons: Iterable[Person] = (ADA,),
    existing: dict[str, str] | None = None,
    unreadable: Iterable[UnreadableFile] = (),
    show: Show = SHOW,
    **settings,
) -> SitePlan:
    """Plan a site; images and recordings are found wherever a file names them."""
    defaults = {"site_url": SITE, "search": "pagefind"}
    persons = tuple(persons)
    urls = {
        (each.file, recording.url): recording.url
        for each in episodes
        for recording in (each.audio, *each.alternates)
        if recording
    }
    images = {("", show.image), *((each.file, each.image) for each in episodes)}
    images |= {(each.file, each.picture) for each in persons}
    return plan_site(
        Settings(show=show, folders=FOLDERS, **{**defaults, **settings}),
        load_messages(show.language),
        Catalog.of(show, episodes, persons),
        unreadable=unreadable,
        assets={
            **{key: url if "://" in url else f"media/{url}" for key, url in urls.items()},
            **{(file, image): f"images/{image}" for file, image in images if image},
        },
        existing=existing,
    )


def complete_plan(*episodes: Episode, show: Show = COMPLETE_SHOW, **values) -> SitePlan:
    """Plan the site of a show with everything that is published."""
    return plan(*episodes, **{"show": show, "persons": (ADA, GRACE), **values})


def view(made: SitePlan, kind: Kind = Kind.EPISODE, subject: str = "") -> PageView:
    """Return the view of a page, by default that of the first episode."""
    found = (each for each in made.of_kind(kind) if subject in ("", each.subject))
    return ViewBuilder(made).view(next(found))
