"""Every regular expression of the package reads long text in linear time.

The expressions are found in the code, and the texts consist of repetitions of their parts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import mkdocs_podcast

try:
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_constants as codes
    import sre_parse as parser

ROOT = Path(mkdocs_podcast.__file__).parent
MODULES = [
    name
    for name in sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
    if not name.startswith(("web/", "__main__"))  # read no input, or start the program
]
METHODS = {"match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}
LENGTH = 100_000
ANY = "a"
CATEGORIES = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}

Use = tuple[re.Pattern[str], str]
"""An expression and the method it is used with."""


def called_in(tree: ast.AST) -> dict[str, set[str]]:
    """Return the methods of expressions that code calls, by the name of the variable."""
    called: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=method) if method in METHODS:
                called.setdefault(name, set()).add(method)
    return called


CALLED = {
    name: methods
    for module in MODULES
    for name, methods in called_in(ast.parse((ROOT / module).read_text("utf-8"))).items()
    if name.isupper() and not name.startswith("_")
}
"""The methods that are called on public expressions."""


def uses(module: str) -> Iterator[Use]:
    """Yield the expressions of a module."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    name = ".".join(["mkdocs_podcast", *Path(module).with_suffix("").parts])
    values = vars(import_module(name.removesuffix(".__init__")))
    called = CALLED | called_in(tree)
    loops = (methods for name, methods in called_in(tree).items() if name not in values)
    in_loops = set[str]().union(*loops) - {"split"}  # texts are split, too
    for variable, value in values.items():
        for pattern in patterns_in(value):
            yield from ((pattern, method) for method in called.get(variable) or in_loops)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method)) if (
                method in METHODS and isinstance(node.args[0], ast.Constant)
            ):
                yield re.compile(node.args[0].value), method


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        yield from (pattern for each in value.values() for pattern in patterns_in(each))
    elif isinstance(value, (tuple, list)):
        yield from (pattern for each in value for pattern in patterns_in(each))


def parts(tree, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield texts that parts of an expression match, and texts that match what precedes them."""
    start = before
    for code, argument in tree:
        for inner in subtrees(code, argument):
            yield from parts(inner, before)
        text = sample(code, argument)
        yield before, text
        before += text
    yield start, before[len(start) :]


def subtrees(code, argument) -> list:
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        return [argument[2]]
    if code is codes.SUBPATTERN:
        return [argument[3]]
    if code is codes.BRANCH:
        return argument[1]
    return []


def sample(code, argument) -> str:
    """Return a text that a part of an expression matches."""
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return ANY if argument != ord(ANY) else "b"
    if code is codes.IN:
        return sample_of_set(argument)
    if code is codes.ANY:
        return ANY
    inner = subtrees(code, argument)
    return "".join(sample(*each) for each in inner[0]) if inner else ""


def sample_of_set(items) -> str:
    if items[0][0] is codes.NEGATE:
        pattern = re.compile(f"[{''.join(map(re.escape, set_members(items[1:])))}]|(?!)")
        return next((c for c in "a1 .\n<-" if not pattern.match(c)), ANY)
    return set_members(items)[0]


def set_members(items) -> list[str]:
    members = []
    for code, argument in items:
        if code is codes.LITERAL:
            members.append(chr(argument))
        elif code is codes.RANGE:
            members.append(chr(argument[0]))
        elif code is codes.CATEGORY:
            members.append(CATEGORIES.get(argument, ANY))
    return members or [ANY]


def texts(pattern: re.Pattern[str]) -> set[str]:
    """Return texts that repeat parts of an expression and do not match at their end."""
    found = set()
    for before, part in set(parts(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))):
        if part:
            number = LENGTH // len(part)
            found |= {part * number, f"{before}{part * number}\0", f"{part * number}{before}\0"}
    return found


def apply(pattern: re.Pattern[str], method: str, text: str) -> None:
    found = pattern.sub("", text) if method in {"sub", "subn"} else getattr(pattern, method)(text)
    if method == "finditer":
        for _ in found:
            pass


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("module", [each for each in MODULES if set(uses(each))])
def test_an_expression_reads_repetitions_of_its_parts_in_linear_time(module):
    for pattern, method in set(uses(module)):
        for text in texts(pattern):
            apply(pattern, method, text)


def test_expressions_and_their_parts_are_found():
    assert len({use for module in MODULES for use in uses(module)}) > 100
    repeated = {text[:3] for text in texts(re.compile("x(y*|[^a])<"))}
    assert {"xxx", "yyy", "xyy", "<<<"} <= repeated
