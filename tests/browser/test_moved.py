"""Links to the earlier page of an episode."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import mkdocs_podcast
from mkdocs_podcast.formats import redirect_page
from mkdocs_podcast.formats.redirects import REDIRECT_SCRIPT
from mkdocs_podcast.site import Kind

from ..plans import plan, tides
from .server import served

POLICY = "default-src 'none'; script-src 'self'"
WEB = Path(mkdocs_podcast.__file__).parent / "web"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with an episode that has moved, served with a policy against inline scripts."""
    folder = tmp_path_factory.mktemp("moved")
    moved = plan(tides("tides & co", aliases=("old/tides.html", "2019/tides")), site_url="")
    files = {each.path: redirect_page(moved, each) for each in moved.of_kind(Kind.REDIRECT)}
    files["podcast/tides & co/index.html"] = "<!doctype html><title>Here</title><p>Here."
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / REDIRECT_SCRIPT).parent.mkdir(parents=True)
    shutil.copy(WEB / "moved.js", folder / REDIRECT_SCRIPT)
    with served(folder, {"Content-Security-Policy": POLICY}) as url:
        yield url


def follow(chromium: Browser, url: str, *, scripts: bool = True) -> Page:
    """Follow a link, and expect no message in the console."""
    page = chromium.new_context(java_script_enabled=scripts).new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto("about:blank")
    page.goto(url, wait_until="commit")
    page.wait_for_url("**/podcast/**")
    assert messages == []
    return page


@pytest.mark.parametrize("old", ["old/tides.html", "2019/tides/"])
@pytest.mark.parametrize("rest", ["", "#t-132", "?t=132", "?a=%26&b=c#the-moon:~:text=a%20b"])
def test_query_and_fragment_are_kept_and_the_old_page_is_not_in_the_history(
    chromium, site, old, rest
):
    page = follow(chromium, f"{site}{old}{rest}")
    expected = rest.partition(":~:")[0]
    assert page.evaluate("location.href") == f"{site}podcast/tides%20%26%20co/{expected}"
    page.go_back()
    assert page.url == "about:blank"
    page.context.close()


def test_without_scripts_the_link_leads_to_the_page(chromium, site):
    page = follow(chromium, f"{site}old/tides.html#t-132", scripts=False)
    assert page.url == f"{site}podcast/tides%20%26%20co/"
    page.context.close()
