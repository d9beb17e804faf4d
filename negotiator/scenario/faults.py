"""Faults of a scenario file: what, where, what was expected, the nearest valid name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault, printed as one line; line 0 means the file as a whole."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}" if where else self.what


class ScenarioError(ValueError):
    """A scenario that cannot be played, with all its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Fault, ...]]]:
        # Made again from the faults where it comes from another process.
        return type(self), (self.faults,)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that comes nearest, upper and lower case alike; None when none is near."""
    by_case = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), by_case, 1, 0.4)
    return by_case[near[0]] if near else None


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """«no country 'CHEE'; did you mean CHE?»"""
    names = list(dict.fromkeys(known))
    near = nearest(name, names)
    hint = f"did you mean {near}?" if near else f"expected {_any_of(names)}"
    return f"no {kind} {name!r}; {hint}"


def _any_of(names: list[str]) -> str:
    if len(names) < 2:
        return names[0] if names else "none, as there is none"
    return f"one of {', '.join(names)}"
