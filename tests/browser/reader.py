"""Somebody who reads a site in Chromium, and what was asked of others while they did."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WITHOUT = (
    "AutofillServerCommunication",  # asks its maker about fields
    "WebUIOmniboxAimPopup",  # pages of its own, loaded with each window that nobody sees
    "WebUIOmniboxPopup",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",  # nobody sees it, and without one it is only imitated
    f"--disable-features={','.join(WITHOUT)}",
)

FRAME = "<!doctype html><html lang=en><title>Elsewhere</title><p>A player of others.</p></html>"
STAND_INS = {
    "https://www.youtube.com/iframe_api": HERE / "youtube.js",
    "https://open.spotify.com/embed/iframe-api/v1": HERE / "spotify.js",
}
FRAMES = ("https://www.youtube-nocookie.com/embed/", "https://open.spotify.com/embed/episode/")

PATIENCE = 60_000
"""Milliseconds after which a page hangs."""

EPISODE = ".podcast-player, .podcast-transcript"
INSIDE = ("data:", "blob:", "about:")
ALARMING = {"error", "warning"}
EXPECTED = (
    "net::ERR_FAILED",  # a host that is out of reach, as a test wanted it
    "/js/darkmode.js",  # of the theme `mkdocs`, where highlight.js is off
)


def browser_path() -> str | None:
    """The Chromium to use; none is Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def wait_until_at_work(page: Page) -> None:
    """Wait until our scripts have opened the episode of a page; until then a link is a link."""
    page.wait_for_selector(".podcast-dock", state="attached")


@dataclass
class Reader:
    """Opens pages, each with an empty memory of its own, and keeps what happens there.

    Attributes:
        browser: What they read with.
        address: Builds the site of a name and says where it is served.
        outside: What was asked of other servers, in order.
        faults: What the console and uncaught exceptions said.
        unreachable: Parts of addresses where nobody answers, in what is opened from then on.
    """

    browser: Browser
    address: Callable[[str], str]
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str, *, before: str = "", at_work: bool = True, **options: object) -> Page:
        """Open a page in a browser that knows nothing.

        Args:
            path: The name of a site, a slash, and the address in it.
            before: A script that is in the page before all others.
            at_work: Whether to wait for our scripts, where there is something for them to do.
            options: Of Playwright's contexts: viewport, color_scheme and so on.
        """
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self._url(path)))
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        context.on("request", lambda asked: self._note(asked.url, origin))
        context.on("weberror", lambda error: self._hear(f"{error.error}\n{error.error.stack}"))
        context.on("console", lambda said: said.type in ALARMING and self._hear(said.text))
        context.route(self._intercepted(origin), self._answer)
        if before:
            context.add_init_script(before)
        return self.go(context.new_page(), path, at_work=at_work)

    def go(self, page: Page, path: str, *, at_work: bool = True) -> Page:
        """Load another page of the same browser, also where only the end of its address differs."""
        page.goto("about:blank")
        page.goto(self._url(path))
        if at_work and page.locator(EPISODE).count():
            wait_until_at_work(page)
        return page

    def close(self) -> None:
        """Close all that was opened."""
        for context in self.contexts:
            context.close()

    def _url(self, path: str) -> str:
        site, _, rest = path.partition("/")
        return self.address(site) + rest

    def _note(self, url: str, origin: str) -> None:
        if self._elsewhere(url, origin):
            self.outside.append(url)

    def _intercepted(self, origin: str) -> re.Pattern[str]:
        """A pattern of what we answer; all else is never asked about here."""
        inside = "|".join(map(re.escape, (origin, *INSIDE)))
        return re.compile("|".join((f"^(?!{inside})", *map(re.escape, self.unreachable))))

    def _elsewhere(self, url: str, origin: str) -> bool:
        return not url.startswith((origin, *INSIDE))

    def _lost(self, url: str) -> bool:
        return any(part in url for part in self.unreachable)

    def _hear(self, text: str) -> None:
        if not any(known in text for known in EXPECTED):
            self.faults.append(text)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if self._lost(url):
            route.abort()
        elif url in STAND_INS:
            route.fulfill(path=STAND_INS[url], content_type="text/javascript")
        elif url.startswith(FRAMES):
            route.fulfill(body=FRAME, content_type="text/html")
        else:
            route.abort()
