"""Questions at the table: what a country answers when it is asked to complete a deal."""

from __future__ import annotations

import pytest
from tables import table

from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.voice import voices
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
