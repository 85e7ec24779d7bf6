"""A show in which every text is markup in some format, and its harmless twin.

The twin has a harmless text in each place, so the two differ in their texts only.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..sites import PICTURE, write

MARKUP = (
    "# </script><script>alert(1)</script></title></style></textarea><img src=x onerror=alert(1)>"
    " ]]> --> <!-- <?php ?> </p></div></article>"
    " & &amp; &lt; &#42; \"double\" 'single' >"
    " \u202eleft\u202c \u200f שלום مرحبا 😀 𝕏 👩‍👩‍👧"
    " {{ 7*7 }} {% raw %} {# no #}"
    " *star* _under_ **x** ~~y~~"
    " [link](javascript:alert(1)) ![](x) `code` <javascript:alert(1)> | \\ \\* $x$ [^1] --8<--"
    " {: .x } {++x++} :smile: http://a.example/_b_ 00:00:01.000 --> 00:00:02.000 <v Eve> #"
)
"""A text that contains markup of every format that is published."""

LONG = f"X{'😀水x' * 3_333}"
"""Ten thousand characters without a space."""

HARMLESS = "Harmless"

SCRIPT = "javascript:alert(1)"
"""A URL that no page may link to."""

ALLOWED = {"bad-link", "image-not-found", "audio-not-found", "unknown-guest", "who-is-a-sentence"}
"""Checks that find something in such a show."""

TextAt = Callable[[str], str]
"""Returns the text of a place, by the name of the place."""


def text_with_place(text: str) -> TextAt:
    """Return a function that appends the name of a place to a text, so that no two are equal."""
    return lambda place: f"{text} {place}"


def as_html(text: TextAt, place: str) -> str:
    """Return a text for a field that contains HTML."""
    return f"<p>{html.escape(text(place))}</p>"


def as_markdown(text: TextAt, place: str) -> str:
    """Return a text for a field that contains Markdown."""
    return f"Code:\n\n~~~~~~\n{text(place)}\n~~~~~~\n"


def in_category(text: str) -> str:
    """Return a text for a category, in which a > separates two levels."""
    return text.replace(">", "›")


def episode(text: TextAt, number: int, **more: Any) -> dict[str, Any]:
    """Return an episode with a text in every field."""
    return {
        "title": text(f"title {number}"),
        "short": text(f"short {number}"),
        "subtitle": text(f"subtitle {number}"),
        "description": text(f"description {number}"),
        "intro": as_html(text, f"intro {number}"),
        "season": number,
        "episode": number,
        "published": f"2024-03-0{number}",
        "guests": ["ada", text("stranger")],
        "hosts": ["host", text("host without a file")],
        "image": SCRIPT,
        "topics": [text("topic")],
        "links": {text("platform"): "https://platform.example/", "spotify": SCRIPT},
        "ids": {text("id"): text("value"), "youtube": "LowWater_02" if number == 2 else ""},
        "quotableClips": [
            {"name": text("clip"), "startOffset": 2, "endOffset": 40, "url": SCRIPT},
        ],
        "context": text("context"),
        "guid": text(f"guid {number}"),
        "notes": as_markdown(text, f"notes {number}"),
        "transcript": [
            {"line": text("first"), "sec": 1, "who": text("person"), "other": text("extra")},
            {"header": text("header"), "topics": [text("topic")], "other": text("extra")},
            {"line": text("second"), "sec": 12, "who": text("unknown")},
            {"line": text("third"), "sec": 60},
            {"header": text("another header")},
            {"line": text("fourth"), "sec": 75, "who": text("person")},
            {"header": text("last header")},
            {"line": text("fifth"), "sec": 90, "who": text("person")},
        ],
        "ignore": [code for code in ALLOWED if code != "bad-link"],
        "other": text("extra"),
        **more,
    }


def person(text: TextAt, name: str) -> dict[str, Any]:
    """Return a person with a text in every field."""
    return {
        "title": text(name),
        "aliases": [text(f"alias of {name}")],
        "bio_short": as_html(text, f"bio of {name}"),
        "web": SCRIPT,
        "twitter": text("account"),
        "github": SCRIPT,
        "links": {text("own platform"): "https://person.example/", "other": SCRIPT},
        "other": text("extra"),
    }


def configuration(text: TextAt) -> dict[str, Any]:
    """Return the configuration of a site that publishes everything."""
    show = {
        "title": text("show"),
        "description": text("about"),
        "author": text("author"),
        "email": text("email"),
        "language": "en",
        "categories": [in_category(text("category")), f"Arts > {in_category(text('inner'))}"],
        "image": "images/show.png",
        "hosts": ["host"],
        "links": {text("show platform"): "https://show.example/", "spotify": SCRIPT},
        "copyright": text("copyright"),
        "license": text("license"),
        "license_url": "https://license.example/",
        "funding": {text("funding"): "https://funding.example/"},
    }
    options = {
        "show": show,
        "search": "pagefind",
        "llms": "full",
        "checks": dict.fromkeys(sorted(ALLOWED), "ignore"),
    }
    return {
        "site_name": "Low Water",  # themes treat it as HTML, like the site's description
        "plugins": ["search", {"podcast": options}],
    }


def write_show(root: Path, text: TextAt) -> None:
    """Write the show with a text in every field."""
    write(root / "mkdocs.yml", dumped(configuration(text)))
    write(root / "docs/index.md", "# Home")
    write(root / "docs/images/show.png", "")
    for name in ("person", "host"):
        values = person(text, name)
        bio = as_markdown(text, f"life of {name}")
        identity = {"person": "ada", "host": "host"}[name]
        write(root / f"docs/people/{identity}.md", front_matter(values, bio))
    write(root / "docs/podcast/heard.yaml", dumped(episode(text, 1, audio="audio/heard.mp3")))
    notes = episode(text, 2)
    write(root / "docs/podcast/seen.md", front_matter(notes, notes.pop("notes")))
    write(root / "docs/podcast/later.yaml", dumped({"title": text("title 3"), "season": 3}))
    recording = root / "docs/audio/heard.mp3"
    recording.parent.mkdir()
    recording.write_bytes(PICTURE)


def dumped(values: Mapping[str, Any]) -> str:
    """Return values as YAML, in which a key can have any length, unlike in JSON."""
    return yaml.safe_dump(dict(values), allow_unicode=True)


def front_matter(values: Mapping[str, Any], body: str) -> str:
    return f"---\n{dumped(values)}---\n\n{body}"
