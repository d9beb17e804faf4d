"""The world at a glance, as a government sees it: neighbours, tariffs, accounts, dossiers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances.known import stance_class
from negotiator.economy.arrays import Array
from negotiator.economy.outcomes import tariff_revenue, trade_flows
from negotiator.game.forecasts import guessed
from negotiator.game.queries import treaties_between
from negotiator.game.state import Deed, State
from negotiator.game.view import applied, record
from negotiator.scenario.setting import Setting


@dataclass(frozen=True)
class Neighbour:
    """Another country at a glance.

    Parameters
    ----------
    their_tariff, our_tariff
        Trade-weighted averages: what it levies on us, and we on it; fractions.
    exports, imports
        Ours to it and from it after the last cleared round, billions a year, world income held.
    cooperation
        Its level toward us last round, 0 to 1.
    """

    code: str
    title: str
    income: float
    their_tariff: float
    our_tariff: float
    exports: float
    imports: float
    cooperation: float
    ours: float
    treaties: tuple[int, ...]
    offers: bool


def neighbours(setting: Setting, state: State, me: str) -> tuple[Neighbour, ...]:
    """Every other country, the largest trade first."""
    world = setting.world
    economy = world.economy
    conduct = applied(setting, state)
    flows = trade_flows(world.value(state.last.applied).equilibrium)
    i = world.index[me]
    found = []
    for code, j in world.index.items():
        if j == i:
            continue
        found.append(
            Neighbour(
                code=code,
                title=setting.titles[code],
                income=float(world.income[j]),
                their_tariff=average(economy.flows[i, j], conduct.tariff[i, j]),
                our_tariff=average(economy.flows[j, i], conduct.tariff[j, i]),
                exports=float(flows[i, j].sum()),
                imports=float(flows[j, i].sum()),
                cooperation=float(state.last.levels[j, i]),
                ours=float(state.last.levels[i, j]),
                treaties=tuple(t.id for t in treaties_between(state, me, code)),
                offers=any(offer.by == code for offer in state.proposals),
            )
        )
    return tuple(sorted(found, key=lambda each: -float(world.two_way[i, world.index[each.code]])))


def average(flows: Array, rates: Array) -> float:
    """A trade-weighted average rate; a plain one where nothing is traded."""
    total = float(flows.sum())
    return float((flows * rates).sum() / total) if total > 0 else float(rates.mean())


def tariff_matrix(setting: Setting, state: State) -> Array:
    """[N exporter, N importer]: trade-weighted average tariffs in force, fractions."""
    flows, rates = setting.world.economy.flows, applied(setting, state).tariff
    total = flows.sum(axis=2)
    weighted = (flows * rates).sum(axis=2)
    averages: Array = np.divide(weighted, total, out=rates.mean(axis=2), where=total > 0)
    return averages


@dataclass(frozen=True)
class Accounts:
    """A country's accounts.

    Parameters
    ----------
    income
        Of the base year, billions a year.
    since_opening, over_base
        Real income now, in per cent, over the game's opening and over the base year.
    dollars
        The change since the opening, billions a year.
    revenue
        Tariff revenue, billions a year.
    exports, imports
        After the last cleared round, billions a year, before tariffs; world income held.
    """

    income: float
    since_opening: float
    over_base: float
    dollars: float
    revenue: float
    exports: float
    imports: float
    reliability: float
    norm: float


def accounts(setting: Setting, state: State, code: str) -> Accounts:
    """The accounts of a country after the last cleared round."""
    world = setting.world
    k = world.index[code]
    now = world.value(state.last.applied).equilibrium
    flows = trade_flows(now)
    over = float(state.last.real_income[k])
    since = over - float(state.history[0].real_income[k])
    income = float(world.income[k])
    revenue = float(tariff_revenue(now)[k])
    return Accounts(
        income=income,
        since_opening=since,
        over_base=over,
        dollars=since * income / 100.0,
        revenue=revenue,
        exports=float(flows[k].sum() - flows[k, k].sum()),
        imports=float(flows[:, k].sum() - flows[k, k].sum()),
        reliability=state.reliability[k],
        norm=state.last.norm,
    )


def waiting(state: State) -> frozenset[str]:
    """Countries whose offers wait for an answer; as the round ends they lapse."""
    standing = (code for code, talk in state.talks.items() if talk.standing is not None)
    return frozenset({*standing, *(offer.by for offer in state.proposals)})


def dossier(setting: Setting, state: State, code: str) -> str:
    """What the player may know of a counterpart, by the mode of the game."""
    spec = next(c for c in setting.scenario.countries if c.code == code)
    lines = [spec.about, spec.stake]
    name = guessed(state, code)
    if name is not None:
        lines.insert(0, f"You take it for {stance_class(name).title.lower()}.")
    if state.mode == "blind":
        return "\n".join(line for line in lines if line)
    protected = setting.counterparts[code].chamber.protected
    if protected:
        listed = ", ".join(
            f"{setting.sectors[code]} (−{limit:.0%} at most)" for code, limit in protected.items()
        )
        lines.append(f"Its majority protects {listed}.")
    lines.append(f"It keeps its promises: {state.reliability[setting.world.index[code]]:.0%}.")
    if state.mode == "open" and state.player is not None:
        rule = setting.counterparts[code].toward(state.player)
        seen = record(setting, state, code, state.player)
        lines.append(f"{rule.title}: {rule.rule}")
        if not rule.stochastic:
            try:
                lines.append(
                    f"Next, in cooperation from 0 to 1: {rule.because(seen, rule.level(seen))}"
                )
            except CounterpartError as error:
                lines.append(str(error))  # a slip of a stance from elsewhere
        each = setting.counterparts[code]
        lines.append(f"{each.tactic.title}: {each.tactic.rule} {each.acceptance.rule}")
        lines += each.habits
    else:
        lines += [f"Round {d.round}: {d.text}" for d in _habits(state, code)]
    return "\n".join(line for line in lines if line)


def _habits(state: State, code: str) -> list[Deed]:
    return [d for result in state.history for d in result.deeds if d.actor == code][-3:]
