"""How communities change: closed forms, and what The Evolution of Trust says of its own."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.tournament.ecology import elimination, replicator
from negotiator.tournament.matrix import Matrix
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.view import views

#: Of The Evolution of Trust: both cheat 0, cheated −1, both cooperate 2, cheat 3.
TRUST = Matrix(temptation=3.0, reward=2.0, punishment=0.0, sucker=-1.0)
NAMES = ("always-cooperate", "always-defect", "tit-for-tat")


def means(names: tuple[str, ...], matrix: Matrix, rounds: int) -> np.ndarray:
    """[K, K, R] mean payoffs a round."""
    plan = Plan(names, rounds=rounds, repetitions=1, matrix=matrix)
    [view] = views(stage(plan), hold(plan))
    return np.asarray(view.mine / view.rounds)


def test_one_that_earns_more_of_all_grows_as_a_power() -> None:
    """Where payoffs do not depend on whom one meets: odds of (a/b)^t."""
    payoffs = np.array([[3.0, 3.0], [2.0, 2.0]])
    [shares] = replicator([payoffs], 12, [0.0])
    odds = shares[:, 0] / shares[:, 1]
    np.testing.assert_allclose(odds, 1.5 ** np.arange(13), rtol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)


def test_hawks_and_doves_end_at_their_mixture() -> None:
    """Value V = 2, cost C = 3: hawks V/C of all (Maynard Smith 1982); payoffs from −½ up."""
    value, cost = 2.0, 3.0
    payoffs = np.array([[(value - cost) / 2, value], [0.0, value / 2]])
    [shares] = replicator([payoffs], 400, [-0.5])
    assert shares[-1, 0] == pytest.approx(value / cost, abs=1e-9)


def test_two_communities_grow_by_what_they_earn_of_each_other() -> None:
    """Matching pennies never settles: what one gains of the other's leaning turns it around."""
    one = np.array([[2.0, 1.0], [1.0, 2.0]])
    other = 3.0 - one.T
    first, second = replicator([one, other], 1, [0.0, 0.0])
    np.testing.assert_allclose([first[1], second[1]], 0.5)
    constant = np.array([[4.0, 4.0], [1.0, 1.0]])
    first, second = replicator([constant, np.ones((2, 2))], 3, [0.0, 0.0])
    np.testing.assert_allclose(first[:, 0] / first[:, 1], 4.0 ** np.arange(4))
    np.testing.assert_allclose(second, 0.5)


def test_nobody_is_better_where_nobody_earns_anything() -> None:
    [shares] = replicator([np.zeros((3, 3))], 2, [0.0])
    np.testing.assert_allclose(shares, 1 / 3)


def test_the_first_generation_of_trust_is_as_counted_by_hand() -> None:
    """15 that always cooperate, 5 that always cheat, 5 that copy; 10 rounds.

    Cooperators earn 14·20 − 5·10 + 5·20 = 330, cheats 15·30 + 5·3 = 465, copycats 15·20 − 5·1 +
    4·20 = 375: five cooperators go, and the five cheats are doubled.
    """
    payoffs = means(NAMES, TRUST, 10)
    [found] = elimination([payoffs], [(15, 5, 5)], 5, 1)
    assert found.tolist() == [[15, 5, 5], [10, 10, 5]]


def test_cheats_win_at_first_and_copycats_in_the_end() -> None:
    """As the game tells it of 15, 5 and 5."""
    payoffs = means(NAMES, TRUST, 10)
    [found] = elimination([payoffs], [(15, 5, 5)], 5, 30)
    assert found[:, 1].max() > 15
    assert found[-1].tolist() == [0, 0, 25]
    assert (found.sum(axis=1) == 25).all()


@pytest.mark.parametrize(("rounds", "winner"), [(1, 1), (3, 1), (5, 1), (7, 2), (10, 2)])
def test_cheats_dominate_with_five_rounds_or_fewer(rounds: int, winner: int) -> None:
    """Its second finding, of 23 that cooperate, a cheat and a copycat."""
    payoffs = means(NAMES, TRUST, rounds)
    ends = [elimination([payoffs], [(23, 1, 1)], 5, 60, seed)[0][-1] for seed in range(5)]
    assert [int(end.argmax()) for end in ends] == [winner] * 5


def test_cheats_take_over_where_mutual_cooperation_gives_one() -> None:
    """The same with a reward of 1 in place of 2."""
    payoffs = means(NAMES, Matrix(3.0, 1.0, 0.0, -1.0), 10)
    [found] = elimination([payoffs], [(23, 1, 1)], 5, 60)
    assert found[-1].tolist() == [0, 25, 0]


def test_two_communities_copy_their_own_best() -> None:
    one = np.array([[[1.0], [1.0]], [[0.0], [0.0]]])
    first, second = elimination([one, 1.0 - one], [(2, 8), (5, 5)], 2, 4)
    assert first.tolist() == [[2, 8], [4, 6], [6, 4], [8, 2], [10, 0]]
    # The other's second kind earns 1 of all, its first kind nothing.
    assert second.tolist() == [[5, 5], [3, 7], [1, 9], [0, 10], [0, 10]]


def test_a_meeting_is_one_match_seen_from_both() -> None:
    """Of two matches one gives all to the first and one all to the second: 3 + 3 in all."""
    payoffs = np.zeros((2, 2, 2))
    payoffs[0, 1], payoffs[1, 0] = (3.0, 0.0), (0.0, 3.0)
    ends = {tuple(elimination([payoffs], [(1, 1)], 1, 1, seed)[0][-1]) for seed in range(20)}
    assert ends == {(2, 0), (0, 2)}
