"""Guesses and predictions against results: right ones score all, and others what they share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from class_of_saves import Page, rates
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.counterparts.deliberation import Verdict
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import stance
from negotiator.diplomacy.clauses import Offer
from negotiator.game.moves import (
    Accept,
    EndRound,
    Guess,
    IllegalMove,
    Predict,
    Propose,
    SetTariff,
)
from negotiator.game.rules import apply, new_game
from negotiator.game.state import Guessed, Prediction
from negotiator.game.view import record
from negotiator.scenario import compile_scenario, find, load
from negotiator.teaching.foresight import foresight
from negotiator.teaching.guesses import (
    TOLERANCE,
    Decision,
    alike,
    decisions,
    foreseen,
    foretold,
    judged,
    words,
)


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


def governed(setting, rule):
    marland = replace(setting.counterparts["MAR"], stance=rule)
    return replace(setting, counterparts={**setting.counterparts, "MAR": marland})


EVEN = rates(("SML", "MAR", 0.0), ("MAR", "SML", 0.05))
acts = st.sampled_from(
    [
        SetTariff(receiver="MAR", rate=0.4),
        SetTariff(receiver="MAR", rate=0.0),
        SetTariff(receiver="MAR", rate=0.4, breach=True),
        Propose(to="MAR", offer=Offer(parties=("SML", "MAR"), clauses=EVEN, by="SML")),
        Accept(partner="MAR"),
        EndRound(),
        EndRound(),
    ]
)
rules = st.sampled_from(
    [
        stance("tit-for-tat"),
        stance("generous-tit-for-tat", forgives=0.7),
        stance("grim-trigger"),
        stance("random"),
        stance("diffuse"),
        stance("pavlov"),
    ]
)


@settings(max_examples=6)
@given(rules, st.lists(acts, max_size=10), st.integers(0, 99))
def test_the_true_stance_scores_all_on_any_seed(setting, rule, moves, seed):
    """And the records that it is asked with are those that it had in the game."""
    changed = governed(setting, rule)
    state = new_game(changed, "SML", seed)
    state = apply(changed, state, Guess(country="MAR", stance=rule.name)).state
    had = {}
    for move in [*moves, EndRound()]:
        if isinstance(move, EndRound) and not state.over:
            had[state.round] = record(changed, state, "MAR", "SML")
        try:
            state = apply(changed, state, move).state
        except IllegalMove:
            continue
    made = decisions(changed, state, "MAR")
    for each in made:
        seen = had[each.round]
        assert (each.seen.mine, each.seen.theirs) == (seen.mine, seen.theirs)
        assert each.seen.start == seen.start
    [found] = judged(changed, state)
    assert found.exact
    assert found.share == (1.0 if made else None)
    assert found.since == 1
    assert "that is what it was" in words(found)[0]


@pytest.mark.parametrize(
    ("level", "share"),
    [(1.0, 1.0), (1.001 - TOLERANCE, 1.0), (0.999 - TOLERANCE, 0.0), (0.0, 0.0)],
)
def test_levels_are_the_same_within_the_tolerance(level, share):
    """Always cooperate gives 1 to anyone."""
    assert alike(stance("always-cooperate"), (Decision(1, Record(), 0.5, level),)) == share


def test_what_nothing_was_decided_by_is_not_judged():
    assert alike(stance("always-cooperate"), ()) is None


def test_two_rules_are_told_apart_by_what_they_decided(setting):
    """A player who strikes once: tit for tat answers, and always cooperate does not."""
    changed = governed(setting, stance("tit-for-tat"))
    games = {}
    for strikes in (False, True):
        state = new_game(changed, "SML", 1)
        for name in ("pavlov", "tit-for-tat", "always-cooperate"):
            state = apply(changed, state, Guess(country="MAR", stance=name)).state
        if strikes:
            state = apply(changed, state, SetTariff(receiver="MAR", rate=0.6)).state
        while not state.over:
            state = apply(changed, state, EndRound()).state
        [games[strikes]] = judged(changed, state)
    assert games[False].share is not None
    assert games[True].share is not None
    assert games[True].share < games[False].share
    assert games[True].twins < games[False].twins
    assert not games[True].exact
    assert games[True].since == 1
    told = " ".join(words(games[True]))
    assert "it was tit for tat" in told
    assert "pavlov (round 1), tit-for-tat (round 1), always-cooperate (round 1)" in told


def test_predictions_are_counted_by_partner_and_told_as_they_come(setting):
    signs, counters = Verdict.ACCEPT, Verdict.COUNTER
    state = new_game(setting, "SML", 1)
    then = state.but(
        predictions=(
            Prediction(1, "MAR", signs, signs),
            Prediction(1, "AAA", signs, counters),
            Prediction(2, "MAR", signs),
        )
    )
    now = then.but(predictions=(*then.predictions[:2], Prediction(2, "MAR", signs, counters)))
    assert [(e.partner, e.right, e.answered) for e in foreseen(then)] == [
        ("MAR", 1, 1),
        ("AAA", 0, 1),
    ]
    assert foretold(then, now, "MAR") == (
        "You expected a signature, and a counter-offer came: 1 of 3 foreseen."
    )
    assert foretold(then, now, "AAA") == foretold(now, now, "MAR") == ""


def test_the_report_holds_both_and_nothing_where_there_is_neither(setting):
    state = new_game(setting, "SML", 1)
    assert foresight(setting, state) is None
    for move in (Guess(country="MAR", stance="pavlov"), Predict(partner="MAR", expects="accept")):
        state = apply(setting, state, move).state
    assert foresight(setting, state) is None  # nothing has come of either yet
    state = apply(setting, state, Propose(to="MAR", offer=Offer(
        parties=("SML", "MAR"), clauses=rates(("MAR", "SML", 0.0)), by="SML"
    ))).state  # fmt: skip
    came = state.predictions[0].came
    page = Page(str(foresight(setting, state)))
    assert ["Marland", str(int(came == "accept")), "1"] in page.rows
    assert "Pavlov" not in page.text  # what it was is told at the end
    while not state.over:
        state = apply(setting, state, EndRound()).state
    page = Page(str(foresight(setting, state)))
    [row] = [row for row in page.rows if "Pavlov" in row]
    truth = setting.counterparts["MAR"].toward("SML").title
    assert row[:3] == ["Marland", "Pavlov", truth]
    assert row[-1] == "—"
    state = state.but(guesses=(*state.guesses, Guessed(4, "MAR", "tit-for-tat")))
    page = Page(str(foresight(setting, state)))
    assert "Marland, round 4: tit-for-tat" in page.text
