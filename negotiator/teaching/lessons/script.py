"""What a lesson is made of.

How a lesson is written
-----------------------
A lesson is one module beside this one with a `LESSON`, named in `catalogue.py`. Its `parts` are
values, taken in order, each once:

- `Say`: a card of a few short sentences; Enter goes on.
- `Predict`: asked *before* a result. `after` names the part that brings the result: when that part
  is done, the lesson itself shows the guess beside what came, and once more on the last page.
- `Duel`: rounds of tariffs against a stance of the catalogue whose name is not told, in a small
  world of two countries. With `mine` it is a match of two stances that the player watches.
- `Game`: the real game, on a scenario of the lesson's own, with an aim and a coach's cues.
- `Show`: a result that the tournament engine works out, as bars.
- `Unmask`: who that was, by the catalogue.
- `Sliders`: the same result with parameters to move. Only after the guided case.
- `Check`: a question at the end, with an explanation.

Small worlds and scenarios are TOML files in `worlds/`, named without their ending. A text is a
string, or a function of the lesson as taken so far (`Taken`), so that every figure in it is worked
out by the engine: `taken.rounds("first")`, `taken.answer("guess")`, `taken.told("deal")`. Blank
lines part paragraphs; single line ends are kept as they are only in a `picture`. Nothing is told
that the player is to find out before its moment. Parts are data: what a part needs beyond them
belongs into the engine, not into a lesson.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.teaching.lessons.duel import Round
    from negotiator.teaching.lessons.taken import Taken

Text: TypeAlias = "str | Callable[[Taken], str]"


@dataclass(frozen=True)
class Say:
    """A card.

    Parameters
    ----------
    picture
        A small table or picture of text under it, its lines kept as they are.
    """

    text: Text
    picture: Text = ""


@dataclass(frozen=True)
class Predict:
    """A guess before a result.

    Parameters
    ----------
    after
        The name of the part that brings the result.
    right
        Which of the choices came true, a place from 0; None when it did not come to it.
    because
        Said with the comparison.
    """

    name: str
    question: Text
    choices: tuple[str, ...]
    after: str
    right: Callable[[Taken], int | None]
    because: Text = ""


@dataclass(frozen=True)
class Card:
    """What the coach says in a duel, once.

    Parameters
    ----------
    when
        Of the rounds so far.
    """

    when: Callable[[tuple[Round, ...]], bool]
    text: str


@dataclass(frozen=True)
class Duel:
    """Rounds of tariffs between the player's country and another.

    Parameters
    ----------
    stance
        Whom the player meets, as a tournament names it: `tit-for-tat`, or
        `generous-tit-for-tat:forgives=0.2`.
    rounds
        The least and the most; how many there are is drawn from the seed and not told.
    mine
        A stance that plays the player's side, for a match that is watched.
    noise
        Chance that an act is misread: it turns into its opposite, and both remember what happened.
    slips
        Acts that are misread for certain: (round from 1, side), side 0 the player's.
    called
        What the other government is called while it is not named; empty for its country's name.
    open_book
        Whether the other's reasons are told in each round.
    """

    name: str
    text: Text
    stance: str
    world: str = "two-coasts"
    rounds: tuple[int, int] = (6, 9)
    mine: str | None = None
    noise: float = 0.0
    slips: tuple[tuple[int, int], ...] = ()
    cards: tuple[Card, ...] = ()
    called: str = ""
    open_book: bool = False


@dataclass(frozen=True)
class Cue:
    """What the coach says in a game, once."""

    when: Callable[[Setting, State], bool]
    text: str


@dataclass(frozen=True)
class Game:
    """The real game, until its aim is reached or it is over.

    Parameters
    ----------
    text
        Before it begins.
    aim
        In a few words, as it stands on the desk.
    reached
        Whether it is.
    told
        What later parts need to know of how it ended: plain values, kept in the lesson's log.
    """

    name: str
    text: Text
    scenario: str
    player: str
    aim: str
    reached: Callable[[Setting, State], bool]
    cues: tuple[Cue, ...] = ()
    told: Callable[[Setting, State], Mapping[str, Any]] = lambda setting, state: {}
    mode: str = "open"


@dataclass(frozen=True)
class Bar:
    """A row of a board: a value as a bar, and how it is told."""

    label: str
    value: float
    told: str


@dataclass(frozen=True)
class Board:
    """A result, as bars over one scale."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True)
class Show:
    """A result that is worked out."""

    name: str
    text: Text
    board: Callable[[Taken], Board]


@dataclass(frozen=True)
class Unmask:
    """Who that was.

    Parameters
    ----------
    stances
        Names in the catalogue.
    """

    text: Text
    stances: tuple[str, ...]


@dataclass(frozen=True)
class Slider:
    """A parameter to move.

    Parameters
    ----------
    values
        What it can be, each with how it is shown.
    start
        A place in `values`.
    """

    name: str
    about: str
    values: tuple[tuple[float, str], ...]
    start: int = 0


@dataclass(frozen=True)
class Sliders:
    """A result with parameters to move.

    Parameters
    ----------
    board
        From the sliders' values by name; it may take a second, and is kept.
    """

    name: str
    text: Text
    sliders: tuple[Slider, ...]
    board: Callable[[Mapping[str, float]], Board]


@dataclass(frozen=True)
class Check:
    """A question at the end.

    Parameters
    ----------
    right
        A place in `choices`.
    """

    question: Text
    choices: tuple[str, ...]
    right: int
    because: Text


@dataclass(frozen=True)
class Compare:
    """Guesses beside what came: put after a part by the lesson itself."""

    predictions: tuple[Predict, ...]


Part = Say | Predict | Duel | Game | Show | Unmask | Sliders | Check
Step = Part | Compare


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Parameters
    ----------
    idea
        One line, for the list.
    aim
        What the player is to reach, in a sentence, and whether it is reached.
    minutes
        The least and the most that it takes.
    learnt
        On the last page, a sentence each.
    """

    number: int
    slug: str
    title: str
    idea: str
    aim: str
    reached: Callable[[Taken], bool]
    minutes: tuple[int, int]
    parts: tuple[Part, ...]
    learnt: tuple[str, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The parts, and after each the guesses about it beside what came."""
        found: list[Step] = []
        guesses = [part for part in self.parts if isinstance(part, Predict)]
        for part in self.parts:
            found.append(part)
            name = "" if isinstance(part, Predict) else getattr(part, "name", "")
            told = tuple(guess for guess in guesses if name and guess.after == name)
            if told:
                found.append(Compare(told))
        return tuple(found)

    @property
    def shape(self) -> str:
        """The kinds and names of its steps: a log of another shape cannot be gone on with."""
        kinds = [f"{type(step).__name__}:{getattr(step, 'name', '')}" for step in self.steps]
        return " ".join(kinds)
