"""Laws in closed form, on random worlds: what theory says to the last digit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import KINDS, random_policy, random_world

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate, rebase
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.government import gradient
from negotiator.economy.outcomes import real_income, trade_flows
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response, nash_tariffs

seeds = st.integers(0, 10_000)


def one_sector(seed: int, n: int, *, size: float = 1.0) -> Economy:
    """Balanced, with tariffs; everything that the first country makes or buys is of its size."""
    rng = np.random.default_rng(seed)
    flows = rng.uniform(0.1, 1.0, (n, n, 1))
    flows[np.arange(n), np.arange(n)] += rng.uniform(1.0, 9.0, (n, 1))
    flows[0] *= size
    flows[1:, 0] *= size
    tariff = np.where(np.eye(n, dtype=bool)[:, :, None], 0.0, rng.uniform(0.0, 0.5, (n, n, 1)))
    theta = rng.uniform(2.0, 8.0, 1)
    names = [f"C{k}" for k in range(n)]
    return balance_trade(calibrate(names, ["x"], flows, tariff, theta).economy).economy


def own_share(solved: Equilibrium, country: int) -> float:
    """λ̃_jj, the share of its own goods in what a country buys, at prices before its tariffs."""
    flows = trade_flows(solved)[:, country, 0]
    return float(flows[country] / flows.sum())


@settings(max_examples=15)
@given(seed=seeds)
def test_optimal_tariff_is_one_over_theta_and_the_others_own_share(seed):
    """t = 1/(θ λ̃_FF), two countries and one sector, whatever the other's tariff.

    λ̃ is at prices before tariffs, and so λ where the other levies none (Gros 1987). The other's
    purchases abroad, λ_HF w_F L_F / (1 + t_F λ_FF), have the elasticity θ λ̃_FF in world prices.
    """
    economy = one_sector(seed, 2)
    theta = float(economy.theta[0])
    tariff = economy.tariff.copy()
    for _ in range(60):
        solved = solve(economy, Policy(tariff=tariff))
        tariff[1, 0, 0] = 1.0 / (theta * own_share(solved, 1))
    slope = gradient(solve(economy, Policy(tariff=tariff)), np.array([1.0, 0.0])).tariff[1, 0, 0]
    assert slope == pytest.approx(0.0, abs=1e-8)
    found = best_response(economy, 0, Policy()).tariff
    # The search rests where payoffs are level to its tolerance; rates then differ by its root.
    assert found[1, 0, 0] == pytest.approx(tariff[1, 0, 0], rel=1e-5)


@pytest.mark.parametrize("seed", [71, 72, 73])
def test_the_optimal_tariff_tends_to_one_over_theta_as_a_country_shrinks(seed):
    """On every partner alike, among four countries with tariffs; in proportion to its size."""
    sizes = (1e-2, 1e-3, 1e-4)
    errors = []
    for size in sizes:
        economy = one_sector(seed, 4, size=size)
        found = best_response(economy, 0, Policy()).tariff[1:, 0, 0]
        errors.append(np.abs(found * economy.theta[0] - 1.0).max())
    for k in range(2):
        assert errors[k] / errors[k + 1] == pytest.approx(10.0, rel=0.15)
    assert errors[-1] < 1e-3


@settings(max_examples=5)
@given(own=st.floats(2.0, 30.0), theta=st.floats(2.0, 8.0))
def test_nash_tariffs_of_identical_countries_in_closed_form(own, theta):
    """t = 1/(θ λ̃) for both, λ̃ = own / (own + (1+t)^−(1+θ)): wages stay equal."""
    flows = np.array([[[own], [1.0]], [[1.0], [own]]])
    economy = calibrate("AB", "x", flows, np.zeros((2, 2, 1)), np.array([theta])).economy
    rate = 0.0
    for _ in range(200):
        rate = (1.0 + (1.0 + rate) ** (-1.0 - theta) / own) / theta
    tariff = np.zeros((2, 2, 1))
    tariff[0, 1] = tariff[1, 0] = rate
    solved = solve(economy, Policy(tariff=tariff))
    for country in (0, 1):
        slope = gradient(solved, np.eye(2)[country]).tariff[1 - country, country, 0]
        assert slope == pytest.approx(0.0, abs=1e-8)
    found = nash_tariffs(economy).tariff
    np.testing.assert_allclose([found[0, 1, 0], found[1, 0, 0]], rate, rtol=1e-5)


def test_three_identical_countries_have_identical_nash_tariffs():
    flows = np.full((3, 3, 2), 1.0)
    flows[np.arange(3), np.arange(3)] = [6.0, 9.0]
    economy = calibrate("ABC", "xy", flows, np.zeros((3, 3, 2)), np.array([3.0, 5.0])).economy
    found = nash_tariffs(economy).tariff[~np.eye(3, dtype=bool)]
    np.testing.assert_allclose(found, np.tile(found.mean(axis=0), (6, 1)), rtol=1e-4)


@settings(max_examples=25)
@given(seed=seeds, kind=st.sampled_from([{}, {"inputs": True}]))
def test_at_free_trade_no_tariff_of_anyone_gains_the_world(seed, kind):
    """Σ_j I_j ∂payoff_j/∂t = 0 for every rate: free trade is efficient (κ = 1, no lobbies)."""
    raw = random_world(seed, **kind)
    free = solve(raw, Policy(tariff=np.zeros_like(raw.tariff)))
    worth = free.income / free.income.sum()
    found = gradient(free, worth)
    np.testing.assert_allclose(found.tariff, 0.0, atol=1e-8)
    np.testing.assert_allclose(found.export_tax, 0.0, atol=1e-8)


@settings(max_examples=10)
@given(seed=seeds)
def test_market_power_makes_free_trade_inefficient(seed):
    """Where labour shares differ, profits make too little of some goods (Ossa 2014)."""
    raw = random_world(seed, profits=True)
    free = solve(raw, Policy(tariff=np.zeros_like(raw.tariff)))
    assert np.abs(gradient(free, free.income / free.income.sum()).tariff).max() > 1e-3


@settings(max_examples=10)
@given(seed=seeds, inputs=st.booleans())
def test_the_world_of_profits_tends_to_the_competitive_one(seed, inputs):
    """As κ → 1, in proportion to 1 − κ, the same flows and tariffs in both."""
    competitive = random_world(seed, inputs=inputs)
    policy = random_policy(competitive, seed + 1)
    rng = np.random.default_rng(seed)
    markup = rng.uniform(0.2, 1.0, 3)
    expected = np.log(real_income(solve(competitive, policy)))

    def distance(size: float) -> float:
        # Solved at its own tariffs first: with inputs, other labour shares move the base year.
        draft = replace(competitive, labour_share=1.0 - size * markup)
        economy = rebase(draft, solve(draft, Policy())).economy
        return float(np.abs(np.log(real_income(solve(economy, policy))) - expected).max())

    far, near = distance(1e-3), distance(1e-4)
    assert far / near == pytest.approx(10.0, rel=0.05)
    assert near < 1e-4


@settings(max_examples=25)
@given(seed=seeds, kind=st.sampled_from(KINDS), left_out=st.integers(0, 3))
def test_walras_law(seed, kind, left_out):
    """Budgets held and all markets but one cleared, that one clears too; and the numeraire holds.

    The value of world purchases is that of world incomes and inputs, and world income is that of
    the base year.
    """
    economy = random_world(seed, **kind)
    policy = random_policy(economy, seed + 1)
    solved = solve(economy, policy)
    world = economy.income.sum()
    assert solved.income.sum() == pytest.approx(world, rel=1e-8)
    kappa = economy.labour_share
    inputs = (kappa * (1.0 - economy.value_added_share) * solved.sales).sum()
    assert solved.expenditure.sum() == pytest.approx(world + inputs, rel=1e-8)
    wages = solved.wage * economy.labour
    demand = (kappa * economy.value_added_share * solved.sales).sum(axis=1)
    others = np.arange(4) != left_out
    excess = (demand - wages)[others].sum()
    assert demand[left_out] - wages[left_out] == pytest.approx(-excess, abs=1e-8 * world)
    # Trade balances once what is paid across borders is counted.
    flows = trade_flows(solved)
    gap = flows.sum(axis=(0, 2)) - flows.sum(axis=(1, 2)) - economy.deficit - policy.transfer
    np.testing.assert_allclose(gap, 0.0, atol=1e-8 * world)


@settings(max_examples=10)
@given(seed=seeds)
def test_the_best_tariffs_on_a_supplier_are_the_same_in_every_sector(seed):
    """One factor, no inputs: only a supplier's wage can be moved, so that every sector of it bears
    the same tariff, whatever its elasticity (Costinot, Donaldson, Vogel and Werning 2015)."""
    economy = balance_trade(random_world(seed, 4, 3)).economy
    found = best_response(economy, 0, Policy(), tolerance=1e-16).tariff[1:, 0]
    assert np.ptp(economy.theta) > 0.1
    np.testing.assert_allclose(found, found.mean(axis=1, keepdims=True) * np.ones(3), rtol=1e-5)
