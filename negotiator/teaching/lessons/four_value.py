"""Lesson 4: claiming and creating value, by linkage and logrolling."""

from __future__ import annotations

from negotiator.teaching.lessons.four_value_figures import (
    ENOUGH,
    ME,
    NARROW,
    SOME,
    WIDE,
    YOU,
    both,
    cheap,
    cheap_board,
    ended,
    first_offer,
    made_board,
    package_board,
    pressed,
    pressed_board,
    share,
    tactic_told,
    third,
    tug_board,
    verdict,
)
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
)
from negotiator.teaching.lessons.trial import over_opening, refused, signed

_YES = ((0.0, "no"), (1.0, "yes"))

LESSON = Lesson(
    number=4,
    slug="value",
    title="Making the pie and dividing it",
    idea="Talks about one thing divide; with more on the table both can have more",
    aim=f"Sign a treaty with Corland that is worth at least ${ENOUGH}bn a year to Brae.",
    reached=lambda taken: bool(taken.told("deal")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(
            "You govern Brae. A third of what it makes is sold to Corland, which is four times as"
            " large. Brae levies 4% on Corland's goods, Corland levies 15% on Brae's.\n\n"
            "You will meet Corland's government twice. This time tariffs are all that is talked"
            " about."
        ),
        Predict(
            "zero",
            "You propose free trade: no tariff on either side. What does Corland do?",
            (
                "It signs: free trade is good for both",
                "It does not, and says what it would sign instead",
                "It does not, and has nothing to offer",
            ),
            "tariffs",
            lambda taken: verdict(),
            "Corland is large: its tariff makes Brae sell cheaper. It gives that up only for a"
            " price, and Brae's 4% does not reach it.",
        ),
        Game(
            "tariffs",
            "Corland has brought an offer, which lies on the table. Make your own of it: put its"
            " tariff at zero, and see. Then find what Corland does sign.",
            NARROW,
            ME,
            f"A treaty worth ${SOME}bn a year or more to Brae, by tariffs alone",
            lambda setting, state: signed(state) and over_opening(setting, state)[ME] >= SOME,
            (
                Cue(
                    lambda setting, state: refused(state, YOU) >= 1,
                    "The figure in Corland's answer is what its own promise costs it. On one"
                    " tariff, what you win it mostly loses.",
                ),
                Cue(
                    lambda setting, state: refused(state, YOU) >= 3,
                    "It asks for a little less with each exchange. How near is your offer to what"
                    " it still needs?",
                ),
            ),
            ended,
            mode="standard",
        ),
        Show(
            "tug",
            "These are the deals that there were. The bar is what both gain together.",
            tug_board,
        ),
        Say(
            "What both gain together is value created. How it is divided is value claimed.\n\n"
            "Over a single tariff there is little to create, and so the talk was about claiming."
        ),
        Say(
            "Corland's government comes again. Tariffs are as they were. But now its authors want"
            " copyright in Brae, and its courts want people who live there. Corland itself gives"
            " neither to anyone.\n\n"
            "It brings a first offer in which all of that has its place."
        ),
        Predict(
            "first",
            "Of all that the two would gain by Corland's first offer: how much is Brae's part?",
            ("Less than a third", "About half", "More than two thirds"),
            "deal",
            lambda taken: third(share(first_offer())),
            lambda taken: f"In billions a year: {both(first_offer())}.",
        ),
        Predict(
            "price",
            "Brae recognises the copyright of Corland's authors. What does that cost Brae?",
            (
                "More than it is worth to Corland",
                "As much as it is worth to Corland",
                "Clearly less than it is worth to Corland",
            ),
            "cheap",
            lambda taken: cheap(),
        ),
        Game(
            "deal",
            "Look at Corland's offer. Then ask what Corland would want for a lower tariff.",
            WIDE,
            ME,
            f"A treaty worth ${ENOUGH}bn a year or more to Brae",
            lambda setting, state: signed(state) and over_opening(setting, state)[ME] >= ENOUGH,
            (
                Cue(
                    lambda setting, state: any(talk.asked for talk in state.talks.values()),
                    "What it answers it would sign. Switch one promise off and on: what does it"
                    " cost you, and what is it worth to Corland?",
                ),
                Cue(
                    lambda setting, state: refused(state, YOU) >= 2,
                    "It asks for less with each exchange. Keep what is cheap for you and dear to"
                    " Corland in the offer, and hold on to the tariff that you want.",
                ),
                Cue(
                    lambda setting, state: (
                        signed(state) and over_opening(setting, state)[ME] < ENOUGH
                    ),
                    "Signed, and both gain. But you gave all that Corland wanted and asked little"
                    " for it. A treaty can be left with a year's notice, d on the policy"
                    " screen, and made anew.",
                ),
            ),
            ended,
            mode="standard",
        ),
        Show("made", "What you made of it, and how it was divided.", made_board),
        Show("cheap", "Why there was more to divide.", cheap_board),
        Say(
            "To pay for one thing with another is linkage. To give what is cheap for you and dear"
            " to the other, and to get the same in return, is logrolling. That is how value is"
            " created: not by meeting halfway on everything."
        ),
        Predict(
            "press",
            "The same package, and Corland goes down to 5% instead of 10%. What becomes of the sum"
            " of both gains?",
            ("It grows by more than half", "It hardly changes", "It shrinks"),
            "pressed",
            lambda taken: pressed(),
            "To press on the tariff is to claim: it moves what is there.",
        ),
        Show("pressed", "From 10% to 4%:", pressed_board),
        Say(tactic_told),
        Sliders(
            "package",
            "Put a package together. Which parts make the sum grow, which move it?",
            (
                Slider(
                    "its tariff",
                    "what Corland levies on Brae",
                    tuple((rate, f"{rate:.0%}") for rate in (0.15, 0.10, 0.08, 0.05, 0.0)),
                ),
                Slider("your tariff", "what Brae levies on Corland", ((0.04, "4%"), (0.0, "0%"))),
                Slider("copyright", "Brae recognises Corland's authors", _YES),
                Slider("fugitives", "Brae surrenders fugitives", _YES),
            ),
            package_board,
        ),
        Check(
            "A talk about one tariff is stuck. Which question helps most?",
            (
                "Shall we meet halfway?",
                "What else do you want that costs us little?",
                "Is that your last word?",
            ),
            1,
            "Halfway divides what is there. Another thing on the table can pay for what is stuck.",
        ),
        Check(
            "You give copyright. It costs you 0.1 and is worth 1.2 to the other. Then you press its"
            " tariff down by a point. What did you do?",
            ("Claimed, then created", "Created both times", "Created, then claimed"),
            2,
            "The first made the sum larger. The second moved part of it to you.",
        ),
        Check(
            "The other's first offer makes you better off than no deal. What does that tell you?",
            (
                "That there is a deal, and perhaps a better one",
                "That it is fair",
                "That nothing better is to be had",
            ),
            0,
            "A first offer is a claim. What the other would still sign shows in what follows.",
        ),
    ),
    learnt=(
        "Over one thing, what one claims the other goes without.",
        "With more on the table, give what is cheap for you and dear to the other.",
        "Creating comes first, claiming second: look at both gains, not only at your own.",
        "A first offer is rarely the last: ask, wait, and offer again.",
    ),
)
