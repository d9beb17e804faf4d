"""The benchmarks run, and the peers that they time give the same answers. Never how fast."""

from __future__ import annotations

import json
import math
import sys

import numpy as np
import pytest

from negotiator.bench import benchmarks
from negotiator.cli import main

#: Every benchmark at its smallest; those that need data that may not be there are left as they are.
TINY = {
    "equilibria": {"shape": (3, 2), "countries": (3,), "stack": 4, "alone": 2, "repeats": 1},
    "one": {"shapes": ((3, 2),), "repeats": 1},
    "nash": {"smallest": (2, 1), "shapes": ("8×8",), "repeats": 1, "patience": 1},
    "nash-large": None,
    "frontier": {"scenario": "two-neighbours", "pair": ("SML", "MAR"), "repeats": 1},
    "start": {"scenarios": ("two-neighbours",), "repeats": 1},
    "tournament": {
        "names": ("tit-for-tat", "random", "pavlov"),
        "rounds": 5,
        "repetitions": 2,
        "long": 2,
        "workers": 1,
        "stack": 3,
        "repeats": 1,
    },
    "environment": {"cases": (("two-neighbours", ("SML",)),), "steps": 8, "repeats": 1},
    "class": {"scenario": "two-neighbours", "played": 2, "handed_in": 3, "repeats": 1},
    "screen": {"repeats": 1, "keys": 4, "rest": 0.1},
    "serve": None,
    "growth": {"most": 5, "many": 2, "stack": 10, "repeats": 1},
}


def measured(name):
    """The rows of a benchmark at its smallest, and its module."""
    entry = benchmarks("run").BENCHMARKS[name]
    module, _, function = entry.place.partition(":")
    found = benchmarks(module)
    return list(getattr(found, function)(**TINY[name]))


def test_every_benchmark_is_tried_here():
    assert list(TINY) == list(benchmarks("run").BENCHMARKS)


@pytest.mark.parametrize("name", [name for name, tiny in TINY.items() if tiny])
def test_rows_hold_figures(name):
    rows = measured(name)
    assert rows
    for row in rows:
        assert row.case
        assert row.figure
        if row.middle is None:
            assert row.note, "what was not measured says why"
            continue
        for value in (row.middle, row.low, row.high):
            assert math.isfinite(value)
        if row.unit != "power":  # an exponent may be anything
            assert row.low <= row.middle <= row.high
            assert row.low >= 0.0
        if row.unit in ("s", "ms", "×", "equilibria/s"):
            assert row.low > 0.0


@pytest.mark.parametrize("inputs", [False, True])
def test_scipy_finds_the_same_wages(inputs):
    from negotiator.economy.equilibrium import solve

    worlds, peer = benchmarks("worlds"), benchmarks("peer_scipy")
    economy = worlds.gravity_world(8, 8, inputs=inputs)
    policies = worlds.random_tariffs(economy, (3,))
    theirs = [peer.wages(economy, tariff) for tariff in policies.tariff]
    np.testing.assert_allclose(solve(economy, policies).wage, theirs, rtol=1e-6)


def test_a_plain_search_finds_the_same_nash_tariffs():
    from negotiator.economy.tariffs import nash_tariffs

    economy = benchmarks("worlds").gravity_world(2, 2)
    plain = benchmarks("nash").plain_nash(economy)
    np.testing.assert_allclose(nash_tariffs(economy).tariff, plain, atol=1e-4)


def test_a_world_that_is_drawn_is_consistent():
    """A base year with inputs is taken as it is, without being solved for: hats are one."""
    from negotiator.economy.equilibrium import solve
    from negotiator.economy.policy import Policy

    economy = benchmarks("worlds").gravity_world(5, 4, inputs=True)
    np.testing.assert_allclose(solve(economy, Policy()).wage, 1.0, atol=1e-10)


def test_without_gegravity_a_row_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(benchmarks("peer_gegravity"), "installed", lambda: False)
    notes = [row.note for row in measured("equilibria") if row.middle is None]
    assert notes == ["gegravity not installed: pip install 'negotiator[bench]'"]


def test_without_axelrod_a_row_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(benchmarks("peer_axelrod"), "installed", lambda: False)
    notes = [row.note for row in measured("tournament") if row.middle is None]
    assert notes == ["axelrod not installed: pip install 'negotiator[axelrod]'"]


def test_axelrod_is_given_the_same_strategies():
    """Mean payoffs of all pairings agree: exactly, or within six of their standard errors."""
    pytest.importorskip("axelrod", reason="the extra axelrod")
    from negotiator.tournament.plan import Plan
    from negotiator.tournament.run import hold
    from negotiator.tournament.tally import PAYOFF

    peer, rounds, repetitions = benchmarks("peer_axelrod"), 30, 40
    plan = Plan(tuple(peer.STRATEGIES), rounds=rounds, repetitions=repetitions)
    ours = hold(plan)[..., PAYOFF] / rounds  # [pairings, repetitions, 2]
    theirs = np.array(peer.play(peer.players(plan.entrants), rounds, repetitions))
    error = np.sqrt((ours.var(axis=1, ddof=1) + theirs.var(axis=1, ddof=1)) / repetitions)
    apart = np.abs(ours.mean(axis=1) - theirs.mean(axis=1))
    assert (apart <= 6.0 * error + 1e-12).all()
    assert (error == 0.0).any()
    assert (error > 0.0).any()


def test_the_list_names_them_all(capsys):
    assert main(["bench", "--list"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert names == list(TINY)


def test_a_name_that_is_not_there_gets_the_nearest(capsys):
    assert main(["bench", "nahs"]) == 2
    assert capsys.readouterr().err == (
        "negotiator bench: no benchmark is called nahs; did you mean nash?\n"
    )


@pytest.fixture
def small(monkeypatch):
    """Only the smallest of the growth benchmark, under its own name."""
    run = benchmarks("run")
    entry = run.BENCHMARKS["growth"]
    monkeypatch.setitem(
        run.BENCHMARKS, "growth", type(entry)(entry.about, entry.place, TINY["growth"])
    )


@pytest.mark.usefixtures("small")
def test_json_takes_the_place_of_the_table(capsys):
    assert main(["bench", "growth", "--quick", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["machine"]["numpy"] == np.__version__
    assert {row["benchmark"] for row in said["rows"]} == {"growth"}


@pytest.mark.usefixtures("small")
def test_a_file_of_json_comes_beside_the_table_and_its_plot(capsys, tmp_path):
    file = tmp_path / "rows.json"
    assert main(["bench", "growth", "--quick", "--json", str(file)]) == 0
    table = capsys.readouterr().out
    for row in json.loads(file.read_text(encoding="utf-8"))["rows"]:
        assert row["case"] in table
        assert row["figure"] in table
    assert "o countries, at 1 sector without inputs" in table
    assert "└──" in table


@pytest.mark.usefixtures("small")
def test_a_picture_of_growth(tmp_path):
    pytest.importorskip("matplotlib")
    file = tmp_path / "growth.svg"
    assert main(["bench", "growth", "--quick", "--plot", str(file)]) == 0
    assert "<svg" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("one", "a.svg", "--plot is a picture of growth; expected growth among the names"),
        ("growth", "a.svg", "matplotlib not installed: pip install 'negotiator[bench]'"),
    ],
)
def test_a_picture_that_cannot_be_is_refused_first(capsys, monkeypatch, name, file, said):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert main(["bench", name, "--plot", file]) == 2
    assert capsys.readouterr() == ("", f"negotiator bench: {said}\n")


def test_a_picture_of_no_known_kind_is_refused_first(capsys):
    pytest.importorskip("matplotlib")
    assert main(["bench", "growth", "--plot", "growth.xyz"]) == 2
    assert "growth.xyz: expected a name that ends in .svg" in capsys.readouterr().err


def test_a_text_plot_puts_marks_where_they_belong():
    plot = benchmarks("plot")
    lines = plot.text_plot({"seconds": [(1.0, 1.0), (100.0, 100.0)]}, width=21, height=5)
    assert lines == [
        "          o seconds",
        "    100 s│                    o",
        "         │",
        "     10 s│",
        "         │",
        "      1 s│o",
        "         └─────────────────────",
        "          1         10      100",
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0"), (1234.5, "1,234"), (12.345, "12.3"), (0.00123, "0.00123"), (3e-13, "3e-13")],
)
def test_numbers_are_short(value, said):
    assert benchmarks("run").number(value) == said
