"""Tournaments on the plain matrix, against what is known of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negotiator.tournament import origins
from negotiator.tournament.matrix import Matrix, nash_solution
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.standings import head_to_head


def held(plan: Plan) -> Outcome:
    return Outcome(stage(plan), "", hold(plan))


def test_the_matrix_splits_at_mutual_cooperation() -> None:
    corners = Matrix().corners
    assert nash_solution(corners, corners[0]) == pytest.approx([2.0, 2.0])


def test_payoffs_of_a_match_are_those_counted_by_hand() -> None:
    # Tit for tat loses the first round to one who always defects: 0 and 5, then 1 each.
    found = held(Plan(("tit-for-tat", "always-defect"), rounds=10, repetitions=1))
    met = {
        (row["counterpart"], row["against"]): row["payoff"] * row["rounds"]
        for row in found.tables()["head_to_head"]
    }
    assert met["tit-for-tat", "always-defect"] == pytest.approx(9)
    assert met["always-defect", "tit-for-tat"] == pytest.approx(14)
    assert met["tit-for-tat", "tit-for-tat"] == pytest.approx(30)


def test_the_same_seed_gives_the_same_figures() -> None:
    plan = Plan(("generous-tit-for-tat", "pavlov"), rounds=50, repetitions=5, noise=0.1, seed=7)
    np.testing.assert_array_equal(hold(plan), hold(plan))


@pytest.mark.parametrize("economy", [False, True], ids=["matrix", "economy"])
def test_a_standing_comes_apart_into_what_it_got_from_each(economy: bool) -> None:
    plan = Plan(("tit-for-tat", "random", "pavlov"), rounds=8, repetitions=3, noise=0.1)
    if economy:
        plan = replace(plan, scenario="two-neighbours", between=("SML", "MAR"))
    outcome = Outcome(stage(plan), "", hold(plan), generations=20)
    for seat, found in enumerate(outcome.standings):
        for one in found:
            place = plan.entrants.index(one.label)
            split = {f.name: f.origin()[0] for f in origins.standing(outcome, seat, place)}
            for each in split.values():
                total = sum(term.value for term in each.terms)
                assert not each.adds or total == pytest.approx(each.total)
            shown = {
                "Payoff": one.payoff,
                "Cooperation": one.cooperation,
                "Mutual benefit": one.index,
                "Good partner": one.good_partner,
                "Standard error": one.error,
                "Gain": one.gain_bn,
                "Share": outcome.shares[seat][-1, place],
            }
            for name, value in shown.items():
                assert (name in split) == (value is not None)
                if value is not None:
                    assert split[name].total == pytest.approx(value)
            met = origins.meeting(outcome, seat, place, 1).origin()[0]
            assert met.total == pytest.approx(head_to_head(outcome.views[seat])[place, 1])
            assert len(met.terms) == 3
