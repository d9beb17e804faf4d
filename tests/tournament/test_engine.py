"""Matches stepped together are those of asking every stance turn by turn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance, stance, stances
from negotiator.tournament import asking, lookup
from negotiator.tournament.asking import Player
from negotiator.tournament.draws import Chances
from negotiator.tournament.tabulation import LONGEST, Table, tabulate

EQUAL = (1.0, 1.0)
TABLES = {name: tabulate(cls(), EQUAL) for name, cls in stances().items()}
TABULATED = [name for name, table in TABLES.items() if table]


def by_hand(
    row: Stance, column: Stance, draws: np.ndarray, slips: np.ndarray, worth: float = 1.0
) -> np.ndarray:
    """[rounds, 2]: one match, asked with all of the record; `worth` is the column's to the row."""
    mine: tuple[float, ...] = ()
    theirs: tuple[float, ...] = ()
    for draw, slip in zip(draws, slips, strict=True):
        one = row.level(Record(mine, theirs, 1.0, worth), draw[0])
        other = column.level(Record(theirs, mine, worth, 1.0), draw[1])
        mine += (1.0 - one if slip[0] else one,)
        theirs += (1.0 - other if slip[1] else other,)
    return np.array([mine, theirs]).T


def chances(seed: int, matches: int, rounds: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """[matches, rounds, 2] draws and slips."""
    pairing = Chances(seed, "one", "other")
    return pairing.draws(0, matches, rounds), pairing.slips(0, matches, rounds, noise)


def test_short_memories_of_two_acts_have_tables() -> None:
    short = [
        name
        for name, cls in stances().items()
        if cls.memory <= LONGEST and not cls.graded
    ]  # fmt: skip
    assert short == TABULATED
    assert {"tit-for-tat", "generous-tit-for-tat", "tit-for-two-tats", "pavlov"} <= set(TABULATED)


@pytest.mark.parametrize("noise", [0.0, 0.05, 0.5])
def test_stepping_equals_asking(noise: float) -> None:
    rounds, repetitions = 40, 2
    tables: list[Table] = [table for name in TABULATED if (table := TABLES[name])]
    pairs = [(i, j) for i in range(len(tables)) for j in range(len(tables))]
    seats = np.repeat(np.array(pairs).T, repetitions, axis=1)
    draws, slips = chances(3, len(pairs) * repetitions, rounds, noise)
    acts = lookup.play(
        tables, seats, rounds, draws.transpose(1, 2, 0), slips.transpose(1, 2, 0)
    )  # fmt: skip
    for k, (i, j) in enumerate(seats.T):
        row, column = stance(TABULATED[i]), stance(TABULATED[j])
        expected = by_hand(row, column, draws[k], slips[k])
        np.testing.assert_array_equal(acts[:, :, k], expected, f"{row} against {column}")


@pytest.mark.parametrize("name", list(stances()))
@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_asking_many_at_once_equals_asking_one(name: str, noise: float) -> None:
    """Repetitions share answers and short records; neither changes what is played."""
    worth = 2.5
    others = ["tit-for-tat", "generous-tit-for-tat", "raise-the-stakes", name]
    draws, slips = chances(5, 3, 25, noise)
    for other in others:
        row, column = stance(name), stance(other)
        levels = asking.play(
            Player(row, (1.0, worth), tabulate(row, (1.0, worth))),
            Player(column, (worth, 1.0), tabulate(column, (worth, 1.0))),
            draws,
            slips,
        )
        for k in range(3):
            expected = by_hand(row, column, draws[k], slips[k], worth)
            np.testing.assert_allclose(levels[:, :, k], expected, atol=1e-12)


@settings(max_examples=200, deadline=None)
@given(forgives=st.floats(0.0, 1.0), near=st.integers(-2, 2))
def test_a_chance_is_tabulated_to_the_last_draw(forgives: float, near: int) -> None:
    """The definition of generosity: after a defection it cooperates with that chance."""
    # A generator's draws are whole multiples of 2^-53; those next to the chance are the hard ones.
    draw = min(max(int(forgives * 2**53) + near, 0), 2**53 - 1) / 2**53
    table = tabulate(stance("generous-tit-for-tat", forgives=forgives), EQUAL)
    assert table is not None
    for history, cooperates in ((0b00, draw < forgives), (0b01, True), (0b10, draw < forgives)):
        act = table.first[1][history] ^ (draw >= table.change[1][history])
        assert act == cooperates


def test_long_memories_and_levels_in_between_have_none() -> None:
    assert tabulate(stance("grim-trigger"), EQUAL) is None
    assert math.isinf(stance("grim-trigger").memory)
    assert tabulate(stance("raise-the-stakes"), EQUAL) is None


def test_one_match_after_another_draws_on() -> None:
    """Repetitions in any cut get the same chances, and none gets another's."""
    pairing = Chances(1, "one", "other")
    whole = pairing.draws(0, 5, 7)
    parts = [pairing.draws(0, 2, 7), pairing.draws(2, 1, 7), pairing.draws(3, 2, 7)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert len(np.unique(whole)) == whole.size
    assert not np.isin(Chances(1, "other", "one").draws(0, 5, 7), whole).any()
    assert not np.isin(Chances(2, "one", "other").draws(0, 5, 7), whole).any()


@pytest.mark.parametrize(("goes_on", "mean"), [(0.0, 1.0), (0.5, 2.0), (0.9, 10.0)])
def test_matches_that_end_by_chance_last_as_geometry_says(goes_on: float, mean: float) -> None:
    lengths = Chances(1, "one", "other").lengths(0, 20_000, 10_000, goes_on)
    # The mean of a geometric law is 1/(1 − p), its variance p/(1 − p)².
    error = math.sqrt(goes_on) / (1.0 - goes_on) / math.sqrt(20_000)
    assert abs(lengths.mean() - mean) <= 4.0 * error
    assert lengths.min() >= 1
