"""Known facts of the model: what any solution of it must satisfy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import KINDS, random_policy, random_world

from negotiator.economy.calibration import calibrate, rebase
from negotiator.economy.equilibrium import fill, solve
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.economy.newton import newton
from negotiator.economy.outcomes import (
    price_index,
    profits,
    real_income,
    tariff_revenue,
    terms_of_trade,
    trade_flows,
    value_added,
)
from negotiator.economy.policy import Policy

seeds = st.integers(0, 10_000)


@pytest.mark.parametrize("kind", KINDS)
def test_unchanged_tariffs_give_hats_of_one(kind):
    economy = random_world(1, **kind)
    solved = solve(economy, Policy(tariff=economy.tariff))
    for hat in (solved.wage, solved.price, real_income(solved), terms_of_trade(solved)):
        np.testing.assert_allclose(hat, 1.0, atol=1e-10)


@settings(max_examples=25)
@given(seed=seeds, kind=st.sampled_from(KINDS))
def test_all_markets_clear_and_budgets_hold(seed, kind):
    """Goods, labour and budgets, each computed from the outcome; Walras: they add up."""
    economy = random_world(seed, **kind)
    policy = random_policy(economy, seed + 1)
    solved = solve(economy, policy)
    flows = trade_flows(solved)
    received = flows / (1.0 + policy.export_tax)
    np.testing.assert_allclose(solved.sales, received.sum(axis=1), rtol=1e-9)
    kappa, gamma = economy.labour_share, economy.value_added_share
    wages = (kappa * gamma * solved.sales).sum(axis=1)
    np.testing.assert_allclose(wages, solved.wage * economy.labour, rtol=1e-9)
    bought = np.einsum("isk,is->ik", economy.input_share, kappa * solved.sales)
    final = solved.expenditure - bought
    np.testing.assert_allclose(
        final, economy.final_share * solved.income[:, None], rtol=1e-8, atol=1e-10
    )
    export_revenue = (received * policy.export_tax).sum(axis=(1, 2))
    income = (
        wages + profits(solved).sum(axis=1) + tariff_revenue(solved) + export_revenue
        + economy.deficit + policy.transfer
    )  # fmt: skip
    np.testing.assert_allclose(solved.income, income, rtol=1e-9)
    imports_over_exports = flows.sum(axis=(0, 2)) - flows.sum(axis=(1, 2))
    np.testing.assert_allclose(
        imports_over_exports, economy.deficit + policy.transfer, atol=1e-8 * income.max()
    )


@settings(max_examples=15)
@given(seed=seeds, kind=st.sampled_from(KINDS), scale=st.floats(1e-3, 1e3))
def test_only_relative_prices_matter(seed, kind, scale):
    """The same world in another money has the same real incomes."""
    economy = random_world(seed, **kind)
    policy = random_policy(economy, seed + 1)
    other = rebase(
        economy, solve(economy, Policy())
    ).economy  # the same base year, built from its own solution
    in_cents = type(economy)(
        **{
            **{name: getattr(other, name) for name in other.__dataclass_fields__},
            "flows": other.flows * scale,
            "deficit": other.deficit * scale,
        }
    )
    scaled = Policy(policy.tariff, policy.export_tax, policy.iceberg, policy.transfer * scale)
    np.testing.assert_allclose(
        real_income(solve(in_cents, scaled)), real_income(solve(economy, policy)), rtol=1e-8
    )


@settings(max_examples=15)
@given(
    seed=seeds, country=st.integers(0, 3), rate=st.floats(0.05, 0.8), kind=st.sampled_from(KINDS)
)
def test_lerner_symmetry(seed, country, rate, kind):
    """A uniform import tax does what a uniform export tax does (Lerner 1936), trade balanced."""
    economy = random_world(seed, **kind)
    n, s = 4, 3
    zero = np.zeros((n, n, s))
    balanced = rebase(economy, solve(economy, Policy(tariff=zero, deficit=np.zeros(n)))).economy
    others = np.arange(n) != country
    tariff, tax = zero.copy(), zero.copy()
    tariff[others, country] = rate
    tax[country, others] = rate
    np.testing.assert_allclose(
        real_income(solve(balanced, Policy(tariff=tariff))),
        real_income(solve(balanced, Policy(export_tax=tax))),
        rtol=1e-8,
    )


@settings(max_examples=15)
@given(seed=seeds)
def test_sufficient_statistic_of_arkolakis_costinot_rodriguez_clare(seed):
    """One sector, zero tariffs, balanced: Ŵ = λ̂_jj^(−1/θ), whatever happens to trade costs."""
    rng = np.random.default_rng(seed)
    n = 5
    flows = rng.uniform(0.1, 1.0, (n, n, 1))
    flows[np.arange(n), np.arange(n)] += 5.0
    theta = rng.uniform(2.0, 8.0, 1)
    raw = calibrate([*"abcde"], ["x"], flows, np.zeros((n, n, 1)), theta).economy
    economy = rebase(raw, solve(raw, Policy(deficit=np.zeros(n)))).economy
    iceberg = rng.uniform(0.5, 2.0, (n, n, 1))
    iceberg[np.arange(n), np.arange(n)] = 1.0
    solved = solve(economy, Policy(iceberg=iceberg))
    home = np.arange(n)
    own = solved.share[home, home, 0] / economy.share[home, home, 0]
    np.testing.assert_allclose(real_income(solved), own ** (-1.0 / theta[0]), rtol=1e-8)


@pytest.mark.parametrize("kind", KINDS)
def test_against_the_raw_equations_solved_by_scipy(kind):
    """The equations of DESIGN §3 written out a second time, one world, solved by scipy's root."""
    from scipy.optimize import root

    economy = random_world(3, n=3, s=2, **kind)
    policy = random_policy(economy, 4)
    n, s = 3, 2
    tau = policy.iceberg * (1 + policy.tariff) / (1 + economy.tariff)
    tau = tau * (1 + policy.export_tax) / (1 + economy.export_tax)
    kappa, gamma = economy.labour_share, economy.value_added_share

    def equations(z):
        w, p = np.exp(z[:n]), np.exp(z[n : n + n * s]).reshape(n, s)
        x = np.exp(z[n + n * s :]).reshape(n, s)
        cost = np.array(
            [[w[i] ** gamma[i, k] * np.prod(p[i] ** economy.input_share[i, k]) for k in range(s)]
             for i in range(n)]
        )  # fmt: skip
        weight = economy.share * (cost[:, None] * tau) ** -economy.theta
        price = weight.sum(axis=0) ** (-1 / economy.theta)
        share = weight / weight.sum(axis=0)
        border = share * x / (1 + policy.tariff)
        sales = (border / (1 + policy.export_tax)).sum(axis=1)
        income = (
            w * economy.labour
            + ((1 - kappa) * sales).sum(axis=1)
            + (border * policy.tariff).sum(axis=(0, 2))
            + (border * policy.export_tax / (1 + policy.export_tax)).sum(axis=(1, 2))
            + economy.deficit
            + policy.transfer
        )
        spent = economy.final_share * income[:, None]
        spent = spent + np.einsum("isk,is->ik", economy.input_share, kappa * sales)
        labour = (kappa * gamma * sales).sum(axis=1) / (w * economy.labour) - 1
        labour[-1] = income.sum() / economy.income.sum() - 1  # Walras: one is to spare
        return np.concatenate([labour, (price / p - 1).ravel(), (spent / x - 1).ravel()])

    start = np.concatenate([np.zeros(n + n * s), np.log(economy.expenditure).ravel()])
    found = root(equations, start, tol=1e-13)
    solved = solve(economy, policy)
    np.testing.assert_allclose(solved.wage, np.exp(found.x[:n]), rtol=1e-7)
    np.testing.assert_allclose(solved.price.ravel(), np.exp(found.x[n : n + n * s]), rtol=1e-7)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stack_is_what_its_members_are_alone(kind):
    economy = random_world(5, **kind)
    policy = random_policy(economy, 6, (2, 3))
    together = solve(economy, policy)
    for row in range(2):
        for column in range(3):
            one = Policy(
                *(
                    getattr(policy, name)[row, column]
                    for name in ("tariff", "export_tax", "iceberg", "transfer")
                )
            )
            np.testing.assert_allclose(
                together.wage[row, column], solve(economy, one).wage, rtol=1e-9
            )


@pytest.mark.parametrize("rate", [0.0, 10.0])
@pytest.mark.parametrize("kind", KINDS)
def test_extreme_tariffs_solve(kind, rate):
    economy = random_world(7, **kind)
    tariff = np.where(np.eye(4, dtype=bool)[:, :, None], 0.0, rate) * np.ones((4, 4, 3))
    solved = solve(economy, Policy(tariff=tariff))
    assert solved.residual <= 1e-10
    assert (solved.wage > 0).all()


def test_a_start_nearby_changes_nothing():
    economy = random_world(8)
    first = solve(economy, random_policy(economy, 9))
    policy = random_policy(economy, 10, (4,))
    np.testing.assert_allclose(
        solve(economy, policy, start=first).wage, solve(economy, policy).wage, rtol=1e-9
    )


def test_accounts_of_a_world():
    economy = random_world(11, profits=True)
    solved = solve(economy, Policy())
    np.testing.assert_allclose(trade_flows(solved), economy.flows, rtol=1e-9)
    np.testing.assert_allclose(price_index(solved), 1.0, atol=1e-10)
    expected = (economy.flows * economy.tariff).sum(axis=(0, 2))
    np.testing.assert_allclose(tariff_revenue(solved), expected, rtol=1e-9)
    np.testing.assert_allclose(value_added(solved), economy.sales, rtol=1e-9)


def test_a_tariff_turns_the_terms_of_trade_to_the_one_who_levies_it():
    economy = random_world(12)
    tariff = economy.tariff.copy()
    tariff[1:, 0] += 0.1
    moved = terms_of_trade(solve(economy, Policy(tariff=tariff)))
    assert moved[0] > 1.0
    assert (moved[1:] < 1.0).all()


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Policy(tariff=np.zeros((3, 3, 3))), "tariff has shape"),
        (Policy(tariff=np.full((4, 4, 3), -1.0)), "tariff of -1"),
        (Policy(iceberg=np.zeros((4, 4, 3))), "iceberg of 0"),
        (Policy(transfer=np.ones(4)), "transfer sums to 4"),
        (Policy(tariff=np.full((4, 4, 3), np.nan)), "not finite"),
        (Policy(tariff=np.zeros((2, 4, 4, 3)), iceberg=np.ones((3, 4, 4, 3))), "do not fit"),
    ],
)
def test_bad_levers_are_refused_in_one_line(policy, said):
    with pytest.raises(EconomyError, match=said) as refused:
        solve(random_world(1), policy)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_world_that_has_no_equilibrium_is_never_returned(kind):
    """A country that must pay more than it can ever earn: the error names residual and policy."""
    economy = random_world(13, **kind)
    asked = 50.0 * economy.income.sum()
    policy = Policy(
        tariff=np.stack([economy.tariff, economy.tariff]),
        transfer=np.array([[0.0, 0.0, 0.0, 0.0], [-asked, asked, 0.0, 0.0]]),
    )
    with pytest.raises(NotSolvedError, match=r"policy \(1,\) of the stack: residual .*tariff"):
        solve(economy, policy)


@pytest.mark.parametrize("size", [(4, 3), (12, 24)], ids=["small", "large"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_quick_way_and_the_sure_way_arrive_at_the_same_world(kind, size):
    """Chord steps, with the whole inverse Jacobian or that of wages alone, and Newton's."""
    economy = random_world(14, *size, **kind)
    n, s = size
    policy = random_policy(economy, 15, (2,))
    for levied in (policy, Policy(policy.tariff, None, policy.iceberg, policy.transfer)):
        solved = solve(economy, levied)
        levers = fill(economy, levied, (2,))
        for row in range(2):
            start = np.zeros((1, n)), np.zeros((1, n, s))
            point, residual = newton(economy, levers.take(np.array([row])), *start, 1e-12)
            assert residual <= 1e-12
            np.testing.assert_allclose(solved.wage[row], np.exp(point.log_wage[0]), rtol=1e-9)
            np.testing.assert_allclose(solved.price[row], np.exp(point.fit[0]), rtol=1e-9)
            np.testing.assert_allclose(solved.sales[row], point.sales[0], rtol=1e-8)
            np.testing.assert_allclose(solved.share[row], point.share[0], rtol=1e-8, atol=1e-14)
