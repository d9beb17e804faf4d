"""Outcome spaces: valued as the score values them, and how far from sums they are."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ledger import Ledger
from negotiator.interfaces.space import outcome_space
from negotiator.scenario import ScenarioError, compile_scenario, find, load
from negotiator.scoring.score import score_pair

PAIR = ("SML", "MAR")


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.fixture(scope="module")
def space(setting):
    return outcome_space(setting, PAIR)


def labels(space, places):
    return [issue.options[k].label for issue, k in zip(space.issues, places, strict=True)]


def scored(space, outcome):
    """Gains as the game's score has them for a treaty of these clauses."""
    setting, world = space.setting, space.setting.world
    final = perform(setting.initial, space.clauses(outcome), world.countries, world.sectors)
    return score_pair(world, final, setting.fallback(setting.initial), space.pair, Ledger()).gains


def chosen(space, how_many):
    rng = np.random.default_rng(4)
    drawn = [tuple(int(rng.integers(n)) for n in space.shape) for _ in range(how_many)]
    return [tuple(n - 1 for n in space.shape), *drawn]


def test_today_is_worth_nothing_more_than_today(space):
    assert space.gains[(0,) * len(space.issues)].tolist() == [0.0, 0.0]


def test_every_outcome_is_worth_what_the_score_says(space):
    for places in chosen(space, 3):
        gains = scored(space, labels(space, places))
        np.testing.assert_allclose(space.gains[places], gains, atol=2e-7)


def test_where_no_deal_means_war_gains_are_over_war():
    scenario = load(find("two-neighbours")).model_copy(update={"disagreement": "nash"})
    space = outcome_space(compile_scenario(scenario), PAIR, ["tariffs"])
    assert (space.gains[0, 0] > 0).all()
    for places in ((0, 0), *chosen(space, 1)):
        np.testing.assert_allclose(
            space.gains[places], scored(space, labels(space, places)), atol=2e-7
        )


def test_two_of_a_dozen_countries():
    setting = compile_scenario(load(find("liberation-day-2025")))
    space = outcome_space(setting, ("CHE", "USA"), ["tariffs", "judgments"])
    for places in chosen(space, 1):
        np.testing.assert_allclose(
            space.gains[places], scored(space, labels(space, places)), atol=2e-7
        )


def test_fugitives_and_allies_add_up_to_what_the_scenario_says(setting):
    """Closed form: shares of the pair's trade, and of the loss that an ally averts."""
    world, sizes = setting.world, setting.world.sizes
    space = outcome_space(setting, PAIR, ["extradition", "security"])
    trade = float(world.two_way[0, 1])
    asked = [sizes.extradition_benefit * trade, -sizes.extradition_cost * trade]
    np.testing.assert_allclose(space.gains[0, 1, 0, 0], asked, atol=1e-6)  # MAR surrenders
    i, j = (world.index[code] for code in PAIR)
    averted = (
        sizes.cover * world.income[i] / world.income[[i, j]].sum()
        * sizes.hazard[j] * sizes.crisis_loss * world.income[j]
    )  # fmt: skip
    pledge = [-sizes.obligation * averted, averted]
    np.testing.assert_allclose(space.gains[0, 0, 1, 0], pledge, atol=1e-6)
    assert space.additive.largest_error.max() < 1e-6
    assert space.additive.misjudged.tolist() == [0.0, 0.0]


def test_sums_are_those_of_least_squares(setting):
    """Against numpy's solver on a column for every option."""
    space = outcome_space(setting, PAIR, ["tariffs", "travel", "aid"])
    flat = space.gains.reshape(-1, 2)
    choice = np.unravel_index(np.arange(len(flat)), space.shape)
    hot = [np.eye(n)[place] for n, place in zip(space.shape, choice, strict=True)]
    design = np.concatenate(hot, axis=1)
    found = design @ np.linalg.lstsq(design, flat, rcond=None)[0]
    fit = space.additive
    np.testing.assert_allclose(fit.sums.reshape(-1, 2), found, atol=1e-7)
    np.testing.assert_allclose(
        fit.usual_error, np.sqrt(((found - flat) ** 2).mean(axis=0)), atol=1e-7
    )
    np.testing.assert_allclose(fit.largest_error, np.abs(found - flat).max(axis=0), atol=1e-7)
    assert (fit.largest_error < 0.05 * fit.range).all()
    assert (fit.misjudged < 0.03).all()


@pytest.mark.parametrize("name", ["two-neighbours", "liberation-day-2025"])
def test_no_aid_is_above_the_limit(name):
    setting = compile_scenario(load(find(name)))
    world = setting.world
    pair = (setting.scenario.player, world.countries[1])
    space = outcome_space(setting, pair)
    assert [issue.name for issue in space.issues].count("aid") == 1
    for option in space.issues[-1].options[1:]:
        [clause] = option.clauses
        limit = world.sizes.aid_limit * float(world.income[world.index[clause.giver]])
        assert 0 < clause.rate <= limit


def test_the_issues_are_what_the_pair_has_not_granted_yet(space):
    assert space.shape == (6, 6, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5)
    names = [issue.name for issue in space.issues]
    assert len(set(names)) == len(names)
    judgments = next(issue for issue in space.issues if issue.domain is Domain.JUDGMENTS)
    assert len(judgments.options[1].clauses) == 2  # courts act when both recognise


@pytest.mark.parametrize(
    ("pair", "domains", "said"),
    [
        (("SML", "MARR"), (), "no country 'MARR'; did you mean MAR?"),
        (("SML", "SML"), (), "SML on both sides; expected two different countries"),
        (PAIR, ("tarifs",), "no domain in play 'tarifs'; did you mean tariffs?"),
    ],
)
def test_what_there_is_not_is_refused_in_a_line(setting, pair, domains, said):
    with pytest.raises(ScenarioError) as refused:
        outcome_space(setting, pair, domains)
    assert str(refused.value) == said


def test_a_label_that_an_issue_does_not_have_is_refused(space):
    first = labels(space, (0,) * len(space.issues))
    assert space.clauses(first) == ()
    with pytest.raises(ScenarioError, match="no option of aid 'a lot'"):
        space.clauses([*first[:-1], "a lot"])
    with pytest.raises(ScenarioError, match="expected 12 labels"):
        space.clauses(first[:3])
