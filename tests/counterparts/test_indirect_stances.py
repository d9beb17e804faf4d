"""Stances that look at what a state does to others: communities and answers."""

from __future__ import annotations

import pytest

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances import Stance, stance
from negotiator.counterparts.stances.indirect import ImageScoring, StandingStance

ME, YOU, THIRD, FOURTH = range(4)
Acts = dict[tuple[int, int], float]
OPEN = 0.8


def seen(*rounds: Acts) -> Record:
    """A record among four states: all open, but for what is written out of each round."""
    levels = tuple(
        tuple(tuple(1.0 if g == r else acts.get((g, r), OPEN) for r in range(4)) for g in range(4))
        for acts in ({}, *rounds)
    )
    return Record(
        tuple(each[ME][YOU] for each in levels),
        tuple(each[YOU][ME] for each in levels),
        start=(OPEN, OPEN),
        community=Community(levels, ME, YOU, (1.0,) * 4),
    )


def closed(giver: int, *receivers: int) -> Acts:
    """A giver's defection on some, or on everyone."""
    whom = receivers or [r for r in range(4) if r != giver]
    return {(giver, r): 0.1 for r in whom}


YOU_CHEAT = closed(YOU, THIRD)
#: The third cheats on the fourth, and you punish it.
PUNISHED = (closed(THIRD, FOURTH), closed(YOU, THIRD))


@pytest.mark.parametrize(
    ("name", "rounds", "expected"),
    [
        # One bad round to one of three is outweighed; a habit toward all is not.
        ("image-scoring", (YOU_CHEAT,), OPEN),
        ("image-scoring", (closed(YOU), closed(YOU)), 0.0),
        # The score is earned back.
        ("image-scoring", (closed(YOU), closed(YOU), {}), OPEN),
        # What you do to me alone is a third of your conduct.
        ("image-scoring", (closed(YOU, ME),) * 2, OPEN),
        ("standing", (YOU_CHEAT,), 0.0),
        ("standing", (YOU_CHEAT, {}), OPEN),
        # To punish a cheat is no offence; to hit it once it has made good is one.
        ("standing", PUNISHED, OPEN),
        ("standing", (*PUNISHED, closed(YOU, THIRD)), 0.0),
        # A hegemon bears you, opens when others close, and gives up when most close on it.
        ("hegemon", (closed(YOU), closed(YOU)), 0.8 + 0.5 * 0.7 * 2 / 6),
        ("hegemon", (closed(YOU, ME),) * 4, OPEN),
        ("hegemon", (closed(THIRD, YOU, FOURTH),), 0.8 + 0.5 * 0.7 * 2 / 6),
        ("hegemon", ({(g, ME): 0.1 for g in (YOU, THIRD, FOURTH)},) * 3, 0.1),
        # Members are open to members; the wall is for all outsiders alike.
        ("club", ({},), OPEN),
        ("club", (closed(YOU, ME),), 0.0),
        ("club", (closed(YOU, THIRD, FOURTH),), 0.0),
        ("club", (closed(YOU, THIRD),), OPEN),
        # Who is outside the club may be shunned by its members.
        ("club", ({**closed(FOURTH), **closed(YOU, FOURTH)},), OPEN),
        # It pays who shuts it out, and nobody else.
        ("free-rider", ({},), 0.0),
        ("free-rider", (closed(YOU, ME),), OPEN),
        ("free-rider", (closed(YOU),), 0.0),
        ("free-rider", (closed(THIRD, ME),), 0.0),
    ],
)
def test_communities_and_answers(name: str, rounds: tuple[Acts, ...], expected: float) -> None:
    assert stance(name).level(seen(*rounds)) == pytest.approx(expected)


def play(rule: Stance, opponent: str) -> str:
    mine: list[float] = []
    theirs = [{"C": 1.0, "D": 0.0}[act] for act in opponent]
    for k in range(len(theirs) + 1):
        mine.append(rule.level(Record(tuple(mine), tuple(theirs[:k]))))
    return "".join({1.0: "C", 0.0: "D"}[level] for level in mine)


@pytest.mark.parametrize(
    ("name", "opponent", "answers"),
    [
        # The balance of good and bad rounds, not below zero.
        ("image-scoring", "CDDCD", "CCCDCD"),
        ("image-scoring", "DCC", "CDCC"),
        # Tit for tat, when it has done nothing itself.
        ("standing", "CDDC", "CCDDC"),
        # Soft majority, and then tit for tat for as long as the balance is bad.
        ("hegemon", "CDDCC", "CCCDCC"),
        ("club", "CDDC", "CCDDC"),
        ("free-rider", "CDC", "DDDD"),
    ],
)
def test_alone_with_one_partner(name: str, opponent: str, answers: str) -> None:
    assert play(stance(name), opponent) == answers


def test_standing_takes_its_punishment() -> None:
    """I defected by mistake and you answer: that is no offence, and I cooperate."""
    assert stance("standing").level(Record((1.0, 0.0, 1.0), (1.0, 1.0, 0.0))) == 1.0
    assert stance("tit-for-tat").level(Record((1.0, 0.0, 1.0), (1.0, 1.0, 0.0))) == 0.0


def test_only_standing_lets_a_cheat_be_punished() -> None:
    """Image scoring lowers the score of who punishes as of any other; standing does not."""
    cheated = closed(THIRD)
    stern = seen(cheated, *({**cheated, **closed(YOU, THIRD)} for _ in range(3)))
    mild = seen(*[cheated] * 4)
    image, standing = ImageScoring(), StandingStance()
    assert image.score(stern) < image.score(mild)
    assert standing.good(stern) == standing.good(mild) == (True, True)


@pytest.mark.parametrize(
    ("name", "rounds", "sentence"),
    [
        (
            "image-scoring",
            (closed(YOU), closed(YOU)),
            "Your score for how you treat others is -1; we cooperate only from +0 and up, and are"
            " at 0.00.",
        ),
        (
            "standing",
            (YOU_CHEAT,),
            "You hit those who had done no wrong; until you mend it we are at 0.00.",
        ),
        (
            "hegemon",
            (closed(YOU, ME),),
            "17% of all acts toward us were hostile, and we bear it; our market is open to you at"
            " 0.80.",
        ),
        ("club", ({},), "You are open to our club of 4; we are open to you, at 0.80."),
        (
            "free-rider",
            (closed(YOU, ME),),
            "You treat us worse than others, by 0.70; we pay our share: 0.80.",
        ),
    ],
)
def test_it_says_why_in_figures(name: str, rounds: tuple[Acts, ...], sentence: str) -> None:
    rule, record = stance(name), seen(*rounds)
    assert rule.because(record, rule.level(record)) == sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("image-scoring", "Your score for how you treat us is -1;"),
        ("standing", "You hit us who had done no wrong;"),
        ("hegemon", "100% of all acts toward us were hostile, more than we bear:"),
        ("club", "You are not open to our club;"),
        ("free-rider", "Your market is open whatever we do,"),
    ],
)
def test_alone_it_says_so(name: str, said: str) -> None:
    rule, record = stance(name), Record((1.0,), (0.0,))
    assert rule.because(record, rule.level(record)).startswith(said)
