"""The commented scenario that `negotiator new` writes."""

from __future__ import annotations

from pathlib import Path

from negotiator.paths import shipped_scenarios
from negotiator.scenario.faults import Fault, ScenarioError


def write_template(path: Path) -> None:
    """Write a scenario that runs, with every line explained.

    Raises
    ------
    ScenarioError
        When the file is there already, is no .toml, or cannot be written.
    """
    if path.suffix != ".toml":
        raise ScenarioError((Fault(str(path), 0, "expected a name that ends in .toml"),))
    text = (shipped_scenarios() / "two-neighbours.toml").read_text(encoding="utf-8")
    text = text.replace('id = "two-neighbours"', f'id = "{_identifier(path.stem)}"', 1)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        what = "is there already; expected a new name"
        raise ScenarioError((Fault(str(path), 0, what),)) from None
    except OSError as error:
        raise ScenarioError(
            (Fault(str(path), 0, f"cannot be written: {error.strerror}"),)
        ) from None


def _identifier(stem: str) -> str:
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_ ") else "-" for c in stem)
    return kept[:24] or "mine"
