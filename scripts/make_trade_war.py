"""Make the tables of scenarios/trade-war-2018 from the source data.

    python scripts/make_trade_war.py DATA_FOLDER

DATA_FOLDER holds `trade-war-2017/`: 7 economies × 44 industries with inputs, applied tariffs, and
the tariffs that the United States and China added to each other's goods up to the fifth wave.
Prints what the waves do in the model, which is what the briefing and the aftermath say.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import scenario_data as source

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

TARGET = Path(__file__).resolve().parent.parent / "scenarios" / "trade-war-2018"
COUNTRIES = {code: [code] for code in ("CHN", "USA", "EU", "JPN", "IND", "BRA", "ROW")}
SECTORS = {
    "Farming": ["D01T02", "D03", "D10T12"],
    "Energy": ["D05T06", "D07T08", "D09", "D19"],
    "Textiles": ["D13T15"],
    "Chemicals": ["D20", "D21", "D22"],
    "Metals": ["D24", "D25"],
    "Electronics": ["D26", "D27"],
    "Machines": ["D28"],
    "Vehicles": ["D29", "D30"],
    "Other": ["D16", "D17T18", "D23", "D31T33"],
}
#: What the scenario announces: a quarter of the last schedule, as the average of the American
#: tariff on China went from 3.8 to 8.2% of an end of 21.0% by August 2018 (Bown, PIIE).
FIRST = 0.06
#: On metals from all but China and Brazil, whose steel came under a quota.
METALS = 0.06


def waves(folder: Path, whole: source.Tables) -> tuple[Array, Array]:
    """[S] each: what the USA added on China, and China on the USA, by the fifth wave."""
    found = []
    for name, column, seller, buyer in (
        ("tariff_Trump.csv", "trump_tariff_wave5", "CHN", "USA"),
        ("tariff_China.csv", "China_tariff_wave5", "USA", "CHN"),
    ):
        points = np.zeros(len(whole.sectors))
        for row in source.rows(folder / name):
            points[int(row["indcode"]) - 1] = float(row[column])
        flow = whole.flows[whole.countries.index(seller), whole.countries.index(buyer)]
        of = [[whole.sectors.index(code) for code in codes] for codes in SECTORS.values()]
        each = [float((flow[k] * points[k]).sum() / flow[k].sum()) for k in of]
        found.append(np.array([*each, 0.0]))
        goods = slice(0, 22)
        mean = float((flow[goods] * points[goods]).sum() / flow[goods].sum())
        print(f"{buyer} added {mean:.1%} on {seller} on average of goods:", np.round(each, 3))
    return found[0], found[1]


def told(title: str, economy: Economy, tariff: Array) -> None:
    """Print real incomes of a policy, in per cent and in billions a year."""
    gains = 100 * np.log(real_income(solve(economy, Policy(tariff=tariff))))
    each = zip(economy.countries, gains, economy.income, strict=True)
    print(f"{title}: " + ", ".join(f"{c} {g:+.2f} ({g * y / 100:+.1f})" for c, g, y in each))


def main(folder: Path) -> None:
    whole = source.read_2017(folder / "trade-war-2017")
    sectors = {**SECTORS, "Services": whole.sectors[22:]}
    tables = source.rounded(source.aggregate(whole, COUNTRIES, sectors))
    source.told(tables)
    economy, note = source.economy(tables)
    print(note)
    us, ch, metals = 1, 0, list(sectors).index("Metals")
    by_us, by_china = waves(folder / "trade-war-2017", whole)
    goods = np.array([*np.ones(len(SECTORS)), 0.0])
    one = economy.tariff.copy()
    one[ch, us] += by_us
    told("the USA's five waves alone", economy, one)
    both = one.copy()
    both[us, ch] += by_china
    told("both sides' five waves", economy, both)
    opening = economy.tariff.copy()
    opening[ch, us] += FIRST * goods
    hit = [k for k, code in enumerate(COUNTRIES) if code not in ("CHN", "USA", "BRA")]
    opening[hit, us, metals] += METALS
    told("as the game opens", economy, opening)
    answered = opening.copy()
    answered[us, ch] += FIRST * goods
    told("China answers rate for rate", economy, answered)
    source.write(TARGET, tables)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_trade_war.py DATA_FOLDER")
    main(Path(sys.argv[1]))
