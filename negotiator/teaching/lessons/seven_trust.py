"""Lesson 7: gifts, trust and alliances."""

from __future__ import annotations

from negotiator.teaching.lessons.script import (
    Check,
    Cue,
    Game,
    Lesson,
    Predict,
    Say,
    Show,
    Slider,
    Sliders,
    Unmask,
)
from negotiator.teaching.lessons.seven_trust_figures import (
    LOW,
    ME,
    WORLD,
    YOU,
    after_breach,
    at_once,
    averted_third,
    betrayed_board,
    ended,
    flood_board,
    given,
    helped,
    levied,
    stepped,
    walk_board,
)
from negotiator.teaching.lessons.trial import refused

LESSON = Lesson(
    number=7,
    slug="trust",
    title="Gifts, trust and allies",
    idea="What no treaty buys at once, small gifts may open; an ally is worth what it stood for",
    aim="Have Irn open its market, and stand by Holm when disaster strikes.",
    reached=lambda taken: bool(taken.told("thaw")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(
            "Holm and Irn levy 20% on each other and have signed nothing for a generation. Both"
            " would gain by free trade, and both know it.\n\n"
            "You govern Holm, which lies below the sea. Once in a while disaster strikes, and Irn"
            " has the ships that would help."
        ),
        Predict(
            "big",
            "In your first year you propose free trade, both sides at once. What does Irn do?",
            (
                "It signs: both gain",
                "It does not, and names much less for its own part",
                "It does not, and has nothing to offer",
            ),
            "thaw",
            lambda taken: at_once(),
            "Both would gain, but Irn goes by what Holm has done so far, and that is little.",
        ),
        Predict(
            "gift",
            "Instead you lower your own tariff from 20% to 15% and ask nothing for it. Where is"
            " Irn two years later?",
            (
                "Where it would be without the gift",
                "Lower than it would be without the gift",
                "Higher than it would be without the gift",
            ),
            "thaw",
            lambda taken: given(),
        ),
        Game(
            "thaw",
            "Win Irn's trust, and have it as an ally when you need one. Nobody knows when that is.",
            WORLD,
            ME,
            f"Irn at {LOW:.0%} or less, and an ally when disaster strikes",
            helped,
            (
                Cue(
                    lambda setting, state: refused(state, YOU) > 0 and len(state.history) < 3,
                    "Irn counts what you have done. What could you do without asking it?",
                ),
                Cue(
                    lambda setting, state: stepped(setting, state, 0.02),
                    "A gift, with nothing asked. Irn sees it when the year is over, and answers in"
                    " the year after.",
                ),
                Cue(
                    lambda setting, state: (
                        len(state.history) > 2
                        and levied(setting, state.last) > levied(setting, state.history[-2]) + 0.01
                    ),
                    "Irn has come back down to where you are. It goes up only as long as you"
                    " keep up with it.",
                ),
                Cue(
                    lambda setting, state: (
                        levied(setting, state.last) <= LOW and not state.treaties
                    ),
                    "Look at Irn's tariff. What it refused at first it may sign now, and more than"
                    " trade can be promised.",
                ),
                Cue(
                    lambda setting, state: (
                        any(treaty.start < state.round for treaty in state.treaties)
                        and levied(setting, state.last) > LOW
                    ),
                    "A treaty is a new footing. Both stay near where they stood when they signed:"
                    " what has not grown by then grows slowly.",
                ),
            ),
            ended,
            mode="blind",
        ),
        Unmask(
            "Irn is no enemy, and no friend of big words. With you it played the first of these;"
            " you have played something like the second:",
            ("raise-the-stakes", "grit"),
        ),
        Say(
            "A gift with nothing asked says something that an offer cannot: it has been paid for."
            " It is small, so that little is lost if it is not returned, and it is repeated, so"
            " that the other can trust it. What grows that way is diffuse: nobody keeps a bill."
        ),
        Predict(
            "averts",
            "A flood takes an eighth of Holm's income for a year. How much of that does Irn avert"
            " as an ally?",
            ("Less than a quarter", "About half", "Nearly all"),
            "flood",
            lambda taken: averted_third(),
            "An ally averts the more, the larger it is beside you.",
        ),
        Show("flood", "The year in which the dykes break, alone and with an ally:", flood_board),
        Predict(
            "after",
            "The two are allies, and Holm has promised to stay at zero. Then it breaks its word for"
            " one year, goes to 20%, and back to zero. What becomes of Irn's tariff?",
            (
                "It hardly moves: it was one year",
                "It is up the year after, and comes down in steps",
                "It is up the year after, and stays up",
            ),
            "betrayed",
            lambda taken: after_breach(),
        ),
        Show(
            "betrayed", "The year of the breach brought more. Then came the flood.", betrayed_board
        ),
        Sliders(
            "walk",
            "How fast do two come together? Irn's step is its own; yours is up to you.",
            (
                Slider(
                    "your step",
                    "you lower your tariff each year by",
                    ((0.0, "nothing"), (0.02, "2 points"), (0.05, "5"), (0.10, "10"), (0.20, "20")),
                    2,
                ),
                Slider(
                    "its step",
                    "Irn's step, of the way from war to peace",
                    ((0.05, "5%"), (0.10, "10%"), (0.20, "20%")),
                    1,
                ),
            ),
            walk_board,
        ),
        Check(
            "Why may a gift do what an offer of the same size does not?",
            (
                "It is larger",
                "It has been paid for before anything came back",
                "It obliges the other by law",
            ),
            1,
            "Words are cheap to one who has been let down. An act that cost something is not.",
        ),
        Check(
            "How should the first gift to a distrustful neighbour look?",
            (
                "Small, announced, and followed by the next",
                "As large as possible, once",
                "Secret, so that nobody takes advantage",
            ),
            0,
            "Small, so that it may fail; seen, so that it counts; repeated, so that it is trusted.",
        ),
        Check(
            "What makes an ally's promise worth something?",
            ("The treaty's length", "Kept promises, and the means to help", "A high tariff"),
            1,
            "A pledge that was broken once is believed less, whatever it says.",
        ),
    ),
    learnt=(
        "Where there is no trust, the good treaty is refused: acts come before words.",
        "Small gifts, repeated, let the other go along without risking much.",
        "An ally takes over part of a loss, and bears a part of it itself.",
        "Trust comes in steps and goes at once.",
    ),
)
