from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.compression import compress_value, decompress_value


@given(st.binary(), st.binary())
def test_a_value_is_restored(value, reference):
    assert decompress_value(compress_value(value, reference), reference) == value


def test_a_value_that_repeats_the_reference_is_small():
    reference = bytes(range(256)) * 20
    assert len(compress_value(reference[100:5000], reference)) < 50


@pytest.mark.parametrize("content", [b"", b"{}", compress_value(b"a value")[:-1]])
def test_damaged_content_is_an_error(content):
    with pytest.raises(ValueError, match=r"\w"):
        decompress_value(content)
