"""Tactics: how much a government asks for, and how that falls as talks go on.

The families of Faratin, Sierra and Jennings (1998), as a share of what it could gain at all.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from typing import ClassVar


class UnknownTacticError(ValueError):
    """No such tactic, or no such parameter; the message names the nearest."""


@dataclass(frozen=True)
class Tactic:
    """How it bids and when it accepts.

    Parameters
    ----------
    opening
        The share of its possible gain that it asks for first.
    floor
        The least share that it asks for, at the end of its patience.
    """

    opening: float = 0.8
    floor: float = 0.1

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    reference: ClassVar[str] = "Faratin, Sierra and Jennings, Robotics and Autonomous Systems 24, 1998"

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        """The share of its possible gain that it asks for.

        Parameters
        ----------
        time
            Share of its patience that is used, 0 to 1.
        concessions
            By how much each further offer of the partner's was better for it, as a share of its
            possible gain.
        """
        raise NotImplementedError

    def _between(self, conceded: float) -> float:
        return self.opening - (self.opening - self.floor) * min(max(conceded, 0.0), 1.0)


@dataclass(frozen=True)
class Boulware(Tactic):
    """Holds out, and concedes only when its patience is nearly at an end."""

    exponent: float = 0.3

    name = "boulware"
    title = "Boulware"
    rule = "It holds out and concedes late."

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        return self._between(max(time, 0.0) ** (1.0 / self.exponent))


@dataclass(frozen=True)
class Conceder(Tactic):
    """Concedes most of the way at once, and little after that."""

    exponent: float = 3.0

    name = "conceder"
    title = "Conceder"
    rule = "It concedes early."

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        return self._between(max(time, 0.0) ** (1.0 / self.exponent))


@dataclass(frozen=True)
class TitForTatConcessions(Tactic):
    """Concedes as much as you do: relative tit for tat on the last offers, never by the clock."""

    generosity: float = 1.0

    name = "tit-for-tat-concessions"
    title = "Tit-for-tat concessions"
    rule = "It concedes as much as you have conceded."

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        given = self.generosity * sum(max(step, 0.0) for step in concessions)
        return max(self.opening - given, self.floor)


_TACTICS: tuple[type[Tactic], ...] = (Boulware, Conceder, TitForTatConcessions)


def tactics() -> dict[str, type[Tactic]]:
    """All tactics by name."""
    return {cls.name: cls for cls in _TACTICS}


def tactic(name: str, **parameters: float) -> Tactic:
    """A tactic by name.

    Raises
    ------
    UnknownTacticError
        For a name or a parameter that there is not; names the nearest.
    """
    known = tactics()
    if name not in known:
        raise UnknownTacticError(_unknown("tactic", name, list(known)))
    cls = known[name]
    allowed = [field.name for field in fields(cls)]
    for parameter in parameters:
        if parameter not in allowed:
            raise UnknownTacticError(_unknown(f"parameter of {name}", parameter, allowed))
    return cls(**parameters)


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.4)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
    return f"no {kind} {name!r}; {hint}"
