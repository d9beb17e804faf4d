"""What two governments may put into a deal, thing by thing."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.situation import Situation
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.ratification import Chamber

#: Ceilings that are tried for a tariff.
_CEILINGS = (0.0, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
#: Of these, the ones that are also tried with the protected sectors left out.
_PARTIAL = (0.0, 0.05, 0.10, 0.20)
#: Sums of aid that are tried, billions a year.
_SUMS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class Option:
    """One thing that may go into a package: some clauses, or none."""

    clauses: tuple[Clause, ...] = ()


Group = tuple[Option, ...]


def tariff_options(situation: Situation, giver: str, receiver: str) -> Group:
    """Ceilings below what the giver levies now, with and without its protected sectors."""
    world = situation.world
    rates = situation.now.tariff[world.index[receiver], world.index[giver]]
    chamber = situation.chambers.get(giver, Chamber())
    open_sectors = tuple(code for code in world.sectors if code not in chamber.protected)
    options = [Option()]
    for ceiling in _CEILINGS:
        if ceiling < rates.max() - 1e-9:
            options.append(Option((_tariff(giver, receiver, ceiling, ()),)))
        chosen = [world.sectors.index(code) for code in open_sectors]
        partial = 0 < len(open_sectors) < len(world.sectors) and ceiling in _PARTIAL
        if partial and ceiling < rates[chosen].max() - 1e-9:
            options.append(Option((_tariff(giver, receiver, ceiling, open_sectors),)))
    return tuple(options)


def _tariff(giver: str, receiver: str, rate: float, sectors: tuple[str, ...]) -> Clause:
    return Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def grant_options(
    situation: Situation, fixed: tuple[Clause, ...], givers: tuple[str, ...]
) -> list[Group]:
    """What either may recognise, pledge or surrender that it does not yet; courts only mutually."""
    settled = {(c.giver, c.domain) for c in fixed}
    world = situation.world
    pair = (situation.me.code, situation.partner)
    groups: list[Group] = []
    for domain in world.sizes.in_play:
        if domain in (Domain.TARIFFS, Domain.AID):
            continue
        missing = [
            Clause(domain=domain, giver=giver, receiver=receiver)
            for giver, receiver in (pair, pair[::-1])
            if (giver, domain) not in settled
            and not situation.now.grants[
                GRANT_INDEX[domain], world.index[giver], world.index[receiver]
            ]
        ]
        if domain is Domain.JUDGMENTS:
            if missing and all(clause.giver in givers for clause in missing):
                groups.append((Option(), Option(tuple(missing))))
            continue
        groups += [(Option(), Option((c,))) for c in missing if c.giver in givers]
    return groups


def aid_options(situation: Situation, givers: tuple[str, ...], scale: float) -> Group:
    """A few sums of aid either way, none larger than what is at stake or than the limit."""
    world = situation.world
    options = [Option()]
    if Domain.AID not in world.sizes.in_play:
        return tuple(options)
    for giver, receiver in (
        (situation.me.code, situation.partner),
        (situation.partner, situation.me.code),
    ):
        if giver not in givers or Domain.AID in situation.red_lines[giver]:
            continue
        limit = min(scale, world.sizes.aid_limit * world.income[world.index[giver]])
        paid = situation.now.grants[
            GRANT_INDEX[Domain.AID], world.index[giver], world.index[receiver]
        ]
        for amount in [s for s in _SUMS if paid < s <= limit][-4:]:
            clause = Clause(domain=Domain.AID, giver=giver, receiver=receiver, rate=amount)
            options.append(Option((clause,)))
    return tuple(options)
