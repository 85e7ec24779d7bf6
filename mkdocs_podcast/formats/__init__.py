"""The published formats besides pages, one module per format."""

from __future__ import annotations

from .archive_filter import filter_list
from .feed import write_feed
from .feed_content import item_content
from .head import insert_head, page_head
from .llms import llms_full, llms_list
from .redirects import redirect_page
from .search import notes_content, search_content
from .search_limits import IndexedPage, LimitedIndex, describe_reduction, limit_index
from .transcript_files import transcript_files

__all__ = [
    "IndexedPage",
    "LimitedIndex",
    "describe_reduction",
    "filter_list",
    "insert_head",
    "item_content",
    "limit_index",
    "llms_full",
    "llms_list",
    "notes_content",
    "page_head",
    "redirect_page",
    "search_content",
    "transcript_files",
    "write_feed",
]
