"""Gradients, best responses, Nash and efficient tariffs."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import KINDS, random_policy, random_world

from negotiator.economy.calibration import calibrate, rebase
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import gradient, payoff
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response, efficient_tariffs, nash_tariffs

LEVERS = ("tariff", "export_tax", "iceberg", "transfer")


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_are_those_of_finite_differences(kind):
    economy = random_world(21, **kind)
    policy = random_policy(economy, 22)
    rng = np.random.default_rng(23)
    a, weights = rng.uniform(0.0, 1.0, 4), rng.uniform(0.0, 0.5, (4, 3))
    found = gradient(solve(economy, policy), a, weights)

    def value(name, array):
        levers = {each: getattr(policy, each) for each in LEVERS} | {name: array}
        return float((a * payoff(solve(economy, Policy(**levers)), weights)).sum())

    step = 1e-5
    for name, slope in (("tariff", found.tariff), ("export_tax", found.export_tax)):
        for place in ((0, 1, 0), (2, 0, 2), (3, 1, 1)):
            up, down = getattr(policy, name).copy(), getattr(policy, name).copy()
            up[place] += step
            down[place] -= step
            measured = (value(name, up) - value(name, down)) / (2 * step)
            assert slope[place] == pytest.approx(measured, rel=1e-6, abs=1e-7)
    up, down = policy.iceberg.copy(), policy.iceberg.copy()
    up[0, 1, 0] *= np.exp(step)
    down[0, 1, 0] *= np.exp(-step)
    measured = (value("iceberg", up) - value("iceberg", down)) / (2 * step)
    assert found.log_cost[0, 1, 0] == pytest.approx(measured, rel=1e-6)
    swap = np.array([1.0, -1.0, 0.0, 0.0]) * 1e-4
    measured = value("transfer", policy.transfer + swap) - value("transfer", policy.transfer - swap)
    assert found.transfer[0] - found.transfer[1] == pytest.approx(measured / 2e-4, rel=1e-6)


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


@pytest.mark.parametrize("kind", [{}, {"profits": True}])
def test_nobody_can_gain_from_leaving_the_nash_tariffs(kind):
    """Checked apart from the optimiser: single tariffs, and all of one government's at random."""
    economy = random_world(31, n=3, s=2, **kind)
    weights = np.array([[0.2, 0.0], [0.0, 0.1], [0.0, 0.0]])
    found = nash_tariffs(economy, weights=weights)
    rng = np.random.default_rng(32)
    for country in range(3):
        others = np.arange(3) != country
        trials = []
        for supplier in np.flatnonzero(others):
            for sector in range(2):
                for step in (-0.1, -0.01, 0.01, 0.1, 0.5):
                    trial = found.tariff.copy()
                    trial[supplier, country, sector] += step
                    trials.append(trial)
        for _ in range(50):
            trial = found.tariff.copy()
            trial[others, country] *= rng.uniform(0.3, 1.7, (2, 2))
            trials.append(trial)
        reached = payoff(solve(economy, Policy(tariff=np.array(trials).clip(0.0))), weights)
        assert reached[:, country].max() <= found.payoff[country] + 1e-6


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
