"""A counterpart: the government across the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negotiator.counterparts.acceptance import Acceptance, Next
from negotiator.counterparts.stances import Stance
from negotiator.counterparts.tactics import Tactic
from negotiator.counterparts.voice import Voice
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ratification import Chamber


@dataclass(frozen=True)
class Counterpart:
    """Stance × tactic × interests of one government.

    Its interests are its income and its political weights, which the `World` holds.

    Parameters
    ----------
    code, name
        "CHE", and the name as it stands in a sentence: "Switzerland", "the United States".
    stance
        Its rule of reciprocity toward everyone not in `stances`.
    stances
        By partner's code, where it has another rule for that partner.
    tactic, voice
        How it bids, and how it speaks.
    chamber
        The majority at home that must ratify.
    acceptance
        When it signs.
    patience
        Exchanges that it bears in one talk.
    candour
        How truthfully it tells what it needs, 0 to 1.
    memory
        Rounds that it remembers; None = all.
    red_lines
        Domains that it never gives in.
    """

    code: str
    name: str
    stance: Stance
    tactic: Tactic
    voice: Voice
    chamber: Chamber = field(default_factory=Chamber)
    stances: Mapping[str, Stance] = field(default_factory=dict)
    acceptance: Acceptance = field(default_factory=Next)
    patience: int = 5
    candour: float = 1.0
    memory: int | None = None
    red_lines: tuple[Domain, ...] = ()

    def toward(self, partner: str) -> Stance:
        """Its stance toward one partner."""
        return self.stances.get(partner, self.stance)

    def stated(self, share: float) -> float:
        """The share of its possible gain that it says it needs when it needs this one."""
        return share + (1.0 - self.candour) * max(1.0 - share, 0.0)

    @property
    def habits(self) -> tuple[str, ...]:
        """What there is to know of its candour and its memory, in sentences; none when complete."""
        found = []
        if self.candour < 1.0:
            keeps = (1.0 - self.candour) ** 2
            found.append(
                f"It asks for more than it needs, by {1.0 - self.candour:.0%} of what is left,"
                f" and keeps {keeps:.0%} of its answers to itself."
            )
        if self.memory is not None:
            found.append(f"It remembers the last {self.memory} rounds.")
        return tuple(found)

    def declines(self, draw: float) -> bool:
        """Whether it keeps the answer to a question to itself: never when it is wholly candid."""
        return draw < (1.0 - self.candour) ** 2
