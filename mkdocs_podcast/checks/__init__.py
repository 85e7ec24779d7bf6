"""The registry of checks, problems, and the checks within a single file."""

from __future__ import annotations

from .episode import MAX_SPEAKER_LENGTH, check_episode, is_after_end
from .person import check_person
from .problem import Problem, ValuePath, assign_levels, did_you_mean, dotted
from .registry import CHECKS, Check, Level

__all__ = [
    "CHECKS",
    "MAX_SPEAKER_LENGTH",
    "Check",
    "Level",
    "Problem",
    "ValuePath",
    "assign_levels",
    "check_episode",
    "check_person",
    "did_you_mean",
    "dotted",
    "is_after_end",
]
