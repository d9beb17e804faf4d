"""What The Evolution of Trust found of its payoffs, and what a pair of countries keeps of it."""

from __future__ import annotations

import runpy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from negotiator.tournament.matrix import Matrix
from negotiator.tournament.plan import Plan

SCRIPT: dict[str, Any] = runpy.run_path(
    str(Path(__file__).resolve().parents[2] / "scripts" / "trust_findings.py")
)
RUNS = SCRIPT["RUNS"]


def won(counts: list[Any], name: str) -> list[bool]:
    """For each community, whether a kind won in more than half of the runs."""
    return [count[name] * 2 > RUNS for count in counts]


@pytest.mark.parametrize(("rounds", "winner"), [(5, "always-defect"), (6, "tit-for-tat")])
def test_copying_needs_six_rounds(rounds: int, winner: str) -> None:
    """On the game's own payoffs, and between Sund and Marland too."""
    own = partial(Plan, matrix=SCRIPT["TRUST"])
    assert won(SCRIPT["after_rounds"](own, rounds), winner) == [True]
    neighbours = partial(Plan, scenario="two-neighbours", between=("SML", "MAR"))
    assert won(SCRIPT["after_rounds"](neighbours, rounds), winner) == [True, True]


def test_copying_needs_a_reward() -> None:
    poor = partial(Plan, matrix=Matrix(3.0, 1.0, 0.0, -1.0))
    assert won(SCRIPT["after_rounds"](poor, 10), "always-defect") == [True]


@pytest.mark.parametrize(
    ("noise", "winner"), [(0.0, "tit-for-tat"), (0.05, "tit-for-two-tats"), (0.12, "always-defect")]
)
def test_a_few_mistakes_need_forgiving_and_many_end_trust(noise: float, winner: str) -> None:
    own = partial(Plan, matrix=SCRIPT["TRUST"])
    assert won(SCRIPT["after_mistakes"](own, noise), winner) == [True]


def test_there_are_no_parts_but_those(capsys: pytest.CaptureFixture[str]) -> None:
    assert SCRIPT["main"](["trusts"]) == 2
    assert capsys.readouterr().err == "no part 'trusts'; expected trust, sizes, pairs, table\n"
