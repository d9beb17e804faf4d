"""What the page of a lesson says at each of its steps."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import singledispatch

from textual.content import Content

from negotiator.teaching.lessons.catalogue import lessons
from negotiator.teaching.lessons.duel import OPEN, RAISED, length
from negotiator.teaching.lessons.script import (
    Board,
    Check,
    Compare,
    Duel,
    Game,
    Predict,
    Say,
    Show,
    Sliders,
    Step,
    Unmask,
)
from negotiator.teaching.lessons.taken import Guess, Taken
from negotiator.teaching.lessons.worlds import small_world
from negotiator.ui.screens.duel_text import rounds
from negotiator.ui.text import GAIN, LOSS, MUTED, lines, rate, styled

#: Most cells of a bar.
_BAR = 30


@dataclass(frozen=True)
class Page:
    """What is shown.

    Parameters
    ----------
    options
        What there is to choose from, each with the entry that it gives: (kind, value).
    on
        What Enter does when there is nothing to choose.
    """

    text: Content
    options: tuple[tuple[str, tuple[str, object]], ...] = ()
    on: str = "{Enter lesson.on} goes on"


def page(taken: Taken, width: int, reached: bool = False) -> Page:
    """The page of the step at hand, or the last one; it may solve a small world.

    Parameters
    ----------
    width
        In cells.
    reached
        Whether the game at hand has reached its aim already.
    """
    if taken.done:
        return _last(taken)
    step = taken.step
    return _game(step, taken, reached) if isinstance(step, Game) else _page(step, taken, width)


def paragraphs(text: str) -> Content:
    """Paragraphs, their own line ends joined."""
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return Content("\n\n").join([Content(part) for part in parts])


@singledispatch
def _page(step: Step, taken: Taken, width: int) -> Page:
    raise TypeError(f"no page for {type(step).__name__}")


@_page.register
def _(step: Say, taken: Taken, width: int) -> Page:
    parts = [paragraphs(taken.say(step.text))]
    picture = taken.say(step.picture)
    if picture:
        parts += [styled(""), styled(textwrap.dedent(picture).strip("\n"), "$accent")]
    return Page(lines(*parts))


@_page.register
def _(step: Predict, taken: Taken, width: int) -> Page:
    text = lines(
        styled("What do you expect?", "bold $accent"),
        "",
        paragraphs(taken.say(step.question)),
    )
    return Page(text, _choices(step.choices))


def _choices(choices: tuple[str, ...]) -> tuple[tuple[str, tuple[str, object]], ...]:
    return tuple((text, ("chose", k)) for k, text in enumerate(choices))


@_page.register
def _(step: Check, taken: Taken, width: int) -> Page:
    text = [styled("A question", "bold $accent"), Content(""), paragraphs(taken.say(step.question))]
    if not taken.here:
        return Page(lines(*text), _choices(step.choices))
    said = taken.here[0].value
    right = said == step.right
    verdict = styled("✓ Right. ", f"bold {GAIN}") if right else styled("✗ No. ", f"bold {LOSS}")
    text += [
        Content(""),
        Content.assemble(("You said: ", MUTED), step.choices[said]),
        Content(""),
        Content.assemble(verdict, *(() if right else (step.choices[step.right],))),
        Content(""),
        paragraphs(taken.say(step.because)),
    ]
    return Page(lines(*text))


@_page.register
def _(step: Compare, taken: Taken, width: int) -> Page:
    text: list[Content] = [styled("What you expected, and what came", "bold $accent")]
    for guess in taken.guesses(step.predictions):
        text += [Content(""), *_guess(guess, taken)]
        because = taken.say(guess.prediction.because)
        if because:
            text += [Content(""), paragraphs(because)]
    return Page(lines(*text))


def _guess(guess: Guess, taken: Taken) -> list[Content]:
    choices = guess.prediction.choices
    question = " ".join(taken.say(guess.prediction.question).split("\n\n")[-1].split())
    if guess.came is None:
        mark, came = styled("· ", MUTED), "It did not come to that."
    else:
        mark = styled("✓ ", f"bold {GAIN}") if guess.right else styled("✗ ", f"bold {LOSS}")
        came = choices[guess.came]
    return [
        styled(question, MUTED),
        Content.assemble(("  You said   ", MUTED), choices[guess.said]),
        Content.assemble(("  What came  ", MUTED), mark, came),
    ]


@_page.register
def _(step: Unmask, taken: Taken, width: int) -> Page:
    from negotiator.counterparts.stances import stance

    text = [paragraphs(taken.say(step.text))]
    for name in step.stances:
        rule = stance(name)
        about = rule.text().split("\n\n")[0]
        text += [
            Content(""),
            styled(rule.title, "bold $accent"),
            Content(rule.rule),
            styled(" ".join(about.replace("*", "").split()), MUTED),
            styled(f"Source: {rule.reference}", MUTED),
        ]
    return Page(lines(*text))


@_page.register
def _(step: Show, taken: Taken, width: int) -> Page:
    return Page(lines(paragraphs(taken.say(step.text)), "", board(taken.board(step.name), width)))


@_page.register
def _(step: Sliders, taken: Taken, width: int) -> Page:
    return Page(
        paragraphs(taken.say(step.text)),
        on="← → move, ↑ ↓ choose another, {Enter lesson.on} goes on",
    )


def board(found: Board, width: int) -> Content:
    """Bars over one scale; a loss has its own colour and sign."""
    if not found.bars:
        return styled(found.title, "bold")
    name = max(len(bar.label) for bar in found.bars) + 1
    told = max(len(bar.told) for bar in found.bars) + 1
    room = max(min(_BAR, width - name - told - 2), 5)
    most = max(max(abs(bar.value) for bar in found.bars), 1e-9)
    rows: list[Content | str] = [styled(found.title, "bold")]
    for bar in found.bars:
        long = max(round(abs(bar.value) / most * room), 0)
        style = "$success" if bar.value >= 0 else "$error"
        drawn = ("█" if bar.value >= 0 else "▒") * long
        rows.append(
            Content.assemble(f"{bar.label:<{name}}", (f"{bar.told:>{told}} ", "bold"),
                             (drawn or "▏", style))
        )  # fmt: skip
    if found.note:
        rows += ["", styled(" ".join(found.note.split()), MUTED)]
    return lines(*rows)


def _game(step: Game, taken: Taken, reached: bool) -> Page:
    begun = taken.save(step.name)
    text = lines(
        paragraphs(taken.say(step.text)),
        "",
        Content.assemble(
            ("Aim  ", "bold $accent"), ("✓ reached: ", GAIN) if reached else "", step.aim
        ),
    )
    if reached:
        done = ("The aim is reached: go on with the lesson", ("leave", None))
        return Page(text, (done, ("Begin the game again", ("play", True))))
    options: tuple[tuple[str, tuple[str, object]], ...] = (
        ("Go on with the game" if begun else "Begin", ("play", False)),
    )
    if begun:
        options += (("Begin it again", ("play", True)), ("Leave it at that", ("leave", None)))
    return Page(text, options)


@_page.register
def _(step: Duel, taken: Taken, width: int) -> Page:
    played = taken.rounds(step.name)
    over = len(played) >= length(step, taken.seed)
    small = small_world(step.world)
    names = (small.names[0], step.called or small.names[1])
    text = rounds(step, played, names, width, over) if played else paragraphs(taken.say(step.text))
    if over:
        return Page(text)
    if step.mine is not None:
        return Page(text, on="{Enter lesson.on} plays a year")
    raised = rate(small.tariffs[0])
    keep = "Open (0%)" if played else "Keep the border open (0%)"
    lift = f"Raised ({raised})" if played else f"Raise the tariff to {raised}"
    return Page(text, ((keep, ("round", OPEN)), (lift, ("round", RAISED))))


def _last(taken: Taken) -> Page:
    """The end: what was learnt, aim, predictions."""
    lesson = taken.lesson
    reached = lesson.reached(taken)
    right, asked = taken.checks()
    text: list[Content] = [
        styled(f"The end of lesson {lesson.number}", "bold $accent"),
        Content(""),
        styled("What this lesson was about", "bold"),
        *(Content(f"· {each}") for each in lesson.learnt),
        Content(""),
        Content.assemble(
            ("Aim  ", "bold"),
            (("✓ reached: ", GAIN) if reached else ("✗ not reached: ", LOSS)),
            lesson.aim,
        ),
    ]
    guesses = [guess for guess in taken.guesses() if guess.came is not None]
    if guesses:
        good = sum(guess.right for guess in guesses)
        text += [Content(""), Content.assemble(("What you expected  ", "bold"),
                                               f"{good} of {len(guesses)} came true")]  # fmt: skip
        for guess in guesses:
            text += _guess(guess, taken)
    if asked:
        text += [
            Content(""),
            Content.assemble(("Questions  ", "bold"), f"{right} of {asked} right"),
        ]
    following = next((each for each in lessons() if each.number == lesson.number + 1), None)
    if following is not None:
        told = f"{following.title}: {following.idea}."
        text += [Content(""), Content.assemble(("Next  ", "bold"), told)]
    return Page(lines(*text), on="{Enter lesson.on} leads to the lessons")
