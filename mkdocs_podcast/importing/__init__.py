"""Turning what exists elsewhere into files of a show."""

from __future__ import annotations
