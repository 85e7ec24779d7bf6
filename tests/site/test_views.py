from __future__ import annotations

from mkdocs_podcast.show import Audio, Clip, Episode, Outline, OutlineSection, Person
from mkdocs_podcast.site import Kind, PageView, ViewBuilder

from ..plans import ADA, episode, plan, tides, view

SECTIONS = Outline(
    has_text=True,
    speakers={"Ada": 0, "Grace": 1},
    sections=(
        OutlineSection("", characters={"Ada": 10}),
        OutlineSection(
            "The moon", start=12.0, topics=("sea",), characters={"Ada": 90, "Grace": 10}
        ),
        OutlineSection("The moon", start=60.0, characters={"Grace": 5}),
    ),
)


def views(*episodes: Episode) -> dict[str, PageView]:
    made = plan(*episodes)
    builder = ViewBuilder(made)
    return {each.src_uri: builder.view(each) for each in made.outputs if each.kind.is_page}


def test_an_episode_links_to_its_neighbours_and_people():
    names = ("one", "two", "three")
    made = plan(*(tides(name, episode=n, guests=("ada",)) for n, name in enumerate(names)))
    shown = view(made, Kind.EPISODE, "two.yaml")
    assert (shown.previous.title, shown.previous.url) == ("one", "podcast/one/")
    assert (shown.next.title, shown.next.url) == ("three", "podcast/three/")
    (guest,) = shown.guests
    assert (guest.name, guest.url, guest.picture) == (
        "Ada Marsh",
        "podcast/people/ada/",
        "images/ada.png",
    )
    assert {each.title for each in shown.related} == {"one", "three"}


def test_a_host_who_is_a_guest_is_shown_as_a_guest():
    shown = view(plan(tides(hosts=("ada", "Grace"), guests=("ada",))), Kind.EPISODE, "tides.yaml")
    assert [each.name for each in shown.guests] == ["Ada Marsh"]
    assert [(each.name, each.url) for each in shown.hosts] == [("Grace", "")]


def test_a_page_plays_the_first_source_and_links_to_the_others():
    audio = Audio(url="https://a.example/x.mp3")
    made = tides(audio=audio, ids={"youtube": "LowWater_01"})
    shown = view(plan(made, player_sources=("youtube", "audio")), Kind.EPISODE, "tides.yaml")
    assert (shown.player.source, shown.moment_player.source) == ("youtube", "youtube")
    assert [(each.key, each.url) for each in shown.platforms] == [
        ("audio", audio.url),
        ("youtube", "https://www.youtube.com/watch?v=LowWater_01"),
    ]


def test_times_link_to_a_source_that_has_urls_for_moments():
    made = tides(
        audio=Audio(url="x.mp3"), links={"spotify": "https://open.spotify.com/episode/" + "a" * 22}
    )
    shown = view(plan(made, player_sources=("spotify",)), Kind.EPISODE, "tides.yaml")
    assert (shown.player.source, shown.moment_player.source) == ("spotify", "audio")


def test_sections_and_clips_that_match_none_are_listed_in_order():
    clips = (Clip(name="the—moon", start=99.0), Clip(name="Wet", start=30.0))
    shown = view(plan(episode("x", outline=SECTIONS, clips=clips)), Kind.EPISODE, "x.yaml")
    assert [(each.title, each.start, each.anchor) for each in shown.sections] == [
        ("The moon", 12.0, "the-moon"),
        ("Wet", 30.0, ""),
        ("The moon", 60.0, "the-moon-2"),
    ]
    assert shown.anchors == ("", "the-moon", "the-moon-2")


def test_files_next_to_a_page_are_those_of_the_plan():
    existing = {"podcast/tides/transcript.srt": "docs/podcast/tides/mine.srt"}
    shown = view(plan(tides(), existing=existing), Kind.EPISODE, "tides.yaml")
    assert [(each.label, each.url, each.is_download) for each in shown.files] == [
        ("WebVTT", "podcast/tides/transcript.vtt", True),
        ("JSON", "podcast/tides/transcript.json", True),
        ("Plain text", "podcast/tides/transcript.txt", True),
        ("Chapters", "podcast/tides/chapters.json", True),
        ("Markdown", "podcast/tides/index.md", False),
    ]


def test_topics_have_one_spelling_and_a_number_of_episodes():
    made = plan(
        episode("a", topics=("Open Source",)),
        episode("b", topics=("open-source",)),
        episode("c", topics=("Open Source",)),
    )
    (topic,) = view(made, Kind.EPISODE, "b.yaml").topics
    assert (topic.name, topic.url, topic.episodes) == (
        "Open Source",
        "podcast/topics/open-source/",
        3,
    )
    assert view(made, Kind.TOPICS).topics == (topic,)


def test_a_draft_has_topics_without_a_page():
    (topic,) = view(plan(tides(draft=True, topics=("new",))), Kind.EPISODE, "tides.yaml").topics
    assert (topic.name, topic.url) == ("new", "")


def test_a_person_speaks_most_in_sections_with_a_header():
    people = (ADA, Person(title="Grace", id="grace", file="people/grace.yaml"))
    made = plan(episode("x", outline=SECTIONS, hosts=("ada",), guests=("grace",)), persons=people)
    shown = view(made, Kind.PERSON, "grace")
    assert [(each.title, each.url, each.anchor) for each in shown.sections] == [
        ("The moon", "podcast/x/", "the-moon"),
        ("The moon", "podcast/x/", "the-moon-2"),
    ]
    assert [each.title for each in shown.as_guest] == ["x"]
    assert shown.as_host == ()


def test_a_change_of_one_transcript_changes_one_view():
    others = [episode(name, topics=("sea",)) for name in ("a", "b")]
    before = views(*others, tides(topics=("sea",), digest="before"))
    after = views(*others, tides(topics=("sea",), digest="after"))
    assert [uri for uri in before if before[uri] != after[uri]] == ["podcast/tides.md"]


def test_a_change_of_a_title_changes_the_views_that_show_it():
    def all_views(title: str) -> dict[str, PageView]:
        b = tides("b", title=title, episode=1, topics=("topic of b",))
        return views(tides("a", episode=0), b, tides("c", episode=2), tides("d", episode=3))

    before, after = all_views("b"), all_views("B")
    assert {uri for uri in before if before[uri] != after[uri]} == {
        "podcast/index.md",
        "podcast/topics/topic-of-b.md",
        *(f"podcast/{name}.md" for name in "abc"),
    }


def test_the_site_view_names_the_pages_that_exist():
    shown = ViewBuilder(plan(tides(), persons=(), archive=False)).site
    assert (shown.people, shown.topics, shown.has_archive) == ("", "", False)
    shown = ViewBuilder(plan(tides(topics=("sea",)))).site
    assert (shown.people, shown.topics, shown.archive) == (
        "podcast/people/",
        "podcast/topics/",
        "podcast/",
    )
