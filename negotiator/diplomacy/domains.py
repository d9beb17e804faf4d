"""The domains in which states grant and withhold, and how large each is in a scenario."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from negotiator.economy.arrays import Array


class Domain(StrEnum):
    """A field in which one state can favour or penalise another."""

    TARIFFS = "tariffs"
    COPYRIGHT = "copyright"
    JUDGMENTS = "judgments"
    TRAVEL = "travel"
    EXTRADITION = "extradition"
    SECURITY = "security"
    AID = "aid"


#: The axis of `Conduct.grants`, in this order: everything but tariffs.
GRANTS: tuple[Domain, ...] = (
    Domain.COPYRIGHT,
    Domain.JUDGMENTS,
    Domain.TRAVEL,
    Domain.EXTRADITION,
    Domain.SECURITY,
    Domain.AID,
)

GRANT_INDEX: dict[Domain, int] = {domain: k for k, domain in enumerate(GRANTS)}

#: What the giver does, in words for the player.
PROMISE: dict[Domain, str] = {
    Domain.TARIFFS: "lower tariffs",
    Domain.COPYRIGHT: "recognise copyright",
    Domain.JUDGMENTS: "enforce judgments",
    Domain.TRAVEL: "relax visas",
    Domain.EXTRADITION: "surrender fugitives",
    Domain.SECURITY: "pledge defence",
    Domain.AID: "pay aid",
}


@dataclass(frozen=True, eq=False)
class DomainSizes:
    """How large each domain is; a scenario states these with their sources.

    Parameters
    ----------
    in_play
        Domains that offers may use.
    royalty
        Royalties owed when authors' rights are recognised, as a share of the grantor's income,
        were the receiver the author of everything; multiplied by `creative`.
    creative : [N]
        Each country's share of the world's royalty receipts.
    widening
        Fall of the trade cost of the author's exports in `creative_sectors` once recognised: more
        works are brought to that market (fraction).
    creative_sectors, judgment_sectors, travel_sectors : [S]
        1 where the domain lowers trade costs, 0 elsewhere.
    judgments
        Fall of trade costs in both directions under *mutual* recognition (fraction).
    travel
        Fall of the trade cost of the receiver's exports to the grantor (fraction).
    extradition_benefit, extradition_cost
        To the requester and to the giver, as shares of the pair's two-way trade.
    hazard : [N]
        Chance of a security crisis in a round.
    crisis_loss
        Loss in a crisis, as a share of a year's income, with no ally.
    cover
        Share of that loss that an ally of overwhelming size averts.
    obligation
        What the pledge costs the giver in a crisis, as a share of what it averts.
    aid_politics
        Political cost of a dollar of aid to the giver, on top of the dollar.
    aid_limit
        Largest aid of one state to another, as a share of the giver's income.
    """

    in_play: tuple[Domain, ...]
    creative: Array
    creative_sectors: Array
    judgment_sectors: Array
    travel_sectors: Array
    hazard: Array
    royalty: float = 0.0
    widening: float = 0.0
    judgments: float = 0.0
    travel: float = 0.0
    extradition_benefit: float = 0.0
    extradition_cost: float = 0.0
    crisis_loss: float = 0.0
    cover: float = 0.0
    obligation: float = 0.0
    aid_politics: float = 0.0
    aid_limit: float = 0.0
    sources: dict[str, str] = field(default_factory=dict)
