"""What the player takes others to be, and how it thinks they will answer: records, no rules."""

from __future__ import annotations

from dataclasses import replace

from negotiator.counterparts.deliberation import Verdict
from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances.known import stance_class
from negotiator.game.moves import Guess, IllegalMove, Predict, Propose
from negotiator.game.state import Guessed, Prediction, State, Step
from negotiator.scenario.setting import Setting

#: An answer that is expected, or came, in words.
EXPECTED = {
    Verdict.ACCEPT: "it signs",
    Verdict.COUNTER: "it counters",
    Verdict.REJECT: "it refuses",
}


def guess(setting: Setting, state: State, move: Guess) -> Step:
    """Note a guess; the same one again is no other.

    Raises
    ------
    IllegalMove
        For no other country, or a stance that is not in the catalogue, naming the nearest.
    """
    _other(setting, state, move.country, "no guess about")
    try:
        stance_class(move.stance)
    except CounterpartError as error:
        raise IllegalMove(str(error)) from None
    if guessed(state, move.country) == move.stance:
        return Step(state, ())
    made = Guessed(state.round, move.country, move.stance)
    return Step(state.but(guesses=(*state.guesses, made)), ())


def guessed(state: State, country: str) -> str | None:
    """What the player takes a country's stance to be now; None when it has not said."""
    return next((each.stance for each in reversed(state.guesses) if each.country == country), None)


def predict(setting: Setting, state: State, move: Predict) -> Step:
    """Note what the next answer of a country will be; it replaces one that is still open.

    Raises
    ------
    IllegalMove
        For no other country.
    """
    _other(setting, state, move.partner, "no answer of")
    kept = [each for each in state.predictions if each.came or each.partner != move.partner]
    made = Prediction(state.round, move.partner, move.expects)
    return Step(state.but(predictions=(*kept, made)), ())


def answered(move: Propose, step: Step) -> Step:
    """Note what came of a prediction of this round, once the one asked has answered."""
    state = step.state
    came = next(e.answer.verdict for e in step.events if e.who == move.to and e.answer)
    predictions = tuple(
        replace(each, came=came)
        if (each.partner, each.round, each.came) == (move.to, state.round, None)
        else each
        for each in state.predictions
    )
    return Step(state.but(predictions=predictions), step.events)


def _other(setting: Setting, state: State, code: str, what: str) -> None:
    if code not in setting.counterparts or code == state.player:
        raise IllegalMove(f"{what} {code}: expected another country's code")
