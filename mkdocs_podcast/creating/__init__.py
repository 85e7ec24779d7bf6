"""New files: an episode, or a whole site."""

from __future__ import annotations
