"""What one state remembers of another, as a stance reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

#: Levels are clipped by whoever measures them, up to the last bits.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Community:
    """What everyone did to everyone.

    Parameters
    ----------
    levels
        [round][giver][receiver], oldest first; 1 toward oneself.
    me, partner
        Indices.
    reliability
        Of each state: the share of its promises that it kept, 1 before any fell due.
    """

    levels: tuple[tuple[tuple[float, ...], ...], ...]
    me: int
    partner: int
    reliability: tuple[float, ...]


@dataclass(frozen=True)
class Record:
    """Levels of cooperation between two states, oldest first.

    Levels run from 0 (Nash tariffs) to 1 (jointly efficient ones).

    Parameters
    ----------
    mine, theirs
        My level toward the partner and its level toward me, one of each per past round.
    my_worth, their_worth
        Billions a year: what my whole range from 0 to 1 is worth to the partner, and its to me.
    start
        Levels (mine, theirs) that both had settled into before the first recorded round. None
        when the two meet for the first time: then full cooperation is what stances measure from.
    community
        Everyone's record, for stances that look beyond the pair; None when only two states meet.
    """

    mine: tuple[float, ...] = ()
    theirs: tuple[float, ...] = ()
    my_worth: float = 1.0
    their_worth: float = 1.0
    start: tuple[float, float] | None = None
    community: Community | None = None

    def __post_init__(self) -> None:
        if len(self.mine) != len(self.theirs):
            raise ValueError(
                f"a record of {len(self.mine)} rounds of mine and {len(self.theirs)} of theirs;"
                " expected as many of both"
            )
        levels = (*self.mine, *self.theirs, *(self.start or (0.0, 0.0)))
        # Of one that is not a number the sum is none either; records are made by the million.
        if min(levels) < -_ROUNDING or max(levels) > 1.0 + _ROUNDING or isnan(sum(levels)):
            wrong = next(each for each in levels if not -_ROUNDING <= each <= 1.0 + _ROUNDING)
            raise ValueError(f"a record with a level of {wrong:g}; expected 0 to 1")

    @property
    def settled(self) -> tuple[float, float]:
        """The levels (mine, theirs) that count as keeping the peace."""
        return (1.0, 1.0) if self.start is None else self.start

    @property
    def last_two(self) -> tuple[float, float]:
        """Their level before the last round and in it; what they had settled into fills gaps."""
        known = (self.settled[1], self.settled[1], *self.theirs)
        return known[-2], known[-1]

    def matched(self, their_level: float, rate: float = 1.0) -> float:
        """My level that answers one of theirs in kind.

        As far from what I had settled into as theirs is from what they had; between states that
        meet for the first time it is simply their level.

        Parameters
        ----------
        rate
            By how much I move for each step of theirs.
        """
        mine, theirs = self.settled
        # Returned as it is where nothing was settled, so that 0 and 1 stay exactly 0 and 1.
        answer = (
            their_level + (mine - theirs) if rate == 1.0 else mine + rate * (their_level - theirs)
        )
        return min(max(answer, 0.0), 1.0)

    def peaceful(self) -> float:
        """My level toward one who keeps the peace: what I had settled into, and a favour of their
        last round beyond what they had settled into returned in kind."""
        if not self.theirs:
            return self.settled[0]
        return max(self.settled[0], self.matched(self.theirs[-1]))

    def harmed(self, their_level: float, margin: float = 0.1) -> bool:
        """Whether a level of theirs is a defection: below what they had settled into."""
        return their_level < self.settled[1] - margin

    def harming(self, my_level: float, margin: float = 0.1) -> bool:
        """Whether a level of mine is a defection: below what I had settled into."""
        return my_level < self.settled[0] - margin


def promised(record: Record, mine: float, theirs: float) -> Record:
    """The record as it would be had the next round gone as an offer promises."""
    community = record.community
    if community is not None and community.levels:
        last = [list(row) for row in community.levels[-1]]
        last[community.partner][community.me] = theirs
        last[community.me][community.partner] = mine
        rows = tuple(tuple(row) for row in last)
        community = replace(community, levels=(*community.levels, rows))
    return replace(
        record, mine=(*record.mine, mine), theirs=(*record.theirs, theirs), community=community
    )
