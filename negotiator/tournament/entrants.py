"""Who takes part: stances by name, with parameters if wanted."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances import Stance, stance, stances
from negotiator.counterparts.stances.base import AXELROD
from negotiator.tournament.errors import TournamentError


@dataclass(frozen=True)
class Entrant:
    """One who takes part.

    Parameters
    ----------
    label
        As it was asked for: `name`, or `name:parameter=value:…`.
    """

    label: str
    stance: Stance


def entrant(label: str) -> Entrant:
    """A stance by its label.

    Raises
    ------
    TournamentError
        For a name, parameter or value that there is not, naming the nearest.
    """
    # The names of the axelrod library's strategies have a colon of their own.
    prefix = AXELROD if label.startswith(AXELROD) else ""
    name, *settings = label.removeprefix(prefix).split(":")
    parameters: dict[str, float] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        try:
            parameters[key] = float(value)
        except ValueError:
            equals = ""
        if not equals:
            raise TournamentError(f"{label}: {setting!r}; expected parameter=number")
    try:
        return Entrant(label, stance(prefix + name, **parameters))
    except CounterpartError as error:
        raise TournamentError(str(error)) from None


def labels(text: str) -> tuple[str, ...]:
    """The labels in a list with commas; `all` for the whole catalogue.

    Raises
    ------
    TournamentError
        When one is not known, or is there twice.
    """
    if text.strip() == "all":
        return tuple(stances())
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not found:
        raise TournamentError("no counterparts; expected names with commas between them, or all")
    for label in found:
        entrant(label)
        if found.count(label) > 1:
            raise TournamentError(f"{label} takes part twice; everyone meets its own twin anyway")
    return found
