"""docs/tournament.md: its commands are understood, its stances and files exist, its stakes hold."""

from __future__ import annotations

import re
import runpy
import shlex
import sys
from pathlib import Path

import pytest

from negotiator.counterparts.stances import stances
from negotiator.options import parser

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "tournament.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    negotiator (tournament .*)$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def blocks() -> dict[str, object]:
    """The tables that the script fills, by name."""
    folder = str(ROOT / "scripts")
    sys.path.insert(0, folder)  # where it finds the other script
    try:
        found: dict[str, object] = runpy.run_path(str(ROOT / "scripts" / "tournament_page.py"))
    finally:
        sys.path.remove(folder)
    blocks = found["BLOCKS"]
    assert isinstance(blocks, dict)
    return blocks


def table(name: str) -> list[list[str]]:
    """The rows of a table on the page, without its head."""
    _, found, rest = TEXT.partition(f"<!-- {name} -->\n")
    assert found
    rows = rest.partition(f"\n<!-- /{name} -->")[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command: str) -> None:
    assert parser().parse_args(shlex.split(command)).scenario


def test_every_table_is_there(blocks: dict[str, object]) -> None:
    assert len(COMMANDS) == 3
    assert sorted(re.findall(r"<!-- ([\w-]+) -->", TEXT)) == sorted(blocks)
    for name in blocks:
        assert len(table(name)) >= 6


@pytest.mark.parametrize("pair", ["sml-mar", "che-eu", "che-usa"])
def test_stances_on_the_page_are_in_the_catalogue(pair: str) -> None:
    named = [row[0] for row in table(f"standings-{pair}")]
    assert len(named) > 40
    assert set(named) <= set(stances())


def test_the_stakes_are_those_of_the_economy(blocks: dict[str, object]) -> None:
    games = blocks["games"]
    assert callable(games)
    now = [[cell.strip() for cell in row.strip("|").split("|")] for row in games()]
    assert now[2:4] == table("games")[:2]  # two neighbours, from both seats


def test_files_that_are_named_are_there() -> None:
    named = re.findall(r"(?:tests|scripts)/[\w/]+\.py", TEXT)
    assert len(named) > 5
    for path in named:
        assert (ROOT / path).is_file(), path
