"""What a scenario says twice must agree: codes, names, rules, shares."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.counterparts.stances import UnknownStanceError, stance
from negotiator.counterparts.tactics import UnknownTacticError, tactic
from negotiator.counterparts.voice import UnknownVoiceError, voice
from negotiator.scenario.faults import unknown
from negotiator.scenario.lines import Path
from negotiator.scenario.schema import Gravity, Rule, Scenario


def inconsistencies(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Every fault that the schema alone cannot see, with the path of the field."""
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    yield from _twice("countries", codes)
    yield from _twice("sectors", sectors)
    playable = [country.code for country in scenario.countries if country.playable]
    if not playable:
        yield ("countries",), "no country is playable; expected at least one with playable = true"
    elif scenario.player not in playable:
        yield ("player",), unknown("playable country", scenario.player, playable)
    yield from _countries(scenario, codes, sectors)
    yield from _named(scenario, codes, sectors)
    if isinstance(scenario.economy, Gravity):
        yield from _gravity(scenario, scenario.economy, codes)


def _twice(where: str, codes: list[str]) -> Iterator[tuple[Path, str]]:
    for k, code in enumerate(codes):
        if code in codes[:k]:
            yield (where, k, "code"), f"{code} is there twice; expected different codes"


def _rule_fault(kind: str, rule: Rule) -> str | None:
    try:
        if kind == "stance":
            stance(rule.name, **rule.parameters)
        else:
            tactic(rule.name, **rule.parameters)
    except (UnknownStanceError, UnknownTacticError) as error:
        return str(error)
    return None


def _countries(
    scenario: Scenario, codes: list[str], sectors: list[str]
) -> Iterator[tuple[Path, str]]:
    for k, country in enumerate(scenario.countries):
        at: Path = ("countries", k)
        for kind, rule in (("stance", country.stance), ("tactic", country.tactic)):
            fault = _rule_fault(kind, rule)
            if fault:
                yield (*at, kind), fault
        for partner, rule in country.stances.items():
            fault = _rule_fault("stance", rule)
            if partner not in codes:
                fault = unknown("country", partner, codes)
            if fault:
                yield (*at, "stances", partner), fault
        try:
            voice(country.voice)
        except UnknownVoiceError as error:
            yield (*at, "voice"), str(error)
        for field in ("weights", "protected"):
            for code in getattr(country.interests, field):
                if code not in sectors:
                    yield (*at, "interests", field, code), unknown("sector", code, sectors)
        tariffs = country.tariff if isinstance(country.tariff, dict) else {}
        for field, named in (
            ("spending", country.spending or {}),
            ("strength", country.strength),
            ("tariff", tariffs),
        ):
            for code in named:
                if code not in sectors:
                    yield (*at, field, code), unknown("sector", code, sectors)


def _named(scenario: Scenario, codes: list[str], sectors: list[str]) -> Iterator[tuple[Path, str]]:
    """Countries and sectors named by announcements, grants, events, drafts and domains."""
    for k, said in enumerate(scenario.announcements):
        for code in (said.by, *said.on):
            if code not in codes:
                yield ("announcements", k), unknown("country", code, codes)
        if said.by in said.on:
            yield ("announcements", k, "on"), f"{said.by} announces a tariff on itself"
    for name, items in (("grants", scenario.grants), ("opening", scenario.opening)):
        for k, item in enumerate(items):
            for field in ("giver", "receiver"):
                if getattr(item, field) not in codes:
                    yield (name, k, field), unknown("country", getattr(item, field), codes)
            if item.giver == item.receiver:
                yield (name, k), f"{item.giver} cannot grant something to itself"
    for k, event in enumerate(scenario.events):
        if event.country is not None and event.country not in codes:
            yield ("events", k, "country"), unknown("country", event.country, codes)
        if event.round is not None and event.round > scenario.rounds:
            yield ("events", k, "round"), f"round {event.round} of {scenario.rounds}"
    tables: list[tuple[Path, tuple[str, ...]]] = [
        (("announcements", k), said.sectors) for k, said in enumerate(scenario.announcements)
    ]
    tables += [(("events", k), event.sectors) for k, event in enumerate(scenario.events)]
    tables += [(("opening", k), draft.sectors) for k, draft in enumerate(scenario.opening)]
    for domain in ("copyright", "judgments", "travel"):
        spec = getattr(scenario.domains, domain)
        if spec is not None:
            tables.append((("domains", domain), spec.sectors))
    for path, named in tables:
        for code in named:
            if code not in sectors:
                yield (*path, "sectors"), unknown("sector", code, sectors)


def _gravity(scenario: Scenario, gravity: Gravity, codes: list[str]) -> Iterator[tuple[Path, str]]:
    seen = set()
    for k, distance in enumerate(gravity.distances):
        for code in distance.between:
            if code not in codes:
                yield ("economy", "distances", k), unknown("country", code, codes)
        seen.add(frozenset(distance.between))
    for a, one in enumerate(codes):
        for other in codes[a + 1 :]:
            if frozenset((one, other)) not in seen:
                yield ("economy", "distances"), f"no distance between {one} and {other}"
    for k, country in enumerate(scenario.countries):
        if country.size is None:
            yield ("countries", k), f"{country.code} has no size; gravity needs one"
        shares = country.spending or {
            sector.code: sector.spending or 0.0 for sector in scenario.sectors
        }
        total = sum(shares.values())
        if abs(total - 1.0) > 1e-6:
            place: Path = ("countries", k, "spending") if country.spending else ("sectors",)
            yield place, f"spending shares of {country.code} sum to {total:g}; expected 1"
            if not country.spending:
                return
