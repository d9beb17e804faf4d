"""What acts alone do, what another's tariffs cost us, and what would equal that, taken apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiator.diplomacy.reciprocity import with_points
from negotiator.game.moves import Move
from negotiator.game.origins import income
from negotiator.game.origins.split import Split
from negotiator.game.queries import enacted, equivalent, spared
from negotiator.game.state import State
from negotiator.game.view import applied
from negotiator.scenario.setting import Setting


def alone(setting: Setting, state: State, moves: Sequence[Move], code: str) -> tuple[Split, ...]:
    """What our own acts would do to a country's real income, if nobody answered."""
    who = "us" if code == state.player else setting.names[code]
    after = enacted(setting, state, moves)
    title = f"What the changes do to {who}, if nobody answers"
    return income.change(setting, applied(setting, state), after, code, title)


def harm(setting: Setting, state: State, partner: str) -> tuple[Split, ...]:
    """What a country's tariffs cost us beyond those of the base year, as governments count it."""
    before = spared(setting, state, partner, str(state.player))
    title = f"What {setting.names[partner]} levies beyond the base year does to us"
    now = applied(setting, state)
    return income.change(setting, before, now, str(state.player), title, politics=True)


def taken(setting: Setting, state: State, partner: str) -> tuple[Split, ...]:
    """What our tariffs beyond those of the base year cost a country, as governments count it."""
    before = spared(setting, state, str(state.player), partner)
    title = f"What we levy beyond the base year does to {setting.names[partner]}"
    return income.change(setting, before, applied(setting, state), partner, title, politics=True)


def equal(setting: Setting, state: State, partner: str) -> tuple[Split, ...]:
    """What the penalty that answers it in kind would do to them, and to us."""
    world, me = setting.world, str(state.player)
    found, now = equivalent(setting, state, partner), applied(setting, state)
    every = np.ones(len(world.sectors))
    after = with_points(now, world.index[me], world.index[partner], found.points, every)
    points = f"+{100.0 * found.points:.1f} points on everything"
    theirs = income.change(
        setting, now, after, partner, f"{points}: what it does to them", politics=True
    )
    ours = income.change(setting, now, after, me, f"{points}: what it does to us", politics=True)
    return (*theirs[:1], *ours[:1], *theirs[1:2], *ours[1:2])
