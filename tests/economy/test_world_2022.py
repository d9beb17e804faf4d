"""The world of 2022, 18 economies × 9 goods sectors: what large and small countries can do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.certificate import certify
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response, nash_tariffs


@pytest.fixture(scope="module")
def goods() -> Economy:
    data = np.load(Path(__file__).parent.parent / "data" / "world-2022.npz")
    kept = data["sectors"] != "Services"
    return balance_trade(
        calibrate(
            [str(code) for code in data["countries"]],
            [str(code) for code in data["sectors"][kept]],
            data["flows"][..., kept] / 1e6,
            data["tariff"][..., kept] / 1e5,
            data["theta"][kept],
        ).economy
    ).economy


def mean_tariff(economy: Economy, tariff: np.ndarray, importer: int) -> float:
    """Weighted by the base year's imports."""
    abroad = np.arange(len(economy.countries)) != importer
    flows = economy.flows[abroad, importer]
    return float((flows * tariff[abroad, importer]).sum() / flows.sum())


def test_nash_tariffs_and_what_a_trade_war_costs(goods):
    """As a prototype apart from this code found them, by Gauss–Seidel of L-BFGS-B: 23 to 27%, at a
    cost of 1.0% to the USA, 0.6% to China and 3.5% or a little more to the UK, Canada and Chile."""
    found = nash_tariffs(goods)
    means = [mean_tariff(goods, found.tariff, j) for j in range(18)]
    assert 0.22 < min(means) < max(means) < 0.28
    cost = {code: -worth for code, worth in zip(goods.countries, found.payoff, strict=True)}
    assert cost["USA"] == pytest.approx(1.0, abs=0.05)
    assert cost["CHN"] == pytest.approx(0.6, abs=0.1)
    assert all(3.4 < cost[code] < 3.9 for code in ("GBR", "CAN", "CHL"))
    # A sample of single moves and the three largest's best responses: all would take a minute.
    proof = certify(goods, found.tariff, trials=1500, optimised=3)
    assert proof.holds(1e-6), proof.note


@pytest.mark.parametrize(
    ("code", "rate", "wins", "others"), [("USA", 0.26, 0.9, -0.6), ("CHL", 0.24, 1.5, 0.0)]
)
def test_the_best_tariff_against_a_passive_world(goods, code, rate, wins, others):
    """The same prototype's figures: the large one wins at others' expense, the small one too, and
    nobody notices."""
    country = goods.countries.index(code)
    found = best_response(goods, country, Policy())
    assert mean_tariff(goods, found.tariff, country) == pytest.approx(rate, abs=0.006)
    assert found.payoff[country] == pytest.approx(wins, abs=0.05)
    assert np.delete(found.payoff, country).mean() == pytest.approx(others, abs=0.05)
