"""The table as the player sees it: whose figure is whose, and what a key does."""

from __future__ import annotations

import pytest
from pilots import begin, on, text, until

from negotiator.counterparts.deliberation import Deliberation
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.money import money
from negotiator.game.moves import Propose
from negotiator.game.rules import apply, new_game
from negotiator.game.view import situation
from negotiator.scenario import compile_scenario, find, load
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens import talks_text as say
from negotiator.ui.screens.desk_text import closing
from negotiator.ui.screens.talks import TalksScreen
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.parties import PartyList


def tariff(giver: str, receiver: str | None, rate: float, **more) -> Clause:
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate, **more)


@pytest.fixture(scope="module")
def mind():
    setting = compile_scenario(load(find("two-neighbours")))
    return Deliberation(situation(setting, new_game(setting, "SML", 4), "MAR", "SML"))


def shown(rows, label: str) -> str:
    [row] = [str(row) for row in rows if str(row).lstrip().startswith(label)]
    return row


def test_every_figure_of_their_view_has_its_own_name(mind):
    """What they say in talks, what they go by and what they need are told apart."""
    clauses = (tariff("SML", "MAR", 0.0), tariff("MAR", "SML", 0.05))
    view = mind.weigh(Offer(parties=("SML", "MAR"), clauses=clauses, by="SML"))
    rows = say.reasons(view, "", 80)
    assert money(view.gain) in shown(rows, "To them")
    assert money(view.total) in shown(rows, "With history" if view.history else "To them")
    assert money(view.ask) in shown(rows, "They need")
    labels = [str(row)[:16].strip() for row in rows]
    assert len(set(labels)) == len(labels)


def test_what_they_have_put_on_the_table_is_not_said_to_fall_short(mind):
    """Also when they would ask for more by now."""
    bid = mind.later(1.0).bid()
    view = mind.weigh(bid.offer)
    assert view.total < view.ask
    assert "short" in str(say.verdict(view, ""))
    assert "a signs it" in str(say.verdict(view, "a"))
    assert not [row for row in say.reasons(view, "a", 80) if "They need" in str(row)]


@pytest.mark.parametrize(
    ("clause", "key"),
    [
        (tariff("SML", None, 0.0), "m keeps"),
        (tariff("SML", "MAR", 0.0, kind="applied"), "f binds"),
        (tariff("SML", "THI", 0.1, kind="penalty"), "Backspace"),
        (tariff("SML", "MAR", 0.0), ""),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_press(clause, key):
    said = say.unasked([clause])
    assert key in said
    assert bool(said) == bool(key)


def test_promises_that_bring_income_are_not_told_as_a_cost():
    """A small country that cuts a tariff above its best one gains by it."""
    setting = compile_scenario(load(find("liberation-day-2025")))
    mind = Deliberation(situation(setting, new_game(setting, "USA", 4), "CHE", "USA"))
    texts = set()
    for rate, sectors in ((0.0, ()), (0.3, ("Food",))):
        clauses = (tariff("CHE", "USA", rate, sectors=sectors),)
        view = mind.weigh(Offer(parties=("CHE", "USA"), clauses=clauses, by="USA"))
        figure = next(f for f in view.deal if f.label == "our promises")
        assert ("cost" in figure.text) == (figure.dollars < 0)
        texts.add(figure.text)
    assert len(texts) == 2


def test_an_offer_that_they_insist_on_is_the_one_that_can_be_signed():
    setting = compile_scenario(load(find("two-neighbours")))
    insisted = 0
    for seed in range(6):
        state = new_game(setting, "SML", seed)
        while not (talk := state.talks.get("MAR")) or not talk.closed:
            used = talk.used if talk else 0
            draft = (tariff("MAR", "SML", 0.0), tariff("SML", "MAR", 0.15 - 0.01 * (used % 2)))
            offer = Offer(parties=("SML", "MAR"), clauses=draft, by="SML")
            step = apply(setting, state, Propose(to="MAR", offer=offer))
            state = step.state
            [answer] = [event.answer for event in step.events if event.answer]
            if answer.counter is None:
                break
            insisted += answer.final
            assert state.talks["MAR"].standing.same_terms(answer.counter)
    assert insisted > 3


async def test_theirs_is_taken_whole_and_what_is_hidden_comes_into_view(tmp_path):
    app = NegotiatorApp("liberation-day-2025", "CHE", 3, folder=tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot, app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        editor = app.screen.query_one(DraftEditor)
        theirs = app.game.state.proposals
        standing = next(offer for offer in theirs if offer.by == "USA")
        # What the scenario has half made comes first; theirs is a key away.
        half = app.game.setting.scenario.opening
        assert set(editor.clauses()) == {each.clause() for each in half}
        await pilot.press("t")
        assert set(editor.clauses()) == set(standing.clauses)
        # A ceiling above what is levied says so, on all goods too; a fixed rate is none.
        assert [editor.value(0, k) for k in (0, 1)] == ["≤10%", "≤10%"]
        await pilot.press("m", "f", "l", "r")
        assert [editor.value(0, k) for k in (0, 1)] == ["10%", "10%"]
        assert not any(offer.same_terms(app.screen._offer()) for offer in theirs)
        await pilot.press("b")
        assert "m keeps" in next(iter(app._notifications)).message
        await pilot.press("t")
        assert app.screen._offer().same_terms(standing)
        await until(pilot, lambda: "a signs it" in text(app, "#verdict"))
        await pilot.press("c")
        height = editor.size.height
        await until(pilot, lambda: "Penalty: " in editor.render_line(height - 1).text)
        assert "↑" in editor.render_line(0).text
        await pilot.press("j")
        await until(pilot, lambda: "a still signs their offer" in text(app, "#head"))


async def test_a_first_table_shows_goods_first_and_the_rest_as_one_goes_down(tmp_path):
    """A signature is seen in the transcript; the head of a closed talk is whole."""
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        assert "An offer waits; as the round ends it lapses" in text(app, "#status")
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        editor = app.screen.query_one(DraftEditor)
        assert {row.domain.value for row in editor.draft.rows} == {"tariffs"}
        assert "↓ and copyright, judgments" in editor.render_line(len(editor.draft.rows) + 1).text
        await pilot.press(*["down"] * 4)
        assert editor.draft.rows[editor.cursor].domain.value == "copyright"
        assert len(editor.draft.rows) == 10
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("y")
        await until(pilot, lambda: "§ Treaty 1 is signed" in text(app, "#lines-text"))
        await pilot.press("j")
        await until(pilot, lambda: text(app, "#head") == "Marland · adjourned")
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
        assert "lapses" not in text(app, "#status")


def test_the_last_round_is_said_to_be():
    state = new_game(compile_scenario(load(find("two-neighbours"))), "SML", 3)
    assert "last round" not in str(closing(state))
    assert str(closing(state.but(round=state.rounds, proposals=()))).startswith(
        "The last round: e ends the game · §"
    )


async def test_an_ally_is_taken_along_and_all_three_answer(tmp_path):
    """What the ally gives and gets is what we do; the head still fits 80 columns."""
    app = NegotiatorApp("liberation-day-2025", "CHE", 2, folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        app.push_screen(TalksScreen("USA"))
        await until(pilot, on(app, "TalksScreen"))
        app.screen.query_one(DraftEditor).put(
            (tariff("CHE", "USA", 0.0), tariff("USA", "CHE", 0.10))
        )
        await pilot.press("v")
        ally = app.screen.ally
        offer = app.screen._offer()
        assert offer.parties == ("CHE", ally, "USA")
        assert tariff(ally, "USA", 0.0) in offer.clauses
        assert tariff("USA", ally, 0.10) in offer.clauses
        assert f"with {ally} (v)" in text(app, "#head")
        assert len(text(app, "#head")) <= 78
        title = app.game.setting.titles[ally]
        await until(pilot, lambda: title in text(app, "#effects"))
        await pilot.press("p")
        await until(pilot, lambda: "USA" in app.game.state.talks)
        said = {line.who for line in app.game.state.talks["USA"].lines}
        assert said == {"CHE", ally, "USA"}


async def test_from_one_table_one_goes_over_to_another(tmp_path):
    """Who else is there stands beside the deal, with the offers that wait."""
    app = NegotiatorApp("liberation-day-2025", "CHE", 1, folder=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await begin(pilot, app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        parties = app.screen.query_one(PartyList)
        waiting = {offer.by for offer in app.game.state.proposals}
        assert parties.option_count == len(app.game.setting.world.countries) - 1
        for option in parties.options:
            assert ("offer" in str(option.prompt)) == (option.id in waiting)
            assert ("▸" in str(option.prompt)) == (option.id == "USA")
        await pilot.press("4", "down", "enter")
        await until(pilot, lambda: on(app, "TalksScreen")() and app.screen.partner != "USA")
        there = app.game.setting.titles[app.screen.partner]
        await until(pilot, lambda: text(app, "#head").strip().startswith(there))
        await pilot.press("escape")
        await until(pilot, on(app, "DeskScreen"))
