from __future__ import annotations

import pytest

from mkdocs_podcast.show import Audio, Person
from mkdocs_podcast.site import Kind, Output, SitePlan, UnreadableFile, find_conflicts

from ..plans import episode, plan, tides


def paths(made: SitePlan) -> set[str]:
    return {output.path for output in made.outputs}


def problems(made: SitePlan) -> list[tuple[str, str]]:
    remarks = {"feed-incomplete", "no-guid"}
    return [(each.code, each.file) for each in made.problems if each.code not in remarks]


WAVES = episode(
    "waves", season=2, episode=1, topics=("sea",), audio=Audio(url="https://a.example/w.mp3")
)


def test_every_output_is_planned():
    made = plan(tides(season=1, aliases=("old/tides",)), WAVES, llms="full")
    assert paths(made) == {
        "podcast/index.html",
        "podcast/season-1/index.html",
        "podcast/season-2/index.html",
        "podcast/people/index.html",
        "podcast/people/ada/index.html",
        "podcast/topics/index.html",
        "podcast/topics/sea/index.html",
        "podcast/search/index.html",
        "podcast/tides/index.html",
        "podcast/tides/transcript.vtt",
        "podcast/tides/transcript.srt",
        "podcast/tides/transcript.json",
        "podcast/tides/transcript.txt",
        "podcast/tides/chapters.json",
        "podcast/tides/index.md",
        "podcast/waves/index.html",
        "podcast/waves/index.md",
        "feed.xml",
        "updates.xml",
        "llms.txt",
        "llms-full.txt",
        "old/tides/index.html",
    }
    assert problems(made) == []


def test_options_turn_outputs_off():
    made = plan(
        tides(season=1),
        WAVES,
        archive=False, seasons=False, people=False, topics=False, captions=False, chapters=False,
        markdown=False, llms="none", feed_mode="none", search="built-in",
    )  # fmt: skip
    assert paths(made) == {"podcast/tides/index.html", "podcast/waves/index.html"}


def test_pages_are_files_if_the_site_has_no_folders_for_pages():
    made = plan(tides(), directory_urls=False, path="")
    assert {"tides.html", "tides/transcript.vtt", "index.html"} <= paths(made)


def test_a_draft_has_a_page_and_nothing_else():
    made = plan(tides(draft=True, aliases=("old",)))
    assert [each.path for each in made.outputs if each.owner == "tides.yaml"] == [
        "podcast/tides/index.html"
    ]


def test_a_show_of_one_season_has_no_page_for_it():
    assert "podcast/season-2/index.html" not in paths(plan(WAVES))


def test_an_unreadable_file_has_a_page_that_shows_its_problems():
    files = [UnreadableFile("x.yaml", "x"), UnreadableFile("people/y.yaml", "y", is_person=True)]
    made = plan(WAVES, unreadable=files)
    assert {each.path: each.owner for each in made.of_kind(Kind.PROBLEMS)} == {
        "podcast/x/index.html": "x.yaml",
        "podcast/people/y/index.html": "people/y.yaml",
    }


SHOW_PAGES = ["index", "people/index", "people/ada", "topics/index", "topics/sea", "search"]


@pytest.mark.parametrize("name", [*SHOW_PAGES, "season-2"])
def test_an_episode_does_not_replace_a_page_of_the_show(name):
    made = plan(episode("a", season=1), WAVES, episode(name))
    assert problems(made) == [("same-url", f"{name}.yaml")]
    assert made.problems[0].message.startswith("Its page would be published at the same URL as ")
    assert [each.name for each in made.catalog.episodes] == ["waves", "a"]


@pytest.mark.parametrize("name", SHOW_PAGES)
def test_a_page_of_the_author_replaces_one_of_the_show(name):
    path = f"podcast/{name}.html" if name.endswith("index") else f"podcast/{name}/index.html"
    made = plan(WAVES, existing={path: "docs/mine.md"})
    assert path not in paths(made)
    assert problems(made) == []
    kinds = {each.path: (each.kind, each.subject) for each in plan(WAVES).outputs}
    assert made.page(*kinds[path]), "links to the page stay"


def test_of_two_episodes_with_the_same_url_the_one_in_fewer_folders_keeps_it():
    made = plan(episode("b/index"), episode("b", title="B"), episode("a", slug="b", file="z.yaml"))
    assert [each.file for each in made.catalog.episodes] == ["b.yaml"]
    assert problems(made) == [("same-url", "z.yaml"), ("same-url", "b/index.yaml")]
    assert made.omitted == ("b/index.yaml", "z.yaml")
    assert made.problems[0].path == ("slug",)
    assert made.problems[0].message == "Its page would be published at the same URL as b.yaml."


@pytest.mark.parametrize("name", ["transcript.vtt", "transcript.txt", "chapters.json", "index.md"])
@pytest.mark.parametrize("blocking", ["tides/{}", "tides/{}/x"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_an_episode_does_not_replace_a_file_next_to_another_page(name, blocking, directory_urls):
    made = plan(tides(), episode(blocking.format(name)), directory_urls=directory_urls)
    if directory_urls or blocking != "tides/{}":
        assert problems(made) == [("same-url", f"{blocking.format(name)}.yaml")]
        expected = f"Its page would be published at the same URL as “{name}” next to the page of"
        assert made.problems[0].message == f"{expected} tides.yaml."
    assert f"podcast/tides/{name}" in paths(made)


def test_a_file_of_the_author_replaces_one_next_to_a_page():
    made = plan(tides(), existing={"podcast/tides/transcript.vtt": "docs/podcast/tides/t.vtt"})
    assert "podcast/tides/transcript.vtt" not in paths(made)
    assert "vtt" not in made.files_by_episode["tides.yaml"]
    assert problems(made) == []


@pytest.mark.parametrize("name", ["feed.xml", "updates.xml", "llms.txt"])
def test_an_episode_does_not_replace_a_file_of_the_show(name):
    made = plan(tides(), WAVES, episode(name), path="")
    assert problems(made) == [("same-url", f"{name}.yaml")]


@pytest.mark.parametrize("name", ["feed.xml", "llms.txt"])
def test_a_page_of_the_author_replaces_a_file_of_the_show(name):
    made = plan(WAVES, existing={f"{name}/index.html": f"docs/{name}.md"})
    assert name not in paths(made)
    assert name not in made.feeds


def test_aliases_redirect_to_their_episodes():
    made = plan(tides(aliases=("/old/1.html", "old/2", "/podcast/tides/")), WAVES)
    assert {each.path: each.subject for each in made.of_kind(Kind.REDIRECT)} == {
        "old/1.html": "tides.yaml",
        "old/2/index.html": "tides.yaml",
    }
    assert problems(made) == []


def test_a_permalink_redirects_or_is_the_url_of_the_page():
    made = plan(tides(permalink="/7.html"), WAVES)
    assert [(each.path, each.value) for each in made.of_kind(Kind.REDIRECT)] == [
        ("7.html", ("permalink",))
    ]
    made = plan(tides(permalink="/x/7/"), WAVES, permalinks=True)
    assert not [*made.of_kind(Kind.REDIRECT)]
    owned = {each.path for each in made.outputs if each.owner == "tides.yaml"}
    assert owned >= {"x/7/index.html", "x/7/transcript.vtt"}


def test_an_alias_that_two_episodes_have_redirects_to_the_first():
    made = plan(episode("b", aliases=("/x/",)), episode("a", aliases=("/y/", "x")))
    assert {each.path: each.subject for each in made.of_kind(Kind.REDIRECT)} == {
        "y/index.html": "a.yaml",
        "x/index.html": "a.yaml",
    }
    assert problems(made) == [("alias-clash", "b.yaml")]


@pytest.mark.parametrize("alias", ["/podcast/", "podcast/people/", "/podcast/tides/index.html"])
def test_an_alias_does_not_replace_a_page(alias):
    made = plan(tides(), episode("x", aliases=("fine", alias)))
    assert problems(made) == [("alias-clash", "x.yaml")]
    assert made.problems[0].path == ("aliases", 1)


def test_an_alias_that_is_no_url_of_the_site_is_reported():
    assert problems(plan(episode("x", aliases=("../x",)))) == [("bad-alias", "x.yaml")]


def test_a_person_does_not_replace_the_page_of_all_people():
    made = plan(WAVES, persons=[Person(title="I", id="index", file="people/i.yaml")])
    assert problems(made) == [("same-url", "people/i.yaml")]
    assert made.page(Kind.PERSON, "index") == ""


def test_feeds_contain_the_episodes_with_and_without_a_recording():
    made = plan(tides(), WAVES)
    assert {path: [each.name for each in feed.episodes] for path, feed in made.feeds.items()} == {
        "feed.xml": ["waves"],
        "updates.xml": ["tides"],
    }
    assert [feed.title for feed in made.feeds.values()] == [
        "Low Water",
        "More episodes – Low Water",
    ]


def test_the_only_feed_of_ours_has_the_title_of_the_show():
    for made in (plan(tides()), plan(tides(), WAVES, existing={"feed.xml": "docs/feed.xml"})):
        assert [(each.path, each.title) for each in made.feeds.values()] == [
            ("updates.xml", "Low Water")
        ]


def test_a_site_without_a_url_has_no_feed():
    made = plan(WAVES, site_url="")
    assert made.feeds == {}
    assert problems(made) == [("feed-without-url", "mkdocs.yml")]


def test_no_file_has_the_name_of_a_folder():
    outputs = [Output("x/y/index.html", "a", Kind.EPISODE), Output("x/y", "b", Kind.REDIRECT)]
    (conflict,) = find_conflicts(outputs, {})
    assert (conflict.output, conflict.occupant) == (outputs[1], "a")
    (conflict,) = find_conflicts(reversed(outputs), {})
    assert (conflict.output, conflict.other) == (outputs[0], outputs[1])
