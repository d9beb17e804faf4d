"""Lesson 4: with more on the table there is more to divide, and a first offer is a claim."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripted import Player, Seat, games, played, refuses, taken_by

from negotiator.game.moves import Accept, Ask, Move, Retaliate, Withdraw
from negotiator.teaching.lessons.four_value import LESSON
from negotiator.teaching.lessons.four_value_figures import (
    ENOUGH,
    FAVOURS,
    ME,
    NARROW,
    SOME,
    WIDE,
    YOU,
    both,
    deal,
    first_offer,
)
from negotiator.teaching.lessons.trial import over_opening, proposal, tariff, worth

GAMES = games(LESSON)


def accepts(seat: Seat) -> Iterator[Move]:
    yield Accept(partner=YOU)


def retaliates(seat: Seat) -> Iterator[Move]:
    yield Retaliate(receiver=YOU, points=0.1)


def asks(seat: Seat) -> Iterator[Move]:
    """It asks what Corland would want for 5%, and signs that."""
    yield Ask(partner=YOU, question="want", clauses=(tariff(YOU, ME, 0.05),))
    yield Accept(partner=YOU)


def insists(rate: float) -> Player:
    def plays(seat: Seat) -> Iterator[Move]:
        for _ in range(6):
            yield proposal(ME, YOU, *deal(rate, *FAVOURS))

    return plays


@pytest.mark.parametrize("seed", [1, 2])
def test_a_question_finds_the_swap_and_so_does_patience(seed):
    for player in (asks, insists(0.05), insists(0.04)):
        seat = played(GAMES["deal"], player, seed)
        assert seat.reached
        gains = over_opening(seat.setting, seat.state)
        assert gains[ME] >= ENOUGH
        assert gains[YOU] > 0


@pytest.mark.parametrize("player", [accepts, refuses, retaliates, insists(0.0)])
def test_who_signs_at_once_or_fights_does_not_reach_the_aim(player):
    assert not played(GAMES["deal"], player).reached


def haggles(rate: float) -> Player:
    """By tariffs alone: the same offer until its patience is used up."""
    return lambda seat: iter([proposal(ME, YOU, *deal(rate))] * 6)


def test_by_tariffs_alone_patience_brings_a_little_and_nothing_brings_much():
    seat = played(GAMES["tariffs"], haggles(0.09))
    assert seat.reached
    assert SOME <= over_opening(seat.setting, seat.state)[ME] < ENOUGH
    for player in (accepts, refuses, haggles(0.08), haggles(0.05), haggles(0.0)):
        assert not played(GAMES["tariffs"], player).reached


def test_the_lesson_can_be_taken_to_its_end_and_its_predictions_come_true():
    taken = taken_by(LESSON, {"tariffs": haggles(0.09), "deal": asks})
    assert LESSON.reached(taken)
    assert taken.checks() == (3, 3)
    came = {guess.prediction.name: guess.came for guess in taken.guesses()}
    # It counters; its first offer keeps more than two thirds; copyright is cheap; to press claims.
    assert came == {"zero": 1, "first": 0, "price": 2, "press": 1}
    assert not LESSON.reached(taken_by(LESSON, {"tariffs": accepts, "deal": accepts}))


def test_figures_in_the_texts():
    assert worth(WIDE, FAVOURS[:1])[YOU] == pytest.approx(1.2, abs=0.05)
    assert worth(WIDE, FAVOURS[:1])[ME] == pytest.approx(-0.1, abs=0.05)
    assert worth(NARROW, deal(0.08))[YOU] > 0 > worth(NARROW, deal(0.07))[YOU]
    world = Seat(GAMES["deal"], 1).setting.world
    exports = world.economy.flows[world.index[ME]].sum(axis=1)
    assert exports[world.index[YOU]] / exports.sum() == pytest.approx(1 / 3, abs=0.02)
    # What the note under the last board says of 10%, 5% and 4%.
    for rate, exchange in ((0.10, 1), (0.05, 5), (0.04, 6)):
        seat = Seat(GAMES["deal"], 1)
        for _ in range(exchange):
            assert not seat.state.treaties
            seat.play(proposal(ME, YOU, *deal(rate, *FAVOURS)))
        assert len(seat.state.treaties) == 1
    assert both(first_offer()).startswith("+3.9 = Brae +0.7")


def test_who_signed_too_early_can_leave_and_talk_again():
    def plays(seat: Seat) -> Iterator[Move]:
        if seat.state.round == 1:
            yield from accepts(seat)
            yield Withdraw(treaty=1)
        else:
            yield from insists(0.05)(seat)

    seat = played(GAMES["deal"], plays)
    assert seat.reached
    assert any(text.startswith("Signed, ") for text in seat.heard)
