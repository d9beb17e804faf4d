"""Tactics: how much a government asks for, and how that falls as talks go on.

The families of Faratin, Sierra and Jennings (1998), as a share of what it could gain at all.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from negotiator.counterparts.lookup import (
    CounterpartError,
    check_names,
    check_values,
    find,
    parameter,
)


class UnknownTacticError(CounterpartError):
    """No such tactic or parameter (the message names the nearest), or no such value of one."""


@dataclass(frozen=True)
class Tactic:
    """How it bids and when it accepts. The fields are its parameters."""

    opening: float = parameter(0.8, 0.0, 1.0, "share of its possible gain that it asks for first")
    floor: float = parameter(0.1, 0.0, 1.0, "least share that it asks for")

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    reference: ClassVar[str] = (
        "Faratin, Sierra and Jennings, Robotics and Autonomous Systems 24, 1998"
    )

    def __post_init__(self) -> None:
        check_values(self.name, self, UnknownTacticError)
        if self.floor > self.opening:
            raise UnknownTacticError(
                f"{self.name}: floor is {self.floor:g}; expected no more than opening,"
                f" {self.opening:g}"
            )

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        """The share of its possible gain that it asks for, from `opening` down to `floor`.

        Parameters
        ----------
        time
            Share of its patience that is used, 0 to 1.
        concessions
            By how much each further offer of the partner's was better for it, as a share of its
            possible gain; negative where it was worse.
        """
        raise NotImplementedError

    @classmethod
    def text(cls) -> str:
        """The docstring, as the player reads it."""
        return inspect.getdoc(cls) or cls.rule


def _by_the_clock(tactic: Tactic, time: float, exponent: float) -> float:
    """The polynomial family: of the way from opening to floor, time^(1/e) has been given up.

    Faratin, Sierra and Jennings (1998), α(t) = k + (1 − k)·min(t, 1)^(1/e), with the share asked
    for 1 − α(t), k = 1 − opening, and the floor where the reservation value lies.
    """
    given_up = float(min(max(time, 0.0), 1.0) ** (1.0 / exponent))
    return tactic.opening - (tactic.opening - tactic.floor) * given_up


@dataclass(frozen=True)
class Boulware(Tactic):
    """Holds out near its first demand, and concedes only when its patience is nearly at an end.

    Named after Lemuel Boulware of General Electric, who made one offer and kept to it.
    """

    exponent: float = parameter(0.2, 0.01, 0.99, "e: the smaller, the later it concedes")

    name = "boulware"
    title = "Boulware"
    rule = "It holds out and concedes late."
    names = ("Boulware", "polynomial time-dependent, e < 1")

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        return _by_the_clock(self, time, self.exponent)


@dataclass(frozen=True)
class Conceder(Tactic):
    """Goes most of the way to its least demand at once, and little further after that.

    With an exponent of 1 it concedes evenly.
    """

    exponent: float = parameter(3.0, 1.0, 100.0, "e: the larger, the sooner it concedes")

    name = "conceder"
    title = "Conceder"
    rule = "It concedes early."
    names = ("Conceder", "polynomial time-dependent, e > 1")

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        return _by_the_clock(self, time, self.exponent)


@dataclass(frozen=True)
class TitForTatConcessions(Tactic):
    """Gives up as much of its demand as your offers have come toward it, never by the clock.

    A step back that you take again is not paid twice: what counts is the best you have offered.
    """

    rate: float = parameter(1.0, 0.0, 10.0, "how much it gives up for what you give up")

    name = "tit-for-tat-concessions"
    title = "Tit-for-tat concessions"
    rule = "It concedes as much as you have conceded."
    names = ("absolute tit for tat", "behaviour-dependent tactic")

    def aspiration(self, time: float, concessions: tuple[float, ...] = ()) -> float:
        best = max(accumulate(concessions), default=0.0)
        return min(max(self.opening - self.rate * best, self.floor), self.opening)


_TACTICS: dict[str, type[Tactic]] = {
    cls.name: cls for cls in (Boulware, Conceder, TitForTatConcessions)
}


def tactics() -> dict[str, type[Tactic]]:
    """All tactics by name."""
    return dict(_TACTICS)


def tactic(name: str, **parameters: float) -> Tactic:
    """A tactic by name.

    Raises
    ------
    UnknownTacticError
        For a name or a parameter that there is not, naming the nearest, or a value out of bounds.
    """
    cls = find("tactic", name, _TACTICS, UnknownTacticError)
    check_names(name, cls, parameters, UnknownTacticError)
    return cls(**parameters)
