"""All episodes and people together: their order, who is meant by a name, topics, relations."""

from __future__ import annotations

from .catalog import Appearance, Catalog, Role, Spoken
from .names import fold, names_of
from .topics import SectionRef, Topic

__all__ = [
    "Appearance",
    "Catalog",
    "Role",
    "SectionRef",
    "Spoken",
    "Topic",
    "fold",
    "names_of",
]
