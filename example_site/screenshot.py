"""Take the screenshots of the example site for the README and the documentation.

`make screenshot` builds the sites and runs this. Pages are displayed without network access.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
LARGEST = 250_000
"""Maximum size of a screenshot, in bytes."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Picture:
    """A screenshot of a page.

    Attributes:
        path: The file to write.
        site: The folder of the built site.
        page: The URL of the page, relative to the site.
        size: Width and height of the window, in pixels.
        shown: The selector of an element to wait for.
    """

    path: Path
    site: Path
    page: str
    size: tuple[int, int]
    shown: str = "h1"


PICTURES = (
    Picture(
        HERE.parent / "docs-assets/screenshot.png",
        HERE / "site",
        "podcast/five-and-nine/",
        (1280, 1360),
    ),
    Picture(
        HERE / "docs/images/search.png",
        HERE / "site-search",
        "podcast/search/?words=file+names",
        (1280, 960),
        ".podcast-hits mark",
    ),
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its URL."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(picture: Picture) -> None:
    """Take a screenshot."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    width, height = picture.size
    with served(picture.site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(url + picture.page, wait_until="load")
        page.wait_for_selector(picture.shown)
        picture.path.parent.mkdir(exist_ok=True)
        page.screenshot(path=picture.path, animations="disabled")
        browser.close()


def main() -> int:
    """Take the screenshots, and print their sizes."""
    for picture in PICTURES:
        if not picture.site.is_dir():
            print(f"{picture.site} does not exist. Run “make screenshot”.", file=sys.stderr)
            return 1
        take(picture)
        print(f"{picture.path}: {picture.path.stat().st_size / 1000:.0f} kB")
    return 0 if all(picture.path.stat().st_size <= LARGEST for picture in PICTURES) else 1


if __name__ == "__main__":
    sys.exit(main())
