"""Every stance of the catalogue in play: no crash, and nothing that the rules forbid a player."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from negotiator.counterparts.stances import stance, stances
from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.game.autoplay import simulate
from negotiator.game.moves import Accept, Ask, EndRound, IllegalMove, Propose, SetGrant, SetTariff
from negotiator.game.rules import apply, new_game
from negotiator.game.state import State
from negotiator.game.talks import check_clauses
from negotiator.scenario import Setting, compile_scenario, find, load, load_text

NAMES = list(stances())
_AID = GRANTS.index(Domain.AID)


@cache
def neighbours() -> Setting:
    """Two neighbours who recognise each other's authors and relax each other's visas."""
    text = find("two-neighbours").read_text(encoding="utf-8")
    for domain in ("copyright", "travel"):
        for giver, receiver in (("SML", "MAR"), ("MAR", "SML")):
            text += f'\n[[grants]]\ndomain = "{domain}"\n'
            text += f'giver = "{giver}"\nreceiver = "{receiver}"\n'
    setting = compile_scenario(load_text(text, "two", None))
    assert setting.anchors  # found once, for the copies of it too
    return setting


@cache
def april() -> Setting:
    setting = compile_scenario(load(find("liberation-day-2025")))
    assert setting.anchors
    return setting


def governed(setting: Setting, names: list[str]) -> Setting:
    """The same world, its countries governed by these stances in turn."""
    counterparts = {
        code: replace(each, stance=stance(names[k % len(names)]), stances={})
        for k, (code, each) in enumerate(setting.counterparts.items())
    }
    other = replace(setting, counterparts=counterparts)
    other.__dict__["_anchors"] = setting.anchors
    return other


def lawful(setting: Setting, state: State) -> None:
    """Nothing is in force, promised or on the table that a player could not have done as well."""
    world = setting.world
    limits = world.sizes.aid_limit * world.income
    for result in state.history:
        tariff, grants = result.applied.tariff, result.applied.grants
        assert np.isfinite(result.payoff).all()
        assert ((tariff >= 0.0) & (tariff <= 10.0)).all()
        assert np.isin(np.delete(grants, _AID, axis=0), (0.0, 1.0)).all()
        assert (grants[_AID] >= 0.0).all()
        assert (grants[_AID] <= limits[:, None] + 1e-9).all()
        assert ((result.levels >= 0.0) & (result.levels <= 1.0)).all()
        for treaty in state.treaties:
            for clause in treaty.clauses if treaty.in_force(result.number) else ():
                if clause.receiver is None or clause.kind is Kind.PENALTY:
                    continue
                giver, receiver = world.index[clause.giver], world.index[clause.receiver]
                if clause.domain is Domain.TARIFFS:
                    where = [world.sectors.index(c) for c in clause.sectors or world.sectors]
                    assert (tariff[receiver, giver, where] <= clause.rate + 1e-9).all()
                else:
                    k = GRANTS.index(clause.domain)
                    assert grants[k, giver, receiver] >= clause.rate - 1e-9
        for deed in result.deeds:
            assert deed.text
            assert "\n" not in deed.text + deed.cause
    for offer in (*state.proposals, *(treaty.offer for treaty in state.treaties)):
        check_clauses(setting, state, offer.clauses)
        for clause in offer.clauses:
            lines = setting.counterparts[clause.giver].red_lines
            assert clause.giver == state.player or clause.domain not in lines


def tariff_on(giver: str, receiver: str, rate: float) -> Clause:
    return Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)


@pytest.mark.parametrize("name", NAMES)
def test_it_bears_a_penalty_talks_and_a_favour(name: str) -> None:
    setting = governed(neighbours(), [name])
    state = new_game(setting, "SML", 3)
    mine, theirs = tariff_on("SML", "MAR", 0.05), tariff_on("MAR", "SML", 0.05)
    offer = Offer(parties=("SML", "MAR"), clauses=(mine, theirs), by="SML")

    def play(move: object) -> None:
        nonlocal state
        state = apply(setting, state, move).state

    play(SetTariff(receiver="MAR", rate=0.6))
    play(SetGrant(receiver="MAR", domain=Domain.COPYRIGHT, rate=0.0))
    play(EndRound())
    lawful(setting, state)
    play(Ask(partner="MAR", question="give", clauses=(mine,)))
    play(Ask(partner="MAR", question="want", clauses=(theirs,)))
    play(Propose(to="MAR", offer=offer))
    lawful(setting, state)
    if state.talks["MAR"].theirs and not state.talks["MAR"].closed:
        play(Accept(partner="MAR"))
    try:
        play(SetTariff(receiver="MAR", rate=0.0))
    except IllegalMove:
        assert state.treaties  # it has that rate by treaty
    play(EndRound())
    play(EndRound())
    lawful(setting, state)
    assert len(state.history) == 4


@pytest.mark.parametrize("first", range(0, len(NAMES), 12))
def test_twelve_at_a_time_they_govern_the_world_of_april(first: int) -> None:
    names = NAMES[first : first + 12]
    setting = governed(april(), names)
    state = simulate(setting, 2, 3)
    assert state.over
    lawful(setting, state)


#: What moves them is law or lasts: they give nothing for one good round, and all for a treaty.
LAWYERS = [
    "two-tits-for-tat",
    "equivalent-withdrawal",
    "escalating",
    "carousel",
    "cross-retaliation",
    "unconditional-mfn",
    "conditional-mfn",
]


@pytest.mark.parametrize("name", LAWYERS)
def test_two_whom_no_favour_moves_sign_a_treaty_that_both_gain_by(name: str) -> None:
    state = simulate(governed(neighbours(), [name]), 1, 1)
    assert len(state.treaties) == 1
    assert (state.last.real_income > state.history[0].real_income).all()
