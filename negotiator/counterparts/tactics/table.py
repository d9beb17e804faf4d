"""What a tactic sees of a talk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.domains import Domain

#: What a clause is about: who gives, and in which domain.
Issue = tuple[str, Domain]


@dataclass(frozen=True)
class Table:
    """A talk as one side has it before it. Shares are of what it could gain at all: 0 is no deal.

    Parameters
    ----------
    used, patience
        Exchanges of this talk so far, and how many it bears.
    partners
        Countries with which it could still deal this round, this partner included.
    opened
        Whether it spoke first.
    asked
        Shares that it asked for in its turns so far, oldest first.
    worth, offers
        The partner's offers, oldest first, and which share each was worth to it.
    draw
        Uniform in [0, 1), for stochastic tactics.
    """

    used: float = 0.0
    patience: float = 1.0
    partners: int = 1
    opened: bool = False
    asked: tuple[float, ...] = ()
    worth: tuple[float, ...] = ()
    offers: tuple[Offer, ...] = ()
    draw: float = 0.5

    @property
    def time(self) -> float:
        """Share of its patience that is used, 0 to 1."""
        return min(max(self.used / self.patience, 0.0), 1.0)

    @property
    def left(self) -> float:
        """Exchanges that are left, the present one included."""
        return max(self.patience - self.used, 0.0)

    @property
    def answered(self) -> bool:
        """Whether it has answered all that the partner offered."""
        return len(self.asked) >= len(self.worth) + self.opened

    @property
    def different(self) -> tuple[int, ...]:
        """How many different offers the partner had made by each of its turns."""
        counts: list[int] = []
        for k, offer in enumerate(self.offers):
            new = not any(offer.same_terms(old) for old in self.offers[:k])
            counts.append((counts[-1] if counts else 0) + new)
        return tuple(counts)

    def heard(self, offer: Offer, worth: float) -> Table:
        """The table once the partner has put one more offer on it."""
        return replace(self, worth=(*self.worth, worth), offers=(*self.offers, offer))

    def spoke(self, asked: float) -> Table:
        """The table once the government itself has bid."""
        return replace(self, asked=(*self.asked, asked))
