"""Take the picture of the example show that the README begins with.

Run it by `make screenshot`, which builds the site first. The page is shown as it is,
without a network.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SITE = HERE / "site"
PICTURE = HERE.parent / "docs-assets" / "screenshot.png"
PAGE = "podcast/five-and-nine/"
SIZE = (1280, 1360)
LARGEST = 250_000
"""Bytes of the picture at most."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; the value is its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(address: str) -> None:
    """Take the picture."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    width, height = SIZE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(address, wait_until="load")
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()


def main() -> int:
    """Take the picture, and say what came of it."""
    if not SITE.is_dir():
        print("There is no site yet; run “make site”.", file=sys.stderr)
        return 1
    PICTURE.parent.mkdir(exist_ok=True)
    with served(SITE) as address:
        take(address + PAGE)
    size = PICTURE.stat().st_size
    print(f"{PICTURE}: {size / 1000:.0f} kB")
    return 0 if size <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
