"""Print the figures that docs/economics.md quotes: the checks of the model, and how sure they are.

    python scripts/economics_figures.py             all: some twenty seconds
    python scripts/economics_figures.py nafta laws  some

It reads tests/data and the shipped scenarios, so it runs in a checkout.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

# This checkout comes before a copy that is installed: its tests/data are read.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from negotiator.bench import benchmarks
from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate, rebase
from negotiator.economy.certificate import certify
from negotiator.economy.decomposition import decompose, first_order
from negotiator.economy.equilibrium import solve
from negotiator.economy.frontier import bargain_between, frontier
from negotiator.economy.government import gradient, payoff
from negotiator.economy.outcomes import real_income, real_wage
from negotiator.economy.policy import Policy
from negotiator.economy.tariffs import best_response, efficient_tariffs, nash_tariffs
from negotiator.scenario import compile_scenario, find, load

TESTS = Path(__file__).resolve().parent.parent / "tests"
_worlds = runpy.run_path(str(TESTS / "economy" / "worlds.py"))
KINDS: tuple[dict[str, Any], ...] = _worlds["KINDS"]
random_world: Callable[..., Economy] = _worlds["random_world"]
random_policy: Callable[..., Policy] = _worlds["random_policy"]
#: A claim, and what was found.
Line = tuple[str, str]


def listed(economy: Economy, per_cent: Array) -> str:
    """By country, the least first."""
    order = np.argsort(per_cent)
    return ", ".join(f"{economy.countries[k]} {per_cent[k]:+.2f}" for k in order)


def several(*figures: float, form: str = ".2f") -> str:
    """Side by side."""
    return ", ".join(f"{figure:{form}}" for figure in figures)


def world_1993() -> Economy:
    """31 economies × 40 sectors with inputs, trade balanced."""
    return balance_trade(benchmarks("worlds").world_1993()).economy


def nafta() -> Iterator[Line]:
    """Caliendo and Parro (2015), Table 2; and the exact split of the same change."""
    economy = world_1993()
    with np.load(TESTS / "data" / "world-1993.npz") as data:
        after = Policy(tariff=data["tariff_nafta"] / 1e5)
    linear, exact = first_order(economy, after), decompose(economy, Policy(), after)
    wages, parts = 100.0 * (real_wage(solve(economy, after)) - 1.0), exact.channels()
    for name in ("Mexico", "Canada", "USA"):
        k = economy.countries.index(name)
        said = (wages, linear.total, linear.terms_of_trade, linear.volume)
        yield f"{name}: real wage, welfare, terms, volume", several(*(x[k] for x in said))
        split = (exact.total, parts["terms of trade"], parts["volume"])
        yield "  exact: real income, terms, volume", several(*(x[k] for x in split))
    yield "  largest gap of the exact split, %", f"{np.abs(exact.gap).max():.0e}"


def laws() -> Iterator[Line]:
    """Random worlds with and without inputs and profits, policies far from the base year."""
    worst = dict.fromkeys(("hats of one, off by", "residual", "gap of the split, %"), 0.0)
    slope = 0.0
    for kind in KINDS:
        economy = random_world(21, **kind)
        policy, base = random_policy(economy, 22), solve(economy, Policy())
        solved = solve(economy, policy)
        gap = decompose(economy, Policy(), policy).gap
        off = np.concatenate([base.wage, base.price.ravel()]) - 1.0
        for name, found in zip(worst, (off, solved.residual, gap), strict=True):
            worst[name] = max(worst[name], float(np.abs(found).max()))
        a, step = np.array([1.0, 0.5, 0.0, 0.2]), 1e-4
        assert policy.tariff is not None
        cells = np.argwhere(~np.eye(4, dtype=bool)[:, :, None] & np.ones(3, dtype=bool))
        stack = np.repeat(policy.tariff[None], 2 * len(cells), axis=0)
        for k, cell in enumerate(map(tuple, cells)):
            stack[(2 * k, *cell)] += step
            stack[(2 * k + 1, *cell)] -= step
        worth = (a * payoff(solve(economy, replace(policy, tariff=stack)))).sum(axis=1)
        measured = (worth[::2] - worth[1::2]) / (2.0 * step)
        apart = gradient(solved, a).tariff[tuple(cells.T)] - measured
        slope = max(slope, float(np.abs(apart).max() / np.abs(measured).max()))
    yield from ((f"{name} at most", f"{value:.0e}") for name, value in worst.items())
    yield "gradient against central differences, 144 tariffs, relative", f"{slope:.0e}"
    competitive, far = random_world(5), []
    policy = random_policy(competitive, 6)
    expected = np.log(real_income(solve(competitive, policy)))
    for size in (1e-2, 1e-3, 1e-4):
        draft = replace(competitive, labour_share=1.0 - size * np.array([0.3, 0.6, 1.0]))
        economy = rebase(draft, solve(draft, Policy())).economy
        far.append(np.abs(np.log(real_income(solve(economy, policy))) - expected).max())
    yield "κ → 1: log real income apart at 1e-2, 1e-3, 1e-4", several(*far, form=".1e")


def optimal() -> Iterator[Line]:
    """Two countries and one sector (Gros 1987), the last one very small."""
    for own, other, theta in ((5.0, 9.0, 4.0), (2.0, 40.0, 6.0), (1e-5, 100.0, 4.0)):
        trade = min(1.0, own)
        flows = np.array([[[own], [trade]], [[trade], [other]]])
        economy = calibrate("AB", "x", flows, np.zeros((2, 2, 1)), np.array([theta])).economy
        found = best_response(economy, 0, Policy()).tariff
        formula = 1.0 / (theta * solve(economy, Policy(tariff=found)).share[1, 1, 0])
        figures = several(found[1, 0, 0], formula, 1.0 / theta, form=".7f")
        yield f"sizes {own:g}, {other:g}, θ = {theta:g}: best tariff, 1/(θλ), 1/θ", figures


def world_2023() -> Iterator[Line]:
    """194 economies, one sector, θ = 4: best tariffs against a passive world, over 1/θ."""
    tests = runpy.run_path(str(TESTS / "economy" / "test_world_2023.py"))
    with np.load(TESTS / "data" / "world-2023.npz") as data:
        flows, gdp, names = data["flows"] / 1e6, data["gdp"] / 1e6, data["countries"].tolist()
    home, theta = np.arange(len(gdp)), tests["THETA"]
    flows[home, home] = np.maximum(gdp - flows.sum(axis=1), tests["LEAST_OWN"] * gdp)
    cube = flows[:, :, None]
    draft = calibrate(names, ["goods"], cube, np.zeros(cube.shape), np.array([theta]))
    economy = balance_trade(draft.economy).economy
    small = tests["negligible"](economy)
    over = [tests["best"](economy, k) * theta - 1.0 for k in small]
    yield f"{len(small)} negligible economies, over 1/θ", f"{min(over):+.3%} to {max(over):+.3%}"
    for code in ("MLI", "USA", "CHN"):
        rate = tests["best"](economy, names.index(code))
        yield f"  {code}: best tariff, and over 1/θ", f"{rate:.1%}, {rate * theta - 1.0:+.1%}"


def tariffs() -> Iterator[Line]:
    """Nash and efficient tariffs of the shipped scenarios, and other closures of the larger."""
    for name in ("two-neighbours", "liberation-day-2025"):
        economy = compile_scenario(load(find(name))).world.economy
        yield from _war(name, economy)
        yield "  certificate", certify(economy, nash_tariffs(economy).tariff).note
        yield "  free trade, %", listed(economy, efficient_tariffs(economy).payoff)
        incomes = zip(economy.countries, economy.income, strict=True)
        yield "  % of what, $bn", ", ".join(f"{code} {income:,.0f}" for code, income in incomes)
    theta = economy.theta
    ossa = replace(economy, labour_share=theta / (theta + 1.0))  # κ = 1 − 1/σ, σ = θ + 1
    yield from _war("  with monopolistic competition", ossa)
    for factor in (0.5, 0.75, 1.5):
        yield from _war(f"  θ × {factor:g}", replace(economy, theta=factor * theta))


def _war(name: str, economy: Economy) -> Iterator[Line]:
    found, abroad = nash_tariffs(economy), ~np.eye(len(economy.countries), dtype=bool)
    levied, flows = 100.0 * found.tariff[abroad], economy.flows[abroad]
    mean, middle = (levied * flows).sum() / flows.sum(), np.median(levied)
    spread = f"{mean:.1f}, {middle:.1f}, {levied.min():.1f}–{levied.max():.1f}"
    yield f"{name}: Nash tariffs by imports, median, range, %", spread
    world = (found.payoff * economy.income).sum() / economy.income.sum()
    yield "  cost to the world, %; slack, %", f"{world:+.2f}; {found.slack:.0e}"
    yield "  by country, %", listed(economy, found.payoff)


def frontiers() -> Iterator[Line]:
    """The frontier of a pair of random worlds against 4,000 deals drawn at random."""
    for kind in KINDS:
        economy = balance_trade(random_world(51, n=3, s=2, **kind)).economy
        bargain = bargain_between(economy, 0, 1, Policy(tariff=nash_tariffs(economy).tariff))
        found, free = frontier(bargain, np.zeros((1, 2))), bargain.highest > bargain.lowest
        part = np.random.default_rng(52).beta(0.5, 0.5, (4000, *free.shape))
        drawn = Policy(tariff=np.where(free, bargain.highest * part, bargain.highest))
        gains = payoff(solve(economy, drawn))[:, :2] * economy.income[:2] / 100.0
        one, other = (gains - bargain.fallback).T
        edge = found.deals.gains
        inside = (one >= edge[0, 0]) & (one <= edge[-1, 0])
        most = np.interp(one[inside], edge[:, 0], edge[:, 1])
        beyond = (other[inside] - most).max() / np.ptp(edge[:, 1])
        yield f"{kind or 'plain'}: drawn beyond the frontier, of its height", f"{beyond:+.1e}"
        assert found.kalai_smorodinsky is not None
        assert found.egalitarian is not None
        kalai = found.kalai_smorodinsky.gains[0] / edge[(edge >= 0).all(axis=1)].max(axis=0)
        off = [abs(x[0] / x[1] - 1.0) for x in (kalai, found.egalitarian.gains[0])]
        figures = several(found.deals.slack.max(), *off, form=".0e")
        yield "  slack, money; Kalai–Smorodinsky and egalitarian off by", figures


def biases() -> Iterator[Line]:
    """The same shock in models that differ by one thing; and an artefact."""
    linked = world_1993()
    names, rates = linked.countries, linked.tariff.copy()
    flat = calibrate(names, linked.sectors, linked.flows, linked.tariff, linked.theta).economy
    usa = names.index("USA")
    rates[np.arange(len(names)) != usa, usa] += 0.1
    for name, economy in (("with inputs", linked), ("without", flat)):
        worth = payoff(solve(economy, Policy(tariff=rates))) / 100.0 * economy.income / 1e3
        figures = several(worth[usa], worth.sum() - worth[usa], worth.sum(), form="+.2f")
        yield f"1993, USA +10 points, {name}: USA, others, world, $bn", figures
    read = load(find("liberation-day-2025"))
    kept = read.economy.model_copy(update={"balance_trade": False})
    open_ = read.model_copy(update={"economy": kept})
    for name, each in (("balanced", read), ("unbalanced", open_)):
        setting = compile_scenario(each)
        gains = payoff(solve(setting.world.economy, Policy(tariff=setting.initial.tariff)))
        yield f"announcement of 2025, {name}, %", listed(setting.world.economy, gains)
    k = int(np.argmax(linked.theta))
    yield "1993, largest elasticity", f"{linked.sectors[k]} {linked.theta[k]:.2f}"
    yield from _war("1993", linked)
    capped = np.minimum(linked.theta, np.sort(linked.theta)[-2])
    yield from _war(f"1993, θ at most {capped.max():.2f}", replace(linked, theta=capped))


def closures() -> Iterator[Line]:
    """Nash tariffs of 2022 with goods alone, with services that nobody taxes, and all taxed."""
    with np.load(TESTS / "data" / "world-2022.npz") as file:
        data = dict(file)
    codes, sectors = data["countries"].tolist(), data["sectors"]
    for name, kept, most in (
        ("goods alone", sectors != "Services", 5.0),
        ("with services, untaxed", sectors != "", np.where(sectors == "Services", 0.0, 5.0)),
        ("with services, taxed too", sectors != "", 5.0),
    ):
        flows, tariff = data["flows"][..., kept] / 1e6, data["tariff"][..., kept] / 1e5
        draft = calibrate(codes, sectors[kept].tolist(), flows, tariff, data["theta"][kept])
        economy = balance_trade(draft.economy).economy
        found = nash_tariffs(economy, highest=most)  # type: ignore[arg-type]  # broadcasts
        goods = np.where(np.eye(len(codes), dtype=bool)[:, :, None], 0.0, economy.flows)
        goods = goods * (sectors[kept] != "Services")
        mean = 100.0 * (goods * found.tariff).sum(axis=(0, 2)) / goods.sum(axis=(0, 2))
        money = found.payoff / 100.0 * economy.income
        world = f"{100.0 * money.sum() / economy.income.sum():.2f}% {money.sum():,.0f}"
        yield f"2022, {name}: goods tariffs by importer, %", f"{mean.min():.1f}–{mean.max():.1f}"
        by_code = ((code, codes.index(code)) for code in ("USA", "CHN", "GBR", "MEX", "CHE"))
        yield (
            "  cost in % and $bn: world and some; slack",
            ", ".join([world, *(f"{c} {found.payoff[k]:.2f}% {money[k]:,.0f}" for c, k in by_code)])
            + f"; {found.slack:.0e}",
        )


SECTIONS = (nafta, laws, optimal, world_2023, tariffs, frontiers, biases, closures)

if __name__ == "__main__":
    by_name = {each.__name__: each for each in SECTIONS}
    for wanted in sys.argv[1:] or by_name:
        if wanted not in by_name:
            sys.exit(f"{wanted}: expected one of {', '.join(by_name)}")
        for line in by_name[wanted]():
            print("{:<62} {}".format(*line), flush=True)
