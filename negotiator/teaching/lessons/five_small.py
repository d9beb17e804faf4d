"""Lesson 5: small against large: blows that are not felt, linkage, patience and company."""

from __future__ import annotations

from negotiator.teaching.lessons.five_small_figures import (
    ALLY,
    ALONE,
    COMPANY,
    LARGE,
    ME,
    TOGETHER,
    WALL,
    answered,
    asked_board,
    asks_in_vain,
    blow_board,
    company,
    ended,
    felt,
    gains,
    hit,
    lowered,
    patience,
    sizes_board,
    ways_board,
    why,
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
    Unmask,
)
from negotiator.teaching.lessons.trial import refused, signed

LESSON = Lesson(
    number=5,
    slug="small",
    title="Small against large",
    idea="A blow that is not felt moves nobody; what the large one wants does, and so does company",
    aim="Bring Grand's wall against Tarn's fish down to 10%, and with an ally to 5%.",
    reached=lambda taken: bool(taken.told("wall")["reached"] and taken.told("company")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(
            "You govern Tarn, an island that lives by its fish. Grand, some ninety times as large,"
            " keeps a wall of 32% against it. Tarn levies 20% on what Grand makes, and nothing on"
            " fish."
        ),
        Predict(
            "felt",
            "Suppose you put 20 points on everything from Grand. As a share of its income, who"
            " loses more?",
            ("Grand, clearly", "Both about alike", "Tarn, clearly"),
            "blow",
            lambda taken: felt(),
        ),
        Predict(
            "answer",
            "And what will Grand do about its wall in the years after?",
            ("Take it down", "Raise it", "Nothing"),
            "blow",
            lambda taken: answered(),
            "Grand can live with a blow that it hardly feels, and need not even answer it.",
        ),
        Show("blow", "Nobody had to be harmed for this: it is worked out.", blow_board),
        Game(
            "wall",
            "Find out what would bring the wall down. Grand answers when it is asked.",
            WALL,
            ME,
            "Grand's tariff on fish at 10% or less by treaty, and Tarn gains",
            lambda setting, state: lowered(state, ALONE) and gains(setting, state),
            (
                Cue(
                    hit,
                    "Your income has fallen. Has Grand's wall?",
                ),
                Cue(
                    lambda setting, state: asks_in_vain(state),
                    "Your market alone does not pay for the wall. Grand's fishers are heard at"
                    " home. What else does Grand want of you? Ask it.",
                ),
                Cue(
                    lambda setting, state: refused(state, LARGE) >= 3,
                    "Compare what it asks for now with what it asked for at first.",
                ),
                Cue(
                    lambda setting, state: signed(state) and not lowered(state, ALONE),
                    "Signed, but the wall is still high. That was its price at the beginning of a"
                    " talk. A treaty can be left with a year's notice: d on the policy screen.",
                ),
            ),
            ended,
            mode="blind",
        ),
        Say(why),
        Predict(
            "waiting",
            "You make Grand one and the same offer, six times in a talk. What becomes of the tariff"
            " that it asks to keep?",
            ("It stays where it was", "It goes up: Grand is annoyed", "It comes down"),
            "patience",
            lambda taken: patience(),
            "It had asked for more than it needed. Time was on the side of the one who could wait.",
        ),
        Show("patience", "The same offer, six times:", asked_board),
        Say(
            "Next to Tarn lies Fenn, with three times Tarn's income and hardly any fish. It sells"
            " workshop goods to Grand, and there are people in Fenn, too, whom Grand's courts"
            " want.\n\n"
            "In a talk with Grand, v takes Fenn along: in your offer it then gives and gets what"
            " you do. What it would sign itself may differ. All three sign, or nobody."
        ),
        Predict(
            "joined",
            "Alone you get 10% at best. With Fenn at your side, how far can the wall come down?",
            (
                "No further: Grand is as large as before",
                "To 5% or less, and all three gain",
                "Grand will not talk with two",
            ),
            "company",
            lambda taken: company(),
            "What Fenn gives pays for what Tarn gets. Open doors for Fenn's goods pay Fenn.",
        ),
        Game(
            "company",
            "Go to Grand together with Fenn. Fenn has no fish: what would it want of Grand?",
            COMPANY,
            ME,
            "Grand's tariff on fish at 5% or less by treaty, and Tarn gains",
            lambda setting, state: lowered(state, TOGETHER) and gains(setting, state),
            (
                Cue(
                    lambda setting, state: (
                        refused(state, LARGE) >= 2
                        and not any(ALLY in o.parties for o in state.talks[LARGE].mine)
                    ),
                    "Alone you are where you were. Take Fenn along: v.",
                ),
                Cue(
                    lambda setting, state: (
                        any(
                            ALLY in offer.parties
                            for talk in state.talks.values()
                            for offer in talk.mine
                        )
                        and not signed(state)
                    ),
                    "Both have to gain. Who of the two is not content, and what would it sign?"
                    " Their versions lie on the table.",
                ),
            ),
            ended,
            mode="blind",
        ),
        Show("ways", "Three ways of the small one:", ways_board),
        Unmask(
            "Grand struck nobody and was moved by no blow. It asks what a change is worth:",
            ("equal-value",),
        ),
        Sliders(
            "sizes",
            "How large must a country be for its blow to be felt? And for it not to hurt itself?",
            (
                Slider(
                    "size",
                    "Tarn's income, billions a year",
                    tuple((s, f"{s:.0f}") for s in (5.0, 20.0, 100.0, 500.0, 2000.0)),
                    1,
                ),
                Slider(
                    "points",
                    "points of tariff",
                    ((0.05, "5"), (0.1, "10"), (0.2, "20"), (0.4, "40")),
                    2,
                ),
            ),
            sizes_board,
        ),
        Check(
            "Why did the blow not move Grand?",
            (
                "It was not told of it",
                "A small market is a small part of what it sells",
                "It had promised never to answer",
            ),
            1,
            "A blow counts by what it takes from the other, as a share of what it has.",
        ),
        Check(
            "What does linkage do for a small country?",
            (
                "It pays with what the large one wants for what it cannot pay with its market",
                "It makes its market larger",
                "It forces the large one by law",
            ),
            0,
            "There are things that only the small one can give.",
        ),
        Check(
            "Why could the two islands get more together than one by itself?",
            (
                "Grand was afraid of two",
                "What one gave paid for what the other got",
                "Two always get twice as much",
            ),
            1,
            "And each had to be better off itself, or it would not have signed.",
        ),
    ),
    learnt=(
        "A blow is felt by its share of income: small countries mostly hit themselves.",
        "Link: give what the large one cannot buy elsewhere for what you cannot take.",
        "Wait: a first demand is higher than the last.",
        "Bring company: what one ally gives can pay for what another gets.",
    ),
)
