"""The same game otherwise is the game that the rules would have had."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from negotiator.diplomacy.conduct import stack
from negotiator.game.moves import Accept
from negotiator.game.rules import apply, new_game
from negotiator.teaching import trials
from negotiator.teaching.deals import measured, no_deal
from negotiator.teaching.instead import PANEL, instead
from negotiator.teaching.played import Worlds, replayed


@pytest.fixture(scope="module")
def kept(saves):
    return replayed(saves["kept"], Worlds())


@pytest.fixture(scope="module")
def base(kept):
    return no_deal(kept.setting, ("SML", "MAR"), kept.state.last.applied)


@pytest.fixture(scope="module")
def found(kept, base):
    return instead(kept, base, seconds=600.0, workers=1)


def test_against_its_own_stance_a_game_is_what_it_was_and_is_listed_once(kept, base, found):
    """Marland plays tit for tat."""
    moves = tuple(each.move for each in kept.taken)
    own = trials.Trial(
        kept.setting.scenario, "SML", kept.state.seed, kept.state.mode, "tit-for-tat", None, moves
    )
    (again,) = trials.again(kept.setting, [own], perf_counter() + 600.0, 1)
    final = measured(
        kept.setting.world, ("SML", "MAR"), base, [kept.state.last.applied, again.applied]
    )
    assert found.itself.gains == pytest.approx(final[0])
    assert (final[1], again.dealt, again.left_out) == (
        pytest.approx(final[0]), found.itself.dealt, 0,
    )  # fmt: skip
    assert found.itself.title == "Tit for tat"
    assert "Tit for tat" not in {each.title for each in found.stances}
    assert len(found.stances) == len(PANEL) - 1


def test_who_always_defects_signs_nothing_and_what_is_refused_is_counted(found):
    hard = found.stances[-1]
    assert hard.title == "Always defect"
    assert not hard.dealt
    assert hard.left_out == 1  # there is nothing to accept


def test_a_moment_is_worth_what_the_rules_bring_without_it(kept, found):
    state = new_game(kept.setting, "SML", kept.state.seed, kept.state.mode)
    for each in kept.taken:
        if not isinstance(each.move, Accept):
            state = apply(kept.setting, state, each.move).state
    valued = kept.setting.world.value(stack([state.last.applied, kept.state.last.applied]))
    brought = np.diff(valued.dollars(valued.payoff), axis=0)[0]
    (moment,) = found.moments
    assert moment.said == ("accept what Marland offers",)
    assert (moment.own, moment.their) == pytest.approx(tuple(brought))
    assert not moment.dealt


def test_a_process_of_its_own_comes_to_the_same(kept, monkeypatch):
    monkeypatch.setattr(trials, "_WORTHWHILE", -1.0)
    moves = tuple(each.move for each in kept.taken)
    trial = trials.Trial(
        kept.setting.scenario, "SML", kept.state.seed, kept.state.mode, "", None, moves
    )
    later = trials.Trial(
        trial.scenario, "SML", trial.seed, trial.mode, "", kept.taken[-2].before, moves[-2:]
    )
    ends = list(trials.again(kept.setting, [trial, later], perf_counter() + 600.0, 2))
    for end in ends:
        np.testing.assert_allclose(end.applied.tariff, kept.state.last.applied.tariff)
