"""Base years: bad data refused, data that do not balance solved, published results met."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.errors import EconomyError
from negotiator.economy.gravity import gravity_economy
from negotiator.economy.outcomes import real_wage
from negotiator.economy.policy import Policy

GOOD = {
    "countries": ["A", "B"],
    "sectors": ["x", "y"],
    "flows": np.array([[[5.0, 4.0], [1.0, 1.0]], [[1.0, 1.0], [6.0, 3.0]]]),
    "tariff": np.zeros((2, 2, 2)),
    "theta": np.array([4.0, 5.0]),
}


def changed(name, place, value):
    array = np.array(GOOD[name], dtype=float)
    array[place] = value
    return {**GOOD, name: array}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed("flows", (0, 1, 0), -2.0), "flows of A, B, x is -2"),
        (changed("flows", (0, 1, 0), np.nan), "not finite"),
        (changed("flows", (slice(None), slice(None), 1), 0.0), "nobody makes y"),
        (changed("flows", 0, 0.0), "A sells nothing"),
        (changed("theta", 1, 0.0), "elasticity of y is 0"),
        (changed("tariff", (0, 1, 0), -1.5), "tariff on A by B in x is -1.5"),
        ({**GOOD, "tariff": np.zeros((2, 2))}, "tariff has shape"),
        ({**GOOD, "countries": ["A", "A"]}, "country A is there twice"),
        ({**GOOD, "value_added": np.ones((2, 2))}, "come together"),
        ({**GOOD, "labour_share": np.array([0.5, 1.5])}, "labour share"),
    ],
)
def test_bad_data_are_refused_in_one_line(data, said):
    with pytest.raises(EconomyError, match=said) as refused:
        calibrate(**data)
    assert "\n" not in str(refused.value)


def test_consistent_data_are_taken_as_they_are():
    calibration = calibrate(**GOOD)
    np.testing.assert_array_equal(calibration.economy.flows, GOOD["flows"])
    assert calibration.income_moved == 0.0


def test_balancing_trade_ends_deficits_and_says_what_it_moved():
    calibration = balance_trade(calibrate(**changed("flows", (0, 1, 0), 3.0)).economy)
    flows = calibration.economy.flows
    np.testing.assert_allclose(flows.sum(axis=(0, 2)), flows.sum(axis=(1, 2)), rtol=1e-9)
    assert calibration.flow_moved > 0.001
    assert "%" in calibration.note


def test_gravity_gives_every_country_its_size_and_balances():
    sizes = np.array([900.0, 300.0, 50.0])
    economy = gravity_economy(
        ["L", "M", "S"],
        ["x", "y"],
        sizes,
        np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 2.0], [3.0, 2.0, 1.0]]),
        np.array([4.0, 5.0]),
        spending=np.tile([0.4, 0.6], (3, 1)),
        strength=np.array([[1.0, 1.0], [2.0, 0.5], [0.5, 1.5]]),
        tariff=np.where(np.eye(3, dtype=bool)[:, :, None], 0.0, 0.1) * np.ones((3, 3, 2)),
    )
    np.testing.assert_allclose(economy.labour, sizes, rtol=1e-9)
    np.testing.assert_allclose(economy.deficit, 0.0, atol=1e-7)
    np.testing.assert_allclose(economy.final_share, np.tile([0.4, 0.6], (3, 1)), rtol=1e-9)
    # What is left of sizes and strengths in it: distance and tariffs alone (Head and Ries 2001).
    share = economy.share
    for i, j, apart in ((0, 1, 2.0), (0, 2, 3.0), (1, 2, 2.0)):
        openness = share[i, j] * share[j, i] / (share[i, i] * share[j, j])
        np.testing.assert_allclose(openness, apart**-2.0 * 1.1 ** (-2.0 * economy.theta), rtol=1e-9)


def test_nafta_as_published(world_1993):
    """Caliendo and Parro (2015), Table 2, real wages: Mexico 1.72%, Canada 0.32%, USA 0.11%.

    31 economies × 40 sectors with inputs; trade balanced first, then NAFTA's tariffs of 2005.
    """
    calibration, balanced, nafta = world_1993
    assert 0.0 < calibration.income_moved < 0.02  # the source is slightly out of balance
    wages = real_wage(solve(balanced, Policy(tariff=nafta)))
    gains = {name: round(float(100 * (wages[balanced.countries.index(name)] - 1)), 2)
             for name in ("Mexico", "Canada", "USA")}  # fmt: skip
    assert gains == {"Mexico": 1.72, "Canada": 0.32, "USA": 0.11}
