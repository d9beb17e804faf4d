"""A pair in a report: its offers and rounds as points, its clauses, a better deal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.clauses import Clause, Treaty
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import GRANTS, PROMISE, Domain
from negotiator.diplomacy.world import World
from negotiator.game.offers import Made
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, Point, benchmarks
from negotiator.scoring.score import without
from negotiator.teaching.words import rate

Gains = tuple[float, float]

#: A tariff that differs by less than this is the same: clauses are whole tenths of a point.
_TICK = 5e-4


def no_deal(setting: Setting, pair: tuple[str, str], around: Conduct) -> Conduct:
    """Conduct without a deal of a pair, all others as they are: what its score is measured from."""
    a, b = (setting.world.index[code] for code in pair)
    return without(around, [(a, b)], setting.fallback(setting.initial))


def measured(
    world: World, pair: tuple[str, str], base: Conduct, conducts: Iterable[Conduct]
) -> list[Gains]:
    """What conducts of a pair give both over no deal, others as in `base`: billions a year.

    All are solved as one stack.
    """
    a, b = (world.index[code] for code in pair)
    cases = [base, *(without(base, [(a, b)], each) for each in conducts)]
    valued = world.value(stack(cases))
    dollars = valued.dollars(valued.payoff)[:, [a, b]]
    return [(float(row[0]), float(row[1])) for row in dollars[1:] - dollars[0]]


@dataclass(frozen=True)
class Placed:
    """An offer as a point.

    Parameters
    ----------
    gains
        Of the player and of the other over no deal, had the offer been what the two do.
    """

    made: Made
    gains: Gains


def dance(
    world: World, offers: Iterable[Made], pair: tuple[str, str], base: Conduct
) -> tuple[Placed, ...]:
    """Offers of a pair, in order: each on top of what was in force when it was made."""
    made = list(offers)
    if not made:
        return ()
    after = [perform(m.now, m.offer.clauses, world.countries, world.sectors) for m in made]
    found = measured(world, pair, base, after)
    return tuple(Placed(m, gains) for m, gains in zip(made, found, strict=True))


def course(world: World, state: State, pair: tuple[str, str], base: Conduct) -> tuple[Gains, ...]:
    """Where a pair stood after each round, the opening first."""
    return tuple(measured(world, pair, base, [result.applied for result in state.history]))


def better(world: World, base: Conduct, possible: Benchmarks, now: Gains) -> Point | None:
    """An efficient deal that both prefer to what they have and to no deal, if there is one.

    The Nash bargaining solution (Nash 1950) with today as the disagreement point: of the deals
    known, the one with the largest product of what both add; where none of them adds to both, it
    is solved for.

    Parameters
    ----------
    base
        Conduct without a deal of the pair, from which `possible` and `now` are measured.
    """
    best = sum(possible.joint.gains)
    # Two hundredths of what there is to gain, for both together, is the least worth telling.
    least = 0.01 * max(best, 0.0)
    if possible.nash is None or best - sum(now) < 2.0 * least:
        return None
    named = (possible.nash, possible.kalai_smorodinsky, possible.egalitarian, possible.joint)
    known = [*possible.frontier, *(point for point in named if point is not None)]
    floor = (max(now[0], 0.0), max(now[1], 0.0))
    both = []
    for point in known:
        more = (point.gains[0] - floor[0], point.gains[1] - floor[1])
        if min(more) > least:
            both.append((more[0] * more[1], point))
    if both:
        return max(both, key=lambda each: each[0])[1]
    valued = world.value(base)
    today = valued.dollars(valued.payoff).copy()
    today[[world.index[code] for code in possible.pair]] += floor
    found = benchmarks(world, base, possible.pair, today).nash
    if found is None:
        return None
    return Point((floor[0] + found.gains[0], floor[1] + found.gains[1]), found.clauses)


@dataclass(frozen=True)
class Swap:
    """One change from what is in force to a better deal.

    Parameters
    ----------
    alone
        What it adds to both by itself, on top of what is in force: billions a year.
    """

    giver: str
    receiver: str
    what: str
    now: str
    then: str
    alone: Gains


def swaps(
    setting: Setting, pair: tuple[str, str], final: Conduct, base: Conduct, deal: Point
) -> tuple[Swap, ...]:
    """What has to change for a deal, line by line."""
    world = setting.world
    target = perform(base, deal.clauses, world.countries, world.sectors)
    sectors = {each.code: each.name or each.code for each in setting.scenario.sectors}
    found: list[tuple[str, str, str, str, str]] = []
    cases: list[Conduct] = []
    for giver, receiver in (pair, pair[::-1]):
        g, r = world.index[giver], world.index[receiver]
        old, new = final.tariff[r, g], target.tariff[r, g]
        moved = np.abs(new - old) > _TICK
        both = {(round(float(old[k]), 3), round(float(new[k]), 3)) for k in np.flatnonzero(moved)}
        for was, will in sorted(both):
            here = moved & (np.abs(old - was) <= _TICK) & (np.abs(new - will) <= _TICK)
            tariff = final.tariff.copy()
            tariff[r, g, here] = new[here]
            cases.append(Conduct(tariff, final.grants))
            names = [sectors[world.sectors[k]] for k in np.flatnonzero(here)]
            where = "everything" if len(names) == len(world.sectors) else ", ".join(names)
            found.append((giver, receiver, f"tariff on {where}", rate(was), rate(will)))
        for k, domain in enumerate(GRANTS):
            had, has = float(final.grants[k, g, r]), float(target.grants[k, g, r])
            if abs(has - had) <= 1e-9:
                continue
            grants = final.grants.copy()
            grants[k, g, r] = has
            if domain is Domain.JUDGMENTS:  # of use only when mutual: told with the other's
                grants[k, r, g] = target.grants[k, r, g]
            cases.append(Conduct(final.tariff, grants))
            found.append((giver, receiver, PROMISE[domain], _told(domain, had), _told(domain, has)))
    if not found:
        return ()
    alone = measured(world, pair, final, cases)
    return tuple(Swap(*each, gains) for each, gains in zip(found, alone, strict=True))


def _told(domain: Domain, grant: float) -> str:
    if domain is Domain.AID:
        return f"${grant:.3g}bn a year" if grant > 0 else "nothing"
    return "yes" if grant > 0 else "no"


@dataclass(frozen=True)
class Clauses:
    """A treaty with what each clause was worth.

    Parameters
    ----------
    alone
        By clause: what it gave both by itself, over the round before; billions a year.
    together
        What the whole treaty gave both: more or less than the sum where clauses act together.
    """

    treaty: Treaty
    alone: tuple[tuple[Clause, Gains], ...]
    together: Gains


def clauses(setting: Setting, state: State, pair: tuple[str, str]) -> tuple[Clauses, ...]:
    """Every treaty to which both of a pair were parties, each clause with both sides' values."""
    world = setting.world
    rows = [world.index[code] for code in pair]
    found = []
    for treaty in state.treaties:
        if not set(pair) <= set(treaty.offer.parties) or treaty.start > state.last.number:
            continue
        before = state.history[treaty.start - 1].applied
        terms = treaty.offer.clauses
        cases = [before] + [
            perform(before, each, world.countries, world.sectors)
            for each in (*((clause,) for clause in terms), terms)
        ]
        valued = world.value(stack(cases))
        change = valued.dollars(valued.payoff)[:, rows]
        gains = [(float(x), float(y)) for x, y in change[1:] - change[0]]
        found.append(Clauses(treaty, tuple(zip(terms, gains[:-1], strict=True)), gains[-1]))
    return tuple(found)
