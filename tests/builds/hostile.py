"""A show whose every text is one that something could take for more than text, and its twin.

The twin says something harmless in each place instead, so that the two differ in nothing but text.
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
"""A text with something in it for every format that it goes through."""

LONG = f"X{'😀水x' * 3_333}"
"""Ten thousand characters without a space."""

HARMLESS = "Harmless"

SCRIPT = "javascript:alert(1)"
"""An address that no page may lead to."""

ALLOWED = {"bad-link", "image-not-found", "audio-not-found", "unknown-guest", "who-is-a-sentence"}
"""Checks that such a show fails, and is built in spite of."""

Say = Callable[[str], str]
"""Makes the text that stands in the place of a name."""


def saying(text: str) -> Say:
    """Say a text in every place, each time with the name of the place, so that no two are one."""
    return lambda place: f"{text} {place}"


def of_html(say: Say, place: str) -> str:
    """A text in a field that holds HTML."""
    return f"<p>{html.escape(say(place))}</p>"


def of_markdown(say: Say, place: str) -> str:
    """A text in a field that holds Markdown."""
    return f"Code:\n\n~~~~~~\n{say(place)}\n~~~~~~\n"


def in_category(text: str) -> str:
    """A text as it can be in a category, in which a > divides."""
    return text.replace(">", "›")


def episode(say: Say, number: int, **more: Any) -> dict[str, Any]:
    """An episode that says something everywhere."""
    return {
        "title": say(f"title {number}"),
        "short": say(f"short {number}"),
        "subtitle": say(f"subtitle {number}"),
        "description": say(f"description {number}"),
        "intro": of_html(say, f"intro {number}"),
        "season": number,
        "episode": number,
        "published": f"2024-03-0{number}",
        "guests": ["ada", say("stranger")],
        "hosts": ["host", say("host without a file")],
        "image": SCRIPT,
        "topics": [say("topic")],
        "links": {say("platform"): "https://platform.example/", "spotify": SCRIPT},
        "ids": {say("id"): say("value"), "youtube": "LowWater_02" if number == 2 else ""},
        "quotableClips": [
            {"name": say("clip"), "startOffset": 2, "endOffset": 40, "url": SCRIPT},
        ],
        "context": say("context"),
        "guid": say(f"guid {number}"),
        "notes": of_markdown(say, f"notes {number}"),
        "transcript": [
            {"line": say("first"), "sec": 1, "who": say("person"), "other": say("extra")},
            {"header": say("header"), "topics": [say("topic")], "other": say("extra")},
            {"line": say("second"), "sec": 12, "who": say("unknown")},
            {"line": say("third"), "sec": 60},
            {"header": say("another header")},
            {"line": say("fourth"), "sec": 75, "who": say("person")},
            {"header": say("last header")},
            {"line": say("fifth"), "sec": 90, "who": say("person")},
        ],
        "ignore": [code for code in ALLOWED if code != "bad-link"],
        "other": say("extra"),
        **more,
    }


def person(say: Say, name: str) -> dict[str, Any]:
    """Somebody of whom everything is said."""
    return {
        "title": say(name),
        "aliases": [say(f"alias of {name}")],
        "bio_short": of_html(say, f"bio of {name}"),
        "web": SCRIPT,
        "twitter": say("account"),
        "github": SCRIPT,
        "links": {say("own platform"): "https://person.example/", "other": SCRIPT},
        "other": say("extra"),
    }


def configuration(say: Say) -> dict[str, Any]:
    """A site that publishes everything."""
    show = {
        "title": say("show"),
        "description": say("about"),
        "author": say("author"),
        "email": say("email"),
        "language": "en",
        "categories": [in_category(say("category")), f"Arts > {in_category(say('inner'))}"],
        "image": "images/show.png",
        "hosts": ["host"],
        "links": {say("show platform"): "https://show.example/", "spotify": SCRIPT},
        "copyright": say("copyright"),
        "license": say("license"),
        "license_url": "https://license.example/",
        "funding": {say("funding"): "https://funding.example/"},
    }
    options = {
        "show": show,
        "search": "pagefind",
        "llms": "full",
        "checks": dict.fromkeys(sorted(ALLOWED), "ignore"),
    }
    return {
        "site_name": "Low Water",  # themes take it, and the site's description, for HTML
        "plugins": ["search", {"podcast": options}],
    }


def write_show(root: Path, say: Say) -> None:
    """Write a show in which everything says something."""
    write(root / "mkdocs.yml", dumped(configuration(say)))
    write(root / "docs/index.md", "# Home")
    write(root / "docs/images/show.png", "")
    for name in ("person", "host"):
        told = person(say, name)
        bio = of_markdown(say, f"life of {name}")
        identity = {"person": "ada", "host": "host"}[name]
        write(root / f"docs/people/{identity}.md", front_matter(told, bio))
    write(root / "docs/podcast/heard.yaml", dumped(episode(say, 1, audio="audio/heard.mp3")))
    notes = episode(say, 2)
    write(root / "docs/podcast/seen.md", front_matter(notes, notes.pop("notes")))
    write(root / "docs/podcast/later.yaml", dumped({"title": say("title 3"), "season": 3}))
    recording = root / "docs/audio/heard.mp3"
    recording.parent.mkdir()
    recording.write_bytes(PICTURE)


def dumped(values: Mapping[str, Any]) -> str:
    """Values as YAML; a key of any length is one in it, unlike in JSON that is read as YAML."""
    return yaml.safe_dump(dict(values), allow_unicode=True)


def front_matter(values: Mapping[str, Any], body: str) -> str:
    return f"---\n{dumped(values)}---\n\n{body}"
