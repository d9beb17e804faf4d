"""Best responses, Nash and efficient tariffs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from worlds import KINDS, random_world

from negotiator.economy.calibration import calibrate, rebase
from negotiator.economy.certificate import certify
from negotiator.economy.equilibrium import solve
from negotiator.economy.errors import EconomyError
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy
from negotiator.economy.quasi_newton import quasi_newton
from negotiator.economy.tariffs import best_response, efficient_tariffs, nash_tariffs


def two_countries(own: float, other: float, theta: float):
    """One sector, free trade, balanced; sizes by own sales."""
    flows = np.array([[[own], [1.0]], [[1.0], [other]]])
    return calibrate("AB", "x", flows, np.zeros((2, 2, 1)), np.array([theta])).economy


@pytest.mark.parametrize(
    ("own", "other", "theta"), [(5.0, 9.0, 4.0), (2.0, 40.0, 6.0), (30.0, 3.0, 3.0)]
)
def test_optimal_tariff_of_two_countries_and_one_sector(own, other, theta):
    """1/(θ λ_FF), λ_FF the other's share of its own goods (Gros 1987)."""
    economy = two_countries(own, other, theta)
    found = best_response(economy, 0, Policy())
    share = solve(economy, Policy(tariff=found.tariff)).share[1, 1, 0]
    assert found.tariff[1, 0, 0] == pytest.approx(1.0 / (theta * share), rel=1e-6)


def test_optimal_tariff_of_a_very_small_country_is_one_over_theta():
    """1/θ as the country's size goes to zero."""
    flows = np.array([[[1e-5], [1e-5]], [[1e-5], [100.0]]])
    economy = calibrate("AB", "x", flows, np.zeros((2, 2, 1)), np.array([4.0])).economy
    found = best_response(economy, 0, Policy())
    assert found.tariff[1, 0, 0] == pytest.approx(0.25, rel=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_can_gain_from_leaving_the_nash_tariffs(kind):
    """No government gains 1e-6 % by any move tried, or by what another optimiser finds for it."""
    economy = random_world(31, n=3, s=2, **kind)
    weights = np.array([[0.2, 0.0], [0.0, 0.1], [0.0, 0.0]])
    found = nash_tariffs(economy, weights=weights)
    proof = certify(economy, found.tariff, weights=weights)
    assert proof.holds(1e-6), proof.note
    assert (proof.single, len(proof.optimised)) == (proof.possible, 3)


def test_the_certificate_is_refused_to_tariffs_that_are_not_nash():
    economy = random_world(31, n=3, s=2)
    found = nash_tariffs(economy)
    for wrong in (found.tariff * 0.9, found.tariff * 1.1, economy.tariff):
        assert not certify(economy, wrong, optimised=0).holds(1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_both_ways_find_the_same_nash_tariffs(kind):
    """All at once by the climb, and one after another by L-BFGS-B."""
    economy = random_world(33, n=3, s=2, **kind)
    at_once = nash_tariffs(economy)
    tariff = economy.tariff
    for _ in range(12):
        for country in range(3):
            own = np.zeros(tariff.shape, dtype=bool)
            own[np.arange(3) != country, country] = True
            wanted = np.eye(3)[country]
            tariff, _ = quasi_newton(economy, Policy(), tariff, own, wanted, None, 0.0, 5.0)
    np.testing.assert_allclose(at_once.tariff, tariff, atol=2e-5)


def test_bounds_hold_and_bind():
    economy = random_world(34, n=3, s=2)
    found = nash_tariffs(economy, lowest=0.05, highest=0.2)
    abroad = found.tariff[~np.eye(3, dtype=bool)]
    assert abroad.min() >= 0.05
    assert abroad.max() == pytest.approx(0.2)
    free = nash_tariffs(economy).tariff
    assert (abroad[free[~np.eye(3, dtype=bool)] > 0.3] > 0.199).all()


def test_lobbies_raise_the_tariffs_of_their_sector():
    economy = random_world(35, n=3, s=2)
    weights = np.zeros((3, 2))
    weights[0, 1] = 0.3
    plain, lobbied = best_response(economy, 0, Policy()), best_response(
        economy, 0, Policy(), weights=weights
    )  # fmt: skip
    assert (lobbied.tariff[1:, 0, 1] > plain.tariff[1:, 0, 1] + 0.01).all()


@pytest.mark.parametrize("kind", KINDS)
def test_no_small_change_of_efficient_tariffs_gains_the_sum(kind):
    """In dollars of the outcome, whose weights they are: nothing is left to first order."""
    economy = random_world(36, n=3, s=2, **kind)
    found = efficient_tariffs(economy)
    solved = solve(economy, Policy(tariff=found.tariff))
    slope = gradient(solved, solved.income / economy.income.sum()).tariff
    abroad = ~np.eye(3, dtype=bool)
    inside = (found.tariff > 1e-9) & abroad[:, :, None]
    assert np.abs(slope[inside]).max(initial=0.0) < 1e-5
    assert slope[(found.tariff <= 1e-9) & abroad[:, :, None]].max(initial=0.0) < 1e-5


def test_identical_countries_have_identical_nash_tariffs():
    economy = two_countries(6.0, 6.0, 4.0)
    found = nash_tariffs(economy).tariff
    assert found[0, 1, 0] == pytest.approx(found[1, 0, 0], rel=1e-4)
    assert found[0, 1, 0] > 0.25


def test_free_trade_is_efficient_under_perfect_competition():
    """With zero political weights and κ = 1 (Bagwell and Staiger 1999)."""
    raw = random_world(41, n=3, s=2)
    free = np.zeros_like(raw.tariff)
    economy = rebase(raw, solve(raw, Policy(tariff=free, deficit=np.zeros(3)))).economy
    start = np.where(np.eye(3, dtype=bool)[:, :, None], 0.0, 0.1) * np.ones((3, 3, 2))
    found = efficient_tariffs(economy, policy=Policy(tariff=start))
    worth = economy.income / economy.income.sum()
    assert (worth * found.payoff).sum() == pytest.approx(0.0, abs=1e-5)  # free trade is the base
    with_tariffs = payoff(solve(economy, Policy(tariff=start)))
    assert (worth * with_tariffs).sum() < -0.01


def test_a_trade_war_costs_a_small_country_more():
    economy = two_countries(4.0, 60.0, 4.0)
    small, large = nash_tariffs(economy).payoff
    assert small < large
    assert small < 0


def test_the_layout_of_arrays_in_memory_changes_nothing():
    """Data cut out of a larger array may come in any order of axes."""
    economy = random_world(37, n=3, s=2)
    turned = replace(
        economy,
        flows=np.asfortranarray(economy.flows),
        tariff=np.moveaxis(np.moveaxis(economy.tariff, 2, 0).copy(), 0, 2),
    )
    assert not turned.tariff.flags["C_CONTIGUOUS"]
    for found, expected in (
        (best_response(turned, 0, Policy()), best_response(economy, 0, Policy())),
        (nash_tariffs(turned), nash_tariffs(economy)),
    ):
        np.testing.assert_allclose(found.tariff, expected.tariff, atol=1e-9)
        assert found.tariff.max() > 0.2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"lowest": 0.5, "highest": 0.1}, "lowest tariffs are above the highest"),
        ({"weights": np.zeros(3)}, r"weights have shape \(3,\); expected \(3, 2\)"),
    ],
)
def test_a_search_for_what_there_is_not_is_refused(asked, said):
    economy = random_world(9, n=3, s=2)
    with pytest.raises(EconomyError, match=said):
        nash_tariffs(economy, **asked)
    with pytest.raises(EconomyError, match="country 7; expected an index from 0 to 2"):
        best_response(economy, 7, Policy())
