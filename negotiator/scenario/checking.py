"""What `negotiator check` says of a scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from negotiator.counterparts.stances.plugins import added_by
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.scenario.faults import Fault, ScenarioError
from negotiator.scenario.lines import key_lines, line_of
from negotiator.scenario.load import load
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import compile_scenario


@dataclass(frozen=True)
class Report:
    """What a check found: one line a fault, or what a sound scenario holds."""

    sound: bool
    lines: tuple[str, ...]


def check(path: Path) -> Report:
    """Validate a scenario down to a solved base year."""
    try:
        scenario = load(path)
    except ScenarioError as error:
        return _refused(error.faults)
    try:
        setting = compile_scenario(scenario)
    except ScenarioError as error:
        beside = {name: str(path.parent / name) for name in scenario.tables}
        return _refused(
            tuple(replace(fault, file=beside.get(fault.file, fault.file)) for fault in error.faults)
        )
    except (EconomyError, NotSolvedError) as error:
        lines = key_lines(path.read_text(encoding="utf-8"))
        return _refused((Fault(str(path), line_of(lines, ("economy",)), f"economy: {error}"),))
    return Report(
        True,
        (
            f"{path}: sound. {scenario.title}: {len(scenario.countries)} countries,"
            f" {len(scenario.sectors)} sectors, {scenario.rounds} rounds.",
            setting.note,
            *_beside(path, scenario),
        ),
    )


def _beside(path: Path, scenario: Scenario) -> tuple[str, ...]:
    """What the file of stances beside a scenario adds, and what it is."""
    if scenario.stances is None:
        return ()
    names = ", ".join(added_by(scenario.stances.fingerprint))
    said = "It is code, and runs with all your rights."
    return (f"{path.parent / scenario.stances.file}: adds {names}. {said}",)


def _refused(faults: tuple[Fault, ...]) -> Report:
    return Report(False, tuple(str(fault) for fault in faults))
