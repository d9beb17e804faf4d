"""Frontiers and bargaining solutions of two countries and of many."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import KINDS, random_world

from negotiator.economy.bargain import Bargain
from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.frontier import bargain_between, frontier, undominated
from negotiator.economy.government import payoff
from negotiator.economy.multilateral import nash_bargain, pareto_frontier, with_floors
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import nash_tariffs

SAME = np.zeros((1, 2))


def twins(theta: float = 4.0) -> Economy:
    """Two countries that mirror each other: what one sells, the other buys alike."""
    flows = np.array([[[9.0, 4.0], [2.0, 1.0]], [[1.0, 2.0], [4.0, 9.0]]])
    return calibrate("AB", "xy", flows, np.zeros((2, 2, 2)), np.full(2, theta)).economy


def gains_of(bargain: Bargain, tariff: np.ndarray) -> np.ndarray:
    """[..., 2]: gains of any tariffs of the parties, packages apart."""
    worth = payoff(solve(bargain.economy, Policy(tariff=tariff)))[..., list(bargain.parties)]
    return worth * bargain.economy.income[list(bargain.parties)] / 100.0 - bargain.fallback


def most_for(bargain: Bargain, party: int) -> float:
    """The most that a party can have with the other no worse off, by SLSQP."""
    weight, floors = np.zeros(2), np.zeros(2)
    weight[party], floors[party] = 1.0, -np.inf
    policy = Policy(tariff=bargain.packages.tariff[0])
    found = with_floors(bargain.economy, bargain.parties, policy, floors, weight=weight)
    return float(found.gains[0, party])


@pytest.fixture(params=KINDS, ids=str)
def bargain(request) -> Bargain:
    economy = balance_trade(random_world(51, n=3, s=2, **request.param)).economy
    return bargain_between(economy, 0, 1, Policy(tariff=nash_tariffs(economy).tariff))


def test_dominated_points_are_left_out():
    points = np.array([[1.0, 3.0], [2.0, 2.0], [1.5, 1.5], [3.0, 1.0], [1.0, 2.5]])
    np.testing.assert_array_equal(undominated(points), [0, 1, 3])


def test_no_tariffs_tried_at_random_beat_the_frontier(bargain):
    """Each of both parties' rates anywhere between nothing and what is levied without a deal."""
    found = frontier(bargain, SAME)
    rng = np.random.default_rng(52)
    free = bargain.highest > bargain.lowest
    part = rng.beta(0.5, 0.5, (4000, *free.shape))
    gains = gains_of(bargain, np.where(free, bargain.highest * part, bargain.highest))
    edge = found.deals.gains
    most = np.interp(gains[:, 0], edge[:, 0], edge[:, 1], left=edge[0, 1], right=-np.inf)
    inside = (gains[:, 0] >= edge[0, 0]) & (gains[:, 0] <= edge[-1, 0])
    # Between its points the frontier bulges above the straight line that joins them.
    assert (gains[inside, 1] <= most[inside] + 0.01 * np.ptp(edge[:, 1])).all()
    assert gains[:, 0].max() <= edge[-1, 0] + 1e-3 * np.ptp(edge[:, 0])
    assert gains[:, 1].max() <= edge[0, 1] + 1e-3 * np.ptp(edge[:, 1])


def test_when_the_purse_is_empty_tariffs_go_on_giving(bargain):
    """Deals with all the money paid and any tariffs: none beats the frontier, out to its ends."""
    economy, pair = bargain.economy, list(bargain.parties)
    plain = frontier(bargain, SAME)
    purse = 0.1 * float(plain.joint.gains.sum())
    tariff = bargain.packages.tariff[0]
    tight = bargain_between(economy, 0, 1, Policy(tariff=tariff), purse=purse, friction=0.2)
    found = frontier(tight, SAME)
    edge = found.deals.gains
    free = bargain.highest > bargain.lowest
    part = np.random.default_rng(53).beta(0.5, 0.5, (3000, *free.shape))
    for payer, receiver in (pair, pair[::-1]):
        transfer = np.zeros(len(economy.countries))
        transfer[payer], transfer[receiver] = -purse, purse
        policy = Policy(
            tariff=np.where(free, bargain.highest * part, bargain.highest),
            transfer=np.broadcast_to(transfer, (3000, len(transfer))),
        )
        worth = payoff(solve(economy, policy))[..., pair] * economy.income[pair] / 100.0
        gains = worth - tight.fallback
        gains[:, pair.index(payer)] -= 0.2 * purse
        gains = gains[(gains > 0).all(axis=1)]
        assert len(gains) > 100
        most = np.interp(gains[:, 0], edge[:, 0], edge[:, 1], left=edge[0, 1], right=-np.inf)
        assert (gains[:, 1] <= most + 0.01 * np.ptp(edge[:, 1])).all()
    # What money alone would end at is left behind on either side.
    for k in (0, 1):
        assert edge[:, k].max() > found.nash.gains[0, k] + purse


def test_points_of_the_frontier_are_what_the_solver_says_of_them(bargain):
    deals = frontier(bargain, SAME).deals
    np.testing.assert_allclose(gains_of(bargain, deals.tariff), deals.gains, atol=1e-8)
    assert (np.diff(deals.gains[:, 0]) > 0).all()
    assert (np.diff(deals.gains[:, 1]) < 0).all()


def test_the_solutions_are_what_their_authors_say(bargain):
    """Nash: the largest product. Kalai–Smorodinsky: equal shares of each one's best. Egalitarian:
    equal gains. All on the frontier."""
    found = frontier(bargain, SAME)
    gains = found.deals.gains
    inside = gains[(gains >= 0).all(axis=1)]
    [nash], [kalai], [equal] = (
        each.gains for each in (found.nash, found.kalai_smorodinsky, found.egalitarian)
    )
    assert nash.prod() >= inside.prod(axis=1).max() * (1 - 1e-9)
    ideal = [most_for(bargain, k) for k in (0, 1)]
    assert kalai[0] / ideal[0] == pytest.approx(kalai[1] / ideal[1], rel=1e-3)
    assert equal[0] == pytest.approx(equal[1], rel=1e-3)
    for each in (nash, kalai, equal):
        assert not (gains > each + 1e-6 * np.abs(gains).max()).all(axis=1).any()


def test_between_twins_all_solutions_split_alike_at_free_trade():
    economy = twins()
    war = nash_tariffs(economy)
    found = frontier(bargain_between(economy, 0, 1, Policy(tariff=war.tariff)), SAME)
    for solution in (found.nash, found.kalai_smorodinsky, found.egalitarian, found.joint):
        one, other = solution.gains[0]
        assert one == pytest.approx(other, rel=1e-3)
        assert one > 0
        assert solution.tariff.max() < 1e-3


def test_nash_does_not_depend_on_the_unit_and_egalitarian_does(bargain):
    """One party's money counted in another currency (independence of affine transformations)."""
    found = frontier(bargain, SAME)
    gains = found.deals.gains * np.array([7.0, 1.0])
    assert np.argmax(np.where((gains > 0).all(axis=1), gains.prod(axis=1), 0)) == np.argmax(
        np.where((gains > 0).all(axis=1), found.deals.gains.prod(axis=1), 0)
    )
    assert np.argmax(gains.min(axis=1)) != np.argmax(found.deals.gains.min(axis=1))


def test_with_free_side_payments_nash_splits_the_joint_gain_in_half(bargain):
    """Transferable utility: the textbook's straight frontier of slope −1, to first order."""
    purse = float(np.abs(frontier(bargain, SAME).deals.gains).max())
    economy = bargain.economy
    rich = bargain_between(economy, 0, 1, Policy(tariff=bargain.packages.tariff[0]), purse=purse)
    found = frontier(rich, SAME)
    one, other = found.nash.gains[0]
    # A dollar is worth a little more or less real income where prices have moved.
    assert one == pytest.approx(other, rel=0.1)
    assert found.nash.gains.sum() == pytest.approx(found.joint.gains.sum(), rel=0.05)


def test_packages_that_no_weights_would_choose_are_found():
    """Three packages, the middle one below the line that joins the others: not convex."""
    economy = twins()
    plain = bargain_between(economy, 0, 1, Policy(tariff=nash_tariffs(economy).tariff))
    swing = 20 * float(np.abs(frontier(plain, SAME).deals.gains).max())
    beyond = np.array([[0.0, 0.0], [swing, -0.6 * swing], [0.3 * swing, -0.25 * swing]])
    stack = Policy(tariff=np.repeat(plain.packages.tariff, 3, axis=0))
    bargain = Bargain(economy, (0, 1), stack, beyond, plain.lowest, plain.highest, plain.fallback)
    found = frontier(bargain, beyond)
    assert set(found.deals.package.tolist()) == {0, 1, 2}


def test_without_a_zone_of_agreement_there_is_no_solution():
    economy = twins()
    none = bargain_between(economy, 0, 1, Policy(tariff=np.zeros((2, 2, 2))))
    found = frontier(none, SAME)
    assert found.nash is found.kalai_smorodinsky is found.egalitarian is None
    # One alone has tariffs: to give them up is the other's gain only.
    war = nash_tariffs(economy).tariff
    war[0, 1] = 0.0
    found = frontier(bargain_between(economy, 0, 1, Policy(tariff=war)), SAME)
    assert found.nash is None


def test_floors_reach_the_frontier_that_weights_do(bargain):
    """The ε-constraint finds the deal whose own gain another way was set as its floor."""
    deals = frontier(bargain, SAME).deals
    inside = deals.take(np.flatnonzero((deals.gains > 0).all(axis=1)))
    middle = inside.gains[len(inside.gains) // 2]
    found = with_floors(
        bargain.economy,
        (0, 1),
        Policy(tariff=bargain.packages.tariff[0]),
        np.array([middle[0], -np.inf]),
        weight=np.array([0.0, 1.0]),
    )
    np.testing.assert_allclose(found.gains[0], middle, rtol=2e-3)


def test_many_parties_bargain_as_two_do_when_they_are_two(bargain):
    policy = Policy(tariff=bargain.packages.tariff[0])
    two = frontier(bargain, SAME).nash
    many = nash_bargain(bargain.economy, (0, 1), policy)
    np.testing.assert_allclose(many.gains[0], two.gains[0], rtol=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_three_parties_nash_product_is_the_largest_on_their_frontier(kind):
    economy = balance_trade(random_world(53, n=4, s=2, **kind)).economy
    policy = Policy(tariff=nash_tariffs(economy).tariff)
    edge = pareto_frontier(economy, (0, 1, 2), policy, divisions=6)
    assert len(edge.gains) > 10
    found = nash_bargain(economy, (0, 1, 2), policy)
    assert (found.gains > 0).all()
    positive = edge.gains[(edge.gains > 0).all(axis=1)]
    assert found.gains.prod() >= positive.prod(axis=1).max(initial=0.0)
    # Nobody's gain can be raised with the others' held.
    for party in range(3):
        floors = np.where(np.arange(3) == party, -np.inf, found.gains[0])
        more = with_floors(economy, (0, 1, 2), policy, floors, weight=np.eye(3)[party])
        assert more.gains[0, party] == pytest.approx(found.gains[0, party], rel=1e-3)
