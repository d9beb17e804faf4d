"""A player who takes a lesson without thinking, for the tests of lessons."""

from __future__ import annotations

from negotiator.teaching.lessons.duel import OPEN, length
from negotiator.teaching.lessons.script import Check, Duel, Game, Predict
from negotiator.teaching.lessons.taken import Taken


def give(taken: Taken, level: float = OPEN, choice: int = 0) -> Taken:
    """One entry more, as a player who always does the same would give it."""
    match taken.step:
        case Predict():
            return taken.then("chose", choice)
        case Check() if not taken.here:
            return taken.then("chose", choice)
        case Duel() as duel if len(taken.here) < length(duel, taken.seed):
            return taken.then("round", None if duel.mine else level)
        case Game():
            return taken.then("ended", {"reached": True})
    return taken.then("on")
