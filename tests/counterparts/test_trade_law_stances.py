"""Reciprocity as trade law knows it: histories, answers, and where they fall."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances import Stance, stance
from negotiator.counterparts.stances.base import Course
from negotiator.counterparts.translator import Wish, translate
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.levels import Levels
from negotiator.game.moves import EndRound, SetTariff
from negotiator.game.rules import apply, new_game
from negotiator.game.state import State
from negotiator.game.view import applied, scale
from negotiator.scenario import Setting, compile_scenario, find, load_text

SETTLED = (0.5, 0.4)


def answers(rule: Stance, theirs: tuple[float, ...], worth: float = 1.0) -> tuple[float, ...]:
    """What a stance does in turn; their range is worth so many times mine."""
    mine: tuple[float, ...] = ()
    for k in range(len(theirs) + 1):
        mine = (*mine, rule.level(Record(mine, theirs[:k], 1.0, worth, SETTLED)))
    return mine


@pytest.mark.parametrize(
    ("name", "worth", "theirs", "expected"),
    [
        # As many dollars, both ways.
        ("equal-value", 2.0, (0.4, 0.3, 0.5), (0.5, 0.5, 0.3, 0.7)),
        # Only what is taken is answered; a favour is not.
        ("equivalent-withdrawal", 2.0, (0.4, 0.3, 0.5), (0.5, 0.5, 0.3, 0.5)),
        # Half, once, one and a half times, twice; then no further, and none when it ends.
        ("escalating", 1.0, (0.2,) * 5 + (0.4,), (0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.5)),
        ("carousel", 1.0, (0.2, 0.2, 0.4), (0.5, 0.3, 0.3, 0.5)),
        ("cross-retaliation", 1.0, (0.2, 0.4), (0.5, 0.3, 0.5)),
        ("cross-retaliation", 10.0, (0.2, 0.4), (0.5, 0.0, 0.5)),
        # As open as they are, whatever was settled.
        ("full-reciprocity", 3.0, (0.2, 0.7), (0.4, 0.2, 0.7)),
        # No partner is singled out.
        ("unconditional-mfn", 1.0, (0.0, 0.9), (0.5, 0.5, 0.5)),
        ("conditional-mfn", 1.0, (0.2, 0.4), (0.5, 0.3, 0.5)),
        # A fifth of what is left; it waits while they penalise.
        ("linear-cutter", 1.0, (0.4, 0.1, 0.4), (0.6, 0.68, 0.68, 0.744)),
        # 2x / (2 + x): 0.5 becomes 0.4, then 1/3, then 2/7.
        ("swiss-cutter", 1.0, (0.4, 0.4), (0.6, 2 / 3, 5 / 7)),
    ],
)
def test_histories_and_answers(
    name: str, worth: float, theirs: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    assert answers(stance(name), theirs, worth) == pytest.approx(expected)


def test_the_swiss_formula_cuts_the_highest_most() -> None:
    linear, swiss = stance("linear-cutter"), stance("swiss-cutter")

    closed = {"theirs": (1.0,)}
    assert [linear.level(Record((x,), **closed)) - x for x in (0.0, 0.5)] == pytest.approx(
        [0.2, 0.1]
    )
    shares = [(swiss.level(Record((x,), **closed)) - x) / (1.0 - x) for x in (0.0, 0.5, 0.9)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(1 / 3)


def three(first: dict[tuple[int, int], float], last: dict[tuple[int, int], float]) -> Record:
    """Me 0, the partner 1 and a third 2; all at 0.5 but for what is written out."""
    rounds = tuple(
        tuple(tuple(1.0 if g == r else acts.get((g, r), 0.5) for r in range(3)) for g in range(3))
        for acts in (first, last)
    )
    community = Community(rounds, 0, 1, (1.0, 1.0, 1.0))
    mine = tuple(each[0][1] for each in rounds)
    theirs = tuple(each[1][0] for each in rounds)
    return Record(mine, theirs, start=(mine[0], theirs[0]), community=community)


@pytest.mark.parametrize(
    ("name", "last", "expected"),
    [
        # I raised the third by 0.3: the partner gets as much for nothing,
        ("unconditional-mfn", {(0, 2): 0.8}, 0.8),
        # or nothing for nothing,
        ("conditional-mfn", {(0, 2): 0.8}, 0.5),
        # or as much as it pays for.
        ("conditional-mfn", {(0, 2): 0.8, (1, 0): 0.6}, 0.6),
        ("conditional-mfn", {(0, 2): 0.8, (1, 0): 0.9}, 0.8),
        # A penalty on the third is not extended; one of the partner's is answered or not.
        ("unconditional-mfn", {(0, 2): 0.2, (1, 0): 0.1}, 0.5),
        ("conditional-mfn", {(0, 2): 0.8, (1, 0): 0.1}, 0.1),
    ],
)
def test_who_gets_what_was_given_to_another(
    name: str, last: dict[tuple[int, int], float], expected: float
) -> None:
    assert stance(name).level(three({}, last)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "equivalent-withdrawal",
            "You have taken $2.0bn a year from us; we suspend concessions"
            " worth $2.0bn and go to 0.30.",
        ),
        (
            "escalating",
            "You have taken $2.0bn a year from us; we suspend concessions"
            " worth $1.0bn and go to 0.40,"
            " 0.5 times what you took; each further round costs more.",
        ),
        (
            "carousel",
            "You have taken $2.0bn a year from us; we suspend concessions"
            " worth $2.0bn and go to 0.30,"
            " this round in other sectors than last.",
        ),
        ("full-reciprocity", "You are open to us at 0.20, and so are we to you: at 0.20."),
    ],
)
def test_it_says_why_in_figures(name: str, sentence: str) -> None:
    record, rule = Record((0.5,), (0.2,), 10.0, 10.0, SETTLED), stance(name)
    assert rule.because(record, rule.level(record)) == sentence


def test_what_tariffs_cannot_answer_is_said() -> None:
    record, rule = Record((0.5,), (0.2,), 2.0, 10.0, SETTLED), stance("cross-retaliation")
    assert rule.because(record, rule.level(record)) == (
        "You have taken $2.0bn a year from us; we suspend concessions"
        " worth $1.0bn and go to 0.00;"
        " for $1.0bn more we withdraw copyright and visas as far as we grant them."
    )


SML, MAR = 0, 1
COPYRIGHT = (GRANT_INDEX[Domain.COPYRIGHT], SML, MAR)


@cache
def sund(rule: str) -> Setting:
    """Two neighbours who recognise each other's authors; Sund has a rule."""
    text = find("two-neighbours").read_text(encoding="utf-8")
    text = text.replace('stance = "tit-for-tat"  ', f'stance = "{rule}"  ', 1)
    for giver, receiver in (("SML", "MAR"), ("MAR", "SML")):
        text += f'\n[[grants]]\ndomain = "copyright"\ngiver = "{giver}"\nreceiver = "{receiver}"\n'
    return compile_scenario(load_text(text, "two", None))


def at_war(rule: str, rate: float, rounds: int, sectors: tuple[str, ...] = ()) -> list[State]:
    """The game round by round, Marland having raised its tariffs on Sund in the first."""
    state = new_game(sund(rule), "MAR", 1)
    move = SetTariff(receiver="SML", rate=rate, sectors=sectors)
    states = [apply(sund(rule), state, move).state]
    for _ in range(rounds):
        states.append(apply(sund(rule), states[-1], EndRound()).state)
    return states


def moved(level: float, course: Course) -> np.ndarray:
    """By how much Sund raises each tariff to go to a level."""
    setting = sund("tit-for-tat")
    state = new_game(setting, "MAR", 1)
    own = translate(
        setting.world,
        state.autonomous,
        lambda conduct: applied(setting, state, conduct),
        scale(setting),
        Levels(state.last.raw_levels, state.last.worth),
        [Wish(SML, MAR, level, course)],
    )
    return own.tariff[MAR, SML] - state.autonomous.tariff[MAR, SML]


def test_first_the_same_sector_then_the_others() -> None:
    cloth = np.array([0.0, 1.0, 0.0])
    little, much = moved(0.27, Course(cloth)), moved(0.1, Course(cloth))
    assert little[1] > 0.02
    assert little[0] == little[2] == 0.0
    assert (much > 0.02).all()


def test_a_tariff_beyond_all_of_ones_own_is_answered_by_copyright() -> None:
    states = at_war("cross-retaliation", 0.6, 2)
    state = states[-1]
    assert state.last.levels[SML, MAR] == pytest.approx(0.0, abs=0.05)
    assert state.last.applied.grants[COPYRIGHT] == 0.0
    said = next(deed for deed in state.last.deeds if deed.actor == "SML")
    assert said.text.startswith("Sund withdraws its recognition of copyright from Marland")
    assert "more we withdraw copyright" in said.cause


@pytest.mark.parametrize("rule", ["equivalent-withdrawal", "carousel", "escalating"])
def test_others_leave_copyright_alone(rule: str) -> None:
    assert at_war(rule, 0.6, 3)[-1].last.applied.grants[COPYRIGHT] == 1.0


def test_a_tariff_that_tariffs_can_answer_leaves_copyright_alone() -> None:
    state = at_war("cross-retaliation", 0.6, 3, ("Cloth",))[-1]
    assert (state.last.applied.tariff[MAR, SML] > [0.2, 0.15, 0.15]).all()
    assert state.last.applied.grants[COPYRIGHT] == 1.0


def test_peace_brings_copyright_back() -> None:
    setting = sund("cross-retaliation")
    state = at_war("cross-retaliation", 0.6, 3)[-1]
    assert state.last.applied.grants[COPYRIGHT] == 0.0
    for sector, rate in (("Farming", 0.2), ("Cloth", 0.2), ("Machines", 0.15)):
        move = SetTariff(receiver="SML", rate=rate, sectors=(sector,))
        state = apply(setting, state, move).state
    for _ in range(2):
        state = apply(setting, state, EndRound()).state
    assert state.last.applied.grants[COPYRIGHT] == 1.0
    assert state.last.levels[SML, MAR] == pytest.approx(state.history[0].levels[SML, MAR], abs=0.05)


def test_a_carousel_takes_as_much_each_round_elsewhere() -> None:
    states = at_war("carousel", 0.4, 4, ("Cloth",))[2:]
    base = np.array([0.2, 0.15, 0.15])
    most = [int(np.argmax(state.last.applied.tariff[MAR, SML] - base)) for state in states]
    assert all(one != other for one, other in pairwise(most))
    levels = [float(state.last.levels[SML, MAR]) for state in states]
    assert levels == pytest.approx([levels[0]] * len(levels), abs=0.02)
    assert levels[0] < states[0].history[0].levels[SML, MAR] - 0.04
    said = next(deed for deed in states[-1].last.deeds if deed.actor == "SML")
    assert "moves its tariffs on Marland to" in said.text
