"""Fixtures of tests that build whole sites."""

from __future__ import annotations

from ..fixtures import quiet, site, sketch

__all__ = ["quiet", "site", "sketch"]
