"""Behaviour-dependent tactics: a government concedes as its partner concedes.

Faratin, Sierra and Jennings (1998), section 4.3. Their x is what an offer leaves to the other: 1
minus the share that the offer is worth to the one who imitates. Offers alternate, so that their
steps n and n − 2 are two offers of the same side in a row. Until the partner has made enough
offers to imitate, a government stays where it opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.tactics.base import Tactic, register
from negotiator.counterparts.tactics.table import Table

#: A partner that leaves less than this to itself has given all there is.
_ALL = 1e-9


class _Imitator(Tactic):
    """What three have in common: they change their last ask, once for each offer they hear."""

    def aspiration(self, table: Table) -> float:
        first, last = self._compared()
        kept = table.asked[-1] if table.asked else self.opening
        if table.answered or not table.asked or len(table.worth) < first:
            return self.within(kept)
        then, later = 1.0 - table.worth[-first], 1.0 - table.worth[-last]
        return self.within(self._imitated(table, then, later))

    def _compared(self) -> tuple[int, int]:
        """Which two of the partner's offers are compared, counted from the latest, from 1."""
        raise NotImplementedError

    def _imitated(self, table: Table, then: float, later: float) -> float:
        """The next ask, from what the two offers left to the partner."""
        raise NotImplementedError


def _in_proportion(ask: float, then: float, later: float) -> float:
    """The ask that leaves the partner more by the factor by which it came to leave itself less."""
    return 1.0 - then / later * (1.0 - ask) if later > _ALL else 0.0


@register
@dataclass(frozen=True)
class RelativeTitForTat(_Imitator):
    """Concedes in per cent what you conceded in per cent.

    When your offers leave a tenth less to you than before, its own leave a tenth more to you. It
    takes back as you take back. With a delay it imitates not your last step but an earlier one.
    """

    delay: float = parameter(1.0, 1.0, 5.0, "δ: it imitates your step of so many offers ago")

    name = "relative-tit-for-tat"
    title = "Relative tit for tat"
    rule = "It concedes in per cent what you conceded in per cent."
    names = ("relative tit for tat", "behaviour-dependent")

    def _compared(self) -> tuple[int, int]:
        return int(self.delay) + 1, int(self.delay)

    def _imitated(self, table: Table, then: float, later: float) -> float:
        return _in_proportion(table.asked[-1], then, later)


@register
@dataclass(frozen=True)
class RandomAbsoluteTitForTat(_Imitator):
    """Concedes as much as you conceded, and by chance a little more.

    The little more lets two who imitate each other out of a circle in which neither moves.
    """

    delay: float = parameter(1.0, 1.0, 5.0, "δ: it imitates your step of so many offers ago")
    extra: float = parameter(0.1, 0.0, 1.0, "M: the most that it gives on top, as a share")

    name = "random-tit-for-tat"
    title = "Random absolute tit for tat"
    rule = "It concedes as much as you did, and by chance a little more."
    names = ("random absolute tit for tat", "behaviour-dependent")
    stochastic = True

    def _compared(self) -> tuple[int, int]:
        return int(self.delay) + 1, int(self.delay)

    def _imitated(self, table: Table, then: float, later: float) -> float:
        return table.asked[-1] - (then - later) - self.extra * table.draw


@register
@dataclass(frozen=True)
class AveragedTitForTat(_Imitator):
    """Concedes in per cent what you conceded over your last few offers together.

    One good or bad offer moves it less than it would move the relative tit for tat.
    """

    window: float = parameter(2.0, 1.0, 10.0, "γ: how many of your steps it looks back")

    name = "averaged-tit-for-tat"
    title = "Averaged tit for tat"
    rule = "It concedes in per cent as you did over your last few offers."
    names = ("averaged tit for tat", "behaviour-dependent")

    def _compared(self) -> tuple[int, int]:
        return int(self.window) + 1, 1

    def _imitated(self, table: Table, then: float, later: float) -> float:
        return _in_proportion(table.asked[-1], then, later)


@register
@dataclass(frozen=True)
class TitForTatConcessions(Tactic):
    """Gives up as much of its demand as your offers have come toward it, never by the clock.

    A step back that you take again is not paid twice: what counts is the best you have offered.
    """

    rate: float = parameter(1.0, 0.0, 10.0, "how much it gives up for what you give up")

    name = "tit-for-tat-concessions"
    title = "Tit-for-tat concessions"
    rule = "It concedes as much as you have conceded."
    names = ("absolute tit for tat", "behaviour-dependent")

    def aspiration(self, table: Table) -> float:
        come = max(table.worth) - table.worth[0] if table.worth else 0.0
        return self.within(self.opening - self.rate * come)
