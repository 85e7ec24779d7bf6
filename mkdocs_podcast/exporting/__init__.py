"""Turning episodes into files for other programs."""

from __future__ import annotations
