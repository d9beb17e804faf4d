"""A preview tells what the analysis and the game's score tell."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.analysis.figures import analyse
from negotiator.analysis.preview import figures, pairs, stakes, zone
from negotiator.scenario import compile_scenario, find, load


def test_stakes_and_zone_are_those_of_the_analysis():
    setting = compile_scenario(load(find("two-neighbours")))
    found = analyse(setting)
    regimes = {each.name: each for each in found.regimes}
    told = stakes(setting)
    for name, field in (("opening", "opening"), ("Nash tariffs", "war")):
        assert [getattr(each, field) for each in told] == pytest.approx(
            regimes[name].real_income.tolist()
        )
    assert [each.nash for each in told] == pytest.approx(
        regimes["Nash tariffs"].mean_tariff.tolist()
    )
    assert pairs(setting) == (("SML", "MAR"),)
    both = zone(setting, ("SML", "MAR"))
    assert both.gains == found.pairs[0].possible.nash.gains
    told_why = {each.name: each.origin()[0].total for each in figures(setting, told, [both])}
    incomes = {each.code: each.income / 100.0 for each in told}
    assert told_why == pytest.approx(
        {
            "Sund: opening": 0.0,
            "Sund: tariff war": told[0].war * incomes["SML"],
            "Marland: opening": 0.0,
            "Marland: tariff war": told[1].war * incomes["MAR"],
            "Sund and Marland: Sund": both.gains[0],
            "Sund and Marland: Marland": both.gains[1],
        },
        abs=1e-3,
    )


def test_exports_are_those_of_the_base_year_and_each_pair_is_looked_at_once():
    """Iceland, the smallest, whose exports are told as a share of its income."""
    setting = compile_scenario(load(find("cod-war-1975")))
    told = {each.code: each for each in stakes(setting)}
    flows = setting.world.economy.flows
    k = setting.world.index["ISL"]
    abroad = flows[k].sum() - flows[k, k].sum()
    assert told["ISL"].abroad == pytest.approx(abroad / setting.world.income[k])
    assert np.argmin([each.income for each in told.values()]) == k
    assert len(pairs(setting)) <= 6
    assert len({frozenset(pair) for pair in pairs(setting)}) == len(pairs(setting))
