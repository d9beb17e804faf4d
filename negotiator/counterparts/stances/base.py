"""What every stance is, and the register of them."""

from __future__ import annotations

import difflib
import inspect
from dataclasses import dataclass, fields
from importlib import import_module
from typing import ClassVar, TypeVar

from negotiator.counterparts.record import Record

#: Files of this folder in which stances register.
_FAMILIES = ("specific", "trade_law", "diffuse")
_REGISTER: dict[str, type[Stance]] = {}


class UnknownStanceError(ValueError):
    """No such stance, or no such parameter; the message names the nearest."""


@dataclass(frozen=True)
class Stance:
    """A rule of reciprocity.

    Class attributes: `name` as scenarios write it; `title`; `rule`, a sentence for the player;
    `names` in the literature; `reference`; `memory`, rounds that it looks back; `stochastic`,
    whether it uses the draw.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    names: ClassVar[tuple[str, ...]] = ()
    reference: ClassVar[str]
    memory: ClassVar[float]
    stochastic: ClassVar[bool] = False

    def level(self, record: Record, draw: float = 0.5) -> float:
        """The next level toward the partner.

        Parameters
        ----------
        record
            Past rounds.
        draw
            Uniform in [0, 1), used by stochastic stances only.
        """
        raise NotImplementedError

    def tolerates(self, record: Record) -> float:
        """The share of an imbalance in the partner's favour that it overlooks in a deal."""
        return 0.0

    def red_line(self, record: Record) -> str | None:
        """Why it concedes nothing at all to this partner, if so."""
        return None

    def because(self, record: Record, level: float) -> str:
        """Why the next level is what it is, in the first person with its figures."""
        raise NotImplementedError

    @classmethod
    def text(cls) -> str:
        """The docstring, as the player reads it."""
        return inspect.getdoc(cls) or cls.rule


S = TypeVar("S", bound=Stance)


def register(cls: type[S]) -> type[S]:
    """Make a stance known by its name."""
    _REGISTER[cls.name] = cls
    return cls


def stances() -> dict[str, type[Stance]]:
    """All stances by name."""
    for family in _FAMILIES:
        import_module(f"negotiator.counterparts.stances.{family}")
    return dict(_REGISTER)


def stance(name: str, **parameters: float) -> Stance:
    """A stance by name.

    Raises
    ------
    UnknownStanceError
        For a name or a parameter that there is not; names the nearest.
    """
    known = stances()
    if name not in known:
        raise UnknownStanceError(_unknown("stance", name, list(known)))
    cls = known[name]
    allowed = [field.name for field in fields(cls)]
    for parameter in parameters:
        if parameter not in allowed:
            raise UnknownStanceError(_unknown(f"parameter of {name}", parameter, allowed))
    return cls(**parameters)


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.4)
    hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known) or 'none'}"
    return f"no {kind} {name!r}; {hint}"
