"""Who follows a link to where a page was before comes to the same place in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import mkdocs_podcast
from mkdocs_podcast.formats.redirects import SCRIPT, redirect_pages
from mkdocs_podcast.show import Episode
from mkdocs_podcast.site.urls import Addresses

from .server import served

POLICY = "default-src 'none'; script-src 'self'"
WEB = Path(mkdocs_podcast.__file__).parent / "web"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in which an episode has moved, served with a policy that forbids what is inline."""
    folder = tmp_path_factory.mktemp("moved")
    tides = Episode(title="Tides", name="tides & co")
    pages = dict.fromkeys(("old/tides.html", "2019/tides/index.html"), tides)
    files = dict(redirect_pages(pages, Addresses()))
    files["podcast/tides & co/index.html"] = "<!doctype html><title>Here</title><p>Here."
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / SCRIPT).parent.mkdir(parents=True)
    shutil.copy(WEB / "moved.js", folder / SCRIPT)
    with served(folder, {"Content-Security-Policy": POLICY}) as root:
        yield root


def follow(chromium: Browser, address: str, *, scripts: bool = True) -> tuple[Page, list[str]]:
    """Follow a link, and listen to what the console says."""
    page = chromium.new_context(java_script_enabled=scripts).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.wait_for_url("**/podcast/**")
    return page, said


@pytest.mark.parametrize("old", ["old/tides.html", "2019/tides/"])
@pytest.mark.parametrize("rest", ["", "#t-132", "?t=132", "?a=%26&b=c#the-moon:~:text=a%20b"])
def test_the_rest_of_an_address_comes_along(chromium, site, old, rest):
    page, said = follow(chromium, f"{site}{old}{rest}")
    expected = rest.partition(":~:")[0]
    assert page.evaluate("location.href") == f"{site}podcast/tides%20%26%20co/{expected}"
    assert said == []
    page.context.close()


def test_the_way_back_does_not_lead_into_the_page_that_moved(chromium, site):
    page, _ = follow(chromium, f"{site}old/tides.html#t-132")
    page.go_back()
    assert page.url == "about:blank"
    page.context.close()


def test_without_scripts_the_page_is_found_too(chromium, site):
    page, _ = follow(chromium, f"{site}old/tides.html#t-132", scripts=False)
    assert page.url == f"{site}podcast/tides%20%26%20co/"
    page.context.close()
