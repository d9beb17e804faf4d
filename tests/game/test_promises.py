"""Promises: what it costs to break one, and what leaves one without a breach."""

from __future__ import annotations

import numpy as np
import pytest
from two_neighbours import offer, played, signed_state, tariff

from negotiator.diplomacy.clauses import Clause, Remedy
from negotiator.diplomacy.conduct import stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ledger import Act
from negotiator.game.moves import (
    EndRound,
    IllegalMove,
    SetGrant,
    SetTariff,
    Withdraw,
)
from negotiator.game.policy import BREACH_WEIGHT
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import add_treaty
from negotiator.game.view import applied
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.mark.parametrize("remedy", list(Remedy))
def test_a_promise_is_not_broken_at_no_cost(setting, remedy):
    state = signed_state(setting, remedy)
    home = setting.world.index["SML"]
    calm = apply(setting, state, EndRound()).state
    with pytest.raises(IllegalMove, match="treaty 1 binds you"):
        apply(setting, state, SetTariff(receiver="MAR", rate=0.3))
    broken = apply(setting, state, SetTariff(receiver="MAR", rate=0.3, breach=True)).state
    assert broken.promised[home] == state.promised[home] + BREACH_WEIGHT
    after = played(setting, broken, EndRound(), EndRound())
    steady = apply(setting, calm, EndRound()).state
    assert after.reliability[home] < 1.0
    assert after.last.payoff[home] < steady.last.payoff[home]
    if remedy is Remedy.COMPENSATE:  # the injured is paid, and keeps its own promise
        assert applied(setting, after).grant(Domain.AID)[0, 1] > 0
    else:
        assert after.last.levels[1, 0] < steady.last.levels[1, 0]
    [breach] = [entry for entry in after.ledger.entries if entry.act is Act.BREACH]
    # The ledger has the whole of what was taken: the tariff that was promised, to what is levied.
    world = setting.world
    done = apply(setting, broken, EndRound()).state
    kept, levied = (each.history[-1].applied for each in (state, done))
    without = kept.toward(home, world.index["MAR"], levied)
    valued = world.value(stack([kept, without]))
    dollars = valued.dollars(valued.payoff)[:, world.index["MAR"]]
    assert breach.intended == pytest.approx(dollars[1] - dollars[0])
    answered = [e for e in after.ledger.entries if e.round == breach.round and e.giver == "MAR"]
    assert [e.act for e in answered] == ([] if remedy is Remedy.COMPENSATE else [Act.PENALTY])


def test_what_was_given_by_treaty_alone_can_be_broken(setting):
    """Own policy was never changed: a breach goes back to it, tariff and recognition alike."""
    state = new_game(setting, "SML", 1)
    before = applied(setting, state)
    given = Clause(domain=Domain.COPYRIGHT, giver="SML", receiver="MAR")
    state, _ = add_treaty(state, offer(tariff("SML", 0.0), tariff("MAR", 0.0), given))
    state = apply(setting, state, EndRound()).state
    home, there = setting.world.index["SML"], setting.world.index["MAR"]
    own = float(before.tariff[there, home, 0])
    sector = setting.world.sectors[0]
    for move in (
        SetTariff(receiver="MAR", sectors=(sector,), rate=own),
        SetGrant(receiver="MAR", domain=Domain.COPYRIGHT, rate=0.0),
    ):
        with pytest.raises(IllegalMove, match="treaty 1 binds you"):
            apply(setting, state, move)
        broken = apply(setting, state, move.model_copy(update={"breach": True}))
        assert broken.events[0].kind == "breach"
        now = applied(setting, broken.state)
        if isinstance(move, SetTariff):
            assert now.tariff[there, home, 0] == pytest.approx(own)
        else:
            assert now.grant(Domain.COPYRIGHT)[home, there] == 0.0
        with pytest.raises(IllegalMove, match="already"):  # broken once, it is as it was
            apply(setting, broken.state, move)


def test_what_a_breach_brings_stands_after_it_in_the_ledger(setting):
    """The large country breaks its promise; the small one's falls away with it."""
    state = new_game(setting, "MAR", 1)
    state, _ = add_treaty(state, offer(tariff("SML", 0.0), tariff("MAR", 0.0)))
    state = apply(setting, state, EndRound()).state
    broken = SetTariff(receiver="SML", rate=0.3, breach=True)
    after = played(setting, state, broken, EndRound())
    last = [entry for entry in after.ledger.entries if entry.round == 2]
    assert [(entry.giver, entry.act) for entry in last] == [
        ("MAR", Act.BREACH), ("SML", Act.PENALTY)
    ]  # fmt: skip
    assert last[1].text == "as treaty 1 was broken"
    assert max(entry.intended for entry in last) < 0


def test_withdrawal_with_notice_is_no_breach(setting):
    state = signed_state(setting)
    left = apply(setting, state, Withdraw(treaty=1)).state
    assert left.treaties[0].ends == state.round + 1
    after = apply(setting, left, EndRound()).state
    assert after.reliability == (1.0, 1.0)
    np.testing.assert_allclose(applied(setting, after).tariff[1, 0], setting.initial.tariff[1, 0])
