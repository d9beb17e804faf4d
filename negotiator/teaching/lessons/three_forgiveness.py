"""Lesson 3: forgiveness and contrition, and how much of them which world rewards."""

from __future__ import annotations

from negotiator.teaching.lessons.boards import ranking
from negotiator.teaching.lessons.duel import OPEN, RAISED
from negotiator.teaching.lessons.script import (
    Card,
    Check,
    Duel,
    Lesson,
    Predict,
    Say,
    Show,
    Slider,
    Sliders,
    Unmask,
)
from negotiator.teaching.lessons.three_forgiveness_figures import (
    FEW,
    KINDS,
    MANY,
    YEAR,
    YEARS,
    after_mine,
    after_theirs,
    echoed,
    few,
    field,
    hurt,
    kind,
    many,
)
from negotiator.teaching.lessons.two_echo_figures import MISREAD, SHADOW

LESSON = Lesson(
    number=3,
    slug="forgiveness",
    title="Forgiveness and contrition",
    idea="Four ways to deal with a mistake, and which world rewards which",
    aim="Meet three governments, and part from two of them with both borders open.",
    reached=lambda taken: (
        sum(taken.rounds(name)[-1].levels == (OPEN, OPEN) for name in ("first", "second", "third"))
        >= 2
    ),
    minutes=(10, 15),
    parts=(
        Say(
            """Mistakes happen on both coasts. You will meet three governments of Vesta, one after
            the other. With the first two an act of yours will go wrong: you stay open, and a raised
            tariff is what Vesta sees.

            What they do then tells who they are. Stay open otherwise, if you want to see it
            plainly."""
        ),
        Predict(
            "a",
            "Your act goes wrong, once; after that you are open. What does the first one do?",
            (
                "It lets it pass",
                "It raises for a year or more, and opens again",
                "It closes, and stays closed",
            ),
            "first",
            after_mine("first"),
        ),
        Duel(
            "first",
            "The first government. The borders are open.",
            "tit-for-two-tats",
            rounds=(6, 7),
            slips=((YEAR, 0),),
            cards=(Card(hurt, "Go on as you would have, and look at the next two years."),),
        ),
        Unmask("It answers a second offence, not a first one.", ("tit-for-two-tats",)),
        Predict(
            "b",
            "Another government. Your act goes wrong, once; after that you are open. What now?",
            (
                "It lets it pass",
                "It raises for a year or more, and opens again",
                "It closes, and stays closed",
            ),
            "second",
            after_mine("second"),
        ),
        Duel(
            "second",
            "The second government. The borders are open.",
            "grim-trigger",
            rounds=(7, 8),
            slips=((YEAR, 0),),
            cards=(
                Card(hurt, "The same mistake as before."),
                Card(
                    lambda played: (
                        len(played) == YEAR + 3 and all(r.levels[1] == RAISED for r in played[-3:])
                    ),
                    "Three years. What would change its mind? To stay open costs you each year.",
                ),
            ),
        ),
        Unmask("It forgives nothing, not even what nobody meant.", ("grim-trigger",)),
        Say(
            """With the third government it is Vesta's own act that goes wrong. It knows that, and
            you do not see it. Answer it or do not, as you think best; the rule shows most plainly
            if you answer once."""
        ),
        Predict(
            "c",
            "Its act went wrong, and you have answered with a raised tariff. What does it do?",
            (
                "It raises in return: the echo",
                "It bears your answer, and stays open",
            ),
            "third",
            after_theirs,
        ),
        Duel(
            "third",
            "The third government. The borders are open.",
            "contrite-tit-for-tat",
            rounds=(7, 8),
            slips=((YEAR, 1),),
            cards=(
                Card(
                    lambda played: played[-1].levels[1] == RAISED,
                    "Vesta has raised. Will you answer?",
                ),
                Card(
                    lambda played: (
                        len(played) > YEAR
                        and played[-1].levels == (OPEN, OPEN)
                        and any(r.levels[0] == RAISED for r in played[-2:])
                    ),
                    "You answered, and it did not answer back.",
                ),
            ),
        ),
        Unmask("It knows when it was itself who began.", ("contrite-tit-for-tat",)),
        Say(
            f"""The last one you watch. Two of one kind meet: both return what they get, but each
            lets one penalty in three pass, by chance. In year {YEAR} an act of Vesta's goes
            wrong."""
        ),
        Predict(
            "d",
            "What becomes of the echo between them?",
            (
                "It ends the year after",
                "It goes on for some years, and ends by chance",
                "It does not end while you look on",
            ),
            "fourth",
            echoed,
            because="""Each year the one whose turn it is to answer may let it pass, and then the
            echo is over. How long that takes is chance.""",
        ),
        Duel(
            "fourth",
            "Now both are governed by it.",
            "generous-tit-for-tat",
            mine="generous-tit-for-tat",
            rounds=(7, 9),
            slips=((YEAR, 1),),
        ),
        Unmask("It pays for peace with a chance of being cheated.", ("generous-tit-for-tat",)),
        Say(
            f"""Now all of them meet each other, and their own twins, and with them tit for tat and
            one that always raises. {YEARS} years for every two, many times over. One act in
            {1 / FEW:.0f} goes wrong, anybody's."""
        ),
        Predict(
            "best",
            "Who does best?",
            KINDS,
            "few",
            lambda taken: kind(few()[0].label),
            because="""Each of the first kind has a way back from a mistake. Tit for tat has none,
            and grim trigger refuses one.""",
        ),
        Show(
            "few",
            f"One act in {1 / FEW:.0f} goes wrong:",
            lambda taken: ranking("Billions a year, on average", few()),
        ),
        Predict(
            "harsh",
            f"And if {MANY:.0%} of all acts go wrong? Who does best then?",
            KINDS,
            "many",
            lambda taken: kind(many()[0].label),
            because="""Where nearly a third of what is done means nothing, nobody can be taught by
            an answer, and forgiveness is only a gift. Who raises takes it.""",
        ),
        Show(
            "many",
            f"{MANY:.0%} of all acts go wrong:",
            lambda taken: ranking("Billions a year, on average", many()),
        ),
        Sliders(
            "field",
            """In between it is for you to look. At which share of misread acts does the order
            change? And what if the two have only a few years with each other?""",
            (
                Slider("Misread acts", "how many acts turn into their opposite", MISREAD, 2),
                Slider(
                    "Years to come",
                    "how long two have with each other, on average: the shadow of the future",
                    SHADOW,
                    4,
                ),
            ),
            field,
        ),
        Check(
            "A partner lets a first offence pass, always. What is the danger in that?",
            (
                "There is none",
                "Who offends every second year is never answered",
                "It begins quarrels itself",
            ),
            1,
            "Tit for two tats answers two in a row. Who takes turns between taking and giving lives"
            " off it; one that forgives by chance cannot be counted on.",
        ),
        Check(
            "What does contrition need that generosity does not?",
            (
                "A large country",
                "To know that it was one's own act that went wrong",
                "A treaty",
            ),
            1,
            "It ends at once the quarrels that its own mistakes begin, and gives a cheat nothing."
            " But where it does not know what the other saw, it is no better than tit for tat.",
        ),
        Check(
            "Grim trigger is the strongest threat. Why does it do badly where acts go wrong?",
            (
                "Its threat is not believed",
                "Sooner or later a mistake sets it off, and then it never comes back",
                "It is too kind to those who cheat",
            ),
            1,
            "With its own twin it ends in a tariff war, and stays there.",
        ),
    ),
    learnt=(
        "Where acts can go wrong, a rule needs a way back from a quarrel that nobody wanted.",
        "There are several: let the first offence pass, forgive by chance, or accept the answer to"
        " one's own mistake.",
        "Each has its price: what forgives can be used.",
        "With few mistakes those who forgive do best; where most acts mean nothing, nobody can be"
        " taught by an answer.",
    ),
)
