"""Strategies of the axelrod library as stances, checked against the library's own matches."""

from __future__ import annotations

import random
import sys

import numpy as np
import pytest

from negotiator.counterparts.catalogue import describe, listing
from negotiator.counterparts.stances import Record, UnknownStanceError, from_axelrod, stance
from negotiator.scenario import compile_scenario, find, load_text
from negotiator.tournament.entrants import labels

LESSON = find("two-neighbours").read_text(encoding="utf-8")


@pytest.fixture
def absent(monkeypatch):
    """As if the library were not installed."""
    monkeypatch.setitem(sys.modules, "axelrod", None)
    for each in (from_axelrod._library, from_axelrod._strategies):
        each.cache_clear()
    yield
    monkeypatch.undo()
    for each in (from_axelrod._library, from_axelrod._strategies):
        each.cache_clear()


@pytest.mark.usefixtures("absent")
@pytest.mark.parametrize("ask", [stance, describe, lambda name: describe("axelrod")])
def test_without_the_library_a_line_says_how_to_get_it(ask):
    with pytest.raises(UnknownStanceError, match=r"not installed; expected it: pip install axel"):
        ask("axelrod:tit-for-tat")


@pytest.fixture(scope="module")
def axelrod():
    return pytest.importorskip("axelrod", reason="with the extra axelrod")


def turns(rounds: int, seed: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    chance = random.Random(seed)
    mine, theirs = ([float(chance.random() < 0.6) for _ in range(rounds)] for _ in range(2))
    return tuple(mine), tuple(theirs)


def classes(library, *, quick: bool):
    """Strategies that are made and asked in no time, or the others."""
    return [
        each
        for each in library.strategies
        if bool(each.classifier.get("long_run_time")) != quick and "Meta" not in each.__name__
    ]


def made(strategy):
    return stance(f"axelrod:{strategy.name}")


def test_every_strategy_answers_any_history_with_0_or_1_and_always_the_same(axelrod):
    assert len(axelrod.strategies) >= 200
    for strategy in classes(axelrod, quick=True):
        rule = made(strategy)
        for rounds in (0, 1, 4, 11):
            record = Record(*turns(rounds, seed=rounds))
            found = {draw: rule.level(record, draw) for draw in (0.0, 0.4, 0.999)}
            assert set(found.values()) <= {0.0, 1.0}, strategy
            assert rule.stochastic or len(set(found.values())) == 1, strategy
            assert all(rule.level(record, draw) == level for draw, level in found.items()), strategy
            assert f"{found[0.4]:.2f}" in rule.because(record, found[0.4])


@pytest.mark.parametrize("name", ["Meta Majority Memory One", "NMWE Memory One", "DBS"])
def test_so_do_those_that_take_long(axelrod, name):
    rule = stance(f"axelrod:{name}")
    record = Record(*turns(4, seed=1))
    level = rule.level(record, 0.3)
    assert level in (0.0, 1.0)
    assert rule.level(record, 0.3) == level


@pytest.mark.parametrize("opponent", ["Random", "Alternator", "TitForTat", "Bully"])
def test_those_without_chance_play_a_match_of_the_library_turn_by_turn(axelrod, opponent):
    count = 0
    for strategy in classes(axelrod, quick=True):
        rule = made(strategy)
        if rule.stochastic:
            continue
        pair = (strategy(), getattr(axelrod, opponent)())
        match = axelrod.Match(
            pair,
            turns=30,
            seed=11,
            match_attributes={"length": float("inf")},
            deterministic_cache=None,
        )
        acts = [tuple(float(act == axelrod.Action.C) for act in both) for both in match.play()]
        mine: tuple[float, ...] = ()
        theirs: tuple[float, ...] = ()
        for one, other in acts:
            assert rule.level(Record(mine, theirs)) == one, (strategy, len(mine))
            mine, theirs = (*mine, one), (*theirs, other)
        count += 1
    assert count >= 120


@pytest.mark.parametrize("name", ["GTFT", "ZDExtort2", "FirmButFair", "StochasticWSLS", "Random"])
def test_chances_are_those_that_the_library_declares(axelrod, name):
    strategy = getattr(axelrod, name)
    rule = made(strategy)
    player = strategy()
    act = axelrod.Action
    draws = (np.arange(2000) + 0.5) / 2000
    for one in (1.0, 0.0):
        for other in (1.0, 0.0):
            record = Record((1.0, 1.0, one), (1.0, 1.0, other))
            last = tuple(act.C if level else act.D for level in (one, other))
            chance = player._four_vector[last] if name != "Random" else 0.5
            share = np.mean([rule.level(record, draw) for draw in draws])
            # Four standard errors of a share among 2,000.
            assert share == pytest.approx(chance, abs=4 * 0.5 / 2000**0.5), last


def test_what_an_act_is_depends_on_what_both_had_settled_into(axelrod):
    rule = stance("axelrod:tit-for-tat")
    assert rule.level(Record((0.8,), (0.55,), start=(0.8, 0.6))) == pytest.approx(0.8)
    assert rule.level(Record((0.8,), (0.45,), start=(0.8, 0.6))) == 0.0
    # A favour beyond what was settled is returned in kind.
    assert rule.level(Record((0.8,), (0.7,), start=(0.8, 0.6))) == pytest.approx(0.9)
    fine = stance("axelrod:tit-for-tat", margin=0.01)
    assert fine.level(Record((0.8,), (0.55,), start=(0.8, 0.6))) == 0.0


@pytest.mark.parametrize("name", ["Tit For Tat", "tit-for-tat", "TIT FOR TAT"])
def test_names_are_the_library_s_or_with_hyphens(axelrod, name):
    assert stance(f"axelrod:{name}").name == "axelrod:tit-for-tat"


def test_an_unknown_name_gets_the_nearest(axelrod):
    with pytest.raises(UnknownStanceError, match="did you mean grudger"):
        stance("axelrod:gruger")
    with pytest.raises(UnknownStanceError, match="mind-reader"):
        stance("axelrod:mind-reader")  # it reads the other's mind, which nobody can here


def test_the_page_is_the_library_s_own_text(axelrod):
    page = describe("axelrod:grudger")
    assert "In the axelrod library's own words:" in page
    assert axelrod.Grudger.__doc__.strip().split("\n")[0][:40] in page
    assert "axelrod 4.13" in page
    assert "Knight et al." in page
    assert max(map(len, page.splitlines())) < 80
    assert "axelrod:grudger" not in listing()
    assert "  axelrod:grudger\n" in describe("axelrod")


@pytest.mark.parametrize(
    ("name", "memory", "chance"),
    [("TitForTat", 1, False), ("Grudger", float("inf"), False), ("GTFT", 1, True)],
)
def test_memory_and_chance_are_as_the_library_declares(axelrod, name, memory, chance):
    rule = made(getattr(axelrod, name))
    assert (rule.memory, rule.stochastic) == (memory, chance)


def test_labels_of_tournaments_take_parameters_too(axelrod):
    assert labels("tit-for-tat,axelrod:tit-for-tat,axelrod:grudger:margin=0.2") == (
        "tit-for-tat",
        "axelrod:tit-for-tat",
        "axelrod:grudger:margin=0.2",
    )


def test_a_tournament_gives_what_our_own_stance_gives(axelrod):
    from negotiator.tournament.plan import Plan, stage
    from negotiator.tournament.run import hold

    def tallies(name):
        plan = Plan((name, "bully", "always-defect"), rounds=25, repetitions=2, noise=0.0)
        assert stage(plan)
        return hold(plan)

    np.testing.assert_array_equal(tallies("axelrod:tit-for-tat"), tallies("tit-for-tat"))


def test_one_can_govern_a_country(axelrod):
    from negotiator.game.autoplay import simulate

    text = LESSON.replace('"tit-for-tat"', '"axelrod:grudger"')
    setting = compile_scenario(load_text(text, "mine.toml", None))
    rules = {each.stance.name for each in setting.counterparts.values()}
    assert rules == {"axelrod:grudger"}
    assert simulate(setting, 1, 3).over
