"""Values for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from mkdocs_podcast.show import Cue, Header, Line, Transcript, Word
from mkdocs_podcast.show.fields import tidy

MARKUP = (
    "*", "**", "_", "__", "`", "``", "```", "~", "~~", "~~~", "\\", "\\\\", "[", "]", "](x)", "![",
    "(", ")", "[^1]", "[[x]]", "[x]: y", "[TOC]", "<", ">", "<b>", "</p>", "<script>", "<!--",
    "-->", "]]>", "<http://a.b>", "http://a.b/_c_", "&", "&amp;", "&lt;", "&#42;", "&nbsp", "{",
    "}", "{: .x }", "{ #x }", "{{ x }}", "{% x %}", "{++x++}", "#", "##", "# ", "-", "- ", "--",
    "---", "+ ", "=", "===", "1. ", "22)", "١. ", ":", ": ", ":::", ":smile:", "|", "|-|", "^",
    "^^", "$x$", "%", "@", "!", "!!! note", "??? x", "'", '"', "(c)", "1/2", "...", "2*3*4",
    "n*n-1", "_v3", " ", "  ", "\t", "\n", "\n\n", "    ", "a", "word", "2:12", "(2:12)",
    "[2:12](x)", "**Ada** ", "### ", "\x02", "\x03", "\x02wzxhzdk:0\x03", "klzzwxh:0001",
    "podcast-part-0-of-this-page", "<!-- podcast:transcript -->", "<!-- /podcast:transcript -->",
    "--8<-- 'x'", "\u00a0", "\u200b", "\u2028", "\x85", "\u202e", "שלום", "😀", "é", "ﬁ", "\ufeff",
)  # fmt: skip
"""Text that is markup in some kind of Markdown, in HTML, in Jinja or in a terminal."""

characters = st.characters(exclude_categories=["Cs"])
anything = st.lists(
    st.sampled_from(MARKUP) | st.text(characters, max_size=6), min_size=1, max_size=8
).map("".join)
"""Any text."""

words = anything.map(tidy).filter(bool)
"""Any text on one line, as in the model."""

names = words.filter(lambda text: not text.endswith(":"))

times = st.integers(0, 3_600_000_000).map(lambda milliseconds: milliseconds / 1_000)
"""Any time in an episode, in seconds."""

near_times = st.none() | st.integers(0, 40).map(lambda tenths: tenths / 4)
"""Times that are close together, many of them in the same second."""


@st.composite
def cues(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Return cues as files have them: in order, perhaps overlapping, some with times of words."""
    found = []
    milliseconds = draw(st.lists(st.integers(0, 9_000_000), min_size=1, max_size=6))
    for start in sorted(each / 1_000 for each in milliseconds):
        text = "\n".join(draw(st.lists(words, min_size=1, max_size=3)))
        end = start + draw(st.integers(1, 9_000)) / 1_000
        positions = [index for index, c in enumerate(text) if index and c not in " \n"]
        parts = draw(st.lists(st.sampled_from(positions or [0]), max_size=3, unique=True))
        moments = draw(st.lists(st.floats(0, 0.9), min_size=len(parts), max_size=len(parts)))
        starts = [round(start + (end - start) * part, 3) for part in sorted(moments)]
        ends = [*starts[1:], end]
        spoken = map(Word, starts, ends, sorted(parts))
        found.append(Cue(start, round(end, 3), "", text, tuple(spoken)))
    return tuple(found)


@st.composite
def cued_lines(draw: st.DrawFn) -> list[Line]:
    """Return lines put together from cues."""
    rest, found = list(draw(cues())), []
    while rest:
        count = draw(st.integers(1, len(rest)))
        own, rest = tuple(rest[:count]), rest[count:]
        text, end = tidy(" ".join(cue.text for cue in own)), max(cue.end for cue in own)
        found.append(Line(text, draw(names), own[0].start, end, own))
    return found


lines = st.builds(Line, words, who=st.just("") | names, start=near_times)
headers = st.builds(Header, words, topics=st.just(()) | st.lists(words, max_size=2).map(tuple))
transcripts = st.lists(lines | headers, max_size=12).map(tuple).map(Transcript)


@st.composite
def spoiled(draw, text: str, pieces: st.SearchStrategy[str]) -> str:
    """A text with pieces cut out of it and put into it."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(pieces) + text[end:]
    return text
