"""Matches between tables: thousands stepped in one pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiator.economy.arrays import Array, Mask, Places
from negotiator.tournament.tabulation import Acts, Table


def play(
    tables: Sequence[Table],
    seats: Places,
    rounds: int,
    draws: Array | None = None,
    slips: Mask | None = None,
) -> Acts:
    """Step all matches together, round by round.

    Parameters
    ----------
    tables
        Of everyone who plays.
    seats : [2, n]
        Places in `tables` of the row's and the column's player of each match.
    draws : [rounds, 2, n]
        What they draw; may be left out when no table looks at it.
    slips : [rounds, 2, n]
        Where an act turns into its opposite. Both then remember what happened, not what was meant.

    Returns
    -------
    [rounds, 2, n]: 1 for cooperation, 0 for defection, as it happened.
    """
    longest = max(table.memory for table in tables)
    chance = any(table.stochastic for table in tables)
    n = seats.shape[1]
    acts = np.empty((rounds, 2, n), dtype=np.uint8)
    history = np.zeros((2, n), dtype=np.intp)
    start, first, change = seats, np.empty(0, dtype=np.uint8), np.empty(0)
    for t in range(rounds):
        if t <= longest:
            pages = [table.at(t) for table in tables]
            first = np.concatenate([page[0] for page in pages])
            change = np.concatenate([page[1] for page in pages])
            start = seats << 2 * t
        place = start + history
        act = acts[t]
        first.take(place, out=act, mode="clip")
        if chance and draws is not None:
            act ^= draws[t] >= change.take(place)
        if slips is not None:
            act ^= slips[t]
        history <<= 2
        history |= (act << 1) | act[::-1]
        if t >= longest:
            history &= (1 << 2 * longest) - 1
    return acts
