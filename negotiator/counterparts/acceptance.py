"""Acceptance conditions: when a government signs what is on the table.

Baarslag, Hindriks and Jonker, Acceptance conditions in automated negotiation, in Complex Automated
Negotiations: Theories, Models, and Software Competitions, Springer 2013. They compare U, what the
partner's offer is worth, with what the government would propose next. Here both are shares of what
it could gain at all. Whatever the condition, nobody refuses what it would itself propose next, and
nobody signs what leaves it worse off than no deal.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import ClassVar

from negotiator.counterparts.lookup import (
    CounterpartError,
    check_values,
    find,
    made,
    parameter,
)
from negotiator.counterparts.tactics import Table


class UnknownAcceptanceError(CounterpartError):
    """No such acceptance condition or parameter, or no such value of one; in one line."""


@dataclass(frozen=True)
class Acceptance:
    """When a government signs. The fields are its parameters."""

    name: ClassVar[str]
    title: ClassVar[str]
    rule: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    reference: ClassVar[str] = (
        "Baarslag, Hindriks and Jonker, in Complex Automated Negotiations, Springer 2013"
    )

    def __post_init__(self) -> None:
        check_values(self.name, self, UnknownAcceptanceError)

    def least(self, table: Table, ask: float) -> float:
        """The least share that it signs for now, between 0 and its ask.

        Parameters
        ----------
        table
            The talk so far; the last offer on it is the one to be judged.
        ask
            The share that its tactic asks for now: what it would propose next.
        """
        bar = self.bar(table, ask)
        return ask if bar is None else min(max(bar, 0.0), ask)

    def bar(self, table: Table, ask: float) -> float | None:
        """The share from which it signs; None = only what it would propose next."""
        raise NotImplementedError

    def because(self, table: Table) -> str:
        """Why it signs for less than it would ask for itself."""
        raise NotImplementedError

    @classmethod
    def text(cls) -> str:
        """The docstring, as the player reads it."""
        return inspect.getdoc(cls) or cls.rule


@dataclass(frozen=True)
class Next(Acceptance):
    """Signs what is worth as much to it as what it would propose next.

    A factor α above 1, or a bonus β above 0, lets it sign a little sooner: when α·U + β reaches
    its next proposal.
    """

    factor: float = parameter(1.0, 1.0, 2.0, "α: by this an offer counts for more than it is worth")
    bonus: float = parameter(0.0, 0.0, 0.5, "β: and by this share on top")

    name = "next"
    title = "Next"
    rule = "It signs what is as good for it as its own next proposal."
    names = ("AC_next(α, β)",)

    def bar(self, table: Table, ask: float) -> float | None:
        return (ask - self.bonus) / self.factor

    def because(self, table: Table) -> str:
        return "it comes close enough to what we would propose ourselves"


@dataclass(frozen=True)
class Constant(Acceptance):
    """Signs whatever reaches a fixed share of what it could gain, however early it comes.

    As what it asks for falls below that share it signs for that, too: it would propose it itself.
    """

    share: float = parameter(0.5, 0.0, 1.0, "α: the share of its possible gain that is enough")

    name = "constant"
    title = "Constant"
    rule = "It signs as soon as an offer reaches a fixed share of what it could gain."
    names = ("AC_const(α)",)

    def bar(self, table: Table, ask: float) -> float | None:
        return self.share

    def because(self, table: Table) -> str:
        return "it reaches the share of what we could gain that is enough for us"


@dataclass(frozen=True)
class Combined(Acceptance):
    """Signs what is as good as its own next proposal and, late in a talk, your best so far.

    When patience runs out it looks back over as many of your offers as exchanges are left, and
    takes one that is at least as good as all of them: better is not to be expected.
    """

    after: float = parameter(0.6, 0.0, 1.0, "T: share of its patience after which it is late")

    name = "combined"
    title = "Combined"
    rule = "It signs what it would propose next and, late, the best that you have offered."
    names = ("AC_combi(T, MAX^W)",)

    def bar(self, table: Table, ask: float) -> float | None:
        window = self._window(table)
        return max(window) if window else None

    def _window(self, table: Table) -> tuple[float, ...]:
        """What the earlier offers of the window are worth; none when it is not late yet."""
        if table.time < self.after:
            return ()
        earlier = table.worth[:-1]
        return earlier[-max(round(table.left), 1) :]

    def because(self, table: Table) -> str:
        return "our patience is nearly at an end, and it is as good as your last offers"


@dataclass(frozen=True)
class CombinedAverage(Combined):
    """Signs what is as good as its own next proposal and, late in a talk, better than average.

    It looks back over as many of your offers as exchanges are left, and takes one that is at least
    as good as they were on average.
    """

    name = "combined-average"
    title = "Combined with the average"
    rule = "It signs what it would propose next and, late, what is better than your average."
    names = ("AC_combi(T, AVG^W)",)

    def bar(self, table: Table, ask: float) -> float | None:
        window = self._window(table)
        return sum(window) / len(window) if window else None

    def because(self, table: Table) -> str:
        return "our patience is nearly at an end, and it is no worse than your offers were"


_ACCEPTANCES: dict[str, type[Acceptance]] = {
    cls.name: cls for cls in (Next, Constant, Combined, CombinedAverage)
}


def acceptances() -> dict[str, type[Acceptance]]:
    """All acceptance conditions by name."""
    return dict(_ACCEPTANCES)


def acceptance(name: str, **parameters: float) -> Acceptance:
    """An acceptance condition by name.

    Raises
    ------
    UnknownAcceptanceError
        For a name or a parameter that there is not, naming the nearest, or a value out of bounds.
    """
    cls = find("acceptance condition", name, _ACCEPTANCES, UnknownAcceptanceError)
    return made(cls, parameters, UnknownAcceptanceError)
