"""Small shows that are not read from files."""

from __future__ import annotations

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.show import Episode, Header, Line, Person, Show, Transcript, outline_of

SHOW = Show(title="S", hosts=("ada",))
ADA = Person(title="Ada Lovelace", id="ada", aliases=("Countess",), file="ada.yaml")
BOB = Person(title="Bób Dylan", id="bob", file="bob.yaml")
BYRON = Person(title="Ada Byron", id="byron", file="byron.yaml")
EVE = Person(title="Eve Moneypenny", id="eve", aliases=("Bob",), file="eve.yaml")


def episode(name="a", transcript=(), **values) -> Episode:
    outline = outline_of(Transcript(tuple(transcript)))
    return Episode(title=name, name=name, file=f"{name}.yaml", outline=outline, **values)


def catalog(*episodes: Episode, people=(ADA, BOB), show=SHOW, now=None) -> Catalog:
    return Catalog.of(show, episodes, people, now)


def said(*names: str) -> tuple[Line, ...]:
    return tuple(Line("x", name) for name in names)


def section(header: str, *lines: tuple[str, int], topics=()) -> tuple[Header | Line, ...]:
    """Return a header and lines, by speakers and numbers of characters."""
    return Header(header, topics=topics), *(Line("x" * many, who) for who, many in lines)
