"""`negotiator serve` itself: a line for what it cannot do, and the same room when it comes back."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess

import pytest

pytest.importorskip("aiohttp", reason="needs negotiator[serve]")
pytest.importorskip("textual_serve", reason="needs negotiator[serve]")

from server import Class, serving
from window import Browser

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="seats are forked")


def refused(folder, *more):
    """What it says when it does not serve: one line."""
    (folder / "saves").mkdir(exist_ok=True)
    process = serving(folder, *more, stderr=subprocess.PIPE)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == ""
    assert error.count("\n") == 1
    return error


def test_a_port_that_is_taken_is_told_in_a_line(tmp_path):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        port = line.getsockname()[1]
        said = refused(tmp_path, "--class", "2", "--port", str(port))
    room = json.loads((tmp_path / "saves" / "rooms" / "class" / "room.json").read_text())
    assert room["port"] == 8000  # it was never served there
    assert re.search(rf"127\.0\.0\.1:{port}: address already in use.*--port takes another", said)


@pytest.mark.parametrize("host", ["203.0.113.5", "no.such.host.invalid"])
def test_a_host_that_is_not_this_machine_is_told_in_a_line(tmp_path, host):
    assert f"{host}:8000: " in refused(tmp_path, "--class", "2", "--host", host)


def test_a_room_is_open_once(tmp_path):
    with Class(tmp_path, 1):
        room = tmp_path / "saves" / "rooms" / "class" / "room.json"
        before = room.read_bytes()
        said = refused(tmp_path, "--class", "2", "--port", "1", "--new")
        assert "a lesson runs in this room already" in said
        assert room.read_bytes() == before  # whose codes are in use


async def test_killed_and_started_again_it_is_the_same_room_and_seats_resume(tmp_path):
    with Class(tmp_path, 2) as first:
        first.do("start")
        async with Browser(first.at, first.seats[0]) as seat:
            await seat.until(lambda it: it.asked == "To the desk")
            await seat.press("\r", lambda it: it.asked == "End round")
            await seat.press("e", lambda it: it.asked == "Go on")
            first.kill()
            await seat.until(lambda it: it.closed is not None)
            assert seat.closed not in (4001, 4002, 4003)  # its page waits for the server
    with Class(tmp_path, 2, port=first.port) as again:
        assert (again.seats, again.door, again.teacher) == (first.seats, first.door, first.teacher)
        assert again.seat(1)["round"] == 2
        again.do("start")
        async with Browser(again.at, again.seats[0]) as seat:
            await seat.until(lambda it: it.asked == "End round" and "2 of 6" in it.screen.text)
            again.process.terminate()  # and ended in order, pages wait too
            await seat.until(lambda it: it.closed is not None)
            assert seat.closed not in (4001, 4002, 4003)
