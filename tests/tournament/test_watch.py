"""A watched match is the one that was counted, and says why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.tournament.origins import watched
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.tally import LEVEL, PAYOFF, ROUNDS, STEPS
from negotiator.tournament.watch import Match, watch

NAMES = ("tit-for-tat", "always-defect", "generous-tit-for-tat", "continuous-reactive", "pavlov")


def levels(match: Match) -> list[tuple[float, float]]:
    return [(frame.acts[0].level, frame.acts[1].level) for frame in match.frames]


@pytest.mark.parametrize(
    ("one", "other", "played", "totals", "step"),
    [
        # By hand, with 5, 3, 1, 0: tit for tat loses the first round and defects after it: that
        # step takes from the one who never moves.
        ("tit-for-tat", "always-defect", [(1, 0), (0, 0), (0, 0)], (2, 7), "selfish"),
        ("always-defect", "tit-for-tat", [(0, 1), (0, 0), (0, 0)], (7, 2), "silent"),
        ("pavlov", "always-defect", [(1, 0), (0, 0), (1, 0)], (1, 11), "selfish"),
        ("always-cooperate", "pavlov", [(1, 1), (1, 1), (1, 1)], (9, 9), "silent"),
    ],
)
def test_a_match_is_the_one_written_out_by_hand(one, other, played, totals, step):
    ready = stage(Plan((one, other), rounds=3, repetitions=1))
    found = watch(ready, 0, 1)
    assert levels(found) == played
    assert tuple(act.total for act in found.frames[-1].acts) == pytest.approx(totals)
    assert [frame.number for frame in found.frames] == [1, 2, 3]
    assert found.frames[0].acts[0].step is None
    assert found.frames[1].acts[0].step == step


def test_payoffs_come_apart_into_the_steps_of_both():
    """Tit for tat's step takes 1 point more for itself; the other's, who never moves, nothing."""
    found = watch(stage(Plan(("tit-for-tat", "always-defect"), rounds=13, repetitions=1)), 0, 1)
    for at, last in ((0, 0.0), (1, 1.0), (12, 1.0)):
        now, total, *_ = (f.origin()[0] for f in watched(found, ("Tit", "Def"), at))
        assert now.total == last == sum(term.value for term in now.terms)
        assert total.total == at == sum(term.value for term in total.terms)
    steps = watched(found, ("Tit", "Def"), 1)[0].origin()[0].terms
    assert [term.value for term in steps] == [0.0, 1.0, 0.0]
    assert steps[1].text == "cooperation 1.00 to 0.00"


def test_each_says_why_with_the_figures_that_it_saw():
    found = watch(stage(Plan(("tit-for-tat", "always-defect"), rounds=2, repetitions=1)), 0, 1)
    said = found.frames[1].acts[0].because
    assert "from 1.00 to 0.00" in said
    assert said.endswith("0.00.")


def test_when_every_act_is_misread_what_was_meant_is_the_opposite():
    # Whoever always cooperates is seen to defect, and tit for tat answers what was seen.
    plan = Plan(("always-cooperate", "tit-for-tat"), rounds=3, repetitions=1, noise=1.0)
    found = watch(stage(plan), 0, 1)
    assert [(a.meant, a.level, a.misread) for a in (f.acts[0] for f in found.frames)] == [
        (1.0, 0.0, True)
    ] * 3
    assert [frame.acts[1].meant for frame in found.frames] == [1.0, 0.0, 0.0]
    assert [frame.acts[1].level for frame in found.frames] == [0.0, 1.0, 1.0]


@given(
    one=st.integers(0, len(NAMES) - 1),
    other=st.integers(0, len(NAMES) - 1),
    repetition=st.integers(0, 2),
    seed=st.integers(0, 9),
    noise=st.sampled_from([0.0, 0.1]),
    goes_on=st.sampled_from([1.0, 0.8]),
    scenario=st.sampled_from([None, "two-neighbours"]),
)
def test_what_is_watched_is_what_was_counted(
    one, other, repetition, seed, noise, goes_on, scenario
):
    plan = Plan(
        NAMES, rounds=12, repetitions=3, noise=noise, goes_on=goes_on, seed=seed,
        scenario=scenario, between=("SML", "MAR") if scenario else None,
    )  # fmt: skip
    ready = stage(plan)
    seats = (0, 1) if scenario else (0,)
    tallies = hold(plan)
    for seat in seats:
        found = watch(ready, one, other, seat=seat, repetition=repetition)
        turned = seat == 1 if scenario else one > other
        pairing = plan.pairings.index((other, one) if turned else (one, other))
        tally = tallies[pairing, repetition]
        order = -1 if turned else 1
        assert len(found.frames) == tally[ROUNDS]
        totals = [act.total for act in found.frames[-1].acts]
        np.testing.assert_allclose(totals, tally[PAYOFF][::order], atol=1e-9)
        np.testing.assert_allclose(np.sum(levels(found), axis=0), tally[LEVEL][::order])
        silent = sum(frame.acts[0].step == "silent" for frame in found.frames)
        assert silent == tally[STEPS][13 if turned else 4]
