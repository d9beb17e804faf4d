"""On a Dask cluster: the same figures, ctrl-c, and a line when it cannot be."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from negotiator.cli import main
from negotiator.tournament import cluster
from negotiator.tournament import plan as planning
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.plan import Plan
from negotiator.tournament.run import hold

ENTRANTS = ("generous-tit-for-tat", "raise-the-stakes")
PLANS = {
    "matrix": Plan(ENTRANTS, rounds=15, repetitions=4, noise=0.1),
    "economy": Plan(
        ENTRANTS, rounds=15, repetitions=4, noise=0.1,
        scenario="two-neighbours", between=("SML", "MAR"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a cluster within this process."""
    distributed = pytest.importorskip("distributed", reason="the extra dask")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address="127.0.0.1:0"
    ) as found:
        yield found.scheduler_address


@pytest.fixture
def small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of two matches each."""
    monkeypatch.setattr(planning, "LOOKED_UP", 30)
    monkeypatch.setattr(planning, "ASKED", 30)


@pytest.mark.usefixtures("small_jobs")
@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_cluster_gives_the_same(plan: Plan, address: str) -> None:
    reports: list[int] = []
    found = hold(plan, dask=address, progress=lambda done, wanted: reports.append(done))
    np.testing.assert_array_equal(found, hold(plan))
    assert reports == sorted(reports)
    assert len(reports) > 3
    assert reports[-1] == plan.matches


@pytest.mark.usefixtures("small_jobs")
def test_ctrl_c_leaves_what_was_played(address: str) -> None:
    def stop(done: int, wanted: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    plan = PLANS["matrix"]
    some = hold(plan, dask=address, progress=stop)
    played = ~np.isnan(some[..., 0])
    assert 4 <= played.sum() < plan.matches
    np.testing.assert_array_equal(some[played], hold(plan)[played])


def test_the_command_tells_the_same(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["tournament", "--abstract", "--counterparts", ",".join(ENTRANTS), "--rounds", "9"]
    assert main([*command, "--dask", address]) == 0
    over = capsys.readouterr().out
    assert main(command) == 0
    assert over == capsys.readouterr().out


def test_nobody_who_works_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask")
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    with distributed.LocalCluster(
        n_workers=0, processes=False, dashboard_address="127.0.0.1:0"
    ) as empty:
        with pytest.raises(TournamentError) as refused:
            hold(PLANS["matrix"], dask=empty.scheduler_address)
        expected = f"--dask {empty.scheduler_address}: nobody works there; expected workers: "
        assert str(refused.value) == f"{expected}dask worker {empty.scheduler_address}"


def test_another_version_on_the_cluster_is_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9")
    monkeypatch.setattr(cluster, "version", lambda: "0.0")
    with pytest.raises(TournamentError) as refused:
        hold(PLANS["matrix"], dask=address)
    assert str(refused.value) == (
        f"--dask {address}: machines have 0.0; expected negotiator 9.9 on all, the scheduler's too"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [("nonsense", "missing port number"), ("foo://here:1", "unknown address scheme 'foo'")],
)
def test_what_is_no_address_is_refused_in_one_line(
    given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="the extra dask")
    assert main(["tournament", "--abstract", "--dask", given]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"negotiator: --dask {given}: {said}")
    assert error.count("\n") == 1


def test_where_nobody_listens_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed", reason="the extra dask")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # held, and not listened on
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert main(["tournament", "--abstract", "--dask", address]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"negotiator: --dask {address}: ")
    assert "expected the address of a scheduler that runs" in error
    assert error.count("\n") == 1


def test_without_the_library_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["tournament", "--abstract", "--dask", "tcp://127.0.0.1:8786"]) == 1
    assert capsys.readouterr().err == (
        "negotiator: --dask: Dask is not installed; expected it: pip install 'negotiator[dask]'\n"
    )
