"""What the lessons claim is what the engine gives."""

from __future__ import annotations

import re

import numpy as np
import pytest
from lesson_player import give

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Accept, EndRound, Propose
from negotiator.game.session import Session
from negotiator.scenario import load
from negotiator.teaching.lessons.boards import contest, figure, gain_of
from negotiator.teaching.lessons.catalogue import lesson_by
from negotiator.teaching.lessons.duel import OPEN, RAISED
from negotiator.teaching.lessons.script import Game, Predict
from negotiator.teaching.lessons.taken import Taken
from negotiator.teaching.lessons.worlds import small_world, world_file

CORNERS = [(1, 1), (0, 1), (1, 0), (0, 0)]  # R, T, S, P of the one who is named first


def worth() -> tuple[float, float, float, float]:
    small = small_world("two-coasts")
    reward, temptation, sucker, punishment = (small.worth(*each)[0] for each in CORNERS)
    return reward, temptation, sucker, punishment


def test_the_two_coasts_are_a_prisoners_dilemma_and_alike():
    reward, temptation, sucker, punishment = worth()
    assert temptation > reward > punishment > sucker
    assert 2 * reward > temptation + sucker
    small = small_world("two-coasts")
    for mine, theirs in CORNERS:
        assert small.worth(mine, theirs) == pytest.approx(small.worth(theirs, mine)[::-1], abs=1e-6)


def test_a_raised_tariff_is_about_the_best_that_a_coast_can_do_against_an_open_one():
    small = small_world("two-coasts")
    levels = np.stack([np.linspace(0, 1, 41), np.ones(41)], axis=1)
    best = small.gains(levels)[:, 0].max()
    assert small.gains(levels)[0, 0] == pytest.approx(best, rel=0.01)


def test_twins_of_tit_for_tat_get_the_mean_of_all_outcomes_where_acts_are_misread():
    """Molander, Journal of Conflict Resolution 29, 1985: any noise, however small."""
    mean = sum(worth()) / 4
    twins = contest(("tit-for-tat",), noise=0.1, rounds=2000, repetitions=20)
    assert twins[0].gain == pytest.approx(mean, rel=0.03)
    assert contest(("tit-for-tat",))[0].gain == pytest.approx(worth()[0])


def test_one_who_always_defects_gets_temptation_first_and_war_ever_after():
    reward, temptation, sucker, punishment = worth()
    found = contest(("tit-for-tat", "always-defect"), rounds=10, repetitions=1)
    raider = ((temptation + 9 * punishment) / 10 + punishment) / 2
    victim = ((sucker + 9 * punishment) / 10 + reward) / 2
    assert gain_of(found, "always-defect") == pytest.approx(raider, abs=1e-6)
    assert gain_of(found, "tit-for-tat") == pytest.approx(victim, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "told"), [(21.86, "+21.9"), (-6.42, "−6.4"), (0.01, "0"), (-0.04, "0")]
)
def test_figures(value, told):
    assert figure(value) == told


def through(taken: Taken, part: str, *levels: float) -> Taken:
    """Up to a part, and in it these levels."""
    while getattr(taken.step, "name", "") != part:
        taken = give(taken)
    for level in levels:
        taken = taken.then("round", level)
    return taken


@pytest.mark.parametrize(
    ("levels", "came"),
    [
        ([OPEN] * 6, None),
        ([RAISED, OPEN, OPEN], 1),
        ([RAISED, RAISED, RAISED], 1),
        ([OPEN, RAISED], None),
    ],
)
def test_what_the_new_government_of_lesson_1_does_is_told_by_what_it_did(levels, came):
    taken = through(Taken(lesson_by("1"), 5), "election", *levels)
    assert right(taken, "answer") == came


def test_the_treaty_of_lesson_1_is_signed_and_both_gain_alike(tmp_path):
    game = next(p for p in lesson_by("1").steps if isinstance(p, Game))
    session = Session.start(load(world_file(game.scenario)), game.player, 3, game.mode, tmp_path)
    assert not game.reached(session.setting, session.state)
    zero = [
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=0.0)
        for giver, receiver in (("OST", "VES"), ("VES", "OST"))
    ]
    offer = Offer(by="OST", parties=("OST", "VES"), clauses=tuple(zero))
    for _ in range(3):
        if not session.state.treaties:
            session.apply(Propose(to="VES", offer=offer))
    session.apply(EndRound())
    assert game.reached(session.setting, session.state)
    told = game.told(session.setting, session.state)
    assert told["zero"]
    assert told["gains"][0] == pytest.approx(told["gains"][1], abs=1e-6)


def test_what_vesta_itself_puts_on_the_table_is_better_for_it(tmp_path):
    game = next(p for p in lesson_by("1").steps if isinstance(p, Game))
    session = Session.start(load(world_file(game.scenario)), game.player, 3, game.mode)
    assert session.state.proposals
    session.apply(Accept(partner="VES"))
    session.apply(EndRound())
    told = game.told(session.setting, session.state)
    assert game.reached(session.setting, session.state)
    assert told["gains"][1] > told["gains"][0] > 0
    assert not told["zero"]


def right(taken: Taken, name: str) -> int | None:
    guess = taken.part(name)
    assert isinstance(guess, Predict)
    return guess.right(taken)


@pytest.mark.parametrize(
    ("number", "duel", "guess", "levels", "came"),
    [
        # Tit for tat: a year after, and open again.
        ("2", "first", "once", [OPEN, RAISED, OPEN, OPEN], 1),
        ("2", "first", "once", [OPEN] * 6, None),
        # Tit for two tats lets one pass; grim trigger never comes back.
        ("3", "first", "a", [OPEN] * 6, 0),
        ("3", "second", "b", [OPEN] * 7, 2),
        # Contrite tit for tat bears the answer to its own mistake.
        ("3", "third", "c", [OPEN, OPEN, OPEN, RAISED, OPEN, OPEN], 1),
        ("3", "third", "c", [OPEN] * 7, None),
    ],
)
def test_what_is_met_goes_by_its_rule(number, duel, guess, levels, came):
    taken = through(Taken(lesson_by(number), 5), duel, *levels)
    assert right(taken, guess) == came


def test_the_echo_of_lesson_2_goes_on_and_staying_open_ends_it():
    taken = through(Taken(lesson_by("2"), 5), "second", *[OPEN] * 8)
    assert right(taken, "turns") == 1
    assert right(taken, "end") == 1
    assert taken.rounds("second")[2].levels == (OPEN, RAISED)
    assert all(each.levels == (OPEN, OPEN) for each in taken.rounds("second")[3:])


def test_what_answering_costs_in_lesson_2_is_worked_out_from_the_four_outcomes():
    reward, temptation, sucker, _ = worth()
    from negotiator.teaching.lessons.two_echo_figures import price

    told = price(Taken(lesson_by("2"), 5))
    assert f"cost you {reward - sucker:.1f} billion" in told
    line = " ".join(told.split())
    assert f"brings {temptation - reward:.1f} more" in line
    turns, peace, less = (
        float(each) for each in re.search(r"worth \+(\S+) .* of \+(\S+): (\S+) less", line).groups()
    )
    assert less == pytest.approx(peace - turns)  # of the figures shown
    assert less == pytest.approx(reward - (temptation + sucker) / 2, abs=0.1)
    assert temptation + sucker < 2 * reward  # so that to answer pays only where nothing follows


def test_few_mistakes_reward_those_who_forgive_and_many_those_who_never_come_back():
    """Tit for two tats would have won Axelrod's first tournament (The Evolution of Cooperation,
    1984); where acts mean nothing only the dominant act is left."""
    from negotiator.teaching.lessons.three_forgiveness_figures import few, kind, many

    assert [kind(each.label) for each in few()] == [0, 0, 0, 1, 2, 2]
    assert [kind(each.label) for each in many()[:3]] == [2, 2, 1]


@pytest.mark.parametrize(("chance", "first"), [(0.5, "Always defect"), (0.75, "Tit for tat")])
def test_the_shadow_that_tit_for_tat_needs_is_that_of_the_closed_form(chance, first):
    """Mean payoffs with discounting: R + S(1 - d) against T(1 - d) and P = 0 (Axelrod 1984)."""
    from negotiator.teaching.lessons.two_echo_figures import field

    reward, temptation, sucker, _ = worth()
    found = field({"Years to come": chance, "Misread acts": 0.0})
    assert found.bars[0].label == first
    assert (reward + sucker * (1 - chance) > temptation * (1 - chance)) == (first == "Tit for tat")
