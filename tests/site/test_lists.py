from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats import page_head, search_content
from mkdocs_podcast.show import Outline, OutlineSection
from mkdocs_podcast.site import Kind, SitePlan, ViewBuilder
from mkdocs_podcast.site.lists import count_pages, slices_of_page
from mkdocs_podcast.site.views import ListPages, ListView

from ..plans import MESSAGES, SHOW, SITE, episode, plan

LONG = [
    episode(f"e{n}", episode=n, season=n // 3, hosts=("ada",) * (n < 3), guests=("ada",) * (n > 2),
            topics=("sea",), published=None)
    for n in range(5)
]  # fmt: skip
HEADERS = OutlineSection("The moon", topics=("sea",)), OutlineSection("The sun", topics=("sea",))
PARTS = episode("parts", topics=("sea",), outline=Outline(sections=HEADERS))


def lists(made: SitePlan, kind: Kind, subject: str = "") -> list[ListView]:
    builder = ViewBuilder(made)
    return [builder.view(each) for each in made.of_kind(kind) if each.subject == subject]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(0, 7))
def test_every_entry_is_on_one_page_in_order(lengths, size):
    entries = [[(row, n) for n in range(length)] for row, length in enumerate(lengths)]
    shown = [
        [e for row, part in zip(entries, slices_of_page(lengths, page, size), strict=True)
         for e in row[part]]
        for page in range(1, count_pages(sum(lengths), size) + 1)
    ]  # fmt: skip
    assert [entry for page in shown for entry in page] == [e for row in entries for e in row]
    assert all(len(page) == size for page in shown[:-1])
    assert len(shown[-1]) <= size or not size


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 1, (1,)), (2, 3, (1, 2, 3)), (1, 4, (1, 2, 3, 4)), (1, 9, (1, 2, 0, 9)),
        (4, 7, (1, 2, 3, 4, 5, 6, 7)), (5, 9, (1, 0, 4, 5, 6, 0, 9)), (9, 9, (1, 0, 8, 9)),
    ],
)  # fmt: skip
def test_a_page_links_to_the_first_the_last_and_the_pages_around_it(number, count, shown):
    assert ListPages(number, ("",) * count).shown == shown


@pytest.mark.parametrize(
    ("directory_urls", "path", "urls"),
    [
        (True, "podcast", ["podcast/", "podcast/page/2/", "podcast/page/3/"]),
        (True, "", ["", "page/2/", "page/3/"]),
        (False, "podcast", ["podcast/index.html", "podcast/page/2.html", "podcast/page/3.html"]),
    ],
)
def test_further_pages_are_below_the_first(directory_urls, path, urls):
    made = plan(*LONG, page_size=2, directory_urls=directory_urls, path=path)
    assert [each.url for each in lists(made, Kind.ARCHIVE)] == urls
    assert made.page(Kind.ARCHIVE) == urls[0]


@pytest.mark.parametrize(
    ("kind", "subject", "shown"),
    [
        (Kind.ARCHIVE, "", ["e4 e3", "e2 e1", "e0 parts"]),
        (Kind.SEASON, "0", ["e2 e1", "e0"]),
        (Kind.PERSON, "ada", ["e4 e3", "e2 e1", "e0"]),
        (Kind.TOPIC, "sea", ["e4 e3", "e2 e1", "e0 parts", "The moon The sun"]),
    ],
)
def test_a_list_is_divided_between_pages(kind, subject, shown):
    found = []
    for page in lists(plan(*LONG, PARTS, page_size=2), kind, subject):
        groups = [each.episodes for each in getattr(page, "seasons", ())]
        names = ("as_guest", "as_host", "episodes", *(["sections"] if kind is Kind.TOPIC else []))
        groups += [getattr(page, name, ()) for name in names]
        found.append(" ".join(each.title for group in groups for each in group))
    assert found == shown
    assert len(lists(plan(*LONG, PARTS, page_size=0), kind, subject)) == 1


def test_a_page_says_its_number_and_links_to_its_neighbours():
    made = plan(*LONG, page_size=2)
    first, second, third = lists(made, Kind.ARCHIVE)
    assert [each.title for each in (first, second)] == ["Low Water", "Low Water – page 2"]
    heads = [page_head(SHOW, ViewBuilder(made).site, MESSAGES, each) for each in (first, second)]
    assert '<link rel="next" href="../podcast/page/2/">' in heads[0]
    assert 'rel="prev"' not in heads[0]
    assert '<link rel="prev" href="../../../podcast/">' in heads[1]
    assert '<link rel="next" href="../../../podcast/page/3/">' in heads[1]
    assert f'<link rel="canonical" href="{SITE}podcast/page/2/">' in heads[1]
    assert ["PodcastSeries" in head for head in heads] == [True, False]
    assert search_content(MESSAGES, third) == ("", "")


def test_an_edited_episode_changes_only_the_page_that_shows_it():
    def archive(**values) -> list[ListView]:
        return lists(plan(*LONG[:-1], episode("e4", episode=4, season=1, **values), page_size=2),
                     Kind.ARCHIVE)  # fmt: skip

    changed = [old != new for old, new in zip(archive(), archive(title="New"), strict=True)]
    assert changed == [True, False, False]


def test_a_season_is_described_as_a_whole():
    first, _ = lists(plan(*LONG, page_size=2), Kind.SEASON, "0")
    assert (len(first.episodes), first.episode_count) == (2, 3)
    (archive, *_) = lists(plan(*LONG, page_size=2), Kind.ARCHIVE)
    assert [(each.number, each.episodes) for each in archive.all_seasons] == [(1, 2), (0, 3)]


def test_an_episode_does_not_replace_a_further_page():
    made = plan(*LONG, episode("page/2"), page_size=2)
    assert ("same-url", "page/2.yaml") in [(each.code, each.file) for each in made.problems]


def test_a_list_of_the_author_has_no_further_pages():
    made = plan(*LONG, page_size=2, existing={"podcast/index.html": "docs/podcast/index.md"})
    assert not list(made.of_kind(Kind.ARCHIVE))
    assert made.pages_of_list(Kind.ARCHIVE) == ("podcast/",)
    made = plan(*LONG, page_size=2, existing={"podcast/page/2/index.html": "docs/mine.md"})
    assert made.pages_of_list(Kind.ARCHIVE) == ("podcast/", "podcast/page/2/", "podcast/page/3/")
