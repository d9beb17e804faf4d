"""What a scenario holds and what is at stake in it, before anybody plays it.

For its author, who wants to see whether it is as it was meant; the figures are those of the game.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.economy.arrays import Array
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import benchmarks
from negotiator.scoring.score import without

#: Pairs that are looked at, at most: each takes up to some seconds.
_PAIRS = 6


@dataclass(frozen=True, eq=False)
class Stakes:
    """What a country has at stake.

    Parameters
    ----------
    income
        Of the base year, billions a year.
    abroad
        Exports as a share of income, a fraction.
    tariff, nash
        Mean tariff that it levies as the game opens and at Nash tariffs, fractions weighted by its
        imports of the base year.
    opening, war
        Real income as the game opens, and at everybody's Nash tariffs: per cent over the base year.
    """

    code: str
    income: float
    abroad: float
    tariff: float
    nash: float
    opening: float
    war: float


@dataclass(frozen=True, eq=False)
class Zone:
    """What a pair can gain over no deal as the game opens.

    Parameters
    ----------
    gains, percent
        Of both at the Nash solution, billions a year and per cent of income; None without a zone
        of agreement.
    """

    pair: tuple[str, str]
    gains: tuple[float, float] | None
    percent: tuple[float, float] | None


def stakes(setting: Setting) -> tuple[Stakes, ...]:
    """What each country has at stake, in the scenario's order."""
    world = setting.world
    economy = world.economy
    imports = economy.flows * ~np.eye(len(world.countries), dtype=bool)[:, :, None]
    war = Conduct(setting.anchors.war.tariff, world.base.grants)
    valued = world.value(stack([world.base, setting.initial, war]))
    income = valued.real_income - valued.real_income[0]

    def mean(tariff: Array) -> Array:
        total = imports.sum(axis=(0, 2))
        return np.asarray((imports * tariff).sum(axis=(0, 2)) / np.where(total > 0, total, 1.0))

    levied, best = mean(setting.initial.tariff), mean(war.tariff)
    sold = imports.sum(axis=(1, 2)) / world.income
    return tuple(
        Stakes(
            code,
            float(world.income[k]),
            float(sold[k]),
            float(levied[k]),
            float(best[k]),
            float(income[1, k]),
            float(income[2, k]),
        )
        for k, code in enumerate(world.countries)
    )


def pairs(setting: Setting) -> tuple[tuple[str, str], ...]:
    """Pairs that the scenario speaks of, then the player's country with who trades most with it."""
    scenario, world = setting.scenario, setting.world
    named = [(draft.giver, draft.receiver) for draft in scenario.opening]
    named += [each.between for each in scenario.happened]
    player = scenario.player
    partners = np.argsort(-world.two_way[world.index[player]], kind="stable")
    named += [(player, world.countries[int(k)]) for k in partners]
    found = {frozenset(pair): pair for pair in reversed(named) if pair[0] != pair[1]}
    return tuple(list(found.values())[::-1][:_PAIRS])


def zone(setting: Setting, pair: tuple[str, str]) -> Zone:
    """What a pair can gain: the disagreement point and the Nash solution of the game's score."""
    world = setting.world
    rows = [world.index[code] for code in pair]
    base = without(setting.initial, [(rows[0], rows[1])], setting.fallback(setting.initial))
    before = world.value(base)
    nash = benchmarks(world, base, pair, before.dollars(before.payoff)).nash
    if nash is None:
        return Zone(pair, None, None)
    one, other = (100.0 * np.array(nash.gains) / world.income[rows]).tolist()
    return Zone(pair, nash.gains, (one, other))
