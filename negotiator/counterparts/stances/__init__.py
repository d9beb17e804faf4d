"""Stances: rules of reciprocity, one family a file.

A stance is a frozen dataclass of its parameters with one pure rule from the record to the next
level; its docstring is the text that the player reads. Stances from elsewhere need no more than
what this package exports.
"""

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Course, Stance, UnknownStanceError
from negotiator.counterparts.stances.known import stance, stances

__all__ = [
    "Course",
    "Record",
    "Stance",
    "UnknownStanceError",
    "parameter",
    "stance",
    "stances",
]
