"""What is asked before a treaty is signed, broken or left."""

from __future__ import annotations

import pytest

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Accept, Ask, SetTariff
from negotiator.game.queries import broken
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.ui.screens.confirm_text import breaking, figures, leaving, promised, signing


def sund():
    """Two neighbours as they open: tariffs of 20%, 15% and 15% of Sund's, as the file has them."""
    return Session.start(load(find("two-neighbours")), "SML", 5, "open")


@pytest.fixture(scope="module")
def opening():
    return sund()


@pytest.fixture(scope="module")
def signed():
    session = sund()
    give = Clause(giver="SML", receiver="MAR", domain=Domain.TARIFFS, rate=0.05)
    session.apply(Ask(partner="MAR", question="balance", clauses=(give,)))
    session.offer = session.state.talks["MAR"].standing
    session.question = signing(session, session.offer)
    session.told = session.question.effects()
    session.apply(Accept(partner="MAR"))
    return session


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"domain": "tariffs", "rate": 0.0}, "at most 0% on everything (now 15% to 20%)."),
        (
            {"domain": "tariffs", "rate": 0.25, "sectors": ("Cloth", "Machines")},
            "on Cloth and clothes, Machines (now 15%: a ceiling that changes nothing today).",
        ),
        ({"domain": "tariffs", "rate": 0.1, "sectors": ("Farming",)}, "on Farming (now 20%)."),
        ({"domain": "travel", "rate": 1.0}, "relax visas for Marland (now not)."),
        ({"domain": "aid", "rate": 1.0}, "pay aid of $1.0bn a year for Marland."),
    ],
)
def test_a_promise_stands_beside_what_is_in_force(opening, given, told):
    clause = Clause(giver="SML", receiver="MAR", **given)
    assert promised(opening.setting, opening.state, clause).endswith(told)


def test_signing_tells_terms_and_what_both_gain(signed):
    terms = signed.question.details[0]
    assert terms.startswith("It runs to the end of the game. A breach would ")
    assert terms.endswith("to leave it takes 1 round of notice.")
    assert len(signed.question.details) == len(signed.offer.clauses) + 1
    rows = [str(row) for row in figures(signed.setting, signed.state, signed.told, "now")]
    assert [row.split()[0] for row in rows] == ["We", "Marland"]
    assert all("▲ +" in row or "▼ −" in row for row in rows)


def test_breaking_tells_the_promise_the_answer_and_the_loss(signed):
    moves = [SetTariff(receiver="MAR", sectors=(), rate=0.9, breach=True)]
    asked = breaking(signed, "MAR", broken(signed.setting, signed.state, moves), moves)
    text = "\n".join(asked.details)
    assert "You promised in treaty 1: Sund: tariff on Marland at most" in text
    assert "A breach of treaty 1 would let the others suspend what they promised you." in text
    theirs = [c for c in signed.offer.clauses if c.giver == "MAR"]
    assert text.count("At stake: Marland: ") == len(theirs) > 0
    assert "reliability falls" in text
    found = asked.effects()
    assert found["MAR"].dollars < 0  # 90% on all it sells hurts it


def test_leaving_tells_when_and_what_ends(signed):
    treaty = signed.state.treaties[0]
    first, *ends = leaving(signed, treaty).details
    assert first == "It ends with round 1, after 1 round of notice; no promise is broken."
    assert len(ends) == len(treaty.clauses)
