"""Guesses and predictions: kept, compared with what came, and without any effect on the game."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.counterparts.deliberation import Verdict
from negotiator.counterparts.stances import stances
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.forecasts import guessed
from negotiator.game.moves import (
    Accept,
    Ask,
    EndRound,
    Guess,
    IllegalMove,
    Predict,
    Propose,
    SetTariff,
    parse,
)
from negotiator.game.replay import transcript
from negotiator.game.rules import apply, new_game
from negotiator.game.session import Session
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def scenario():
    return load(find("two-neighbours"))


@pytest.fixture(scope="module")
def setting(scenario):
    return compile_scenario(scenario)


def tariffs(mine, theirs):
    both = (("SML", "MAR", mine), ("MAR", "SML", theirs))
    clauses = tuple(
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)
        for giver, receiver, rate in both
    )
    return Propose(to="MAR", offer=Offer(parties=("SML", "MAR"), clauses=clauses, by="SML"))


EVEN, GREEDY, MEAN = tariffs(0.0, 0.0), tariffs(0.15, 0.0), tariffs(0.15, 0.15)
noted = st.one_of(
    st.builds(Guess, country=st.just("MAR"), stance=st.sampled_from(sorted(stances()))),
    st.builds(Predict, partner=st.just("MAR"), expects=st.sampled_from(Verdict)),
)
played = st.sampled_from(
    [
        EVEN, GREEDY, MEAN, Accept(partner="MAR"), EndRound(),
        SetTariff(receiver="MAR", rate=0.2),
        Ask(partner="MAR", question="balance", clauses=EVEN.offer.clauses),
    ]
)  # fmt: skip


def everything(state, *but):
    """All that a state holds, for comparison; arrays by their values."""
    flat = lambda x: x.tolist() if isinstance(x, np.ndarray) else x  # noqa: E731
    rows = [
        tuple(flat(v) for k, v in vars(r).items() if k not in ("applied", "rows"))
        for r in state.history
    ]
    bare = {k: flat(v) for k, v in vars(state).items() if k not in but}
    for name in ("autonomous", "opened"):
        bare[name] = (bare[name].tariff.tolist(), bare[name].grants.tolist())
    for name in ("agreed", "lost"):
        bare[name] = {k: v.tolist() for k, v in bare[name].items()}
    return bare | {"history": rows}


@settings(max_examples=8)
@given(st.lists(st.one_of(noted, played), max_size=7), st.integers(0, 3))
def test_a_game_with_guesses_and_predictions_is_otherwise_the_same(setting, moves, seed):
    state = bare = new_game(setting, "SML", seed)
    log = []
    for move in moves:
        try:
            step = apply(setting, state, move)
        except IllegalMove as error:
            with pytest.raises(IllegalMove, match=str(error)[:20]):
                apply(setting, bare, move)
            continue
        log.append(move)
        if isinstance(move, Guess | Predict):
            assert step.events == ()
        else:
            plain = apply(setting, bare, move)
            assert [e.text for e in step.events] == [e.text for e in plain.events]
            bare = plain.state
        state = step.state
    apart = ("guesses", "predictions", "talks", "circumstances")  # talks hold what answers weigh
    assert everything(state, *apart) == everything(bare, *apart)
    assert [t.lines[-1].text for t in state.talks.values()] == [
        t.lines[-1].text for t in bare.talks.values()
    ]
    again = new_game(setting, "SML", seed)
    for move in log:
        again = apply(setting, again, parse(move.model_dump_json())).state
    assert (again.guesses, again.predictions) == (state.guesses, state.predictions)


@pytest.mark.parametrize("expects", Verdict)
@pytest.mark.parametrize("move", [EVEN, GREEDY, MEAN])
def test_what_came_is_what_was_answered(setting, move, expects):
    state = apply(setting, new_game(setting, "SML", 3), Predict(partner="MAR", expects=expects))
    assert state.state.predictions[-1].came is None
    step = apply(setting, state.state, move)
    answer = next(event.answer for event in step.events if event.answer)
    [found] = step.state.predictions
    assert (found.round, found.expects, found.came) == (1, expects, answer.verdict)


def test_an_open_prediction_is_replaced_and_lapses_with_its_round(setting):
    state = new_game(setting, "SML", 3)
    for expects in (Verdict.ACCEPT, Verdict.REJECT):
        state = apply(setting, state, Predict(partner="MAR", expects=expects)).state
    assert [each.expects for each in state.predictions] == [Verdict.REJECT]
    state = apply(setting, apply(setting, state, EndRound()).state, GREEDY).state
    assert [each.came for each in state.predictions] == [None]


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Guess(country="SML", stance="pavlov"), "expected another country"),
        (Guess(country="XX", stance="pavlov"), "expected another country"),
        (Guess(country="MAR", stance="tit-for-tatt"), "tit-for-tat"),
        (Predict(partner="SML", expects=Verdict.ACCEPT), "expected another country"),
    ],
)
def test_what_there_is_not_cannot_be_guessed(setting, move, said):
    with pytest.raises(IllegalMove, match=said) as refused:
        apply(setting, new_game(setting, "SML", 1), move)
    assert "\n" not in str(refused.value)


def test_an_answer_that_there_is_not_is_no_move():
    with pytest.raises(IllegalMove, match="expects"):
        parse(json.dumps({"move": "predict", "partner": "MAR", "expects": "perhaps"}))


def test_they_are_in_the_save_and_in_its_transcript(scenario, tmp_path):
    session = Session.start(scenario, "SML", 7, None, tmp_path)
    session.apply(Guess(country="MAR", stance="pavlov"))
    session.apply(Predict(partner="MAR", expects=Verdict.REJECT))
    session.apply(GREEDY)
    session.apply(Guess(country="MAR", stance="pavlov"))
    session.apply(Guess(country="MAR", stance="grim-trigger"))
    again = Session.resume(session.log.path).state
    assert again.guesses == session.state.guesses
    assert again.predictions == session.state.predictions
    assert [each.stance for each in again.guesses] == ["pavlov", "grim-trigger"]
    assert guessed(again, "MAR") == "grim-trigger"
    said = "\n".join(transcript(session.log.path))
    assert "Round 1: take the stance of Marland to be pavlov" in said
    assert "Round 1: expect of Marland: it refuses" in said
