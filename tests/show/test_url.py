from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show.url import ascii_url, web_links

from ..strategies import anything


@pytest.mark.parametrize(
    ("url", "encoded"),
    [
        ("https://cdn.example/ep b.mp3", "https://cdn.example/ep%20b.mp3"),
        ("https://cdn.example/ü.mp3?ü=1&x=ö#ä", "https://cdn.example/%C3%BC.mp3?%C3%BC=1&x=%C3%B6#%C3%A4"),
        ("https://bücher.example/ä/", "https://xn--bcher-kva.example/%C3%A4/"),
        ("https://BÜCHER。example:80/", "https://xn--bcher-kva.example:80/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://zoë:pä@例え.jp/", "https://zo%C3%AB:p%C3%A4@xn--r8jz45g.jp/"),
        ("https://[::1]:80/ä", "https://[::1]:80/%C3%A4"),
        ("https://a.example/100% [x]|\\", "https://a.example/100%25%20%5Bx%5D%7C%5C"),
        ("https://a.example/%20b c", "https://a.example/%20b%20c"),
        ("mailto:zoë@a.example", "mailto:zo%C3%AB@a.example"),
        *((url, url) for url in ("HTTPS://A.example/x?y=(1)&z='%2F'#t=1,2", "/a/b/", "")),
        ("../ä b/", "../%C3%A4%20b/"),
    ],
)  # fmt: skip
def test_a_url_is_encoded_once(url, encoded):
    assert ascii_url(url) == encoded
    assert ascii_url(encoded) == encoded


@given(st.just("https://") | st.just(""), anything)
def test_any_text_becomes_ascii_without_spaces_and_encoding_twice_changes_nothing(start, text):
    encoded = ascii_url(start + text)
    assert encoded.isascii()
    assert " " not in encoded
    assert ascii_url(encoded) == encoded


@given(st.lists(st.sampled_from("aüß例/.%? "), max_size=12).map("".join))
def test_the_path_of_a_url_means_the_same(text):
    path = urlsplit(f"https://a.example/{text}").path
    assert unquote(urlsplit(ascii_url(f"https://a.example/{text}")).path) == unquote(path)


def test_links_that_are_not_urls_are_omitted():
    links = {"web": "https://a.example/ü", "rss": "TODO", "x": "javascript:alert(1)"}
    assert web_links(links) == {"web": "https://a.example/%C3%BC"}
