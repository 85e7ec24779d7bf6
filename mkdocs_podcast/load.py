"""From folders to the catalog: the whole way, without MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .addresses import Addresses, Landing, file_of_page
from .cache import Cache, NoCache
from .catalog import Catalog
from .model import Episode, Level, Person, Problem, Show, is_web_address, judge
from .model.fields import is_long_name
from .model.problem import Path as ValuePath
from .source import (
    Asset,
    Places,
    Reading,
    SourceFile,
    find,
    find_asset,
    label_of,
    locate,
    option_places,
    read_files,
)

_ADDRESSES = Addresses()

Assets = dict[tuple[str, str], Asset]
"""Images and recordings, by the file that names them and the name it uses."""


@dataclass(frozen=True)
class Folders:
    """Where things are.

    Attributes:
        base: The folder of the configuration, which problems name files relative to.
        docs: The folder that becomes the site.
        episodes: The folder of episode files.
        people: The folder of people's files; it may be in that of episodes.
    """

    base: Path
    docs: Path
    episodes: Path
    people: Path


@dataclass(frozen=True)
class Podcast:
    """All that was found.

    Attributes:
        catalog: The show, its episodes but drafts, its people.
        drafts: Episodes that only their author sees.
        broken: Files that have errors, with what is wrong with them.
        problems: Everything that is wrong, in order.
        sources: The files of episodes, by label.
        people_files: The files of people.
        assets: Images and recordings, by the file that names them and the name it uses.
        made: What is made of the show and beside pages of episodes, by where it lands below the
            root of the site, as problems call it.
    """

    catalog: Catalog
    drafts: tuple[Episode, ...] = ()
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    people_files: tuple[SourceFile, ...] = ()
    assets: Assets = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)

    def broken_pages(self, addresses: Addresses) -> Iterator[tuple[str, str]]:
        """The Markdown pages that say what is wrong with files, with the labels of these.

        Args:
            addresses: Where pages are, whatever there is of them.
        """
        people = {person.file: person for person in self.catalog.people.values()}
        taken = {addresses.uri(episode.address) for episode in self.catalog.episodes}
        taken |= {addresses.person_uri(p) for file, p in people.items() if file not in self.broken}
        for label in self.broken:
            source = self.source(label)
            if source and is_long_name(posixpath.basename(source.name)):
                continue
            if label in self.sources:
                yield addresses.uri(self.sources[label].name), label
            elif source:
                # Nothing is known of some but their file, which may have another id in it.
                own = source.name.rpartition("/")[2]
                somebody = people.get(label) or Person(title=own, id=own, file=label)
                uri = addresses.person_uri(somebody)
                if uri and uri not in taken:
                    yield uri, label

    def source(self, label: str) -> SourceFile | None:
        """The file of an episode or a person with a label."""
        people = (source for source in self.people_files if source.label == label)
        return self.sources.get(label) or next(people, None)


def load(
    show: Show,
    folders: Folders,
    levels: Mapping[str, Level] | None = None,
    taken: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    *,
    addresses: Addresses = _ADDRESSES,
    beside: Callable[[Episode], Collection[str]] = lambda _: (),
    making: Callable[[Catalog, Assets], Mapping[str, str]] = lambda *_: {},
    more: Callable[[Catalog, Assets, Mapping[str, str]], Iterable[Problem]] = lambda *_: (),
) -> Podcast:
    """Read a show from its folders.

    Args:
        show: What the site says of the show.
        folders: Where things are.
        levels: What the site says of how much checks matter, by code.
        taken: What else lands in the site, below its root, with the files that it comes
            from: ``{"podcast/x/index.html": "docs/podcast/x.md"}``. It wins over what is made.
        cache: What earlier builds found out.
        addresses: Where the pages of episodes are.
        beside: Which files are beside the page of an episode, below the root.
        making: What is made of the show as a whole, by where it lands, as problems call it.
        more: What else can be wrong with a show, knowing what lands beside its episodes.
    """
    cache = cache or NoCache()
    readings, people = read_files(
        _episode_files(folders), find(folders.people, folders.base), cache
    )
    assets: Assets = {}
    found: list[Problem] = []  # these have no places yet

    own = {source.label for source in (*_sources(readings), *_sources(people))}
    episodes = [reading.value for reading in readings if reading.value]
    persons = [reading.value for reading in people if reading.value]
    owners: list[Episode | Person] = [*episodes, *persons]
    for owner in owners:
        found += _find_assets(owner, folders, assets)
    found += _same_ids(persons)
    episodes = [_with_recording(episode, assets) for episode in episodes]
    catalog = Catalog.of(show, episodes, persons)
    made = dict(making(catalog, assets))
    others = {file: owner for file, owner in (taken or {}).items() if owner not in own}
    found += _same_addresses(episodes, addresses, beside, made, others)
    made = {**made, **{file: _told(file, e) for e in catalog.episodes for file in beside(e)}}
    found += catalog.check()
    found += _find_artwork(show, folders, assets)
    found += more(catalog, assets, {**made, **others})

    ignored = {owner.file: owner.ignore for owner in owners}
    places = _places(show, folders, found, (*readings, *people))
    problems = judge(
        (*_own(readings), *_own(people), *locate(found, places)),
        levels or {},
        ignored,
    )
    broken = _broken(problems)
    return Podcast(
        catalog=Catalog.of(show, [e for e in episodes if e.file not in broken], persons),
        drafts=tuple(e for e in episodes if e.draft and e.file not in broken),
        broken=broken,
        problems=tuple(problems),
        sources={reading.source.label: reading.source for reading in readings},
        people_files=tuple(reading.source for reading in people),
        assets=assets,
        made=made,
    )


def _places(
    show: Show, folders: Folders, problems: Iterable[Problem], readings: Iterable[Reading[Any]]
) -> dict[str, Places]:
    """Where values are in each file; the configuration is read only where something is wrong."""
    places = {reading.source.label: reading.places for reading in readings}
    if any(problem.file == show.file for problem in problems):
        places[show.file] = option_places(folders.base / show.file, "podcast", "show")
    return places


def _episode_files(folders: Folders) -> list[SourceFile]:
    """The files of the folder of episodes, but those of people where they are in it."""
    files = find(folders.episodes, folders.base)
    if folders.episodes not in folders.people.parents:
        return files
    return [file for file in files if folders.people not in file.path.parents]


def _own(readings: Collection[Reading[Episode]] | Collection[Reading[Person]]) -> Iterator[Problem]:
    for reading in readings:
        yield from reading.problems


def _sources(
    readings: Collection[Reading[Episode]] | Collection[Reading[Person]],
) -> Iterator[SourceFile]:
    return (reading.source for reading in readings)


def _broken(problems: Collection[Problem]) -> dict[str, tuple[Problem, ...]]:
    """Files with errors, and everything that is wrong with them."""
    files = dict.fromkeys(p.file for p in problems if p.level is Level.ERROR)
    return {file: tuple(p for p in problems if p.file == file) for file in files}


def _find_assets(owner: Episode | Person, folders: Folders, assets: Assets) -> Iterator[Problem]:
    path = folders.base / owner.file
    roots = [folders.docs, path.parent, folders.episodes.parent]
    references: list[tuple[str, str, ValuePath]] = []
    if isinstance(owner, Episode):
        references.append((owner.image, "image", ("image",)))
        if owner.audio:
            references.append((owner.audio.url, "audio", ("audio",)))
    else:
        references.append((owner.picture, "image", ("picture",)))
    for reference, kind, way in references:
        if not reference:
            continue
        if is_web_address(reference):
            assets[owner.file, reference] = Asset(Path(), reference, 0, "")
        elif asset := find_asset(reference, roots):
            assets[owner.file, reference] = asset
        else:
            yield Problem(
                f"{kind}-not-found",
                f"There is no {kind} file “{reference}”.",
                f"Write its path relative to “{label_of(folders.docs, folders.base)}”.",
                way,
                owner.file,
            )


def _find_artwork(show: Show, folders: Folders, assets: Assets) -> Iterator[Problem]:
    if not show.image:
        return
    if is_web_address(show.image):
        assets["", show.image] = Asset(Path(), show.image, 0, "")
    elif asset := find_asset(show.image, [folders.docs]):
        assets["", show.image] = asset
    else:
        yield Problem(
            "image-not-found",
            f"There is no image file “{show.image}”.",
            f"Write its path relative to “{label_of(folders.docs, folders.base)}”.",
            ("show", "image"),
            show.file,
        )


def _with_recording(episode: Episode, assets: Mapping[tuple[str, str], Asset]) -> Episode:
    """Fill in what a local recording says of itself."""
    audio = episode.audio
    asset = assets.get((episode.file, audio.url)) if audio else None
    if audio is None or asset is None or not asset.length:
        return episode
    return replace(
        episode, audio=replace(audio, length=asset.length, type=audio.type or asset.type)
    )


def _same_ids(people: Collection[Person]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for person in people:
        owner = owners.setdefault(person.id, person.file)
        if owner != person.file:
            yield Problem(
                "same-person",
                f"The id “{person.id}” is also that of {owner}, and one of the two is not shown.",
                "Give one of them another “short:”, or rename the file.",
                (),
                person.file,
            )


def _same_addresses(
    episodes: Collection[Episode],
    addresses: Addresses,
    beside: Callable[[Episode], Collection[str]],
    made: Mapping[str, str],
    others: Mapping[str, str],
) -> Iterator[Problem]:
    """Find episodes of which something is where something else is.

    Of two, it is told of the one that is in more folders. Beside a page, files of the author's
    own are in the place of ours.
    """
    theirs, ours = Landing(others), Landing(made)
    for episode in sorted(episodes, key=lambda each: each.address.count("/")):
        page, files = file_of_page(addresses.episode(episode)), beside(episode)
        owner = theirs.owner(page) or ours.owner(page)
        owner_beside = next(filter(None, map(ours.owner, files)), "")
        if owner or owner_beside:
            what = "Its page" if owner else "A file beside its page"
            yield Problem(
                "same-address",
                f"{what} has the address of {owner or owner_beside}.",
                "Give it another “slug:”, or rename the file.",
                ("slug",) if episode.slug else (),
                episode.file,
            )
            continue
        ours.add(page, episode.file)
        for file in files:
            ours.add(file, _told(file, episode))


def _told(file: str, episode: Episode) -> str:
    """A file beside the page of an episode, as problems call it."""
    return f"“{file.rpartition('/')[2]}”, which is beside the page of {episode.file}"
