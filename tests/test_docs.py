"""The page on economics: its code runs, its names exist, its files are there."""

from __future__ import annotations

import csv
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from negotiator.cli import main

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "economics.md").read_text(encoding="utf-8")
MODULES = {path.stem for path in (ROOT / "negotiator" / "economy").glob("*.py")}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def names() -> list[str]:
    """What the page names of the economy, as module.name or module.Class.attribute."""
    text = re.sub(r"^```.*?^```", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"(?<![\w/.])([a-z_]+(?:\.[A-Za-z_]\w*)+)", text)
    return sorted({name for name in found if name.split(".")[0] in MODULES})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with the table of a small made-up world."""
    rng = np.random.default_rng(1)
    codes, sectors = ("AAA", "BBB", "CCC"), ("Food", "Machines")
    with (tmp_path / "flows.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["exporter", "importer", "sector", "flow", "tariff"])
        for i in codes:
            for j in codes:
                for s in sectors:
                    flow, rate = rng.uniform(20.0, 60.0), rng.uniform(0.0, 0.1)
                    writer.writerow([i, j, s, 12.0 * flow if i == j else flow, (i != j) * rate])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_code_runs_in_order_and_finds_what_it_says(folder, capsys):
    space: dict[str, object] = {}
    code = blocks("python")
    assert len(code) == 5
    for block in code:
        exec(compile(block, "docs/economics.md", "exec"), space)
    said = capsys.readouterr().out
    assert "Balancing moved incomes" in said
    assert "fresh best responses" in said
    assert "Nash solution, gains in money" in said
    assert "terms of trade" in said
    assert space["war"].slack < 1e-9
    assert (space["found"].nash.gains > 0).all()
    assert np.abs(space["split"].gap).max() <= 1e-8
    np.testing.assert_allclose(space["ossa"].labour_share, 0.8)


def test_the_scenario_is_analysed(folder, capsys):
    [text] = blocks("toml")
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    assert main(["check", "mine.toml"]) == 0
    assert main(["analyse", "mine.toml", "--certify"]) == 0
    assert main(["analyse", "mine.toml", "--between", "AAA", "BBB"]) == 0
    assert main(["analyse", "mine.toml", "--csv", "results"]) == 0
    assert "zone of agreement" in capsys.readouterr().out
    assert list((folder / "results").glob("*.csv"))


@pytest.mark.parametrize("name", names())
def test_what_is_named_is_there(name):
    module, first, *rest = name.split(".")
    found = getattr(import_module(f"negotiator.economy.{module}"), first)
    for attribute in rest:
        assert attribute in getattr(found, "__dataclass_fields__", {}) or hasattr(found, attribute)


def test_the_page_names_much_of_the_economy():
    assert len(names()) > 60


def test_files_that_are_named_are_there():
    named = re.findall(r"`((?:tests|scripts|benchmarks|docs)/[\w/.-]+\.\w+)`", PAGE)
    assert len(named) > 10
    for path in named:
        assert (ROOT / path).is_file(), path
