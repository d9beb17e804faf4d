"""Every shipped scenario keeps what it promises; what that is stands in `promises`, one file each.

A new scenario needs a file there, and no line here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import pairwise

import numpy as np
import pytest
from players import DUMB, Table, outcome, thinks
from promises import Promises

from negotiator.game.autoplay import simulate
from negotiator.game.moves import EndRound
from negotiator.paths import shipped_scenarios
from negotiator.scenario import check, compile_scenario, find, load
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import benchmarks

SHIPPED = sorted(path.stem for path in shipped_scenarios().iterdir() if path.name[0] not in "._")
#: These have tests of their own, and no file of promises yet.
WITHOUT = {"mexico-1993", "trade-war-2018", "uruguay-round"}
PROMISED = [name for name in SHIPPED if name not in WITHOUT]
SEEDS = (1, 2)


@cache
def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


@cache
def promised(name: str) -> Promises:
    found = import_module(f"promises.{name.replace('-', '_')}").PROMISES
    assert isinstance(found, Promises)
    return found


each = pytest.mark.parametrize("name", PROMISED)
CASES = [
    pytest.param(name, case, id=f"{name}: {case.says}")
    for name in PROMISED
    for case in promised(name).cases
]
PAIRS = [(name, *pair) for name in PROMISED for pair in promised(name).gains]


@each
def test_it_is_sound_and_says_all_that_a_player_and_a_teacher_need(name: str) -> None:
    assert check(find(name)).sound
    scenario = load(find(name))
    assert scenario.id == name
    assert len(scenario.sources) >= 2
    assert len(scenario.learn) >= 3
    assert scenario.aftermath
    assert all(country.about and country.stake for country in scenario.countries)
    domains = scenario.domains
    sizes = [getattr(domains, field) for field in type(domains).model_fields]
    assert all(size.source for size in sizes if size is not None)
    assert 6 <= scenario.rounds <= 9
    assert 2 <= len(scenario.countries) <= 12
    assert 3 <= len(scenario.sectors) <= 10


@each
def test_the_briefing_fits_a_terminal(name: str) -> None:
    lines = load(find(name)).briefing.strip().splitlines()
    assert len(lines) <= 26
    assert max(map(len, lines)) <= 110


@each
def test_a_small_and_a_large_country_can_be_played(name: str) -> None:
    world, scenario = setting(name).world, setting(name).scenario
    playable = tuple(country.code for country in scenario.countries if country.playable)
    assert set(playable) == set(promised(name).playable)
    sizes = [world.income[world.index[code]] for code in playable]
    assert max(sizes) > 2.5 * min(sizes)
    opened = [{draft.giver, draft.receiver} for draft in scenario.opening]
    assert any(scenario.player in pair for pair in opened)


@each
def test_the_base_year_balances(name: str) -> None:
    world = setting(name).world
    economy = world.economy
    valued = world.value(world.base)
    assert np.abs(economy.deficit).max() < 1e-6 * world.income.max()
    assert np.abs(valued.welfare).max() < 1e-8
    exports, imports = economy.flows.sum(axis=(1, 2)), economy.flows.sum(axis=(0, 2))
    assert exports == pytest.approx(imports, abs=1e-6 * world.income.max())


@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_both_can_gain_where_it_is_promised(name: str, one: str, other: str) -> None:
    world, now = setting(name).world, setting(name).initial
    today = world.value(setting(name).fallback(now))
    found = benchmarks(world, now, (one, other), today.dollars(today.payoff))
    assert found.nash is not None
    assert min(found.nash.gains) > 0
    # Not a rounding: a thousandth of a per cent of the smaller income at least for each.
    income = min(world.income[world.index[code]] for code in (one, other))
    assert min(found.nash.gains) > 1e-5 * income


@each
@pytest.mark.parametrize("seed", SEEDS)
def test_it_ends_whatever_the_seed(name: str, seed: int) -> None:
    rounds = setting(name).scenario.rounds
    state = simulate(setting(name), seed, min(rounds, promised(name).rounds + 1))
    assert state.over
    assert len(state.history) == state.rounds + 1
    assert all(np.isfinite(result.payoff).all() for result in state.history)
    assert all(one.number + 1 == other.number for one, other in pairwise(state.history))


@pytest.mark.parametrize(("name", "case"), CASES)
def test_counterparts_act_as_the_briefing_says(name: str, case) -> None:
    last = max(act.round for act in case.acts)
    table = Table(setting(name), case.player, last)
    for move in case.moves:
        table.play(move)
    for _ in range(last):
        table.play(EndRound())
    deeds = {
        (deed.actor, deed.target, deed.kind): result.number
        for result in reversed(table.state.history)
        for deed in result.deeds
    }
    for act in case.acts:
        unwanted = act.kind.removeprefix("no ")
        if unwanted != act.kind:
            assert (act.actor, act.target, unwanted) not in deeds, act
        else:
            assert deeds.get((act.actor, act.target, act.kind), 99) <= act.round, act


@each
def test_no_dumb_player_wins(name: str) -> None:
    """Who bargains is nowhere beaten in both by who has one idea: in its own result and in mutual
    benefit; and from some seat each one idea ends lower in one of them."""
    rounds = promised(name).rounds
    lower = set()
    for seat, partners in promised(name).seats.items():
        sensible = outcome(setting(name), seat, thinks, partners, rounds)
        assert sensible.mutual > 0
        for policy in DUMB:
            dumb = outcome(setting(name), seat, policy, partners, rounds)
            own, mutual = sensible.own - dumb.own, sensible.mutual - dumb.mutual
            assert max(own, mutual) > -1e-9, (seat, policy.__name__, sensible, dumb)
            if max(own, mutual) > 1e-6:
                lower.add(policy)
    assert lower == set(DUMB)
