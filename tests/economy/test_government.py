"""Exact derivatives of what governments maximise."""

from __future__ import annotations

import numpy as np
import pytest
from worlds import KINDS, random_policy, random_world

from negotiator.economy.equilibrium import solve
from negotiator.economy.government import gradient, own_gradients, payoff
from negotiator.economy.policy import Policy

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


@pytest.mark.parametrize("kind", KINDS)
def test_own_gradients_are_those_of_each_government_alone(kind):
    economy = random_world(25, **kind)
    solved = solve(economy, random_policy(economy, 26, (2,)))
    weights = np.random.default_rng(27).uniform(0.0, 0.5, (4, 3))
    together = own_gradients(solved, weights)
    for country in range(4):
        alone = gradient(solved, np.eye(4)[country], weights).tariff
        np.testing.assert_allclose(
            together[:, :, country], alone[:, :, country], rtol=1e-9, atol=1e-10
        )


@pytest.mark.parametrize("kind", KINDS)
def test_a_stack_may_have_weights_of_its_own_in_every_row(kind):
    economy = random_world(28, **kind)
    solved = solve(economy, random_policy(economy, 29, (3,)))
    a = np.random.default_rng(30).uniform(0.0, 1.0, (3, 4))
    together = gradient(solved, a).tariff
    for row in range(3):
        np.testing.assert_allclose(together[row], gradient(solved, a[row]).tariff[row], rtol=1e-9)
