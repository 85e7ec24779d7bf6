"""Where everything is published, the plan of every output, and the views of pages."""

from __future__ import annotations

from .feeds import Feed
from .last_change import last_change
from .output_formats import FORMATS, FORMATS_BY_NAME, OutputFormat
from .outputs import Conflict, Kind, Output, find_conflicts
from .plan import LLMS_FULL, LLMS_LIST, SitePlan, UnreadableFile, plan_site
from .urls import Urls, path_of_page, relative_url
from .view_builder import ViewBuilder
from .views import EpisodeView, PageView, SiteView

__all__ = [
    "FORMATS",
    "FORMATS_BY_NAME",
    "LLMS_FULL",
    "LLMS_LIST",
    "Conflict",
    "EpisodeView",
    "Feed",
    "Kind",
    "Output",
    "OutputFormat",
    "PageView",
    "SitePlan",
    "SiteView",
    "UnreadableFile",
    "Urls",
    "ViewBuilder",
    "find_conflicts",
    "last_change",
    "path_of_page",
    "plan_site",
    "relative_url",
]
