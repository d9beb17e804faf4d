"""Lets the tests of the economy share their worlds."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def world_1993():
    """31 economies × 40 sectors with inputs: the calibration as the source has it, the world with
    trade balanced, and NAFTA's tariffs of 2005."""
    from negotiator.economy.calibration import balance_trade, calibrate

    data = np.load(Path(__file__).parent.parent / "data" / "world-1993.npz")
    calibration = calibrate(
        data["regions"].tolist(),
        data["sectors"].tolist(),
        data["flows"] / 1e3,
        data["tariff_1993"] / 1e5,
        data["theta"],
        value_added=data["value_added"].astype(float),
        inputs=data["inputs"].astype(float),
        final=data["final"].astype(float),
    )
    return calibration, balance_trade(calibration.economy).economy, data["tariff_nafta"] / 1e5
