"""Make tests/data/world-1993.npz from the source CSV files.

    python tests/data/make_world_1993.py FOLDER

Source: the data behind Caliendo and Parro, "Estimates of the Trade and Welfare Effects of NAFTA",
Review of Economic Studies 82(1), 2015, as arranged by the R package paulofelipe/cp2015 (MIT
licence). US dollars of 1993, 31 economies × 40 sectors.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np


def main(folder: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    trade = rows("trade.csv")
    regions = sorted({row["exporter"] for row in trade})
    sectors = [row["sector"] for row in rows("theta.csv")]
    n, s = len(regions), len(sectors)
    place = {name: k for k, name in enumerate(regions)}
    line = {name: k for k, name in enumerate(sectors)}
    flows, base, nafta = (np.zeros((n, n, s)) for _ in range(3))
    for row in trade:
        cell = place[row["exporter"]], place[row["importer"]], line[row["sector"]]
        flows[cell] = float(row["value"])
        base[cell] = float(row["tariff_1993"])
        nafta[cell] = float(row["tariff_nafta_2005"])
    added, final, inputs = np.zeros((n, s)), np.zeros((n, s)), np.zeros((n, s, s))
    for row in rows("value_added.csv"):
        added[place[row["region"]], line[row["sector"]]] = float(row["value"])
    for row in rows("final_consumption.csv"):
        final[place[row["region"]], line[row["sector"]]] = float(row["value"])
    for row in rows("intermediate_consumption.csv"):
        cell = place[row["region"]], line[row["sector"]], line[row["input"]]
        inputs[cell] = float(row["value"])
    theta = np.array([float(row["value"]) for row in rows("theta.csv")])
    million = 1e6
    np.savez_compressed(
        Path(__file__).with_name("world-1993.npz"),
        regions=np.array(regions),
        sectors=np.array(sectors),
        # A few small negative uses in the source are taken as zero.
        # Whole thousands of dollars and hundred-thousandths: exact to far below what is printed.
        flows=np.round(flows / 1e3).astype(np.int64),
        tariff_1993=np.round(base * 1e5).astype(np.int32),
        tariff_nafta=np.round(nafta * 1e5).astype(np.int32),
        value_added=(np.maximum(added, 0) / million).astype(np.float32),
        final=(np.maximum(final, 0) / million).astype(np.float32),
        inputs=(np.maximum(inputs, 0) / million).astype(np.float32),
        theta=theta,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
