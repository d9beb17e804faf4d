"""What lesson 3 is made of beyond its words: contests and truths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from negotiator.teaching.lessons.boards import Score, contest, ranking
from negotiator.teaching.lessons.duel import OPEN, RAISED, Round
from negotiator.teaching.lessons.script import Board

if TYPE_CHECKING:
    from negotiator.teaching.lessons.taken import Taken

SIX = (
    "tit-for-tat",
    "generous-tit-for-tat",
    "tit-for-two-tats",
    "contrite-tit-for-tat",
    "grim-trigger",
    "always-defect",
)
FORGIVING = ("generous-tit-for-tat", "tit-for-two-tats", "contrite-tit-for-tat")
#: One act in fifty, and thirty in a hundred.
FEW, MANY = 0.02, 0.3
YEARS = 60
#: The year in which an act goes wrong in the duels.
YEAR = 3


def after_mine(name: str) -> Callable[[Taken], int | None]:
    """What a government did after the player's own act had gone wrong."""

    def came(taken: Taken) -> int | None:
        theirs = [r.levels[1] for r in taken.rounds(name)[YEAR:]]
        if OPEN not in theirs:
            return 2
        return 0 if RAISED not in theirs else 1

    return came


def after_theirs(taken: Taken) -> int | None:
    """What it did when its own mistake had been answered."""
    played = taken.rounds("third")
    answered = next(
        (k for k in range(YEAR, len(played) - 1) if played[k].levels[0] == RAISED), None
    )
    if answered is None:
        return None
    return 1 if played[answered + 1].levels[1] == OPEN else 0


def echoed(taken: Taken) -> int:
    """How the echo between two generous governments ended."""
    played = taken.rounds("fourth")
    years = next((k for k, r in enumerate(played[YEAR:]) if r.levels == (OPEN, OPEN)), None)
    return 2 if years is None else 0 if years == 0 else 1


def few() -> tuple[Score, ...]:
    """All six, few acts misread."""
    return contest(SIX, noise=FEW, rounds=YEARS)


def many() -> tuple[Score, ...]:
    """All six, many acts misread."""
    return contest(SIX, noise=MANY, rounds=YEARS)


#: Kinds of rules, as `kind` tells them.
KINDS = (
    "Those who forgive or repent",
    "Tit for tat",
    "Those who never come back: grim trigger and always defect",
)


def kind(label: str) -> int:
    """Which of `KINDS` one of the six is."""
    return 0 if label in FORGIVING else 1 if label == "tit-for-tat" else 2


def field(values: Mapping[str, float]) -> Board:
    """All six, by misread acts and shadow."""
    scores = contest(
        SIX,
        noise=values["Misread acts"],
        goes_on=values["Years to come"],
        rounds=80,
        repetitions=12,
    )
    return ranking("Everyone meets everyone and its own twin, billions a year", scores)


def hurt(played: tuple[Round, ...]) -> bool:
    """Whether an act has just gone wrong."""
    return len(played) == YEAR
