"""Questions that a screen asks of a game: nothing here changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from negotiator.counterparts.assessment import Assessment
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances.known import stance_class
from negotiator.diplomacy.clauses import Clause, Offer, Treaty
from negotiator.diplomacy.conduct import perform, stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ratification import objections
from negotiator.diplomacy.reciprocity import equivalent_penalty, market_access, with_points
from negotiator.economy.arrays import Array
from negotiator.economy.outcomes import tariff_revenue
from negotiator.game.forecasts import guessed
from negotiator.game.moves import IllegalMove, Move, Retaliate, SetGrant, SetTariff
from negotiator.game.policy import broken_by
from negotiator.game.rules import apply
from negotiator.game.state import Deed, State
from negotiator.game.view import applied, chambers, known, opening, record, situation
from negotiator.scenario.setting import Setting


@dataclass(frozen=True)
class Effect:
    """What a draft would do to one country.

    Parameters
    ----------
    percent, dollars
        Change of real income, in per cent and in billions a year.
    lobby
        Change of what its protected sectors weigh, billions a year.
    access
        Change of its exports at unchanged world prices, billions a year.
    objections
        Why its majority would not ratify.
    """

    code: str
    percent: float
    dollars: float
    lobby: float
    access: float
    objections: tuple[str, ...]


def effects(
    setting: Setting, state: State, clauses: tuple[Clause, ...], codes: tuple[str, ...]
) -> dict[str, Effect]:
    """What clauses would do to some countries, over what is known to be in force now."""
    world = setting.world
    now = known(setting, state)
    after = perform(now, clauses, world.countries, world.sectors)
    valued = world.value(stack([now, after]))
    access = market_access(world, stack([now, after])).sum(axis=-1)
    majority = chambers(setting, state)
    before = world.value(opening(setting, state))
    afterwards = world.value(after)
    found = {}
    for code in codes:
        k = world.index[code]
        percent = float(valued.real_income[1, k] - valued.real_income[0, k])
        lobby = float(valued.lobby[1, k] - valued.lobby[0, k])
        income = float(world.income[k]) / 100.0
        found[code] = Effect(
            code,
            percent,
            percent * income,
            lobby * income,
            float(access[1, k] - access[0, k]),
            objections(world, k, majority[code], before, afterwards),
        )
    return found


def likely_view(setting: Setting, state: State, partner: str, offer: Offer) -> Assessment:
    """How a country is likely to see an offer of the player's, with its reasons.

    What it would sign for is known in the open mode only; else what it says that it asks for.
    """
    assert state.player is not None
    found = Deliberation(situation(setting, state, partner, state.player)).weigh(offer)
    return found if state.mode == "open" else replace(found, ask=found.stated)


@dataclass(frozen=True)
class Neighbour:
    """Another country at a glance.

    Parameters
    ----------
    their_tariff, our_tariff
        Trade-weighted averages: what it levies on us, and we on it; fractions.
    exports, imports
        Ours to it and from it in the base year, billions a year.
    trust
        Its level of cooperation toward us last round, 0 to 1.
    """

    code: str
    title: str
    income: float
    their_tariff: float
    our_tariff: float
    exports: float
    imports: float
    trust: float
    ours: float
    treaties: tuple[int, ...]
    offers: bool


def neighbours(setting: Setting, state: State, me: str) -> tuple[Neighbour, ...]:
    """Every other country, the largest trade first."""
    world = setting.world
    economy = world.economy
    conduct = applied(setting, state)
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
                exports=float(economy.flows[i, j].sum()),
                imports=float(economy.flows[j, i].sum()),
                trust=float(state.last.levels[j, i]),
                ours=float(state.last.levels[i, j]),
                treaties=tuple(t.id for t in treaties_between(state, me, code)),
                offers=any(offer.by == code for offer in state.proposals),
            )
        )
    return tuple(sorted(found, key=lambda each: -(each.exports + each.imports)))


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


def treaties_between(state: State, one: str, other: str) -> tuple[Treaty, ...]:
    """Treaties in force this round to which both are parties."""
    return tuple(
        treaty
        for treaty in state.treaties
        if treaty.in_force(state.round) and {one, other} <= set(treaty.offer.parties)
    )


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
    flows = world.economy.flows
    over = float(state.last.real_income[k])
    since = over - float(state.history[0].real_income[k])
    income = float(world.income[k])
    revenue = float(tariff_revenue(world.value(state.last.applied).equilibrium)[k])
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


@dataclass(frozen=True)
class Equivalent:
    """What answers a harm in kind.

    Parameters
    ----------
    harm
        What the other's penalty costs us, billions a year.
    points
        The tariff to add that costs it as much (fraction), or the most that can be reached.
    reached, own_cost
        What that costs it, and what it does to us, billions a year.
    """

    harm: float
    points: float
    reached: float
    own_cost: float


def equivalent(
    setting: Setting, state: State, receiver: str, sectors: tuple[str, ...] = ()
) -> Equivalent:
    """The retaliation that is substantially equivalent to what a country's tariffs now take.

    The harm is measured against what that country levied before the announcements.
    """
    world = setting.world
    assert state.player is not None
    i, j = world.index[state.player], world.index[receiver]
    conduct = applied(setting, state)
    spared = conduct.toward(j, i, world.base)
    valued = world.value(stack([conduct, spared]))
    dollars = valued.dollars(valued.payoff)[:, i]
    harm = max(float(dollars[1] - dollars[0]), 0.0)
    mask = np.array([1.0 if not sectors or code in sectors else 0.0 for code in world.sectors])
    points, reached = equivalent_penalty(world, conduct, i, j, harm, mask)
    hit = world.value(stack([conduct, with_points(conduct, i, j, points, mask)]))
    own = hit.dollars(hit.payoff)[:, i]
    return Equivalent(harm, points, reached, float(own[1] - own[0]))


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
                lines.append(f"Next: {rule.because(seen, rule.level(seen))}")
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


def broken(setting: Setting, state: State, moves: Sequence[Move]) -> list[tuple[Treaty, Clause]]:
    """The promises that unilateral moves would break."""
    found: list[tuple[Treaty, Clause]] = []
    for move in moves:
        match move:
            case SetTariff():
                rates = dict.fromkeys(move.sectors or setting.world.sectors, move.rate)
                found += broken_by(setting, state, move.receiver, Domain.TARIFFS, rates)
            case Retaliate():
                world = setting.world
                i, j = world.index[move.receiver], world.index[str(state.player)]
                rates = {
                    code: float(state.autonomous.tariff[i, j, world.sectors.index(code)])
                    + move.points
                    for code in move.sectors or world.sectors
                }
                found += broken_by(setting, state, move.receiver, Domain.TARIFFS, rates)
            case SetGrant():
                found += broken_by(setting, state, move.receiver, move.domain, {"": move.rate})
    return list(dict.fromkeys(found))


def alone(
    setting: Setting, state: State, moves: Sequence[Move], codes: tuple[str, ...]
) -> dict[str, Effect]:
    """What unilateral moves would do, breaches included, if nobody answered."""
    world = setting.world
    after = state
    for move in moves:
        try:
            after = apply(setting, after, move).state
        except IllegalMove:
            continue
    both = stack([applied(setting, state), applied(setting, after)])
    valued = world.value(both)
    access = market_access(world, both).sum(axis=-1)
    found = {}
    for code in codes:
        k = world.index[code]
        percent = float(valued.real_income[1, k] - valued.real_income[0, k])
        income = float(world.income[k]) / 100.0
        found[code] = Effect(
            code,
            percent,
            percent * income,
            float(valued.lobby[1, k] - valued.lobby[0, k]) * income,
            float(access[1, k] - access[0, k]),
            (),
        )
    return found
