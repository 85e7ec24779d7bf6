"""The show for language models: a list of its episodes, and the Markdown of all of them.

Specification: https://llmstxt.org. Its parsers end a title at the first closing bracket, escaped or
not, so brackets are written as references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..show import Episode
from ..site.output_formats import MARKDOWN
from ..site.outputs import Kind
from ..site.plan import LLMS_FULL, LLMS_LIST, SitePlan
from ..site.urls import relative_url

_REFERENCE = re.compile(r"&(?=#?\w+;)")
_MARKUP = re.compile(r"[\\`*_]")
_REFERENCES = str.maketrans({"[": "&#91;", "]": "&#93;", "<": "&lt;", ">": "&gt;"})
_BLOCK_START = re.compile(r"(\d+)([.)])|([#+=:~-])")


def llms_list(plan: SitePlan) -> str:
    """Write ``llms.txt``: what the show is, and its episodes with links to their Markdown.

    An episode whose Markdown is not published is linked to its page.
    """
    show, messages = plan.catalog.show, plan.messages
    parts = [f"# {_plain(show.title)}"]
    if show.description:
        parts.append(f"> {_plain(show.description)}")
    for season, episodes in plan.catalog.seasons():
        number = messages["season"](number=season)
        name = str(messages["more_episodes"]) if season is None else number
        parts.append(f"## {_plain(name)}")
        parts.append("\n".join(_item(plan, episode) for episode in episodes))
    return "\n\n".join(parts) + "\n"


def llms_full(plan: SitePlan, pages: Mapping[str, str]) -> str:
    """Write ``llms-full.txt``: all pages of episodes, each below its URL.

    Args:
        plan: The plan of the build.
        pages: The portable Markdown of pages, by the files of their episodes.
    """
    return "\n---\n\n".join(
        f"<{_url(plan, plan.page(Kind.EPISODE, episode.file), LLMS_FULL)}>\n\n{text.strip()}\n"
        for episode in plan.catalog.episodes
        if (text := pages.get(episode.file, ""))
    )


def _url(plan: SitePlan, target: str, page: str) -> str:
    """Return the absolute URL of a target, or one relative to a file if the site has no URL."""
    return plan.urls.absolute(target) or relative_url(target, page)


def _item(plan: SitePlan, episode: Episode) -> str:
    files = plan.files_by_episode.get(episode.file, {})
    target = files.get(MARKDOWN.name) or plan.page(Kind.EPISODE, episode.file)
    link = f"- [{_plain(episode.title)}]({_url(plan, target, LLMS_LIST)})"
    return f"{link}: {_plain(episode.summary)}" if episode.summary else link


def _plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    text = _REFERENCE.sub("&amp;", " ".join(text.split()))
    text = _MARKUP.sub(r"\\\g<0>", text).translate(_REFERENCES)
    if text.endswith("#"):  # which would end a heading
        text = f"{text[:-1]}\\#"
    if start := _BLOCK_START.match(text):
        mark = start.end() - 1
        text = f"{text[:mark]}\\{text[mark:]}"
    return text
