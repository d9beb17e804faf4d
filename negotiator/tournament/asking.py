"""Matches of stances that no table holds: each is asked for its next level, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance
from negotiator.economy.arrays import Array, Mask
from negotiator.tournament.tabulation import Table

_History = list[float]


@dataclass(frozen=True, eq=False)
class Player:
    """One seat.

    Parameters
    ----------
    worth
        `my_worth` and `their_worth` of its records.
    table
        What it does while all levels are 0 or 1, if it has one.
    """

    stance: Stance
    worth: tuple[float, float]
    table: Table | None

    def level(self, mine: _History, theirs: _History, draw: float) -> float:
        """Its next level; from the table where that says the same as the rule."""
        if self.table is not None:
            known = self._by_table(self.table, mine, theirs, draw)
            if known is not None:
                return known
        # Nothing older than its memory matters, so that long matches need not grow slow.
        memory = inf if self.stance.opaque else self.stance.memory
        old = int(max(0.0, len(mine) - memory))
        record = Record(tuple(mine[old:]), tuple(theirs[old:]), *self.worth)
        # A rule may miss an end of the scale by the last bits; the next record would refuse that.
        return min(max(float(self.stance.level(record, draw)), 0.0), 1.0)

    def _by_table(
        self, table: Table, mine: _History, theirs: _History, draw: float
    ) -> float | None:
        rounds = min(len(mine), table.memory)
        code = 0
        for back in range(rounds, 0, -1):
            own, other = mine[-back], theirs[-back]
            if own not in (0.0, 1.0) or other not in (0.0, 1.0):
                return None
            code = code << 2 | int(own) << 1 | int(other)
        first = int(table.first[rounds][code])
        return float(first ^ (draw >= table.change[rounds][code]))


def play(row: Player, column: Player, draws: Array, slips: Mask | None = None) -> Array:
    """Some repetitions of one pairing.

    A stance that draws nothing is asked once for repetitions that have gone alike so far.

    Parameters
    ----------
    draws : [n, rounds, 2]
    slips : [n, rounds, 2]
        Where an act turns into its opposite, a level ℓ into 1 − ℓ.

    Returns
    -------
    [rounds, 2, n]: levels as they happened.
    """
    n, rounds, _ = draws.shape
    levels = np.empty((rounds, 2, n))
    past: list[tuple[_History, _History]] = [([], []) for _ in range(n)]
    alike = [0] * n
    for t in range(rounds):
        said: dict[tuple[int, int], float] = {}
        groups: dict[tuple[int, float, float], int] = {}
        for k in range(n):
            mine, theirs = past[k]
            one = _ask(0, row, (mine, theirs), draws[k, t, 0], alike[k], said)
            other = _ask(1, column, (theirs, mine), draws[k, t, 1], alike[k], said)
            if slips is not None:
                one = 1.0 - one if slips[k, t, 0] else one
                other = 1.0 - other if slips[k, t, 1] else other
            mine.append(one)
            theirs.append(other)
            alike[k] = groups.setdefault((alike[k], one, other), len(groups))
            levels[t, 0, k], levels[t, 1, k] = one, other
    return levels


def _ask(
    seat: int,
    player: Player,
    history: tuple[_History, _History],
    draw: float,
    alike: int,
    said: dict[tuple[int, int], float],
) -> float:
    if player.stance.stochastic:
        return player.level(*history, draw)
    found = said.get((seat, alike))
    if found is None:
        found = said[seat, alike] = player.level(*history, draw)
    return found
