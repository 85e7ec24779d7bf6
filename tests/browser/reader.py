"""A reader: opens pages in Chromium, and records errors and requests to other servers."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

from .episode import EpisodePage

HERE = Path(__file__).parent
TIMEOUT = 60_000
"""In ms. It only ends tests that hang."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# These features make requests of their own.
DISABLED = ("AutofillServerCommunication", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    f"--disable-features={','.join(DISABLED)}",
)
FRAME = "<!doctype html><html lang=en><title>Elsewhere</title><p>An embedded player.</p></html>"
FRAMES = ("https://www.youtube-nocookie.com/embed/", "https://open.spotify.com/embed/episode/")
FAKES = {
    "https://www.youtube.com/iframe_api": HERE / "youtube.js",
    "https://open.spotify.com/embed/iframe-api/v1": HERE / "spotify.js",
}
LOCAL_SCHEMES = ("data:", "blob:", "about:")
EXPECTED_ERRORS = (
    "net::ERR_FAILED",  # requests that a test blocks
    "/js/darkmode.js",  # of the theme `mkdocs` without highlight.js
)


def browser_path() -> str | None:
    """Find the Chromium to use; None is Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@dataclass
class Reader:
    """Opens pages, each in a new browser context.

    Attributes:
        browser: The browser.
        url_of: Builds the site with a name, and returns its URL.
        requests: The URLs that were requested from other servers.
        errors: Errors and warnings in the console, and uncaught exceptions.
        blocked: Parts of URLs that cannot be reached by pages opened from then on.
        contexts: What was opened.
    """

    browser: Browser
    url_of: Callable[[str], str]
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str, *, script: str = "", **options: object) -> Page:
        """Open a page.

        Args:
            path: The name of a site, a slash, and the path in the site.
            script: A script that runs before all others.
            options: Options of Playwright's context, such as viewport.
        """
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self._url(path)))
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        local = (origin, *LOCAL_SCHEMES)
        context.on("request", lambda r: r.url.startswith(local) or self.requests.append(r.url))
        context.on("weberror", lambda error: self._report(f"{error.error}\n{error.error.stack}"))
        context.on(
            "console", lambda said: said.type in {"error", "warning"} and self._report(said.text)
        )
        elsewhere = f"^(?!{'|'.join(map(re.escape, local))})"
        context.route(
            re.compile("|".join((elsewhere, *map(re.escape, self.blocked)))), self._answer
        )
        if script:
            context.add_init_script(script)
        return self.go(context.new_page(), path)

    def go(self, page: Page, path: str) -> Page:
        """Load another page in the same context, even if only the fragment is different."""
        page.goto("about:blank")
        page.goto(self._url(path))
        return page

    def episode(self, path: str, **options: object) -> EpisodePage:
        """Open the page of an episode and wait for the scripts."""
        return EpisodePage(self.open(path, **options)).ready()

    def go_to_episode(self, page: Page, path: str) -> EpisodePage:
        """Load the page of an episode in the same context and wait for the scripts."""
        return EpisodePage(self.go(page, path)).ready()

    def _url(self, path: str) -> str:
        site, _, rest = path.partition("/")
        return self.url_of(site) + rest

    def _report(self, text: str) -> None:
        if not any(expected in text for expected in EXPECTED_ERRORS):
            self.errors.append(text)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if any(part in url for part in self.blocked):
            route.abort()
        elif url in FAKES:
            route.fulfill(path=FAKES[url], content_type="text/javascript")
        elif url.startswith(FRAMES):
            route.fulfill(body=FRAME, content_type="text/html")
        else:
            route.abort()


@contextmanager
def reading(browser: Browser, url_of: Callable[[str], str]) -> Iterator[Reader]:
    """Provide a reader, and expect that the console reported no error."""
    reader = Reader(browser, url_of)
    try:
        yield reader
    finally:
        for context in reader.contexts:
            context.close()
        sys.stderr.writelines(f"{error}\n" for error in reader.errors)  # if a test fails
    assert reader.errors == []
