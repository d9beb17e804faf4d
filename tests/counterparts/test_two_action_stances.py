"""Stances of the iterated prisoner's dilemma answer as their papers define them."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance, stance

SETTLED = (0.7, 0.6)


def play(rule: Stance, theirs: str, draw: float = 0.5, mine: str = "") -> str:
    """What a stance means to do in turn against written-out acts, C and D; one answer more.

    What happened is what it meant, or what `mine` says where acts go wrong.
    """
    answers = ""
    for k in range(len(theirs) + 1):
        acts = [[float(act == "C") for act in side[:k]] for side in (mine or answers, theirs)]
        level = rule.level(Record(tuple(acts[0]), tuple(acts[1])), draw)
        answers += {1.0: "C", 0.0: "D"}[level]
    return answers


@pytest.mark.parametrize(
    ("name", "theirs", "answers"),
    [
        # Copies, but begins with D.
        ("suspicious-tit-for-tat", "CCDC", "DCCDC"),
        # Two Ds for each D; the second overlaps with those of the next.
        ("two-tits-for-tat", "CDCCDDCC", "CCDDCDDDC"),
        ("anti-tit-for-tat", "CDDC", "CDCCD"),
        ("bully", "CDDC", "DDCCD"),
        # One D and two Cs, two Ds and two Cs, three Ds and two Cs.
        ("gradual", "CDCCCDCCCCDCCCCC", "CCDCCCDDCCCDDDCCC"),
        # What is done during its answer and its calm is not looked at.
        ("gradual", "DDDDDDD", "CDCCDDCC"),
        # D, D, D, D, C, C.
        ("soft-grim", "CDCCCCCCC", "CCDDDDCCCC"),
        ("soft-grim", "DDDDDDDD", "CDDDDCCDD"),
        # Counts of C and D; a tie is C to the soft one and D to the hard one, also at nought.
        ("soft-majority", "DCDDCC", "CDCDDDC"),
        ("hard-majority", "CCDDC", "DCCCDC"),
        # One D in ten rounds is borne, two in eleven are not; an early D costs nine rounds.
        ("forgiver", "CCCCCCCCCDD", "CCCCCCCCCCCD"),
        ("forgiver", "DCCCCCCCCCC", "CDDDDDDDDDCC"),
        # D, C, C; then D for ever if both were answered by C, else a copy.
        ("prober", "CCCDC", "DCCDDD"),
        ("prober", "CDCDC", "DCCCDC"),
        ("prober", "DCDDC", "DCCDDC"),
        # The picture is 0.5, and each act moves it by a fifth of the way: 0.40, 0.52.
        ("adaptive-tit-for-tat", "DC", "CDC"),
        # 0.60, 0.68, 0.74, 0.80, 0.84, and down: 0.67, 0.54, 0.43.
        ("adaptive-tit-for-tat", "CCCCCDDD", "CCCCCCCCD"),
        # After three changes in a row that cross its own acts it cooperates twice.
        ("omega-tit-for-tat", "DCDCDCC", "CDCDCCCC"),
        # Four changes that cross its own acts make eight; a D between keeps the deadlock away.
        ("omega-tit-for-tat", "CDDCDDC", "CCDDCDDD"),
        # Without mistakes contrition is tit for tat.
        ("contrite-tit-for-tat", "CDDCDC", "CCDDCDC"),
    ],
)
def test_histories_and_answers(name: str, theirs: str, answers: str) -> None:
    assert play(stance(name), theirs) == answers


@pytest.mark.parametrize(
    ("mine", "theirs", "answers"),
    [
        # Its own D was a slip: it bears the answer.
        ("CDCC", "CCDC", "CCCCC"),
        # Contrite until one C of its own has got through, then content; the next D provokes it.
        ("DDC", "CDD", "CCCC"),
        ("DCC", "CDD", "CCCD"),
        # Provoked until the other cooperates, whatever slips on its own side.
        ("CDCD", "DDDC", "CDDDC"),
        # Both slip at once: nobody was wronged alone.
        ("DC", "DC", "CCC"),
    ],
)
def test_contrite_bears_what_it_brought_on_itself(mine: str, theirs: str, answers: str) -> None:
    assert play(stance("contrite-tit-for-tat"), theirs, mine=mine) == answers


def test_two_contrite_ones_mend_a_slip_at_once() -> None:
    """As Wu and Axelrod tell it: D/C, then C/D, then C/C."""
    rule = stance("contrite-tit-for-tat")
    a, b = [0.0], [1.0]
    for _ in range(3):
        one, two = tuple(a), tuple(b)
        a.append(rule.level(Record(one, two)))
        b.append(rule.level(Record(two, one)))
    assert (a, b) == ([0.0, 1.0, 1.0, 1.0], [1.0, 0.0, 1.0, 1.0])


#: Chances of C after CC, CD, DC and DD, as published.
CHANCES = {
    "firm-but-fair": ({}, (1, 0, 1, 2 / 3)),  # Frean 1994
    "random": ({}, (1 / 2, 1 / 2, 1 / 2, 1 / 2)),
    "extortion": ({}, (11 / 13, 1 / 2, 7 / 26, 0)),  # Press and Dyson 2012
    "extortion of two": ({"factor": 2.0}, (8 / 9, 1 / 2, 1 / 3, 0)),  # Stewart and Plotkin 2012
    "generous-line": ({}, (1, 1 / 8, 1, 1 / 4)),  # Stewart and Plotkin 2012
    "set-the-score": ({}, (3 / 4, 1 / 4, 1 / 2, 1 / 4)),  # Stewart and Plotkin 2012
    # Fair shares at full pace are tit for tat (Press and Dyson 2012).
    "extortion of one": ({"factor": 1.0, "pace": 1.0}, (1, 0, 1, 0)),
}


def chances(rule: Stance) -> tuple[float, ...]:
    """How often it cooperates after CC, CD, DC and DD, over evenly spread draws."""
    draws = (np.arange(2600) + 0.5) / 2600
    return tuple(
        float(np.mean([rule.level(Record((mine,), (theirs,)), float(draw)) for draw in draws]))
        for mine in (1.0, 0.0)
        for theirs in (1.0, 0.0)
    )


@pytest.mark.parametrize("case", CHANCES)
def test_chances_are_those_published(case: str) -> None:
    parameters, expected = CHANCES[case]
    rule = stance(case.split(" of ")[0], **parameters)
    assert chances(rule) == pytest.approx(expected, abs=1 / 2600)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("name", "slope", "baseline"),
    [("extortion", 1 / 3, 1.0), ("generous-line", 1 / 2, 3.0), ("set-the-score", 0.0, 2.0)],
)
def test_the_line_holds_whatever_the_partner_does(
    name: str, slope: float, baseline: float, seed: int
) -> None:
    """Long-run payoffs against any memory-one partner, from the chain's stationary state."""
    p = np.array(chances(stance(name)))
    q = np.random.default_rng(seed).uniform(0.05, 0.95, 4)[[0, 2, 1, 3]]
    step = np.stack([p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)], axis=1)
    stationary = np.linalg.matrix_power(step, 5000)[0]
    mine, theirs = stationary @ [3, 0, 5, 1], stationary @ [3, 5, 0, 1]
    assert theirs - baseline == pytest.approx(slope * (mine - baseline), abs=5e-3)


@pytest.mark.parametrize(
    ("name", "theirs", "level"),
    [
        ("suspicious-tit-for-tat", (), 0.0),
        ("suspicious-tit-for-tat", (0.6,), 0.7),
        ("two-tits-for-tat", (0.4, 0.6), 0.5),
        ("two-tits-for-tat", (0.6, 0.8), 0.7),  # a favour must last
        ("contrite-tit-for-tat", (0.3,), 0.4),
        ("contrite-tit-for-tat", (0.9,), 1.0),
        ("firm-but-fair", (0.3,), 0.4),
        ("gradual", (0.3, 0.6), 0.7),
        ("gradual", (0.3,), 0.4),  # in kind
        ("gradual", (0.3, 0.6, 0.6, 0.2, 0.6), 0.3),  # the second answer's second round
        ("soft-grim", (0.3, 0.6, 0.6, 0.6), 0.4),
        ("forgiver", (0.55,) * 5, 0.7),  # within the margin
        ("forgiver", (0.3,), 0.0),
        ("soft-majority", (0.6, 0.2, 0.5), 0.6),
        ("soft-majority", (0.2, 0.6), 0.7),
        ("hard-majority", (0.2, 0.6), 0.3),
        ("adaptive-tit-for-tat", (0.1,), 0.0),
        ("omega-tit-for-tat", (0.6, 0.4), 0.5),
        ("extortion", (0.3,), 0.7),  # half of the time; the draw of 0.4 says so
        ("prober", (0.6, 0.6, 0.6), 0.0),
        ("prober", (0.6, 0.2, 0.5), 0.6),
        ("bully", (), 0.3),
        ("bully", (0.2,), 0.7),
        ("anti-tit-for-tat", (), 0.7),
        ("anti-tit-for-tat", (0.2,), 0.7),
    ],
)
def test_between_zero_and_one_from_where_both_had_settled(
    name: str, theirs: tuple[float, ...], level: float
) -> None:
    record = Record((SETTLED[0],) * len(theirs), theirs, start=SETTLED)
    assert stance(name).level(record, 0.4) == pytest.approx(level)


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "draw", "sentence"),
    [
        (
            "two-tits-for-tat",
            (0.7, 0.7),
            (0.4, 0.6),
            0.5,
            "You went up from 0.40 to 0.60; we go by the worse of two rounds, and are at 0.50.",
        ),
        (
            "contrite-tit-for-tat",
            (0.2,),
            (0.6,),
            0.5,
            "We went down to 0.20 without cause; we make amends, at 0.70.",
        ),
        (
            "firm-but-fair",
            (0.2,),
            (0.1,),
            0.4,
            "We were at 0.20 and you at 0.10; we make peace, at 0.70.",
        ),
        (
            "firm-but-fair",
            (0.2,),
            (0.1,),
            0.7,
            "We were at 0.20 and you at 0.10; we are not ready for peace yet, at 0.20.",
        ),
        (
            "gradual",
            (0.7,) * 5,
            (0.3, 0.6, 0.6, 0.2, 0.6),
            0.5,
            "Penalty 2 of yours that we answer, to 0.20: round 2 of 2 in kind, at 0.30.",
        ),
        (
            "soft-grim",
            (0.7,) * 6,
            (0.3, 0.6, 0.6, 0.6, 0.6, 0.1),
            0.5,
            "Your penalty is answered; whatever you do, we hold out a hand at 0.70.",
        ),
        (
            "forgiver",
            (0.7, 0.7),
            (0.6, 0.1),
            0.5,
            "50% of your acts were penalties, more than we bear: we are at 0.00.",
        ),
        (
            "soft-majority",
            (0.7,) * 3,
            (0.6, 0.2, 0.5),
            0.5,
            "The middle one of your 3 levels of cooperation was 0.50; we return it in kind: 0.60.",
        ),
        (
            "adaptive-tit-for-tat",
            (0.7, 0.7),
            (0.1, 0.6),
            0.5,
            "Our picture of you is 0.52 of 1, a half or better: we are at 0.70.",
        ),
        (
            "omega-tit-for-tat",
            (0.7, 0.3),
            (0.2, 0.6),
            0.5,
            "You were at 0.60, and are not erratic (2 on a count that goes to 8); we return it in"
            " kind: 0.70.",
        ),
        (
            "extortion",
            (0.7,),
            (0.6,),
            0.9,
            "After 0.70 of ours and 0.60 of yours we cooperate with a chance of 85%; this time we"
            " are at 0.00.",
        ),
        (
            "bully",
            (0.3,),
            (0.2,),
            0.5,
            "You were at 0.20, which would be 0.30 in kind; we do the opposite: 0.70.",
        ),
    ],
)
def test_it_says_why_in_figures(
    name: str, mine: tuple[float, ...], theirs: tuple[float, ...], draw: float, sentence: str
) -> None:
    rule, record = stance(name), Record(mine, theirs, start=SETTLED)
    assert rule.because(record, rule.level(record, draw)) == sentence
