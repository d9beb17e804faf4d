"""What one state remembers of another, as a stance reads it."""

from __future__ import annotations

from dataclasses import dataclass


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

    @property
    def settled(self) -> tuple[float, float]:
        """The levels (mine, theirs) that count as keeping the peace."""
        return (1.0, 1.0) if self.start is None else self.start

    def matched(self, their_level: float) -> float:
        """My level that answers one of theirs in kind.

        As far from what I had settled into as theirs is from what they had; between states that
        meet for the first time it is simply their level.
        """
        mine, theirs = self.settled
        return min(max(mine + their_level - theirs, 0.0), 1.0)

    def harmed(self, their_level: float, margin: float = 0.1) -> bool:
        """Whether a level of theirs is a defection: below what they had settled into."""
        return their_level < self.settled[1] - margin
