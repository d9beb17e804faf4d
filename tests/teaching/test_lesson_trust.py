"""Lesson 7: gifts open what no offer does, an ally helps in the flood, and a broken word costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripted import Seat, accepts_all, games, played, refuses, taken_by

from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Move, Retaliate, SetGrant, SetTariff
from negotiator.teaching.lessons.seven_trust import LESSON
from negotiator.teaching.lessons.seven_trust_figures import (
    FLOOD,
    FREE,
    ME,
    PLEDGE,
    YOU,
    averted,
    faithful,
    loss,
    tariffs,
)

[GAME] = games(LESSON).values()


def warms(seat: Seat) -> Iterator[Move]:
    """Five points less each year, nothing asked; then an alliance."""
    year = seat.state.round
    if year <= 4:
        yield SetTariff(receiver=YOU, rate=round(0.2 - 0.05 * year, 3))
    elif not seat.state.treaties:
        yield PLEDGE


def asks_for_all(seat: Seat) -> Iterator[Move]:
    yield FREE


def asks_for_help(seat: Seat) -> Iterator[Move]:
    yield PLEDGE


def warms_without_ally(seat: Seat) -> Iterator[Move]:
    if seat.state.round <= 4:
        yield from warms(seat)


def pledges(seat: Seat) -> Iterator[Move]:
    if seat.state.round == 1:
        yield SetGrant(receiver=YOU, domain=Domain.SECURITY, rate=1.0)


def retaliates(seat: Seat) -> Iterator[Move]:
    yield Retaliate(receiver=YOU, points=0.1)


@pytest.mark.parametrize("seed", range(1, 5))
def test_small_gifts_and_then_an_alliance(seed):
    seat = played(GAME, warms, seed)
    assert seat.reached
    assert seat.state.round <= FLOOD + 1


@pytest.mark.parametrize(
    "player",
    [accepts_all, refuses, asks_for_all, asks_for_help, warms_without_ally, pledges, retaliates],
)
def test_other_ways_do_not_get_there(player):
    assert not played(GAME, player).reached


def test_the_lesson_can_be_taken_to_its_end_and_its_predictions_come_true():
    taken = taken_by(LESSON, {"thaw": warms})
    assert LESSON.reached(taken)
    assert taken.checks() == (3, 3)
    came = {guess.prediction.name: guess.came for guess in taken.guesses()}
    assert came == {"big": 1, "gift": 1, "averts": 1, "after": 1}
    assert not LESSON.reached(taken_by(LESSON, {"thaw": refuses}))


def test_an_ally_averts_what_its_weight_says_and_a_breach_costs_more_than_it_brought():
    """Cover 0.9 times Irn's share of both incomes, 0.57; a flood costs 12% of a year's income."""
    assert loss(False) == pytest.approx(12.0, abs=0.05)
    assert averted() == pytest.approx(0.9 * 406.2 / (406.2 + 306.2), abs=0.01)
    kept, broke = (faithful(word).incomes(ME) for word in (True, False))
    assert broke[5] > kept[5]
    assert sum(broke) < sum(kept) - 5.0
    path = tariffs(faithful(False))
    assert path[5] < 0.05 < 0.15 < path[6]
    assert not any(treaty.start == 8 for treaty in faithful(False).state.treaties)
