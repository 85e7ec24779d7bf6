from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.reading.assets import find_asset

from ..strategies import anything


@pytest.fixture
def roots(tmp_path: Path) -> list[Path]:
    """Create two folders with media, next to a secret, and links."""
    docs, media = tmp_path / "docs", tmp_path / "media"
    files = (docs / "a.png", docs / "x/b.jpg", docs / "d.md", media / "a.png", media / "c.mp3")
    for path in (*files, tmp_path / "secret.png"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(path.name.encode())
    targets = {
        "out.png": tmp_path / "secret.png",
        "up": tmp_path,
        "loop.png": docs / "loop.png",
        "in.png": docs / "a.png",
        "none.png": docs / "nothing.png",
    }
    for name, target in targets.items():
        if not (docs / name).is_symlink():
            (docs / name).symlink_to(target)
    (docs / "folder.png").mkdir(exist_ok=True)
    return [docs, media]


@pytest.mark.parametrize(
    ("reference", "uri", "type_"),
    [
        ("a.png", "a.png", "image/png"), ("/a.png", "a.png", "image/png"),
        ("x/b.jpg", "x/b.jpg", "image/jpeg"), ("x/../a.png", "a.png", "image/png"),
        ("./x//b.jpg", "x/b.jpg", "image/jpeg"), ("in.png", "a.png", "image/png"),
        ("c.mp3", "c.mp3", "audio/mpeg"),
    ],
)  # fmt: skip
def test_a_file_is_found_in_the_first_folder_that_has_it(roots, reference, uri, type_):
    asset = find_asset(reference, roots)
    assert (asset.uri, asset.type) == (uri, type_)
    assert asset.length == asset.path.stat().st_size


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.png", "/../secret.png", "x/../../secret.png", "out.png", "up/secret.png",
        "loop.png", "none.png", "folder.png", "d.md", "../docs/../secret.png", "a", "", ".", "..",
        "/", "x", "a.png/", "a.png\x00", "//[x.png", "file:///a.png", "x" * 5000 + ".png",
        "a.png?x", "data:image/png,x", "~/a.png",
    ],
)  # fmt: skip
def test_nothing_else_is_found(roots, reference):
    assert find_asset(reference, roots) is None
    assert find_asset(str(roots[0].parent / "secret.png"), roots) is None


NAMES = [
    "..",
    ".",
    "",
    "x",
    "up",
    "docs",
    "media",
    "a.png",
    "secret.png",
    "out.png",
    "~",
    "\\",
    "c.mp3",
]


@given(reference=st.lists(st.sampled_from(NAMES) | anything, max_size=6).map("/".join))
@example(reference="/etc/passwd")
@example(reference="up/../secret.png")
def test_nothing_outside_the_folders_is_ever_found(roots, reference):
    asset = find_asset(reference, roots)
    if asset:
        real = os.path.realpath(asset.path)
        assert any(real.startswith(f"{os.path.realpath(root)}{os.sep}") for root in roots)
        assert not asset.uri.startswith(("/", ".."))
        assert asset.type.split("/")[0] in {"image", "audio", "video"}
        assert asset.path.is_file()


def test_a_file_in_the_site_keeps_its_path_and_no_two_files_have_the_same_target(roots):
    docs, media = roots
    assert find_asset("b.jpg", [docs, docs / "x", media]).uri == "x/b.jpg"
    for folder in ("one", "two"):
        (media / folder).mkdir()
        (media / folder / "cover.png").write_bytes(b"x")
        cover = find_asset("cover.png", [docs, media / folder, media])
        assert cover.uri == f"{folder}/cover.png"
