"""What is published with the pages, a module a format."""

from .feed import Mode, editions
from .head import into_head
from .publication import Publication, files_beside, files_of_show, find_problems, names_of, write
from .structured import Published

__all__ = [
    "Mode",
    "Publication",
    "Published",
    "editions",
    "files_beside",
    "files_of_show",
    "find_problems",
    "into_head",
    "names_of",
    "write",
]
