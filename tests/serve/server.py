"""A server in a process of its own, as `negotiator serve` starts it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Self
from urllib.request import Request, urlopen

_ROOT = Path(__file__).resolve().parents[2]


def serving(folder: Path, *more: str, stderr: int | None = None) -> subprocess.Popen[str]:
    """`negotiator serve two-neighbours`, in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "negotiator", "serve", "two-neighbours", *more],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


class Class:
    """A server with a class.

    Parameters
    ----------
    folder
        Where it runs, and saves.
    port
        None for one that is free.
    """

    def __init__(self, folder: Path, seats: int, *more: str, port: int | None = None) -> None:
        (folder / "saves").mkdir(exist_ok=True)
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            self.port = port or line.getsockname()[1]
        self.at = f"http://127.0.0.1:{self.port}"
        self.process = serving(folder, "--class", str(seats), "--port", str(self.port), *more)
        assert self.process.stdout is not None
        said = [self.process.stdout.readline()]
        while "The same next time" not in said[-1] and self.process.poll() is None:
            said.append(self.process.stdout.readline())
        room = json.loads((folder / "saves" / "rooms" / "class" / "room.json").read_text())
        self.seats, self.door = room["seats"], room["door"]
        self.teacher = f"{self.at}/teacher/{room['teacher']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            assert self.process.wait(20) == 0
        assert self.process.stdout is not None
        self.process.stdout.close()

    def seat(self, number: int) -> dict[str, Any]:
        """Where a seat is, as the teacher sees it."""
        with urlopen(f"{self.teacher}/state") as found:
            return dict(json.load(found)["seats"][number - 1])

    def do(self, what: str) -> None:
        """Press a button of the teacher's page."""
        ask = Request(f"{self.teacher}/do/{what}", method="POST", headers={"Origin": self.at})
        with urlopen(ask):
            pass

    def kill(self) -> None:
        """Without a warning, as when the power fails."""
        self.process.kill()
        self.process.wait(20)
