"""Stances: rules of reciprocity, one family a file.

A stance is a frozen dataclass of its parameters with one pure rule from the record to the next
level; its docstring is the text that the player reads.
"""

from negotiator.counterparts.stances.base import (
    Stance,
    UnknownStanceError,
    stance,
    stances,
)

__all__ = ["Stance", "UnknownStanceError", "stance", "stances"]
