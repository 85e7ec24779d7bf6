from __future__ import annotations

import pytest

from mkdocs_podcast.reading import find, read_files


@pytest.fixture
def read(tmp_path):
    """Read one file as an episode; nothing comes of a page that is none."""

    def read_file(content: str | bytes, name: str = "a.yaml"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        readings, _ = read_files(find(tmp_path, tmp_path))
        (tmp_path / name).unlink()
        return readings[0] if readings else None

    return read_file
