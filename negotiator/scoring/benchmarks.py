"""What two states could have agreed: the frontier of their deals, and the classical solutions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.scoring.index import (
    egalitarian,
    kalai_smorodinsky,
    nash_solution,
    undominated,
)

_CEILINGS = (0.0, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4)
_SUMS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
#: Directions and levels along which the frontier is looked for.
_ALONG = 25


@dataclass(frozen=True, eq=False)
class Point:
    """A deal and what it gives.

    Parameters
    ----------
    gains
        Of the two parties over no deal, billions a year.
    """

    gains: tuple[float, float]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, eq=False)
class Benchmarks:
    """What a pair could have.

    Parameters
    ----------
    pair
        Codes, in the order of all gains.
    frontier
        Undominated deals, by the first party's gain upward; solved exactly.
    nash, kalai_smorodinsky, egalitarian
        The solutions among them; None when there is no zone of agreement.
    joint
        The deal with the largest sum of gains, of those that leave neither worse off if any does.
    """

    pair: tuple[str, str]
    frontier: tuple[Point, ...]
    nash: Point | None
    kalai_smorodinsky: Point | None
    egalitarian: Point | None
    joint: Point

    @property
    def solutions(self) -> list[tuple[float, float]]:
        """Gains at the three solutions that there are."""
        found = (self.nash, self.kalai_smorodinsky, self.egalitarian)
        return [point.gains for point in found if point is not None]


def _choices(world: World, base: Conduct, pair: tuple[str, str]) -> list[list[tuple[Clause, ...]]]:
    """What may be agreed: groups of which one choice each goes into a deal, the first nothing."""
    groups: list[list[tuple[Clause, ...]]] = []
    sums: list[tuple[Clause, ...]] = [()]
    for giver, receiver in (pair, pair[::-1]):
        g, r = world.index[giver], world.index[receiver]
        top = float(base.tariff[r, g].max())
        groups.append(
            [()]
            + [
                (Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=ceiling),)
                for ceiling in _CEILINGS
                if ceiling < top - 1e-9
            ]
        )
        limit = world.sizes.aid_limit * float(world.income[g])
        if Domain.AID in world.sizes.in_play:
            sums += [
                (Clause(domain=Domain.AID, giver=giver, receiver=receiver, rate=amount),)
                for amount in _SUMS
                if base.grants[GRANT_INDEX[Domain.AID], g, r] < amount <= limit
            ]
    for domain in world.sizes.in_play:
        if domain in (Domain.TARIFFS, Domain.AID):
            continue
        missing = [
            Clause(domain=domain, giver=giver, receiver=receiver)
            for giver, receiver in (pair, pair[::-1])
            if not base.grants[GRANT_INDEX[domain], world.index[giver], world.index[receiver]]
        ]
        if domain is Domain.JUDGMENTS and missing:
            groups.append([(), tuple(missing)])
        elif domain is not Domain.JUDGMENTS:
            groups += [[(), (clause,)] for clause in missing]
    if len(sums) > 1:
        groups.append(sums)
    return groups


def benchmarks(world: World, base: Conduct, pair: tuple[str, str], fallback: Array) -> Benchmarks:
    """The deals of a pair, on top of everything else that is in force.

    Both sides' tariffs on each other, every domain in play and aid either way. Packages are
    screened by adding up what each clause does alone, taken along the frontier by weights and by
    ε-constraints, and then solved exactly.

    Parameters
    ----------
    base
        Conduct without a deal of the pair.
    fallback : [N]
        Disagreement payoffs, billions a year, on the scale of `Valuation.dollars(payoff)`.
    """
    groups = _choices(world, base, pair)
    rows = [world.index[code] for code in pair]

    def solved(deals: list[tuple[Clause, ...]]) -> Array:
        conducts = [perform(base, deal, world.countries, world.sectors) for deal in deals]
        valued = world.value(stack(conducts))
        return np.asarray(valued.dollars(valued.payoff)[:, rows] - fallback[rows])

    alone = solved([(), *(choice for group in groups for choice in group)])
    start, effect = alone[0], alone[1:] - alone[0]
    totals = [np.array([start[0]]), np.array([start[1]])]
    at = 0
    for group in groups:
        part = effect[at : at + len(group)]
        at += len(group)
        for side in (0, 1):
            totals[side] = (totals[side][:, None] + part[None, :, side]).ravel()
    one, other = totals
    picks = {int(np.argmax(w * one + (1 - w) * other)) for w in np.linspace(0.02, 0.98, _ALONG)}
    for floor in np.linspace(0.0, max(float(one.max()), 0.0), _ALONG):
        picks.add(int(np.argmax(np.where(one >= floor, other, -np.inf))))
    for floor in np.linspace(0.0, max(float(other.max()), 0.0), _ALONG):
        picks.add(int(np.argmax(np.where(other >= floor, one, -np.inf))))
    both = np.where((one > 0) & (other > 0), one * other, -np.inf)
    picks.update(int(k) for k in np.argsort(-both, kind="stable")[:8] if np.isfinite(both[k]))
    shape = [len(group) for group in groups]
    deals = []
    for k in sorted(picks):
        choice = np.unravel_index(k, shape)
        deals.append(
            tuple(c for group, n in zip(groups, choice, strict=True) for c in group[int(n)])
        )
    points = solved(deals)
    kept = undominated(points)
    frontier = tuple(Point((float(points[k, 0]), float(points[k, 1])), deals[k]) for k in kept)
    gains = points[kept]

    def at_index(k: int | None) -> Point | None:
        return None if k is None else frontier[k]

    return Benchmarks(
        pair=pair,
        frontier=frontier,
        nash=at_index(nash_solution(gains)),
        kalai_smorodinsky=at_index(kalai_smorodinsky(gains)),
        egalitarian=at_index(egalitarian(gains)),
        joint=_joint(frontier, gains),
    )


def _joint(frontier: tuple[Point, ...], gains: Array) -> Point:
    total = gains.sum(axis=1)
    inside = (gains >= 0).all(axis=1)
    return frontier[int(np.argmax(np.where(inside, total, -np.inf) if inside.any() else total))]
