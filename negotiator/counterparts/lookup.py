"""Names and parameters of stances, tactics and voices: looked up, and refused in one line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from typing import Any, TypeVar


class CounterpartError(ValueError):
    """No such stance, tactic, voice or parameter, or a value that it cannot have; in one line."""


T = TypeVar("T")


def find(kind: str, name: str, known: Mapping[str, T], error: type[CounterpartError]) -> T:
    """What stands under a name.

    Raises
    ------
    CounterpartError
        Of the class given, when there is nothing of that name; it names the nearest.
    """
    if name not in known:
        raise error(unknown(kind, name, known))
    return known[name]


def enter(
    kind: str, cls: type[Any], register: dict[str, Any], error: type[CounterpartError]
) -> None:
    """Enter a class in a register under its name.

    Raises
    ------
    CounterpartError
        Of the class given, when another has that name.
    """
    other = register.get(cls.name)
    if other is not None and other.__qualname__ != cls.__qualname__:
        raise error(
            f"two {kind}s are named {cls.name!r}: {other.__qualname__} and {cls.__qualname__}"
        )
    register[cls.name] = cls


def made(cls: type[T], parameters: Mapping[str, float], error: type[CounterpartError]) -> T:
    """A rule of a class with these parameters.

    Raises
    ------
    CounterpartError
        Of the class given, for a parameter that there is not, or a value out of bounds.
    """
    check_names(cls.name, cls, parameters, error)  # type: ignore[attr-defined]
    return cls(**parameters)


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The line that refuses a name and gives the nearest, or all there are."""
    names = list(known)
    found = near(name, names)
    hint = f"did you mean {found}?" if found else f"expected {_listed(names)}"
    return f"no {kind} {name!r}; {hint}"


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that begins so, else the one most like it; None when none is."""
    names = list(known)
    begun = [each for each in names if name and each.startswith(name)]
    return next(iter(begun or difflib.get_close_matches(name, names, 1, 0.4)), None)


def _listed(names: list[str]) -> str:
    if not names:
        return "none"
    return names[0] if len(names) == 1 else f"one of {', '.join(names)}"


def parameter(default: float, low: float, high: float, about: str) -> Any:
    """A parameter of a stance or a tactic: a number from `low` to `high`, and what it is."""
    return field(default=default, metadata={"low": low, "high": high, "about": about})


def check_names(
    name: str, cls: type[Any], given: Iterable[str], error: type[CounterpartError]
) -> None:
    """Refuse a parameter that the class does not have."""
    allowed = [each.name for each in fields(cls)]
    for each in given:
        if each not in allowed:
            raise error(unknown(f"parameter of {name}", each, allowed))


def check_values(name: str, rule: Any, error: type[CounterpartError]) -> None:
    """Refuse a value that is not a number within the parameter's bounds."""
    for each in fields(rule):
        value = getattr(rule, each.name)
        low, high = each.metadata["low"], each.metadata["high"]
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (number and low <= value <= high):
            raise error(
                f"{name}: {each.name} is {value!r}; expected a number from {low:g} to {high:g}"
            )
