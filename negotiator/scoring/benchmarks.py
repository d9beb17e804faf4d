"""What two states could have agreed: the frontier of their deals, and the classical solutions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.economy.bargain import Bargain, Reached
from negotiator.economy.frontier import Frontier, frontier, undominated
from negotiator.economy.policy import Policy

#: Rates of clauses are whole tenths of a percentage point.
_TICK = 1000
#: Packages of grants that are taken into the search, at most.
_PACKAGES = 64

Grants = tuple[Clause, ...]


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
        The solutions; None when there is no zone of agreement.
    joint
        The deal with the largest sum of gains, of those that leave neither worse off if any does.
    how
        How they were obtained, in a sentence.
    """

    pair: tuple[str, str]
    frontier: tuple[Point, ...]
    nash: Point | None
    kalai_smorodinsky: Point | None
    egalitarian: Point | None
    joint: Point
    how: str

    @property
    def solutions(self) -> list[tuple[float, float]]:
        """Gains at the three solutions that there are."""
        found = (self.nash, self.kalai_smorodinsky, self.egalitarian)
        return [point.gains for point in found if point is not None]

    @property
    def zone(self) -> tuple[Point, ...]:
        """The zone of agreement's edge: efficient deals that leave neither worse off."""
        return tuple(point for point in self.frontier if min(point.gains) >= 0.0)

    def room(self, gains: tuple[float, float]) -> tuple[float, float]:
        """How far a deal is from the frontier: what each could have more, the other no less.

        Parameters
        ----------
        gains
            Of both, billions a year.

        Returns
        -------
        For each the most it could add with the other's gain as it is, billions a year; zero on the
        frontier. Between its points the frontier is taken as a straight line.
        """
        one, other = np.array([point.gains for point in self.frontier]).T
        # By the first's gain upward the second's falls; outside the ends an end is the most.
        second = float(np.interp(gains[0], one, other, right=-np.inf))
        first = float(np.interp(gains[1], other[::-1], one[::-1], right=-np.inf))
        return max(0.0, first - gains[0]), max(0.0, second - gains[1])


def benchmarks(world: World, base: Conduct, pair: tuple[str, str], fallback: Array) -> Benchmarks:
    """The deals of a pair, on top of everything else that is in force.

    Both sides' tariffs on each other by sector, every other domain in play and aid either way.
    Every package of the other domains is screened; those that may be efficient are solved with
    the tariffs that are best under them.

    Parameters
    ----------
    base
        Conduct without a deal of the pair.
    fallback : [N]
        Disagreement payoffs, billions a year, on the scale of `Valuation.dollars(payoff)`.
    """
    packages, effect, stake = _packages(world, base, pair)
    a, b = (world.index[code] for code in pair)
    conducts = stack([perform(base, each, world.countries, world.sectors) for each in packages])
    policy = world.policy(conducts)
    beyond = world.beyond(conducts) / 100.0 * world.income
    lowest, highest = np.zeros_like(base.tariff), np.zeros_like(base.tariff)
    for giver, receiver in ((a, b), (b, a)):
        highest[receiver, giver] = base.tariff[receiver, giver]
    held = np.where(highest > 0, highest, base.tariff)
    lowest = np.where(highest > 0, 0.0, held)
    paid = base.grants[GRANT_INDEX[Domain.AID]]
    purse = (0.0, 0.0)
    if Domain.AID in world.sizes.in_play:
        room = [world.sizes.aid_limit * world.income[k] for k in (a, b)]
        purse = (
            max(0.0, min(float(room[0] - paid[a, b]), stake)),
            max(0.0, min(float(room[1] - paid[b, a]), stake)),
        )
    found = frontier(
        Bargain(
            economy=world.economy,
            parties=(a, b),
            packages=Policy(conducts.tariff, None, policy.iceberg, policy.transfer),
            beyond=beyond[:, [a, b]],
            lowest=lowest,
            highest=held,
            fallback=fallback[[a, b]],
            weights=world.weights,
            purse=purse,
            friction=world.sizes.aid_politics,
        ),
        effect,
    )
    return _told(world, base, pair, fallback, found, packages)


def _packages(
    world: World, base: Conduct, pair: tuple[str, str]
) -> tuple[list[Grants], Array, float]:
    """Packages of grants that may be efficient, what each adds to both, and what is at stake.

    Effects of single grants nearly add up; a package that another beats for both is left out.
    """
    groups: list[Grants] = []
    for domain in world.sizes.in_play:
        if domain in (Domain.TARIFFS, Domain.AID):
            continue
        missing = [
            Clause(domain=domain, giver=giver, receiver=receiver)
            for giver, receiver in (pair, pair[::-1])
            if not base.grants[GRANT_INDEX[domain], world.index[giver], world.index[receiver]]
        ]
        if domain is Domain.JUDGMENTS and missing:
            groups.append(tuple(missing))
        elif domain is not Domain.JUDGMENTS:
            groups += [(clause,) for clause in missing]
    free = [
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=0.0)
        for giver, receiver in (pair, pair[::-1])
    ]
    trials: list[Grants] = [(), *groups, *((clause,) for clause in free)]
    rows = [world.index[code] for code in pair]
    valued = world.value(
        stack([perform(base, each, world.countries, world.sectors) for each in trials])
    )
    dollars = valued.dollars(valued.payoff)[:, rows]
    alone = dollars[1:] - dollars[0]
    total, names = np.zeros((1, 2)), list[Grants]([()])
    for group, effect in zip(groups, alone, strict=False):
        total = np.concatenate([total, total + effect])
        names = names + [(*each, *group) for each in names]
    kept = undominated(total)
    kept = kept[np.unique(np.linspace(0, len(kept) - 1, min(_PACKAGES, len(kept))).astype(int))]
    # The empty package comes first: the path of tariffs alone is where the search begins.
    order = [0, *(int(k) for k in kept if k)]
    return [names[k] for k in order], total[order], float(np.abs(alone).sum())


def _told(
    world: World,
    base: Conduct,
    pair: tuple[str, str],
    fallback: Array,
    found: Frontier,
    packages: list[Grants],
) -> Benchmarks:
    """The deals as clauses of whole tenths of a point, valued as every other deal is."""
    solutions = (found.nash, found.kalai_smorodinsky, found.egalitarian, found.joint)
    deals: list[tuple[Clause, ...]] = []
    for each in (found.deals, *(one for one in solutions if one is not None)):
        deals += [_clauses(world, base, pair, each, k, packages) for k in range(len(each.lean))]
    rows = [world.index[code] for code in pair]
    conducts = [perform(base, deal, world.countries, world.sectors) for deal in deals]
    valued = world.value(stack(conducts))
    gains = valued.dollars(valued.payoff)[:, rows] - fallback[rows]
    points = [Point((float(g[0]), float(g[1])), deal) for g, deal in zip(gains, deals, strict=True)]
    rest = iter(points[len(found.deals.lean) :])
    named = [None if one is None else next(rest) for one in solutions]
    # Rounded to clauses the largest may leave one side a trifle short.
    fair = [point for point in points if min(point.gains) >= 0]
    joint = max(fair or points, key=lambda point: sum(point.gains))
    slack, other = found.deals.slack, int(np.isnan(found.deals.slack).sum())
    most = max(float(slack[~np.isnan(slack)].max(initial=0.0)), 1e-9)
    left = f"at most {most:.0e} bn a year of weighted gain is left on any"
    if other:
        left += f", and by a second optimiser, that does not say, on {other}"
    return Benchmarks(
        pair=pair,
        frontier=tuple(points[k] for k in undominated(gains)),
        nash=_both_gain(named[0]),
        kalai_smorodinsky=_both_gain(named[1]),
        egalitarian=_both_gain(named[2]),
        joint=joint,
        how=(
            f"{found.screened:,} deals screened, {found.solved} solved with the best tariffs under"
            f" them; {left}."
        ),
    )


def _both_gain(point: Point | None) -> Point | None:
    """None where rounding has left a party nothing."""
    return point if point is not None and min(point.gains) > 0 else None


def _clauses(
    world: World,
    base: Conduct,
    pair: tuple[str, str],
    found: Reached,
    k: int,
    packages: list[Grants],
) -> tuple[Clause, ...]:
    """A deal in clauses: tariffs by ceiling, the sectors of one rate together, grants, money."""
    clauses: list[Clause] = []
    for giver, receiver in (pair, pair[::-1]):
        g, r = world.index[giver], world.index[receiver]
        rates = np.round(found.tariff[k, r, g] * _TICK) / _TICK
        cut = rates < base.tariff[r, g] - 1e-9
        for rate in np.unique(rates[cut]):
            here = cut & (rates == rate)
            # A ceiling on every sector says the same where the others are below it anyway.
            whole = bool((here | (base.tariff[r, g] <= rate + 1e-9)).all())
            sectors = () if whole else tuple(np.array(world.sectors)[here].tolist())
            clauses.append(
                Clause(
                    domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=float(rate),
                    sectors=sectors,
                )
            )  # fmt: skip
    clauses += packages[int(found.package[k])]
    paid = float(found.paid[k])
    if abs(paid) > 1e-6:
        giver, receiver = pair if paid < 0 else pair[::-1]
        already = base.grants[GRANT_INDEX[Domain.AID], world.index[giver], world.index[receiver]]
        clauses.append(
            Clause(
                domain=Domain.AID, giver=giver, receiver=receiver,
                rate=float(already) + float(f"{abs(paid):.3g}"),
            )
        )  # fmt: skip
    return tuple(clauses)
