"""From source data to the tables of a scenario: read, aggregate, check, write.

The maker scripts beside this file (`make_*.py`) use it. The project reads none of the source data
at run time; what a scenario plays on lies beside its scenario.toml.

Aggregates are sums: flows, value added and inputs are added up, and trade among merged economies
becomes their own trade. A tariff is weighted by trade, so that it raises the same revenue. The
elasticity of an aggregate is the mean of its members' weighted by what crosses borders, which is
how a small uniform tariff moves the sum of their imports; each member is held within bounds first,
as single estimates are far from all others (petroleum's 64.85 in Caliendo and Parro 2015, 0.64 in
Lashkaripour and Lugovskyy 2023) and would rule the mean.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate

#: By name of the aggregate: its members.
Groups = Mapping[str, Sequence[str]]
#: Elasticities from most of the literature lie within these.
LIKELY = (3.0, 12.0)


@dataclass(frozen=True, eq=False)
class Tables:
    """A world as a scenario's files hold it, in billions of dollars a year.

    Parameters
    ----------
    flows, tariff : [N exporter, N importer, S]
        Net of tariffs, own trade included; rates are fractions.
    theta : [S]
    value_added : [N, S]; inputs : [N, S, S]
        What i's sector s buys of each input k. Both or neither.
    """

    countries: list[str]
    sectors: list[str]
    flows: Array
    tariff: Array
    theta: Array
    value_added: Array | None = None
    inputs: Array | None = None

    @property
    def abroad(self) -> Array:
        """Flows without own trade, in the same shape."""
        return self.flows * (1.0 - np.eye(len(self.countries)))[..., None]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _filled(
    table: list[dict[str, str]], columns: Sequence[str], codes: Sequence[list[str]], value: str
) -> Array:
    found = np.zeros([len(each) for each in codes])
    places = [{code: k for k, code in enumerate(each)} for each in codes]
    for row in table:
        cell = tuple(place[row[name]] for name, place in zip(columns, places, strict=True))
        found[cell] = float(row[value])
    return found


def read_1993(folder: Path) -> Tables:
    """31 economies × 40 sectors with inputs: `world-1993`, after Caliendo and Parro (2015)."""
    trade = rows(folder / "trade.csv")
    countries = sorted({row["exporter"] for row in trade})
    elasticities = rows(folder / "theta.csv")
    sectors = [row["sector"] for row in elasticities]
    cell, of = ("exporter", "importer", "sector"), (countries, countries, sectors)
    uses, using = rows(folder / "intermediate_consumption.csv"), ("region", "sector", "input")
    inputs = _filled(uses, using, (countries, sectors, sectors), "value")
    added = _filled(
        rows(folder / "value_added.csv"), ("region", "sector"), (countries, sectors), "value"
    )
    return Tables(
        countries,
        sectors,
        _filled(trade, cell, of, "value") / 1e9,
        _filled(trade, cell, of, "tariff_1993"),
        np.array([float(row["value"]) for row in elasticities]),
        # A few small negative uses in the source are taken as zero.
        np.maximum(added, 0.0) / 1e9,
        np.maximum(inputs, 0.0) / 1e9,
    )


def read_2017(folder: Path) -> Tables:
    """7 economies × 44 industries with inputs: `trade-war-2017`."""
    names = {row["indcode"]: row["code"] for row in rows(folder / "industries.csv")}
    numbers, sectors = list(names), list(names.values())
    trade = rows(folder / "TradeFlow2017.csv")
    countries = sorted({row["iso_o"] for row in trade})
    cell, of = ("iso_o", "iso_d", "indcode"), (countries, countries, numbers)
    flows = _filled(trade, cell, of, "tradevalue") / 1e3
    made = flows.sum(axis=1)
    levied = _filled(rows(folder / "tariff_prewar2017.csv"), cell, of, "AHS_simple")
    levied[np.eye(len(countries), dtype=bool)] = 0.0
    share = _filled(
        rows(folder / "IOshare.csv"),
        ("iso_o", "output_ind", "input_ind"),
        (countries, numbers, numbers),
        "valueshare",
    )
    added = _filled(
        rows(folder / "vashare.csv"), ("iso_o", "indcode"), (countries, numbers), "vashare"
    )
    theta = [float(row["theta"]) for row in rows(folder / "cal_elasticities.csv")]
    bought = np.maximum((1.0 - added) * made, 0.0)[..., None] * np.maximum(share, 0.0)
    return Tables(
        countries, sectors, flows, levied, np.array(theta), np.maximum(added * made, 0.0), bought
    )


def read_icio(folder: Path, year: int, elasticity: str = "GYY") -> Tables:
    """81 economies × 28 sectors: `icio`, without inputs. Services untaxed, flows net of tariffs.

    Parameters
    ----------
    elasticity
        Column of elasticities.csv: whose estimates.
    """
    with np.load(folder / f"world-{year}.npz") as data:
        countries = [str(code) for code in data["countries"]]
        sectors = [str(code) for code in data["sectors"]]
        gross, levied = data["value"].astype(float), data["tariff"].astype(float)
    levied[..., [k for k, code in enumerate(sectors) if code.startswith("Services")]] = 0.0
    levied[np.eye(len(countries), dtype=bool)] = 0.0
    theta = {row["sector"]: float(row[elasticity]) for row in rows(folder / "elasticities.csv")}
    net = np.maximum(gross, 0.0) / (1.0 + levied) / 1e3
    return Tables(countries, sectors, net, levied, np.array([theta[code] for code in sectors]))


def _membership(groups: Groups, members: list[str], kind: str) -> Array:
    """[group, member]: one where it belongs."""
    named = [code for group in groups.values() for code in group]
    wrong = sorted(set(named) ^ set(members)) or [c for c in members if named.count(c) > 1]
    if wrong:
        raise ValueError(f"{kind} {wrong}: expected each of the source's in exactly one group")
    return np.array([[float(code in group) for code in members] for group in groups.values()])


def aggregate(
    tables: Tables, countries: Groups, sectors: Groups, likely: tuple[float, float] = LIKELY
) -> Tables:
    """Merge economies and sectors; see the top of this file for how.

    Parameters
    ----------
    countries, sectors
        Every one of the source's in exactly one group, in the order of the scenario.
    likely
        Bounds on members' elasticities before they are weighted by trade.

    Raises
    ------
    ValueError
        When a group names what is not there, or one is left out or there twice.
    """
    c = _membership(countries, tables.countries, "countries")
    s = _membership(sectors, tables.sectors, "sectors")

    def summed(values: Array) -> Array:
        found: Array = np.einsum("ai,bj,tk,ijk->abt", c, c, s, values, optimize=True)
        return found

    flows = summed(tables.flows)
    # What is levied among merged economies is levied no more: their trade is their own trade.
    levied = summed(tables.abroad * tables.tariff) * (1.0 - np.eye(len(c)))[..., None]
    traded = tables.abroad.sum(axis=(0, 1))
    # A sector that nobody trades takes part with its output.
    traded = np.where(s.T @ (s @ traded) > 0, traded, tables.flows.sum(axis=(0, 1)))
    added, bought = tables.value_added, tables.inputs
    return Tables(
        list(countries),
        list(sectors),
        flows,
        np.divide(levied, flows, out=np.zeros_like(flows), where=flows > 0),
        s @ (np.clip(tables.theta, *likely) * traded) / (s @ traded),
        None if added is None else np.einsum("ai,tk,ik->at", c, s, added),
        None if bought is None else np.einsum("ai,tk,um,ikm->atu", c, s, s, bought, optimize=True),
    )


def without(tables: Tables, dropped: Sequence[str]) -> Tables:
    """Leave sectors out; what the others buy of them counts as their own value added."""
    kept = [k for k, code in enumerate(tables.sectors) if code not in dropped]
    gone = [k for k, code in enumerate(tables.sectors) if code in dropped]
    smaller = replace(
        tables,
        sectors=[tables.sectors[k] for k in kept],
        flows=tables.flows[..., kept],
        tariff=tables.tariff[..., kept],
        theta=tables.theta[kept],
    )
    if tables.value_added is None or tables.inputs is None:
        return smaller
    served = tables.inputs[:, kept][..., gone].sum(axis=2)
    return replace(
        smaller,
        value_added=tables.value_added[:, kept] + served,
        inputs=tables.inputs[:, kept][..., kept],
    )


def rounded(tables: Tables) -> Tables:
    """As the files hold it, so that the files alone give the same world."""

    def short(values: Array) -> Array:
        return np.array([float(f"{value:.5g}") for value in values.ravel()]).reshape(values.shape)

    return replace(
        tables,
        flows=short(tables.flows),
        tariff=short(tables.tariff),
        theta=np.round(tables.theta, 2),
        value_added=None if tables.value_added is None else short(tables.value_added),
        inputs=None if tables.inputs is None else short(tables.inputs),
    )


def economy(tables: Tables, balanced: bool = True) -> tuple[Economy, str]:
    """The base year as the scenario will have it, and what balancing moved."""
    made = calibrate(
        tables.countries,
        tables.sectors,
        tables.flows,
        tables.tariff,
        tables.theta,
        value_added=tables.value_added,
        inputs=tables.inputs,
    )
    note = made.note
    if balanced:
        made = balance_trade(made.economy)
        note = f"{note} Then trade balanced. {made.note}"
    return made.economy, note


def told(tables: Tables) -> None:
    """Print what a scenario says of its data: sizes, trade, tariffs, elasticities."""
    abroad, taxed = tables.abroad, tables.tariff.any(axis=(0, 1))
    print(f"{len(tables.countries)} economies, {len(tables.sectors)} sectors; billions of dollars.")
    print("            made exports imports   tariff  bought from (exports by partner)")
    for k, code in enumerate(tables.countries):
        bought = abroad[:, k]
        # Weighted by imports of goods that somebody taxes at all: as such averages are published.
        rate = (bought * tables.tariff[:, k]).sum() / max(float(bought[:, taxed].sum()), 1e-12)
        buyers = abroad[k].sum(axis=1)
        best = np.argsort(-buyers)[:3]
        print(
            f"{code:>8} {tables.flows[k].sum():>8.1f} {abroad[k].sum():>7.1f} {bought.sum():>7.1f}"
            f" {rate:>8.1%}  "
            + ", ".join(f"{tables.countries[j]} {buyers[j] / buyers.sum():.0%}" for j in best)
        )
    pairs = zip(tables.sectors, tables.theta, strict=True)
    print("theta:", ", ".join(f"{code} {theta:.2f}" for code, theta in pairs))


def write(folder: Path, tables: Tables) -> None:
    """flows.csv, and with inputs value_added.csv and inputs.csv, as a scenario reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    _written(
        folder / "flows.csv",
        ["exporter", "importer", "sector", "flow", "tariff"],
        (tables.countries, tables.countries, tables.sectors),
        (tables.flows, tables.tariff),
    )
    made = (tables.countries, tables.sectors)
    if tables.value_added is not None and tables.inputs is not None:
        name = ["country", "sector"]
        _written(folder / "value_added.csv", [*name, "value"], made, (tables.value_added,))
        of = (*made, tables.sectors)
        _written(folder / "inputs.csv", [*name, "input", "value"], of, (tables.inputs,))


def _written(
    path: Path, header: list[str], codes: Sequence[list[str]], values: Sequence[Array]
) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for cell in np.ndindex(values[0].shape):
            names = [each[k] for each, k in zip(codes, cell, strict=True)]
            writer.writerow([*names, *(f"{float(table[cell]):.5g}" for table in values)])
