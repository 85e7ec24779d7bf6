"""All episodes and people together: their order, names, topics and relations."""

from __future__ import annotations

from .catalog import Appearance, Catalog, Role, SpokenSection
from .names import fold
from .order import group_by_season
from .topics import SectionRef, Topic

__all__ = [
    "Appearance",
    "Catalog",
    "Role",
    "SectionRef",
    "SpokenSection",
    "Topic",
    "fold",
    "group_by_season",
]
