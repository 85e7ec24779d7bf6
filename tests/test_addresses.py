from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Episode, Person
from mkdocs_podcast.site.urls import Addresses, Landing, file_of_page

ADA = Person(title="Ada Lovelace", id="ada", file="people/ada.yaml")
TIDES = Episode(title="Tides", name="x/tides")

parts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1)
paths = st.lists(parts.filter(lambda part: part.strip(".")), min_size=1, max_size=3).map("/".join)


def test_pages_around_the_episodes_are_below_the_shows_folder():
    here = Addresses()
    assert here.episode(TIDES) == "podcast/x/tides/"
    assert here.person(ADA) == "podcast/people/ada/"
    assert here.people_index == "podcast/people/"
    assert here.topic("sql") == "podcast/topics/sql/"
    assert here.topics_index == "podcast/topics/"
    assert here.season(2) == "podcast/season-2/"
    assert here.season(0) == "podcast/season-0/"


def test_they_are_files_where_the_site_has_no_folders_for_pages():
    here = Addresses(folder="", directory_urls=False)
    assert here.episode(TIDES) == "x/tides.html"
    assert here.person(ADA) == "people/ada.html"
    assert here.people_index == "people/index.html"
    assert here.topic("sql") == "topics/sql.html"
    assert here.topics_index == "topics/index.html"
    assert here.season(2) == "season-2.html"


def test_they_are_written_as_markdown_pages():
    here = Addresses(folder="show")
    assert here.person_uri(ADA) == "show/people/ada.md"
    assert here.people_index_uri == "show/people/index.md"
    assert here.topic_uri("sql") == "show/topics/sql.md"
    assert here.topics_index_uri == "show/topics/index.md"
    assert here.season_uri(2) == "show/season-2.md"


def test_there_are_none_where_the_site_wants_none():
    here = Addresses(people=False, topics=False, seasons=False)
    assert [here.person(ADA), here.people_index, here.topics_index] == ["", "", ""]
    assert [here.topic("sql"), here.season(2)] == ["", ""]
    assert [here.person_uri(ADA), here.topic_uri("sql"), here.season_uri(2)] == ["", "", ""]


def test_episodes_without_a_season_have_no_page_of_it():
    assert Addresses().season(None) == ""


def test_who_is_only_a_name_has_no_page():
    assert Addresses().person(Person(title="Grace Hopper", id="Grace Hopper")) == ""


@pytest.mark.parametrize("name", ["index", "README"])
def test_nobody_takes_the_page_of_all_people(name):
    assert Addresses().person(Person(title="I", id=name, file="people/i.yaml")) == ""


@given(paths, paths, st.booleans())
def test_a_relative_link_leads_where_it_says(target, uri, directory_urls):
    here = Addresses(base="https://a.example/show/", directory_urls=directory_urls)
    page = here.page(f"{uri}.md")
    for link in (here.relative(target, f"{uri}.md"), here.relative_to(target, page)):
        whole = urljoin(here.absolute(page), link)
        assert unquote(urlsplit(whole).path) == f"/show/{target}"
        assert whole == here.absolute(target)


def test_a_link_to_the_root_is_not_empty():
    assert Addresses().relative("", "index.md") == "./"
    assert Addresses().relative_to("", "old/index.html") == "../"


def test_what_is_elsewhere_stays_there():
    elsewhere = "https://b.example/x"
    here = Addresses(base="https://a.example/")
    assert here.relative(elsewhere, "x/y.md") == elsewhere
    assert here.relative_to(elsewhere, "x/y.html") == elsewhere
    assert here.absolute(elsewhere) == elsewhere


@pytest.mark.parametrize(
    ("page", "file"),
    [("", "index.html"), ("podcast/x/", "podcast/x/index.html"), ("podcast/x.html",) * 2],
)
def test_a_page_has_a_file(page, file):
    assert file_of_page(page) == file


def test_no_file_lands_where_something_is_or_in_its_way():
    landing = Landing({"x/index.html": "x.md", "feed.xml": "feed"})
    assert landing.owner("x/index.html") == landing.owner("x") == "x.md"
    assert landing.owner("feed.xml/index.html") == "feed"
    assert landing.owner("x/y.html") == landing.owner("x.html") == ""
    landing.add("x/y/z.html", "z.md")
    assert landing.owner("x/y") == "z.md"
    assert landing.owner("x") == "x.md"


def test_without_an_address_of_the_site_there_are_no_whole_ones():
    assert Addresses().absolute("podcast/") == ""
