"""Make tests/data/world-2023.npz from the source CSV files.

    python tests/data/make_world_2023.py FOLDER

Source: replication data of Ignatenko, Lashkaripour, Macedoni and Simonovska, "Making America Great
Again? The Economic Impacts of Liberation Day Tariffs", Journal of International Economics, 2025;
built from CEPII's BACI HS22 (release 202501, year 2023), the World Development Indicators and the
list of the US Trade Representative. 194 economies, goods trade and GDP in US dollars of 2023.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np


def main(folder: Path) -> None:
    def table(name: str) -> list[list[str]]:
        with (folder / name).open(encoding="utf-8") as file:
            return list(csv.reader(file))[1:]

    countries = [row[0] for row in table("country_labels.csv")]
    flows = np.array([[float(cell or 0.0) for cell in row] for row in table("trade_cepii.csv")])
    gdp = np.array([float(row[0]) for row in table("gdp.csv")])
    announced = np.array([float(row[0]) for row in table("tariffs.csv")])
    n = len(countries)
    if flows.shape != (n, n) or gdp.shape != (n,) or announced.shape != (n,):
        raise ValueError(f"shapes {flows.shape}, {gdp.shape}, {announced.shape}; expected {n}")
    np.savez_compressed(
        Path(__file__).with_name("world-2023.npz"),
        countries=np.array(countries),
        # Whole thousands of dollars, and per cent: as the sources print them.
        flows=np.round(flows).astype(np.int64),
        gdp=np.round(gdp / 1e3).astype(np.int64),
        announced=np.round(announced * 100).astype(np.int8),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
