"""Material's privacy: what lies elsewhere is fetched for the site while it is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..browser.server import served
from ..fixtures import Sketch
from ..sites import PICTURE, Site
from .show import FOG, SHOWN, TIDES, loads_our_script, orders, path_of, shown

pytest.importorskip("material")

PRIVACY = (
    "privacy: {cache_dir: CACHE, links_attr_map: {target: _blank},"
    " assets_exclude: ['unpkg.com/*'%s]}"  # Material's own script, which is out of reach here
)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another site, which has a picture and a recording."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "fog.png").write_bytes(PICTURE)
    (folder / "fog.mp3").write_bytes(PICTURE)
    with served(folder) as address:
        yield address


def sketch(plugins: str, cache: Path, elsewhere: str, picture: str = "fog.png") -> str:
    return f"""
mkdocs.yml
  site_url: https://example.org/
  theme: {{name: material, font: false}}
  plugins: {plugins.replace("CACHE", cache.as_posix())}
docs/podcast/fog.md
  ---
  title: Fog
  episode: 2
  image: {elsewhere}{picture}
  ids: {{youtube: LowWater_02}}
  audio: {elsewhere}fog.mp3
  ---
  ![Grey]({elsewhere}{picture})
docs/podcast/rain.yaml
  title: Rain
  ids: {{youtube: LowWater_03}}
  transcript: [{{line: Wet., sec: 3}}]
"""


@pytest.fixture(scope="module", params=orders(PRIVACY % ""))
def built(
    request: pytest.FixtureRequest,
    build: Sketch,
    elsewhere: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Site:
    return build(sketch(request.param, tmp_path_factory.mktemp("cache"), elsewhere))


def test_pictures_are_fetched(built: Site):
    assert built.warnings == []
    page = built.page(FOG)
    for place in (".podcast-artwork img", ".podcast-notes img"):
        path = path_of(page.select_one(place)["src"], FOG)
        assert path.startswith("assets/external/")
        assert (built.root / "site" / path).read_bytes() == PICTURE


def test_recordings_stay_where_they_are(built: Site, elsewhere: str):
    assert built.page(FOG).audio["src"] == f"{elsewhere}fog.mp3"


def test_what_plays_is_the_same_but_opens_elsewhere_without_our_script(built: Site):
    page = built.page("podcast/rain/index.html")
    poster = page.select_one(".podcast-poster")
    assert (poster["data-youtube"], poster["target"]) == ("LowWater_03", "_blank")
    time = page.select_one("#t-3 .podcast-time")
    assert time["href"] == "https://www.youtube.com/watch?v=LowWater_03&t=3s"
    assert time["rel"] == ["noopener"]


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert loads_our_script(built.page(TIDES))
    assert built.broken_links() == []


def test_a_picture_that_is_left_out_stays_where_it_is(
    build: Sketch, elsewhere: str, tmp_path: Path
):
    privacy = PRIVACY % ", '*/lost.png'"
    plugins = f"[search, podcast, {privacy}]"
    site = build(sketch(plugins, tmp_path, elsewhere, "lost.png"))
    assert site.warnings == []
    assert site.page(FOG).select_one(".podcast-artwork img")["src"] == f"{elsewhere}lost.png"


def test_a_picture_out_of_reach_ends_the_build(build: Sketch, elsewhere: str, tmp_path: Path):
    plugins = f"[search, podcast, {PRIVACY % ''}]"
    with pytest.raises(FileNotFoundError, match=r"lost\.png"):
        build(sketch(plugins, tmp_path, elsewhere, "lost.png"))


def test_so_it_does_without_us(build: Sketch, elsewhere: str, tmp_path: Path):
    privacy = (PRIVACY % "").replace("CACHE", tmp_path.as_posix())
    with pytest.raises(FileNotFoundError, match=r"lost\.png"):
        build(f"""
mkdocs.yml
  theme: {{name: material, font: false}}
  plugins: [search, {privacy}]
  exclude_docs: podcast/
docs/index.md
  ![Lost]({elsewhere}lost.png)
""")
