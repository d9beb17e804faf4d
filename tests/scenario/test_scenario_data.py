"""Source data are aggregated without losing a dollar."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from negotiator.economy.calibration import calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.policy import Policy

_PATH = Path(__file__).resolve().parents[2] / "scripts" / "scenario_data.py"
_SPEC = importlib.util.spec_from_file_location("scenario_data", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
data = importlib.util.module_from_spec(_SPEC)
sys.modules["scenario_data"] = data
_SPEC.loader.exec_module(data)

COUNTRIES = {"AB": ["a", "b"], "C": ["c"]}
SECTORS = {"goods": ["corn", "oil"], "work": ["work"]}


def world() -> data.Tables:
    """Three countries, two goods and a sector that nobody trades."""
    rng = np.random.default_rng(5)
    flows = rng.uniform(1.0, 9.0, (3, 3, 3))
    flows[..., 2] *= np.eye(3)
    tariff = rng.uniform(0.0, 0.5, (3, 3, 3)) * (1.0 - np.eye(3))[..., None]
    made = flows.sum(axis=1)
    bought = rng.uniform(0.0, 0.2, (3, 3, 3)) * made[..., None]
    added = made - bought.sum(axis=2)
    return data.Tables(
        ["a", "b", "c"], ["corn", "oil", "work"], flows, tariff, np.array([4.0, 60.0, 8.0]),
        added, bought,
    )  # fmt: skip


def test_an_aggregate_keeps_the_sums_and_the_revenue_at_its_borders() -> None:
    whole = world()
    merged = data.aggregate(whole, COUNTRIES, SECTORS)
    assert merged.flows.sum() == pytest.approx(whole.flows.sum())
    assert merged.value_added.sum(axis=1)[0] == pytest.approx(whole.value_added[:2].sum())
    assert merged.inputs[1, 0].sum() == pytest.approx(whole.inputs[2, :2].sum())
    revenue = (whole.flows * whole.tariff)[2, :2, :2].sum()
    assert (merged.flows * merged.tariff)[1, 0, 0] == pytest.approx(revenue)
    assert not merged.tariff[[0, 1], [0, 1]].any()
    # By hand: 4 for corn, and 12 for oil in place of 60, weighted by what crosses borders.
    corn, oil, _ = whole.abroad.sum(axis=(0, 1))
    assert merged.theta == pytest.approx([(4 * corn + 12 * oil) / (corn + oil), 8.0])


def test_sectors_left_out_become_value_added() -> None:
    """Cost of what is made stays what it was."""
    whole = world()
    goods = data.without(whole, ["work"])
    cost = whole.value_added + whole.inputs.sum(axis=2)
    assert goods.value_added + goods.inputs.sum(axis=2) == pytest.approx(cost[:, :2])


def test_twins_merged_trade_with_others_as_before() -> None:
    """Two equal economies with no trade between them, and one of their sum, are the same to C."""
    rng = np.random.default_rng(6)
    flows = rng.uniform(1.0, 4.0, (3, 3, 1))
    flows[1] = flows[0]
    flows[:, 1] = flows[:, 0]
    flows[[0, 1], [1, 0]] = 0.0
    flows[[0, 1], [0, 1]] = 20.0
    flows[2, 2] = 30.0
    tariff = np.where(np.eye(3, dtype=bool)[..., None], 0.0, 0.2)
    three = data.Tables(["a", "b", "c"], ["all"], flows, tariff, np.array([4.0]))
    two = data.aggregate(three, COUNTRIES, {"all": ["all"]})
    shares = []
    for tables in (three, two):
        free = np.zeros_like(tables.tariff)
        base = calibrate(
            tables.countries, tables.sectors, tables.flows, tables.tariff, tables.theta
        ).economy
        shares.append(solve(base, Policy(tariff=free)).share[..., -1, -1, 0].item())
    # What C buys at home, once tariffs are gone, is the same.
    assert shares[0] == pytest.approx(shares[1], rel=1e-9)


@pytest.mark.parametrize(
    ("countries", "named"),
    [
        ({"AB": ["a", "b"]}, "c"),
        ({"AB": ["a", "b"], "C": ["c", "a"]}, "a"),
        ({"AB": ["a", "b"], "C": ["c", "d"]}, "d"),
    ],
    ids=["left out", "twice", "unknown"],
)
def test_each_belongs_to_one_group(countries: dict[str, list[str]], named: str) -> None:
    with pytest.raises(ValueError, match=f"'{named}'.*exactly one group"):
        data.aggregate(world(), countries, SECTORS)


def test_what_is_written_is_what_a_scenario_reads(tmp_path: Path) -> None:
    tables = data.rounded(data.aggregate(world(), COUNTRIES, SECTORS))
    data.write(tmp_path, tables)
    header = (tmp_path / "flows.csv").read_text(encoding="utf-8").splitlines()
    assert header[0] == "exporter,importer,sector,flow,tariff"
    assert len(header) == 1 + tables.flows.size
    assert (tmp_path / "inputs.csv").read_text(encoding="utf-8").count("\n") == 1 + 2 * 2 * 2
    exporter, importer, sector, flow, rate = header[1 + 2].split(",")
    assert (exporter, importer, sector) == ("AB", "C", "goods")
    assert float(flow) == pytest.approx(tables.flows[0, 1, 0], rel=1e-4)
    assert float(rate) == pytest.approx(tables.tariff[0, 1, 0], rel=1e-4)
