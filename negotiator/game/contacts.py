"""Who may talk with whom: who governs itself, who has something to free, who is open to a talk."""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.game.state import State
from negotiator.game.view import record
from negotiator.scenario.setting import Setting

#: Rounds that a pair lets pass after a treaty before it talks of another.
_REST = 3


def governed(setting: Setting, state: State) -> list[str]:
    """Countries that counterparts govern."""
    return [code for code in setting.world.countries if code != state.player]


def interest(setting: Setting, state: State) -> Array:
    """[N, N]: how much trade two countries could free: their flows times their tariffs."""
    economy = setting.world.economy
    levied = (economy.flows * state.last.applied.tariff).sum(axis=2)
    both = np.asarray(levied + levied.T)
    np.fill_diagonal(both, 0.0)
    return both


def rested(state: State, one: str, other: str) -> bool:
    """Whether the last treaty of a pair is some rounds old."""
    return not any(
        {one, other} <= set(treaty.offer.parties) and state.round - treaty.start < _REST
        for treaty in state.treaties
    )


def closed(setting: Setting, state: State, one: str, other: str) -> bool:
    """Whether red lines of either keep them from dealing: one now, or in every domain there is."""
    in_play = set(setting.world.sizes.in_play)
    if any(in_play <= set(setting.counterparts[code].red_lines) for code in (one, other)):
        return True
    return any(
        setting.counterparts[me].toward(you).red_line(record(setting, state, me, you)) is not None
        for me, you in ((one, other), (other, one))
        if me != state.player
    )
