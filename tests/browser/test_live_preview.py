"""A browser that shows a page of `mkdocs serve` while its episode is edited."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from ..builds.test_serve import Server
from ..sites import write, write_sketch


def episode(edited: int = -1) -> str:
    words = "high water is late today " * 12
    lines = (
        f"  - {{sec: {n * 10}, line: {'Edited' if n == edited else words}}}" for n in range(50)
    )
    return "title: Tides\npublished: 2024-03-31\ntranscript:\n" + "\n".join(lines)


def test_the_page_reloads_at_the_edited_line(chromium: Browser, tmp_path: Path):
    write_sketch(tmp_path, "mkdocs.yml\n  plugins: [search, podcast]\ndocs/index.md\n  # Home")
    write(tmp_path / "docs/podcast/tides.yaml", episode())
    server = Server(tmp_path)
    try:
        server.wait("podcast/tides/", "high water")
        page = chromium.new_page()
        page.goto(f"{server.url}podcast/tides/")
        write(tmp_path / "docs/podcast/tides.yaml", episode(edited=40))
        line = page.get_by_text("Edited")
        expect(line).to_be_in_viewport()
        expect(page).to_have_url(f"{server.url}podcast/tides/#t-400")
        page.close()
    finally:
        server.stop()
