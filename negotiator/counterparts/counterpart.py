"""A counterpart: the government across the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    patience
        Exchanges that it bears in one talk.
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
    patience: int = 5
    red_lines: tuple[Domain, ...] = ()

    def toward(self, partner: str) -> Stance:
        """Its stance toward one partner."""
        return self.stances.get(partner, self.stance)
