"""The same figures however a tournament is run: cut, shared out, interrupted, gone on with."""

from __future__ import annotations

import json
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest

from negotiator.tournament import plan as planning
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.plan import Plan, jobs, stage
from negotiator.tournament.run import hold

#: Tables and rules that are asked, chance in stances, in acts and in the length of matches.
ENTRANTS = ("generous-tit-for-tat", "pavlov", "raise-the-stakes", "grim-trigger")
CHANCY = Plan(ENTRANTS, rounds=15, repetitions=5, noise=0.1, goes_on=0.95, seed=11)
PLANS = {
    "matrix": CHANCY,
    "economy": Plan(
        ENTRANTS, rounds=15, repetitions=5, noise=0.1, seed=11,
        scenario="two-neighbours", between=("SML", "MAR"),
    ),
}  # fmt: skip


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]


@pytest.fixture
def small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of two matches each."""
    monkeypatch.setattr(planning, "LOOKED_UP", 30)
    monkeypatch.setattr(planning, "ASKED", 30)


@pytest.mark.parametrize("room", [1, 45, 100, 10**6])
def test_any_cut_gives_the_same(plan: Plan, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = hold(plan)
    assert not np.isnan(whole).any()
    monkeypatch.setattr(planning, "LOOKED_UP", room)
    monkeypatch.setattr(planning, "ASKED", room)
    assert room > 45 or len(jobs(stage(plan))) > len(plan.pairings)
    np.testing.assert_array_equal(hold(plan), whole)


@pytest.mark.usefixtures("small_jobs")
def test_workers_give_the_same(plan: Plan) -> None:
    np.testing.assert_array_equal(hold(plan, workers=2), hold(plan))


def test_another_seed_gives_others() -> None:
    other = Plan(ENTRANTS, rounds=15, repetitions=5, noise=0.1, goes_on=0.95, seed=12)
    assert (hold(other) != hold(CHANCY)).any()


def test_who_else_takes_part_does_not_matter() -> None:
    """A pairing's chances are its own."""
    few = Plan(ENTRANTS[:2], rounds=15, repetitions=5, noise=0.1, goes_on=0.95, seed=11)
    at = [CHANCY.pairings.index(each) for each in few.pairings]
    np.testing.assert_array_equal(hold(CHANCY)[at], hold(few))


class Stop:
    """Ctrl-c after so many reports."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, done: int, wanted: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.mark.usefixtures("small_jobs")
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_leaves_what_was_played(workers: int) -> None:
    some = hold(CHANCY, workers=workers, progress=Stop(4))
    played = ~np.isnan(some[..., 0])
    assert 0 < played.sum() < CHANCY.matches
    np.testing.assert_array_equal(some[played], hold(CHANCY)[played])


def test_a_worker_that_is_killed_is_said() -> None:
    def kill(done: int, wanted: int) -> None:
        for child in active_children():
            child.kill()

    long = Plan(ENTRANTS, rounds=200, repetitions=2000, noise=0.1)
    with pytest.raises(TournamentError, match="a worker was ended from outside"):
        hold(long, workers=2, progress=kill)


@pytest.mark.usefixtures("small_jobs")
def test_an_interrupted_one_goes_on_where_it_was(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    hold(plan, resume=file, progress=Stop(3))
    reports: list[int] = []
    whole = hold(plan, resume=file, progress=lambda done, wanted: reports.append(done))
    assert reports[0] > 0, "finished jobs are not played again"
    assert reports[-1] == plan.matches
    np.testing.assert_array_equal(whole, hold(plan))
    again: list[int] = []
    hold(plan, resume=file, progress=lambda done, wanted: again.append(done))
    assert again == [plan.matches]


@pytest.mark.usefixtures("small_jobs")
def test_a_file_torn_anywhere_is_gone_on_with(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    expected = hold(CHANCY, resume=file)
    raw = file.read_bytes()
    lines = len(raw.splitlines())
    header = raw.index(b"\n")
    for size in (0, 1, header, header + 1, header + 20, len(raw) // 2, len(raw) - 1):
        file.write_bytes(raw[:size])
        np.testing.assert_array_equal(hold(CHANCY, resume=file), expected)
        assert len(file.read_bytes().splitlines()) == lines


def kept(path: Path, plan: Plan = CHANCY) -> Path:
    hold(plan, resume=path)
    return path


def test_the_file_of_another_tournament_is_refused(tmp_path: Path) -> None:
    file = kept(tmp_path / "kept")
    before = file.read_bytes()
    other = Plan(ENTRANTS, rounds=15, repetitions=5, noise=0.2, goes_on=0.95, seed=11)
    with pytest.raises(TournamentError) as refused:
        hold(other, resume=file)
    assert str(refused.value) == f"{file}: another tournament, with noise 0.1 and not 0.2"
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a letter that is not ended", ": no tournament is kept here; expected a new name"),
        (b"a letter\n", ":1: not a line of a tournament"),
        (b'{"a": 1}\n', ": no tournament is kept here; expected a new name"),
        (b"[1]\n", ":1: not a line of a tournament"),
    ],
)
def test_any_other_file_is_refused_and_left_alone(
    content: bytes, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "letter"
    file.write_bytes(content)
    with pytest.raises(TournamentError) as refused:
        hold(CHANCY, resume=file)
    assert str(refused.value) == f"{file}{said}"
    assert file.read_bytes() == content


@pytest.mark.parametrize("line", [{"job": 99, "tally": []}, {"job": 0, "tally": [[1.0]]}, {}])
def test_a_line_that_was_changed_is_refused_with_its_number(
    line: dict[str, object], tmp_path: Path
) -> None:
    file = kept(tmp_path / "kept")
    header, *_ = file.read_text(encoding="utf-8").splitlines()
    file.write_text(f"{header}\n{json.dumps(line)}\n", encoding="utf-8")
    with pytest.raises(TournamentError, match=":2: no finished job of this tournament"):
        hold(CHANCY, resume=file)


def test_of_another_version_is_refused(tmp_path: Path) -> None:
    file = kept(tmp_path / "kept")
    header, *rest = file.read_text(encoding="utf-8").splitlines()
    changed = json.dumps({**json.loads(header), "version": "0.0"})
    file.write_text("\n".join([changed, *rest, ""]), encoding="utf-8")
    with pytest.raises(TournamentError, match="another version of the program; begin a new file"):
        hold(CHANCY, resume=file)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rounds": 0}, "rounds of 0; expected one to 1,000,000"),
        ({"repetitions": 10**7}, "repetitions of 10,000,000; expected one to 1,000,000"),
        ({"noise": 1.5}, "noise of 1.5; expected a chance from 0 to 1"),
        ({"goes_on": float("nan")}, "goes_on of nan; expected a chance from 0 to 1"),
        ({"entrants": ()}, "no counterparts; expected one or more"),
        ({"repetitions": 10**6}, "10,000,000 matches; expected at most 2,000,000"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(TournamentError) as refused:
        Plan(**{"entrants": ENTRANTS, **change})  # type: ignore[arg-type]
    assert str(refused.value) == said
