"""What is asked before a treaty is signed, broken or left."""

from __future__ import annotations

import pytest
from pilots import begin, on, text, until

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Accept, Ask, SetTariff
from negotiator.game.queries import broken, likely_view
from negotiator.game.session import Session
from negotiator.game.signing import promised
from negotiator.scenario import find, load
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.confirm import ConfirmScreen
from negotiator.ui.screens.confirm_text import breaking, figures, leaving, proposing, signing
from negotiator.ui.widgets.editor import DraftEditor


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


def test_clauses_are_told_in_one_order_whoever_wrote_them(signed):
    turned = signed.offer.model_copy(update={"clauses": signed.offer.clauses[::-1]})
    told = signing(signed, signed.offer).details
    assert signing(signed, turned).details == told
    assert ["Sund: tariff" in each for each in told[1:]].index(True) == 0


async def test_a_long_question_scrolls_while_no_has_the_focus(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "TitleScreen"))
        app.push_screen(ConfirmScreen("Sign?", [f"Promise {k}." for k in range(13)], "Sign"))
        await until(pilot, on(app, "ConfirmScreen"))
        for key, more in (
            ("", "4 more lines ↓"),
            ("down", "3 more lines ↓"),
            ("up", "4 more lines ↓"),
            ("pagedown", ""),
            ("home", "4 more lines ↓"),
            ("end", ""),
            ("up", "1 more line ↓"),
            ("pageup", "4 more lines ↓"),
        ):
            await pilot.press(*[key] * bool(key))
            await until(pilot, lambda more=more: text(app, "#more") == more)
            assert app.focused.id == "no"


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


async def test_a_proposal_that_would_be_signed_at_once_is_asked_about(tmp_path):
    """Their own offer and what they are likely to accept; whatever else is proposed at once."""
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        draft = app.screen.query_one(DraftEditor)
        draft.put((Clause(giver="MAR", receiver="SML", domain="tariffs", rate=0.0),))
        await pilot.press("p")
        await until(pilot, lambda: "MAR" in app.game.state.talks and not app.busy)
        assert on(app, "TalksScreen")()
        theirs = app.game.state.talks["MAR"].standing
        gift = Clause(giver="SML", receiver="MAR", domain="tariffs", rate=0.0)
        for clauses, asked in (((gift,), "Propose this?"), (theirs.clauses, "Sign this?")):
            draft.put(clauses)
            await pilot.press("p")
            await until(pilot, on(app, "ConfirmScreen"))
            assert app.screen.question.startswith(asked)
            await pilot.press("n")
            await until(pilot, on(app, "TalksScreen"))
            assert not app.game.state.treaties
        await pilot.press("p")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: bool(app.game.state.treaties) and not app.busy)


def test_in_the_blind_mode_no_question_tells_what_they_think(opening):
    gift = Clause(giver="SML", receiver="MAR", domain=Domain.TARIFFS, rate=0.0)
    offer = Offer(parties=("SML", "MAR"), clauses=(gift,), by="SML")
    view = likely_view(opening.setting, opening.state, "MAR", offer)
    assert proposing(opening, offer, "MAR", view, tabled=False) is not None
    blind = Session.start(load(find("two-neighbours")), "SML", 5, "blind")
    assert proposing(blind, offer, "MAR", view, tabled=False) is None
