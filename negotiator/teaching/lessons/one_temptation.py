"""Lesson 1: gains from trade, and the temptation of the tariff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negotiator.teaching.lessons.boards import figure
from negotiator.teaching.lessons.duel import RAISED, Round
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
    Card,
    Check,
    Cue,
    Duel,
    Game,
    Lesson,
    Predict,
    Say,
    Slider,
    Sliders,
)
from negotiator.teaching.lessons.worlds import small_world

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

_WORLD = "two-coasts"
#: Per cent of income by which a country must gain for a treaty to count.
_FELT = 0.05


def _open(taken: Taken) -> str:
    small = small_world(_WORLD)
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


def _alone(taken: Taken) -> str:
    small = small_world(_WORLD)
    peace, ours = small.worth(1, 1), small.worth(0, 1)
    return f"""
    With both borders open {small.names[0]} has {figure(peace[0])}; when it raises alone,
    {figure(ours[0])}. Its buyers pay more. But the sellers across the bay lower their prices to
    keep their customers, so a part of the tariff is paid abroad, and the treasury gets all of it.

    {small.names[1]} falls from {figure(peace[1])} to {figure(ours[1])}: it loses
    {peace[1] - ours[1]:.1f}, more than the {ours[0] - peace[0]:.1f} that {small.names[0]} wins.
    """


def _answered(taken: Taken) -> int | None:
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


def _matrix(taken: Taken) -> str:
    small = small_world(_WORLD)
    one, two = small.names
    rows = [
        ("both stay open", small.worth(1, 1)),
        (f"{one} alone raises", small.worth(0, 1)),
        (f"{two} alone raises", small.worth(1, 0)),
        ("both raise", small.worth(0, 0)),
    ]
    told = [f"{'a year in which':<22}{one:>8}{two:>9}{'together':>11}"]
    told += [f"{what:<22}{figure(a):>8}{figure(b):>9}{figure(a + b):>11}" for what, (a, b) in rows]
    return "\n".join(told)


def _dilemma(taken: Taken) -> str:
    small = small_world(_WORLD)
    (peace, _), (alone, _) = small.worth(1, 1), small.worth(0, 1)
    (fooled, _), (war, _) = small.worth(1, 0), small.worth(0, 0)
    return f"""
    If {small.names[1]} stays open, {small.names[0]} has more by raising: {figure(alone)} instead of
    {figure(peace)}. If {small.names[1]} raises, {small.names[0]} again has more by raising:
    {figure(war)} instead of {figure(fooled)}. The same holds across the bay.

    So each, left to itself, raises, and both have {figure(war)} where both could have
    {figure(peace)}. This is the prisoner's dilemma, in tariffs.
    """


def _told(setting: Setting, state: State) -> Mapping[str, Any]:
    tariff = state.last.applied.tariff
    gains = state.last.payoff - state.history[0].payoff
    dollars = (gains * setting.world.income / 100.0).tolist()
    signed = bool(state.treaties)
    return {"zero": signed and float(tariff.max()) == 0.0, "signed": signed, "gains": dollars}


def _reached(setting: Setting, state: State) -> bool:
    gains = state.last.payoff - state.history[0].payoff
    return bool(state.treaties) and bool((gains > _FELT).all())


def _deal(taken: Taken) -> str:
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


def _sizes(values: Mapping[str, float]) -> Board:
    small = small_world(_WORLD, values["Size of Vesta"])
    one, two = small.names
    cases = [("Both open", small.worth(1, 1)), (f"{one} raises", small.worth(0, 1)),
             (f"{two} raises", small.worth(1, 0))]  # fmt: skip
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


def _both_raised(played: tuple[Round, ...]) -> bool:
    return len(played) > 1 and all(max(r.levels) == RAISED for r in played[-2:])


LESSON = Lesson(
    number=1,
    slug="temptation",
    title="The temptation of the tariff",
    idea="Why each would raise its tariff, why both lose when both do, and the way back",
    aim="Sign a treaty by which both coasts gain.",
    reached=lambda taken: bool(taken.told("deal")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(_open),
        Predict(
            "alone",
            """Both borders are open.

            You alone raise your tariff, and Vesta stays open. What happens to Ostra's income in
            that year?""",
            (
                "It falls: what we buy gets dearer",
                "It hardly moves: what the treasury gets, our buyers pay",
                "It rises: others pay a part of our tariff",
            ),
            "quiet",
            lambda taken: (
                2 if small_world(_WORLD).worth(0, 1) > small_world(_WORLD).worth(1, 1) else 0
            ),
            because=_alone,
        ),
        Duel(
            "quiet",
            """Govern for a few years, and look. Vesta's government is a quiet one; what it will do
            you find out.""",
            "always-cooperate",
            rounds=(4, 5),
            cards=(
                Card(
                    lambda played: len(played) == 2 and all(r.levels[0] > RAISED for r in played),
                    "You know now what open borders bring. Raise the tariff once, and see.",
                ),
                Card(
                    lambda played: played[-1].levels[0] == RAISED,
                    "Compare the two rows of gains, this year's with an open one's.",
                ),
            ),
        ),
        Say(
            """There has been an election in Vesta. You do not know the new government, and how
            many years the two of you will have nobody can say.

            Earn for Ostra what you can."""
        ),
        Predict(
            "answer",
            "If you raise your tariff, what will this government do the year after?",
            (
                "Stay open, as the last one did",
                "Raise its own, and open again when we do",
                "Raise its own, and never open again",
            ),
            "election",
            _answered,
            because="Who that was, and by what rule it goes, lesson 2 finds out.",
        ),
        Duel(
            "election",
            "The new government takes office. Both borders are open. What do you do?",
            "tit-for-tat",
            rounds=(6, 8),
            cards=(
                Card(
                    lambda played: len(played) == 3 and all(r.levels[0] > RAISED for r in played),
                    "A calm time. You need not raise; but one year of it would tell you who this"
                    " is.",
                ),
                Card(
                    _both_raised,
                    "Two years with both borders closed: neither has anything of it. Who opens"
                    " first pays for a year.",
                ),
            ),
        ),
        Say(_dilemma, _matrix),
        Predict(
            "zero",
            """The next part is the real talks. Both coasts levy 25% and have done so for years.

            You offer that both go to zero. Will Vesta sign that in the end? To see it, offer
            it, and more than once if need be.""",
            (
                "No: its tariff is worth more to it than our market",
                "Yes: it gains by that as much as we do",
                "No: only if ours goes to zero and its own does not",
            ),
            "deal",
            lambda taken: 1 if taken.told("deal").get("zero") else None,
        ),
        Game(
            "deal",
            """The same two coasts after a long quarrel: 25% on both sides. Now you can do what you
            could not before: promise to lower your tariff if Vesta lowers its own.

            The screens are those of the game. What you do there is kept, and the lesson goes on
            when the aim is reached.""",
            "two-coasts-quarrel",
            "OST",
            "Sign a treaty by which both coasts gain, and end the year.",
            _reached,
            cues=(
                Cue(
                    lambda setting, state: bool(state.treaties),
                    """Signed. It takes effect when the year ends: Esc leads to the desk, and there
                    e ends the year.""",
                ),
                Cue(
                    lambda setting, state: any(talk.mine for talk in state.talks.values()),
                    """They have answered, with reasons in billions a year. Minus is what it costs
                    them. Move a rate and propose again, or press b and let them balance it.""",
                ),
                Cue(
                    lambda setting, state: any(talk.closed for talk in state.talks.values()),
                    """This talk is over for the year. Esc, then e: next year they talk again.""",
                ),
            ),
            told=_told,
        ),
        Say(_deal),
        Sliders(
            "size",
            """So far both coasts were of one size. Let Vesta grow, and watch the first two bars:
            is there still something in open borders for both?""",
            (
                Slider(
                    "Size of Vesta",
                    "how many times as large as Ostra it is",
                    tuple((k, f"{k:g} ×") for k in (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0)),
                ),
            ),
            _sizes,
        ),
        Check(
            "Why can a tariff pay the country that levies it, if nobody answers?",
            (
                "It makes goods cheaper at home",
                "Sellers abroad lower their prices and so bear a part of it",
                "It makes the world as a whole richer",
            ),
            1,
            """Buyers at home pay more, and the world as a whole is poorer. But a part of the tariff
            is borne abroad. The larger a country is in the other's trade, the larger that part.""",
        ),
        Check(
            "Both have raised. Why does neither simply open again?",
            (
                "Because with open borders both would have less",
                "Because neither knows that open borders would be better",
                "Because who opens alone loses, as long as the other does not",
            ),
            2,
            lambda taken: (
                f"""Who opens alone falls from {figure(small_world(_WORLD).worth(0, 0)[0])}
            to {figure(small_world(_WORLD).worth(1, 0)[0])}. Both have to move at once, or one has
            to be sure that the other will follow."""
            ),
        ),
        Check(
            """A neighbour is ten times as large as you. Each could go to zero. What did the sliders
            show?""",
            (
                "Both gain, the larger one more",
                "The smaller gains, and the larger would lose: tariffs alone are no deal",
                "Size makes no difference",
            ),
            1,
            lambda taken: (
                f"""With open borders a Vesta ten times as large has
            {figure(small_world(_WORLD, 10.0).worth(1, 1)[1])} billion a year, compared with a
            tariff war. Something else has to be found that it values: lessons 4 and 5."""
            ),
        ),
    ),
    learnt=(
        "A tariff can pay the one who levies it, at the other's cost, as long as nobody answers.",
        "When both levy, both lose; and neither gets out of it alone.",
        "A treaty lets both move at once. That is what negotiation is for.",
        "A much larger country may gain nothing by tariffs at zero: it has to be offered more.",
    ),
)
