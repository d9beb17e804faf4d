"""Average tariffs, trade and revenue, by the sectors and partners that they are made of."""

from __future__ import annotations

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.outcomes import trade_flows
from negotiator.game.origins.split import Split, Term, Unit, dollars, told
from negotiator.game.policy import describe
from negotiator.game.queries import treaties_between
from negotiator.game.state import State
from negotiator.game.view import applied
from negotiator.scenario.setting import Setting


def percent(fraction: float) -> str:
    """A rate or a share in a sentence: 31%, 2.5%."""
    return f"{100.0 * fraction:.2g}%" if fraction < 0.995 else f"{100.0 * fraction:.0f}%"


def tariff(setting: Setting, state: State, levied_by: str, on: str) -> tuple[Split, ...]:
    """The average tariff of one country on another's goods, by sector.

    Every sector's rate counts by its share of the base year's trade; the plain mean where nothing
    is traded.
    """
    world = setting.world
    i, j = world.index[on], world.index[levied_by]
    rates, flows = applied(setting, state).tariff[i, j], world.economy.flows[i, j]
    total = float(flows.sum())
    weights = flows / total if total > 0 else np.full(len(flows), 1.0 / len(flows))
    base = world.base.tariff[i, j]
    names = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
    terms = [
        Term(
            names[code],
            float(weights[s] * rates[s]),
            f"{percent(float(rates[s]))} on {percent(float(weights[s]))} of the trade"
            + _was(float(rates[s]), float(base[s])),
        )
        for s, code in enumerate(world.sectors)
    ]
    bound = tuple(
        f"Treaty {treaty.id}: {describe(setting, clause)}."
        for treaty in treaties_between(state, levied_by, on)
        for clause in treaty.clauses
        if clause.giver == levied_by
    )
    return (
        Split(
            f"Tariff of {setting.names[levied_by]} on {setting.names[on]}",
            told(terms, least=5e-4, most=20),
            float((weights * rates).sum()),
            Unit.RATE,
            label="Average",
            about="Each sector's rate times its share of what is traded in the base year.",
            told=bound,
        ),
    )


def _was(now: float, base: float) -> str:
    return "" if abs(now - base) < 5e-4 else f"; {percent(base)} in the base year"


def flows(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """A country's exports and imports by partner, with what they were in the base year."""
    world = setting.world
    k = world.index[code]
    base = _abroad(world.economy.flows)
    now = _abroad(trade_flows(world.value(state.last.applied).equilibrium))

    def split(title: str, was: Array, is_now: Array) -> Split:
        terms = [
            Term(setting.titles[c], float(is_now[j]), f"base year {dollars(float(was[j]))}")
            for j, c in enumerate(world.countries)
            if j != k
        ]
        return Split(
            title,
            told(terms),
            float(is_now.sum()),
            Unit.SIZE,
            label="Now",
            told=(
                f"{dollars(float(was.sum()))} in the base year. At the border before tariffs, in"
                " dollars in which the world's income is what it was then.",
            ),
        )

    return (
        split("What it sells, a year", base[k], now[k]),
        split("What it buys, a year", base[:, k], now[:, k]),
    )


def between(setting: Setting, state: State, me: str, code: str) -> tuple[Split, ...]:
    """What two sell each other, by sector, with what it was in the base year."""
    world = setting.world
    i, j = world.index[me], world.index[code]
    base, now = world.economy.flows, trade_flows(world.value(state.last.applied).equilibrium)
    names = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}

    def split(title: str, was: Array, is_now: Array) -> Split:
        terms = [
            Term(names[code], float(is_now[s]), f"base year {dollars(float(was[s]))}")
            for s, code in enumerate(world.sectors)
        ]
        said = f"{dollars(float(was.sum()))} in the base year."
        return Split(title, told(terms), float(is_now.sum()), Unit.SIZE, label="Now", told=(said,))

    name = setting.names[code]
    return (
        split(f"What we sell to {name}, a year", base[i, j], now[i, j]),
        split(f"What we buy from {name}, a year", base[j, i], now[j, i]),
    )


def _abroad(flow: Array) -> Array:
    """[exporter, importer]: of all sectors, without a country's trade with itself."""
    total = flow.sum(axis=2)
    return np.asarray(np.where(np.eye(len(total), dtype=bool), 0.0, total))


def revenue(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """Tariff revenue by partner, after the last cleared round."""
    world = setting.world
    k = world.index[code]
    conduct = state.last.applied
    flow = trade_flows(world.value(conduct).equilibrium)[:, k]
    paid = (flow * conduct.tariff[:, k]).sum(axis=1)
    terms = [
        Term(
            setting.titles[c],
            float(paid[j]),
            f"{percent(float(paid[j] / flow[j].sum()))} of {dollars(float(flow[j].sum()))}",
        )
        for j, c in enumerate(world.countries)
        if j != k and flow[j].sum() > 0
    ]
    about = "Tariff times imports before the tariff, as they are now."
    return (Split("Tariff revenue", told(terms), float(paid.sum()), Unit.SIZE, about=about),)
