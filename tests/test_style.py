"""The documentation, the messages and the code avoid stilted phrases and vague names."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_podcast.checks import CHECKS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mkdocs_podcast"

PHRASES = {
    r"\btold\b": "reported",
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\b(find|finds|found) out\b": "detect",
    r"\bfor ever\b": "permanently",
    r"\bso many\b": "at most",
    r"\bcomes? back by itself\b": "reloads",
    r"\bpass(es)? by\b": "skip",
    r"\bstands? (where|there|at|in (line|the|a|an|it|its|one)\b)": "is",
    r"\bbelongs? there\b": "is expected",
    r"\bnot for everybody\b": "explicit",
    r"\bthose that no\b": "those without",
    r"\b(has|have) the words of\b": "matches",
    r"\b(a|one|two) slip\b": "a typing error",
    r"\bas problems call it\b": "as in problems",
    r"\b(?<!email )(?<!contact )address(es)?\b": "URL",
    r"(^|[.;!] )of [^.,:;]+, (the|its|it|they|those|each|all|both)\b": "for …",
    r"(^|[.!] )what [^.?!,:|]*\b(is|are|was|stands|comes|says|has)\b"
    r"[^.?!,:|]*\b(is|are|stays|goes|comes|becomes|gets)\b": "a noun as the subject",
    r"\b(an?|one|two) (page|file|folder|line|module|row|list|name|request|process|key) an? "
    r"(page|file|line|module|episode|season|topic|person|language|format|show|build|key)\b": "per",
    r"\b(bytes|kB|MB|milliseconds|seconds) an? (episode|page|file|show)\b": "per",
}
"""Phrases to avoid, as regular expressions, and what to write instead."""

NAMES = frozenset(
    (
        *("made", "told", "whole", "beside", "again", "place", "facts", "more", "others"),
        *("around", "parts", "kept", "ours"),
    )
)
"""Names that do not say what they stand for."""

NOT_PROSE = re.compile(r"(`+).+?\1|</?\w[^<>]*>|(?<=\])\([^)]*\)", re.DOTALL)
"""Inline code, HTML tags and the targets of links."""
CODE_BLOCK = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
SCRIPT_TEXT = re.compile(
    r"/\*(?P<block>.*?)\*/|(?<![:\\])//(?P<line>[^\n]*)"
    r"""|"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<template>[^`]*)`""",
    re.DOTALL,
)
TEMPLATE_COMMENT = re.compile(r"\{#(.*?)#\}", re.DOTALL)
TEMPLATE_NAME = re.compile(r"\{% block (\w+)|podcast:(\w+)|class=\"podcast-(\w+)\"")
EXPORT = re.compile(r"^export (?:async )?(?:const|let|function\*?|class) (\w+)", re.MULTILINE)

Text = tuple[int, str]
"""A line number and the text that starts there."""


def phrases(text: str) -> list[str]:
    """Return the phrases to avoid in a text."""
    text = " ".join(NOT_PROSE.sub("…", text).split())
    found = [(re.search(pattern, text, re.IGNORECASE), hint) for pattern, hint in PHRASES.items()]
    return [f"“{match[0].strip()}” ({hint})" for match, hint in found if match]


def line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def markdown_texts(text: str) -> Iterator[Text]:
    """Yield the paragraphs and table rows of a page, without code blocks."""
    text = CODE_BLOCK.sub(lambda code: "\n" * code[0].count("\n"), text)
    for block in re.finditer(r"[^\n]+(?:\n(?![\n|])[^\n]+)*", text):
        yield line_at(text, block.start()), block[0]


def python_texts(source: str) -> Iterator[Text]:
    """Yield the comments, the docstrings and the sentences in string literals."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, node.value


def script_texts(source: str) -> Iterator[Text]:
    """Yield the comments and the sentences in strings of JavaScript or CSS."""
    for match in SCRIPT_TEXT.finditer(source):
        text = next(filter(None, match.groups()), "").replace("\n *", "\n").replace("//", "")
        if " " in text:
            yield line_at(source, match.start()), text


def template_texts(source: str) -> Iterator[Text]:
    for match in TEMPLATE_COMMENT.finditer(source):
        yield line_at(source, match.start()), match[1]


def public_names(source: str) -> Iterator[tuple[int, str]]:
    """Yield the names of a module that other modules can use, and the names of their parameters."""
    tree = ast.parse(source)
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (statement for body in bodies for statement in body):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if not name.startswith("_") or name == "__init__":
                    arguments = [*node.args.args, *node.args.kwonlyargs]
                    yield from ((node.lineno, argument.arg) for argument in arguments)
                yield node.lineno, name
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield node.lineno, name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield node.lineno, name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from ((node.lineno, alias.asname or "") for alias in names)


def texts_of(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".py":
            yield from python_texts(source)
        case ".js" | ".css" | ".ts":
            yield from script_texts(source)
        case ".md" if "templates" in path.parts:
            yield from template_texts(source)
        case ".md":
            yield from markdown_texts(source)


def names_of(path: Path) -> Iterator[tuple[int, str]]:
    source = path.read_text(encoding="utf-8")
    yield 1, path.stem
    if path.suffix == ".py":
        yield from public_names(source)
    elif path.suffix == ".js":
        yield from ((line_at(source, match.start()), match[1]) for match in EXPORT.finditer(source))
    elif "templates" in path.parts:
        for match in TEMPLATE_NAME.finditer(source):
            yield line_at(source, match.start()), next(filter(None, match.groups()))


def findings(path: Path) -> list[str]:
    """Return the phrases and names to avoid in a file, with their lines."""
    found = [(line, phrase) for line, text in texts_of(path) for phrase in phrases(text)]
    if path.suffix != ".md" or "templates" in path.parts:
        found += [(line, f"the name “{name}”") for line, name in names_of(path) if name in NAMES]
    return [f"{path.relative_to(ROOT)}:{line}: {what}" for line, what in sorted(found)]


def covered() -> list[Path]:
    pages = [
        *ROOT.glob("*.md"),
        *ROOT.glob("example_site/docs/*.md"),
        *ROOT.glob("example_site/*.py"),
    ]
    code = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".ts", ".css", ".md"}
    ]
    return sorted((*pages, *code))


@pytest.mark.parametrize("path", [str(path.relative_to(ROOT)) for path in covered()])
def test_texts_and_names_follow_the_style(path):
    assert findings(ROOT / path) == []


def test_the_texts_on_pages_follow_the_style():
    catalog = json.loads((PACKAGE / "messages/en.json").read_text("utf-8"))
    texts = json.dumps([*catalog["page"].values(), *catalog["browser"].values()])
    assert phrases(re.sub(r"\{\w+\}", "…", texts)) == []


@pytest.mark.parametrize("check", CHECKS)
def test_the_descriptions_of_checks_follow_the_style(check):
    assert phrases(CHECKS[check].meaning) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Whatever is wrong is told in one run, a line each.",
        "2 errors, to be mended before a site can be built",
        "“one” stands where a whole number belongs. Write a whole number.",
        "The key “x” stands in line 3 already.",
        "Its page has the address of another.",
        "Of a file of yours, the last two are found out.",
        "Of X, its Y is Z.",
        "Transcripts pass by the costly parts of Markdown.",
        "Those that no header has the words of are in the list of sections.",
        "Whether the show's language is not for everybody.",
        "So many episodes are compared with one.",
        "This page comes back by itself when this is mended:",
        "It has a page an episode, and a file a language.",
        "What is above the first header is in no chapter.",
        "An anchor is for ever.",
        "the value, as problems call it",
    ],
)
def test_stilted_sentences_are_detected(sentence):
    assert phrases(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "One run reports every problem, one per line.",
        "For local files, length and type are detected.",
        "Inline code such as `address` is ignored.",
        "What the show is about, in one or two sentences.",
        "The email address of the owner.",
    ],
)
def test_plain_sentences_pass(sentence):
    assert phrases(sentence) == []
