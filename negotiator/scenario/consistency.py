"""What a scenario says twice must agree: codes, names, rules, shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from negotiator.counterparts.acceptance import acceptance
from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.personalities import personalities
from negotiator.counterparts.stances import stance
from negotiator.counterparts.tactics import tactic
from negotiator.counterparts.voice import UnknownVoiceError, voice
from negotiator.diplomacy.clauses import Kind
from negotiator.diplomacy.domains import Domain
from negotiator.scenario.faults import unknown
from negotiator.scenario.lines import Path
from negotiator.scenario.schema import Data, Draft, Gravity, Scenario
from negotiator.scenario.spec import NamedRule, Rule

_RULE: TypeAdapter[Rule] = TypeAdapter(NamedRule)


def inconsistencies(scenario: Scenario, *, rules: bool = True) -> Iterator[tuple[Path, str]]:
    """Every fault that the schema alone cannot see, with the path of the field.

    Parameters
    ----------
    rules
        Whether stances are looked up by their names.
    """
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    yield from _twice("countries", codes)
    yield from _twice("sectors", sectors)
    playable = [country.code for country in scenario.countries if country.playable]
    if not playable:
        yield ("countries",), "no country is playable; expected at least one with playable = true"
    elif scenario.player not in playable:
        yield ("player",), unknown("playable country", scenario.player, playable)
    yield from _countries(scenario, codes, sectors, rules)
    yield from _named(scenario, codes, sectors)
    authors = sum(country.creative for country in scenario.countries)
    if authors > 1.0 + 1e-9:
        what = f"creative shares of the countries sum to {authors:g}; expected at most 1"
        yield ("countries",), what
    if isinstance(scenario.economy, Gravity):
        yield from _gravity(scenario, scenario.economy, codes)
    else:
        yield from _data(scenario.economy)


def misnamed(content: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Rules that there are not, in a scenario that the schema refuses."""
    countries = content.get("countries")
    for k, country in enumerate(countries if isinstance(countries, list) else ()):
        for kind in ("stance", "tactic", "accepts"):
            try:
                rule = _RULE.validate_python(country[kind])
            except (KeyError, TypeError, ValidationError):
                continue  # the schema has said so
            fault = _rule_fault(kind, rule)
            if fault:
                yield ("countries", k, kind), fault


def _twice(where: str, codes: list[str]) -> Iterator[tuple[Path, str]]:
    for k, code in enumerate(codes):
        if code in codes[:k]:
            yield (where, k, "code"), f"{code} is there twice; expected different codes"


def _rule_fault(kind: str, rule: Rule) -> str | None:
    made = {"stance": stance, "tactic": tactic, "accepts": acceptance}[kind]
    try:
        made(rule.name, **rule.parameters)
    except CounterpartError as error:
        return str(error)
    return None


def _countries(
    scenario: Scenario, codes: list[str], sectors: list[str], rules: bool
) -> Iterator[tuple[Path, str]]:
    for k, country in enumerate(scenario.countries):
        at: Path = ("countries", k)
        if country.personality is not None and country.personality not in personalities():
            what = unknown("personality", country.personality, personalities())
            yield (*at, "personality"), what
        for kind in ("stance", "tactic", "accepts"):
            known = rules or kind != "stance"
            fault = _rule_fault(kind, getattr(country, kind)) if known else None
            if fault:
                yield (*at, kind), fault
        for partner, rule in country.stances.items():
            fault = _rule_fault("stance", rule) if rules else None
            if partner not in codes or partner == country.code:
                others = [code for code in codes if code != country.code]
                fault = unknown("other country", partner, others)
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
        at: Path = ("announcements", k)
        yield from _places((*at, "by"), "country", (said.by,), codes)
        yield from _places((*at, "on"), "country", said.on, codes)
        yield from _places((*at, "sectors"), "sector", said.sectors, sectors)
        if said.by in said.on:
            yield (*at, "on"), f"{said.by} announces a tariff on itself; expected others"
    for k, grant in enumerate(scenario.grants):
        yield from _promise(("grants", k), scenario, grant.domain, grant.giver, grant.receiver)
        if grant.domain is Domain.TARIFFS:
            what = "tariffs in force belong to the base year; expected another domain"
            yield ("grants", k, "domain"), what
    yield from _drafts(("opening",), scenario, scenario.opening, sectors)
    for k, happened in enumerate(scenario.happened):
        at = ("happened", k)
        yield from _places((*at, "between"), "country", happened.between, codes)
        yield from _drafts((*at, "clauses"), scenario, happened.clauses, sectors)
        for place, draft in enumerate(happened.clauses):
            known = set(happened.between) <= set(codes)
            if known and not {draft.giver, draft.receiver} <= set(happened.between):
                what = f"it is not between {' and '.join(happened.between)}"
                yield (*at, "clauses", place), f"{what}; expected giver and receiver of the two"
    yield from _events(scenario, codes, sectors)
    for domain in (Domain.COPYRIGHT, Domain.JUDGMENTS, Domain.TRAVEL):
        spec = getattr(scenario.domains, domain.value)
        if spec is not None:
            yield from _places(
                ("domains", domain.value, "sectors"), "sector", spec.sectors, sectors
            )


def _drafts(
    where: Path, scenario: Scenario, drafts: Iterable[Draft], sectors: list[str]
) -> Iterator[tuple[Path, str]]:
    for k, draft in enumerate(drafts):
        at: Path = (*where, k)
        yield from _promise(at, scenario, draft.domain, draft.giver, draft.receiver)
        yield from _places((*at, "sectors"), "sector", draft.sectors, sectors)
        if draft.sectors and draft.domain is not Domain.TARIFFS:
            yield (*at, "sectors"), f"{draft.domain} names sectors; expected none but for tariffs"
        if draft.kind is Kind.PENALTY:
            yield (*at, "kind"), "a penalty is no promise; expected bound or applied"


def _places(
    path: Path, kind: str, named: Iterable[str], known: list[str]
) -> Iterator[tuple[Path, str]]:
    """What of the named does not exist, each with its place in the list."""
    names = list(named)
    for k, code in enumerate(names):
        if code not in known:
            yield (*path, k), unknown(kind, code, known)


def _promise(
    at: Path, scenario: Scenario, domain: Domain, giver: str, receiver: str
) -> Iterator[tuple[Path, str]]:
    """Faults of who promises what to whom."""
    codes = [country.code for country in scenario.countries]
    yield from _places((*at, "giver"), "country", (giver,), codes)
    yield from _places((*at, "receiver"), "country", (receiver,), codes)
    if giver == receiver:
        yield (*at, "receiver"), f"{giver} promises something to itself; expected another country"
    if domain is not Domain.TARIFFS and getattr(scenario.domains, domain.value) is None:
        what = f"{domain} is not in play; expected a table [domains.{domain}]"
        yield (*at, "domain"), what


def _events(scenario: Scenario, codes: list[str], sectors: list[str]) -> Iterator[tuple[Path, str]]:
    for k, event in enumerate(scenario.events):
        at: Path = ("events", k)
        if event.country is not None:
            yield from _places((*at, "country"), "country", (event.country,), codes)
        yield from _places((*at, "sectors"), "sector", event.sectors, sectors)
        if event.round is not None and event.round > scenario.rounds:
            what = f"round {event.round} never comes; expected at most {scenario.rounds}"
            yield (*at, "round"), what
        if event.round is None and event.probability == 0.0:
            yield at, "this event never happens; expected a round or a probability"


def _gravity(scenario: Scenario, gravity: Gravity, codes: list[str]) -> Iterator[tuple[Path, str]]:
    seen = set()
    for k, distance in enumerate(gravity.distances):
        at: Path = ("economy", "distances", k)
        yield from _places((*at, "between"), "country", distance.between, codes)
        pair = frozenset(distance.between)
        if len(pair) == 1:
            yield at, f"{distance.between[0]} to itself; the distance within is given by `within`"
        if pair in seen:
            yield at, f"{' to '.join(distance.between)} is there twice; expected every pair once"
        seen.add(pair)
    wrong = [pair for pair in seen if len(pair) == 1 or not pair.issubset(codes)]
    for a, one in enumerate(codes):
        for other in codes[a + 1 :]:
            # A pair that is wrong may be meant for the one that is not there.
            if not wrong and one != other and frozenset((one, other)) not in seen:
                what = f"no distance from {one} to {other}; expected every pair once"
                yield ("economy", "distances"), what
    for k, country in enumerate(scenario.countries):
        if country.size is None:
            what = f"{country.code} has no size; gravity needs one: its income, billions a year"
            yield ("countries", k, "size"), what
        if country.spending is not None:
            path: Path = ("countries", k, "spending")
            yield from _whole(path, f"of {country.code}", country.spending.values())
    if any(country.spending is None for country in scenario.countries):
        shares = [sector.spending or 0.0 for sector in scenario.sectors]
        yield from _whole(("sectors",), "of the sectors", shares)


def _whole(path: Path, whose: str, shares: Iterable[float]) -> Iterator[tuple[Path, str]]:
    total = sum(shares)
    if abs(total - 1.0) > 1e-6:
        yield path, f"spending shares {whose} sum to {total:g}; expected 1"


def _data(data: Data) -> Iterator[tuple[Path, str]]:
    if (data.value_added is None) != (data.inputs is None):
        there, missing = ("inputs", "value_added") if data.inputs else ("value_added", "inputs")
        yield ("economy", there), f"{there} without {missing}; expected both or neither"
