"""Plans of sites whose episodes are not read from files."""

from __future__ import annotations

from pathlib import Path

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.messages import load_messages
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Chapter, Episode, Outline, Person, Show
from mkdocs_podcast.site import SitePlan, plan_site

ROOT = Path("/show")
FOLDERS = Folders(ROOT, ROOT / "docs", ROOT / "docs/podcast", ROOT / "docs/people")
SITE = "https://a.example/"
SPOKEN = Outline(
    has_text=True, has_times=True, chapters=(Chapter("The moon", 0.0, None, 0, "t-0"),)
)
SHOW = Show(title="Low Water")
ADA = Person(title="Ada", id="ada", file="people/ada.yaml", picture="ada.png")


def episode(name: str, **values) -> Episode:
    return Episode(**{"title": name, "name": name, "file": f"{name}.yaml", **values})


def tides(name: str = "tides", **values) -> Episode:
    return episode(name, outline=SPOKEN, **values)


def plan(
    *episodes: Episode,
    persons=(ADA,),
    existing=None,
    unreadable=(),
    show: Show = SHOW,
    **settings,
) -> SitePlan:
    """Plan a site; images and recordings are found wherever a file names them."""
    defaults = {"site_url": SITE, "search": "pagefind"}
    urls = {(each.file, each.audio.url): each.audio.url for each in episodes if each.audio}
    images = {(each.file, each.image) for each in (show, *episodes)}
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
