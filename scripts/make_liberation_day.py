"""Make scenarios/liberation-day-2025/flows.csv from the source data.

    python scripts/make_liberation_day.py DATA_FOLDER

DATA_FOLDER holds `icio/compact/` (18 economies × 10 sectors, 2022: OECD Inter-Country Input-Output
tables and the tariffs of Teti's Global Tariff Database) and `world-2023/` (the tariffs announced on
2 April 2025, from the replication data of Ignatenko, Lashkaripour, Macedoni and Simonovska 2025).

Goods alone; the six economies that do not play are merged into the rest of the world, their tariffs
weighted by trade. Prints what the announcement does in the model, with all 18 and with
12: with 18 the USA gains about 0.49%, Mexico, Canada, Vietnam and Switzerland lose 1.44, 0.85, 0.67
and 0.45%, and the USA ends at -1.42% when all answer in kind.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

KEPT = ["USA", "EU", "CHN", "JPN", "IND", "GBR", "CAN", "MEX", "KOR", "VNM", "CHE", "ROW"]
MEMBERS = {
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV"),
    *("HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN"),
    "SWE",
}
TARGET = Path(__file__).resolve().parent.parent / "scenarios" / "liberation-day-2025"


def compact(folder: Path):
    """Codes, sectors, flows (billions), tariffs and elasticities of the goods sectors."""
    with (folder / "icio/compact/flows_tariffs.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["sector"] != "Services"]
    codes = list(dict.fromkeys(row["exporter"] for row in rows))
    sectors = list(dict.fromkeys(row["sector"] for row in rows))
    flows = np.zeros((len(codes), len(codes), len(sectors)))
    tariff = np.zeros_like(flows)
    for row in rows:
        cell = (
            codes.index(row["exporter"]),
            codes.index(row["importer"]),
            sectors.index(row["sector"]),
        )
        flows[cell] = float(row["flow_musd_basic"]) / 1e3
        tariff[cell] = float(row["tariff_applied"])
    with (folder / "icio/compact/elasticities.csv").open() as file:
        theta = {row["sector"]: float(row["GYY"]) for row in csv.DictReader(file)}
    return codes, sectors, flows, tariff, np.array([theta[code] for code in sectors])


def merged(codes, flows, tariff):
    """The economies that do not play, merged into ROW; trade among them is its own trade."""
    to = [KEPT.index(code) if code in KEPT else KEPT.index("ROW") for code in codes]
    n, s = len(KEPT), flows.shape[2]
    total, levied = np.zeros((n, n, s)), np.zeros((n, n, s))
    for i, a in enumerate(to):
        for j, b in enumerate(to):
            total[a, b] += flows[i, j]
            if a != b:
                levied[a, b] += flows[i, j] * tariff[i, j]
    rates = np.divide(levied, total, out=np.zeros_like(total), where=total > 0)
    return total, rates


def announced(folder: Path, codes: list[str]) -> dict[str, float]:
    """By code, the tariff announced on imports into the USA from each of these economies.

    The EU's is Germany's, as it is one for all members. The rest of the world's is the mean over
    the economies that it stands for.
    """
    with (folder / "world-2023/country_labels.csv").open() as file:
        names = [row["iso3"] for row in csv.DictReader(file)]
    with (folder / "world-2023/tariffs.csv").open() as file:
        rates = [float(row["applied_tariff"]) for row in csv.DictReader(file)]
    listed = dict(zip(names, rates, strict=True))
    named = {*codes, *MEMBERS}
    rest = [rate for name, rate in listed.items() if name not in named]
    listed |= {"EU": listed["DEU"], "ROW": sum(rest) / len(rest)}
    return {code: listed[code] for code in codes if code != "USA"}


def told(title: str, codes, economy, tariff) -> None:
    """Print real incomes of a policy."""
    gains = 100 * np.log(real_income(solve(economy, Policy(tariff=tariff))))
    print(f"{title}: " + ", ".join(f"{c} {g:+.2f}" for c, g in zip(codes, gains, strict=True)))


def effects(codes, economy, rates: dict[str, float]) -> None:
    """The announcement, all answering in kind, and Switzerland's choices."""
    us, ch = codes.index("USA"), codes.index("CHE")
    after = economy.tariff.copy()
    for i, code in enumerate(codes):
        if code != "USA":
            after[i, us] += rates[code]
    told("  announced", codes, economy, after)
    all_answer = after.copy()
    all_answer[us] += np.swapaxes(after - economy.tariff, 0, 1)[us]
    told("  all answer", codes, economy, all_answer)
    alone = after.copy()
    alone[us, ch] += after[ch, us] - economy.tariff[ch, us]
    told("  Switzerland answers alone", codes, economy, alone)
    before = 100 * np.log(real_income(solve(economy, Policy(tariff=after))))
    deal = after.copy()
    deal[us, ch] = 0.0
    deal[ch, us] = np.minimum(deal[ch, us], 0.10)
    told("  Switzerland at zero, the USA at 10%", codes, economy, deal)
    gains = 100 * np.log(real_income(solve(economy, Policy(tariff=deal)))) - before
    dollars = gains / 100 * economy.income
    print(f"    which gives Switzerland {dollars[ch]:+.2f} and the USA {dollars[us]:+.2f} billion")


def main(folder: Path) -> None:
    codes, sectors, flows, tariff, theta = compact(folder)
    calibration = balance_trade(calibrate(codes, sectors, flows, tariff, theta).economy)
    print(f"18 economies. {calibration.note}")
    rates = announced(folder, codes)
    print(f"  the rest of the world at the mean of its economies, {rates['ROW']:.1%}")
    effects(codes, calibration.economy, rates)
    flows, tariff = merged(codes, flows, tariff)
    # As written to the file, so that the file alone gives the same world.
    flows, tariff = np.round(flows, 4), np.round(tariff, 5)
    calibration = balance_trade(calibrate(KEPT, sectors, flows, tariff, theta).economy)
    print(f"12 economies. {calibration.note}")
    # The floor is what 109 of the 194 economies on the list were told; and with it the offer that
    # opens the game gains both sides, while at the mean the USA would lose a little by it.
    rates = announced(folder, KEPT) | {"ROW": 0.10}
    print("  rates:", ", ".join(f"{code} {rate:.0%}" for code, rate in rates.items()))
    effects(KEPT, calibration.economy, rates)
    TARGET.mkdir(parents=True, exist_ok=True)
    with (TARGET / "flows.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["exporter", "importer", "sector", "flow", "tariff"])
        for i, exporter in enumerate(KEPT):
            for j, importer in enumerate(KEPT):
                for k, sector in enumerate(sectors):
                    writer.writerow(
                        [
                            exporter,
                            importer,
                            sector,
                            f"{flows[i, j, k]:.4f}",
                            f"{tariff[i, j, k]:.5f}",
                        ]
                    )
    if (TARGET / "scenario.toml").is_file():
        checked(rates)


def checked(rates: dict[str, float]) -> None:
    """Refuse to leave a scenario that announces other rates than the data."""
    from negotiator.scenario import load

    scenario = load(TARGET / "scenario.toml")
    said = {code: said.points for said in scenario.announcements for code in said.on}
    if said != rates:
        sys.exit(f"scenario.toml announces {said}; expected {rates}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_liberation_day.py DATA_FOLDER")
    main(Path(sys.argv[1]))
