"""The CSV tables beside a scenario: flows and tariffs, value added, inputs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.schema import Data, Scenario

#: A wrong table is usually wrong in every row; so many faults show the pattern.
_SHOWN = 20


def read_tables(scenario: Scenario, data: Data) -> dict[str, Array]:
    """`flows` and `tariff` [exporter, importer, sector], and when given `value_added`
    [country, sector] and `inputs` [country, sector, input].

    Raises
    ------
    ScenarioError
        With the faults of all tables, each with its line in the table.
    """
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    n, s = len(codes), len(sectors)
    pair = {"exporter": codes, "importer": codes, "sector": sectors}
    table = _Table(scenario, data.flows, pair, ("flow", "tariff"))
    flows, tariff = np.zeros((n, n, s)), np.zeros((n, n, s))
    for cell, (flow, rate) in table.cells():
        flows[cell], tariff[cell] = flow, rate
    found: dict[str, Array] = {"flows": flows, "tariff": tariff}
    faults = table.faults
    if data.value_added is not None and data.inputs is not None:
        made = {"country": codes, "sector": sectors}
        table = _Table(scenario, data.value_added, made, ("value",))
        added = np.zeros((n, s))
        for cell, (value,) in table.cells():
            added[cell] = value
        faults += table.faults
        table = _Table(scenario, data.inputs, made | {"input": sectors}, ("value",))
        bought = np.zeros((n, s, s))
        for cell, (value,) in table.cells():
            bought[cell] = value
        faults += table.faults
        found |= {"value_added": added, "inputs": bought}
    if faults:
        raise ScenarioError(tuple(faults))
    return found


class _Table:
    """One long table: places in the first columns, numbers in the others."""

    def __init__(
        self, scenario: Scenario, name: str, places: dict[str, list[str]], numbers: tuple[str, ...]
    ) -> None:
        self.name, self.places, self.numbers = name, places, numbers
        self.text = scenario.tables.get(name, "")
        self.faults: list[Fault] = []
        self.strange: set[str] = set()

    def cells(self) -> Iterator[tuple[tuple[int, ...], list[float]]]:
        """Every sound row's cell and numbers; what is not sound is in `faults` afterwards."""
        columns = [*self.places, *self.numbers]
        reader = csv.reader(io.StringIO(self.text))
        header = [cell.strip() for cell in next(reader, [])]
        if header != columns:
            said = ",".join(header) or "nothing"
            self.fault(1, f"the header is {said}; expected {','.join(columns)}")
            return
        seen: dict[tuple[int, ...], int] = {}
        for row in reader:
            line = reader.line_num
            if not row:
                continue
            if len(row) != len(columns):
                self.fault(line, f"{len(row)} cells; expected {len(columns)}: {','.join(columns)}")
                continue
            before = len(self.faults)
            split = len(self.places)
            names = [cell.strip() for cell in row]
            cell = tuple(map(self.place, [line] * split, self.places, names))
            values = list(map(self.number, [line] * len(self.numbers), self.numbers, names[split:]))
            strange = any(name in self.strange for name in names[:split])
            if strange or len(self.faults) > before:
                continue
            if cell in seen:
                what = f"{', '.join(names[:split])} is there twice, first in line {seen[cell]}"
                self.fault(line, f"{what}; expected one row")
                continue
            seen[cell] = line
            yield cell, values

    def fault(self, line: int, what: str) -> None:
        if len(self.faults) < _SHOWN:
            self.faults.append(Fault(self.name, line, what))
        elif len(self.faults) == _SHOWN:
            self.faults.append(Fault(self.name, line, "and more faults from here on"))

    def place(self, line: int, column: str, code: str) -> int:
        codes = self.places[column]
        if code in codes:
            return codes.index(code)
        kind = "country" if column in ("exporter", "importer") else column
        if code not in self.strange:  # once, however many rows have it
            self.strange.add(code)
            self.fault(line, unknown(kind, code, codes))
        return 0

    def number(self, line: int, column: str, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not np.isfinite(number) or number < 0.0:
            self.fault(line, f"{column} is {text!r}; expected a number, zero or more")
            return 0.0
        return number
