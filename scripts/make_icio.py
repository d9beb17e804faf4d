"""Make the tables of turkey-2018, brexit-2020 and costa-rica-2011 from the source data.

    python scripts/make_icio.py DATA_FOLDER

DATA_FOLDER holds `icio/`: 81 economies × 28 sectors of 2011 and 2018, OECD Inter-Country
Input-Output tables and the tariffs of Teti's Global Tariff Database. Prints what each scenario's
briefing says, from the file that it writes.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import scenario_data as source

from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
FOOD, SERVICES = "C10T12", "Services (aggregate)"
#: Averages of food tariffs in the source are ruled by tobacco and spirits. The United States' are
#: held at 4.5% and everyone else's at 15%, as the source's own set made ready for play has them.
AMERICAN_FOOD, OTHER_FOOD = 0.045, 0.15
#: Without the United Kingdom, and without Croatia, which joined in 2013.
MEMBERS = [
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HUN"),
    *("IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"),
]
NORTH = {
    "Energy": ["B05", "B06", "B07", "B08", "B09", "C19"],
    "Chemicals": ["C20", "C21", "C22"],
}
TURKEY = {
    "TUR": ["TUR"],
    "USA": ["USA"],
    "EU": [*MEMBERS, "HRV", "GBR"],
    "RUS": ["RUS"],
    "CHN": ["CHN", "HKG"],
}
TURKEY_SECTORS = {
    "Farming": ["A01", "A02", "A03"],
    "Food": [FOOD],
    "Textiles": ["C13T15"],
    **NORTH,
    "Steel": ["C24A"],
    "Aluminium": ["C24B"],
    "Materials": ["C16", "C17_18", "C23", "C25", "C31T33"],
    "Machines": ["C26", "C27", "C28"],
    "Cars": ["C29", "C301", "C302T309"],
}
BREXIT = {
    "GBR": ["GBR"],
    "EU": [*MEMBERS, "HRV"],
    "NOR": ["NOR", "ISL"],
    "USA": ["USA"],
    "JPN": ["JPN"],
}
BREXIT_SECTORS = {
    "Farming": ["A01", "A02"],
    "Fish": ["A03"],
    "Food": [FOOD],
    **NORTH,
    "Materials": ["C13T15", "C16", "C17_18", "C23", "C24A", "C24B", "C25", "C31T33"],
    "Machines": ["C26", "C27", "C28"],
    "Cars": ["C29", "C301", "C302T309"],
    "Services": [SERVICES],
}
COSTA_RICA = {
    "CRI": ["CRI"],
    "CHN": ["CHN", "HKG"],
    "USA": ["USA"],
    "EU": [*MEMBERS, "GBR"],
    "TWN": ["TWN"],
    "LAT": ["ARG", "BRA", "CHL", "COL", "MEX", "PER"],
}
COSTA_RICA_SECTORS = {
    "Farming": ["A01", "A02", "A03"],
    "Food": [FOOD],
    "Textiles": ["C13T15"],
    **NORTH,
    "Materials": ["C16", "C17_18", "C23", "C24A", "C24B", "C25"],
    "Machines": ["C26", "C27", "C28"],
    "Cars": ["C29", "C301", "C302T309"],
    "Other": ["C31T33"],
}
#: By scenario: year, economies, sectors. Where the sectors leave services out they are not in it.
MADE = {
    "turkey-2018": (2018, TURKEY, TURKEY_SECTORS),
    "brexit-2020": (2018, BREXIT, BREXIT_SECTORS),
    "costa-rica-2011": (2011, COSTA_RICA, COSTA_RICA_SECTORS),
}
#: A change: importer, exporter, sectors (none = all), points that are added (None: to zero).
Change = tuple[str, str, tuple[str, ...], float | None]
#: The United States' metal tariffs of March and June 2018; on steel from Turkey doubled in August.
METALS: list[Change] = [
    *(("USA", code, ("Steel",), 0.25) for code in ("EU", "RUS", "CHN", "ROW")),
    *(("USA", code, ("Aluminium",), 0.10) for code in ("EU", "RUS", "CHN", "ROW")),
    ("USA", "TUR", ("Steel",), 0.50),
    ("USA", "TUR", ("Aluminium",), 0.10),
]
BEFORE: list[Change] = [
    *(change for change in METALS if change[-1] != 0.50),
    ("USA", "TUR", ("Steel",), 0.25),
]
#: Turkey's answer of 15 August 2018: 120 points on cars, 140 on alcohol, 60 on tobacco. Alcohol and
#: tobacco are part of food here.
ANSWER: list[Change] = [("TUR", "USA", ("Cars",), 1.20), ("TUR", "USA", ("Food",), 1.40)]
#: What the European Union and the United Kingdom levy on those with whom they have no agreement, by
#: sector: what the Union levies on American goods in the same data, rounded.
WITHOUT = {
    **dict.fromkeys(("Farming", "Fish", "Chemicals", "Cars"), 0.045),
    **dict.fromkeys(("Materials", "Machines"), 0.02),
    "Food": 0.15,
}
NO_DEAL: list[Change] = [
    (one, other, (code,), rate)
    for one, other in (("GBR", "EU"), ("EU", "GBR"))
    for code, rate in WITHOUT.items()
]
CASES: dict[str, dict[str, list[Change]]] = {
    "turkey-2018": {
        "metals before August": BEFORE,
        "as the game opens": METALS,
        "Turkey answers as it did": [*METALS, *ANSWER],
        "Turkey answers 50 points on cars": [*METALS, ("TUR", "USA", ("Cars",), 0.50)],
        "a tariff war: 25 points each on all": [
            *METALS,
            ("USA", "TUR", (), 0.25),
            ("TUR", "USA", (), 0.25),
        ],
    },
    "brexit-2020": {
        "no deal": NO_DEAL,
        "the United Kingdom's tariffs alone": [change for change in NO_DEAL if change[0] == "GBR"],
        "no deal, and none with the USA": [
            *NO_DEAL,
            ("GBR", "USA", (), None),
            ("USA", "GBR", (), None),
        ],
    },
    "costa-rica-2011": {
        "zero with China both ways": [("CRI", "CHN", (), None), ("CHN", "CRI", (), None)],
        "China's alone": [("CHN", "CRI", (), None)],
        "zero with the European Union both ways": [
            ("CRI", "EU", (), None),
            ("EU", "CRI", (), None),
        ],
        "Costa Rica's twice as high, to all": [
            ("CRI", code, (), 0.02) for code in ("CHN", "USA", "EU", "TWN", "LAT", "ROW")
        ],
    },
}


def held(tables: source.Tables) -> source.Tables:
    """Tariffs on food held at what is likely."""
    tariff, food = tables.tariff.copy(), tables.sectors.index(FOOD)
    most = np.full(len(tables.countries), OTHER_FOOD)
    most[tables.countries.index("USA")] = AMERICAN_FOOD
    tariff[..., food] = np.minimum(tariff[..., food], most)
    # Flows net of tariffs were found with the tariffs that the source has: they stay.
    return replace(tables, tariff=tariff)


def told(title: str, economy: Economy, changes: list[Change]) -> None:
    """Print real incomes of a policy, in per cent and in billions a year."""
    tariff = economy.tariff.copy()
    for importer, exporter, named, rate in changes:
        j, i = economy.countries.index(importer), economy.countries.index(exporter)
        hit = [economy.sectors.index(code) for code in named or economy.sectors]
        tariff[i, j, hit] = 0.0 if rate is None else tariff[i, j, hit] + rate
    gains = 100 * np.log(real_income(solve(economy, Policy(tariff=tariff))))
    each = zip(economy.countries, gains, economy.income, strict=True)
    print(f"{title}: " + ", ".join(f"{c} {g:+.3f} ({g * y / 100:+.3f})" for c, g, y in each))


def main(folder: Path) -> None:
    for name, (year, named, sectors) in MADE.items():
        whole = held(source.read_icio(folder / "icio", year))
        rest = [c for c in whole.countries if all(c not in group for group in named.values())]
        if SERVICES not in [code for group in sectors.values() for code in group]:
            whole = source.without(whole, [SERVICES])
        tables = source.rounded(source.aggregate(whole, {**named, "ROW": rest}, sectors))
        print(f"== {name}")
        source.told(tables)
        economy, note = source.economy(tables)
        print(note)
        for title, changes in CASES[name].items():
            told(title, economy, changes)
        source.write(SCENARIOS / name, tables)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_icio.py DATA_FOLDER")
    main(Path(sys.argv[1]))
