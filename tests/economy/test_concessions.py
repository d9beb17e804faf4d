"""Concessions: value, market access, substantial equivalence, formulas, MFN, outsiders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from worlds import KINDS, random_policy, random_world

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.concessions import change, equivalent, market_access, outside, with_points
from negotiator.economy.equilibrium import solve
from negotiator.economy.errors import EconomyError
from negotiator.economy.formulas import linear_cut, mfn_extension, swiss_formula
from negotiator.economy.government import payoff
from negotiator.economy.policy import Policy

seeds = st.integers(0, 10_000)
ALL = np.ones(3)


def test_a_concession_is_worth_the_payoff_that_it_changes():
    economy = random_world(51)
    before, after = Policy(), random_policy(economy, 52)
    weights = np.random.default_rng(53).uniform(0.0, 0.3, (4, 3))
    found = change(economy, before, after, weights=weights)
    expected = payoff(solve(economy, after), weights)
    np.testing.assert_allclose(found.percent, expected, atol=1e-8)
    np.testing.assert_allclose(found.money, expected / 100 * economy.income, atol=1e-8)


def test_a_stack_of_changes_is_what_each_is_alone():
    economy = random_world(54)
    policies = random_policy(economy, 55, (3,))
    together = change(economy, Policy(), policies)
    one = Policy(policies.tariff[1], policies.export_tax[1], policies.iceberg[1],
                 policies.transfer[1])  # fmt: skip
    alone = change(economy, Policy(), one)
    for name in ("percent", "money", "access", "exports"):
        np.testing.assert_allclose(getattr(together, name)[1], getattr(alone, name), atol=1e-8)


@pytest.mark.parametrize("kind", KINDS)
def test_market_access_of_the_base_year_is_its_exports(kind):
    economy = random_world(56, **kind)
    exports = np.where(np.eye(4, dtype=bool), 0.0, economy.flows.sum(axis=2))
    np.testing.assert_allclose(market_access(economy, Policy()), exports, rtol=1e-9)


def test_market_access_to_first_order():
    """d ln M = −(θ(1 − λ) + 1) d ln(1+t) + d ln I at given prices, one sector of several."""
    economy = random_world(57)
    step, k = 1e-6, 2
    tariff = economy.tariff.copy()
    tariff[1, 0, k] += step
    moved = (market_access(economy, Policy(tariff=tariff)) - market_access(economy, Policy()))[:, 0]
    share, rate, theta = economy.share[:, 0, k], economy.tariff[:, 0, k], economy.theta[k]
    d_cost = step / (1 + rate[1])
    d_share = -theta * share * ((np.arange(4) == 1) - share[1]) * d_cost
    border = 1 / (1 + rate)
    d_rate = (d_share * rate * border).sum() + share[1] * border[1] ** 2 * step
    spent = economy.expenditure[0, k]
    kept = 1 - (economy.share[:, 0] * economy.tariff[:, 0] / (1 + economy.tariff[:, 0])
                * economy.final_share[0]).sum()  # fmt: skip
    d_income = d_rate * spent / kept / economy.income[0]
    expected = spent * border * d_share + economy.flows[:, 0].sum(axis=1) * d_income
    expected[1] -= economy.flows[1, 0, k] * d_cost
    np.testing.assert_allclose(moved[1:], expected[1:], rtol=1e-4)


def two_way(seed: int, labour_share: float = 1.0) -> Economy:
    """Two countries of different size, each exporting the sector it makes; tariffs, balanced."""
    rng = np.random.default_rng(seed)
    flows = np.zeros((2, 2, 2))
    flows[0, :, 0] = rng.uniform(5.0, 9.0), 3.0
    flows[1, :, 1] = 3.0, rng.uniform(10.0, 40.0)
    flows[1, 0, 0] = flows[0, 1, 1] = 0.5  # and a little the other way
    flows[0, 0, 1], flows[1, 1, 0] = 1.0, 2.0
    tariff = rng.uniform(0.05, 0.4, (2, 2, 2))
    tariff[[0, 1], [0, 1]] = 0.0
    theta = rng.uniform(2.0, 7.0, 2)
    shares = np.full(2, labour_share)
    draft = calibrate("AB", "xy", flows, tariff, theta, labour_share=shares).economy
    return balance_trade(draft).economy


def cut(economy: Economy, first: float, second: float) -> Policy:
    """A's tariffs lower by the first fraction, and B's by the second."""
    return Policy(tariff=economy.tariff * (1.0 - np.array([[first], [second]])))


def reciprocal(economy: Economy, first: float) -> Policy:
    """A's cut by a fraction, answered by the cut of B that opens as much market access."""

    def unequal(second: float) -> float:
        policy = cut(economy, first, second)
        access = market_access(economy, policy) - market_access(economy, Policy())
        return float(access[0, 1] - access[1, 0])

    return cut(economy, first, brentq(unequal, -1.0, 1.0, xtol=1e-15))


def relative_wage(economy: Economy, policy: Policy) -> float:
    wage = solve(economy, policy).wage
    return float(np.log(wage[..., 0] / wage[..., 1]))


@settings(max_examples=20)
@given(seed=seeds, first=st.floats(0.01, 0.3), labour_share=st.sampled_from([1.0, 0.8]))
def test_reciprocal_concessions_leave_world_prices_unchanged(seed, first, labour_share):
    """Bagwell and Staiger (1999), section II: exactly, whatever the size and the tariffs."""
    economy = two_way(seed, labour_share)
    assert abs(relative_wage(economy, reciprocal(economy, first))) < 1e-9


def test_concessions_reciprocal_at_the_margin_leave_world_prices_to_second_order():
    """Cuts in proportion to the slopes of access: halving them quarters the move of prices."""
    economy = two_way(58)
    tiny = 1e-5
    opened = market_access(economy, cut(economy, tiny, tiny)) - market_access(economy, Policy())
    matched = opened[1, 0] / opened[0, 1]  # B's cut per cut of A
    steps = (0.1, 0.05, 0.025)
    fair = [relative_wage(economy, cut(economy, h, matched * h)) for h in steps]
    unfair = [relative_wage(economy, cut(economy, h, 0.5 * matched * h)) for h in steps]
    for k in range(2):
        assert fair[k] / fair[k + 1] == pytest.approx(4.0, rel=0.15)
        assert unfair[k] / unfair[k + 1] == pytest.approx(2.0, rel=0.15)
    assert abs(fair[-1]) < 0.05 * abs(unfair[-1])


@settings(max_examples=20)
@given(
    seed=seeds,
    kind=st.sampled_from(KINDS),
    share=st.floats(1e-4, 0.95),
    measure=st.sampled_from(["value", "access"]),
    sector=st.sampled_from([(1.0, 1.0, 1.0), (0.0, 1.0, 0.0)]),
)
def test_an_equivalent_does_the_harm_that_it_answers(seed, kind, share, measure, sector):
    economy = random_world(seed, **kind)
    policy = replace(random_policy(economy, seed + 1), transfer=None)
    sectors = np.array(sector)
    most = equivalent(economy, policy, 0, 1, 1e9, sectors, measure=measure)
    harm = share * most.reached
    found = equivalent(economy, policy, 0, 1, harm, sectors, measure=measure)
    hit = replace(policy, tariff=with_points(policy.tariff, 1, 0, found.points, sectors))
    done = change(economy, policy, hit)
    loss = -(done.money[1] if measure == "value" else done.access[1, 0])
    assert found.reached == pytest.approx(harm, rel=1e-6)
    assert loss == pytest.approx(harm, rel=1e-6, abs=1e-10)


@pytest.mark.parametrize("measure", ["value", "access"])
def test_more_harm_is_answered_by_more_points(measure):
    economy = random_world(59)
    most = equivalent(economy, Policy(), 2, 3, 1e9, ALL, measure=measure)
    assert most.points == 1.5
    harms = most.reached * np.linspace(0.0, 0.99, 12)
    points = [equivalent(economy, Policy(), 2, 3, h, ALL, measure=measure).points for h in harms]
    assert points[0] == 0.0
    assert (np.diff(points) > 0).all()


def test_an_equivalent_takes_few_worlds(monkeypatch):
    """It is sought in the midst of talks: a stack of twelve, and two of five."""
    economy, stacks = random_world(60), []

    def counted(economy, policy, **options):
        stacks.append(len(policy.tariff))
        return solve(economy, policy, **options)

    monkeypatch.setattr("negotiator.economy.concessions.solve", counted)
    equivalent(economy, Policy(), 0, 1, 0.05, ALL)
    assert stacks == [12, 5, 5]


def test_a_harm_may_be_beyond_reach():
    economy = random_world(61)
    nothing = equivalent(economy, Policy(), 0, 1, 1.0, np.zeros(3))
    assert nothing == (0.0, 0.0)
    most = equivalent(economy, Policy(), 0, 1, 1e6, ALL)
    assert 0.0 < most.reached < 1e6


@pytest.mark.parametrize(
    ("a", "rate", "expected"),
    [
        # By hand: a t / (a + t).
        (0.08, 0.08, 0.04),
        (0.08, 0.0, 0.0),
        (0.08, 0.24, 0.06),
        (0.08, 1e12, 0.08),
        (0.16, 0.48, 0.12),
        (0.25, 1.0, 0.2),
    ],
)
def test_swiss_formula(a, rate, expected):
    cut = swiss_formula(np.full((2, 2, 1), rate), a)
    np.testing.assert_allclose(cut, expected, rtol=1e-9)


def test_swiss_formula_cuts_high_rates_by_more():
    rates = np.linspace(0.0, 3.0, 50)
    cut = swiss_formula(rates, 0.1)
    assert (np.diff(cut) > 0).all()
    assert (np.diff(cut[1:] / rates[1:]) < 0).all()
    assert (cut < 0.1).all()
    assert swiss_formula(np.array(-0.05), 0.1) == -0.05  # a subsidy stays


def test_formulas_apply_where_they_are_told():
    tariff = np.full((3, 3, 2), 0.3)
    by_sector = linear_cut(tariff, 0.5, np.array([True, False]))
    np.testing.assert_allclose(by_sector[..., 0], 0.15)
    np.testing.assert_allclose(by_sector[..., 1], 0.3)
    pair = np.zeros((3, 3, 1), dtype=bool)
    pair[2, 0] = True
    by_pair = swiss_formula(tariff, np.array([0.1, 0.3]), pair)
    np.testing.assert_allclose(by_pair[2, 0], [0.075, 0.15])
    by_pair[2, 0] = 0.3
    np.testing.assert_allclose(by_pair, 0.3)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: linear_cut(t, 1.5), "cut of 1.5"),
        (lambda t: linear_cut(t, -0.1), "cut of -0.1"),
        (lambda t: swiss_formula(t, 0.0), "coefficient 0"),
    ],
)
def test_impossible_formulas_are_refused_in_one_line(call, said):
    with pytest.raises(EconomyError, match=said) as refused:
        call(np.full((2, 2, 1), 0.1))
    assert "\n" not in str(refused.value)


@settings(max_examples=20)
@given(seed=seeds, kind=st.sampled_from(KINDS), rate=st.floats(0.05, 1.0), cut=st.floats(0.1, 1.0))
def test_mfn_extension_opens_the_market_to_third_parties(seed, kind, rate, cut):
    """Importer 0, with one rate for all, concedes to 1 a cut that then everyone gets."""
    economy = random_world(seed, **kind)
    tariff = economy.tariff.copy()
    tariff[1:, 0] = rate
    before = Policy(tariff=tariff)
    favoured = np.zeros((4, 4, 1), dtype=bool)
    favoured[1, 0] = True
    bilateral = Policy(tariff=linear_cut(tariff, cut, favoured))
    extended = mfn_extension(economy, before, bilateral, 1, 0)
    np.testing.assert_allclose(extended.tariff[1:, 0], rate * (1 - cut))
    np.testing.assert_array_equal(extended.tariff[:, 1:], tariff[:, 1:])
    for start in (before, bilateral):
        third = outside(change(economy, start, extended), (0, 1))
        assert list(third.countries) == [2, 3]
        assert (third.access >= 0).all()


def test_mfn_extension_takes_no_better_rate_away_and_extends_no_increase():
    economy = random_world(62, n=3, s=2)
    before = economy.tariff.copy()
    before[1:, 0] = [[0.3, 0.1], [0.05, 0.1]]
    after = before.copy()
    after[1, 0] = [0.2, 0.4]
    found = mfn_extension(economy, Policy(tariff=before), Policy(tariff=after), 1, 0).tariff
    np.testing.assert_allclose(found[1:, 0], [[0.2, 0.4], [0.05, 0.1]])


def test_a_deal_diverts_trade_from_those_outside_it():
    """Free trade between two of four: the others sell them less, and lose by it (Viner 1950)."""
    economy = random_world(63)
    tariff = np.where(np.eye(4, dtype=bool)[:, :, None], 0.0, 0.2) * np.ones((4, 4, 3))
    union = tariff.copy()
    union[0, 1] = union[1, 0] = 0.0
    changed = change(economy, Policy(tariff=tariff), Policy(tariff=union))
    third = outside(changed, (0, 1))
    assert (third.exports < 0).all()
    assert (third.access < 0).all()
    assert (third.money < 0).all()
    np.testing.assert_allclose(third.money, changed.money[2:])
    np.testing.assert_allclose(third.exports, changed.exports[2:, :2].sum(axis=1))
