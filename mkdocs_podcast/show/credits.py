"""Credits: what people did for an episode besides hosting it or being a guest.

The roles are those of https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ROLES = {
    "creative direction": (
        "director", "assistant director", "executive producer", "senior producer", "producer",
        "associate producer", "development producer", "creative director",
    ),
    "cast": (
        "host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer",
        "reporter",
    ),
    "writing": (
        "author", "editorial director", "co-writer", "writer", "songwriter", "guest writer",
        "story editor", "managing editor", "script editor", "script coordinator", "researcher",
        "editor", "fact checker", "translator", "transcriber", "logger",
    ),
    "audio production": (
        "studio coordinator", "technical director", "technical manager", "audio engineer",
        "remote recording engineer", "post production engineer",
    ),
    "audio post-production": (
        "audio editor", "sound designer", "foley artist", "composer", "theme music",
        "music production", "music contributor",
    ),
    "administration": (
        "production coordinator", "booking coordinator", "production assistant",
        "content manager", "marketing manager", "sales representative", "sales manager",
    ),
    "visuals": ("graphic designer", "cover art designer"),
    "community": ("social media manager",),
    "misc.": ("consultant", "intern"),
    "video production": (
        "camera operator", "lighting designer", "camera grip", "assistant camera",
    ),
    "video post-production": ("assistant editor",),
}  # fmt: skip

GROUP_BY_ROLE: Mapping[str, str] = {
    role: group for group, roles in _ROLES.items() for role in roles
}
"""The groups of the roles of Podcasting 2.0, all in lower case."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A person with a role of their own in an episode.

    Attributes:
        name: The id or the name of the person.
        role: The role, as the file writes it.
    """

    name: str
    role: str


def roles_of(base: str, credited: Iterable[str]) -> tuple[str, ...]:
    """Return the roles of a person; “co-host” says that someone is a host.

    Args:
        base: `host` or `guest`; empty for someone who is neither.
        credited: The other roles.
    """
    roles = tuple(dict.fromkeys(credited))
    is_said = not base or any(base in role.lower() for role in roles)
    return roles if is_said else (base, *roles)
