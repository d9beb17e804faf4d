"""Make the tables of scenarios/mexico-1993 and scenarios/uruguay-round from the source data.

    python scripts/make_world_1993.py DATA_FOLDER

DATA_FOLDER holds `world-1993/`: 31 economies × 40 sectors with inputs and tariffs, the data behind
Caliendo and Parro, "Estimates of the Trade and Welfare Effects of NAFTA", Review of Economic
Studies 82(1), 2015. Prints what each scenario's briefing says.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import scenario_data as source

from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
#: The European Union of 1995, and Norway, which was in the single market from 1994.
EUROPE = [
    *("Austria", "Denmark", "Finland", "France", "Germany", "Greece", "Ireland", "Italy"),
    *("Netherlands", "Norway", "Portugal", "Spain", "Sweden", "UK"),
]
SERVICES = [
    *("Electricity", "Construction", "Retail", "Hotels", "Land Transport", "Water Transport"),
    *("Air Transport", "Aux Transport", "Post", "Finance", "Real State", "Renting Mach"),
    *("Computer", "R&D", "Other Business", "Public", "Education", "Health", "Other services"),
    "Private",
]
MEXICO = {
    "MEX": ["Mexico"],
    "USA": ["USA"],
    "CAN": ["Canada"],
    "EUR": EUROPE,
    "ASIA": ["Japan", "Korea", "China", "India", "Indonesia"],
    "ROW": [
        *("Argentina", "Australia", "Brazil", "Chile", "Hungary", "New Zealand", "Row"),
        *("South Africa", "Turkey"),
    ],
}
MEXICO_SECTORS = {
    "Farming": ["Agriculture", "Food"],
    "Energy": ["Mining", "Petroleum"],
    "Textiles": ["Textile"],
    "Chemicals": ["Chemicals", "Plastic"],
    "Materials": ["Wood", "Paper", "Minerals", "Basic metals", "Metal products"],
    "Machines": [
        *("Machinery n.e.c", "Office", "Electrical", "Communication", "Medical", "Other"),
    ],
    "Cars": ["Auto", "Other Transport"],
    "Services": SERVICES,
}
URUGUAY = {
    "USA": ["USA"],
    "EUR": EUROPE,
    "JPN": ["Japan"],
    "IND": ["India"],
    "BRA": ["Brazil"],
    # Members of the Cairns group that the data name, but for Brazil.
    "CAI": ["Argentina", "Australia", "Canada", "Chile", "Hungary", "Indonesia", "New Zealand"],
    "ROW": ["China", "Korea", "Mexico", "Row", "South Africa", "Turkey"],
}
URUGUAY_SECTORS = {
    "Farming": ["Agriculture"],
    "Food": ["Food"],
    "Textiles": ["Textile"],
    "Chemicals": ["Chemicals", "Plastic"],
    "Materials": [
        *("Mining", "Petroleum", "Wood", "Paper", "Minerals", "Basic metals", "Metal products"),
    ],
    "Machines": [
        *("Machinery n.e.c", "Office", "Electrical", "Communication", "Medical", "Other"),
        *("Auto", "Other Transport"),
    ],
    "Services": SERVICES,
}


#: A tariff: importer, exporter, sectors (none = all), and the most that it levies.
Cut = tuple[str, str, tuple[str, ...], float]
NAFTA = ("MEX", "USA", "CAN")
CASES: dict[str, dict[str, list[Cut]]] = {
    "mexico-1993": {
        "Mexico and the USA at zero": [("MEX", "USA", (), 0.0), ("USA", "MEX", (), 0.0)],
        "Mexico at 5%, the USA at zero": [("MEX", "USA", (), 0.05), ("USA", "MEX", (), 0.0)],
        "zero among the three": [(a, b, (), 0.0) for a in NAFTA for b in NAFTA if a != b],
    },
    "uruguay-round": {
        "India and the USA at zero": [("IND", "USA", (), 0.0), ("USA", "IND", (), 0.0)],
        "India at 15% for all": [("IND", code, (), 0.15) for code in URUGUAY if code != "IND"],
        "the USA at zero on Indian textiles": [("USA", "IND", ("Textiles",), 0.0)],
    },
}


def told(title: str, economy: Economy, cuts: list[Cut]) -> None:
    """Print real incomes of a policy, in per cent and in billions a year."""
    tariff = economy.tariff.copy()
    for importer, exporter, named, rate in cuts:
        j, i = economy.countries.index(importer), economy.countries.index(exporter)
        hit = [economy.sectors.index(code) for code in named or economy.sectors]
        tariff[i, j, hit] = np.minimum(tariff[i, j, hit], rate)
    gains = 100 * np.log(real_income(solve(economy, Policy(tariff=tariff))))
    each = zip(economy.countries, gains, economy.income, strict=True)
    print(f"{title}: " + ", ".join(f"{c} {g:+.2f} ({g * y / 100:+.2f})" for c, g, y in each))


def main(folder: Path) -> None:
    whole = source.read_1993(folder / "world-1993")
    for name, countries, sectors in (
        ("mexico-1993", MEXICO, MEXICO_SECTORS),
        ("uruguay-round", URUGUAY, URUGUAY_SECTORS),
    ):
        tables = source.rounded(source.aggregate(whole, countries, sectors))
        print(f"== {name}")
        source.told(tables)
        economy, note = source.economy(tables)
        print(note)
        for title, cuts in CASES[name].items():
            told(title, economy, cuts)
        source.write(SCENARIOS / name, tables)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_world_1993.py DATA_FOLDER")
    main(Path(sys.argv[1]))
