"""What the world of lesson 6 answers: truths of its predictions, boards, and aims."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from negotiator.game.moves import Move, SetTariff
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
)
from negotiator.teaching.lessons.trial import (
    Change,
    Script,
    Trial,
    proposal,
    signed,
    tariff,
    trial,
)

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

ME, FAIR, STRICT, MEEK = "ANS", "BEL", "COV", "DAL"
OTHERS = (FAIR, STRICT, MEEK)
PORTS, WALLS = "four-ports", "four-walls"
#: A level of cooperation from which a market counts as open.
OPEN = 0.95
#: What the second game asks for: the mean level of all, and the player's own gain in per cent.
NORM, GAIN = 0.9, 0.3

UNDONE: tuple[Move, ...] = tuple(SetTariff(receiver=code, rate=0.0) for code in (STRICT, MEEK))
LOWERED: tuple[Move, ...] = tuple(SetTariff(receiver=code, rate=0.0) for code in OTHERS)
#: What Belm signs at once: nothing for nothing but 2%.
BACK = tariff(FAIR, ME, 0.02)
FOR_ONE = proposal(ME, FAIR, tariff(ME, FAIR, 0.0), BACK)
FOR_ALL = proposal(ME, FAIR, tariff(ME, None, 0.0), BACK)


def years(count: int, moves: Mapping[int, tuple[Move, ...]]) -> Script:
    """A script of so many years, with moves in some of them, by number from 1."""
    return (*(moves.get(k, ()) for k in range(1, count + 1)), ())


def levels(setting: Setting, state: State) -> tuple[list[float], list[float]]:
    """How open the others are to the player, and it to them, 0 to 1."""
    at = setting.world.index
    found = state.last.levels
    return (
        [float(found[at[code], at[ME]]) for code in OTHERS],
        [float(found[at[ME], at[code]]) for code in OTHERS],
    )


def gained(setting: Setting, state: State) -> float:
    """The player's real income over the opening, in per cent."""
    k = setting.world.index[ME]
    return float(state.last.real_income[k] - state.history[0].real_income[k])


@cache
def who_answers() -> tuple[bool, ...]:
    """Of Belm, Cove and Dale: who closes to Ansa when it keeps its tariffs."""
    found = trial(PORTS, ME, years(4, {}))
    theirs, _ = levels(found.setting, found.state)
    return tuple(level < 0.5 for level in theirs)


def answering() -> int:
    """The place of the choice that says so."""
    answers = [(False, True, False), (False, True, True), (True, True, False)]
    return answers.index(found) if (found := who_answers()) in answers else 3


@cache
def network(move: Move | None) -> Trial:
    """Five years of the second game after a first move, kept up until it is signed."""
    from negotiator.game.moves import Propose

    if move is None:
        return trial(WALLS, ME, years(5, {}))
    tries = 1
    while isinstance(move, Propose) and tries < 6:
        found = trial(WALLS, ME, ((move,) * tries,))
        if signed(found.state):
            break
        tries += 1
    return trial(WALLS, ME, years(5, {1: (move,) * tries}))


def at_end(found: Trial) -> tuple[Setting, State]:
    return found.setting, found.state


def place(gain: float) -> int:
    return 0 if gain > 0.1 else 1 if gain > -0.1 else 2


def unasked() -> int:
    """What Cove and Dale, who signed nothing, do about a promise to all."""
    found = network(FOR_ALL)
    theirs, _ = levels(found.setting, found.state)
    return 1 if min(theirs[1:]) >= OPEN else 0


def open_again(setting: Setting, state: State) -> bool:
    if len(state.history) < 2:
        return False
    theirs, mine = levels(setting, state)
    return min(theirs + mine) >= OPEN


def became_network(setting: Setting, state: State) -> bool:
    return len(state.history) > 1 and state.last.norm >= NORM and gained(setting, state) >= GAIN


def ended(setting: Setting, state: State) -> Mapping[str, Any]:
    return {
        "gain": gained(setting, state),
        "norm": float(state.last.norm),
        "years": len(state.history) - 1,
    }


def closed(state: State, setting: Setting, code: str) -> bool:
    at = setting.world.index
    return float(state.last.levels[at[code], at[ME]]) < 0.5


def path(found: Trial) -> tuple[Bar, ...]:
    incomes = found.incomes(ME)
    return tuple(Bar(f"year {k}", each, f"{each:+.1f}%") for k, each in enumerate(incomes, 1))


def kept_board(taken: Taken) -> Board:
    return Board(
        "Ansa's income over the year of its tariffs, had it kept them",
        path(trial(PORTS, ME, years(5, {}))),
        "Cove closes in the first year, Belm in the second. Dale never does.",
    )


def treaties_board(taken: Taken) -> Board:
    rows = (
        ("none", network(None)),
        ("for Belm", network(FOR_ONE)),
        ("for all", network(FOR_ALL)),
    )
    bars = []
    for label, found in rows:
        gain, norm = gained(found.setting, found.state), found.state.last.norm
        bars.append(Bar(label, gain, f"{gain:+.1f}%, norm {norm:.2f}"))
    return Board("Ansa's income after five years, by what it promised in the first", tuple(bars))


def memory_board(values: Mapping[str, float]) -> Board:
    changes: tuple[Change, ...] = (
        (FAIR, "remembers", values["memory"]),
        (FAIR, "margin", values["tolerance"]),
    )
    undone = int(values["lifted"])
    found = trial(PORTS, ME, years(7, {undone: UNDONE}), changes=changes)
    return Board(
        "Ansa's income over the year of its tariffs, year by year",
        path(found),
        "At -0.4% all are open again, and what the tariffs brought at first is gone.",
    )
