"""Errors in YAML: their causes, the lines to paste, and the errors after the first one.

Nearly all errors are texts that need quotes. A cause is certain once the line is quoted and the
error is gone, so each line is corrected and the file is read again until no error is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import yaml

from ..checks import Problem

try:
    from yaml import _yaml as libyaml
except ImportError:  # if PyYAML was built without it
    libyaml = None  # type: ignore[assignment]

MAX_REREAD = 32 * 1024 * 1024
"""Characters that are read again to find the errors after the first one; this takes a second."""

MAX_CONTINUATION = 200
"""Lines that a text without quotes continues on, at most."""

MAX_PASTED = 200
"""A line to paste is shown without its middle if it has more characters."""

_BREAK = re.compile("[\n\x85\u2028\u2029]")
_ENTRY = re.compile(
    r"""( *(?:-[ ]+)*)((?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:[ \t]+)?(?=[^\s#])(.*)"""
)
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_NO_SPACE = re.compile(r"( *(?:-[ ]+)*[\w-]+:)(?=[^\s:/])")
_JSON = re.compile(r"""\{\s*["']""")
_PAIR = re.compile(r"([{,])[ \t]*([\w.-]+):[ \t]+")
_TAB = re.compile(r"( *(?:-[ ]+)*)(\t[\t ]*)(?=[^\s#])")
_ESCAPES = re.compile(r"""\\.|(["'])""", re.DOTALL)

_MISREAD = re.compile(r":(?=\s|$)|\s#|\t")
_MISREAD_CAUSES = {
    ":": "YAML reads the colon in this text as the end of a key.",
    "#": "YAML reads “#” in this text as the start of a comment.",
    "\t": "YAML does not allow the tab in this text.",
}
_KEY = re.compile(r" *(?:-[ ]+)*[\w.-]+:(?=\s|$)")

_QUOTES = "\"'"
_PAIRS = {'"': '"', "'": "'", "[": "]", "{": "}"}
_FIRST_CHARACTERS = {
    "[": "YAML reads “[” at the start of this text as a list.",
    "{": "YAML reads “{” at the start of this text as a mapping.",
    "*": "YAML reads “*” at the start of this text as a reference.",
    "&": "YAML reads “&” at the start of this text as an anchor.",
    "!": "YAML reads “!” at the start of this text as a tag.",
    "|": "YAML reads “|” at the start of this text as the start of a block.",
    ">": "YAML reads “>” at the start of this text as the start of a block.",
    "-": "YAML reads “-” at the start of this text as an item of a list.",
    "?": "YAML reads “?” at the start of this text as a key.",
    **{
        each: f"A text without quotes cannot start with “{each}” in YAML."
        for each in ("@", "`", "%", ",", "]", "}")
    },
}
_TAB_INDENT = (
    "The line is indented with a tab, but YAML allows only spaces.",
    "Indent with spaces.",
)
_IN_BRACES = "In braces, text that contains commas, colons, brackets or quotes needs quotes."
_EXPLANATIONS = (
    ("found a tab character", *_TAB_INDENT),
    (
        "mapping values are not allowed",
        "The colon in this text is read as the end of a key.",
        "Put the text in quotes, or align the key with those above.",
    ),
    (
        "could not find expected ':'",
        "A key has no colon, or a text continues without being indented.",
        "Add the colon, or indent the text.",
    ),
    (
        "did not find expected key",
        "Expected a key.",
        "Align the keys; if the text above contains quotes, write it after “|”.",
    ),
    (
        "did not find expected '-' indicator",
        "Expected the next item of a list.",
        "Align the dashes; if the text above contains quotes, write it after “|”.",
    ),
    (
        "character that cannot start any token",
        "YAML reserves the first character of this text.",
        "Put the text in quotes.",
    ),
    (
        "did not find expected ',' or",
        "A bracket or brace is not closed, or a comma is missing.",
        "Close it, or put the text in quotes.",
    ),
    ("unexpected end of stream", "A quote or bracket is not closed.", "Close it."),
    ("expected node content", "Expected a value.", "Add the value."),
    ("while scanning an alias", "The star is read as an alias.", "Put the text in quotes."),
    ("while scanning an anchor", "The ampersand is read as an anchor.", "Put the text in quotes."),
    (
        "while scanning a directive",
        "A line that starts with “%” is read as a directive.",
        "Put the text in quotes.",
    ),
    (
        "invalid Unicode character escape code",
        "The escape after the backslash is not a character.",
        "Write the character itself.",
    ),
    (
        "unknown escape character",
        "In double quotes, the character after the backslash has no meaning.",
        "Use single quotes.",
    ),
)

Mark = tuple[int, int]
"""A position in a text: line and column, both from 1."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line with a key and a value, or an item of a list, and the lines that continue it.

    Attributes:
        first: The index of its line.
        end: The index after its last line.
        start: The line up to the value.
        value: The value, on one line.
    """

    first: int
    end: int
    start: str
    value: str


@dataclass(frozen=True, slots=True)
class _Correction:
    """A change of some lines that may remove an error.

    Attributes:
        first: The index of the first line.
        end: The index after the last line.
        until: The index of the line from which on there may be other errors.
        lines: What to write instead; the same number of lines.
        message: The cause of the error; empty if it is not known.
        advice: The fix.
        column: The column of the cause, from 1; 0 for the one of the error.
        entry: The entry that needs quotes.
    """

    first: int
    end: int
    until: int
    lines: tuple[str, ...]
    message: str = ""
    advice: str = ""
    column: int = 0
    entry: _Entry | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The errors of a text, and the text without them.

    Attributes:
        problems: All errors that could be found, in order.
        text: The text without these errors; empty if other errors may be left.
    """

    problems: tuple[Problem, ...]
    text: str = ""


def lines_of(text: str) -> list[str]:
    """Split a text where YAML has line breaks."""
    return _BREAK.split(text)


def find_errors(text: str, error: yaml.MarkedYAMLError) -> Corrected:
    """Find all errors of a text.

    Args:
        text: The text.
        error: The first error, which ended reading it.
    """
    lines = lines_of(text)
    problems: list[Problem] = []
    readings = max(8, MAX_REREAD // (len(text) + 1))
    current: yaml.MarkedYAMLError | None = error
    is_explained = True
    while current is not None:
        for correction in _corrections(lines, current):
            corrected = _applied([correction], lines)
            following = _first_error("\n".join(corrected))
            readings -= 1
            if following is None or _place(following) >= max(_place(current) + 1, correction.until):
                break
            if readings <= 0:
                return Corrected((*problems, _problem(current, lines)))
        else:
            return Corrected((*problems, _problem(current, lines)))
        if is_explained or correction.message:
            problems.append(_problem(current, lines, correction))
        elif following is not None:  # it may be due to what was left out before
            return Corrected(tuple(problems))
        if correction.entry and (others := list(_similar(lines, correction.entry))):
            all_corrected = _applied(others, corrected)
            later = _first_error("\n".join(all_corrected))
            readings -= 1
            if later is None or (following and _place(later) >= _place(following)):
                problems += [_problem(current, lines, each) for each in others]
                corrected, following = all_corrected, later
        is_explained = bool(correction.message)
        lines, current = corrected, following
        if readings <= 0:
            return Corrected(tuple(problems))
    return Corrected(tuple(problems), "\n".join(lines))


def _applied(corrections: Iterable[_Correction], lines: Sequence[str]) -> list[str]:
    corrected = [*lines]
    for each in corrections:
        corrected[each.first : each.end] = each.lines
    return corrected


def _similar(lines: Sequence[str], entry: _Entry) -> Iterator[_Correction]:
    """Yield corrections of later entries with the same key that are errors on their own.

    A transcript may have thousands of them; so they need not be found one after the other.
    """
    for index in range(entry.end, len(lines)):
        if not lines[index].startswith(entry.start):
            continue
        other = _entry(lines, index)
        if other and other.start == entry.start and other.end == index + 1:
            correction = _quotation(other)
            if correction.column and _first_error(f"k: {other.value}"):
                yield correction


def quoted_line(lines: Sequence[str], index: int) -> str:
    """Return an entry of a file with quotes around its text; empty if a line is in none.

    Args:
        lines: The lines of the file.
        index: The index of the line.
    """
    entry = next(_entries(lines, index), None) if index < len(lines) else None
    return _shown(entry.start + _quoted_value(entry.value)) if entry else ""


def quote_entry(lines: Sequence[str], index: int) -> list[str]:
    """Return the lines of a file with quotes around the text of the entry on a line."""
    entry = next(_entries(lines, index), None)
    if entry is None:
        return [*lines]
    quoted = entry.start + _quoted_value(entry.value)
    return [*lines[: entry.first], quoted, *lines[entry.end :]]


def corrected_text(text: str) -> str:
    """Return a text without errors; empty if not all of them can be corrected."""
    error = _first_error(text)
    if error is None:
        return text
    corrected = find_errors(text, error).text
    # A line that continued the text of another one has been joined with it.
    lines = zip(text.split("\n"), corrected.split("\n"), strict=False)
    return "\n".join(new for old, new in lines if new or not old) if corrected else ""


def quoting_advice(pasted: str) -> str:
    """Return the advice to put a text in quotes, with the line to paste if there is one."""
    return f"Put the text in quotes: {pasted}" if pasted else "Put the text in quotes."


def _first_error(text: str) -> yaml.MarkedYAMLError | None:
    try:
        libyaml.CParser(text).raw_parse()
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else 0


def _starts_at_context(error: yaml.MarkedYAMLError) -> bool:
    """Return whether the cause of an error is where YAML started to read something."""
    starts = ("quoted scalar", "flow", "simple key", "alias", "anchor", "block scalar")
    return any(words in (error.context or "") for words in starts)


def _place(error: yaml.MarkedYAMLError) -> int:
    """Return the index of the line of the cause of an error."""
    is_earlier = _starts_at_context(error) and error.context_mark
    return error.context_mark.line if is_earlier and error.context_mark else _line_of(error)


def _problem(
    error: yaml.MarkedYAMLError, lines: Sequence[str], correction: _Correction | None = None
) -> Problem:
    message, advice = _explanation(error, lines)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if correction and correction.message:
        message, advice = correction.message, correction.advice
        if correction.column:
            line, column = correction.first + 1, correction.column
    return Problem("not-yaml", message, advice, line=line, column=column)


def _explanation(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[str, str]:
    """Return a sentence about an error whose cause is not known, and one about the fix."""
    reason = f"{error.context or ''} {error.problem or ''}"
    index = _line_of(error)
    if "did not find expected key" in reason and index < len(lines) and _KEY.match(lines[index]):
        return "This key is not aligned with the keys above.", "Indent it like the keys above."
    for words, message, advice in _EXPLANATIONS:
        if words in reason:
            return message, advice
    return (
        f"This is not valid YAML: {reason.strip()}.",
        "Check quotes, colons and indentation here and above.",
    )


def _corrections(lines: Sequence[str], error: yaml.MarkedYAMLError) -> Iterator[_Correction]:
    """Yield changes that may remove an error, the most likely one first."""
    index = min(_line_of(error), len(lines) - 1)
    context = error.context_mark.line if error.context_mark else index
    if _TAB.match(lines[index]):
        yield _with_spaces(lines, index)
    candidates = (context, index) if _starts_at_context(error) else (index, index - 1)
    seen = set[tuple[int, int]]()
    for candidate in candidates:
        if not 0 <= candidate < len(lines):
            continue
        if match := _NO_SPACE.match(lines[candidate]):
            yield _with_space(lines, candidate, match.end())
        for entry in _entries(lines, candidate):
            if (entry.first, entry.end) not in seen and _may_need_quotes(entry, error):
                seen.add((entry.first, entry.end))
                yield _with_quotes(lines, entry, error)
    for candidate in dict.fromkeys(candidates):  # leave the entry out
        if 0 <= candidate < len(lines):
            end = _end_of(lines, candidate, _indent(lines[candidate]))
            yield _Correction(candidate, end, end, ("",) * (end - candidate))


def _with_spaces(lines: Sequence[str], index: int) -> _Correction:
    """Replace tabs in indentation, here and below."""

    def corrected(line: str) -> str:
        if not (tabs := _TAB.match(line)):
            return line
        spaces = "" if tabs[1].endswith("- ") else "  " * len(tabs[2])
        return f"{tabs[1]}{spaces}{line[tabs.end() :]}"

    all_corrected = tuple(map(corrected, lines[index:]))
    return _Correction(index, len(lines), index + 1, all_corrected, *_TAB_INDENT)


def _with_space(lines: Sequence[str], index: int, column: int) -> _Correction:
    line = lines[index]
    key = line[:column].split()[-1]
    return _Correction(
        index,
        index + 1,
        index + 1,
        (f"{line[:column]} {line[column:]}",),
        f"There is no space after “{key}”.",
        f"Add it: {_shown(f'{line[:column]} {line[column:]}')}",
        column + 1,
    )


def _may_need_quotes(entry: _Entry, error: yaml.MarkedYAMLError) -> bool:
    first = entry.value[0]
    if first in _QUOTES and first not in entry.value[1:]:
        return "quoted scalar" in (error.context or "")  # otherwise, it ends further down
    return not _JSON.match(entry.value)


def _with_quotes(lines: Sequence[str], entry: _Entry, error: yaml.MarkedYAMLError) -> _Correction:
    correction = _quotation(entry)
    index = min(_line_of(error), len(lines) - 1)
    if "escape" in (error.problem or ""):
        message, _ = _explanation(error, lines)
        advice = f"Use single quotes: {_shown(correction.lines[0])}"
        return replace(correction, message=message, advice=advice, column=0, entry=None)
    if not correction.message:
        message, advice = _explanation(error, lines)
        return replace(correction, message=message, advice=advice, entry=None)
    if entry.first < index and not _cause_at_start(entry.value) and _KEY.match(lines[index]):
        message = "YAML reads this line as more of the text above, but it looks like a key."
        advice = correction.advice.replace("Put", "Align it with the keys, or put")
        return replace(correction, message=message, advice=advice, entry=None)
    return correction


def _quotation(entry: _Entry) -> _Correction:
    """Put the text of an entry in quotes; there is no message if the cause is not known."""
    value = entry.value
    line = entry.start + _quoted_value(value)
    advice = quoting_advice(_shown(line))
    if value[0] in _PAIRS and _PAIRS[value[0]] not in value[1:]:
        close = "Close it" if value[0] in _QUOTES else "Close it, or put the text in quotes"
        advice = advice.replace("Put the text in quotes", close)
    column, message = 1, _cause_at_start(value)
    if not message:
        match = None if _PAIR.match(value) else _MISREAD.search(value)
        message = (
            _IN_BRACES if _PAIR.match(value) else _MISREAD_CAUSES[match[0][-1]] if match else ""
        )
        column = match.end() if match and entry.end == entry.first + 1 else 0
    return _Correction(
        entry.first,
        entry.end,
        entry.end,
        (line, *("" for _ in range(entry.first + 1, entry.end))),
        message,
        advice,
        column and len(entry.start) + column,
        entry,
    )


def _cause_at_start(value: str) -> str:
    """Return why the first character of a text without quotes is an error; empty if it is not."""
    first = value[0]
    if first in _PAIRS and _PAIRS[first] not in value[1:]:
        return f"The {'quote' if first in _QUOTES else 'bracket'} “{first}” is not closed."
    if first in _QUOTES:
        if _inner(value) is not None:
            return "The text contains the quotes that it is written in."
        return "The text continues after its closing quote."
    if (first == "{" and _PAIR.match(value)) or (first in "-?" and value[1:2].strip()):
        return ""
    return _FIRST_CHARACTERS.get(first, "")


def _entries(lines: Sequence[str], index: int) -> Iterator[_Entry]:
    """Yield the entry that a line starts, and those of the lines that it may continue."""
    if entry := _entry(lines, index):
        yield entry
    indent = _indent(lines[index])
    for above in range(index - 1, max(-1, index - MAX_CONTINUATION), -1):
        if not lines[above].strip() or _indent(lines[above]) >= indent:
            continue
        indent = _indent(lines[above])
        if (entry := _entry(lines, above)) and entry.end > index:
            yield entry
            return


def _entry(lines: Sequence[str], index: int) -> _Entry | None:
    match = _ENTRY.fullmatch(lines[index])
    if not match or not (match[2] or "-" in match[1]) or _BLOCK.fullmatch(match[3]):
        return None
    start = match[1] + (match[2] or "")
    indent = len(match[1]) if match[2] else match[1].rfind("-")
    end = _end_of(lines, index, indent)
    if not match[2] and end > index + 1 and _KEY.match(lines[index + 1]):
        return None  # the first key of a mapping, which is not a simple one
    value = " ".join(filter(None, (match[3].strip(), *map(str.strip, lines[index + 1 : end]))))
    return _Entry(index, end, start, value)


def _end_of(lines: Sequence[str], index: int, indent: int) -> int:
    """Return the index after the last line that is indented more than a line before it."""
    end = index + 1
    for below in range(index + 1, min(len(lines), index + MAX_CONTINUATION)):
        if lines[below].strip():
            if _indent(lines[below]) <= indent:
                break
            end = below + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quoted_value(value: str) -> str:
    """Return a value in quotes, or the values in a flow mapping that need them."""
    if value.startswith("{") and _PAIR.match(value):
        return _quoted_pairs(value)
    first = value[0]
    if first in _QUOTES:
        if value.count(first) == 1:
            return value + first
        inner = _inner(value)
        return _in_quotes(value if inner is None else inner)
    return _in_quotes(value)


def _quoted_pairs(value: str) -> str:
    pairs = list(_PAIR.finditer(value))
    ends = [*(pair.start() for pair in pairs[1:]), len(value)]
    written = []
    for pair, end in zip(pairs, ends, strict=True):
        text = value[pair.end() : end].strip()
        if end == len(value):
            text = text.removesuffix("}").rstrip()
        written.append(f"{pair[2]}: {text if _is_one_value(text) else _in_quotes(text)}")
    return f"{{{', '.join(written)}}}"


def _is_one_value(text: str) -> bool:
    """Return whether the value of a key in a flow mapping is read as a whole."""
    parser = libyaml.CParser(f"{{k: {text}\n}}")
    depth = nodes = 0
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.NodeEvent):
                nodes += depth == 1
                depth += isinstance(event, yaml.CollectionStartEvent)
    except yaml.YAMLError:
        return False
    return nodes == 2 and text[:1] not in "*&!" and " #" not in text  # the key and its value


def _inner(value: str) -> str | None:
    """Return a text without quotes that were meant to surround it, or None if there are none."""
    quote = value[0]
    if len(value) < 3 or value[-1] != quote:
        return None
    unescaped = [m.start() for m in _ESCAPES.finditer(value) if m[1] == quote]
    if len(unescaped) == 2 or value.count(quote) % 2:
        return value[1:-1]
    return None


def _in_quotes(text: str) -> str:
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _shown(line: str) -> str:
    """Return a line as messages show it."""
    line = line.strip()
    if len(line) <= MAX_PASTED:
        return line
    half = MAX_PASTED // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
