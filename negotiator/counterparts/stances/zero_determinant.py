"""Stances that force a line between its score and yours, whatever you do.

Their chances are made for the payoffs 5, 3, 1 and 0 of Axelrod (1984), where the line holds
exactly in the long run. In an economy they act the same and the line holds about as far as its
payoffs are like those.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register

_TEMPTATION, _REWARD, _PUNISHMENT, _SUCKER = 5.0, 3.0, 1.0, 0.0


def chances(slope: float, baseline: float, pace: float) -> tuple[float, float, float, float]:
    """Chances that hold the partner's long-run score to a line through (baseline, baseline).

    partner − baseline = slope × (mine − baseline), as Hilbe, Nowak and Sigmund (PNAS 110, 2013)
    write the strategies of Press and Dyson (2012).

    Parameters
    ----------
    pace
        How strongly it reacts, as a share of the most that keeps all four within 0 and 1.

    Returns
    -------
    To cooperate after (mine, theirs) = CC, CD, DC and DD.
    """
    steps = (
        (1.0 - slope) * (_REWARD - baseline),
        slope * (baseline - _SUCKER) + (_TEMPTATION - baseline),
        (baseline - _SUCKER) + slope * (_TEMPTATION - baseline),
        (1.0 - slope) * (baseline - _PUNISHMENT),
    )
    phi = pace / max(steps)
    return 1.0 - phi * steps[0], max(1.0 - phi * steps[1], 0.0), phi * steps[2], phi * steps[3]


@dataclass(frozen=True)
class _ZeroDeterminant(Stance):
    """What the three share: after each of the four outcomes of a round a chance to cooperate."""

    margin: float = parameter(0.1, 0.0, 0.9, "how far a level may fall before it counts")

    memory = 1
    stochastic = True

    def chances(self) -> tuple[float, float, float, float]:
        """To cooperate after (mine, theirs) = CC, CD, DC and DD."""
        raise NotImplementedError

    def _outcome(self, record: Record) -> int:
        wronged = record.harming(record.mine[-1], self.margin)
        return 2 * wronged + record.harmed(record.theirs[-1], self.margin)

    def level(self, record: Record, draw: float = 0.5) -> float:
        if not record.theirs:
            return record.settled[0]
        cooperates = draw < self.chances()[self._outcome(record)]
        return record.peaceful() if cooperates else 0.0

    def because(self, record: Record, level: float) -> str:
        if not record.theirs:
            return f"We begin where we were, at {level:.2f}."
        chance = self.chances()[self._outcome(record)]
        return (
            f"After {record.mine[-1]:.2f} of ours and {record.theirs[-1]:.2f} of yours we"
            f" cooperate with a chance of {chance:.0%}; this time we are at {level:.2f}."
        )


@register
@dataclass(frozen=True)
class Extortion(_ZeroDeterminant):
    """Cooperates just often enough that you do best to cooperate always, and just so seldom that
    what it gains from it stays three times what you gain.

    Against one who only learns what pays it wins, and the more that one cooperates the more both
    have, unevenly. Against its own kind, or one who would rather lose than be used, it earns
    nothing. It defects now and then on purpose, even in peace.
    """

    factor: float = parameter(3.0, 1.0, 100.0, "its gain over mutual punishment, in gains of yours")
    pace: float = parameter(0.5, 0.01, 1.0, "how strongly it reacts, of the most possible")

    name = "extortion"
    title = "Extortion"
    rule = "It cooperates just often enough to gain three times what you gain from it."
    names = ("ZD extortion", "Extort-3", "zero-determinant extortionate strategy")
    reference = "Press and Dyson, PNAS 109(26), 2012"
    steady = False

    def chances(self) -> tuple[float, float, float, float]:
        return chances(1.0 / self.factor, _PUNISHMENT, self.pace)


@register
@dataclass(frozen=True)
class GenerousLine(_ZeroDeterminant):
    """Always keeps a peace, and forgives by chance just so much that whatever full cooperation
    would have given and does not, it loses twice as much of it as you.

    The mirror of extortion: it never beats anyone, and does well where many are like it. You can
    only pull it down by going down yourself.
    """

    factor: float = parameter(2.0, 1.0, 100.0, "its loss from mutual reward, in losses of yours")
    pace: float = parameter(1.0, 0.01, 1.0, "how strongly it reacts, of the most possible")

    name = "generous-line"
    title = "Generous line"
    rule = "It keeps a peace, and loses twice what you lose when there is none."
    names = ("ZDGTFT-2", "zero-determinant generous strategy", "ZD generous")
    reference = "Stewart and Plotkin, PNAS 109(26), 2012"

    def chances(self) -> tuple[float, float, float, float]:
        return chances(1.0 / self.factor, _REWARD, self.pace)


@register
@dataclass(frozen=True)
class SetTheScore(_ZeroDeterminant):
    """Sees to it that you get the same in the long run, whatever you do: a score of 2, halfway
    between mutual punishment and mutual reward.

    Nothing you do changes what you get; what it gets is in your hands. It teaches that a partner
    who cannot be moved cannot be bargained with.
    """

    target: float = parameter(2.0, 1.0, 3.0, "the score that you get, between 1 and 3")
    pace: float = parameter(0.75, 0.01, 1.0, "how strongly it reacts, of the most possible")

    name = "set-the-score"
    title = "Set the score"
    rule = "It sets your long-run score to a fixed figure, whatever you do."
    names = ("SET-2", "equalizer", "zero-determinant equalizer")
    reference = (
        "Press and Dyson, PNAS 109(26), 2012;"
        " Boerlijst, Nowak and Sigmund, American Mathematical Monthly 104, 1997"
    )
    steady = False

    def chances(self) -> tuple[float, float, float, float]:
        return chances(0.0, self.target, self.pace)
