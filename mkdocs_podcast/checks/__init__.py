"""The registry of checks, problems, and the checks within a single file."""

from __future__ import annotations

from .problem import CHECKS, Check, Level, Problem, did_you_mean, dotted, judge
from .problem import Path as ValuePath

__all__ = ["CHECKS", "Check", "Level", "Problem", "ValuePath", "did_you_mean", "dotted", "judge"]
