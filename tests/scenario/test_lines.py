"""Every key of a TOML text is found on its line, wherever TOML allows it to stand."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from negotiator.scenario import find
from negotiator.scenario.lines import key_lines, line_of

TEXT = '''# a = 0
a = 1  # x = 2
b = """
x = 1
[no]
"""
s = "a # [b] \\" = "
list = [
  # [no]
  { code = "A", n = [1,
     2] },
  ["p", "q"],
]
d . "e.f" = 1979-05-27T07:32:00Z
[t.'q.r']
k = 'lit"'
m = \'\'\'
y = 1\'\'\'
[[arr]]
z = 1
  [arr.sub]
  y = { p = 1, q = { r = 2 } }
  [[arr.deep]]
  w = inf
[[arr]]
[[arr.deep]]
w = 1
[[arr.deep]]
w = 2
'''


def test_keys_are_found_on_their_lines() -> None:
    lines = key_lines(TEXT)
    expected = {
        ("a",): 2,
        ("b",): 3,
        ("s",): 7,
        ("list", 0, "code"): 10,
        ("list", 0, "n", 1): 11,
        ("list", 1, 1): 12,
        ("d", "e.f"): 14,
        ("t", "q.r"): 15,
        ("t", "q.r", "k"): 16,
        ("t", "q.r", "m"): 17,
        ("arr", 0): 19,
        ("arr", 0, "z"): 20,
        ("arr", 0, "sub", "y", "q", "r"): 22,
        ("arr", 0, "deep", 0, "w"): 24,
        ("arr", 1): 25,
        ("arr", 1, "deep", 0): 26,
        ("arr", 1, "deep", 1, "w"): 29,
    }
    assert {path: lines[path] for path in expected} == expected
    assert ("x",) not in lines
    assert ("no",) not in lines
    assert ("y",) not in lines


def test_what_has_no_line_takes_that_of_what_is_around_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("arr", 0, "missing")) == 19
    assert line_of(lines, ("arr", 0, "sub", "y", "missing", 3)) == 22
    assert line_of(lines, ("nothing",)) == 1


@pytest.mark.parametrize("name", ["two-neighbours", "liberation-day-2025"])
def test_nothing_of_the_shipped_scenarios_is_without_a_line(name: str) -> None:
    text = find(name).read_text(encoding="utf-8")
    lines = key_lines(text)

    def every(value: Any, path: tuple[str | int, ...]) -> None:
        assert path in lines
        if isinstance(value, list):
            value = dict(enumerate(value))
        for key, inner in value.items() if isinstance(value, dict) else ():
            every(inner, (*path, key))

    every(tomllib.loads(text), ())


@pytest.mark.parametrize("text", ["a", "=", "[x", "a = [1", "a = {", 'x = "', "]", "a = [=]", "\0"])
def test_what_is_no_toml_ends_all_the_same(text: str) -> None:
    assert line_of(key_lines(text), ("a", "b")) == 1
