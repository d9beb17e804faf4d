"""`negotiator tournament`, as a person types it."""

from __future__ import annotations

import csv
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from negotiator.cli import main

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--counterparts", "tit-for-tat,always-defect", "--rounds", "5", "--repetitions", "2"]
TABLES = ["standings", "head_to_head", "ecology"]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["tournament", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == "", "no bar where nobody watches"
    return captured.out


def test_the_table_tells_ranks_payoffs_and_who_met_whom(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "--abstract", *SMALL)
    assert "Payoffs T, R, P, S of 5, 3, 1, 0: 2 counterparts" in out
    # Tit for tat: 15 of its twin and 0 + 4·1 of the other, over 10 rounds.
    assert re.search(r"^ +1 +1–1 +tit-for-tat +1\.900 0\.000 +60% +50 +100%$", out, re.MULTILINE)
    # Always defect: 5 + 4·1 of it and 5·1 of its twin.
    assert re.search(r"^ +2 +2–2 +always-defect +1\.400 0\.000 +0% +0 +0%$", out, re.MULTILINE)
    assert re.search(r"^ +1 tit-for-tat +3\.00 +0\.80$", out, re.MULTILINE)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_an_economy_tells_each_seat(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "two-neighbours", "--between", "SML", "MAR", "--ecology", *SMALL)
    assert "two-neighbours, tariffs of SML and MAR on each other" in out
    assert out.index("Governing SML") < out.index("Governing MAR")
    assert out.count("Share in generation") == 2
    assert all(len(line) <= 80 for line in out.splitlines())


def test_json_has_the_plan_and_all_tables(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(capsys, "--abstract", "--ecology", "10", "--json", *SMALL))
    assert found["entrants"] == ["tit-for-tat", "always-defect"]
    assert (found["rounds"], found["repetitions"], found["seed"]) == (5, 2, 1)
    assert (found["matches"], found["matches_wanted"], found["unit"]) == (6, 6, "points")
    first = found["standings"][0]
    assert first["counterpart"] == "tit-for-tat"
    assert first["payoff"] == pytest.approx(1.9)
    assert first["standard_error"] == 0.0
    assert first["good_partner"] == 1.0, "it cooperated once and the other never"
    assert len(found["head_to_head"]) == 4
    assert {row["generation"] for row in found["ecology"]} == {0, 1, 10}
    # The first generation is even, and grows in the ratio of 1.9 to 1.4.
    share = {(r["counterpart"], r["generation"]): r["share"] for r in found["ecology"]}
    assert share["tit-for-tat", 1] == pytest.approx(1.9 / 3.3)


def test_csv_holds_what_json_does(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = ["two-neighbours", "--ecology", "3", "--noise", "0.2", *SMALL]
    whole = json.loads(said(capsys, *arguments, "--json"))
    paths = said(capsys, *arguments, "--csv", str(tmp_path / "new" / "folder")).splitlines()
    assert [Path(path).name for path in paths] == [
        f"tournament-{name.replace('_', '-')}.csv" for name in TABLES
    ]
    for path, name in zip(paths, TABLES, strict=True):
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        expected = [
            {key: "" if value is None else str(value) for key, value in row.items()}
            for row in whole[name]
        ]
        assert rows == expected


def test_parameters_are_a_counterpart_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """One that forgives everything is one that always cooperates."""
    names = "generous-tit-for-tat:forgives=1,always-cooperate,always-defect"
    found = json.loads(said(capsys, "--abstract", "--counterparts", names, "--json"))
    payoffs = {row["counterpart"]: row["payoff"] for row in found["standings"]}
    assert payoffs["generous-tit-for-tat:forgives=1"] == payoffs["always-cooperate"]


REFUSED = [
    ([], "tournament: expected a scenario, or --abstract, and not both"),
    (["nowhere"], "no scenario 'nowhere'"),
    (["two-neighbours", "--abstract"], "and not both"),
    (["two-neighbours", "--payoffs", "5,3,1,0"], "--payoffs is for --abstract"),
    (["--abstract", "--between", "A", "B"], "--between is for a scenario's economy"),
    (["two-neighbours", "--between", "SML", "X"], "no country 'X' in two-neighbours"),
    (["--abstract", "--counterparts", "tit-for-tatt"], "did you mean tit-for-tat?"),
    (["--abstract", "--counterparts", "pavlov,pavlov"], "pavlov takes part twice"),
    (["--abstract", "--counterparts", ","], "no counterparts; expected names with commas"),
    (["--abstract", "--counterparts", "grim-trigger:x=1"], "no parameter of grim-trigger 'x'"),
    (["--abstract", "--counterparts", "pavlov:x"], "pavlov:x: 'x'; expected parameter=number"),
    (
        ["--abstract", "--counterparts", "generous-tit-for-tat:forgives=2"],
        "forgives is 2.0; expected a number from 0 to 1",
    ),
    (["--abstract", "--payoffs", "5,1,3,0"], "expected T,R,P,S with R above P"),
    (["--abstract", "--payoffs", "5,3,nan,0"], "expected four finite numbers"),
    (["--abstract", "--rounds", "9000000"], "rounds of 9,000,000; expected one to 1,000,000"),
    (["--abstract", "--csv", "/dev/null/folder"], "/dev/null/folder: Not a directory"),
]
NOT_UNDERSTOOD = [
    (["--abstract", "--rounds", "0"], "--rounds: '0'; expected a whole number, one or more"),
    (["--abstract", "--workers", "two"], "--workers: 'two'; expected a whole number, one or more"),
    (["--abstract", "--noise", "1.5"], "--noise: '1.5'; expected a chance from 0 to 1"),
    (["--abstract", "--continue", "x"], "--continue: 'x'; expected a chance from 0 to 1"),
    (["--abstract", "--payoffs", "5,3"], "--payoffs: '5,3'; expected four numbers T,R,P,S"),
    (["--abstract", "--seed", "-1"], "--seed: '-1'; expected a whole number, zero or more"),
    (["--abstract", "--ecology", "0"], "--ecology: '0'; expected 1 to 100,000 generations"),
]


@pytest.mark.parametrize(("arguments", "line"), REFUSED)
def test_what_cannot_be_is_refused_in_one_line(
    arguments: Sequence[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tournament", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("negotiator: ")
    assert line in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(("arguments", "line"), NOT_UNDERSTOOD)
def test_a_value_that_is_none_says_what_was_expected(
    arguments: Sequence[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["tournament", *arguments])
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith(f"argument {line}\n")


def watched(terminal: int, until: bytes) -> bytes:
    """What a terminal shows, up to some text; a minute of silence is a failure."""
    shown = b""
    while until not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, shown
        shown += os.read(terminal, 1024)
    return shown


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_gives_the_results_so_far(workers: str, tmp_path: Path) -> None:
    """With a bar on the terminal, and nothing of it where the results go."""
    pty = pytest.importorskip("pty", reason="a terminal to watch on")
    terminal, inner = pty.openpty()
    kept = tmp_path / "kept"
    command = [
        sys.executable, "-m", "negotiator", "tournament", "--abstract", "--json",
        "--counterparts", "grim-trigger,raise-the-stakes", "--noise", "0.1",
        "--repetitions", "200000", "--workers", workers, "--resume", str(kept),
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=inner, start_new_session=True,
        # Who is started in the background inherits deaf ears for ctrl-c.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:  # fmt: skip
        os.close(inner)
        shown = watched(terminal, b"0 of 600,000 matches")
        # All have met 127 times: once, twice, four times and so on, up to 64.
        shown += watched(terminal, b" 381 of 600,000 matches")
        os.killpg(running.pid, signal.SIGINT)
        # Whoever stops reading a terminal stops the one who writes to it.
        shown += watched(terminal, b"in these results")
        out, _ = running.communicate(timeout=60)
    os.close(terminal)
    assert running.returncode == 130
    assert "█" in shown.decode() or "░" in shown.decode()
    assert b"Traceback" not in shown
    found = json.loads(out)
    assert 381 <= found["matches"] < found["matches_wanted"] == 600_000
    assert sum(
        row["rounds"] for row in found["head_to_head"] if row["counterpart"] == row["against"]
    )
    assert kept.read_bytes().endswith(b"\n")


def test_payoffs_of_a_very_large_country_are_told_apart(capsys):
    """In Antigua's quarrel nothing moves the United States by a thousandth of a per cent."""
    assert main(["tournament", "antigua-2003", "--counterparts", "tit-for-tat,always-defect"]) == 0
    lines = capsys.readouterr().out.split("Governing USA")[1].splitlines()
    rows = [line.split() for line in lines if line.strip().startswith(("1 ", "2 "))]
    payoffs = [float(row[3]) for row in rows[:2]]
    assert payoffs[0] > payoffs[1]
    cells = [[float(cell) for cell in row[2:]] for row in rows[2:]]
    assert all(len(row) == 2 for row in cells)  # no two figures run together
    assert len({cell for row in cells for cell in row}) == 4
