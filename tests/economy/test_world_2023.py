"""The world of 2023: 194 economies, one sector, the US tariffs announced in April 2025."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import payoff
from negotiator.economy.outcomes import tariff_revenue, trade_flows
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response

#: Trade elasticity of Simonovska and Waugh (2014), the paper's 4.14 rounded as is usual.
THETA = 4.0
#: Some sell more abroad than their GDP (the Marshall Islands' ships, what Gambia passes on): own
#: trade is at least this share of GDP.
LEAST_OWN = 0.1


@pytest.fixture(scope="module")
def data():
    with np.load(Path(__file__).parent.parent / "data" / "world-2023.npz") as file:
        return dict(file)


@pytest.fixture(scope="module")
def world(data) -> Economy:
    """One-sector Eaton and Kortum (2002), trade balanced; own trade is GDP less exports.

    Free trade otherwise: the source has no tariffs of the base year.
    """
    flows, gdp = data["flows"] / 1e6, data["gdp"] / 1e6  # billions of dollars
    home = np.arange(len(gdp))
    flows[home, home] = np.maximum(gdp - flows.sum(axis=1), LEAST_OWN * gdp)
    free = np.zeros((*flows.shape, 1))
    draft = calibrate(
        data["countries"].tolist(), ["goods"], flows[:, :, None], free, np.array([THETA])
    )
    return balance_trade(draft.economy).economy


def test_trade_balances(world):
    flows = world.flows[:, :, 0]
    assert flows.shape == (194, 194)
    np.testing.assert_allclose(flows.sum(axis=0), flows.sum(axis=1), rtol=1e-9)
    assert (flows.diagonal() > 0).all()


def test_the_tariffs_announced_in_2025(world, data):
    """A large country against the world: what the model alone says of it, no figures of policy."""
    tariff = world.tariff.copy()
    usa = world.countries.index("USA")
    tariff[:, usa, 0] = data["announced"] / 100
    solved = solve(world, Policy(tariff=tariff))
    assert solved.residual <= 1e-10
    assert solved.income.sum() == pytest.approx(world.income.sum(), rel=1e-10)
    # Walras: the last market, and with it every trade balance.
    flows = trade_flows(solved)[:, :, 0]
    np.testing.assert_allclose(flows.sum(axis=0), flows.sum(axis=1), rtol=1e-8)
    np.testing.assert_allclose(solved.sales[:, 0], solved.wage * world.labour, rtol=1e-8)
    assert tariff_revenue(solved)[usa] == pytest.approx(
        solved.income[usa] - solved.wage[usa] * world.labour[usa]
    )
    # Free trade is efficient, so the world as a whole loses, each weighed by its income.
    assert (payoff(solved) * world.income).sum() < 0.0


def best(world: Economy, country: int) -> float:
    """A country's optimal tariffs, partner by partner, weighed by what it buys of each."""
    bought = world.flows[:, country, 0].copy()
    bought[country] = 0.0
    rates = best_response(world, country, Policy()).tariff[:, country, 0]
    return float((rates * bought).sum() / bought.sum())


def negligible(world: Economy) -> np.ndarray:
    """Who sells no other country a hundredth of what it buys, and buys none's hundredth, by size.

    To be small in the world is not enough: Senegal sells Mali a fifteenth of all it makes, and so
    Mali's best tariff is 4% above 1/θ.
    """
    between = np.where(np.eye(194, dtype=bool), 0.0, world.flows[:, :, 0])
    as_supplier = (between / world.expenditure[:, 0]).max(axis=1)
    as_customer = (between / world.sales).max(axis=0)
    found = np.flatnonzero((as_supplier < 0.01) & (as_customer < 0.01))
    return found[np.argsort(world.income[found])]


def test_the_best_tariff_of_a_country_negligible_everywhere_is_one_over_theta(world):
    """Within one per cent, and above (Gros 1987); the USA's and China's are far above."""
    small = negligible(world)
    assert len(small) > 50
    for country in small[:: len(small) // 10]:
        assert -1e-5 < best(world, country) * THETA - 1.0 < 0.01, world.countries[country]
    for code in ("USA", "CHN"):
        assert best(world, world.countries.index(code)) * THETA - 1.0 > 0.05


def test_one_rate_for_all_says_the_same_without_an_optimiser(world):
    """For all of the negligible: two per cent more or less than 1/θ is worse than 1/θ."""
    for country in negligible(world):
        tariff = np.zeros((3, *world.tariff.shape))
        tariff[:, :, country, 0] = np.array([[0.98], [1.0], [1.02]]) / THETA
        tariff[:, country, country] = 0.0
        less, right, more = payoff(solve(world, Policy(tariff=tariff)))[:, country]
        assert right > less
        assert right > more
