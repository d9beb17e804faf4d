"""Lesson 2: tit for tat, and what misread acts do to it."""

from __future__ import annotations

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
from negotiator.teaching.lessons.two_echo_figures import (
    MISREAD,
    NOISE,
    SHADOW,
    SLIP,
    YEARS,
    echoed,
    field,
    kept,
    once,
    price,
    raised_without_cause,
    score,
    share,
    twins,
)

LESSON = Lesson(
    number=2,
    slug="echo",
    title="The echo",
    idea="A rule that returns what it gets, and what one misread act makes of it",
    aim="End a quarrel that a mistake began: both borders open in the last year.",
    reached=lambda taken: taken.rounds("second")[-1].levels == (OPEN, OPEN),
    minutes=(10, 15),
    parts=(
        Say(
            """The two coasts again, and a government in Vesta that you may have met before. What
            you know of it is what it does.

            Find out by what rule it goes. For that you have to try something: a government that
            is never hurt shows nothing."""
        ),
        Predict(
            "once",
            "You raise your tariff for one year, and open again. What does it do?",
            (
                "Nothing: it stays open throughout",
                "It raises for one year, and opens again",
                "It raises, and stays closed though you have opened",
            ),
            "first",
            once,
        ),
        Duel(
            "first",
            "The borders are open. Try it out.",
            "tit-for-tat",
            rounds=(6, 8),
            cards=(
                Card(
                    lambda played: len(played) == 2 and all(r.levels[0] == OPEN for r in played),
                    "It has had no reason to show itself. Raise once, and open again.",
                ),
                Card(
                    lambda played: len(played) > 1 and played[-2].levels[0] == RAISED,
                    "Look at what you did last year, and at what it does now.",
                ),
            ),
        ),
        Check(
            "By which rule does it go?",
            (
                "It does what was done to it the year before",
                "It raises every few years, whatever you do",
                "It has closed for good",
            ),
            0,
            "Its tariff of each year is yours of the year before.",
        ),
        Unmask("This rule has a name.", ("tit-for-tat",)),
        Say(score),
        Say(
            """So far every act arrived as it was meant. Acts of states often do not: a ministry
            makes a mistake, a measure for one thing hits another, a report is wrong.

            Two governments of this same rule meet, and you look on. In the third year Vesta means
            to stay open, and by mistake a tariff is raised."""
        ),
        Predict(
            "turns",
            "What follows between two of this rule?",
            (
                "One year of quarrel, and peace again",
                "They raise in turn, one year this one, one year that one",
                "Both close, and stay closed",
            ),
            "echo",
            echoed,
            because="""Each does only what was done to it. The mistake goes back and forth between
            them like an echo, and nothing in the rule ends it.""",
        ),
        Duel(
            "echo",
            "Both are governed by tit for tat.",
            "tit-for-tat",
            mine="tit-for-tat",
            rounds=(8, 10),
            slips=SLIP,
        ),
        Say(
            """Now you govern Ostra, and Vesta goes by the same rule. At some time an act of
            Vesta's will go wrong. It will look like any other.

            Your aim: whatever happens, have both borders open in the last year. You do not know
            which that is."""
        ),
        Predict(
            "end",
            "When Vesta has raised by mistake: what ends the quarrel?",
            (
                "To answer at once, so that it stops",
                "To stay open, though it has raised",
                "Nothing that you can do alone",
            ),
            "second",
            lambda taken: 1,
            because="""What Vesta does is what you did. If you stay open through the year after, it
            has nothing to return.""",
        ),
        Duel(
            "second",
            "The borders are open.",
            "tit-for-tat",
            rounds=(8, 10),
            slips=SLIP,
            cards=(
                Card(
                    raised_without_cause,
                    "Vesta has raised, and you had not. By its rule it would have stayed open: this"
                    " is the mistake. What will you do now?",
                ),
                Card(
                    lambda played: (
                        len(played) > 4
                        and {r.levels for r in played[-2:]} == {(OPEN, RAISED), (RAISED, OPEN)}
                    ),
                    "Each now returns what the other did. Who could stop, and at what price?",
                ),
                Card(
                    lambda played: (
                        len(played) > 4
                        and played[-1].levels == (OPEN, OPEN)
                        and any(r.levels[1] == RAISED for r in played[-2:])
                    ),
                    "Both open again.",
                ),
            ),
        ),
        Say(price),
        Predict(
            "share",
            f"""Two governments of tit for tat live side by side for {YEARS} years. One act in
            {1 / NOISE:.0f} goes wrong.

            How much is left of what peace would have brought them?""",
            ("More than nine tenths", "Two thirds to nine tenths", "Less than two thirds"),
            "twins",
            kept,
            because=lambda taken: (
                f"""It is {share():.0%}. Even rare mistakes leave them quarrelling
            most of the time, because every quarrel lasts until another mistake ends it."""
            ),
        ),
        Show("twins", "Two governments of tit for tat, by how many acts go wrong:", twins),
        Sliders(
            "field",
            """Two rules meet each other and their own twins: tit for tat, and one that always
            raises. Two things decide who does better. Where does always raising pay, and why?""",
            (
                Slider(
                    "Years to come",
                    "how long two have with each other, on average: the shadow of the future",
                    SHADOW,
                    2,
                ),
                Slider("Misread acts", "how many acts turn into their opposite", MISREAD),
            ),
            field,
        ),
        Check(
            "When does it not pay to always raise, against one of tit for tat?",
            (
                "When both are of one size",
                "When there are many years to come",
                "When no act is ever misread",
            ),
            1,
            """One year's advantage is paid for in all the years after it. With few years to come
            there is little to lose: the shadow of the future is short.""",
        ),
        Check(
            "What makes the echo between two of tit for tat?",
            (
                "That each wants to have more than the other",
                "That each returns the last act, whoever began and for whatever cause",
                "That tariffs are high",
            ),
            1,
            "The rule looks one year back. It does not ask whether what it returns was itself an"
            " answer, or a mistake.",
        ),
    ),
    learnt=(
        "Tit for tat opens first, and does to you what you did to it the year before.",
        "It protects itself, and can be read: with many years ahead nobody gains by cheating it.",
        "One misread act becomes an echo that takes a good part of the gain, and nothing in the"
        " rule ends it.",
        "To answer a mistake brings one good year, and costs in all the years after it.",
    ),
)
