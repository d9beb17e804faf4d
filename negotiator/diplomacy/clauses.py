"""Clauses, offers and treaties: what is promised, by whom, for how long, and what breach allows."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from negotiator.diplomacy.domains import Domain


class Kind(StrEnum):
    """How a clause holds."""

    BOUND = "bound"  # a ceiling: the giver may apply less
    APPLIED = "applied"  # levied exactly at this rate
    PENALTY = "penalty"  # raised by this many points against a state outside the offer


class Remedy(StrEnum):
    """What a treaty allows the injured when a promise is broken."""

    SUSPEND = "suspend"  # they may suspend their own promises to the breaker
    TERMINATE = "terminate"  # the whole treaty ends
    COMPENSATE = "compensate"  # the breaker pays what the promise was worth while it would have run


class Frozen(BaseModel):
    """A value: immutable, strict about unknown fields, comparable."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Clause(Frozen):
    """One promise by one party in one domain."""

    domain: Domain
    giver: str = Field(description="code of the state that promises")
    receiver: str | None = Field(
        default=None, description="code of the state that benefits; none = every state (MFN)"
    )
    sectors: tuple[str, ...] = Field(default=(), description="tariffs only; empty = every sector")
    rate: float = Field(
        default=1.0,
        description="tariffs: a fraction; aid: billions a year; else 1 grants, 0 withdraws",
    )
    kind: Kind = Kind.BOUND

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.giver == self.receiver:
            raise ValueError(f"{self.giver} cannot promise something to itself")
        if not 0.0 <= self.rate < float("inf"):
            raise ValueError(f"rate {self.rate} of a {self.domain} clause; expected zero or more")
        if self.domain not in (Domain.TARIFFS, Domain.AID) and self.rate > 1.0:
            raise ValueError(f"rate {self.rate} of a {self.domain} clause; expected 0 to 1")
        if self.sectors and self.domain is not Domain.TARIFFS:
            raise ValueError(f"a {self.domain} clause names sectors; only tariffs have them")
        if self.receiver is None and self.domain is not Domain.TARIFFS:
            raise ValueError(f"a {self.domain} clause needs a receiver; only tariffs can be MFN")
        if self.kind is Kind.PENALTY and (
            self.receiver is None or self.domain is not Domain.TARIFFS
        ):
            raise ValueError("a penalty is a tariff against one named state")
        return self


class Offer(Frozen):
    """Clauses of two parties or more, on the table."""

    parties: tuple[str, ...]
    clauses: tuple[Clause, ...]
    by: str = Field(description="code of the state that proposes it")
    length: int | None = Field(default=None, ge=1, description="rounds it runs; none = to the end")
    remedy: Remedy = Remedy.SUSPEND
    notice: int = Field(default=1, ge=0, description="rounds of notice a withdrawal needs")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if len(set(self.parties)) != len(self.parties) or len(self.parties) < 2:
            raise ValueError("an offer has two different parties or more")
        if self.by not in self.parties:
            raise ValueError(f"{self.by} proposes an offer to which it is no party")
        if not self.clauses:
            raise ValueError("an offer without a clause")
        for clause in self.clauses:
            if clause.giver not in self.parties:
                raise ValueError(f"{clause.giver} gives a clause but is no party")
            inside = clause.receiver in self.parties
            if clause.kind is Kind.PENALTY and inside:
                raise ValueError(f"a penalty against {clause.receiver}, which is a party")
            if clause.kind is not Kind.PENALTY and clause.receiver is not None and not inside:
                raise ValueError(f"{clause.receiver} receives a clause but is no party")
        return self

    def given_by(self, code: str) -> tuple[Clause, ...]:
        """The clauses in which a state promises."""
        return tuple(clause for clause in self.clauses if clause.giver == code)

    def along(self, ally: str) -> Offer:
        """The offer by its proposer and an ally together: what one gives and gets, so the other.

        What is promised to all, or laid on a third state, the ally promises and lays on as well.
        """
        added = tuple(
            clause.model_copy(update={"giver" if clause.giver == self.by else "receiver": ally})
            for clause in self.clauses
            if self.by in (clause.giver, clause.receiver) and ally != clause.receiver
        )
        parties = (self.by, ally, *(code for code in self.parties if code != self.by))
        return self.model_copy(update={"parties": parties, "clauses": self.clauses + added})

    def same_frame(self, other: Offer) -> bool:
        """Whether both bind the same states for as long and on the same terms of breach."""
        mine, theirs = ((o.length, o.remedy, o.notice) for o in (self, other))
        return set(self.parties) == set(other.parties) and mine == theirs

    def same_terms(self, other: Offer) -> bool:
        """Whether both say the same, whoever proposes and in whatever order."""
        return self.same_frame(other) and set(self.clauses) == set(other.clauses)


class Breach(Frozen):
    """A promise of a treaty that was broken."""

    by: str
    round: int
    clause: Clause


class Treaty(Frozen):
    """An accepted offer in force."""

    id: int
    offer: Offer
    start: int = Field(description="first round in which it holds")
    ends: int | None = Field(default=None, description="first round in which it no longer holds")
    breaches: tuple[Breach, ...] = ()
    suspended: tuple[Clause, ...] = Field(
        default=(), description="clauses no longer performed: broken, or suspended in answer"
    )

    def in_force(self, round_number: int) -> bool:
        """Whether it holds in that round."""
        return self.start <= round_number and (self.ends is None or round_number < self.ends)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that are performed."""
        return tuple(clause for clause in self.offer.clauses if clause not in self.suspended)
