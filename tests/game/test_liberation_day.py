"""April 2025: to retaliate, appease, link or ally must each mean something."""

from __future__ import annotations

import pytest

from negotiator.counterparts.deliberation import Verdict
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.game.moves import Accept, EndRound, Propose, Retaliate, SetTariff
from negotiator.game.queries import effects, likely_view
from negotiator.game.rules import apply, new_game
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("liberation-day-2025")))


@pytest.fixture(scope="module")
def swiss(setting):
    return new_game(setting, "CHE", 1)


def tariff(giver, receiver, rate):
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate)


def played(setting, state, *moves):
    for move in moves:
        state = apply(setting, state, move).state
    return state


def income(setting, state, code):
    return float(state.last.real_income[setting.world.index[code]])


def test_each_answers_the_announcement_by_its_own_rule(setting, swiss):
    """China, the EU and Canada strike back at once; Japan waits; Britain and Vietnam never do."""
    first = apply(setting, swiss, EndRound()).state
    second = apply(setting, first, EndRound()).state
    struck = {deed.actor for deed in first.last.deeds if deed.target == "USA"}
    assert struck == {"EU", "CHN", "IND", "CAN", "MEX"}
    later = {deed.actor for deed in second.last.deeds if deed.target == "USA"}
    assert {"JPN", "KOR"} <= later
    assert not {"GBR", "VNM", "ROW"} & (struck | later)
    penalties = [deed for deed in first.last.deeds if deed.kind == "penalty"]
    assert all("as the game opened" in deed.cause for deed in penalties)
    of_union = [deed.text for deed in first.last.deeds if deed.actor == "EU"]
    assert of_union
    assert all(text.startswith("The European Union ") for text in of_union)
    on_america = [deed.text for deed in penalties if deed.target == "USA"]
    assert all("the United States" in text for text in on_america)
    assert income(setting, swiss, "USA") > 0.3
    assert income(setting, first, "USA") < 0.0  # answered by many, the announcement costs it


def test_retaliation_alone_costs_canada_more_than_the_united_states(setting):
    state = new_game(setting, "CAN", 1)
    calm = played(setting, state, EndRound(), EndRound())
    fought = played(setting, state, Retaliate(receiver="USA", points=0.3), EndRound(), EndRound())
    lost = income(setting, calm, "CAN") - income(setting, fought, "CAN")
    assert lost > 1.0
    assert lost > 4 * (income(setting, calm, "USA") - income(setting, fought, "USA"))
    [answer] = [d for d in fought.last.deeds if (d.actor, d.target) == ("USA", "CAN")]
    assert "It answers the tariffs that Canada raised on it in round 1" in answer.cause


def test_a_gift_is_returned_at_its_value_and_once(setting, swiss):
    state = played(setting, swiss, SetTariff(receiver="USA", rate=0.0), EndRound(), EndRound())
    [thanks] = [d for d in state.last.deeds if (d.actor, d.target) == ("USA", "CHE")]
    gift = state.ledger.between("CHE", "USA")[0]
    assert thanks.kind == "return"
    assert thanks.value == pytest.approx(gift.intended, rel=0.3)
    after = apply(setting, state, EndRound()).state
    assert not [d for d in after.last.deeds if (d.actor, d.target) == ("USA", "CHE")]


def test_giving_way_alone_is_not_enough(setting, swiss):
    """Free imports for 10% is refused; what the United States asks instead leaves little."""
    draft = Offer(
        parties=("CHE", "USA"),
        clauses=(tariff("CHE", "USA", 0.0), tariff("USA", "CHE", 0.10)),
        by="CHE",
    )
    [event] = apply(setting, swiss, Propose(to="USA", offer=draft)).events
    assert event.answer is not None
    assert event.answer.verdict is Verdict.COUNTER
    weightiest = min(event.answer.assessment.history, key=lambda figure: figure.dollars)
    assert weightiest.label == "our rule"
    asked = event.answer.counter
    swiss_share = effects(setting, swiss, asked.clauses, ("CHE",))["CHE"].dollars
    assert 0 <= swiss_share < event.answer.assessment.partner_gain


def test_an_ally_opens_what_is_closed_alone(setting, swiss):
    """With the EU's market beside its own, Switzerland gets its 10%, and all three gain."""
    state = played(setting, swiss, Accept(partner="EU"), EndRound(), EndRound())
    alone = Offer(
        parties=("CHE", "USA"),
        clauses=(tariff("CHE", "USA", 0.0), tariff("USA", "CHE", 0.10)),
        by="CHE",
    )
    together = Offer(
        parties=("CHE", "EU", "USA"),
        clauses=(*alone.clauses, tariff("EU", "USA", 0.02), tariff("USA", "EU", 0.10)),
        by="CHE",
    )
    assert not likely_view(setting, state, "USA", alone).acceptable
    step = apply(setting, state, Propose(to="USA", offer=together))
    assert any(event.kind == "signed" for event in step.events)
    gains = effects(setting, state, together.clauses, together.parties)
    assert all(each.percent > 0 for each in gains.values())
    assert gains["CHE"].percent > 0.2
