"""The setting: a scenario compiled to a world, its conduct as the game opens, and counterparts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

import numpy as np

from negotiator.counterparts.acceptance import acceptance
from negotiator.counterparts.counterpart import Counterpart
from negotiator.counterparts.stances import Stance, stance
from negotiator.counterparts.tactics import tactic
from negotiator.counterparts.voice import voice
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import GRANT_INDEX, Domain, DomainSizes
from negotiator.diplomacy.levels import Anchors
from negotiator.diplomacy.ratification import Chamber
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.scenario.anchors import anchor_tariffs
from negotiator.scenario.base_year import base_year
from negotiator.scenario.schema import Happened, Scenario
from negotiator.scenario.stance_file import adopt


@dataclass(frozen=True, eq=False)
class Setting:
    """The world in which a scenario is played.

    Parameters
    ----------
    initial
        Conduct in force as the game opens: the base year's, with grants and announcements.
    counterparts
        By code; every country has one, the player's own speaks only when nobody plays it.
    note
        What balancing moved.
    """

    scenario: Scenario
    world: World
    initial: Conduct
    counterparts: dict[str, Counterpart]
    note: str
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def names(self) -> dict[str, str]:
        """By code: the name as it stands in a sentence."""
        return {code: each.name for code, each in self.counterparts.items()}

    @property
    def titles(self) -> dict[str, str]:
        """By code: the name as a title."""
        return {country.code: country.name for country in self.scenario.countries}

    @cached_property
    def _anchors(self) -> Anchors:
        war, peace = anchor_tariffs(self.scenario, self.world)
        return Anchors(Conduct.of(war), Conduct(peace, self.initial.grants))

    @property
    def anchors(self) -> Anchors:
        """Nash tariffs and efficient ones: the ends of the scale of cooperation."""
        with self._lock:  # screens compute in threads, and it is to be found once
            return self._anchors

    @property
    def sectors(self) -> dict[str, str]:
        """By code: the name as screens show it."""
        return {sector.code: sector.name or sector.code for sector in self.scenario.sectors}

    def happened(self, one: str, other: str) -> Happened | None:
        """What two countries really did to each other, where the scenario tells it."""
        for each in self.scenario.happened:
            if set(each.between) == {one, other}:
                return each
        return None

    def under(self, code: str, rule: Stance) -> Setting:
        """The same world with another stance in one of its governments, toward everyone."""
        each = replace(self.counterparts[code], stance=rule, stances={})
        changed = replace(self, counterparts={**self.counterparts, code: each})
        vars(changed)["_anchors"] = self.anchors  # of the economy alone, and found once
        return changed

    def fallback(self, today: Conduct) -> Conduct:
        """Conduct without a deal: today's goes on, or Nash tariffs, as the scenario has it."""
        return self.anchors.war if self.scenario.disagreement == "nash" else today


def compile_scenario(scenario: Scenario) -> Setting:
    """Build the world of a scenario.

    Raises
    ------
    ScenarioError
        For a fault in the tables beside it, with the line in the table; or when the stances beside
        it are no longer those that were read.
    EconomyError, NotSolvedError
        When its data make no economy.
    """
    adopt(scenario)
    economy, note = base_year(scenario)
    codes, sectors = list(economy.countries), list(economy.sectors)
    weights = np.array(
        [
            [country.interests.weights.get(sector, 0.0) for sector in sectors]
            for country in scenario.countries
        ]
    )
    base = Conduct.of(economy.tariff)
    for grant in scenario.grants:
        cell = (GRANT_INDEX[grant.domain], codes.index(grant.giver), codes.index(grant.receiver))
        base.grants[cell] = grant.amount
    world = World(economy, _sizes(scenario, sectors), weights, base)
    tariff = economy.tariff.copy()
    for said in scenario.announcements:
        hit = [sectors.index(code) for code in said.sectors] or list(range(len(sectors)))
        for code in said.on:
            tariff[codes.index(code), codes.index(said.by), hit] += said.points
    counterparts = {
        country.code: Counterpart(
            code=country.code,
            name=country.called or country.name,
            stance=stance(country.stance.name, **country.stance.parameters),
            stances={
                partner: stance(rule.name, **rule.parameters)
                for partner, rule in country.stances.items()
            },
            tactic=tactic(country.tactic.name, **country.tactic.parameters),
            voice=voice(country.voice),
            acceptance=acceptance(country.accepts.name, **country.accepts.parameters),
            chamber=Chamber(
                dict(country.interests.protected),
                country.interests.tolerance,
                {sector.code: sector.name or sector.code for sector in scenario.sectors},
            ),
            patience=country.patience,
            candour=country.candour,
            memory=country.memory,
            red_lines=country.red_lines,
        )
        for country in scenario.countries
    }
    return Setting(scenario, world, Conduct(tariff, base.grants), counterparts, note)


def _sizes(scenario: Scenario, sectors: list[str]) -> DomainSizes:
    domains = scenario.domains

    def mask(named: tuple[str, ...]) -> Array:
        return np.array([1.0 if not named or code in named else 0.0 for code in sectors])

    given = {
        Domain.COPYRIGHT: domains.copyright,
        Domain.JUDGMENTS: domains.judgments,
        Domain.TRAVEL: domains.travel,
        Domain.EXTRADITION: domains.extradition,
        Domain.SECURITY: domains.security,
        Domain.AID: domains.aid,
    }
    authors, courts, visas = domains.copyright, domains.judgments, domains.travel
    fugitives, allies, aid = domains.extradition, domains.security, domains.aid
    return DomainSizes(
        in_play=(Domain.TARIFFS, *(domain for domain, spec in given.items() if spec is not None)),
        creative=np.array([country.creative for country in scenario.countries]),
        creative_sectors=mask(authors.sectors if authors else ()),
        judgment_sectors=mask(courts.sectors if courts else ()),
        travel_sectors=mask(visas.sectors if visas else ()),
        hazard=np.array([country.hazard for country in scenario.countries]),
        royalty=authors.royalty if authors else 0.0,
        widening=authors.widening if authors else 0.0,
        judgments=courts.trade_cost if courts else 0.0,
        travel=visas.trade_cost if visas else 0.0,
        extradition_benefit=fugitives.benefit if fugitives else 0.0,
        extradition_cost=fugitives.cost if fugitives else 0.0,
        crisis_loss=allies.loss if allies else 0.0,
        cover=allies.cover if allies else 0.0,
        obligation=allies.obligation if allies else 0.0,
        aid_politics=aid.politics if aid else 0.0,
        aid_limit=aid.limit if aid else 0.0,
        sources={domain.value: spec.source for domain, spec in given.items() if spec is not None},
    )
