"""Who may import whom, what starts fast, and where things lie."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "negotiator"

# Each costs more than 20 ms to import, or needs a screen; it is imported where it is used.
SLOW = (
    "axelrod", "gegravity", "gymnasium", "matplotlib", "pandas", "pettingzoo", "rich", "scipy",
    "textual",
)  # fmt: skip

SCREENLESS = {
    "analyse": ["analyse", "two-neighbours"],
    "bench": ["bench", "one", "--quick", "--json"],
    "bench --list": ["bench", "--list"],
    "version": ["--version"],
    "help": ["--help"],
    "scenarios": ["scenarios"],
    "check": ["check", "two-neighbours"],
    "schema": ["check", "--schema"],
    "codex": ["codex", "zopa"],
    "counterparts": ["counterparts"],
    "export": ["export", "two-neighbours", "exported", "--between", "SML", "MAR"],
    "lessons": ["lessons"],
    "simulate": ["simulate", "two-neighbours", "--rounds", "1", "--json"],
    "tournament": ["tournament", "two-neighbours", "--counterparts", "pavlov", "--rounds", "2"],
}


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def parts() -> list[str]:
    """The packages and modules directly under negotiator/, by name."""
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return sorted(folders | {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"})


def run_python(code: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that finds this checkout's negotiator from any folder."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def loaded_by(code: str, *arguments: str, folder: Path = ROOT) -> set[str]:
    """The top-level modules in memory after `code` has run, however it ended."""
    report = "import atexit, json, sys\n"
    report += "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
    done = run_python(report + code, *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


def contracts() -> dict[str, dict[str, Any]]:
    contracts = settings()["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in contracts}


def layers() -> list[str]:
    return re.findall(r"\w+", " ".join(contracts()["layers"]["layers"]))


def check_contract(name: str, source: Path) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    config = str(ROOT / "pyproject.toml")
    return subprocess.run(
        [sys.executable, "-c", code, "--config", config, "--contract", name, "--no-cache"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("contract", contracts())
def test_imports_run_down_the_layers(contract: str) -> None:
    done = check_contract(contract, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("contract", "part", "line"),
    [
        ("layers", "economy", "import negotiator.diplomacy"),
        ("layers", "diplomacy", "import negotiator.game"),
        ("layers", "scoring", "import negotiator.counterparts"),
        ("layers", "game", "import negotiator.ui"),
        ("screenless", "game", "import textual.app"),
        ("screenless", "scenario", "from rich.text import Text"),
        ("numbers", "economy", "import pydantic"),
        ("pure", "game", "import random"),
        ("pure", "counterparts", "from datetime import date"),
        ("pure", "tournament", "import random"),
    ],
)
def test_a_step_back_up_is_noticed(tmp_path: Path, contract: str, part: str, line: str) -> None:
    package = tmp_path / "negotiator"
    for name in layers():
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "__init__.py").touch()
    # The one exception that a contract names must be there to be named.
    (package / "game" / "chained.py").write_text("import os\n", encoding="utf-8")
    (package / part / "culprit.py").write_text(line + "\n", encoding="utf-8")
    done = check_contract(contract, tmp_path)
    assert done.returncode == 1
    assert f"negotiator.{part}" in done.stdout
    assert "culprit" in done.stdout


@pytest.mark.parametrize("part", [name for name in parts() if name not in ("__main__", "ui")])
def test_importing_a_part_is_cheap(part: str) -> None:
    loaded = loaded_by(f"import negotiator.{part}")
    assert "negotiator" in loaded
    assert loaded.isdisjoint(SLOW)


@pytest.mark.parametrize("command", SCREENLESS)
def test_a_command_without_a_screen_never_imports_textual(command: str, tmp_path: Path) -> None:
    code = "from negotiator.cli import main; sys.exit(main())"
    loaded = loaded_by(code, *SCREENLESS[command], folder=tmp_path)
    assert "negotiator" in loaded
    assert loaded.isdisjoint({"rich", "textual"})


def test_the_commands_start_without_numbers() -> None:
    code = "from negotiator.cli import main; sys.exit(main())"
    assert loaded_by(code, "--version").isdisjoint({"numpy", "pydantic", *SLOW})


def test_tests_mirror_the_package() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert packages - tested == set(), "a package without tests"
    assert tested - packages == set(), "tests of a package that is not there"


def test_a_folder_says_what_lives_there() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("__init__.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


def one_command(program: str) -> str:
    """The README's only line that runs a program of the fresh environment."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    found = [line.strip() for line in lines if line.rstrip().endswith(f".venv/bin/{program}")]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("program", ["negotiator", "pytest"])
def test_the_readme_installs_and_runs_in_one_line(program: str) -> None:
    command = one_command(program)
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert command.count("&&") == 2


def installed(requirements: Sequence[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in requirements}


def test_what_the_package_imports_is_what_it_installs() -> None:
    imported = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                imported.add(node.module.partition(".")[0])
    outside = imported - sys.stdlib_module_names - {"negotiator"}
    project = settings()["project"]
    extras = set().union(*map(installed, project["optional-dependencies"].values()))
    # Textual is built on Rich, and brings it.
    assert outside - {"rich"} - extras == installed(project["dependencies"])
