"""Lesson 5: a blow moves nobody; what the large one wants does, and company does more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripted import Seat, accepts_all, games, played, refuses, taken_by

from negotiator.game.moves import Accept, Ask, EndRound, Move, Propose, Retaliate, Withdraw
from negotiator.teaching.lessons.five_small import LESSON
from negotiator.teaching.lessons.five_small_figures import (
    ALONE,
    COMPANY,
    FISH,
    FUGITIVES,
    LARGE,
    ME,
    PACKAGE,
    TRIANGLE,
    WALL,
    asked,
    blow,
    wall,
)
from negotiator.teaching.lessons.trial import opened, over_opening, proposal, tariff, worth

GAMES = games(LESSON)


def asks(seat: Seat) -> Iterator[Move]:
    """It asks what Grand would want for a wall of 10%, and signs that."""
    yield Ask(partner=LARGE, question="want", clauses=(tariff(LARGE, ME, ALONE, FISH),))
    yield Accept(partner=LARGE)


def insists(seat: Seat) -> Iterator[Move]:
    for _ in range(6):
        yield proposal(ME, LARGE, *PACKAGE)


def tariffs_alone(seat: Seat) -> Iterator[Move]:
    for _ in range(6):
        yield proposal(ME, LARGE, tariff(LARGE, ME, ALONE, FISH), tariff(ME, LARGE, 0.0))


def retaliates(seat: Seat) -> Iterator[Move]:
    yield Retaliate(receiver=LARGE, points=0.1)


def three(seat: Seat) -> Iterator[Move]:
    yield TRIANGLE


def hears_both(seat: Seat) -> Iterator[Move]:
    """It comes with an offer that gives Fenn nothing, and signs Fenn's version of it."""
    offer = proposal(ME, LARGE, tariff(LARGE, ME, 0.05, FISH), FUGITIVES).offer
    yield Propose(to=LARGE, offer=offer.along("FEN"))
    yield Accept(partner=LARGE)


def alone(seat: Seat) -> Iterator[Move]:
    for _ in range(6):
        yield proposal(ME, LARGE, tariff(LARGE, ME, 0.05, FISH), tariff(ME, LARGE, 0.0), FUGITIVES)


@pytest.mark.parametrize("seed", [1, 2])
def test_linkage_brings_the_wall_down_and_company_brings_it_further(seed):
    for player in (asks, insists):
        seat = played(GAMES["wall"], player, seed)
        assert seat.reached
        assert over_opening(seat.setting, seat.state)[LARGE] > 0
    seat = played(GAMES["company"], hears_both, seed)
    assert seat.reached
    assert any("Both have to gain" in text for text in seat.heard)
    seat = played(GAMES["company"], three, seed)
    assert seat.reached
    assert min(over_opening(seat.setting, seat.state).values()) > 0


@pytest.mark.parametrize("player", [accepts_all, refuses, retaliates, tariffs_alone])
def test_signing_at_once_a_fight_or_tariffs_alone_leave_the_wall(player):
    assert not played(GAMES["wall"], player).reached


@pytest.mark.parametrize("player", [accepts_all, refuses, retaliates, alone])
def test_without_the_ally_the_wall_stays_above_five_per_cent(player):
    assert not played(GAMES["company"], player).reached


def test_a_blow_costs_tarn_alone_and_grand_does_not_answer_it():
    seat = played(GAMES["wall"], lambda seat: iter(()))
    before = wall(seat.setting, seat.state)
    seat = Seat(GAMES["wall"], 1)
    seat.play(Retaliate(receiver=LARGE, points=0.2))
    while not seat.state.over:
        seat.play(EndRound())
    assert wall(seat.setting, seat.state) == pytest.approx(before)
    assert blow()[ME] < -0.8
    assert 10 < blow()[ME] / blow()[LARGE] < 30
    assert "Your income has fallen. Has Grand's wall?" in seat.heard


def test_the_lesson_can_be_taken_to_its_end_and_its_predictions_come_true():
    taken = taken_by(LESSON, {"wall": asks, "company": three})
    assert LESSON.reached(taken)
    assert taken.checks() == (3, 3)
    came = {guess.prediction.name: guess.came for guess in taken.guesses()}
    assert came == {"felt": 2, "answer": 2, "waiting": 2, "joined": 1}
    assert not LESSON.reached(taken_by(LESSON, {"wall": accepts_all, "company": three}))


def test_figures_in_the_texts():
    assert asked() == (0.20, 0.15, 0.15, 0.15, 0.10, 0.10)
    world = opened(WALL).world
    assert world.income[world.index[LARGE]] / world.income[world.index[ME]] == pytest.approx(
        90, abs=3
    )
    three_worlds = opened(COMPANY).world
    incomes = three_worlds.income
    assert incomes[three_worlds.index["FEN"]] / incomes[three_worlds.index[ME]] == pytest.approx(
        3, abs=0.15
    )
    lifted = (tariff(LARGE, ME, ALONE, FISH), tariff(ME, LARGE, 0.0))
    assert worth(WALL, lifted)[LARGE] < 0 < worth(WALL, (*lifted, FUGITIVES))[LARGE]


def test_who_signed_too_early_can_leave_and_talk_again():
    def plays(seat: Seat) -> Iterator[Move]:
        if seat.state.round == 1:
            yield from accepts_all(seat)
            yield Withdraw(treaty=1)
        else:
            yield from insists(seat)

    seat = played(GAMES["wall"], plays)
    assert seat.reached
    assert any(text.startswith("Signed, ") for text in seat.heard)
