"""Any strategy of the axelrod library as a stance, when that library is installed.

Importing it takes ten seconds and more, so this is done only when such a stance is asked for.
Knight et al., Journal of Open Research Software 4, 2016: an open framework for the reproducible
study of the iterated prisoner's dilemma.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import re
from copy import deepcopy
from dataclasses import dataclass
from threading import Lock
from typing import Any, ClassVar

from negotiator.counterparts.lookup import parameter, unknown
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import AXELROD, Stance, UnknownStanceError

#: The version that this file was checked with; the next brings in six gigabytes.
REQUIREMENT = "axelrod==4.13.1"
#: Draws are turned into so many seeds of the library's generators.
_SEEDS = 2**32
#: Replays that are kept, so that a match of n rounds takes n steps and not n² / 2.
_KEPT = 512

#: Whether each round's act was cooperation.
_Acts = tuple[bool, ...]


@dataclass(frozen=True)
class FromAxelrod(Stance):
    """A strategy of the axelrod library, which knows two acts.

    A level counts as a defection when it is below what both had settled into by more than the
    margin. To cooperate is to keep to what was settled, to defect is to go down to Nash tariffs. It
    is told neither how long the game is nor what is at stake, and takes the payoffs for the usual
    ones (5, 3, 1, 0).

    The rule is pure: the strategy goes through the whole record before each answer. Where it draws,
    the draw decides its next act; what it drew in earlier rounds and still remembers comes from one
    fixed seed.
    """

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    steady = False
    # Some declare a memory that holds as long as no act is misread; and draws become seeds.
    opaque = True
    strategy: ClassVar[Any]

    def level(self, record: Record, draw: float = 0.5) -> float:
        mine, theirs = (
            tuple(level >= settled - self.margin for level in levels)
            for levels, settled in zip((record.mine, record.theirs), record.settled, strict=True)
        )
        with _LOCK:  # screens ask in threads, and replays are kept
            seat = _seat(self.strategy, mine, theirs)
            act = seat.drawn_act(int(draw * _SEEDS)) if self.stochastic else seat.next_act()
            cooperates = act == _library().Action.C
        return record.peaceful() if cooperates else 0.0

    def because(self, record: Record, level: float) -> str:
        bar = record.settled[1] - self.margin
        good = sum(each >= bar for each in record.theirs)
        return (
            f"You cooperated in {good} of {len(record.theirs)} rounds; what “{self.title}” makes of"
            f" that is {level:.2f}."
        )

    @classmethod
    def text(cls) -> str:
        """The first lines of the library's own description, and what the acts mean here."""
        told = inspect.getdoc(cls.strategy) or cls.title
        first = re.split(r"\n\s*Names?:?\s*\n", told)[0].strip().split("\n\n")[:2]
        own = inspect.getdoc(FromAxelrod) or ""
        return "\n\n".join(["In the axelrod library's own words:", *first, own])


class _Seat:
    """A strategy that went through a history, across from one who does as the history says."""

    def __init__(self, strategy: Any) -> None:
        library = _library()
        self.player, self.opponent = strategy(), library.MockPlayer()
        for each in (self.player, self.opponent):
            each.set_match_attributes(length=float("inf"))
            each.set_seed(0)
        self._said: Any = None

    def next_act(self) -> Any:
        """What it does next; asked again, the same."""
        if self._said is None:
            self._said = self.player.strategy(self.opponent)
        return self._said

    def drawn_act(self, seed: int) -> Any:
        """What it does next when a seed decides; nothing of this is remembered."""
        act = _library().Action
        # What it only looks at need not be copied, and what it draws with is replaced.
        shared = (self.opponent, self.player.history, self.player.match_attributes, act.C, act.D)
        drawn = getattr(self.player, "_random", None)
        player = deepcopy(self.player, {id(each): each for each in (*shared, drawn)})
        player.set_seed(seed)
        return player.strategy(self.opponent)

    def go_on(self, mine: bool, theirs: bool) -> None:
        """Take in what happened, whatever it meant to do."""
        self.next_act()
        act = _library().Action
        played, met = (act.C if cooperated else act.D for cooperated in (mine, theirs))
        self.player.update_history(played, met)
        self.opponent.update_history(met, played)
        self._said = None


_LOCK = Lock()
_SEATS: dict[tuple[Any, _Acts, _Acts], _Seat] = {}


def _seat(strategy: Any, mine: _Acts, theirs: _Acts) -> _Seat:
    """The strategy after this history; from the round before where that is kept."""
    seat = _SEATS.pop((strategy, mine, theirs), None)
    if seat is None and mine:
        seat = _SEATS.pop((strategy, mine[:-1], theirs[:-1]), None)
        if seat is not None:
            seat.go_on(mine[-1], theirs[-1])
    if seat is None:
        seat = _Seat(strategy)
        for acts in zip(mine, theirs, strict=True):
            seat.go_on(*acts)
    _SEATS[strategy, mine, theirs] = seat
    if len(_SEATS) > _KEPT:
        del _SEATS[next(iter(_SEATS))]
    return seat


@functools.cache
def _library() -> Any:
    try:
        return importlib.import_module("axelrod")
    except ImportError:
        raise UnknownStanceError(
            f"stances named {AXELROD}… are of the axelrod library, which is not installed;"
            f" expected it: pip install {REQUIREMENT}"
        ) from None


def kebab(name: str) -> str:
    """A strategy's name as scenarios and commands write it: "Tit For Tat" is tit-for-tat."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@functools.cache
def _strategies() -> dict[str, Any]:
    """The library's strategies by name, without those that read or rewrite the other's mind."""
    return {kebab(strategy.name): strategy for strategy in _library().strategies}


def strategy_names() -> tuple[str, ...]:
    """Names of all stances from the library.

    Raises
    ------
    UnknownStanceError
        When it is not installed.
    """
    return tuple(AXELROD + name for name in sorted(_strategies()))


def strategy_stance(name: str) -> type[Stance]:
    """The stance made of a strategy.

    Parameters
    ----------
    name
        As the library has it, or in small letters with hyphens.

    Raises
    ------
    UnknownStanceError
        When there is none of that name, naming the nearest; or when the library is not installed.
    """
    if kebab(name) not in _strategies():
        raise UnknownStanceError(
            unknown("strategy of the axelrod library", kebab(name), _strategies())
        )
    return _made(kebab(name))


@functools.cache
def _made(name: str) -> type[Stance]:
    library, strategy = _library(), _strategies()[name]
    declared = {key: library.Classifiers[key](strategy()) for key in ("memory_depth", "stochastic")}
    said = {
        "__doc__": None,
        "__module__": __name__,
        "strategy": strategy,
        "name": AXELROD + name,
        "title": strategy.name,
        "rule": f"It plays “{strategy.name}” of the axelrod library.",
        "names": (strategy.name,),
        "reference": (
            f"axelrod {library.__version__}; Knight et al., Journal of Open Research Software 4,"
            " 2016"
        ),
        "memory": float(declared["memory_depth"]),
        "stochastic": bool(declared["stochastic"]),
    }
    return dataclass(frozen=True)(type(strategy.__name__, (FromAxelrod,), said))
