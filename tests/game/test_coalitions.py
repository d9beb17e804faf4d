"""Three at a table: joint offers, what comes back, and who gains."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from tables import table

from negotiator.counterparts.deliberation import Deliberation, Verdict
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import perform
from negotiator.game.moves import Accept, Propose
from negotiator.game.rules import apply
from negotiator.game.view import fallback, known, situation

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
            assert not any(counter.same_terms(each) for each in after.state.talks["B"].theirs)
        ends[signed] += 1
    assert min(ends.values()) > 20
