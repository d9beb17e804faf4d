"""The lessons that there are."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from negotiator.counterparts.lookup import unknown
from negotiator.teaching.lessons.script import Lesson
from negotiator.teaching.lessons.taken import LessonError

#: Modules beside this one, each with a `LESSON`, in order.
_MODULES = (
    "one_temptation",
    "two_echo",
    "three_forgiveness",
    "four_value",
    "five_small",
    "six_norms",
    "seven_trust",
)


@cache
def lessons() -> tuple[Lesson, ...]:
    """All of them, by number."""
    return tuple(import_module(f"{__package__}.{name}").LESSON for name in _MODULES)


def lesson_by(what: str) -> Lesson:
    """A lesson by its number or its short name.

    Raises
    ------
    LessonError
        When there is none; names those that there are.
    """
    known = {str(each.number): each for each in lessons()} | {each.slug: each for each in lessons()}
    if what not in known:
        raise LessonError(unknown("lesson", what, known))
    return known[what]
