"""Fixtures of tests that build whole sites."""

from __future__ import annotations

from ..fixtures import quiet, site, sketch
from .built import built

__all__ = ["built", "quiet", "site", "sketch"]
