"""Questions at the table: what a country answers when it is asked to complete a deal."""

from __future__ import annotations

import pytest
from tables import table

from negotiator.counterparts.deliberation import Deliberation, Verdict
from negotiator.counterparts.questions import would_give, would_want
from negotiator.counterparts.voice import voices
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.game.moves import Ask
from negotiator.game.rules import apply
from negotiator.game.view import situation


def test_balancing_their_own_offer_makes_it_worse_for_nobody():
    """Whatever it would ask for by now, and however even another deal would be."""
    asked = moved = 0
    for seed in range(150):
        setting, state = table(seed)
        mind = Deliberation(situation(setting, state, "B", "A"))
        bid = mind.later(1.0).bid()  # made when it asked for less than it does now
        if bid is None:
            continue
        state = state.but(proposals=(bid.offer,))
        move = Ask(partner="B", question="balance", clauses=bid.offer.clauses)
        step = apply(setting, state, move)
        answer = step.events[-1].offer
        if answer is None:
            continue  # it declines to answer
        after = Deliberation(situation(setting, state, "B", "A")).weigh(answer)
        assert after.partner_gain >= bid.assessment.partner_gain - 1e-6
        assert after.total >= bid.assessment.total - 1e-6
        asked += 1
        moved += not answer.same_terms(bid.offer)
    assert asked > 50
    assert moved > 0


@pytest.mark.parametrize("speaker", voices().values(), ids=list(voices()))
def test_no_voice_calls_a_deal_even_that_is_the_most_even_it_signs(speaker):
    for form in speaker.forms["balance"]:
        form = form.lower()
        claims = [word in form for word in ("even", "fair", "balanced")]
        assert not any(claims) or "as even as" in form or "most even" in form


@pytest.mark.parametrize("question", ["give", "want"])
def test_an_answer_takes_nothing_back_of_what_is_on_the_table(question):
    """Asked about one side of its own standing offer, it answers nothing worse for either."""
    asked = 0
    for seed in range(200):
        setting, state = table(seed)
        mind = Deliberation(situation(setting, state, "B", "A"))
        bid = mind.later(1.0).bid()
        giver = "A" if question == "give" else "B"
        about = bid.offer.given_by(giver) if bid is not None else ()
        if not about or len(about) == len(bid.offer.clauses):
            continue
        state = state.but(proposals=(bid.offer,))
        move = Ask(partner="B", question=question, clauses=about)
        answer = apply(setting, state, move).events[-1].offer
        if answer is None:
            continue  # it declines to answer
        after = Deliberation(situation(setting, state, "B", "A")).weigh(answer)
        assert after.partner_gain >= bid.assessment.partner_gain - 1e-6
        assert after.total >= bid.assessment.total - 1e-6
        asked += 1
    assert asked > 40


def test_who_is_better_served_than_by_its_own_offer_signs():
    """It keeps a little more than it asked for, or gives a little less: nobody refuses that."""
    signed = 0
    for seed in range(200):
        setting, state = table(seed)
        bid = Deliberation(situation(setting, state, "B", "A")).later(1.0).bid()
        if bid is None:
            continue
        silent = Deliberation(situation(setting, state, "B", "A"))
        state = state.but(proposals=(bid.offer,))
        mind = Deliberation(situation(setting, state, "B", "A"))
        own = mind.weigh(bid.offer)
        for k, clause in enumerate(bid.offer.clauses):
            if clause.domain is not Domain.TARIFFS:
                continue
            rate = clause.rate + 0.01 if clause.giver == "B" else max(clause.rate - 0.01, 0.0)
            clauses = list(bid.offer.clauses)
            clauses[k] = clause.model_copy(update={"rate": rate})
            better = bid.offer.model_copy(update={"by": "A", "clauses": tuple(clauses)})
            seen = mind.weigh(better)
            answer = mind.answer(better, 0.0)
            if better.same_terms(bid.offer) or not seen.bearable or seen.total < own.total:
                continue
            assert answer.verdict is Verdict.ACCEPT
            assert mind.weigh(better).acceptable  # as the screen shows it before
            signed += not silent.weigh(better).acceptable
    assert signed > 20


def test_half_of_what_only_holds_mutually_can_be_completed():
    """Enforcing judgments lowers costs when both do: asked for the half, it adds its own."""
    seen = 0
    for seed in range(200):
        setting, state = table(seed)
        mind = Deliberation(situation(setting, state, "B", "A"))
        courts = Domain.JUDGMENTS
        if (
            courts not in setting.world.sizes.in_play
            or mind.situation.now.grants[GRANT_INDEX[courts]].any()
        ):
            continue
        mine = Clause(domain=courts, giver="A", receiver="B")
        for found in (would_give(mind, (mine,)), would_want(mind, (mine,))):
            if found is None:
                continue
            given = {clause.giver for clause in found.offer.clauses if clause.domain is courts}
            assert mine in found.offer.clauses
            seen += given == {"A", "B"}
    assert seen > 10
