"""Faults of a scenario file: what, where, what was expected, the nearest valid name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault, printed as one line."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class ScenarioError(ValueError):
    """A scenario that cannot be played, with all its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """«no country 'CHF'; did you mean CHE?»"""
    names = list(known)
    near = difflib.get_close_matches(name, names, 1, 0.4)
    upper = difflib.get_close_matches(name.upper(), [n.upper() for n in names], 1, 0.4)
    if not near and upper:
        near = [n for n in names if n.upper() == upper[0]]
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names)}"
    return f"no {kind} {name!r}; {hint}"
