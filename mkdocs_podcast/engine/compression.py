"""Compression of values that are kept between builds, by Zstandard."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdDict, ZstdError, compress
else:
    from backports.zstd import ZstdDecompressor, ZstdDict, ZstdError, compress

MAX_VALUE_SIZE = 64 * 1024 * 1024
"""The size of a value in bytes, before compression."""

_MIN_REFERENCE_SIZE = 8
"""Zstandard takes no dictionary with fewer bytes."""

_LEVEL = 3
"""Above this level, compression takes several times longer and saves a few percent."""


def compress_value(value: bytes, reference: bytes = b"") -> bytes:
    """Compress a value.

    Args:
        value: The value.
        reference: Content that the value has much in common with; `decompress_value` needs it too.
    """
    return compress(value, _LEVEL, zstd_dict=_prefix(reference))


def decompress_value(content: bytes, reference: bytes = b"") -> bytes:
    """Decompress a value.

    Args:
        content: What `compress_value` returned.
        reference: What it was compressed with.

    Raises:
        ValueError: The content is not a compressed value, or the value is too large.
    """
    decompressor = ZstdDecompressor(_prefix(reference))
    try:
        value: bytes = decompressor.decompress(content, MAX_VALUE_SIZE + 1)
    except ZstdError as error:
        raise ValueError(str(error)) from None
    if not decompressor.eof or decompressor.unused_data or len(value) > MAX_VALUE_SIZE:
        message = "it is incomplete or too large"
        raise ValueError(message)
    return value


def _prefix(reference: bytes) -> tuple[ZstdDict, int] | None:
    if len(reference) < _MIN_REFERENCE_SIZE:
        return None
    prefix: tuple[ZstdDict, int] = ZstdDict(reference, is_raw=True).as_prefix
    return prefix
