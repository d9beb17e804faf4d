"""Extreme worlds: each is solved to the tolerance or refused in one line, and nothing else."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.concessions import change, equivalent, market_access
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.economy.formulas import mfn_extension
from negotiator.economy.government import gradient
from negotiator.economy.outcomes import (
    price_index,
    profits,
    real_income,
    real_wage,
    tariff_revenue,
    terms_of_trade,
    trade_flows,
    value_added,
)
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response

OUTCOMES = (
    price_index, profits, real_income, real_wage, tariff_revenue, terms_of_trade, trade_flows,
    value_added,
)  # fmt: skip


def extreme(seed: int) -> Economy:
    """A tiny world with some of everything that a data set or a scenario may hold."""
    rng = np.random.default_rng(seed)
    n, s = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    home = np.arange(n)

    def maybe(chance: float) -> bool:
        return bool(rng.random() < chance)

    flows = rng.uniform(0.1, 1.0, (n, n, s))
    flows[home, home] *= rng.choice([1.0, 15.0, 300.0])
    if maybe(0.3):  # zero flows
        flows[rng.random(flows.shape) < 0.4] = 0.0
    if maybe(0.3):  # a sector with one producer
        only, sector = rng.integers(n), rng.integers(s)
        flows[np.arange(n) != only, :, sector] = 0.0
    if maybe(0.3):  # a country of a millionth of the world
        flows[0] *= 1e-6
        flows[1:, 0] *= 1e-6
    if maybe(0.2):  # a closed country
        flows[0, 1:] = flows[1:, 0] = 0.0
        flows[0, 0] += 0.1
    tariff = rng.choice([0.0, 0.0, 0.1, 0.5, 10.0], flows.shape)
    tariff[home, home] = 0.0
    data = {}
    if maybe(0.3):
        data = {
            "value_added": rng.uniform(0.2, 1.0, (n, s)) * flows.sum(axis=1),
            "inputs": rng.uniform(0.0, 0.4, (n, s, s)) * flows.sum(axis=1)[..., None],
        }
    theta = rng.choice([0.5, 1.5, 4.0, 8.0, 60.0], s)
    kappa = rng.uniform(0.3, 1.0, s) if maybe(0.3) else None
    names = [f"C{k}" for k in range(n)]
    economy = calibrate(
        names, [f"S{k}" for k in range(s)], flows, tariff, theta, labour_share=kappa, **data
    ).economy
    return balance_trade(economy).economy if maybe(0.7) else economy


def extreme_policies(economy: Economy, seed: int) -> Policy:
    """Free trade, 1000% by all, either at random, any rates, and icebergs: eight in a stack."""
    rng = np.random.default_rng(seed)
    shape = economy.tariff.shape
    abroad = ~np.eye(shape[0], dtype=bool)[:, :, None]
    rates = np.stack(
        [
            np.zeros(shape),
            np.full(shape, 10.0),
            *rng.choice([0.0, 10.0], (2, *shape)),
            *rng.uniform(0.0, 1.0, (4, *shape)),
        ]
    )
    iceberg = np.ones(rates.shape)
    iceberg[-2:] = np.where(abroad, rng.uniform(0.5, 2.0, (2, *shape)), 1.0)
    return Policy(tariff=rates * abroad, iceberg=iceberg)


def one_line(error: Exception) -> None:
    text = str(error)
    assert text
    assert "\n" not in text


def check(solved: Equilibrium) -> None:
    """Solved, and every figure of it is one."""
    assert (solved.residual <= 1e-10).all()
    assert (solved.wage > 0).all()
    assert (solved.income > 0).all()
    for array in (solved.wage, solved.price, solved.share, solved.expenditure, solved.sales):
        assert np.isfinite(array).all()
    for outcome in OUTCOMES:
        assert np.isfinite(outcome(solved)).all(), outcome.__name__


def attempt(seed: int, found: Counter[str]) -> None:
    """One world, through everything that an economist may ask of it; what became of it."""
    try:
        economy = extreme(seed)
    except (EconomyError, NotSolvedError) as error:
        one_line(error)
        found["no base year"] += 1
        return
    policies = extreme_policies(economy, seed)
    try:
        solved = solve(economy, policies)
    except NotSolvedError as error:
        one_line(error)
        found["not solved"] += 1
        return
    check(solved)
    assert np.isfinite(market_access(economy, policies)).all()
    slopes = gradient(solved, economy.income / economy.income.sum())
    for array in (slopes.tariff, slopes.export_tax, slopes.log_cost, slopes.transfer):
        assert np.isfinite(array).all()
    found["solved"] += 1


@pytest.mark.parametrize("block", range(8))
def test_an_extreme_world_is_solved_or_refused_in_one_line(block):
    """400 economies in all, under eight policies each; any warning of numpy's is an error."""
    found: Counter[str] = Counter()
    for seed in range(50 * block, 50 * (block + 1)):
        attempt(seed, found)
    assert found["solved"] > 20, found


@pytest.mark.parametrize("seed", range(0, 400, 16))
def test_governments_of_extreme_worlds(seed):
    """Best responses, equivalents and MFN there: figures, or one line."""
    try:
        economy = extreme(seed)
        answer = best_response(economy, 0, Policy())
        found = equivalent(economy, Policy(), 0, 1, 1e-3, np.ones(len(economy.sectors)))
        conceded = economy.tariff.copy()
        conceded[1, 0] = 0.0
        extended = mfn_extension(economy, Policy(), Policy(tariff=conceded), 1, 0)
        changed = change(economy, Policy(), extended)
    except (EconomyError, NotSolvedError) as error:
        one_line(error)
        return
    assert np.isfinite(answer.tariff).all()
    assert (answer.tariff[:, 0] >= 0.0).all()
    assert np.isfinite(answer.payoff).all()
    assert 0.0 <= found.points <= 1.5
    assert found.reached >= 0.0
    for array in (changed.percent, changed.money, changed.access, changed.exports):
        assert np.isfinite(array).all()


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ([[5.0, 0.0, 0.0], [0.0, 4.0, 1.0], [0.0, 1.0, 6.0]], "no trade connects A and B"),
        ([[5.0, 1.0, 0.0], [1.0, 4.0, 0.0], [0.0, 0.0, 6.0]], "no trade connects A and C"),
        ([[0.0, 1.0, 1.0], [0.0, 4.0, 1.0], [0.0, 1.0, 6.0]], "A has no final demand"),
    ],
)
def test_worlds_that_are_not_one_are_refused(flows, said):
    flows = np.array(flows)[:, :, None]
    with pytest.raises(EconomyError, match=said) as refused:
        calibrate("ABC", "x", flows, np.zeros((3, 3, 1)), np.array([4.0]))
    one_line(refused.value)


def test_the_terms_of_trade_of_a_side_that_does_not_trade_count_as_unmoved():
    """A buys for what it is given, and sells nothing abroad."""
    flows = np.array([[[5.0], [0.0]], [[1.0], [6.0]]])
    economy = calibrate("AB", "x", flows, np.zeros((2, 2, 1)), np.array([4.0])).economy
    tariff = economy.tariff.copy()
    tariff[1, 0] = 0.2
    moved = terms_of_trade(solve(economy, Policy(tariff=tariff)))
    assert np.isfinite(moved).all()
