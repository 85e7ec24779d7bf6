"""What is published with the pages, a module a format."""

from .feed import Mode, editions
from .head import into_head
from .publication import Publication, find_problems, write
from .structured import Published

__all__ = ["Mode", "Publication", "Published", "editions", "find_problems", "into_head", "write"]
