"""What lesson 2 is made of beyond its words: figures and truths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from negotiator.teaching.lessons.boards import contest, figure, ranking
from negotiator.teaching.lessons.duel import OPEN, RAISED, Round, earned
from negotiator.teaching.lessons.script import Bar, Board
from negotiator.teaching.lessons.worlds import small_world

if TYPE_CHECKING:
    from negotiator.teaching.lessons.taken import Taken

WORLD = "two-coasts"
TWINS = ("tit-for-tat",)
TWO = ("tit-for-tat", "always-defect")
#: One act in twenty.
NOISE = 0.05
#: The year in which an act goes wrong, and whose, in the two matches with a mistake.
SLIP = ((3, 1),)
#: Most years of a match in a contest.
YEARS = 60
#: Chances of another year, with the mean number of years that they make.
SHADOW = tuple((chance, f"{1 / (1 - chance):.0f} years") for chance in (0.5, 0.75, 0.9, 0.95, 0.98))
MISREAD = tuple((p / 100, f"{p} in 100") for p in (0, 1, 2, 5, 10, 20, 30))


def once(taken: Taken) -> int | None:
    """What it did after the player raised once and opened again."""
    played = taken.rounds("first")
    for k in range(len(played) - 2):
        mine = [r.levels[0] for r in played[k : k + 2]]
        if mine == [RAISED, OPEN]:
            theirs = [r.levels[1] for r in played[k + 1 : k + 3]]
            return 0 if theirs[0] == OPEN else 1 if theirs[1] == OPEN else 2
    return None


def score(taken: Taken) -> str:
    """What both had in the first duel."""
    played = taken.rounds("first")
    ours, theirs = earned(played)
    even = abs(ours - theirs) < 0.05
    said = "as much as" if even else "less than" if theirs < ours else "more than"
    return f"""
    Over your {len(played)} years it had {figure(theirs)} a year, {said} you with
    {figure(ours)}. It only returns what it got, so it can never be far behind you, nor far ahead.
    It does not win its matches; with a partner who stays open it makes them good ones for both.
    """


def echoed(taken: Taken) -> int:
    """How the match with a mistake ended: in peace, in turns, or closed."""
    last = taken.rounds("echo")[-2:]
    if all(r.levels == (OPEN, OPEN) for r in last):
        return 0
    return 2 if all(r.levels == (RAISED, RAISED) for r in last) else 1


def price(taken: Taken) -> str:
    """What it brings to answer a penalty, and what it costs."""
    small = small_world(WORLD)
    peace, fooled, clever = (small.told(*each)[0] for each in ((1, 1), (1, 0), (0, 1)))
    turns = round((fooled + clever) / 2, 1)  # as it is told: the difference is to agree
    return f"""
    The year in which Vesta raised cost you {peace - fooled:.1f} billion, and it is gone. To answer
    brings {clever - peace:.1f} more than an open year would; but then Vesta answers, and it costs
    {peace - fooled:.1f} again.

    In turns a year is worth {figure(turns)} on average instead of {figure(peace)}:
    {peace - turns:.1f} less, for as long as it lasts. To answer pays only if there is no year
    after.
    """


def share() -> float:
    """What the rule's twins keep of the gain of peace."""
    kept = contest(TWINS, noise=NOISE, rounds=YEARS)[0].gain
    return kept / small_world(WORLD).worth(1, 1)[0]


def kept(taken: Taken) -> int:
    """Which of the shares that are offered it is."""
    left = share()
    return 0 if left > 0.9 else 1 if left > 2 / 3 else 2


def twins(taken: Taken) -> Board:
    """What its twins have, by share of misread acts."""
    bars = []
    for noise, told in MISREAD[:6]:
        gain = contest(TWINS, noise=noise, rounds=YEARS)[0].gain
        bars.append(Bar(f"misread: {told}", gain, figure(gain)))
    return Board(
        "Billions a year, each",
        tuple(bars),
        f"A mean over {YEARS} years and many matches.",
    )


def field(values: Mapping[str, float]) -> Board:
    """Two rules among each other, by shadow and misread acts."""
    chance = values["Years to come"]
    scores = contest(TWO, noise=values["Misread acts"], goes_on=chance, rounds=200)
    return ranking(
        "Each meets the other and its own twin, billions a year",
        scores,
        "After each year another follows with a chance of"
        f" {chance:.0%}. Always defect is the name of one that always raises.",
    )


def raised_without_cause(played: tuple[Round, ...]) -> bool:
    """Whether Vesta has raised while the player was always open."""
    return played[-1].levels[1] == RAISED and all(r.levels[0] == OPEN for r in played)
