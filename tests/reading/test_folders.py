from __future__ import annotations

import os

import pytest

from mkdocs_podcast.reading.folders import reason_folder_is_unusable


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("docs/podcast", ""),
        (".", ""),
        ("docs/podcsat", "does not exist. Did you mean “docs/podcast”?"),
        ("doc/podcast", "does not exist. Did you mean “docs/podcast”?"),
        ("doc/episodes", "does not exist. Did you mean “docs”?"),
        ("podcast", "does not exist. Did you mean “docs/podcast”?"),
        ("episodes", "does not exist."),
        ("../episodes", "does not exist."),
        ("/nowhere/episodes", "does not exist."),
        ("secret", "cannot be read."),
    ],
)
def test_a_folder_that_cannot_be_used_has_a_reason(tmp_path, monkeypatch, name, reason):
    monkeypatch.setattr(os, "access", lambda path, _: path.name != "secret")
    for folder in ("docs/podcast", "secret"):
        (tmp_path / "site" / folder).mkdir(parents=True)
    base = tmp_path / "site"
    expected = f"The folder “{name}” {reason}" if reason else ""
    assert reason_folder_is_unusable(base / name, base, base / "docs") == expected


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "podcast").touch()
    reason = reason_folder_is_unusable(tmp_path / "podcast", tmp_path, tmp_path)
    assert reason == "“podcast” is not a folder."
