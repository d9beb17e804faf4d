"""An analysis as tidy tables: one row for each observation, names and units in the columns.

JSON holds the same tables in one object, CSV each in a file of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from negotiator.analysis.figures import Analysis, Pair
from negotiator.game.policy import describe
from negotiator.scoring.why import Why

Row = dict[str, Any]


def tables(found: Analysis) -> dict[str, list[Row]]:
    """By name.

    Returns
    -------
    regimes
        A row for each kind of policy and country.
    tariffs
        A row for each exporter, importer and sector, with a column for each kind of policy.
    searches
        How Nash and efficient tariffs were found.
    nash_parts
        What payoffs at Nash tariffs are made of, against the status quo.
    pairs
        Disagreement points.
    solutions, clauses, outsiders, frontier
        A row for each pair and solution, and further for each clause, outsider, efficient deal.
    solution_parts
        What the gains of each pair's first solution are made of.
    """
    pairs = found.pairs
    return {
        "regimes": list(_regimes(found)),
        "tariffs": list(_tariffs(found)),
        "searches": list(_searches(found)),
        "nash_parts": list(_parts(found.war, found.setting.world.countries)),
        "pairs": [_pair(found, pair) for pair in pairs],
        "solutions": list(chain.from_iterable(map(_solutions, pairs))),
        "clauses": list(chain.from_iterable(_clauses(found, pair) for pair in pairs)),
        "outsiders": list(chain.from_iterable(_outsiders(found, pair) for pair in pairs)),
        "solution_parts": [
            {**_named(pair), "solution": pair.deals[0].name, **row}
            for pair in pairs
            for row in _parts(pair.why, pair.pair)
        ],
        "frontier": [
            {**_named(pair), "gain_a_bn": point.gains[0], "gain_b_bn": point.gains[1]}
            for pair in pairs
            for point in pair.possible.frontier
        ],
    }


def as_dict(found: Analysis) -> dict[str, Any]:
    """For JSON: the tables, and what they are about."""
    scenario = found.setting.scenario
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "disagreement": scenario.disagreement,
        "countries": found.setting.titles,
        "income_bn": dict(
            zip(found.setting.world.countries, found.setting.world.income.tolist(), strict=True)
        ),
        "pairs_wanted": found.wanted,
        **tables(found),
    }


def write(found: Analysis, folder: Path) -> list[Path]:
    """Write every table that has rows to FOLDER/analysis-NAME.csv; the folder is made if need be.

    Returns
    -------
    What was written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in tables(found).items():
        path = folder / f"analysis-{name.replace('_', '-')}.csv"
        if not rows:
            path.unlink(missing_ok=True)  # of an earlier analysis
            continue
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        written.append(path)
    return written


def _regimes(found: Analysis) -> Iterator[Row]:
    world = found.setting.world
    for regime in found.regimes:
        for k, code in enumerate(world.countries):
            yield {
                "regime": regime.name,
                "country": code,
                "payoff_percent": float(regime.payoff[k]),
                "payoff_bn": float(regime.payoff[k] * world.income[k] / 100.0),
                "real_income_percent": float(regime.real_income[k]),
                "real_income_bn": float(regime.real_income[k] * world.income[k] / 100.0),
                "mean_tariff_percent": 100.0 * float(regime.mean_tariff[k]),
            }


def _tariffs(found: Analysis) -> Iterator[Row]:
    world = found.setting.world
    for i, exporter in enumerate(world.countries):
        for j, importer in enumerate(world.countries):
            for s, sector in enumerate(world.sectors):
                if i != j:
                    yield {
                        "exporter": exporter,
                        "importer": importer,
                        "sector": sector,
                        **{
                            f"{regime.name.replace(' ', '_')}_percent": 100.0
                            * float(regime.conduct.tariff[i, j, s])
                            for regime in found.regimes
                        },
                    }


def _searches(found: Analysis) -> Iterator[Row]:
    for search in found.searches:
        proof = search.certificate
        yield {
            "regime": search.name,
            "method": search.tariffs.method,
            "rounds": search.tariffs.rounds,
            "slack_percent": search.tariffs.slack,
            "rounding_percent": search.rounding,
            "certified_gain_percent": None if proof is None else float(proof.gain.max()),
            "certificate": None if proof is None else proof.note,
        }


def _parts(made_of: Why, countries: tuple[str, ...]) -> Iterator[Row]:
    for code in countries:
        k = made_of.countries.index(code)
        for part, percent in made_of.parts.items():
            if percent.any():
                yield {
                    "country": code,
                    "part": part.value,
                    "percent": float(percent[k]),
                    "bn": float(made_of.dollars(part)[k]),
                }


def _named(pair: Pair) -> Row:
    return {"a": pair.pair[0], "b": pair.pair[1]}


def _pair(found: Analysis, pair: Pair) -> Row:
    world = found.setting.world
    one, other = (float(world.income[world.index[code]]) / 100.0 for code in pair.pair)
    return {
        **_named(pair),
        "disagreement_payoff_a_percent": pair.disagreement[0],
        "disagreement_payoff_a_bn": pair.disagreement[0] * one,
        "disagreement_payoff_b_percent": pair.disagreement[1],
        "disagreement_payoff_b_bn": pair.disagreement[1] * other,
        "zone_of_agreement": pair.possible.nash is not None,
        "method": pair.possible.how,
    }


def _solutions(pair: Pair) -> Iterator[Row]:
    for deal in pair.deals:
        yield {
            **_named(pair),
            "solution": deal.name,
            "gain_a_bn": deal.point.gains[0],
            "gain_a_percent": deal.percent[0],
            "gain_b_bn": deal.point.gains[1],
            "gain_b_percent": deal.percent[1],
            "joint_gain_bn": sum(deal.point.gains),
            "efficiency_percent": 100.0 * deal.efficiency,
            "gain_outsiders_bn": float(deal.outsiders.money.sum()),
        }


def _clauses(found: Analysis, pair: Pair) -> Iterator[Row]:
    for deal in pair.deals:
        for clause in deal.point.clauses:
            yield {
                **_named(pair),
                "solution": deal.name,
                "domain": clause.domain.value,
                "giver": clause.giver,
                "receiver": clause.receiver,
                "sectors": " ".join(clause.sectors),
                "rate": clause.rate,
                "text": describe(found.setting, clause),
            }


def _outsiders(found: Analysis, pair: Pair) -> Iterator[Row]:
    for deal in pair.deals:
        effect = deal.outsiders
        for k, country in enumerate(effect.countries):
            yield {
                **_named(pair),
                "solution": deal.name,
                "country": found.setting.world.countries[int(country)],
                "gain_percent": float(effect.percent[k]),
                "gain_bn": float(effect.money[k]),
                "market_access_bn": float(effect.access[k]),
                "exports_to_the_pair_bn": float(effect.exports[k]),
            }
