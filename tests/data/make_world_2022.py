"""Make tests/data/world-2022.npz from the source CSV files.

    python tests/data/make_world_2022.py FOLDER

Source: OECD Inter-Country Input-Output tables (2023 edition, extended), 2022, and tariffs of Teti's
Global Tariff Database (2024), as arranged for Lashkaripour, "The Cost of a Global Tariff War"
(Journal of International Economics, 2021), and brought to 18 economies × 10 sectors. Elasticities:
Giri, Yi and Yilmazkuday (2021), weighted by imports.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np


def main(folder: Path) -> None:
    with (folder / "flows_tariffs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (folder / "elasticities.csv").open(encoding="utf-8") as file:
        theta = {row["sector"]: float(row["GYY"]) for row in csv.DictReader(file)}
    countries = list(dict.fromkeys(row["exporter"] for row in rows))
    sectors = list(dict.fromkeys(row["sector"] for row in rows))
    shape = (len(countries), len(countries), len(sectors))
    flows, tariff = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int32)
    for row in rows:
        cell = (
            countries.index(row["exporter"]),
            countries.index(row["importer"]),
            sectors.index(row["sector"]),
        )
        flows[cell] = round(float(row["flow_musd_basic"]) * 1e3)
        tariff[cell] = round(float(row["tariff_applied"]) * 1e5)
    np.savez_compressed(
        Path(__file__).with_name("world-2022.npz"),
        countries=np.array(countries),
        sectors=np.array(sectors),
        flows=flows,
        tariff=tariff,
        theta=np.array([theta[code] for code in sectors]),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
