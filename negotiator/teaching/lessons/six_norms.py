"""Lesson 6: diffuse reciprocity, norms, and what is extended to all."""

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
from negotiator.teaching.lessons.six_norms_figures import (
    FAIR,
    FOR_ONE,
    GAIN,
    ME,
    NORM,
    OPEN,
    PORTS,
    STRICT,
    WALLS,
    answering,
    at_end,
    became_network,
    closed,
    ended,
    gained,
    kept_board,
    levels,
    memory_board,
    network,
    open_again,
    place,
    treaties_board,
    unasked,
)
from negotiator.teaching.lessons.trial import bound, refused, signed

LESSON = Lesson(
    number=6,
    slug="norms",
    title="Everyone is watching",
    idea="What you do to one comes back from another, and a favour to all comes back from all",
    aim=f"Make four closed ports open to each other, and Ansa {GAIN}% better off.",
    reached=lambda taken: bool(taken.told("walls")["reached"]),
    minutes=(10, 15),
    parts=(
        Say(
            "Four ports of one size, Ansa, Belm, Cove and Dale, were open to each other. Then"
            " Ansa's government put 25% on the goods of Cove and of Dale. That brought Ansa 0.4%"
            " of its income, and Belm, who was spared, 0.7%.\n\n"
            "The government has fallen. You take office in Ansa, and the tariffs are still there."
            " You know none of the three others."
        ),
        Predict(
            "answers",
            "If the tariffs stay: who of the three will close its market to Ansa?",
            ("Cove alone", "Cove and Dale", "Cove and Belm", "Nobody, or all three"),
            "ports",
            lambda taken: answering(),
            "Dale was hit and did nothing. Belm was spared and closed.",
        ),
        Game(
            "ports",
            "Wait a year or two, and see who minds. Then have all three open to you again.",
            PORTS,
            ME,
            "All four ports open, to you and by you",
            open_again,
            (
                Cue(
                    lambda setting, state: (
                        closed(state, setting, STRICT) and not closed(state, setting, FAIR)
                    ),
                    "Cove has answered. Read in the news why.",
                ),
                Cue(
                    lambda setting, state: closed(state, setting, FAIR),
                    "Belm has closed as well, though you did nothing to it. Its reason is in the"
                    " news: what does it look at?",
                ),
                Cue(
                    lambda setting, state: refused(state, FAIR) > 0,
                    "Belm makes no promise to a state that treats others like this. It is not"
                    " Belm that is to be won back first.",
                ),
                Cue(
                    lambda setting, state: (
                        min(levels(setting, state)[1]) >= OPEN
                        and min(levels(setting, state)[0]) < OPEN
                    ),
                    "You are open to all. They have to see it before they answer.",
                ),
            ),
            ended,
            mode="blind",
        ),
        Show("kept", "What the tariffs would have brought in the end:", kept_board),
        Unmask(
            "Three governments, three rules. Dale is open whatever is done to it. And these are"
            " Belm and Cove:",
            ("diffuse", "standing"),
        ),
        Say(
            "To return to each what it did to you is specific reciprocity. To look at how a state"
            " treats everyone is diffuse reciprocity. Who is watched by all has more to lose than"
            " one partner, and more to gain.\n\n"
            "Dale could not defend itself. The others did it, without an order and without a"
            " treaty. That is what a norm is."
        ),
        Say(
            "A generation later all four levy 10% on each other. Dale has a new government, whom"
            " nobody knows. Everyone could open, and everyone waits.\n\n"
            "A promise may be made to one country, or to all: the clause of the most favoured"
            " nation, MFN. In a talk, m extends your tariffs to all."
        ),
        Predict(
            "unasked",
            "You promise Belm 0% and extend it to all. Belm promises something back. Cove and Dale"
            " have signed nothing. What do they do?",
            ("They take it and keep their tariffs", "They lower theirs as well"),
            "walls",
            lambda taken: unasked(),
            "The new Dale does as is done to it. Cove and Belm go by how Ansa treats everyone.",
        ),
        Predict(
            "one",
            "And if you promise 0% to Belm alone, while the three others sign with each other?"
            " After five years Ansa will be",
            ("better off than at the start", "as at the start", "worse off than at the start"),
            "treaties",
            lambda taken: place(gained(*at_end(network(FOR_ONE)))),
            "Who has a treaty with one is left out of all the others.",
        ),
        Game(
            "walls",
            "Open the four ports. Who moves first pays for a year.",
            WALLS,
            ME,
            f"The norm at {NORM:g} or more, and Ansa better off by {GAIN}%",
            became_network,
            (
                Cue(
                    lambda setting, state: (
                        len(state.history) == 2 and min(levels(setting, state)[1]) >= OPEN
                    ),
                    "You are open to all, and it cost you this year. What will they make of it?",
                ),
                Cue(
                    lambda setting, state: (
                        len(state.history) == 3 and max(levels(setting, state)[1]) < OPEN
                    ),
                    "The others sign with each other, and what they give each other is lost to"
                    " you. What would all three have to see?",
                ),
                Cue(
                    lambda setting, state: signed(state) and bound(state, ME, STRICT) is None,
                    "A treaty with one. What do those think who are no party to it?",
                ),
            ),
            ended,
            mode="blind",
        ),
        Show("treaties", "The same five years, by the promise of the first:", treaties_board),
        Sliders(
            "memory",
            "Back to the first story. Belm forms its opinion slowly or quickly, and bears more or"
            " less. When does Ansa pay, and for how long?",
            (
                Slider(
                    "memory",
                    "how much of its old opinion Belm keeps",
                    ((0.3, "30%"), (0.6, "60%"), (0.8, "80%"), (0.9, "90%")),
                    1,
                ),
                Slider(
                    "tolerance",
                    "how far below the norm Belm bears",
                    ((0.15, "15%"), (0.3, "30%"), (0.45, "45%")),
                    1,
                ),
                Slider(
                    "lifted",
                    "when Ansa lifts both tariffs",
                    ((1.0, "year 1"), (2.0, "year 2"), (3.0, "year 3"), (5.0, "year 5")),
                    2,
                ),
            ),
            memory_board,
        ),
        Check(
            "You raised a tariff on a third country, and an old partner closes its market. What"
            " opens it again?",
            (
                "A favour to the old partner",
                "Treating the third country well again",
                "A penalty on the old partner",
            ),
            1,
            "It looks at how you treat everyone. What you do to itself is not the question.",
        ),
        Check(
            "What does an MFN clause do?",
            (
                "It gives one country more than any other",
                "It gives all what one was promised",
                "It takes back what others were promised",
            ),
            1,
            "The most favoured nation is the measure: nobody is treated worse than it.",
        ),
        Check(
            "When does a favour to all pay?",
            (
                "Always",
                "When the others return what they see done to everyone, or to themselves",
                "Never: those who promised nothing keep what they have",
            ),
            1,
            "Among free riders it would be lost. Here two went by conduct to all and one by what it"
            " got.",
        ),
    ),
    learnt=(
        "A penalty on one can be answered by another who was not hit.",
        "Conduct toward everyone is a reputation: slow to mend where memories are long.",
        "A promise extended to all can turn one treaty into a network.",
        "Who signs with one alone may find the others signing without it.",
    ),
)
