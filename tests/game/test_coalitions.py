"""Three at a table: joint offers, what comes back, and who gains."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tables import table

from negotiator.counterparts.deliberation import Deliberation, Verdict
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.money import signed
from negotiator.game.coalitions import coalition
from negotiator.game.moves import Accept, EndRound, Propose
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import add_treaty, talk_with
from negotiator.game.view import fallback, known, situation
from negotiator.scenario import compile_scenario, find, load

NOTHING = 1e-6
CODES = ("A", "B", "C")


def gains(setting, state, clauses):
    """By code: what each gets over no deal and over what is in force, billions a year."""
    world = setting.world
    now = known(setting, state)
    after = perform(now, clauses, world.countries, world.sectors)
    before, then = world.value(now), world.value(after)
    over = then.dollars(then.payoff) - fallback(setting, state)
    more = then.dollars(then.payoff) - before.dollars(before.payoff)
    return {code: (float(over[k]), float(more[k])) for code, k in world.index.items()}


def given_away(setting, state, me):
    """The most that a stance of some country gives the two others, billions a year."""
    seen = situation(setting, state, me, "A" if me != "A" else "B")
    total = 0.0
    for other in CODES:
        if other != me:
            pair = seen.toward(other)
            worth = float(pair.levels.worth[pair.i, pair.j])
            total += max(pair.tolerated * pair.owed * worth, 0.0)
    return total


def joint_offer(seed):
    """Some tariffs among three, proposed by A with C to B."""
    rng = np.random.default_rng([seed, 4])
    rates = (0.0, 0.02, 0.05, 0.1)
    clauses = [
        Clause(domain="tariffs", giver=g, receiver=r, rate=float(rng.choice(rates)))
        for g in CODES
        for r in CODES
        if g != r and rng.random() < 0.6
    ]
    free = Clause(domain="tariffs", giver="A", receiver="B", rate=0.0)
    return Offer(parties=("A", "C", "B"), clauses=tuple(clauses) or (free,), by="A")


@pytest.fixture(scope="module")
def proposed():
    """Joint offers by A, with C, to B: before, the offer, and after."""
    found = []
    for seed in range(700):
        setting, state = table(seed)
        if len(setting.world.countries) == 3:
            offer = joint_offer(seed)
            found.append(
                (setting, state, offer, apply(setting, state, Propose(to="B", offer=offer)))
            )
    return found


def test_all_three_must_accept_and_none_accepts_less_than_no_deal(proposed):
    signed = 0
    for setting, state, offer, step in proposed:
        kinds = {event.kind for event in step.events}
        verdicts = {e.who: e.answer.verdict for e in step.events if e.answer is not None}
        assert verdicts.keys() == {"B", "C"}
        both = all(verdict is Verdict.ACCEPT for verdict in verdicts.values())
        assert both == bool(kinds & {"signed", "refused_at_home"})
        over = gains(setting, state, offer.clauses)
        for code, verdict in verdicts.items():
            if verdict is Verdict.ACCEPT:
                assert over[code][0] >= -given_away(setting, state, code) - NOTHING
        signed += "signed" in kinds
    assert signed > 20


def test_a_joint_offer_is_countered_by_one_from_which_all_three_gain(proposed):
    """The one who was asked counters, or the ally for whom it is not enough."""
    by = Counter()
    for setting, state, offer, step in proposed:
        counter = step.state.talks["B"].standing
        if counter is None:
            continue
        by[counter.by] += 1
        assert set(counter.parties) == set(CODES)
        assert not counter.same_terms(offer)
        over = gains(setting, state, counter.clauses)
        for code in CODES:
            assert over[code][0] >= -given_away(setting, state, code) - NOTHING
            assert code == counter.by or over[code][1] > 0
        mind = Deliberation(situation(setting, step.state, counter.by, "A"))
        found = mind.weigh(counter)
        assert found.bearable
        # What the two others promise each other stays as it was.
        others = {"A", *({"B", "C"} - {counter.by})}
        kept = [c for c in offer.clauses if {c.giver, c.receiver} == others]
        assert set(kept) <= set(counter.clauses)
    assert min(by["B"], by["C"]) > 50


def test_the_third_is_asked_before_a_counter_is_signed(proposed):
    """Who did not make it says yes or no; a no takes it off the table, and says why."""
    ends = Counter()
    for setting, _, _, step in proposed:
        counter = step.state.talks["B"].standing
        if counter is None or step.state.talks["B"].closed:
            continue
        after = apply(setting, step.state, Accept(partner="B"))
        [answer] = [event.answer for event in after.events if event.answer is not None]
        signed = bool({e.kind for e in after.events} & {"signed", "refused_at_home"})
        assert signed == (answer.verdict is Verdict.ACCEPT)
        if not signed:
            talk = after.state.talks["B"]
            assert not any(counter.same_terms(each) for each in talk.theirs)
            assert talk.used == step.state.talks["B"].used + 1  # an exchange as any other
            assert answer.counter is None or talk.standing == answer.counter
        ends[signed] += 1
    assert min(ends.values()) > 20


def test_three_do_not_pass_counters_round_for_ever(proposed):
    """Each is asked about what the other put on the table, until patience runs out."""
    longest = 0
    for setting, _, _, step in proposed[:150]:
        state, asked = step.state, 0
        while not state.talks["B"].closed and state.talks["B"].standing is not None:
            after = apply(setting, state, Accept(partner="B"))
            if {event.kind for event in after.events} & {"signed", "refused_at_home"}:
                break
            state, asked = after.state, asked + 1
        assert asked <= setting.counterparts["B"].patience
        longest = max(longest, asked)
    assert longest > 1


@pytest.fixture(scope="module")
def april():
    return compile_scenario(load(find("liberation-day-2025")))


def reached_alone(setting, state, small, large):
    """What a country gets by the first of its ever less demanding bids that the other signs."""
    bidder = Deliberation(situation(setting, state, small, large))
    hearer = Deliberation(situation(setting, state, large, small))
    for heard in (1, 2, 3):
        for bid in range(1, heard + 1):
            package = bidder.later(bid / 3).bid()
            if package is None:
                continue
            if hearer.later(heard / 3).weigh(package.offer).acceptable:
                return gains(setting, state, package.offer.clauses)[small][0]
    return 0.0


def test_two_go_together_only_where_both_gain_more_than_alone(april):
    """Before the United States of April 2025: all three gain, the two more than by a talk each."""
    state = new_game(april, None, 1)
    found = []
    for lead, ally in (("JPN", "VNM"), ("KOR", "VNM"), ("MEX", "VNM"), ("CAN", "GBR")):
        each = coalition(april, state, lead, ally, "USA")
        if each is None:
            continue
        found.append((lead, ally))
        assert each.offer.parties == (lead, ally, "USA")
        over = gains(april, state, each.offer.clauses)
        for code, together, alone in zip((lead, ally), each.together, each.alone, strict=True):
            assert together == pytest.approx(over[code][0], abs=1e-6)
            assert alone == pytest.approx(reached_alone(april, state, code, "USA"), abs=1e-6)
            assert together > alone
        assert over["USA"][0] > 0
    assert ("CAN", "GBR") not in found
    assert len(found) >= 2


@pytest.fixture(scope="module")
def invited(april):
    """Switzerland in the second round of a game in which Vietnam comes to it."""
    state = apply(april, new_game(april, "CHE", 2), EndRound()).state
    [joint] = [offer for offer in state.proposals if len(offer.parties) == 3]
    return state, joint


def test_a_country_asks_the_player_to_come_along_with_the_figures_that_decided(april, invited):
    state, joint = invited
    assert joint.by == "VNM"
    assert set(joint.parties) == {"VNM", "CHE", "USA"}
    over = gains(april, state, joint.clauses)
    said = talk_with(april, state, "VNM").lines[0]
    assert said.offer == joint
    best = Deliberation(situation(april, state, "USA", "CHE")).later(1.0).bid()
    alone = gains(april, state, best.offer.clauses)["CHE"][0]
    assert over["CHE"][0] > alone
    for figure in (over["VNM"][0], over["CHE"][0], alone):
        assert signed(figure) in said.text
    step = apply(april, state, Accept(partner="VNM"))
    assert [event.kind for event in step.events] == ["signed"]
    assert set(step.state.treaties[-1].offer.parties) == set(joint.parties)
    assert min(over[code][0] for code in joint.parties) > 0


def test_who_was_sounded_out_is_not_held_to_what_has_become_a_loss(april, invited):
    """The player takes aid of the United States first: the joint offer is then too much for it."""
    state, joint = invited
    costly = Offer(
        parties=("CHE", "USA"),
        clauses=(Clause(domain="aid", giver="USA", receiver="CHE", rate=30.0),),
        by="CHE",
    )
    burdened, _ = add_treaty(state, costly)
    step = apply(april, burdened, Accept(partner="VNM"))
    [event] = [event for event in step.events if event.kind == "withdrawn"]
    assert event.who == "USA"
    assert "majority" in event.text
    assert not any(joint.same_terms(each) for each in step.state.proposals)
    assert len(step.state.treaties) == len(burdened.treaties)


def test_those_whose_talks_have_failed_try_again_with_an_ally():
    """Among counterparts too, and the news say what each of the two gains by it."""
    setting = compile_scenario(load(find("trade-war-2018")))
    state = new_game(setting, None, 2)
    while not state.over:
        before, state = state, apply(setting, state, EndRound()).state
        joint = [t for t in state.treaties if len(t.offer.parties) == 3]
        if joint:
            break
    [treaty] = joint
    lead, ally, _ = treaty.offer.parties
    [deed] = [d for d in state.last.deeds if " together sign " in d.text]
    others = tuple(each for each in state.treaties if each is not treaty)  # signed before it
    over = gains(setting, replace(before, treaties=others), treaty.offer.clauses)
    for code in (lead, ally):
        assert signed(over[code][0]) in deed.text
    assert min(over[code][0] for code in treaty.offer.parties) > 0
