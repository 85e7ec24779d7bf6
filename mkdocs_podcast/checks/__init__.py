"""The registry of checks, problems, and the checks within a single file."""

from __future__ import annotations

from .problem import CHECKS, Check, Level, Problem, did_you_mean, dotted, judge

__all__ = ["CHECKS", "Check", "Level", "Problem", "did_you_mean", "dotted", "judge"]
