"""Left out of a treaty: what it costs, what is asked for, and what is done about it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tables import ground, table

from negotiator.counterparts.stances import stance
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import in_force
from negotiator.diplomacy.money import money
from negotiator.game import exclusion
from negotiator.game.moves import Accept, EndRound
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import add_treaty, talk_with
from negotiator.game.view import FELT, record, slights
from negotiator.scenario import compile_scenario, find, load


def union(one, other, rate=0.0):
    """Both open to each other."""
    pair = ((one, other), (other, one))
    clauses = tuple(Clause(domain="tariffs", giver=a, receiver=b, rate=rate) for a, b in pair)
    return Offer(parties=(one, other), clauses=clauses, by=one)


def payoffs(setting, conduct):
    valued = setting.world.value(conduct)
    return valued.dollars(valued.payoff)


def test_a_loss_is_what_a_state_would_have_without_the_promises():
    """Trade diversion, by a difference of two equilibria; nothing for the parties themselves."""
    felt = 0
    for seed in range(200):
        setting, state = table(seed, player=None)
        world = setting.world
        if len(world.countries) < 3:
            continue
        state, treaty = add_treaty(state, union("A", "B"))
        [lost] = exclusion.losses(setting, state).values()

        def force(*kept, state=state, treaty=treaty, world=world):
            some = treaty.model_copy(
                update={"offer": treaty.offer.model_copy(update={"clauses": kept})}
            )
            return in_force(state.opened, [some], state.round, world.countries, world.sectors)

        mine, theirs = treaty.offer.clauses
        with_it = payoffs(setting, force(mine, theirs))[2]
        assert lost[0, 2] == pytest.approx(
            max(payoffs(setting, force(theirs))[2] - with_it, 0.0), abs=1e-6
        )
        assert lost[1, 2] == pytest.approx(
            max(payoffs(setting, force(mine))[2] - with_it, 0.0), abs=1e-6
        )
        assert not lost[:, :2].any()
        felt += lost[0, 2] > FELT * world.income[2]
    assert felt > 20


def test_penalties_of_a_coalition_are_no_diversion():
    setting, state = table(3, player=None)
    while len(setting.world.countries) < 3:
        setting, state = table(state.seed + 1, player=None)
    blow = [
        Clause(domain="tariffs", giver=code, receiver="C", rate=0.3, kind="penalty")
        for code in ("A", "B")
    ]
    allied = Offer(parties=("A", "B"), clauses=tuple(blow), by="A")
    state, _ = add_treaty(state, allied)
    [lost] = exclusion.losses(setting, state).values()
    assert not lost.any()


@pytest.fixture(scope="module")
def april():
    return compile_scenario(load(find("liberation-day-2025")))


@pytest.fixture(scope="module")
def opened_to_japan(april):
    """The United States, played, has opened its market to Japan, and Japan to it."""
    state = new_game(april, "USA", 1)
    state, _ = add_treaty(state, union("USA", "JPN"))
    return apply(april, state, EndRound()).state


def test_who_is_left_out_asks_for_the_same_and_says_what_it_is_worth(april, opened_to_japan):
    """The talk opens with it: the figures are those of the economy, and all can sign."""
    state = opened_to_japan
    world = april.world
    asked = exclusion.demands(april, state, "USA")
    assert len(asked) > 3
    for demand in asked:
        code, k = demand.code, world.index[demand.code]
        [given] = [c for c in union("USA", "JPN").clauses if c.giver == "USA"]
        assert demand.rivals == ("JPN",)
        assert demand.clauses == (given.model_copy(update={"receiver": code}),)
        rates = state.last.applied.tariff.copy()
        rates[k, world.index["USA"]] = 0.0
        with_it = payoffs(april, replace(state.last.applied, tariff=rates))
        worth = with_it[k] - payoffs(april, state.last.applied)[k]
        assert demand.same == pytest.approx(worth, abs=1e-6)
        first = talk_with(april, state, code).lines[0]
        assert first.who == code
        assert money(demand.same) in first.text
    offered = [offer for offer in state.proposals if offer.by in {d.code for d in asked}]
    assert len(offered) > 1
    for offer in offered:
        signed = apply(april, state, Accept(partner=offer.by))
        assert {event.kind for event in signed.events} <= {"signed", "refused_at_home"}


def test_what_a_treaty_costs_others_is_in_the_news(april, opened_to_japan):
    state = opened_to_japan
    [line] = [text for text in state.news if text.startswith("Treaty 1 costs ")]
    total = state.lost[1].sum(axis=0)
    for code, k in april.world.index.items():
        name = f"{april.names[code]} {money(total[k])}"
        assert (name in line) == bool(total[k] >= FELT * april.world.income[k])


@pytest.mark.parametrize(
    ("rule", "lowers"),
    [
        ("tit-for-tat", True),
        ("equivalent-withdrawal", True),
        ("grim-trigger", True),
        ("always-cooperate", False),
        ("hegemon", False),
    ],
)
def test_it_lowers_its_level_only_where_its_rule_calls_for_it_and_says_why(rule, lowers):
    """C, left out by B and the player A: it asks, and where it is left at that it answers."""
    setting, _ = ground(13)
    counterparts = dict(setting.counterparts)
    counterparts["C"] = replace(counterparts["C"], stance=stance(rule))
    changed = replace(setting, counterparts=counterparts)
    changed.__dict__["_anchors"] = setting.anchors
    state = new_game(changed, "A", 1)
    state, treaty = add_treaty(state, union("A", "B"))
    states = [state]
    for _ in range(3):
        states.append(apply(changed, states[-1], EndRound()).state)
    [_, first, second, third] = states
    assert "C" in first.words
    [(_, cost)] = [each for each in slights(changed, first, "C", "A") if each[0].id == treaty.id]
    assert cost == pytest.approx(first.lost[treaty.id][0, 2])
    level = first.last.levels[0, 2]
    assert record(changed, first, "C", "A").theirs[-1] == pytest.approx(level)  # not yet
    seen = record(changed, second, "C", "A").theirs[-1]
    assert seen == pytest.approx(second.last.levels[0, 2] - cost / second.last.worth[0, 2])
    for early in (first, second):
        assert not struck(early)
    assert bool(struck(third)) == lowers
    for deed in struck(third):
        assert f"Treaty {treaty.id} costs it {money(cost)} a year" in deed.cause


def struck(state):
    """What C did against A in the last round."""
    return [d for d in state.last.deeds if (d.actor, d.target, d.kind) == ("C", "A", "penalty")]


def test_a_treaty_of_its_own_makes_it_good(april):
    """A new footing: what others got before is no grievance any more."""
    state = new_game(april, None, 1)
    state, _ = add_treaty(state, union("USA", "CHN"))
    state = apply(april, state, EndRound()).state
    state, _ = add_treaty(state, union("USA", "MEX", 0.02))
    state = apply(april, state, EndRound()).state
    seen = record(april, state, "MEX", "USA").theirs
    us, me = april.world.index["USA"], april.world.index["MEX"]
    np.testing.assert_allclose(seen, [r.levels[us, me] for r in state.history[-len(seen) :]])


def test_counterparts_ask_each_other_and_are_heard_or_not(april):
    """Who asks says how much it is about; a treaty follows exactly where it says so."""
    state = new_game(april, None, 1)
    ends = set()
    for _ in range(4):
        before = state
        state = apply(april, state, EndRound()).state
        deeds = state.last.deeds
        signed = [{d.actor, d.target} for d in deeds if d.kind == "treaty"]
        for deed in deeds:
            if deed.kind == "demand":
                asked = exclusion.demands(april, before, deed.target)
                [demand] = [each for each in asked if each.code == deed.actor]
                assert demand.reason("it") in deed.text
                agreed = deed.text.endswith("they agree.")
                assert agreed == ({deed.actor, deed.target} in signed)
                ends.add(agreed)
    assert ends == {True, False}
