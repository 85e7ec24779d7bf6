from __future__ import annotations

import os

import pytest

from mkdocs_podcast.source import folder_fault


@pytest.mark.parametrize(
    ("name", "fault"),
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
    ],
)
def test_a_missing_folder_is_reported_with_a_similar_one(tmp_path, name, fault):
    (tmp_path / "site/docs/podcast").mkdir(parents=True)
    base = tmp_path / "site"
    expected = f"The folder “{name}” {fault}" if fault else ""
    assert folder_fault(base / name, base, base / "docs") == expected


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "podcast").touch()
    assert folder_fault(tmp_path / "podcast", tmp_path, tmp_path) == "“podcast” is not a folder."


def test_a_folder_without_permission_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path / "podcast")
    (tmp_path / "podcast").mkdir()
    fault = folder_fault(tmp_path / "podcast", tmp_path, tmp_path)
    assert fault == "The folder “podcast” cannot be read."
