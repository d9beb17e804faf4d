"""Lesson 6: what is done to one comes back from another, and a favour to all from all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripted import Seat, accepts_all, games, played, refuses, taken_by

from negotiator.game.moves import Move, Retaliate, SetTariff
from negotiator.teaching.lessons.six_norms import LESSON
from negotiator.teaching.lessons.six_norms_figures import (
    FAIR,
    FOR_ALL,
    FOR_ONE,
    GAIN,
    LOWERED,
    ME,
    MEEK,
    OTHERS,
    PORTS,
    STRICT,
    gained,
    network,
    trial,
    years,
)
from negotiator.teaching.lessons.trial import opened, proposal, tariff

GAMES = games(LESSON)


def mends(seat: Seat) -> Iterator[Move]:
    """It waits for two years and then lifts both tariffs."""
    if seat.state.round == 3:
        for code in (STRICT, MEEK):
            yield SetTariff(receiver=code, rate=0.0)


def courts(seat: Seat) -> Iterator[Move]:
    """It makes free trade with the one that was never hit, and leaves the others as they are."""
    yield proposal(ME, FAIR, tariff(ME, FAIR, 0.0), tariff(FAIR, ME, 0.0))


def mends_one(seat: Seat) -> Iterator[Move]:
    """It makes up with the one that answers, and not with the one that does not."""
    if seat.state.round == 2:
        yield SetTariff(receiver=STRICT, rate=0.0)


def retaliates(seat: Seat) -> Iterator[Move]:
    for code in OTHERS:
        yield Retaliate(receiver=code, points=0.1)


def extends(seat: Seat) -> Iterator[Move]:
    """MFN: it offers one what it extends to all, until it is signed."""
    if not seat.state.treaties and seat.state.round == 1:
        for _ in range(4):
            yield FOR_ALL


def gives(seat: Seat) -> Iterator[Move]:
    if seat.state.round == 1:
        yield from LOWERED


def signs_one(seat: Seat) -> Iterator[Move]:
    if seat.state.round == 1:
        yield FOR_ONE


@pytest.mark.parametrize("seed", [1, 2])
def test_conduct_to_all_opens_all(seed):
    assert played(GAMES["ports"], mends, seed).reached
    for player in (extends, gives):
        assert played(GAMES["walls"], player, seed).reached


@pytest.mark.parametrize("player", [refuses, courts, mends_one, retaliates])
def test_favours_to_one_do_not_mend_what_was_done_to_others(player):
    assert not played(GAMES["ports"], player).reached


@pytest.mark.parametrize("player", [accepts_all, refuses, retaliates, signs_one])
def test_who_waits_fights_signs_whatever_comes_or_with_one_alone_stays_behind(player):
    seat = played(GAMES["walls"], player)
    assert not seat.reached
    assert gained(seat.setting, seat.state) < GAIN


def test_belm_says_what_it_looks_at_and_the_coach_points_at_it():
    def late(seat: Seat) -> Iterator[Move]:
        return courts(seat) if seat.state.round == 4 else iter(())

    heard = played(GAMES["ports"], late).heard
    assert [text.split(".")[0] for text in heard] == [
        "Cove has answered",
        "Belm has closed as well, though you did nothing to it",
        "Belm makes no promise to a state that treats others like this",
    ]


def test_belm_closes_though_it_was_spared_and_dale_does_not_though_it_was_hit():
    found = trial(PORTS, ME, years(3, {}))
    levels, at = found.state.last.levels, found.setting.world.index
    assert [float(levels[at[code], at[ME]]) < 0.5 for code in OTHERS] == [True, True, False]


def test_the_lesson_can_be_taken_to_its_end_and_its_predictions_come_true():
    taken = taken_by(LESSON, {"ports": mends, "walls": extends})
    assert LESSON.reached(taken)
    assert taken.checks() == (3, 3)
    came = {guess.prediction.name: guess.came for guess in taken.guesses()}
    assert came == {"answers": 2, "unasked": 1, "one": 2}
    assert not LESSON.reached(taken_by(LESSON, {"ports": mends, "walls": refuses}))


def test_figures_in_the_texts():
    setting = opened(PORTS)
    income = setting.world.value(setting.initial).real_income
    at = setting.world.index
    assert income[at[ME]] == pytest.approx(0.4, abs=0.05)
    assert income[at[FAIR]] == pytest.approx(0.7, abs=0.05)
    ends = [gained(found.setting, found.state) for found in map(network, (None, FOR_ONE, FOR_ALL))]
    assert ends[0] < ends[1] < 0 < ends[2]
