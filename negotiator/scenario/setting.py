"""The setting: a scenario compiled to a world, its conduct as the game opens, and counterparts."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from negotiator.counterparts.counterpart import Counterpart
from negotiator.counterparts.stances import stance
from negotiator.counterparts.tactics import tactic
from negotiator.counterparts.voice import voice
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import GRANT_INDEX, Domain, DomainSizes
from negotiator.diplomacy.levels import Anchors
from negotiator.diplomacy.ratification import Chamber
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.government import efficient_tariffs, nash_tariffs
from negotiator.economy.gravity import gravity_economy
from negotiator.paths import cache_folder
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.schema import Data, Gravity, Scenario

#: Rates of the anchors are kept to a tenth of a percentage point: the same on every machine.
_TICK = 1000
#: Raised when the way to find anchors changes, so that old ones are not taken for new ones.
_ANCHOR_VERSION = 2


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
        economy = self.world.economy
        rates = _kept_anchors(self.scenario, lambda: _found_anchors(self.world))
        war = Conduct.of(rates)
        if (economy.labour_share == 1.0).all():
            # Free trade is efficient under perfect competition (Bagwell and Staiger 1999).
            best = np.zeros_like(rates)
        else:
            best = np.round(efficient_tariffs(economy).tariff * _TICK) / _TICK
        return Anchors(war, Conduct(best, self.initial.grants))

    @property
    def anchors(self) -> Anchors:
        """Nash tariffs and efficient ones: the ends of the scale of cooperation."""
        with self._lock:
            return self._anchors


def _found_anchors(world: World) -> Array:
    found = nash_tariffs(world.economy, weights=world.weights, tolerance=1e-4).tariff
    return np.asarray(np.round(found * _TICK) / _TICK)


def anchor_key(scenario: Scenario) -> str:
    """A fingerprint of everything that the Nash tariffs follow from."""
    countries = [
        country.model_dump(include={"code", "size", "spending", "strength", "tariff"})
        | {"weights": country.interests.weights}
        for country in scenario.countries
    ]
    content = {
        "version": _ANCHOR_VERSION,
        "economy": scenario.economy.model_dump(mode="json"),
        "sectors": [sector.model_dump(mode="json") for sector in scenario.sectors],
        "countries": countries,
        "tables": {k: v for k, v in scenario.tables.items() if k != "anchors.json"},
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def anchors_text(key: str, rates: Array) -> str:
    """Anchors as they are kept: whole tenths of a percentage point."""
    ticks = np.round(rates * _TICK).astype(int)
    return json.dumps({"key": key, "shape": ticks.shape, "ticks": ticks.ravel().tolist()}) + "\n"


def _read_anchors(text: str, key: str, shape: tuple[int, ...]) -> Array | None:
    """The rates in a text, or None when it is not the anchors of this key."""
    try:
        content = json.loads(text)
        if content["key"] != key:
            return None
        return np.array(content["ticks"], dtype=float).reshape(shape) / _TICK
    except (ValueError, KeyError, TypeError):
        return None


def _kept_anchors(scenario: Scenario, compute: Callable[[], Array]) -> Array:
    """Anchors from beside the scenario, from the user's cache, or computed and then cached."""
    key = anchor_key(scenario)
    n, s = len(scenario.countries), len(scenario.sectors)
    kept = _read_anchors(scenario.tables.get("anchors.json", ""), key, (n, n, s))
    if kept is not None:
        return kept
    path = cache_folder() / f"anchors-{key[:24]}.json"
    try:
        kept = _read_anchors(path.read_text(encoding="utf-8"), key, (n, n, s))
    except (OSError, UnicodeDecodeError):
        kept = None
    if kept is None:
        kept = compute()
        _write_whole(path, anchors_text(key, kept))
    return kept


def _write_whole(path: Path, text: str) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except OSError:
        return


def compile_scenario(scenario: Scenario) -> Setting:
    """Build the world of a scenario.

    Raises
    ------
    ScenarioError
        For a fault in the tables beside it, with the line in the table.
    EconomyError, NotSolvedError
        When its data make no economy.
    """
    economy, note = _economy(scenario)
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
            chamber=Chamber(dict(country.interests.protected), country.interests.tolerance),
            patience=country.patience,
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


def _economy(scenario: Scenario) -> tuple[Economy, str]:
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    theta = np.array([sector.theta for sector in scenario.sectors])
    kappa = np.array([sector.labour_share for sector in scenario.sectors])
    if isinstance(scenario.economy, Gravity):
        return _by_gravity(scenario, scenario.economy, codes, sectors, theta, kappa), (
            "Built by gravity; it balances by construction."
        )
    data = scenario.economy
    flows, tariff = _flows(scenario, data, codes, sectors)
    calibration = calibrate(
        codes, sectors, flows, tariff, theta, labour_share=kappa, **_inputs(scenario, data)
    )
    note = calibration.note
    if data.balance_trade:
        calibration = balance_trade(calibration.economy)
        note = f"Trade balanced first. {calibration.note}"
    return calibration.economy, note


def _by_gravity(
    scenario: Scenario,
    gravity: Gravity,
    codes: list[str],
    sectors: list[str],
    theta: Array,
    kappa: Array,
) -> Economy:
    n, s = len(codes), len(sectors)
    distance = np.full((n, n), gravity.within)
    for each in gravity.distances:
        i, j = (codes.index(code) for code in each.between)
        distance[i, j] = distance[j, i] = each.is_
    common = {sector.code: sector.spending or 0.0 for sector in scenario.sectors}
    spending = np.array(
        [[(c.spending or common).get(code, 0.0) for code in sectors] for c in scenario.countries]
    )
    strength = np.array(
        [[c.strength.get(code, 1.0) for code in sectors] for c in scenario.countries]
    )
    tariff = np.zeros((n, n, s))
    for j, country in enumerate(scenario.countries):
        rates = country.tariff
        row = [rates.get(code, 0.0) if isinstance(rates, dict) else rates for code in sectors]
        tariff[:, j] = row
        tariff[j, j] = 0.0
    return gravity_economy(
        codes,
        sectors,
        np.array([country.size or 0.0 for country in scenario.countries]),
        distance,
        theta,
        spending=spending,
        strength=strength,
        tariff=tariff,
        distance_elasticity=gravity.elasticity,
        border=gravity.border,
        labour_share=kappa,
    )


def _rows(scenario: Scenario, name: str, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """The rows of a table beside the scenario, with their line numbers."""
    reader = csv.reader(io.StringIO(scenario.tables.get(name, "")))
    header = [cell.strip() for cell in next(reader, [])]
    if tuple(header) != columns:
        said = ",".join(header) or "nothing"
        raise ScenarioError(
            (Fault(name, 1, f"header is {said}; expected {','.join(columns)}"),)
        )
    rows = []
    for row in reader:
        if not row:
            continue
        if len(row) != len(columns):
            what = f"{len(row)} cells; expected {len(columns)}"
            raise ScenarioError((Fault(name, reader.line_num, what),))
        rows.append((reader.line_num, [cell.strip() for cell in row]))
    return rows


class _Table:
    """Places and numbers of a table's rows, with all its faults collected."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []

    def place(self, line: int, kind: str, code: str, codes: list[str]) -> int:
        if code in codes:
            return codes.index(code)
        self.faults.append(Fault(self.name, line, unknown(kind, code, codes)))
        return 0

    def number(self, line: int, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not np.isfinite(number):
            self.faults.append(Fault(self.name, line, f"{text!r}; expected a number"))
            return 0.0
        return number

    def finish(self) -> None:
        if self.faults:
            raise ScenarioError(tuple(self.faults[:20]))


def _flows(
    scenario: Scenario, data: Data, codes: list[str], sectors: list[str]
) -> tuple[Array, Array]:
    n, s = len(codes), len(sectors)
    flows, tariff = np.full((n, n, s), np.nan), np.zeros((n, n, s))
    table = _Table(data.flows)
    columns = ("exporter", "importer", "sector", "flow", "tariff")
    for line, (exporter, importer, sector, flow, rate) in _rows(scenario, data.flows, columns):
        cell = (
            table.place(line, "country", exporter, codes),
            table.place(line, "country", importer, codes),
            table.place(line, "sector", sector, sectors),
        )
        if not np.isnan(flows[cell]) and not table.faults:
            what = f"{exporter} to {importer} in {sector} is there twice"
            table.faults.append(Fault(data.flows, line, what))
        flows[cell], tariff[cell] = table.number(line, flow), table.number(line, rate)
    table.finish()
    return np.nan_to_num(flows), tariff


def _inputs(scenario: Scenario, data: Data) -> dict[str, Array]:
    if data.value_added is None or data.inputs is None:
        return {}
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    n, s = len(codes), len(sectors)
    added, bought = np.zeros((n, s)), np.zeros((n, s, s))
    table = _Table(data.value_added)
    for line, (country, sector, value) in _rows(
        scenario, data.value_added, ("country", "sector", "value")
    ):
        place = table.place(line, "country", country, codes)
        added[place, table.place(line, "sector", sector, sectors)] = table.number(line, value)
    table.finish()
    table = _Table(data.inputs)
    for line, (country, sector, used, value) in _rows(
        scenario, data.inputs, ("country", "sector", "input", "value")
    ):
        place = table.place(line, "country", country, codes)
        maker = table.place(line, "sector", sector, sectors)
        bought[place, maker, table.place(line, "sector", used, sectors)] = table.number(line, value)
    table.finish()
    return {"value_added": added, "inputs": bought}
