"""A draft of one's own policy as moves, and what binds it; nothing here changes a game."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiator.diplomacy.clauses import Clause, Kind, Remedy, Treaty
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.money import NOTHING, money
from negotiator.game.moves import Move, SetGrant, SetTariff
from negotiator.game.queries import Equivalent, broken
from negotiator.game.state import Deed, State
from negotiator.game.view import held
from negotiator.scenario.setting import Setting


def binding(state: State, partner: str) -> tuple[tuple[Treaty, Clause], ...]:
    """What the player promises a country in treaties in force, joint penalties on it included."""
    return tuple(
        (treaty, clause)
        for treaty in state.treaties
        if treaty.in_force(state.round)
        for clause in treaty.clauses
        if clause.giver == state.player and clause.receiver in (None, partner)
    )


def bound_by(state: State, partner: str) -> str:
    """The treaties that bind the player toward a country, as in "treaty 1"; "" for none."""
    found = dict.fromkeys(
        treaty.id for treaty, clause in binding(state, partner) if clause.kind is not Kind.PENALTY
    )
    word = "treaty" if len(found) == 1 else "treaties"
    return f"{word} {', '.join(map(str, found))}" if found else ""


def retaliated(state: State, partner: str) -> Deed | None:
    """What the player did this round in answer to a country's acts."""
    own = (d for d in state.deeds if d.actor == state.player and d.target == partner)
    return next((deed for deed in own if deed.kind == "act" and deed.cause), None)


def wrong(name: str, found: Equivalent) -> str:
    """What a country's tariffs cost us, how much of it ours answer already, and what is open."""
    if found.harm < NOTHING:
        return f"What {name} levies costs us nothing beyond what we were used to."
    told = f"What {name} levies beyond the base year costs us {money(found.harm)} a year."
    if found.taken < NOTHING:
        return told
    still = f"{money(found.open)} is still open" if found.open >= NOTHING else "nothing is open"
    return f"{told} Ours beyond it cost {name} {money(found.taken)} already: {still}."


def moves(
    setting: Setting, state: State, partner: str, clauses: Sequence[Clause], *, breach: bool
) -> list[Move]:
    """The moves that make one's own policy what a draft over what is held says.

    A breach ends a promise on all that it covers; sectors that the draft leaves as they are keep
    their rates by acts of their own.
    """
    found: list[Move] = []
    for c in clauses:
        if c.domain is Domain.TARIFFS:
            found.append(SetTariff(receiver=partner, sectors=c.sectors, rate=c.rate, breach=breach))
        else:
            found.append(SetGrant(receiver=partner, domain=c.domain, rate=c.rate, breach=breach))
    lost = broken(setting, state, found)
    if not breach or not lost:
        return found
    seen: set[object] = set()
    kept: list[Move] = []
    for move in found:
        breaks = {
            treaty.id if treaty.offer.remedy is Remedy.TERMINATE else (treaty.id, clause)
            for treaty, clause in broken(setting, state, [move])
        }
        # Once the promise is gone, what it held is as it was without an act.
        if not breaks or not breaks <= seen or not _own(setting, state, move):
            kept.append(move)
        seen |= breaks
    return [*_kept(setting, state, partner, clauses, [clause for _, clause in lost]), *kept]


def _own(setting: Setting, state: State, move: Move) -> bool:
    """Whether our own policy, treaties aside, is what a move sets."""
    world = setting.world
    me = world.index[str(state.player)]
    if isinstance(move, SetTariff):
        rates = state.autonomous.tariff[world.index[move.receiver], me]
        at = [world.sectors.index(code) for code in move.sectors or world.sectors]
        return bool(np.allclose(rates[at], move.rate, atol=1e-12))
    if isinstance(move, SetGrant):
        cell = (GRANT_INDEX[move.domain], me, world.index[move.receiver])
        return abs(float(state.autonomous.grants[cell]) - move.rate) < 1e-12
    return False


def _kept(
    setting: Setting,
    state: State,
    partner: str,
    clauses: Sequence[Clause],
    lost: Sequence[Clause],
) -> list[Move]:
    """Acts that keep the rates that a lost promise held and a draft does not change."""
    world = setting.world
    cells = world.index[partner], world.index[str(state.player)]
    now, own = held(setting, state).tariff[cells], state.autonomous.tariff[cells]

    def covered(of: Sequence[Clause]) -> set[str]:
        tariffs = [each for each in of if each.domain is Domain.TARIFFS]
        return {code for each in tariffs for code in each.sectors or world.sectors}

    left = covered(lost) - covered(clauses)
    rates: dict[float, list[str]] = {}
    for k, code in enumerate(world.sectors):
        if code in left and abs(float(now[k] - own[k])) > 1e-12:
            rates.setdefault(float(now[k]), []).append(code)
    return [
        SetTariff(receiver=partner, sectors=tuple(codes), rate=rate)
        for rate, codes in rates.items()
    ]
