"""The keys of an episode that only podcast apps are told."""

from __future__ import annotations

import pytest

from mkdocs_podcast.reading import serialization as stored
from mkdocs_podcast.reading.values import parse_episode
from mkdocs_podcast.show import Episode


def read(**values: str) -> Episode:
    episode, problems = parse_episode({"title": "A", "published": "2024-03-31", **values})
    assert problems == []
    return episode


@pytest.mark.parametrize("written", ["bonus", " Bonus ", "BONUS"])
def test_a_type_is_read_in_any_case(written):
    assert read(type=written).type == "bonus"


def test_what_is_not_said_is_not_known():
    assert (read().type, read().guid, read().explicit) == ("", "", None)
    assert read(type="").type == ""


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("no", False)])
def test_an_episode_can_be_explicit_or_say_that_it_is_not(written, meant):
    assert read(explicit=written).explicit is meant


def test_a_type_that_no_app_knows_is_told():
    episode, (problem,) = parse_episode({"title": "A", "published": "2024-03-31", "type": "teaser"})
    assert episode is None
    assert (problem.code, problem.path) == ("wrong-type", ("type",))
    assert problem.message == "“teaser” is none of full, trailer, bonus."


@pytest.mark.parametrize("explicit", ["true", "false"])
def test_they_are_kept_between_builds(explicit):
    episode = read(guid="anchor-1", explicit=explicit, type="trailer")
    assert stored.load(Episode, stored.dump(episode, [], {}))[0] == episode
