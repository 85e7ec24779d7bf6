"""Pages at earlier URLs of episodes, which redirect to where the episodes are now.

No browser keeps the fragment of a URL through ``<meta http-equiv="refresh">``, and a line of a
transcript is a fragment. So a script redirects; browsers without JavaScript use the meta element.
"""

from __future__ import annotations

from html import escape

from ..site.outputs import Kind, Output
from ..site.plan import SitePlan
from ..site.urls import relative_url

REDIRECT_SCRIPT = "assets/podcast/moved.js"
"""The path of the script that redirects, with the query and fragment of the URL."""


def redirect_page(plan: SitePlan, output: Output) -> str:
    """Write the page at an earlier URL of an episode.

    It needs no more from a Content-Security-Policy than ``script-src 'self'``.

    Args:
        plan: The plan of the build.
        output: An output of `Kind.REDIRECT`.
    """
    episode = plan.episodes[output.subject]
    target = plan.page(Kind.EPISODE, episode.file)
    link, title = escape(relative_url(target, output.path)), escape(episode.title)
    script = escape(relative_url(REDIRECT_SCRIPT, output.path))
    url = escape(plan.urls.absolute(target))
    canonical = f'<link rel="canonical" href="{url}">\n' if url else ""
    return f"""<!doctype html>
<html lang="{escape(plan.catalog.show.language)}">
<head>
<meta charset="utf-8">
<title>{title}</title>
{canonical}<script src="{script}" data-to="{link}"></script>
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<p><a href="{link}">{title}</a></p>
</body>
</html>
"""
