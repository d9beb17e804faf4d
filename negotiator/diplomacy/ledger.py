"""The ledger: who gave what to whom, when, at what value; promised, kept or broken."""

from __future__ import annotations

from enum import StrEnum

from negotiator.diplomacy.clauses import Frozen
from negotiator.diplomacy.domains import Domain


class Act(StrEnum):
    """What an entry of the ledger was."""

    CONCESSION = "concession"  # given for something, under a treaty
    GIFT = "gift"  # given with nothing asked
    PENALTY = "penalty"  # taken away, in answer or out of ambition
    RETURN = "return"  # given back: a favour repaid, or a penalty lifted
    BREACH = "breach"  # a promise broken
    WITHDRAWAL = "withdrawal"  # a treaty ended as it allows


class Entry(Frozen):
    """One act of one state toward another."""

    round: int
    giver: str
    receiver: str
    act: Act
    domain: Domain
    text: str
    intended: float
    realised: float | None = None
    access: float = 0.0
    cause: str = ""
    treaty: int | None = None


class Ledger(Frozen):
    """All entries, oldest first. Values are billions a year, to the receiver."""

    entries: tuple[Entry, ...] = ()

    def add(self, *entries: Entry) -> Ledger:
        """The ledger with more entries at its end."""
        return Ledger(entries=self.entries + entries)

    def between(self, giver: str, receiver: str) -> tuple[Entry, ...]:
        """What one state did to another."""
        return tuple(e for e in self.entries if e.giver == giver and e.receiver == receiver)

    def balance(self, one: str, other: str) -> float:
        """Value that one gave the other less what it got back, billions a year."""
        gave = sum(e.intended for e in self.between(one, other))
        got = sum(e.intended for e in self.between(other, one))
        return float(gave - got)
