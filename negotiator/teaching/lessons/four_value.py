"""Lesson 4: claiming and creating value, by linkage and logrolling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from negotiator.counterparts.deliberation import Verdict
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.teaching.lessons.script import (
    Bar,
    Board,
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
from negotiator.teaching.lessons.trial import (
    grant,
    over_opening,
    proposal,
    refused,
    signed,
    tariff,
    trial,
    worth,
)

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.taken import Taken

ME, YOU = "BRA", "COR"
NARROW, WIDE = "two-wants-tariffs", "two-wants"
#: What the treaty of the second game is to be worth to the player, billions a year.
ENOUGH = 2.5

MINE, FREE = tariff(ME, YOU, 0.0), tariff(YOU, ME, 0.0)
COPYRIGHT = grant(Domain.COPYRIGHT, ME, YOU)
FUGITIVES = grant(Domain.EXTRADITION, ME, YOU)
FAVOURS = (COPYRIGHT, FUGITIVES)


def both(gains: Mapping[str, float]) -> str:
    """Both sides' gains and their sum, billions a year, in words."""
    mine, yours = gains[ME], gains[YOU]
    return f"{mine + yours:+.1f} = Brae {mine:+.1f}, Corland {yours:+.1f}"


def bar(label: str, gains: Mapping[str, float]) -> Bar:
    """What two gain together, as a bar."""
    return Bar(label, gains[ME] + gains[YOU], both(gains))


def deal(rate: float, *more: Clause) -> tuple[Clause, ...]:
    """Brae lifts its tariff and gives more; Corland goes down to a rate."""
    return (MINE, tariff(YOU, ME, rate), *more)


@cache
def verdict() -> int:
    """What Corland does with free trade on both sides: the place of the choice."""
    events = trial(NARROW, ME, ((proposal(ME, YOU, MINE, FREE),),)).events
    answer = next(event.answer for event in events if event.answer is not None)
    return [Verdict.ACCEPT, Verdict.COUNTER, Verdict.REJECT].index(answer.verdict)


@cache
def first_offer() -> dict[str, float]:
    """What the offer with which Corland comes is worth to both, billions a year."""
    state = trial(WIDE, ME, ((),)).state
    return worth(WIDE, state.proposals[0].clauses)


def share(gains: Mapping[str, float]) -> float:
    """Brae's part of what both gain together."""
    return gains[ME] / (gains[ME] + gains[YOU])


def _third(part: float) -> int:
    return 0 if part < 1 / 3 else 1 if part <= 2 / 3 else 2


def _cheap() -> int:
    found = worth(WIDE, (COPYRIGHT,))
    part = -found[ME] / found[YOU]
    return 0 if part > 1.2 else 1 if part > 0.8 else 2


def _pressed() -> int:
    ten, five = (sum(worth(WIDE, deal(rate, *FAVOURS)).values()) for rate in (0.10, 0.05))
    change = five / ten - 1.0
    return 0 if change > 0.5 else 1 if change > -0.1 else 2


def _ended(setting: Setting, state: State) -> Mapping[str, Any]:
    return over_opening(setting, state)


def _gains(taken: Taken, name: str) -> dict[str, float]:
    told = taken.told(name)
    return {code: float(told.get(code, 0.0)) for code in (ME, YOU)}


def _tug(taken: Taken) -> Board:
    rates = (0.12, 0.10, 0.08, 0.05, 0.0)
    bars = tuple(bar(f"at {rate:.0%}", worth(NARROW, deal(rate))) for rate in rates)
    return Board(
        "Brae lifts its tariff; what both gain, billions a year, by Corland's",
        bars,
        "The sum grows a little. What changes is who has it, and below 8% Corland would be worse"
        " off than with no deal.",
    )


def _made(taken: Taken) -> Board:
    bars = (
        bar("tariffs alone", _gains(taken, "tariffs")),
        bar("its first offer", first_offer()),
        bar("your treaty", _gains(taken, "deal")),
    )
    return Board("What both gain together, billions a year", bars)


def _cheap_board(taken: Taken) -> Board:
    rows = (
        ("copyright", (COPYRIGHT,)),
        ("fugitives", (FUGITIVES,)),
        ("your tariff", (MINE,)),
        ("its tariff at 5%", (tariff(YOU, ME, 0.05),)),
    )
    return Board(
        "Each promise alone, billions a year",
        tuple(bar(label, worth(WIDE, clauses)) for label, clauses in rows),
        "The first two cost Brae little and are worth much to Corland. They paid for the last.",
    )


def _pressed_board(taken: Taken) -> Board:
    rates = (0.10, 0.08, 0.06, 0.05, 0.04)
    return Board(
        "The whole package, billions a year, with Corland's tariff",
        tuple(bar(f"at {rate:.0%}", worth(WIDE, deal(rate, *FAVOURS))) for rate in rates),
        "Corland signs 10% at once, 5% at the fifth exchange of a talk and 4% at the sixth.",
    )


def _package(values: Mapping[str, float]) -> Board:
    clauses: list[Clause] = []
    if values["yours"] < 0.15:
        clauses.append(tariff(YOU, ME, values["yours"]))
    if values["mine"] < 0.04:
        clauses.append(MINE)
    clauses += [COPYRIGHT] * int(values["copyright"]) + [FUGITIVES] * int(values["fugitives"])
    found = worth(WIDE, tuple(clauses)) if clauses else {ME: 0.0, YOU: 0.0}
    total = found[ME] + found[YOU]
    bars = (
        Bar("Brae", found[ME], f"{found[ME]:+.2f}"),
        Bar("Corland", found[YOU], f"{found[YOU]:+.2f}"),
        Bar("together", total, f"{total:+.2f}"),
    )
    note = "Both gain." if min(found[ME], found[YOU]) > 0 else "Somebody gains nothing by it."
    return Board("Over no deal, billions a year", bars, note)


def _tactic(taken: Taken) -> str:
    from negotiator.counterparts.tactics import tactic

    found = tactic("linear")
    return (
        f"Who was Corland? It strikes nobody and it counts its own gain. Its tactic is called"
        f" {found.title}: {found.rule}\n\n"
        "So its first offer was a claim, not the limit. That cost you nothing but patience to find"
        " out."
    )


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
            "Talk with Corland. Your proposal lies half made; it says zero on both sides.",
            NARROW,
            ME,
            "A treaty by which Brae gains",
            lambda setting, state: signed(state) and over_opening(setting, state)[ME] > 0,
            (
                Cue(
                    lambda setting, state: refused(state, YOU) >= 1,
                    "The figure in Corland's answer is what its own promise costs it. Is there a"
                    " rate between 0 and 15% that pays for both? You may ask: g and w.",
                ),
                Cue(
                    lambda setting, state: refused(state, YOU) >= 3,
                    "It comes a little nearer with each exchange. But on one tariff, what one has"
                    " the other has not.",
                ),
            ),
            _ended,
            mode="standard",
        ),
        Show(
            "tug",
            "These are the deals that there were. The bar is what both gain together.",
            _tug,
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
            lambda taken: _third(share(first_offer())),
            lambda taken: f"In billions a year: {both(first_offer())}.",
        ),
        Predict(
            "cheap",
            "Brae recognises the copyright of Corland's authors. What does that cost Brae?",
            (
                "More than it is worth to Corland",
                "As much as it is worth to Corland",
                "Clearly less than it is worth to Corland",
            ),
            "cheap",
            lambda taken: _cheap(),
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
                    "What it answers it would sign. Beside it stands what it is worth to both."
                    " What does each promise cost you, and what is it worth to Corland?",
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
                    " for it. A treaty can be left with a year's notice, and made anew.",
                ),
            ),
            _ended,
            mode="standard",
        ),
        Show("made", "What you made of it, and how it was divided.", _made),
        Show("cheap", "Why there was more to divide.", _cheap_board),
        Say(
            "To pay for one thing with another is linkage. To give what is cheap for you and dear"
            " to the other, and to get the same in return, is logrolling. That is how value is"
            " created: not by meeting halfway on everything."
        ),
        Predict(
            "pressed",
            "The same package, and Corland goes down to 5% instead of 10%. What becomes of the sum"
            " of both gains?",
            ("It grows by more than half", "It hardly changes", "It shrinks"),
            "pressed",
            lambda taken: _pressed(),
            "To press on the tariff is to claim: it moves what is there.",
        ),
        Show("pressed", "From 10% to 4%:", _pressed_board),
        Say(_tactic),
        Sliders(
            "package",
            "Put a package together. Which parts make the sum grow, which move it?",
            (
                Slider(
                    "yours",
                    "Corland's tariff",
                    tuple((rate, f"{rate:.0%}") for rate in (0.15, 0.10, 0.08, 0.05, 0.0)),
                ),
                Slider("mine", "Brae's tariff", ((0.04, "4%"), (0.0, "0%"))),
                Slider("copyright", "copyright", _YES),
                Slider("fugitives", "fugitives", _YES),
            ),
            _package,
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
