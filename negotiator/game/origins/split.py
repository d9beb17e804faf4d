"""A figure taken apart: its terms, what they come to, and the rule by which they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from negotiator.diplomacy.money import NOTHING, money, signed


class Unit(Enum):
    """What a number is of."""

    DOLLARS = auto()  # billions a year that are gained or lost
    SIZE = auto()  # billions a year, without a sign
    RATE = auto()  # a fraction, shown as per cent
    SHARE = auto()  # of a whole, 0 to 1
    LEVEL = auto()  # of cooperation, 0 to 1
    POINTS = auto()  # a payoff a round
    INDEX = auto()  # 100 at the Nash solution
    COUNT = auto()


@dataclass(frozen=True)
class Term:
    """A part of a figure, with where it comes from in turn."""

    label: str
    value: float
    text: str = ""
    unit: Unit | None = None  # of this term, where it is another than that of the whole


@dataclass(frozen=True)
class Split:
    """A figure in its terms.

    Parameters
    ----------
    title
        What is split.
    total, unit
        The figure, as it is shown elsewhere.
    adds
        Whether it is the sum of its terms; else `about` says what is made of them.
    label
        What the total is called below the terms; empty where there is none to show.
    about
        The rule, in a sentence.
    income
        Billions a year that are 100%, where sums are shown as per cent of income as well.
    told
        Further sentences, below.
    """

    title: str
    terms: tuple[Term, ...]
    total: float
    unit: Unit = Unit.DOLLARS
    adds: bool = True
    label: str = "Together"
    about: str = ""
    income: float | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A figure that can be asked about.

    Parameters
    ----------
    name
        Of the figure, in a few words.
    origin
        Works out where it comes from; it may take a few solved worlds.
    """

    name: str
    origin: Callable[[], tuple[Split, ...]]


def dollars(billions: float, *, sign: bool = False) -> str:
    """Dollars in a sentence, two significant digits: $1.2bn, or +$1.2bn with their sign."""
    if abs(billions) < NOTHING:
        return "$0"
    return signed(billions) if sign else money(billions)


def told(terms: Iterable[Term], least: float = NOTHING, most: int = 12) -> tuple[Term, ...]:
    """The terms that do not round to nothing, the largest first; the others go together.

    Parameters
    ----------
    least, most
        Size of the smallest that is told, and how many are.
    """
    found = sorted(terms, key=lambda term: -abs(term.value))
    kept = [term for term in found if abs(term.value) >= least][:most]
    rest = sum(term.value for term in found) - sum(term.value for term in kept)
    if abs(rest) >= least / 2:
        kept.append(Term("all else", rest))
    return tuple(kept)
