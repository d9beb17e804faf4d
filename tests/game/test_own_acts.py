"""One's own policy under a treaty: shown as it is held, changed from there."""

from __future__ import annotations

import numpy as np
import pytest
from two_neighbours import offer, played, signed_state, tariff

from negotiator.diplomacy.clauses import Clause, Kind, Offer, Remedy
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import money
from negotiator.game.draft import Draft
from negotiator.game.moves import Retaliate, SetTariff
from negotiator.game.own_acts import bound_by, moves, retaliated, wrong
from negotiator.game.queries import broken, equivalent
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import add_treaty
from negotiator.game.view import applied, held
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


def drafted(setting, state):
    draft = Draft(unilateral=True)
    draft.load(setting, held(setting, state), (("SML", "MAR"),))
    return draft


def row(draft, label):
    return 0, next(k for k, each in enumerate(draft.rows) if each.label.strip() == label)


def asked(setting, state, draft):
    return moves(setting, state, "MAR", draft.clauses(), breach=True)


def test_a_draft_begins_at_what_a_treaty_holds(setting):
    state = signed_state(setting)
    draft = drafted(setting, state)
    assert bound_by(state, "MAR") == "treaty 1"
    assert {draft.now[0, k] for k, each in enumerate(draft.rows) if each.sector} == {0.0}
    draft.step((0, 0), -1)
    assert asked(setting, state, draft) == []  # no change, no act
    draft.step((0, 0), 1)
    acts = asked(setting, state, draft)
    assert broken(setting, state, acts)
    after = played(setting, state, *acts)
    assert np.allclose(applied(setting, after).tariff[1, 0], 0.01)


@pytest.mark.parametrize("remedy", list(Remedy))
def test_a_breach_on_one_sector_leaves_the_others_where_they_are(setting, remedy):
    state = signed_state(setting, remedy)
    draft = drafted(setting, state)
    farming = row(draft, "Farming")
    draft.set(farming, 0.05)
    now = applied(setting, played(setting, state, *asked(setting, state, draft))).tariff[1, 0]
    assert sorted(now) == pytest.approx([0.0, 0.0, 0.05])


def test_a_breach_back_to_each_own_rate_is_played_to_the_end(setting):
    """Once the first rate has broken the promise, the second is what it was before the treaty."""
    state = signed_state(setting)
    draft = drafted(setting, state)
    own = state.autonomous.tariff[1, 0]
    for k, each in enumerate(draft.rows):
        if each.sector:
            draft.set((0, k), float(own[setting.world.sectors.index(each.sector)]))
    now = applied(setting, played(setting, state, *asked(setting, state, draft))).tariff[1, 0]
    np.testing.assert_allclose(now, own)


def test_below_a_bound_a_rate_moves_freely(setting):
    state, _ = add_treaty(new_game(setting, "SML", 1), offer(tariff("SML", 0.1)))
    draft = drafted(setting, state)
    draft.set((0, 0), 0.05)
    acts = asked(setting, state, draft)
    assert not broken(setting, state, acts)
    state = played(setting, state, *acts)
    draft = drafted(setting, state)
    assert draft.now[0, 0] == pytest.approx(0.05)  # the act is shown
    draft.set((0, 0), 0.08)
    assert not broken(setting, state, asked(setting, state, draft))
    draft.set((0, 0), 0.11)
    assert broken(setting, state, asked(setting, state, draft))


def test_what_is_given_by_treaty_alone_is_shown_and_taking_it_back_is_a_breach(setting):
    given = (
        Clause(domain=Domain.COPYRIGHT, giver="SML", receiver="MAR"),
        Clause(domain=Domain.AID, giver="SML", receiver="MAR", rate=0.5),
    )
    state, _ = add_treaty(new_game(setting, "SML", 1), offer(*given))
    draft = drafted(setting, state)
    copyright_, aid = row(draft, "Recognise copyright"), row(draft, "Pay aid")
    assert (draft.now[copyright_], draft.now[aid]) == (1.0, 0.5)
    draft.step(aid, 1)
    acts = asked(setting, state, draft)
    assert acts
    assert not broken(setting, state, acts)  # more than promised
    draft.step(copyright_, 1)
    acts = asked(setting, state, draft)
    assert [clause for _, clause in broken(setting, state, acts)] == [given[0]]
    after = drafted(setting, played(setting, state, *acts))
    assert (after.now[copyright_], after.now[aid]) == (0.0, 0.75)


def test_retaliation_adds_to_what_is_held(setting):
    state = signed_state(setting)
    answer = Retaliate(receiver="MAR", points=0.05, answers="theirs", breach=True)
    assert broken(setting, state, [answer])
    assert retaliated(state, "MAR") is None
    after = played(setting, state, answer)
    assert np.allclose(applied(setting, after).tariff[1, 0], 0.05)
    assert retaliated(after, "MAR") is not None
    raised = played(setting, state, SetTariff(receiver="MAR", rate=0.05, breach=True))
    assert retaliated(raised, "MAR") is None


def test_what_is_answered_already_is_not_open_any_more(setting):
    state, at = new_game(setting, "SML", 1), setting.world.index
    raised = state.autonomous.tariff.copy()
    raised[at["SML"], at["MAR"]] += 0.02
    state = state.but(autonomous=Conduct(raised, state.autonomous.grants))
    found = equivalent(setting, state, "MAR")
    assert found.harm == found.open > 0.1
    assert found.reached == pytest.approx(found.harm, rel=1e-2)
    assert "already" not in wrong("Marland", found)
    answered = apply(setting, state, Retaliate(receiver="MAR", points=found.points)).state
    again = equivalent(setting, answered, "MAR")
    assert again.taken == pytest.approx(found.reached, rel=0.05)
    assert again.points < 0.1 * found.points
    told = wrong("Marland", again)
    assert f"cost Marland {money(again.taken)} already" in told


def test_a_joint_penalty_comes_on_top_of_what_is_shown(setting):
    penalty = Clause(
        domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=0.1, kind=Kind.PENALTY
    )
    opened = new_game(setting, "SML", 1)
    against = Offer(parties=("SML", "THD"), clauses=(penalty,), by="SML")
    state, _ = add_treaty(opened, against)
    assert not applied(setting, state).same(opened.autonomous)
    assert held(setting, state).same(opened.autonomous)
