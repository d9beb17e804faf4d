"""What a scenario holds and what is at stake in it, before anybody plays it.

For its author, who wants to see whether it is as it was meant; the figures are those of the game.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.economy.arrays import Array
from negotiator.game.origins import income
from negotiator.game.origins.split import Figure
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
    base, deal
        Conduct with no deal of the two, and with that one.
    """

    pair: tuple[str, str]
    gains: tuple[float, float] | None
    percent: tuple[float, float] | None
    base: Conduct
    deal: Conduct


def stakes(setting: Setting) -> tuple[Stakes, ...]:
    """What each country has at stake, in the scenario's order."""
    world = setting.world
    economy = world.economy
    imports = economy.flows * ~np.eye(len(world.countries), dtype=bool)[:, :, None]
    war = _war(setting)
    valued = world.value(stack([world.base, setting.initial, war]))
    changes = valued.real_income - valued.real_income[0]

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
            float(changes[1, k]),
            float(changes[2, k]),
        )
        for k, code in enumerate(world.countries)
    )


def _war(setting: Setting) -> Conduct:
    """Everybody's Nash tariffs, all else as in the base year."""
    return Conduct(setting.anchors.war.tariff, setting.world.base.grants)


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
        return Zone(pair, None, None, base, base)
    one, other = (100.0 * np.array(nash.gains) / world.income[rows]).tolist()
    deal = perform(base, nash.clauses, world.countries, world.sectors)
    return Zone(pair, nash.gains, (one, other), base, deal)


def figures(setting: Setting, found: Sequence[Stakes], zones: Sequence[Zone]) -> tuple[Figure, ...]:
    """What can be asked of the figures of a preview, in the order in which they stand there."""
    base, titles = setting.world.base, setting.titles
    rows = []
    for each in found:
        for what, after in (("opening", setting.initial), ("tariff war", _war(setting))):
            title = f"Real income of {setting.names[each.code]} over the base year: {what}"
            origin = partial(income.change, setting, base, after, each.code, title)
            rows.append(Figure(f"{titles[each.code]}: {what}", origin))
    for zone in zones:
        two = " and ".join(titles[code] for code in zone.pair)
        for code in zone.pair if zone.gains is not None else ():
            title = f"What {setting.names[code]} gains by the Nash deal of {two}"
            origin = partial(
                income.change, setting, zone.base, zone.deal, code, title, politics=True
            )
            rows.append(Figure(f"{two}: {titles[code]}", origin))
    return tuple(rows)
