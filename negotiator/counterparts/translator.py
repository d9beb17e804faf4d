"""The translator: a change of level into acts in kind, of the value that the change is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.stances.base import Course
from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.domains import GRANT_INDEX
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
    course
        Where the change is to be made: first in the sectors of the act that it answers, unless the
        stance steers it elsewhere.
    """

    giver: int
    receiver: int
    level: float
    course: Course


def translate(
    world: World,
    autonomous: Conduct,
    applied: Callable[[Conduct], Conduct],
    anchors: Anchors,
    levels: Levels,
    wishes: list[Wish],
) -> Conduct:
    """Turn wishes into tariffs, and into recognitions withdrawn where a stance goes that far.

    Each giver moves its tariffs on the receiver from where they are toward its Nash tariffs (to
    lower the level) or toward the efficient ones (to raise it), in the sectors of the act that is
    answered as far as they go and in all others after that, until the change is worth to the
    receiver what the change of level is worth. What a treaty binds does not move.

    A course that begins afresh first lifts the penalties in force beyond the base year's tariffs,
    so that the same level is brought about elsewhere. One that names domains withdraws recognitions
    in their order, as many as come nearest in value to what tariffs leave unanswered, and gives
    back what is no longer needed.

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
    acted = [wish for wish in wishes if _moves(levels, wish) or _steered(wish)]
    if not acted:
        return autonomous
    starts = [_start(world, autonomous, wish) for wish in acted]
    tracks = [
        track
        for wish, start in zip(acted, starts, strict=True)
        for track in _tracks(start, anchors, levels, wish)
    ]
    steps = [_withdrawals(world, autonomous, applied(autonomous), wish) for wish in acted]
    cases = [autonomous, *(case for track in (*tracks, *steps) for case in track)]
    valued = world.value(stack([applied(case) for case in cases]))
    dollars = valued.dollars(valued.payoff)
    tariff, grants = autonomous.tariff.copy(), autonomous.grants.copy()
    withdrawn = 1 + len(tracks) * len(_STEPS)
    for k, wish in enumerate(acted):
        worth = max(float(levels.worth[wish.giver, wish.receiver]), 1e-12)
        here = float(levels.level[wish.giver, wish.receiver])
        at = 1 + 2 * k * len(_STEPS)
        now = dollars[0, wish.receiver]
        lifted = dollars[at, wish.receiver] - now if wish.course.afresh else 0.0
        change = (wish.level - min(max(here, 0.0), 1.0)) * worth - lifted
        moved = np.abs(dollars[at : at + 2 * len(_STEPS), wish.receiver] - (now + lifted))
        first, second = moved[: len(_STEPS)], moved[len(_STEPS) :]
        path = np.maximum.accumulate(np.concatenate([first, np.maximum(second, first[-1])]))
        # Penalties that begin afresh only take: lifting them is the most that they give.
        aim = max(-change, 0.0) if wish.course.afresh else abs(change)
        place = float(np.interp(aim, path, np.arange(len(path), dtype=float)))
        low = int(place)
        track = [*tracks[2 * k], *tracks[2 * k + 1]]
        high = min(low + 1, len(track) - 1)
        part = place - low
        cell = (wish.receiver, wish.giver)
        mixed = (1 - part) * track[low].tariff[cell] + part * track[high].tariff[cell]
        rates = np.round(mixed * _TICK) / _TICK
        acts = wish.course.afresh or _moves(levels, wish)
        if acts and np.abs(rates - tariff[cell]).max() >= _LEAST:
            tariff[cell] = rates
        if steps[k]:
            losses = dollars[withdrawn : withdrawn + len(steps[k]), wish.receiver]
            short = wish.course.beyond + (max(-change - path[-1], 0.0) if acts else 0.0)
            nearest = steps[k][int(np.argmin(np.abs(losses[0] - losses - short)))]
            grants[:, wish.giver, wish.receiver] = nearest.grants[:, wish.giver, wish.receiver]
            withdrawn += len(steps[k])
    return Conduct(tariff, grants)


def _moves(levels: Levels, wish: Wish) -> bool:
    here = float(levels.bounded[wish.giver, wish.receiver])
    return (
        abs(wish.level - here) > INERTIA and float(levels.worth[wish.giver, wish.receiver]) > 1e-6
    )


def _steered(wish: Wish) -> bool:
    """Whether there may be something to do where the level stays what it is."""
    return wish.course.afresh or bool(wish.course.domains)


def _start(world: World, autonomous: Conduct, wish: Wish) -> Conduct:
    """Own policies from which the change is made: as they are, or with penalties lifted."""
    cell = (wish.receiver, wish.giver)
    if not wish.course.afresh:
        return autonomous
    return _with(autonomous, cell, np.minimum(autonomous.tariff[cell], world.base.tariff[cell]))


def _withdrawals(world: World, autonomous: Conduct, now: Conduct, wish: Wish) -> list[Conduct]:
    """Own policies with ever more of the course's domains withdrawn, beginning with none.

    None is withdrawn as long as the base year's recognitions stand, but for those that the other
    no longer answers with its own.
    """
    if not wish.course.domains:
        return []
    grants = autonomous.grants.copy()
    base = world.base.grants
    for domain in wish.course.domains:
        k = GRANT_INDEX[domain]
        if now.grants[k, wish.receiver, wish.giver] >= base[k, wish.receiver, wish.giver]:
            cell = (k, wish.giver, wish.receiver)
            grants[cell] = max(grants[cell], base[cell])
    cases = [Conduct(autonomous.tariff, grants)]
    for domain in wish.course.domains:
        grants = grants.copy()
        grants[GRANT_INDEX[domain], wish.giver, wish.receiver] = 0.0
        cases.append(Conduct(autonomous.tariff, grants))
    return cases


def _tracks(start: Conduct, anchors: Anchors, levels: Levels, wish: Wish) -> list[list[Conduct]]:
    """Two paths of own policies: first in the sectors of the course, then in the others as well."""
    here = float(levels.bounded[wish.giver, wish.receiver])
    cell = (wish.receiver, wish.giver)
    now = start.tariff[cell]
    if wish.level < here or wish.course.afresh:
        end = np.maximum(anchors.war.tariff[cell], now)
    else:
        end = np.minimum(anchors.peace.tariff[cell], now)
    first = np.where(wish.course.sectors > 0, end, now)
    return [
        [_with(start, cell, (1 - x) * now + x * first) for x in _STEPS],
        [_with(start, cell, (1 - x) * first + x * end) for x in _STEPS],
    ]


def _with(conduct: Conduct, cell: tuple[int, int], rates: Array) -> Conduct:
    tariff = conduct.tariff.copy()
    tariff[cell] = rates
    return Conduct(tariff, conduct.grants)
