from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Episode
from mkdocs_podcast.site import Urls, path_of_page, relative_url
from mkdocs_podcast.site.aliases import path_of_alias

from ..strategies import anything

SITE = "https://a.example/show/"

names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1)
paths = st.lists(names.filter(lambda name: name.strip(".")), min_size=1, max_size=3).map("/".join)


@given(paths, paths, st.booleans())
def test_a_relative_link_leads_to_its_target(target, name, directory_urls):
    urls = Urls(SITE, directory_urls=directory_urls)
    page = urls.page(f"{name}.md")
    resolved = urljoin(urls.absolute(page), relative_url(target, page))
    assert unquote(urlsplit(resolved).path) == f"/show/{target}"
    assert resolved == urls.absolute(target)


@pytest.mark.parametrize(
    ("src_uri", "directory_urls", "page", "path"),
    [
        ("index.md", True, "", "index.html"),
        ("podcast/x.md", True, "podcast/x/", "podcast/x/index.html"),
        ("podcast/README.md", True, "podcast/", "podcast/index.html"),
        ("podcast/x.md", False, "podcast/x.html", "podcast/x.html"),
    ],
)
def test_a_page_is_where_mkdocs_puts_it(src_uri, directory_urls, page, path):
    urls = Urls(directory_urls=directory_urls)
    assert urls.page(src_uri) == page
    assert path_of_page(page) == urls.page_path(src_uri) == path


def test_a_link_to_the_home_page_is_not_empty():
    assert relative_url("", "index.html") == "./"
    assert relative_url("", "old/index.html") == "../"


def test_a_url_on_another_host_stays_as_it_is():
    elsewhere = "https://b.example/x"
    assert relative_url(elsewhere, "x/y.html") == Urls(SITE).absolute(elsewhere) == elsewhere


def test_a_site_without_a_url_has_no_absolute_urls():
    assert Urls().absolute("podcast/x/") == ""


@pytest.mark.parametrize(
    ("permalink", "page", "page_without_directories"),
    [
        ("/episodes/7/", "episodes/7/", "episodes/7.html"),
        ("7.html", "7/", "7.html"),
        ("/x/index.html", "x/", "x.html"),
        (f"{SITE}x/v1.2", "x/v1.2/", "x/v1.2.html"),
        ("https://b.example/x/", "podcast/a/", "podcast/a.html"),
        ("/../x", "podcast/a/", "podcast/a.html"),
        ("", "podcast/a/", "podcast/a.html"),
    ],
)
def test_an_episode_is_published_at_its_permalink(permalink, page, page_without_directories):
    episode = Episode(title="A", name="a", permalink=permalink)
    for directory_urls, expected in ((True, page), (False, page_without_directories)):
        urls = Urls(SITE, directory_urls=directory_urls, permalinks=True)
        assert urls.page(urls.episode_src_uri(episode)) == expected
    assert Urls(SITE).page(Urls(SITE).episode_src_uri(episode)) == "podcast/a/"


def test_files_next_to_a_page_are_in_its_folder():
    episode = Episode(title="X", name="x/y", slug="z")
    assert Urls().next_to_page(episode, "transcript.vtt") == "podcast/x/z/transcript.vtt"


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/podcast/x.html", "podcast/x.html"),
        ("podcast/x.HTM", "podcast/x.HTM"),
        ("/podcast/x/", "podcast/x/index.html"),
        ("old/x", "old/x/index.html"),
        ("/x.html/", "x.html/index.html"),
        ("/2019/05/x.php", "2019/05/x.php/index.html"),
        ("/caf%C3%A9 au lait", "café au lait/index.html"),
        ("/100%", "100%/index.html"),
        ("https://a.example/show/old/", "old/index.html"),
        ("http://A.Example/show/old.html", "old.html"),
    ],
)
def test_an_alias_is_the_file_that_a_server_sends_for_it(alias, path):
    assert path_of_alias(alias, SITE) == path


@pytest.mark.parametrize(
    "alias",
    [
        "..", "../x", "/old/../../x", "/%2e%2e/x", "/old/%2E%2E%2Fx", "/.", "/./x", "/", "//",
        "/old//x", "\\x", "/a\\b", "/%5Cx", "/a%00b", "/a\x1fb", "/%FF", "/x?y=1", "/x#t-132",
        "/%3Fx", "/.git/hooks/x", "/a:b", "C:/x", "javascript:alert(1)", "data:text/html,x",
        "mailto:a@a.example", "//b.example/x", "https://b.example/show/x", "https://a.example/x",
        "https://a.example/show/../x", "ftp://a.example/show/x", "https://[x", "x" * 10_000,
        "a/" * 100, "é" * 101, "/a\u202eb",
    ],
)  # fmt: skip
def test_an_alias_that_is_no_page_of_the_site_has_no_path(alias):
    assert path_of_alias(alias, SITE) == ""


hostile = st.lists(
    st.sampled_from(["..", ".", "/", "\\", "%2e", "%2F", "%5c", "%00", "a", "é", ":", SITE, "//"]),
    max_size=8,
).map("".join)


@given(hostile | anything | anything.map(quote))
def test_no_alias_leads_out_of_the_site(alias):
    if text := path_of_alias(alias, SITE):
        path = PurePosixPath(text)
        assert not path.is_absolute()
        assert path.as_posix() == text
        assert all(not part.startswith(".") and "\\" not in part for part in path.parts)
        assert path.suffix.lower() in {".html", ".htm"}
        assert text.isprintable()
