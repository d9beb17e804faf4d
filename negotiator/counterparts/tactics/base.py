"""What every tactic is, and the register of them.

A tactic says how much a government asks for, as a share of what it could gain at all, and how that
falls as talks go on; and what it makes of the partner's offers.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar, TypeVar

from negotiator.counterparts.lookup import (
    CounterpartError,
    check_values,
    enter,
    find,
    made,
    parameter,
)
from negotiator.counterparts.tactics.table import Issue, Table

#: Files of this folder in which tactics register, in the order in which they are listed.
_FAMILIES = ("clock", "behaviour", "resource", "micro", "logrolling")
_REGISTER: dict[str, type[Tactic]] = {}


class UnknownTacticError(CounterpartError):
    """No such tactic or parameter (the message names the nearest), or no such value of one."""


@dataclass(frozen=True)
class Tactic:
    """How a government bids.

    Class attributes: `name` as scenarios write it; `title`; `rule`, a sentence for the player;
    `names` in the literature; `reference`; `stochastic`, whether it uses the draw; `explores`,
    whether it looks for another package that it has not offered yet before it repeats itself. The
    fields are its parameters.
    """

    opening: float = parameter(0.8, 0.0, 1.0, "share of its possible gain that it asks for first")
    floor: float = parameter(0.1, 0.0, 1.0, "least share that it asks for")

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    reference: ClassVar[str] = (
        "Faratin, Sierra and Jennings, Robotics and Autonomous Systems 24, 1998"
    )
    stochastic: ClassVar[bool] = False
    explores: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_values(self.name, self, UnknownTacticError)
        if self.floor > self.opening:
            raise UnknownTacticError(
                f"{self.name}: floor is {self.floor:g}; expected no more than opening,"
                f" {self.opening:g}"
            )

    def aspiration(self, table: Table) -> float:
        """The share of its possible gain that it asks for now, from `opening` down to `floor`.

        Parameters
        ----------
        table
            The talk so far, the offer that it answers included.
        """
        raise NotImplementedError

    def interests(self, table: Table, issues: Sequence[Issue]) -> Mapping[Issue, float] | None:
        """How much it believes that the partner cares about each issue; weights with mean 1.

        None when it learns nothing from the partner's offers: then it goes by what is public.
        """
        return None

    def within(self, share: float) -> float:
        """A share held between `floor` and `opening`."""
        return min(max(share, self.floor), self.opening)

    def given_up(self, part: float) -> float:
        """What it asks for when it has gone a part, 0 to 1, of the way to its floor."""
        return self.within(self.opening - (self.opening - self.floor) * part)

    @classmethod
    def text(cls) -> str:
        """The docstring, as the player reads it."""
        return inspect.getdoc(cls) or cls.rule


T = TypeVar("T", bound=Tactic)


def register(cls: type[T]) -> type[T]:
    """Make a tactic known by its name."""
    enter("tactic", cls, _REGISTER, UnknownTacticError)
    return cls


def tactics() -> dict[str, type[Tactic]]:
    """All tactics by name."""
    for family in _FAMILIES:
        import_module(f"negotiator.counterparts.tactics.{family}")
    return dict(_REGISTER)


def tactic(name: str, **parameters: float) -> Tactic:
    """A tactic by name.

    Raises
    ------
    UnknownTacticError
        For a name or a parameter that there is not, naming the nearest, or a value out of bounds.
    """
    cls = find("tactic", name, tactics(), UnknownTacticError)
    return made(cls, parameters, UnknownTacticError)
