"""Unilateral acts: tariffs and grants outside treaties, retaliation, breach and withdrawal."""

from __future__ import annotations

import numpy as np

from negotiator.diplomacy.clauses import Breach, Clause, Kind, Offer, Remedy, Treaty
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import GRANT_INDEX, PROMISE, Domain
from negotiator.diplomacy.money import money
from negotiator.game.moves import IllegalMove, Retaliate, SetGrant, SetTariff, Withdraw
from negotiator.game.state import Deed, Event, State, Step
from negotiator.game.view import applied, held
from negotiator.scenario.setting import Setting

#: A broken promise weighs as much in a state's reliability as this many kept ones.
BREACH_WEIGHT = 4.0


def _place(setting: Setting, state: State, receiver: str) -> tuple[int, int]:
    if state.player is None or receiver not in setting.world.index or receiver == state.player:
        raise IllegalMove(f"no act toward {receiver}: expected another country's code")
    return setting.world.index[state.player], setting.world.index[receiver]


def _lines(setting: Setting, sectors: tuple[str, ...]) -> list[int]:
    for code in sectors:
        if code not in setting.world.sectors:
            raise IllegalMove(f"no sector {code}")
    chosen = [setting.world.sectors.index(code) for code in sectors]
    return chosen or list(range(len(setting.world.sectors)))


def broken_by(
    setting: Setting,
    state: State,
    receiver: str,
    domain: Domain,
    rates: dict[str, float],
) -> list[tuple[Treaty, Clause]]:
    """The promises that the player would break by these rates.

    Parameters
    ----------
    rates
        By sector for tariffs; under "" for any other domain.
    """
    found = []
    for treaty in state.treaties:
        if not treaty.in_force(state.round):
            continue
        for clause in treaty.clauses:
            if clause.giver != state.player or clause.domain is not domain:
                continue
            if clause.receiver not in (None, receiver) or clause.kind is Kind.PENALTY:
                continue
            if domain is Domain.TARIFFS:
                covered = clause.sectors or setting.world.sectors
                if any(rates.get(code, 0.0) > clause.rate + 1e-12 for code in covered):
                    found.append((treaty, clause))
            elif rates[""] < clause.rate:
                found.append((treaty, clause))
    return found


def _guard(
    setting: Setting,
    state: State,
    receiver: str,
    domain: Domain,
    rates: dict[str, float],
    breach: bool,
) -> tuple[State, list[Event]]:
    """Refuse what a treaty forbids, or carry out its remedy when the breach is meant."""
    broken = broken_by(setting, state, receiver, domain, rates)
    if not broken:
        return state, []
    if not breach:
        treaty, clause = broken[0]
        raise IllegalMove(
            f"treaty {treaty.id} binds you: {describe(setting, clause)};"
            f" a breach would {consequence(treaty.offer.remedy)}"
        )
    events = []
    for treaty, clause in broken:
        state, event = _break(setting, state, treaty.id, clause)
        events.append(event)
    return state, events


def consequence(remedy: Remedy) -> str:
    """What a breach brings, in words."""
    return {
        Remedy.SUSPEND: "let the others suspend what they promised you",
        Remedy.TERMINATE: "end the whole treaty",
        Remedy.COMPENSATE: "make you pay what the promise was worth for as long as it would run",
    }[remedy]


def describe(setting: Setting, clause: Clause) -> str:
    """A clause in words."""
    giver = setting.names[clause.giver]
    whom = setting.names[clause.receiver] if clause.receiver else "everyone"
    if clause.domain is not Domain.TARIFFS:
        what = PROMISE[clause.domain]
        sum_ = f" of {money(clause.rate)} a year" if clause.domain is Domain.AID else ""
        verb = what if clause.rate > 0 else f"no longer {what}"
        return f"{giver}: {verb}{sum_} for {whom}"
    named = ", ".join(setting.sectors[code] for code in clause.sectors)
    where = f" on {named}" if named else " on everything"
    if clause.kind is Kind.PENALTY:
        return f"{giver}: tariff on {whom} raised by {clause.rate * 100:.3g} points{where}"
    held = "at most" if clause.kind is Kind.BOUND else "exactly"
    return f"{giver}: tariff on {whom} {held} {clause.rate * 100:.3g}%{where}"


def _break(setting: Setting, state: State, number: int, clause: Clause) -> tuple[State, Event]:
    """Break one promise and carry out what the treaty names for it."""
    player = state.player
    assert player is not None
    world = setting.world
    treaty = next(t for t in state.treaties if t.id == number)
    before = applied(setting, state)
    changes: dict[str, object] = {
        "breaches": (*treaty.breaches, Breach(by=player, round=state.round, clause=clause)),
        "suspended": (*treaty.suspended, clause),
    }
    remedy = treaty.offer.remedy
    if remedy is Remedy.SUSPEND:
        answered = tuple(
            c for c in treaty.clauses if c.receiver == player and c not in treaty.suspended
        )
        changes["suspended"] = (*treaty.suspended, clause, *answered)
    elif remedy is Remedy.TERMINATE:
        changes["ends"] = state.round
    broken = treaty.model_copy(update=changes)
    state = state.but(
        treaties=tuple(broken if t.id == number else t for t in state.treaties),
        promised=_added(state.promised, world.index[player], BREACH_WEIGHT),
    )
    if remedy is Remedy.COMPENSATE:
        state = _compensate(setting, state, treaty, clause, before)
    whom = [code for code in treaty.offer.parties if code != player]
    text = f"You break treaty {number}: {describe(setting, clause)}."
    deeds = tuple(Deed(state.round, player, code, "breach", text) for code in whom)
    state = state.but(deeds=state.deeds + deeds)
    return state, Event("breach", text, whom[0])


def _compensate(
    setting: Setting, state: State, treaty: Treaty, clause: Clause, before: Conduct
) -> State:
    """Have the breaker pay what the promise was worth, for as long as it would have run."""
    assert state.player is not None
    world = setting.world
    injured = clause.receiver or next(c for c in treaty.offer.parties if c != state.player)
    after = applied(setting, state)
    place = world.index[injured]
    kept, lost = world.value(before), world.value(after)
    worth = float(kept.dollars(kept.payoff)[place] - lost.dollars(lost.payoff)[place])
    if worth <= 1e-6:
        return state
    payment = Clause(
        domain=Domain.AID, giver=state.player, receiver=injured, rate=float(np.round(worth, 4))
    )
    length = None if treaty.ends is None else max(1, treaty.ends - state.round)
    offer = Offer(
        parties=(state.player, injured), clauses=(payment,), by=state.player, length=length
    )
    ends = None if length is None else state.round + length
    new = Treaty(id=len(state.treaties) + 1, offer=offer, start=state.round, ends=ends)
    return state.but(treaties=(*state.treaties, new))


def _added(values: tuple[float, ...], place: int, amount: float) -> tuple[float, ...]:
    return tuple(v + amount if k == place else v for k, v in enumerate(values))


def set_tariff(setting: Setting, state: State, move: SetTariff) -> Step:
    """Set one's own tariff on another's goods."""
    giver, receiver = _place(setting, state, move.receiver)
    lines = _lines(setting, move.sectors)
    rates = {setting.world.sectors[k]: move.rate for k in lines}
    old = state.autonomous.tariff[receiver, giver, lines]
    state, events = _guard(setting, state, move.receiver, Domain.TARIFFS, rates, move.breach)
    # What a treaty holds lower may be levied again by a breach alone.
    if not events and np.allclose(old, move.rate, atol=1e-12):
        raise IllegalMove(f"your own tariff is {move.rate:.1%} there already")
    tariff = state.autonomous.tariff.copy()
    tariff[receiver, giver, lines] = move.rate
    where = ", ".join(setting.sectors[code] for code in move.sectors) or "everything"
    name = setting.names[move.receiver]
    text = f"You set your tariff on {name} at {move.rate:.1%} on {where}."
    return _acted(state, move.receiver, Conduct(tariff, state.autonomous.grants), text,
                  move.answers, events)  # fmt: skip


def retaliate(setting: Setting, state: State, move: Retaliate) -> Step:
    """Add points to one's tariff as treaties hold it, in answer to something."""
    giver, receiver = _place(setting, state, move.receiver)
    lines = _lines(setting, move.sectors)
    tariff = state.autonomous.tariff.copy()
    tariff[receiver, giver, lines] = held(setting, state).tariff[receiver, giver, lines]
    tariff[receiver, giver, lines] += move.points
    rates = {setting.world.sectors[k]: float(tariff[receiver, giver, k]) for k in lines}
    if max(rates.values()) > 10.0:
        raise IllegalMove(f"that makes {max(rates.values()):.0%}; expected at most 1000%")
    state, events = _guard(setting, state, move.receiver, Domain.TARIFFS, rates, move.breach)
    where = ", ".join(setting.sectors[code] for code in move.sectors) or "everything"
    name = setting.names[move.receiver]
    text = f"You raise your tariff on {name} by {move.points * 100:.3g} points on {where}."
    return _acted(state, move.receiver, Conduct(tariff, state.autonomous.grants), text,
                  move.answers, events)  # fmt: skip


def set_grant(setting: Setting, state: State, move: SetGrant) -> Step:
    """Give or withdraw a recognition, a pledge or aid."""
    giver, receiver = _place(setting, state, move.receiver)
    sizes = setting.world.sizes
    if move.domain is Domain.TARIFFS or move.domain not in sizes.in_play:
        raise IllegalMove(f"{move.domain} cannot be granted in this scenario")
    limit = (
        sizes.aid_limit * float(setting.world.income[giver]) if move.domain is Domain.AID else 1.0
    )
    if move.rate > limit:
        raise IllegalMove(f"{move.domain} of {move.rate:g}; expected at most {limit:.3g}")
    cell = (GRANT_INDEX[move.domain], giver, receiver)
    state, events = _guard(setting, state, move.receiver, move.domain, {"": move.rate}, move.breach)
    if not events and abs(float(state.autonomous.grants[cell]) - move.rate) < 1e-12:
        raise IllegalMove(f"your own policy on {move.domain} is that already")
    grants = state.autonomous.grants.copy()
    grants[cell] = move.rate
    verb = PROMISE[move.domain]
    name = setting.names[move.receiver]
    text = f"You {verb if move.rate else f'no longer {verb}'} for {name}."
    return _acted(state, move.receiver, Conduct(state.autonomous.tariff, grants), text, "", events)


def _acted(
    state: State, receiver: str, own: Conduct, text: str, cause: str, events: list[Event]
) -> Step:
    assert state.player is not None
    deed = Deed(state.round, state.player, receiver, "act", text, cause)
    state = state.but(autonomous=own, deeds=(*state.deeds, deed))
    return Step(state, (*events, Event("act", text, receiver)))


def withdraw(setting: Setting, state: State, move: Withdraw) -> Step:
    """Leave a treaty with its notice: no promise is broken."""
    treaty = next((t for t in state.treaties if t.id == move.treaty), None)
    if treaty is None or state.player not in treaty.offer.parties:
        raise IllegalMove(f"you have no treaty {move.treaty}")
    if not treaty.in_force(state.round):
        raise IllegalMove(f"treaty {move.treaty} is no longer in force")
    ends = state.round + treaty.offer.notice
    if treaty.ends is not None and treaty.ends <= ends:
        raise IllegalMove(f"treaty {move.treaty} ends by then anyway")
    left = treaty.model_copy(update={"ends": ends})
    whom = [code for code in treaty.offer.parties if code != state.player]
    text = f"You withdraw from treaty {treaty.id}; it ends with round {max(ends - 1, 0)}."
    deeds = tuple(Deed(state.round, state.player, code, "withdrawal", text) for code in whom)
    state = state.but(
        treaties=tuple(left if t.id == treaty.id else t for t in state.treaties),
        deeds=state.deeds + deeds,
    )
    return Step(state, (Event("withdrawal", text, whom[0]),))
