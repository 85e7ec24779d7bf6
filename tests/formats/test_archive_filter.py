from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats import archive_filter, filter_list
from mkdocs_podcast.site import Kind, ViewBuilder
from mkdocs_podcast.site.views import EpisodeCard

from ..plans import FLOW, MESSAGES, TIDES, complete_plan, plan, tides
from ..strategies import words

PATH = "podcast/filter.json"


def written(*cards: EpisodeCard) -> dict:
    return json.loads(filter_list(MESSAGES, PATH, ["podcast/", "podcast/page/2/"], cards))


def test_the_list_has_every_episode_with_what_it_is_found_by():
    cards = ViewBuilder(complete_plan(TIDES, FLOW)).all_cards()
    assert written(*cards) == {
        "pages": ["../podcast/", "../podcast/page/2/"],
        "topics": ["ebb", "flow"],
        "people": ["Ada Marsh", "Grace Foam"],
        "episodes": [
            [
                "Tides", "../podcast/tides/",
                "Season 1, episode 2 31 March 2024 10 min Why the sea comes.", [0, 1], [0, 1],
            ],
            ["Flow", "../podcast/flow/", "1 December 2023", [], [0]],
        ],
    }  # fmt: skip


@given(description=words, count=st.integers(1, 30))
def test_its_words_are_bounded(description, count):
    cards = [EpisodeCard("T", "T", "t/", description=description * 90)] * count
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive_filter, "MAX_ALL_WORDS", 2_000)
        found = [episode[2].encode() for episode in written(*cards)["episodes"]]
    assert len(found) == count
    assert max(map(len, found)) <= archive_filter.MAX_WORDS
    assert sum(map(len, found)) <= 2_000


@pytest.mark.parametrize(
    ("settings", "existing", "is_planned"),
    [
        ({}, {}, True),
        ({"page_size": 2}, {}, False),
        ({"page_size": 0}, {}, False),
        ({"archive_filter": False}, {}, False),
        ({"archive": False}, {}, False),
        ({}, {"podcast/index.html": "docs/podcast/index.md"}, False),
        ({}, {PATH: "docs/podcast/filter.json"}, False),
    ],
)
def test_only_a_divided_archive_needs_it(settings, existing, is_planned):
    made = plan(tides("a"), tides("b"), existing=existing, **{"page_size": 1, **settings})
    assert [each.path for each in made.of_kind(Kind.FILTER)] == [PATH] * is_planned
    if archives := list(made.of_kind(Kind.ARCHIVE)):
        assert ViewBuilder(made).view(archives[-1]).filter_list == PATH * is_planned
