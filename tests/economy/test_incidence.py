"""What consumers, wages, profits, the treasury and transfers gain adds up to real income."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.economy.calibration import calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.incidence import incidence
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy
from negotiator.scenario import compile_scenario, find, load


def build(flows, labour_share):
    """Countries with one sector, no tariffs and trade as it is."""
    n = len(flows)
    return calibrate(
        [f"C{k}" for k in range(n)], ["S"], flows, np.zeros((n, n, 1)), np.array([4.0]),
        labour_share=np.array([labour_share]),
    ).economy  # fmt: skip


def worlds(name, seed, aid=0.0, export_tax=0.0):
    """Two random policies of a scenario's economy, solved."""
    economy = compile_scenario(load(find(name))).world.economy
    chance = np.random.default_rng(seed)
    n = len(economy.countries)
    tariff = economy.tariff * chance.uniform(0.2, 2.0, (2, *economy.tariff.shape))
    transfer = np.zeros((2, n))
    transfer[1, 0], transfer[1, 1] = -aid, aid
    taxes = np.zeros_like(tariff)
    taxes[1, 0, 1] = export_tax
    return solve(economy, Policy(tariff=tariff, transfer=transfer, export_tax=taxes))


@pytest.mark.parametrize(
    ("name", "aid", "export_tax"),
    [("two-neighbours", 0.0, 0.0), ("two-neighbours", 2.0, 0.1), ("mexico-1993", 1.0, 0.0)],
)
def test_the_parts_add_up_to_the_change_of_real_income(name, aid, export_tax):
    both = worlds(name, 3, aid, export_tax)
    found = incidence(both)
    change = both.economy.income * np.diff(np.log(real_income(both)), axis=0)[0]
    np.testing.assert_allclose(found.total, change, rtol=0, atol=1e-7 * both.economy.income.max())
    assert np.abs(found.revenue).max() > 0
    assert (np.sign(found.received[:2]) == np.sign([-aid, aid])).all()


def test_nothing_changes_where_nothing_does():
    economy = worlds("two-neighbours", 5).economy
    found = incidence(solve(economy, Policy(tariff=np.stack([economy.tariff] * 2))))
    for part in (found.consumers, found.wages, found.profits, found.revenue, found.received):
        np.testing.assert_allclose(part, 0.0, atol=1e-9)


def test_a_transfer_between_countries_of_one_taste_moves_no_price():
    """Without trade costs all spend alike, and a transfer is all that changes (Samuelson 1952)."""
    size = np.array([4.0, 2.0, 1.0])
    flows = np.outer(size, size)[:, :, None] / size.sum()
    economy = build(flows, labour_share=0.8)
    paid = np.array([[0.0] * 3, [-0.5, 0.3, 0.2]])
    found = incidence(solve(economy, Policy(transfer=paid)))
    np.testing.assert_allclose(found.received, size * np.log1p(paid[1] / size), atol=1e-9)
    for part in (found.consumers, found.wages, found.profits, found.revenue, found.prices):
        np.testing.assert_allclose(part, 0.0, atol=1e-8)


def test_wages_and_profits_share_as_costs_and_markup_do():
    """One sector: profits are a fixed share of sales (Ossa 2014)."""
    chance = np.random.default_rng(2)
    economy = build(chance.uniform(0.5, 1.5, (3, 3, 1)), labour_share=0.8)
    tariff = np.stack([economy.tariff, np.full((3, 3, 1), 0.2) * ~np.eye(3, dtype=bool)[..., None]])
    found = incidence(solve(economy, Policy(tariff=tariff)))
    np.testing.assert_allclose(found.profits, 0.25 * found.wages, atol=1e-12)
    assert np.abs(found.profits).max() > 0
