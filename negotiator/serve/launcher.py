"""Seats as processes: started one after the other, in an environment with nothing secret in it."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: What plays a seat: imported in the processes that play, and nowhere else.
_PLAYS = "negotiator.ui.classroom"
_DRIVER = "negotiator.ui.seat_driver:SeatDriver"
#: Where `negotiator` is imported from.
_ROOT = Path(__file__).resolve().parents[2]


class LaunchError(RuntimeError):
    """Seats cannot be started; in one line."""


def environment(home: Path, *, many: bool = False) -> dict[str, str]:
    """All that a seat is told by its environment.

    Parameters
    ----------
    home
        Its home folder: not that of who serves.
    many
        Whether it shares the machine with others: then nothing moves for show. Thirty indicators of
        waiting, sixteen pictures a second each, would have it wait for them.
    """
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "TEXTUAL_DRIVER": _DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_FPS": "30",
        "TEXTUAL_ANIMATIONS": "none" if many else "full",
    }


class Launcher:
    """Starts seats, each by a fork of one process that has everything loaded.

    Parameters
    ----------
    home
        Home folder of all seats.
    many
        Whether there will be many.
    """

    def __init__(self, home: Path, *, many: bool = False) -> None:
        self._home = home
        self._many = many
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._turn = asyncio.Lock()
        self._loaded = asyncio.Event()

    async def open(self, told: Mapping[str, Any]) -> None:
        """Load the game.

        Parameters
        ----------
        told
            A seat, whose world is opened beforehand.

        Raises
        ------
        LaunchError
            On a system that cannot fork, and where the game does not load.
        """
        if not hasattr(os, "fork"):
            raise LaunchError("seats are forked: serve needs Linux or macOS (or WSL on Windows)")
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "negotiator.serve.nursery", _PLAYS,
                stdin=theirs.fileno(), cwd=_ROOT, env=environment(self._home, many=self._many),
            )  # fmt: skip
        ours.setblocking(False)
        self._control = ours
        try:
            await self._asked({"warm": dict(told)})
        finally:
            self._loaded.set()

    async def start(self, told: Mapping[str, Any]) -> tuple[int, socket.socket]:
        """Start a seat.

        Returns
        -------
        The number of its process, and the socket over which it is driven.
        """
        await self._loaded.wait()  # who comes early is not sent away
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            return await self._asked({"sit": dict(told)}, theirs), ours

    def kill(self, number: int) -> None:
        """End a process that does not end by itself."""
        if self._control is not None:
            with suppress(OSError):
                self._control.send(json.dumps({"kill": number}).encode() + b"\n")

    async def close(self) -> None:
        """Start no more; the seats end as their sockets are closed."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            await self._process.wait()

    async def _asked(self, told: Mapping[str, Any], sent: socket.socket | None = None) -> int:
        async with self._turn:
            if self._control is None:
                raise LaunchError("no more seats are started")
            line = json.dumps(told).encode() + b"\n"
            # One message of some hundreds of bytes on a line that is empty: it goes out whole.
            socket.send_fds(self._control, [line], [] if sent is None else [sent.fileno()])
            answer = b""
            while not answer.endswith(b"\n"):
                more = await asyncio.get_running_loop().sock_recv(self._control, 64)
                if not more:
                    self._control.close()
                    self._control = None
                    raise LaunchError("the game could not be loaded; what it said is above")
                answer += more
            return int(answer)
