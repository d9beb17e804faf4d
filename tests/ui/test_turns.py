"""Seats take turns at long work, and one that is killed keeps nobody waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from negotiator.ui import turns

fcntl = pytest.importorskip("fcntl", reason="seats are forked")

#: Works until it is killed.
_SEAT = """
import signal, sys
from negotiator.ui import turns
turns._turns = int(sys.argv[1])
with turns.turn():
    print("works", flush=True)
    signal.pause()
"""


def test_no_more_work_long_than_there_are_processors_and_the_killed_let_go(monkeypatch):
    monkeypatch.setattr(turns, "_turns", None)
    turns.give_out()
    lines, places, seats = turns._turns, range(os.cpu_count() or 1), []
    for _ in places:
        seat = subprocess.Popen(
            [sys.executable, "-c", _SEAT, str(lines)],
            pass_fds=[lines],
            cwd=Path(__file__).resolve().parents[2],
            stdout=subprocess.PIPE,
        )
        seats.append(seat)
        assert seat.stdout.readline() == b"works\n"
    for place in places:
        with pytest.raises(BlockingIOError):
            fcntl.lockf(lines, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)

    def works() -> None:
        with turns.turn():
            pass

    one = Thread(target=works)
    one.start()
    assert one.is_alive()
    for seat in seats:
        seat.kill()
        seat.communicate()
    one.join(30)
    assert not one.is_alive()
    os.close(lines)


def test_where_nobody_gives_out_turns_nobody_waits(monkeypatch):
    monkeypatch.setattr(turns, "_turns", None)
    with turns.turn(), turns.turn():
        pass
