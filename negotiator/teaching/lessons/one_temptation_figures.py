"""What lesson 1 is made of beyond its words: figures, truths and the aim of its game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negotiator.teaching.lessons.boards import figure
from negotiator.teaching.lessons.duel import RAISED, Round
from negotiator.teaching.lessons.script import Bar, Board
from negotiator.teaching.lessons.worlds import small_world

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

WORLD = "two-coasts"
#: Per cent of income by which a country must gain for a treaty to count.
FELT = 0.05


def opening(taken: Taken) -> str:
    """The two coasts, and what is decided in a year."""
    small = small_world(WORLD)
    return f"""
    {small.names[0]} and {small.names[1]} lie across a bay from each other. They are of one size:
    {small.names[0]} weaves good cloth, {small.names[1]} builds good machines, and each sells to the
    other.

    You govern {small.names[0]}. Each year you decide one thing: to keep the border open, or to levy
    a tariff of {small.tariffs[0]:.0%} on all that comes across the bay. {small.names[1]} decides
    the same, at the same moment.

    What a year was worth is told in billions of dollars, counted from a year in which both
    borders are closed by tariffs.
    """


def alone(taken: Taken) -> str:
    """What a tariff raised alone brings to both."""
    small = small_world(WORLD)
    peace, ours = small.told(1, 1), small.told(0, 1)
    return f"""
    With both borders open {small.names[0]} has {figure(peace[0])}; when it raises alone,
    {figure(ours[0])}. Its buyers pay more. But the sellers across the bay lower their prices to
    keep their customers, so a part of the tariff is paid abroad, and the treasury gets all of it.

    {small.names[1]} falls from {figure(peace[1])} to {figure(ours[1])}: it loses
    {peace[1] - ours[1]:.1f}, more than the {ours[0] - peace[0]:.1f} that {small.names[0]} wins.
    """


def answered(taken: Taken) -> int | None:
    """What came after the player's first raise in the second duel."""
    played = taken.rounds("election")
    first = next((k for k, r in enumerate(played[:-1]) if r.levels[0] == RAISED), None)
    if first is None:
        return None
    after = played[first + 1 :]
    if after[0].levels[1] > RAISED:
        return 0
    forgiven = any(r.levels[1] > RAISED for r in after)
    # That it never comes back is seen only by one who has opened and was answered.
    shown = any(r.levels[0] > RAISED for r in after[:-1])
    return 2 if shown and not forgiven else 1


def matrix(taken: Taken) -> str:
    """The four outcomes of a year."""
    small = small_world(WORLD)
    one, two = small.names
    rows = [
        ("both stay open", small.told(1, 1)),
        (f"{one} alone raises", small.told(0, 1)),
        (f"{two} alone raises", small.told(1, 0)),
        ("both raise", small.told(0, 0)),
    ]
    told = [f"{'a year in which':<22}{one:>8}{two:>9}{'together':>11}"]
    told += [f"{what:<22}{figure(a):>8}{figure(b):>9}{figure(a + b):>11}" for what, (a, b) in rows]
    return "\n".join(told)


def dilemma(taken: Taken) -> str:
    """Why each raises, whatever the other does."""
    small = small_world(WORLD)
    (peace, _), (alone, _) = small.told(1, 1), small.told(0, 1)
    (fooled, _), (war, _) = small.told(1, 0), small.told(0, 0)
    return f"""
    If {small.names[1]} stays open, {small.names[0]} has more by raising: {figure(alone)} instead of
    {figure(peace)}. If {small.names[1]} raises, {small.names[0]} again has more by raising:
    {figure(war)} instead of {figure(fooled)}. The same holds across the bay.

    So each, left to itself, raises, and both have {figure(war)} where both could have
    {figure(peace)}. This is the prisoner's dilemma, in tariffs.
    """


def told(setting: Setting, state: State) -> Mapping[str, Any]:
    """Of the game: whether a treaty was signed, at zero, and both gains, billions a year."""
    tariff = state.last.applied.tariff
    gains = state.last.payoff - state.history[0].payoff
    dollars = (gains * setting.world.income / 100.0).tolist()
    signed = bool(state.treaties)
    return {"zero": signed and float(tariff.max()) == 0.0, "signed": signed, "gains": dollars}


def reached(setting: Setting, state: State) -> bool:
    """Whether a treaty is in force and both are better off than when the game opened."""
    gains = state.last.payoff - state.history[0].payoff
    return bool(state.treaties) and bool((gains > FELT).all())


def deal(taken: Taken) -> str:
    """What came of the treaty."""
    told = taken.told("deal")
    if not told.get("signed"):
        return """
        You left without a treaty. Both tariffs stand, and both countries have what they had.
        """
    ours, theirs = told["gains"]
    return f"""
    By your treaty Ostra gains {figure(ours)} billion a year and Vesta {figure(theirs)}, compared
    with the quarrel.

    Nobody had to trust anybody for long: what one lowers, the other lowers at the same moment, and
    a treaty says what follows when it is broken. That is the way back which two tariffs, each
    raised alone, do not have.
    """


def sizes(values: Mapping[str, float]) -> Board:
    """The outcomes of a year where Vesta is larger."""
    small = small_world(WORLD, values["Size of Vesta"])
    one, two = small.names
    cases = [("Both open", small.told(1, 1)), (f"{one} raises", small.told(0, 1)),
             (f"{two} raises", small.told(1, 0))]  # fmt: skip
    bars = tuple(
        Bar(f"{what}: {name}", gain, figure(gain))
        for what, gains in cases
        for name, gain in zip((one, two), gains, strict=True)
    )
    mine, theirs = small.tariffs
    return Board(
        "Over a tariff war, billions a year",
        bars,
        f"The tariff that suits Ostra best is {mine:.0%}, the one that suits Vesta best"
        f" {theirs:.0%}.",
    )


def both_raised(played: tuple[Round, ...]) -> bool:
    """Whether the last two years were closed on both sides."""
    return len(played) > 1 and all(max(r.levels) == RAISED for r in played[-2:])
