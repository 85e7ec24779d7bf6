"""The content of pages for MkDocs' built-in search.

Every reader who searches downloads the index, and it contains every text twice. So it gets headings
and the first words below each; whole transcripts would make it a hundred times as large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..messages import Messages
from ..show import Section, Transcript
from ..site.views import (
    ArchiveView,
    EpisodeCard,
    EpisodeView,
    ListView,
    PageView,
    PeopleView,
    PersonView,
    SeasonView,
    TopicsView,
    TopicView,
)
from .html import first_words, keep_elements, plain_words, separated, shorten_words
from .search_limits import split_headings

MAX_PAGE = 300
"""The number of characters about a page as a whole, such as people, introduction and topics."""

MAX_SECTION = 120
"""The number of characters below a heading."""

MAX_SECTIONS = 880
"""The number of characters below all headings; if there are many, each gets fewer."""

_HEADINGS = {f"h{level}" for level in range(1, 7)}


def search_content(
    messages: Messages, view: PageView, transcript: Transcript | None = None
) -> tuple[str, str]:
    """Return the searchable content of a page as HTML, before and after its Markdown part.

    The Markdown part, the show notes of an episode or the biography of a person, is rendered
    later; see `notes_content`. The title of the page is omitted, since the index has it.

    Args:
        messages: The texts of pages.
        view: The page.
        transcript: The transcript of an episode.
    """
    if isinstance(view, ListView) and not view.pages.is_first:
        return "", ""  # its episodes are found by their own pages
    before, after = _content(messages, view, transcript)
    # Material's search skips a page without content.
    return (before, after) if before or after else (_words([view.title]), "")


def notes_content(notes_html: str) -> str:
    """Return the searchable content of show notes: headings and the first words below each."""
    html = keep_elements(
        separated(notes_html), _HEADINGS, {heading: {"id"} for heading in _HEADINGS}
    )
    parts = list(split_headings(html))
    limit = _limit(len(parts))
    return _lines(line for heading, text in parts for line in (heading, first_words(text, limit)))


def _content(messages: Messages, view: PageView, transcript: Transcript | None) -> tuple[str, str]:
    match view:
        case EpisodeView():
            after = _transcript(messages, view, transcript)
            return _lines(_episode(messages, view)), _lines(after)
        case PersonView():
            return _words([plain_words(view.person.bio_short)]), _lines(_person(messages, view))
        case ArchiveView():
            return _lines(_archive(messages, view)), ""
        case SeasonView():
            return _words(_cards(view.episodes)), ""
        case TopicView():
            sections = (section.title for section in view.sections)
            return _words([*_cards(view.episodes), *sections]), ""
        case PeopleView():
            return _words(each.person.name for each in view.people), ""
        case TopicsView():
            return _words(topic.name for topic in view.topics), ""
        case _:
            return "", ""


def _episode(messages: Messages, view: EpisodeView) -> Iterator[str]:
    episode = view.episode
    people = [person.name for person in (*view.guests, *view.hosts)]
    topics = [topic.name for topic in view.topics]
    yield _words([episode.subtitle, *people, plain_words(episode.intro), *topics])
    if episode.notes.strip():
        yield _heading(2, "show-notes", messages["show_notes"])


def _transcript(
    messages: Messages, view: EpisodeView, transcript: Transcript | None
) -> Iterator[str]:
    sections = list(transcript.sections()) if transcript else []
    limit = _limit(len(sections) + 1)
    if sections:
        yield _heading(2, "transcript", messages["transcript"])
    for section, anchor in zip(sections, view.anchors, strict=True):
        if anchor:
            yield _heading(3, anchor, section.header)
        yield from _text(_spoken_words(section, limit), limit)


def _spoken_words(section: Section, limit: int) -> str:
    """Return the first lines of a section that together exceed the limit."""
    words = ""
    for line in section.lines:
        words += f" {line.text[: limit * 2]}"
        if len(words) > limit * 2:
            break
    return words


def _person(messages: Messages, view: PersonView) -> Iterator[str]:
    lists = (("as_guest", "as-a-guest", view.as_guest), ("as_host", "as-a-host", view.as_host))
    for message, anchor, cards in lists:
        if cards:
            yield _heading(2, anchor, messages[message])
            yield from _text(" ".join(card.title for card in cards), MAX_SECTION)


def _archive(messages: Messages, view: ArchiveView) -> Iterator[str]:
    yield _words([view.description])
    limit = _limit(len(view.seasons))
    for index, season in enumerate(view.seasons):
        if season.number is not None:
            name = messages["season"](number=season.number)
            yield _heading(2, f"season-{season.number}", name)
        elif index:
            yield _heading(2, "more-episodes", messages["more_episodes"])
        yield from _text(" ".join(card.title for card in season.episodes), limit)


def _cards(cards: Iterable[EpisodeCard]) -> Iterator[str]:
    for card in cards:
        yield card.title
        yield from (guest.name for guest in card.guests)
        yield card.description


def _heading(level: int, anchor: str, text: str) -> str:
    return f'<h{level} id="{escape(anchor)}">{escape(text, quote=False)}</h{level}>'


def _words(texts: Iterable[str]) -> str:
    return escape(shorten_words(" ".join(texts), MAX_PAGE), quote=False)


def _text(text: str, limit: int) -> Iterator[str]:
    if words := shorten_words(text, limit):
        yield escape(words, quote=False)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _limit(headings: int) -> int:
    """Return the number of characters below each of some headings."""
    return min(MAX_SECTION, MAX_SECTIONS // max(1, headings))
