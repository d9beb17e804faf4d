"""What every stance is, and the register of them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar, NamedTuple, TypeVar

from negotiator.counterparts.lookup import CounterpartError, check_values, enter
from negotiator.counterparts.record import Record
from negotiator.diplomacy.domains import Domain
from negotiator.economy.arrays import Array

#: Files of this folder in which stances register, in the order in which they are listed.
_FAMILIES = (
    "unconditional",
    "tit_for_tat",
    "contrite",
    "trigger",
    "punishing",
    "win_stay",
    "adaptive",
    "majority",
    "zero_determinant",
    "probing",
    "contrary",
    "graded",
    "trade_law",
    "trade_rounds",
    "diffuse",
    "indirect",
)
_REGISTER: dict[str, type[Stance]] = {}
#: Before the names of strategies of the axelrod library.
AXELROD = "axelrod:"


class UnknownStanceError(CounterpartError):
    """No such stance or parameter (the message names the nearest), or no such value of one."""


class Course(NamedTuple):
    """Where a change of level is carried out.

    Parameters
    ----------
    sectors : [S]
        1 where tariffs move first; the others follow as far as these do not suffice.
    afresh
        Whether penalties of earlier rounds are lifted first, so that they fall elsewhere.
    domains
        What is withdrawn after tariffs, in this order.
    beyond
        Billions a year of harm that no tariff of its own can answer: what `domains` are for.
    """

    sectors: Array
    afresh: bool = False
    domains: tuple[Domain, ...] = ()
    beyond: float = 0.0


@dataclass(frozen=True)
class Stance:
    """A rule of reciprocity.

    Class attributes: `name` as scenarios write it; `title`; `rule`, a sentence for the player;
    `names` in the literature; `reference`; `memory`, rounds that it looks back, infinite for all;
    `stochastic`, whether it uses the draw; `steady`, whether it stays where it is while both keep
    to what they had settled into; `graded`, whether it gives levels in between to a partner who
    only knows 0 and 1; `opaque`, whether its memory and what it makes of a draw are not ours to
    vouch for, so that no table is made of it. The fields are its parameters.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    reference: ClassVar[str]
    memory: ClassVar[float]
    stochastic: ClassVar[bool] = False
    steady: ClassVar[bool] = True
    graded: ClassVar[bool] = False
    opaque: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_values(self.name, self, UnknownStanceError)

    def level(self, record: Record, draw: float = 0.5) -> float:
        """The next level toward the partner, 0 to 1.

        Parameters
        ----------
        record
            Past rounds.
        draw
            Uniform in [0, 1), used by stochastic stances only.
        """
        raise NotImplementedError

    def earns(self, record: Record) -> float:
        """The level that it grants by treaty to a partner who promises its level of the last round.

        As its rule has it after such a round, unless a promise is more to it than one round's act.
        """
        return self.level(record)

    def tolerates(self, record: Record) -> float:
        """The share of an imbalance in the partner's favour that it overlooks in a deal."""
        return 0.0

    def red_line(self, record: Record) -> str | None:
        """Why it concedes nothing at all to this partner, if so."""
        return None

    def course(self, record: Record, hit: Array) -> Course | None:
        """Where its next penalty falls; None = where it was hit, and everywhere after that.

        Parameters
        ----------
        hit : [S]
            1 in the sectors of the act that it answers.
        """
        return None

    def because(self, record: Record, level: float) -> str:
        """Why the next level is what it is, in the first person with its figures."""
        raise NotImplementedError

    @classmethod
    def text(cls) -> str:
        """The docstring, as the player reads it."""
        return inspect.getdoc(cls) or cls.rule


S = TypeVar("S", bound=Stance)


def register(cls: type[S]) -> type[S]:
    """Make a stance of the game known by its name.

    Raises
    ------
    UnknownStanceError
        For one from elsewhere, and for a name that is taken.
    """
    if cls.__module__.rpartition(".")[0] != __package__:
        raise UnknownStanceError(
            f"{cls.__name__} is no stance of the game; expected no @register, it is found without"
        )
    enter("stance", cls, _REGISTER, UnknownStanceError)
    return cls


def shipped() -> dict[str, type[Stance]]:
    """The game's own stances by name."""
    for family in _FAMILIES:
        import_module(f"negotiator.counterparts.stances.{family}")
    return dict(_REGISTER)
