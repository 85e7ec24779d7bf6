"""Material's social cards: a picture for every episode."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from ..sites import Site
from .show import MATERIAL, ROOT, TIDES

try:
    import cairosvg  # noqa: F401 - it loads its library
except OSError as error:
    pytest.skip(f"Cairo, a library of the system, is missing: {error}", allow_module_level=True)

PLUGIN = "social: {cache_dir: CACHE}"
CONFIG = MATERIAL


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a cache with the font that the plugin downloads from Google on a first build."""
    fonts = tmp_path_factory.mktemp("cache") / "fonts/Roboto"
    fonts.mkdir(parents=True)
    font = ImageFont.load_default(16).path
    assert isinstance(font, BytesIO)
    for style in ("Regular", "Bold"):
        (fonts / f"{style}.ttf").write_bytes(font.getvalue())
    return fonts.parents[1]


@pytest.mark.parametrize("name", ["tides", "fog", "index", "people/mary"])
def test_every_page_of_the_show_has_a_card(built: Site, name: str):
    card = built.root / f"site/assets/images/social/podcast/{name}.png"
    with Image.open(card) as picture:
        assert picture.size == (1200, 630)


def test_the_previews_of_an_episode_show_its_card_and_have_every_tag_once(built: Site):
    tags = built.page(TIDES).select("meta[property], meta[name]")
    pairs = [(tag.get("property") or tag.get("name"), tag["content"]) for tag in tags]
    previews = {name: text for name, text in pairs if name.startswith(("og:", "twitter:"))}
    assert len(previews) == len([name for name, _ in pairs if name in previews])
    assert "twitter:image" in previews
    assert previews["og:image"] == f"{ROOT}assets/images/social/podcast/tides.png"
    assert previews["og:title"] == "Tides & moons - Low Water"
    assert previews["og:description"] == "What the moon does."
    assert previews["og:url"] == f"{ROOT}podcast/tides/"
