from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field, make_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.digest import digest_of, key_of

texts = st.lists(st.text(max_size=5), max_size=4)
Colour = Enum("Colour", ["RED", "BLUE"])
Pair = NamedTuple("Pair", [("a", int), ("b", int)])  # noqa: UP014
Renamed = make_dataclass("Renamed", ["name", ("hidden", object, None)])
Empty = make_dataclass("Empty", [])


@dataclass(frozen=True)
class Person:
    name: str
    hidden: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Summarized:
    digest: str
    content: str = field(metadata={"is_digested": False})


class Quiet(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "quiet"


DIFFERENT = [
    None, True, 1, 1.0, "1", b"1", "", (), [], {}, frozenset(), (1,), [1], (1, 1), ((1,), 1),
    Pair(1, 1), {1: 1}, {"1": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1},
    {1, 2}, {1, 3}, Colour.RED, Colour.BLUE, "Colour.RED", Path("a"), "a", Quiet("a"), Quiet("b"),
    date(2024, 1, 1), datetime(2024, 1, 1), Person("a"), Person("b"), Person("a", 1), Renamed("a"),
    Empty(), "\ud800",
]  # fmt: skip


def test_different_values_have_different_digests():
    assert len({digest_of(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_a_field_that_another_one_determines_does_not_count():
    assert digest_of(Summarized("a", "x")) == digest_of(Summarized("a", "y"))
    assert digest_of(Summarized("a", "x")) != digest_of(Summarized("b", "x"))


def test_mappings_have_the_same_digest_whatever_their_type():
    assert digest_of(MappingProxyType({"a": 1})) == digest_of({"a": 1})


@pytest.mark.parametrize("make", [object, lambda: lambda: 0, lambda: [{"a": object()}]])
def test_a_value_whose_contents_are_unknown_has_no_digest(make):
    with pytest.raises(TypeError, match="cannot make a digest"):
        digest_of(make())


def test_a_digest_is_the_same_in_every_process():
    value = "({'a', 'b'}, {'c': 1.5})"
    program = f"from mkdocs_podcast.engine.digest import *; print(digest_of({value}))"
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert output.stdout.decode().strip() == digest_of(({"b", "a"}, {"c": 1.5}))


@given(one=texts, other=texts)
def test_different_parts_have_different_keys(one, other):
    assert (key_of(*one) == key_of(*other)) == (one == other)
