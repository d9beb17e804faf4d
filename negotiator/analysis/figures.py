"""The economics of a scenario without a game: what tariffs do, and what each pair could agree.

The figures are those of the game: the same worlds, payoffs, Nash and efficient tariffs,
disagreement points and benchmarks. How they read is `analysis_text`'s, and `analysis_tables`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.economy.certificate import Certificate, certify
from negotiator.economy.concessions import Outside, change, outside
from negotiator.economy.tariffs import Tariffs, efficient_tariffs, nash_tariffs
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, Point, benchmarks
from negotiator.scoring.index import efficiency
from negotiator.scoring.score import without
from negotiator.scoring.why import Why, why

#: Kinds of policy that are compared, in the order of `Analysis.regimes`.
REGIMES = ("status quo", "opening", "free trade", "Nash tariffs", "efficient tariffs")


@dataclass(frozen=True, eq=False)
class Regime:
    """What one kind of policy is worth to everyone.

    Parameters
    ----------
    name
        Of `REGIMES`.
    payoff, real_income : [N]
        Over the base year, per cent of its income.
    mean_tariff : [N]
        That each levies, a fraction: weighted by its imports of the base year.
    """

    name: str
    conduct: Conduct
    payoff: Array
    real_income: Array
    mean_tariff: Array


@dataclass(frozen=True, eq=False)
class Search:
    """How Nash or efficient tariffs were found.

    Parameters
    ----------
    name
        Of `REGIMES`.
    tariffs
        As found, before they are rounded to the tenths of a point that the game uses.
    rounding
        The most that rounding moves any real income, per cent.
    certificate
        None when it was not asked for.
    """

    name: str
    tariffs: Tariffs
    rounding: float
    certificate: Certificate | None


@dataclass(frozen=True, eq=False)
class Deal:
    """One of a pair's solutions.

    Parameters
    ----------
    name
        Of the solution.
    percent
        Gains of both over no deal, per cent of income.
    efficiency
        Joint gain over the largest possible.
    outsiders
        What it does to everyone else.
    """

    name: str
    point: Point
    percent: tuple[float, float]
    efficiency: float
    outsiders: Outside


@dataclass(frozen=True, eq=False)
class Pair:
    """What two countries could agree on, on top of the policy with which the game opens.

    Parameters
    ----------
    disagreement
        Payoffs of both without a deal, over the base year, per cent of income.
    deals
        The solutions that there are; the largest joint gain comes last and is always there.
    why
        What the gains of the first of `deals` are made of.
    """

    pair: tuple[str, str]
    disagreement: tuple[float, float]
    possible: Benchmarks
    deals: tuple[Deal, ...]
    why: Why


@dataclass(frozen=True, eq=False)
class Analysis:
    """A scenario's economics.

    Parameters
    ----------
    regimes
        As in `REGIMES`.
    searches
        Of Nash and of efficient tariffs.
    war
        What payoffs at Nash tariffs are made of, against the status quo.
    pairs
        Those that are done; fewer than `wanted` when interrupted.
    chosen
        Whether the pairs were asked for by name.
    """

    setting: Setting
    regimes: tuple[Regime, ...]
    searches: tuple[Search, ...]
    war: Why
    pairs: tuple[Pair, ...]
    wanted: int
    chosen: bool


def analyse(
    setting: Setting,
    between: Sequence[tuple[str, str]] = (),
    *,
    certified: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Analysis:
    """Analyse a scenario.

    Parameters
    ----------
    between
        Pairs of codes; by default every pair.
    certified
        Whether a certificate of the Nash tariffs is made: some seconds for a dozen countries.
    progress
        Told what is being worked on.

    Notes
    -----
    Interrupted while pairs are worked out, it returns those that are done.

    Raises
    ------
    ScenarioError
        For a pair that is not in it; names the nearest.
    NotSolvedError
        When a world of it has no equilibrium.
    """
    pairs = _pairs(setting, between)
    progress("Nash and efficient tariffs")
    regimes, searches = _policies(setting, certified)
    status_quo, war = regimes[0], regimes[REGIMES.index("Nash tariffs")]
    made_of = why(setting.world, status_quo.conduct, war.conduct)
    done: list[Pair] = []
    try:
        for number, pair in enumerate(pairs, 1):
            progress(f"{'–'.join(pair)}, pair {number} of {len(pairs)}")
            done.append(_pair(setting, pair))
    except KeyboardInterrupt:
        pass
    return Analysis(setting, regimes, searches, made_of, tuple(done), len(pairs), bool(between))


def _pairs(setting: Setting, between: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs to analyse, each once."""
    codes = setting.world.countries
    if not between:
        return list(combinations(codes, 2))
    for pair in between:
        for code in pair:
            if code not in codes:
                raise ScenarioError(
                    (Fault(setting.scenario.id, 0, unknown("country", code, codes)),)
                )
        if pair[0] == pair[1]:
            what = f"--between {' '.join(pair)}: expected two different countries"
            raise ScenarioError((Fault("", 0, what),))
    return list({frozenset(pair): pair for pair in reversed(between)}.values())[::-1]


def _policies(setting: Setting, certified: bool) -> tuple[tuple[Regime, ...], tuple[Search, ...]]:
    """The kinds of policy; but for tariffs everything in them is as in the base year."""
    world, economy = setting.world, setting.world.economy
    found = (
        nash_tariffs(economy, weights=world.weights),
        # As in the game they serve general welfare: whom a government favours does not count.
        efficient_tariffs(economy),
    )
    anchors = setting.anchors
    rounded = (anchors.war.tariff, anchors.peace.tariff)
    tariffs = (world.base.tariff, np.zeros_like(world.base.tariff), *rounded)
    exact = (each.tariff for each in found)
    today, free, *rest = (Conduct(each, world.base.grants) for each in (*tariffs, *exact))
    conducts = (today, setting.initial, free, *rest)
    valued = world.value(stack(conducts))
    payoff = valued.payoff - valued.payoff[0]
    real_income = valued.real_income - valued.real_income[0]
    regimes = tuple(
        Regime(name, conducts[k], payoff[k], real_income[k], _mean_tariff(world, conducts[k]))
        for k, name in enumerate(REGIMES)
    )
    moved = np.abs(real_income[3:5] - real_income[5:7]).max(axis=1)
    proof = certify(economy, found[0].tariff, weights=world.weights) if certified else None
    return regimes, (
        Search(REGIMES[3], found[0], float(moved[0]), proof),
        Search(REGIMES[4], found[1], float(moved[1]), None),
    )


def _mean_tariff(world: World, conduct: Conduct) -> Array:
    """[N]: that each importer levies, a fraction, weighted by its imports of the base year."""
    n = len(world.countries)
    imports = world.economy.flows * ~np.eye(n, dtype=bool)[:, :, None]
    total = imports.sum(axis=(0, 2))
    return np.asarray((imports * conduct.tariff).sum(axis=(0, 2)) / np.where(total > 0, total, 1.0))


def _pair(setting: Setting, pair: tuple[str, str]) -> Pair:
    """What a pair could agree on: the disagreement point and the benchmarks of the game's score."""
    world = setting.world
    rows = [world.index[code] for code in pair]
    base = without(setting.initial, [(rows[0], rows[1])], setting.fallback(setting.initial))
    before = world.value(base)
    possible = benchmarks(world, base, pair, before.dollars(before.payoff))
    solutions = dict(_solutions(possible))
    after = [
        perform(base, point.clauses, world.countries, world.sectors) for point in solutions.values()
    ]
    effects = _effects(world, base, stack(after), rows)
    best = sum(possible.joint.gains)
    return Pair(
        pair=pair,
        disagreement=_two((before.payoff - world.value(world.base).payoff)[rows]),
        possible=possible,
        deals=tuple(
            Deal(
                name=name,
                point=point,
                percent=_two(100.0 * np.array(point.gains) / world.income[rows]),
                efficiency=efficiency(sum(point.gains), best),
                outsiders=each,
            )
            for (name, point), each in zip(solutions.items(), effects, strict=True)
        ),
        why=why(world, base, after[0]),
    )


def _solutions(possible: Benchmarks) -> Iterator[tuple[str, Point]]:
    """By name, those that there are."""
    if possible.nash is not None:
        yield "Nash", possible.nash
    if possible.kalai_smorodinsky is not None:
        yield "Kalai–Smorodinsky", possible.kalai_smorodinsky
    if possible.egalitarian is not None:
        yield "egalitarian", possible.egalitarian
    yield "largest joint gain", possible.joint


def _effects(world: World, base: Conduct, deals: Conduct, parties: list[int]) -> list[Outside]:
    """What each of a stack of deals does to outsiders, in payoffs as the game counts them."""
    changed = change(world.economy, world.policy(base), world.policy(deals))
    before, after = world.value(base), world.value(deals)
    percent = after.payoff - before.payoff
    all_ = outside(replace(changed, percent=percent, money=after.dollars(percent)), parties)
    figures = zip(all_.percent, all_.money, all_.access, all_.exports, strict=True)
    return [Outside(all_.countries, *each) for each in figures]


def _two(figures: Array) -> tuple[float, float]:
    one, other = figures.tolist()
    return one, other
