"""Why a change of conduct is worth what it is to each government, in parts that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import NOTHING
from negotiator.diplomacy.world import CALM, Circumstances, World
from negotiator.economy.arrays import Array
from negotiator.economy.decomposition import Decomposition, decompose


class Part(StrEnum):
    """What a gain is made of, as it is named to the player."""

    TERMS_OF_TRADE = "terms of trade"
    VOLUME = "volume of trade"
    PROFITS = "profits"
    JUDGMENTS = "court judgments"
    TRAVEL = "visas"
    WIDENING = "foreign authors' works"
    ROYALTIES = "royalties"
    AID = "aid"
    EXTRADITION = "extradition"
    SECURITY = "security"
    AID_POLITICS = "political cost of aid"
    LOBBY = "weight of favoured sectors"


@dataclass(frozen=True, eq=False)
class Why:
    """The change of every government's payoff in parts.

    Parameters
    ----------
    parts : by part, [N]
        Per cent of income; together the change of `Valuation.payoff`.
    economy
        The part of the economy in detail: by partner and by sector.
    income : [N]
        Of the base year, billions a year.
    """

    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    parts: dict[Part, Array]
    economy: Decomposition
    income: Array

    @property
    def total(self) -> Array:
        """[N]: per cent of income."""
        return np.asarray(np.sum(list(self.parts.values()), axis=0))

    def dollars(self, part: Part) -> Array:
        """[N]: billions a year."""
        return self.parts[part] * self.income / 100.0


def why(world: World, before: Conduct, after: Conduct, circumstances: Circumstances = CALM) -> Why:
    """Split the change of every government's payoff from one conduct to another.

    Parameters
    ----------
    before, after
        Without batch axes.
    circumstances
        The same before and after.

    Notes
    -----
    Lower trade costs and payments come about together with everything else; each domain is credited
    with what its own share of them is worth along the path between the two conducts.
    """
    policies = [world.policy(conduct, circumstances) for conduct in (before, after)]
    found = decompose(world.economy, *policies)
    was, now = world.frictions(before), world.frictions(after)
    cheaper = {
        domain: -100.0 * (found.import_weight * np.log(now[domain] / was[domain])).sum(axis=(0, 2))
        for domain in now
    }
    held, holds = world.received(before), world.received(after)
    paid = {
        domain: 100.0 * found.income_weight * (holds[domain] - held[domain]) for domain in holds
    }
    both = stack([before, after])
    beyond = {
        domain: worth[1] - worth[0]
        for domain, worth in world.beyond_trade(both, circumstances).items()
    }
    favoured = world.value(both, circumstances).lobby
    channels = found.channels()
    return Why(
        countries=world.countries,
        sectors=world.sectors,
        parts={
            Part.TERMS_OF_TRADE: channels["terms of trade"],
            # No government of the game taxes exports anew; those of the base year count here.
            Part.VOLUME: channels["volume"] + channels["export volume"],
            Part.PROFITS: channels["output"],
            Part.JUDGMENTS: cheaper[Domain.JUDGMENTS],
            Part.TRAVEL: cheaper[Domain.TRAVEL],
            Part.WIDENING: cheaper[Domain.COPYRIGHT],
            Part.ROYALTIES: paid[Domain.COPYRIGHT],
            Part.AID: paid[Domain.AID],
            Part.EXTRADITION: beyond[Domain.EXTRADITION],
            Part.SECURITY: beyond[Domain.SECURITY],
            Part.AID_POLITICS: beyond[Domain.AID],
            Part.LOBBY: favoured[1] - favoured[0],
        },
        economy=found,
        income=world.income,
    )


#: How parts of the economy come about, when they gain and when they lose.
_HOW: dict[Part, tuple[str, str]] = {
    Part.TERMS_OF_TRADE: (
        "exports grow dearer against imports",
        "exports grow cheaper against imports",
    ),
    Part.VOLUME: ("more is imported over tariffs", "less is imported over tariffs"),
    Part.PROFITS: ("more is sold above cost", "less is sold above cost"),
}


def sentences(
    found: Why,
    country: str,
    money: Callable[[float], str],
    countries: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Why a country gains or loses, in up to three sentences; what rounds to nothing is left out.

    Parameters
    ----------
    country
        Its code.
    money
        Writes billions a year without a sign.
    countries, sectors
        Names by code, as they stand in a sentence; codes by default.
    """
    at = found.countries.index(country)
    worth = {part: float(found.dollars(part)[at]) for part in Part}
    told = {part: value for part, value in worth.items() if abs(value) >= NOTHING}

    def signed(value: float) -> str:
        return f"{'+' if value > 0 else '−'}{money(value)}"

    cells = {
        Part.TERMS_OF_TRADE: found.economy.cells()["terms of trade"][at],
        Part.VOLUME: found.economy.cells()["volume"][at],
    }

    def trade(part: Part) -> str:
        value = told[part]
        how = _HOW[part][0 if value > 0 else 1]
        said = f"{part} {signed(value)} a year, as {how}"
        if part not in cells:
            return said
        cell = cells[part] * found.income[at] / 100.0
        # Of what points the same way as the whole, the largest.
        way = np.sign(value)
        partner = int(np.argmax(way * cell.sum(axis=1)))
        most = float(cell[partner].sum())
        if most * way < NOTHING:
            return said
        code, line = found.countries[partner], found.sectors[int(np.argmax(way * cell[partner]))]
        whom, where = (countries or {}).get(code, code), (sectors or {}).get(line, line)
        return f"{said} ({signed(most)} with {whom}, above all in {where})"

    trading = "; ".join(trade(part) for part in _HOW if part in told)
    others = ", ".join(
        f"{part} {signed(told[part])}" for part in told if part not in (*_HOW, Part.LOBBY)
    )
    parts = [
        trading,
        f"other domains, a year: {others}" if others else "",
        f"{Part.LOBBY} {signed(told[Part.LOBBY])} a year" if Part.LOBBY in told else "",
    ]
    said = tuple(f"{part[0].upper()}{part[1:]}." for part in parts if part)
    return said or ("No part of it comes to half a million dollars a year.",)
