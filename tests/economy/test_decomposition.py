"""Gains split by channel: the parts add up, and are those of trade theory and of the papers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import KINDS, random_policy, random_world

from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.decomposition import decompose, first_order
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy


def log_gain(economy, before, after):
    old, new = (real_income(solve(economy, policy)) for policy in (before, after))
    return 100.0 * np.log(new / old)


def part_of_the_way(economy, policy, step):
    """A policy a step from the base year toward another, every lever."""

    def toward(base, goal):
        return np.expm1(np.log1p(base) * (1 - step) + np.log1p(goal) * step)

    return Policy(
        tariff=toward(economy.tariff, policy.tariff),
        export_tax=toward(economy.export_tax, policy.export_tax),
        iceberg=policy.iceberg**step,
        transfer=policy.transfer * step,
    )


@settings(max_examples=25)
@given(kind=st.sampled_from(KINDS), seed=st.integers(0, 10_000))
def test_the_channels_add_up_to_the_change_of_real_income(kind, seed):
    economy = random_world(seed, **kind)
    before, after = random_policy(economy, seed + 1), random_policy(economy, seed + 2)
    found = decompose(economy, before, after)
    gain = log_gain(economy, before, after)
    assert np.abs(gain).max() > 0.1
    np.testing.assert_allclose(sum(found.channels().values()), gain, atol=2e-8)
    np.testing.assert_allclose(found.by_partner().sum(axis=1), gain, atol=2e-8)
    np.testing.assert_allclose(found.by_sector().sum(axis=1) + found.transfer, gain, atol=2e-8)
    assert np.abs(found.gap).max() <= 1e-8


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back_is_nothing(kind):
    economy = random_world(3, **kind)
    there, back = random_policy(economy, 4), random_policy(economy, 5)
    ways = decompose(economy, there, back), decompose(economy, back, there)
    for name, part in ways[0].channels().items():
        np.testing.assert_allclose(part, -ways[1].channels()[name], atol=1e-7)


def test_what_the_base_year_already_has_counts_when_a_lever_is_left_out():
    economy = random_world(7)
    after = random_policy(economy, 8)
    named = Policy(tariff=economy.tariff, deficit=economy.deficit)
    np.testing.assert_array_equal(
        decompose(economy, Policy(), after).volume, decompose(economy, named, after).volume
    )


def test_flows_of_zero_and_sectors_that_somebody_neither_buys_nor_makes():
    world = random_world(2)
    flows = world.flows.copy()
    flows[0, 1, 0] = 0.0
    flows[2, :, 1] = 0.0
    flows[:, 2, 1] = 0.0
    economy = calibrate(world.countries, world.sectors, flows, world.tariff, world.theta).economy
    found = decompose(economy, Policy(), random_policy(economy, 3))
    assert np.abs(found.gap).max() <= 1e-8
    for cube in (found.export_prices, found.import_prices, found.trade_cost, found.volume):
        assert not cube[0, 1, 0]
        assert not cube[2, :, 1].any()
    assert not found.output.any()  # perfect competition leaves no profits


@pytest.mark.parametrize("lever", ["iceberg", "transfer"])
def test_means_over_the_path_tell_causes_apart(lever):
    economy = random_world(11, profits=True)
    after = random_policy(economy, 12)
    found = decompose(economy, Policy(), after)
    if lever == "iceberg":
        np.testing.assert_allclose(
            found.trade_cost, -100.0 * found.import_weight * np.log(after.iceberg), atol=1e-9
        )
    else:
        np.testing.assert_allclose(
            found.transfer, 100.0 * found.income_weight * after.transfer, atol=1e-9
        )


def test_a_small_change_is_the_first_order_formula():
    economy = balance_trade(random_world(21)).economy
    tariff = random_policy(economy, 22).tariff
    step = 1e-5
    after = Policy(tariff=economy.tariff + step * (tariff - economy.tariff))
    found, formula = decompose(economy, Policy(), after).channels(), first_order(economy, after)
    for exact, linear in (
        (found["terms of trade"], formula.terms_of_trade),
        (found["volume"], formula.volume),
        (found["terms of trade"] + found["volume"], formula.total),
    ):
        assert np.abs(exact).max() > 1e-6
        np.testing.assert_allclose(linear, exact, atol=1e-3 * np.abs(exact).max())


@pytest.mark.parametrize("kind", KINDS)
def test_one_s_better_terms_of_trade_are_worse_ones_of_others_all_along_the_path(kind):
    economy = random_world(31, **kind)
    goal = random_policy(economy, 32)
    for place in (0.0, 0.4, 0.8):
        before, after = (part_of_the_way(economy, goal, s) for s in (place, place + 1e-3))
        income = solve(economy, before).income
        dollars = decompose(economy, before, after).channels()["terms of trade"] * income
        assert abs(dollars.sum()) < 3e-3 * np.abs(dollars).max()


def test_of_two_countries_one_gains_in_terms_of_trade_what_the_other_loses():
    economy = balance_trade(random_world(41, n=2)).economy
    tariff = economy.tariff.copy()
    tariff[1, 0] += 1e-5
    found = decompose(economy, Policy(), Policy(tariff=tariff))
    one, other = found.channels()["terms of trade"] * economy.income
    assert one > 0
    assert other == pytest.approx(-one, rel=1e-3)


def test_a_large_country_s_tariff_improves_its_terms_of_trade_at_the_others_expense():
    world = random_world(51)
    flows = world.flows.copy()
    flows[0] *= 5.0
    flows[:, 0] *= 5.0
    large = calibrate(world.countries, world.sectors, flows, 0 * flows, world.theta).economy
    economy = balance_trade(large).economy
    tariff = economy.tariff.copy()
    tariff[1:, 0] = 0.1
    found = decompose(economy, Policy(), Policy(tariff=tariff))
    terms = found.channels()["terms of trade"]
    assert terms[0] > 0
    assert (terms[1:] < 0).all()
    assert found.channels()["volume"][0] < 0  # it imports less of what it now taxes
    assert found.total[0] > 0


def test_cheaper_trade_between_two_accrues_to_the_importer_of_it():
    economy = random_world(61)
    iceberg = np.ones_like(economy.flows)
    iceberg[1, 2] = 0.9
    found = decompose(economy, Policy(), Policy(iceberg=iceberg))
    by_partner = found.cells()["trade cost"].sum(axis=2)
    assert by_partner[2, 1] > 0
    by_partner[2, 1] = 0.0
    assert not by_partner.any()


def test_terms_and_volume_of_trade_as_published(world_1993):
    """Caliendo and Parro (2015), Table 2: welfare, terms of trade, volume of trade, per cent."""
    _, economy, nafta = world_1993
    found = first_order(economy, Policy(tariff=nafta))
    printed = {
        name: tuple(
            round(float(part[economy.countries.index(name)]), 2)
            for part in (found.total, found.terms_of_trade, found.volume)
        )
        for name in ("Mexico", "Canada", "USA")
    }
    assert printed == {
        "Mexico": (1.31, -0.41, 1.72),
        "Canada": (-0.06, -0.11, 0.04),
        "USA": (0.08, 0.04, 0.04),
    }
