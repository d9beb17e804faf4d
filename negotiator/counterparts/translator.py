"""The translator: a change of level into acts in kind, of the value that the change is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.levels import Anchors, Levels
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array

#: A change of level that is too small to act on.
INERTIA = 0.04
_STEPS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
#: Rates are set to the tenth of a percentage point, as schedules do.
_TICK = 1000.0
#: Rates that would all move by less than this stay.
_LEAST = 0.005


@dataclass(frozen=True, eq=False)
class Wish:
    """A state's wish to treat another at a new level.

    Parameters
    ----------
    giver, receiver
        Indices.
    level
        The level wished for, 0 to 1.
    sectors : [S]
        1 where the change is to be made first: the sectors of the act that it answers.
    """

    giver: int
    receiver: int
    level: float
    sectors: Array


def translate(
    world: World,
    autonomous: Conduct,
    applied: Callable[[Conduct], Conduct],
    anchors: Anchors,
    levels: Levels,
    wishes: list[Wish],
) -> Conduct:
    """Turn wishes into tariffs.

    Each giver moves its tariffs on the receiver from where they are toward its Nash tariffs (to
    lower the level) or toward the efficient ones (to raise it), in the sectors of the act that is
    answered as far as they go and in all others after that, until the change is worth to the
    receiver what the change of level is worth. What a treaty binds does not move.

    Parameters
    ----------
    autonomous
        Every state's own policy.
    applied
        From own policies to what is in force under treaties.
    levels
        Measured on what is in force now.
    wishes
        At most one for each ordered pair.

    Returns
    -------
    The own policies with all wishes carried out.
    """
    acted = [wish for wish in wishes if _moves(levels, wish)]
    if not acted:
        return autonomous
    tracks = [track for wish in acted for track in _tracks(autonomous, anchors, levels, wish)]
    cases = [applied(autonomous)] + [applied(case) for track in tracks for case in track]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)
    tariff = autonomous.tariff.copy()
    for k, wish in enumerate(acted):
        worth = max(float(levels.worth[wish.giver, wish.receiver]), 1e-12)
        here = float(levels.level[wish.giver, wish.receiver])
        aim = abs(wish.level - min(max(here, 0.0), 1.0)) * worth
        at = 1 + 2 * k * len(_STEPS)
        moved = np.abs(
            dollars[at : at + 2 * len(_STEPS), wish.receiver] - dollars[0, wish.receiver]
        )
        first, second = moved[: len(_STEPS)], moved[len(_STEPS) :]
        path = np.maximum.accumulate(np.concatenate([first, np.maximum(second, first[-1])]))
        place = float(np.interp(aim, path, np.arange(len(path), dtype=float)))
        low = int(place)
        track = [*tracks[2 * k], *tracks[2 * k + 1]]
        high = min(low + 1, len(track) - 1)
        part = place - low
        cell = (wish.receiver, wish.giver)
        mixed = (1 - part) * track[low].tariff[cell] + part * track[high].tariff[cell]
        rates = np.round(mixed * _TICK) / _TICK
        if np.abs(rates - tariff[cell]).max() >= _LEAST:
            tariff[cell] = rates
    return Conduct(tariff, autonomous.grants)


def _moves(levels: Levels, wish: Wish) -> bool:
    here = float(levels.bounded[wish.giver, wish.receiver])
    return (
        abs(wish.level - here) > INERTIA and float(levels.worth[wish.giver, wish.receiver]) > 1e-6
    )


def _tracks(
    autonomous: Conduct, anchors: Anchors, levels: Levels, wish: Wish
) -> list[list[Conduct]]:
    """Two paths of own policies: first in the sectors answered, then in the others as well."""
    here = float(levels.bounded[wish.giver, wish.receiver])
    cell = (wish.receiver, wish.giver)
    now = autonomous.tariff[cell]
    if wish.level < here:
        end = np.maximum(anchors.war.tariff[cell], now)
    else:
        end = np.minimum(anchors.peace.tariff[cell], now)
    first = np.where(wish.sectors > 0, end, now)
    return [
        [_with(autonomous, cell, (1 - x) * now + x * first) for x in _STEPS],
        [_with(autonomous, cell, (1 - x) * first + x * end) for x in _STEPS],
    ]


def _with(conduct: Conduct, cell: tuple[int, int], rates: Array) -> Conduct:
    tariff = conduct.tariff.copy()
    tariff[cell] = rates
    return Conduct(tariff, conduct.grants)
