"""Stances for levels in between: histories and answers."""

from __future__ import annotations

import pytest

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance, stance

SETTLED = (0.5, 0.4)


def play(
    rule: Stance, theirs: tuple[float, ...], start: tuple[float, float] | None = SETTLED
) -> tuple[float, ...]:
    """What a stance does in turn against written-out levels; one answer more than levels."""
    mine: tuple[float, ...] = ()
    for k in range(len(theirs) + 1):
        mine = (*mine, rule.level(Record(mine, theirs[:k], start=start)))
    return mine


@pytest.mark.parametrize(
    ("name", "theirs", "answers"),
    [
        # Matched: one step of 0.1. They are 0.1 below where they had settled, so am I.
        ("raise-the-stakes", (0.4, 0.5, 0.6), (0.5, 0.6, 0.7, 0.8)),
        # Did better than I by 0.2: two steps.
        ("raise-the-stakes", (0.6,), (0.5, 0.7)),
        # Stays where it was after my rise: I come down to it, and try again.
        ("raise-the-stakes", (0.4, 0.4, 0.4, 0.1), (0.5, 0.6, 0.5, 0.6, 0.2)),
        # 0.5 + 0.1 + 0.9 × (change).
        ("continuous-reactive", (0.4, 0.9, 0.0), (0.5, 0.6, 1.0, 0.24)),
        # Three steps ahead unanswered, then it waits.
        ("grit", (0.4, 0.4, 0.4, 0.4, 0.4), (0.58, 0.66, 0.74, 0.74, 0.74, 0.74)),
        # Followed each time, it goes on.
        ("grit", (0.5, 0.6, 0.7, 0.8), (0.58, 0.68, 0.78, 0.88, 0.98)),
        # Struck: in kind, no more; then it begins again with small steps.
        ("grit", (0.1, 0.1, 0.1), (0.58, 0.2, 0.28, 0.36)),
        ("scaled-tit-for-tat", (0.4, 0.2, 0.8), (0.5, 0.5, 0.4, 0.7)),
        # A third, two thirds, the whole of it; forgiven at once.
        ("slow-to-anger", (0.1, 0.1, 0.1, 0.1, 0.4), (0.5, 0.4, 0.3, 0.2, 0.2, 0.5)),
        ("slow-to-anger", (0.1, 0.4, 0.1, 0.7), (0.5, 0.4, 0.5, 0.4, 0.8)),
    ],
)
def test_histories_and_answers(
    name: str, theirs: tuple[float, ...], answers: tuple[float, ...]
) -> None:
    assert play(stance(name), theirs) == pytest.approx(answers)


def test_strangers_raise_the_stakes_together() -> None:
    """Two who never met begin with little and end with everything."""
    rule = stance("raise-the-stakes", opening=0.2, step=0.2)
    a: tuple[float, ...] = ()
    b: tuple[float, ...] = ()
    for _ in range(6):
        one, two = rule.level(Record(a, b)), rule.level(Record(b, a))
        a, b = (*a, one), (*b, two)
    assert a == b == pytest.approx((0.2, 0.4, 0.6, 0.8, 1.0, 1.0))


def test_a_generous_line_ends_a_feud_that_tit_for_tat_carries_on() -> None:
    def feud(name: str) -> float:
        rule, a, b = stance(name), [0.5], [0.2]
        for _ in range(8):
            one, two = tuple(a), tuple(b)
            a.append(rule.level(Record(one, two, start=(0.5, 0.5))))
            b.append(rule.level(Record(two, one, start=(0.5, 0.5))))
        return min(a[-1], b[-1])

    assert feud("tit-for-tat") == pytest.approx(0.2)
    assert feud("scaled-tit-for-tat") > 0.49
    assert feud("continuous-reactive") > 0.6


@pytest.mark.parametrize(
    ("name", "theirs", "sentence"),
    [
        (
            "raise-the-stakes",
            (0.4, 0.4),
            "You stayed below us, at 0.40: we come down to 0.50.",
        ),
        (
            "continuous-reactive",
            (0.0,),
            "You are -0.40 from where we had settled; 0.9 times that, and +0.1, is 0.24 for us.",
        ),
        ("grit", (), "We take a step unasked, to 0.58, and look to you to follow."),
        ("grit", (0.4,) * 4, "We are as far ahead of you as we go, at 0.74; the next step is"
         " yours."),
        ("grit", (0.4, 0.2), "You went down from 0.40 to 0.20; we answer in kind: 0.30."),
        (
            "scaled-tit-for-tat",
            (0.2,),
            "You are -0.20 from where we had settled; we return 50% of it and are at 0.40.",
        ),
        (
            "slow-to-anger",
            (0.1, 0.1),
            "You went down to 0.10, 2 of the last 3 rounds without a break; we answer 2 thirds of"
            " it: 0.30.",
        ),
    ],
)  # fmt: skip
def test_it_says_why_in_figures(name: str, theirs: tuple[float, ...], sentence: str) -> None:
    rule = stance(name)
    mine = play(rule, theirs)
    record = Record(mine[:-1], theirs, start=SETTLED)
    assert rule.because(record, mine[-1]) == sentence
