"""Material's social cards: a picture for every episode."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, TIDES, orders, shown

pytest.importorskip("material")
Image = pytest.importorskip("PIL.Image")
ImageFont = pytest.importorskip("PIL.ImageFont")

try:
    import cairosvg  # noqa: F401 - whether it finds its library
except OSError as error:
    pytest.skip(f"Cairo, a library of the system, is missing: {error}", allow_module_level=True)

ROOT = "https://example.org/sea/"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the font that the plugin would fetch from Google, as after a first build."""
    cache = tmp_path_factory.mktemp("cache")
    fonts = cache / "fonts/Roboto"
    fonts.mkdir(parents=True)
    font = ImageFont.load_default(16).path
    assert isinstance(font, BytesIO)
    for style in ("Regular", "Bold"):
        (fonts / f"{style}.ttf").write_bytes(font.getvalue())
    return cache


@pytest.fixture(scope="module", params=orders("social: {cache_dir: CACHE}"))
def built(request: pytest.FixtureRequest, build: Sketch, cache: Path) -> Site:
    return build(f"""
mkdocs.yml
  site_url: {ROOT}
  theme: {{name: material, font: false}}
  plugins: {request.param.replace("CACHE", cache.as_posix())}
""")


def test_every_page_of_the_show_has_a_card(built: Site):
    assert built.warnings == []
    for name in ("podcast/tides", "podcast/fog", "podcast/index"):
        card = f"assets/images/social/{name}.png"
        with Image.open(built.root / "site" / card) as picture:
            assert picture.size == (1200, 630)


def test_an_episode_names_its_card_once(built: Site):
    page = built.page(TIDES)
    said = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
    assert len(said) == len(page.select("meta[property^='og:']"))
    assert said["og:image"] == f"{ROOT}assets/images/social/podcast/tides.png"
    assert said["og:title"] == "Tides & moons - Low Water"
    assert said["og:description"] == "What the moon does."
    assert said["og:url"] == f"{ROOT}podcast/tides/"


def test_an_episode_says_nothing_twice_to_x(built: Site):
    tags = built.page(TIDES).select("meta[property], meta[name]")
    names = [str(tag.get("property") or tag.get("name")) for tag in tags]
    said = [name for name in names if name.startswith("twitter:")]
    assert "twitter:image" in said
    assert len(said) == len(set(said))


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert built.broken_links("/sea/") == []
