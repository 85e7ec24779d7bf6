"""Several contents in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.packing import pack, unpack


@given(st.lists(st.binary()))
def test_contents_are_the_same_after_unpacking(contents):
    assert unpack(pack(contents)) == contents


@given(st.binary(), st.sampled_from([b"1", b"-1 1", b"x", b"9 9", b"1 -1"]))
def test_wrong_lengths_are_rejected(content, lengths):
    with pytest.raises(ValueError):  # noqa: PT011 - any message
        unpack(lengths + b"\n" + content[1:] + b"...")
