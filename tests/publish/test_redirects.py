from __future__ import annotations

from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import quote

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.addresses import Addresses
from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.model import Episode, Show
from mkdocs_podcast.publish.redirects import (
    Moved,
    file_of,
    moved,
    redirect_page,
    redirect_pages,
)

from ..strategies import anything

BASE = "https://a.example/show/"


def episode(name: str, *aliases: str, **values) -> Episode:
    return Episode(title=name, name=name, file=f"{name}.yaml", aliases=aliases, **values)


def found(*episodes: Episode, taken=None, **values) -> Moved:
    return moved(Catalog.of(Show(title="S"), episodes, ()), Addresses(base=BASE, **values), taken)


def told(*episodes: Episode, **values) -> list[tuple[str, str, tuple[str | int, ...]]]:
    return [(p.code, p.file, p.path) for p in found(*episodes, **values).problems]


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/podcast/x.html", "podcast/x.html"),
        ("podcast/x.html", "podcast/x.html"),
        ("/podcast/x.HTM", "podcast/x.HTM"),
        ("/podcast/x/", "podcast/x/index.html"),
        ("old/x", "old/x/index.html"),
        ("/x.html/", "x.html/index.html"),
        ("/2019/05/x.php", "2019/05/x.php/index.html"),
        ("/caf%C3%A9 au lait", "café au lait/index.html"),
        ("/café", "café/index.html"),
        ("/100%", "100%/index.html"),
        ("https://a.example/show/old/", "old/index.html"),
        ("http://A.Example/show/old.html", "old.html"),
    ],
)
def test_an_address_is_the_file_that_a_server_sends_for_it(alias, file):
    assert file_of(alias, BASE) == file


@pytest.mark.parametrize(
    "alias",
    [
        "..", "../x", "/old/../../x", "/%2e%2e/x", "/old/%2E%2E%2Fx", "/.", "/./x", "/", "//",
        "/old//x", "\\x", "/a\\b", "/%5Cx", "/a%00b", "/a\x1fb", "/%FF", "/x?y=1", "/x#t-132",
        "/%3Fx", "/.git/hooks/x", "/a:b", "C:/x", "javascript:alert(1)", "data:text/html,x",
        "mailto:a@a.example", "//b.example/x", "https://b.example/show/x", "https://a.example/x",
        "https://a.example/show/../x", "ftp://a.example/show/x", "https://[x", "x" * 10_000,
        "a/" * 100, "é" * 126, "/a\u202eb",
    ],
)  # fmt: skip
def test_an_address_that_is_no_file_of_the_site_is_refused(alias):
    assert file_of(alias, BASE) == ""
    assert told(episode("new", "fine", alias)) == [("bad-alias", "new.yaml", ("aliases", 1))]


def test_where_the_site_has_no_address_none_is_in_it():
    assert file_of("https://a.example/x") == ""
    assert file_of("/x") == "x/index.html"


hostile = (
    st.lists(
        st.sampled_from(
            ["..", ".", "/", "\\", "%2e", "%2F", "%5c", "%00", "a", "é", ":", BASE, "//"]
        ),
        max_size=8,
    ).map("".join)
    | anything
    | anything.map(quote)
)


@given(hostile)
def test_no_address_leads_out_of_the_site(alias):
    file = file_of(alias, BASE)
    if file:
        path = PurePosixPath(file)
        assert not path.is_absolute()
        assert path.as_posix() == file
        assert all(not part.startswith(".") and "\\" not in part for part in path.parts)
        assert path.suffix.lower() in {".html", ".htm"}
        assert file.isprintable()


def test_former_addresses_lead_to_their_episodes():
    one, two = episode("one", "/old/1.html", "/old/1/"), episode("two", "old/2")
    made = found(one, two, episode("three"))
    assert made.pages == {"old/1.html": one, "old/1/index.html": one, "old/2/index.html": two}
    assert made.problems == ()


def test_a_show_that_never_moved_has_none():
    assert found(episode("one")) == Moved({})


def test_an_address_that_two_episodes_claim_goes_to_the_first_and_is_told_of_the_other():
    made = found(episode("b", "/x/"), episode("a", "/y/", "x"))
    assert {file: e.name for file, e in made.pages.items()} == {
        "y/index.html": "a",
        "x/index.html": "a",
    }
    (problem,) = made.problems
    assert (problem.code, problem.file, problem.path) == ("alias-clash", "b.yaml", ("aliases", 0))
    assert problem.message == "“/x/” is already the address of a.yaml."


def test_an_address_that_is_given_twice_is_one():
    assert told(episode("a", "/x/", "x", "/x/index.html")) == []


def test_an_episode_that_moved_back_has_nothing_to_lead_to():
    assert found(episode("a", "/podcast/a/")) == Moved({})


@pytest.mark.parametrize("alias", ["/podcast/b/", "/about/", "/about.html/x", "/about", "/", "/a"])
def test_a_page_that_is_there_stays(alias):
    taken = {
        "about/index.html": "docs/about.md",
        "index.html": "docs/index.md",
        "about.html": "docs/about.html",
        "a/index.html/x.txt": "docs/a",
    }
    made = found(episode("a", alias), episode("b"), taken=taken)
    assert made.pages == {}
    assert [p.code for p in made.problems] == ["bad-alias" if alias == "/" else "alias-clash"]


@pytest.mark.parametrize("order", [("/x.html", "/x.html/y"), ("/x.html/y", "/x.html")])
def test_a_file_is_not_a_folder_too(order):
    assert told(episode("a", *order)) == [("alias-clash", "a.yaml", ("aliases", 1))]


def test_drafts_lead_nowhere():
    assert found(episode("a", "/x/", draft=True)) == Moved({})


def test_without_folders_for_pages_the_former_ones_lead_to_files():
    one = episode("one", "/podcast/one/", "/podcast/one.html")
    assert found(one, directory_urls=False).pages == {"podcast/one/index.html": one}


class Seen(HTMLParser):
    """What is in a page: elements with their attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_a_page_leads_on_with_a_script_without_one_and_by_a_link():
    one = episode("new one", "/old/1.html")
    ((file, html),) = redirect_pages(found(one).pages, Addresses(base=BASE), "de")
    seen = Seen(html)
    target = "../podcast/new%20one/"
    assert file == "old/1.html"
    assert seen.of("html") == [{"lang": "de"}]
    assert seen.of("link") == [{"rel": "canonical", "href": f"{BASE}podcast/new%20one/"}]
    assert seen.of("script") == [{"src": "../assets/podcast/moved.js", "data-to": target}]
    assert {"http-equiv": "refresh", "content": f"0; url={target}"} in seen.of("meta")
    assert seen.of("a") == [{"href": target}]
    assert "style" not in html
    assert "onload" not in html


def test_where_the_site_has_no_address_none_is_made_up():
    assert Seen(redirect_page("../x/", "X")).of("link") == []


@given(anything, anything, anything)
def test_whatever_a_page_is_told_it_says_as_text(target, title, language):
    html = redirect_page(target, title, canonical=f"{BASE}{target}", language=language)
    seen = Seen(html)
    assert [tag for tag, _ in seen.elements] == [
        tag for tag, _ in Seen(redirect_page("x", "x", canonical="x")).elements
    ]
    assert [link["href"] for link in seen.of("a")] == [target]
    assert seen.text.count(title) >= 2


@pytest.mark.parametrize("title", ["X", "</script><b>&amp;]]>-->\"'", "א\u202eb", "😀" * 10_000])
def test_a_page_is_valid_html(title):
    parser = html5lib.HTMLParser(strict=True)
    page = parser.parse(redirect_page("../x/", title, canonical=BASE, language="pt-BR"))
    assert page.find(".//{*}title").text == title
