"""Stances by name: the game's own, of installed packages, of the scenario at hand, of axelrod."""

from __future__ import annotations

from negotiator.counterparts.lookup import find, made
from negotiator.counterparts.stances.base import AXELROD, Stance, UnknownStanceError, shipped
from negotiator.counterparts.stances.plugins import added, not_loaded


def stances() -> dict[str, type[Stance]]:
    """All stances by name: the game's, of installed packages, of the scenario at hand."""
    return {**shipped(), **added()}


def stance_class(name: str) -> type[Stance]:
    """The class of a stance.

    Raises
    ------
    UnknownStanceError
        For a name that there is not, naming the nearest; or that could not be loaded, saying why.
    """
    if name in shipped():  # what is installed is looked through only for what is not here
        return shipped()[name]
    if name.startswith(AXELROD):
        from negotiator.counterparts.stances.from_axelrod import strategy_stance

        return strategy_stance(name.removeprefix(AXELROD))
    if name in not_loaded():
        raise UnknownStanceError(not_loaded()[name])
    return find("stance", name, stances(), UnknownStanceError)


def stance(name: str, **parameters: float) -> Stance:
    """A stance by name.

    Raises
    ------
    UnknownStanceError
        For a name or a parameter that there is not, naming the nearest, or a value out of bounds.
    """
    cls = stance_class(name)
    return made(cls, parameters, UnknownStanceError)
