"""The economics of a scenario without a game: figures, forms and refusals of `analyse`."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from negotiator.analysis.figures import REGIMES, analyse
from negotiator.analysis.tables import tables
from negotiator.analysis.text import figure, text
from negotiator.cli import main
from negotiator.diplomacy.conduct import perform
from negotiator.economy.equilibrium import solve
from negotiator.economy.government import payoff
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy
from negotiator.game.rules import new_game
from negotiator.game.scores import current
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def found():
    return analyse(compile_scenario(load(find("two-neighbours"))), certified=True)


@pytest.fixture(scope="module")
def swiss():
    return analyse(compile_scenario(load(find("liberation-day-2025"))), [("CHE", "USA")])


def of(found, name):
    return found.regimes[REGIMES.index(name)]


def test_payoffs_and_real_incomes_are_those_of_the_solver(found):
    world = found.setting.world
    for name, tariff in (
        ("status quo", world.economy.tariff),
        ("free trade", np.zeros_like(world.economy.tariff)),
        ("Nash tariffs", found.setting.anchors.war.tariff),
    ):
        solved = solve(world.economy, Policy(tariff=tariff))
        np.testing.assert_allclose(
            of(found, name).real_income, 100 * np.log(real_income(solved)), atol=1e-9
        )
        np.testing.assert_allclose(of(found, name).payoff, payoff(solved, world.weights), atol=1e-9)


def test_mean_tariffs_are_weighted_by_imports(found):
    economy = found.setting.world.economy
    flows, tariff = economy.flows[0, 1], economy.tariff[0, 1]
    expected = (flows * tariff).sum() / flows.sum()
    assert of(found, "status quo").mean_tariff[1] == pytest.approx(expected)
    assert (of(found, "free trade").mean_tariff == 0).all()


def test_no_policy_brings_the_world_more_than_efficient_tariffs(found, swiss):
    for each in (found, swiss):
        income = each.setting.world.income
        best = of(each, "efficient tariffs").real_income @ income
        assert all(best >= regime.real_income @ income - 1e-9 for regime in each.regimes)


def test_the_nash_tariffs_are_certified_and_their_effect_is_split_without_rest(found):
    nash, _ = found.searches
    assert nash.certificate is not None
    assert nash.certificate.holds()
    np.testing.assert_allclose(found.war.total, of(found, "Nash tariffs").payoff, atol=1e-6)


@pytest.mark.parametrize("of_whom", ["found", "swiss"])
def test_solutions_lie_in_the_zone_and_within_the_joint_maximum(of_whom, request):
    (pair,) = request.getfixturevalue(of_whom).pairs
    assert pair.deals[0].name == "Nash"
    for deal in pair.deals:
        assert min(deal.point.gains) >= 0
        assert sum(deal.point.gains) <= sum(pair.possible.joint.gains) + 1e-9
    product = [np.prod(deal.point.gains) for deal in pair.deals]
    # Clauses are whole tenths of a point: the largest product is that of the Nash solution but
    # for rounding.
    assert product[0] >= max(product) * (1 - 1e-3)


def test_what_a_deal_does_to_outsiders_is_what_the_world_says(swiss):
    (pair,) = swiss.pairs
    world = swiss.setting.world
    deal = pair.deals[0]
    before = world.value(swiss.setting.initial)
    after = world.value(
        perform(swiss.setting.initial, deal.point.clauses, world.countries, world.sectors)
    )
    change = after.dollars(after.payoff) - before.dollars(before.payoff)
    np.testing.assert_allclose(deal.outsiders.money, change[deal.outsiders.countries], atol=1e-9)
    both = [world.index[code] for code in pair.pair]
    np.testing.assert_allclose(deal.point.gains, change[both], atol=1e-6)


@pytest.mark.parametrize("disagreement", ["today", "nash"])
def test_the_pair_is_measured_as_the_game_scores_it(disagreement):
    scenario = load(find("two-neighbours")).model_copy(update={"disagreement": disagreement})
    setting = compile_scenario(scenario)
    (pair,) = analyse(setting, [("SML", "MAR")]).pairs
    (scored,) = current(setting, new_game(setting, "SML", 1)).pairs
    assert scored.possible.nash is not None
    assert pair.deals[0].point.gains == pytest.approx(scored.possible.nash.gains, abs=1e-6)
    assert (min(pair.disagreement) < -0.1) is (disagreement == "nash")


def test_the_text_fits_eighty_columns_and_draws_the_solutions(swiss):
    lines = text(swiss).splitlines()
    assert max(map(len, lines)) <= 80
    top = next(k for k, line in enumerate(lines) if "gains ↑" in line)
    bottom = next(k for k, line in enumerate(lines) if "gains →" in line)
    drawn = "".join(lines[top + 1 : bottom])
    assert all(drawn.count(letter) == 1 for letter in "NKEJ┼")
    assert "•" in drawn
    assert any("zone of agreement" in line for line in lines)
    assert any(line.startswith("Why the United States gains") for line in lines)


def test_many_pairs_are_listed_a_line_each(swiss):
    every = combinations(swiss.setting.world.countries, 2)
    pairs = tuple(replace(swiss.pairs[0], pair=pair) for pair in every)
    lines = text(replace(swiss, pairs=pairs, wanted=66, chosen=False)).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line[3:4] == "–" or line[2:3] == "–" for line in lines) == 66


def test_json_holds_every_table_with_units(capsys):
    assert main(["analyse", "two-neighbours", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["pairs"][0]["a"], said["pairs"][0]["b"]) == ("SML", "MAR")
    assert said["pairs"][0]["zone_of_agreement"] is True
    nash = said["solutions"][0]
    assert nash["solution"] == "Nash"
    assert nash["joint_gain_bn"] == pytest.approx(nash["gain_a_bn"] + nash["gain_b_bn"])
    assert len(said["regimes"]) == len(REGIMES) * 2
    parts = [row["bn"] for row in said["solution_parts"] if row["country"] == "SML"]
    assert sum(parts) == pytest.approx(nash["gain_a_bn"], abs=1e-4)


def test_csv_files_hold_the_same_tables(tmp_path, capsys):
    folder = tmp_path / "new" / "tables"
    assert main(["analyse", "two-neighbours", "--csv", str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert sorted(told) == sorted(str(path) for path in folder.glob("*.csv"))
    with (folder / "analysis-solutions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["solution"] == "Nash"
    assert float(rows[0]["gain_a_bn"]) > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["two-neighbor"], "did you mean two-neighbours?"),
        (["two-neighbours", "--between", "SMLL", "MAR"], "did you mean SML?"),
        (["two-neighbours", "--between", "SML", "SML"], "two different countries"),
    ],
)
def test_what_cannot_be_analysed_is_told_in_a_line(arguments, said, capsys):
    assert main(["analyse", *arguments]) == 1
    error = capsys.readouterr().err.strip()
    assert said in error
    assert len(error.splitlines()) == 1


def test_a_pair_has_two_countries(capsys):
    with pytest.raises(SystemExit) as left:
        main(["analyse", "two-neighbours", "--between", "SML"])
    assert left.value.code == 2
    assert "expected 2 arguments" in capsys.readouterr().err


def test_interrupted_it_keeps_what_is_done(found):
    def stop(said):
        if "pair 2" in said:
            raise KeyboardInterrupt

    pairs = [("SML", "MAR"), ("MAR", "SML")]
    assert len(analyse(found.setting, pairs, progress=stop).pairs) == 1  # one pair, either way
    swiss = compile_scenario(load(find("liberation-day-2025")))
    stopped = analyse(swiss, [("CHE", "USA"), ("CHE", "EU")], progress=stop)
    assert (len(stopped.pairs), stopped.wanted) == (1, 2)
    assert "REAL INCOME" in text(stopped)


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.2345, "+1.23"), (-0.00412, "−0.004"), (0.0001, "0"), (1234.5, "+1,230"), (-35.67, "−35.7"),
     (9.996, "+10.0"), (999.7, "+1,000")],
)  # fmt: skip
def test_figures_have_three_digits(value, said):
    assert figure(value) == said


def test_every_tariff_of_every_flow_is_told(found):
    """As the solver has them: the means are those of the table, weighted by imports."""
    world = found.setting.world
    rows = [row for row in tables(found)["tariffs"] if row["importer"] == "MAR"]
    assert len(rows) == len(world.sectors)
    imports = [world.economy.flows[0, 1, k] for k in range(len(world.sectors))]
    war = of(found, "Nash tariffs")
    mean = sum(f * row["Nash_tariffs_percent"] for f, row in zip(imports, rows, strict=True)) / sum(
        imports
    )
    assert mean == pytest.approx(100 * war.mean_tariff[1])
