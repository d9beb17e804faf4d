"""A lesson as taken so far: a pure fold of what the player gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from negotiator.teaching.lessons.duel import Round, length, rounds
from negotiator.teaching.lessons.script import (
    Board,
    Check,
    Duel,
    Game,
    Lesson,
    Predict,
    Show,
    Step,
    Text,
)


class LessonError(ValueError):
    """What a lesson has no place for; in a line."""


class Entry(NamedTuple):
    """What a player gave: one line of a lesson's log.

    Parameters
    ----------
    kind
        `on` goes on (value None), `chose` answers (a place in the choices), `round` is a level in
        a duel (None in one that is watched), `began` names the save of a game, and `ended` holds
        how the game ended: `reached`, and what it told.
    """

    kind: str
    value: Any = None


class Guess(NamedTuple):
    """A prediction: what was said, and what came (None when it did not come to that)."""

    prediction: Predict
    said: int
    came: int | None

    @property
    def right(self) -> bool:
        """Whether it came true."""
        return self.said == self.came


@dataclass(frozen=True)
class Taken:
    """A lesson as taken so far.

    Parameters
    ----------
    given
        Entries by step; the last group belongs to the step at hand.
    """

    lesson: Lesson
    seed: int
    given: tuple[tuple[Entry, ...], ...] = ((),)

    @property
    def place(self) -> int:
        """Of the step at hand, from 0; as many as there are steps when all are taken."""
        return len(self.given) - 1

    @property
    def done(self) -> bool:
        """Whether all steps are taken."""
        return self.place >= len(self.lesson.steps)

    @property
    def step(self) -> Step:
        """The step at hand; there is none when the lesson is done."""
        return self.lesson.steps[self.place]

    @property
    def here(self) -> tuple[Entry, ...]:
        """Entries of the step at hand."""
        return self.given[-1]

    def then(self, kind: str, value: Any = None) -> Taken:
        """The lesson with one entry more.

        Raises
        ------
        LessonError
            When the step at hand has no place for it.
        """
        if self.done:
            raise LessonError(f"the lesson is over; {kind!r} came after its end")
        wanted = self.expected
        if kind not in wanted:
            raise LessonError(f"{kind!r} at step {self.place + 1}; expected {' or '.join(wanted)}")
        self._check(kind, value)
        entries = (*self.here, Entry(kind, value))
        given = (*self.given[:-1], entries)
        last = (
            kind == "on" or kind == "ended" or (kind == "chose" and isinstance(self.step, Predict))
        )
        return replace(self, given=(*given, ()) if last else given)

    @property
    def expected(self) -> tuple[str, ...]:
        """Kinds of entries that the step at hand has a place for."""
        step = self.step
        match step:
            case Predict():
                return ("chose",)
            case Check():
                return ("on",) if self.here else ("chose",)
            case Duel():
                return ("on",) if len(self.here) >= length(step, self.seed) else ("round",)
            case Game():
                return ("began", "ended")
            case _:
                return ("on",)

    def _check(self, kind: str, value: Any) -> None:
        step = self.step
        fits = value is None
        if kind == "chose":
            assert isinstance(step, Predict | Check)
            fits = type(value) is int and 0 <= value < len(step.choices)
        elif kind == "round":
            assert isinstance(step, Duel)
            if step.mine is None:
                fits = type(value) in (int, float) and 0.0 <= value <= 1.0
        elif kind == "began":
            fits = isinstance(value, str) and "/" not in value and "\\" not in value
        elif kind == "ended":
            fits = isinstance(value, dict) and isinstance(value.get("reached"), bool)
        if not fits:
            raise LessonError(f"{kind} {value!r} at step {self.place + 1} is not one of its values")

    # What is asked of it by texts, truths and aims -------------------------------------------

    def part(self, name: str) -> Step:
        """A step by its name."""
        return self.lesson.steps[self._index(name)]

    def passed(self, name: str) -> bool:
        """Whether a part is done."""
        return self._index(name) < self.place

    def _index(self, name: str) -> int:
        for k, step in enumerate(self.lesson.steps):
            if getattr(step, "name", "") == name:
                return k
        raise LessonError(f"no part is named {name!r} in lesson {self.lesson.number}")

    def _entries(self, name: str) -> tuple[Entry, ...]:
        index = self._index(name)
        return self.given[index] if index < len(self.given) else ()

    def rounds(self, name: str) -> tuple[Round, ...]:
        """The rounds of a duel so far."""
        duel = self.part(name)
        assert isinstance(duel, Duel)
        levels = [entry.value for entry in self._entries(name) if entry.kind == "round"]
        return rounds(duel, self.seed, tuple(0.0 if v is None else float(v) for v in levels))

    def answer(self, name: str) -> int:
        """What was predicted, a place in the choices; -1 before."""
        chosen = [entry.value for entry in self._entries(name) if entry.kind == "chose"]
        return chosen[-1] if chosen else -1

    def save(self, name: str) -> str | None:
        """The file of a game's save, if it has begun."""
        begun = [entry.value for entry in self._entries(name) if entry.kind == "began"]
        return begun[-1] if begun else None

    def told(self, name: str) -> Mapping[str, Any]:
        """How a game ended: `reached`, and what the part tells; nothing before."""
        ends = [entry.value for entry in self._entries(name) if entry.kind == "ended"]
        return ends[-1] if ends else {"reached": False}

    def board(self, name: str) -> Board:
        """A result that is shown."""
        show = self.part(name)
        assert isinstance(show, Show)
        return show.board(self)

    def say(self, text: Text) -> str:
        """A text as it stands now."""
        return text if isinstance(text, str) else text(self)

    def guesses(self, of: tuple[Predict, ...] | None = None) -> tuple[Guess, ...]:
        """Predictions whose results have come, or of these those that were made."""
        wanted = of
        if wanted is None:
            wanted = tuple(
                step
                for step in self.lesson.steps
                if isinstance(step, Predict) and self.passed(step.name) and self.passed(step.after)
            )
        return tuple(Guess(each, self.answer(each.name), each.right(self)) for each in wanted)

    def checks(self) -> tuple[int, int]:
        """Questions of understanding that were answered right, and all that were asked."""
        asked = [
            (step.right, entries[0].value)
            for step, entries in zip(self.lesson.steps, self.given, strict=False)
            if isinstance(step, Check) and entries
        ]
        return sum(right == said for right, said in asked), len(asked)
