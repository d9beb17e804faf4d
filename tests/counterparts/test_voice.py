"""Voices say what they are given, and nothing else."""

from __future__ import annotations

import re
from itertools import chain, combinations

import pytest

from negotiator.counterparts.voice import KINDS, UnknownVoiceError, Voice, voice, voices

FACTS = {
    "partner": "the United States",
    "offender": "Switzerland",
    "gain": "+$3.2bn",
    "reason": "what our own promises cost our income, −$1.2bn a year",
    "ask": "+$0.4bn a year more for us",
    "value": "$0.7bn",
}
DRAWS = [0.0, 0.2, 0.4, 0.6, 0.8, 0.999]
VOICES = pytest.mark.parametrize("speaker", voices().values(), ids=list(voices()))


def subsets() -> list[dict[str, str]]:
    keys = list(FACTS)
    every = chain.from_iterable(combinations(keys, n) for n in range(len(keys) + 1))
    return [{key: FACTS[key] for key in chosen} for chosen in every]


@VOICES
@pytest.mark.parametrize("kind", KINDS)
def test_well_formed_whatever_is_known(speaker: Voice, kind: str) -> None:
    for facts in subsets():
        for draw in DRAWS:
            said = speaker.say(kind, facts, draw)
            assert re.fullmatch(r"[A-Z+$].*[.?]", said), said
            assert not re.search(r"[\[\]{}]|  |\.\.| [.,;:]|[,;:][.,;:]", said), said
            for sentence in re.split(r"(?<=[.?]) ", said):
                assert re.match(r"[A-Z+$]", sentence), said


@VOICES
@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_only_those_given(speaker: Voice, kind: str) -> None:
    for facts in subsets():
        figures = set(re.findall(r"\d[\d.]*\d|\d", " ".join(facts.values())))
        for draw in DRAWS:
            assert set(re.findall(r"\d[\d.]*\d|\d", speaker.say(kind, facts, draw))) <= figures


@VOICES
@pytest.mark.parametrize("kind", KINDS)
def test_repeated_answers_do_not_read_alike(speaker: Voice, kind: str) -> None:
    assert len({speaker.say(kind, FACTS, draw) for draw in DRAWS}) >= 3
    assert len({speaker.say(kind, {}, draw) for draw in DRAWS}) >= 3


@VOICES
def test_an_answer_names_its_reason_and_a_counter_its_price(speaker: Voice) -> None:
    for draw in DRAWS:
        assert "−$1.2bn" in speaker.say("reject", FACTS, draw)
        assert "−$1.2bn" in speaker.say("counter", FACTS, draw)
        assert "+$0.4bn" in speaker.say("counter", FACTS, draw)
        assert "never pay aid" in speaker.say("red_line", {"reason": "We never pay aid."}, draw)


def test_voices_differ() -> None:
    said = {each.say("accept", FACTS, 0.0) for each in voices().values()}
    assert len(said) == len(voices())


def test_names_keep_their_capital_and_sentences_get_one() -> None:
    plain = voice("plain")
    assert plain.say("bid", {"partner": "the United States"}, 0.0) == (
        "We have a proposal for the United States."
    )
    assert plain.say("home", {"reason": "Our farmers would lose 12%."}, 0.0) == (
        "This would not pass at home: our farmers would lose 12%."
    )
    assert "Switzerland lowered" in plain.say(
        "reject", {"reason": "Switzerland lowered its level."}, 0.0
    )


def test_marks_in_a_name_are_only_marks() -> None:
    said = voice("plain").say("bid", {"partner": "{gain} [bold]x[/bold]"}, 0.0)
    assert said == "We have a proposal for {gain} [bold]x[/bold]."


def test_refusals_are_one_line() -> None:
    with pytest.raises(UnknownVoiceError, match=r"^no voice 'blnt'; did you mean blunt\?$"):
        voice("blnt")
    with pytest.raises(UnknownVoiceError, match="did you mean accept"):
        voice("plain").say("acept", {}, 0.0)
