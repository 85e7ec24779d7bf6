"""Material's privacy: files on other sites are downloaded during the build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..browser.server import served
from ..sites import PICTURE, Site
from .conftest import Plan
from .show import FOG, MATERIAL, assert_complete, orders, path_of

PLUGIN = (
    "privacy: {cache_dir: CACHE, links_attr_map: {target: _blank},"
    " assets_exclude: ['unpkg.com/*', '*/excluded.png']}"  # Material loads a script from there
)
FILES = """
docs/podcast/fog.md
  ---
  title: Fog
  episode: 2
  image: ELSEWHERE/fog.png
  ids: {youtube: LowWater_02}
  audio: ELSEWHERE/fog.mp3
  ---
  ![Grey](ELSEWHERE/fog.png)
docs/podcast/rain.yaml
  title: Rain
  image: ELSEWHERE/excluded.png
  ids: {youtube: LowWater_03}
  transcript: [{line: Wet., sec: 3}]
"""
RAIN = "podcast/rain/index.html"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve another site with a picture and a recording."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "fog.png").write_bytes(PICTURE)
    (folder / "fog.mp3").write_bytes(PICTURE)
    with served(folder) as url:
        yield url.rstrip("/")


@pytest.fixture(scope="module", params=orders(PLUGIN))
def private(request: pytest.FixtureRequest, plan: Plan, elsewhere: str) -> Site:
    site = plan(request.param, MATERIAL, FILES.replace("ELSEWHERE", elsewhere)).build()
    assert_complete(site)
    return site


def test_pictures_are_downloaded(private: Site):
    page = private.page(FOG)
    for part in (".podcast-artwork img", ".podcast-notes img"):
        path = path_of(page.select_one(part)["src"], FOG)
        assert path.startswith("assets/external/")
        assert (private.root / "site" / path).read_bytes() == PICTURE


def test_recordings_and_excluded_pictures_are_not(private: Site, elsewhere: str):
    assert private.page(FOG).audio["src"] == f"{elsewhere}/fog.mp3"
    artwork = private.page(RAIN).select_one(".podcast-artwork img")
    assert artwork["src"] == f"{elsewhere}/excluded.png"


def test_without_our_script_players_and_times_open_a_new_tab(private: Site):
    page = private.page(RAIN)
    poster = page.select_one(".podcast-poster")
    assert (poster["data-youtube"], poster["target"]) == ("LowWater_03", "_blank")
    time = page.select_one("#t-3 .podcast-time")
    assert time["href"] == "https://www.youtube.com/watch?v=LowWater_03&t=3s"
    assert time["rel"] == ["noopener"]


def test_a_missing_picture_fails_the_build_as_it_does_without_us(plan: Plan, elsewhere: str):
    lost = f"docs/index.md\n  ![Lost]({elsewhere}/lost.png)\n"
    site = plan(f"[search, podcast, {PLUGIN}]", MATERIAL, lost)
    with pytest.raises(FileNotFoundError, match=r"lost\.png"):
        site.build()
