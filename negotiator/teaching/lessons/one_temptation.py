"""Lesson 1: gains from trade, and the temptation of the tariff."""

from __future__ import annotations

from negotiator.teaching.lessons.boards import figure
from negotiator.teaching.lessons.duel import RAISED
from negotiator.teaching.lessons.one_temptation_figures import (
    WORLD,
    alone,
    answered,
    both_raised,
    deal,
    dilemma,
    matrix,
    opening,
    reached,
    sizes,
    told,
)
from negotiator.teaching.lessons.script import (
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

LESSON = Lesson(
    number=1,
    slug="temptation",
    title="The temptation of the tariff",
    idea="Why each would raise its tariff, why both lose when both do, and the way back",
    aim="Sign a treaty by which both coasts gain.",
    reached=lambda taken: bool(taken.told("deal")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(opening),
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
            lambda taken: 2 if small_world(WORLD).told(0, 1) > small_world(WORLD).told(1, 1) else 0,
            because=alone,
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
            answered,
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
                    both_raised,
                    "Two years with both borders closed: neither has anything of it. Who opens"
                    " first pays for a year.",
                ),
            ),
        ),
        Say(dilemma, matrix),
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
            reached,
            cues=(
                Cue(
                    lambda setting, state: bool(state.treaties),
                    """Signed. It takes effect when the year ends: Esc leads to the desk, and there
                    e ends the year.""",
                ),
                Cue(
                    lambda setting, state: any(talk.mine for talk in state.talks.values()),
                    """They have answered, with their reasons. A last word need not be one: the line
                    under the draft tells whether they are likely to sign. Move a rate and propose
                    again, or press b and let them balance it.""",
                ),
                Cue(
                    lambda setting, state: any(talk.closed for talk in state.talks.values()),
                    """This talk is over for the year. Esc, then e: next year they talk again.""",
                ),
            ),
            told=told,
            mode="standard",  # it is not named before lesson 2
        ),
        Say(deal),
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
            sizes,
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
                f"""Who opens alone falls from {figure(small_world(WORLD).told(0, 0)[0])}
            to {figure(small_world(WORLD).told(1, 0)[0])}. Both have to move at once, or one has
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
            {figure(small_world(WORLD, 10.0).told(1, 1)[1])} billion a year, compared with a
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
