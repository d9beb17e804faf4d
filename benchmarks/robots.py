"""A server in a process of its own, and browsers without a screen that play on it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any
from urllib.request import urlopen

import negotiator.paths

_PATIENCE = 60.0
_PIECE = re.compile(r"\x1b\[([0-9;?$<>=]*)([a-zA-Z])|\x1b\][^\x07]*\x07|\x1b.|\r|\n|([^\x1b\r\n]+)")


class Served:
    """A server in a process of its own, with an empty folder of saves.

    Parameters
    ----------
    code
        Python that it runs, given a port that is free.
    """

    def __init__(self, code: Callable[[int], str]) -> None:
        self._home = tempfile.TemporaryDirectory()
        self.folder = Path(self._home.name)
        (self.folder / "saves").mkdir()
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            self.port = line.getsockname()[1]
        root = str(Path(negotiator.paths.__file__).resolve().parents[1])
        environment = dict(os.environ, HOME=self._home.name, PYTHONPATH=root)
        self.process = subprocess.Popen(
            [sys.executable, "-c", code(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment,
            start_new_session=True,
        )
        self.at = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Served:
        began = perf_counter()
        while perf_counter() < began + _PATIENCE:
            try:
                with urlopen(self.at):
                    return self
            except OSError:
                if self.process.poll() is not None:
                    break
        raise RuntimeError("the server did not start")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._home.cleanup()

    @property
    def _room(self) -> dict[str, Any]:
        file = self.folder / "saves" / "rooms" / "class" / "room.json"
        return dict(json.loads(file.read_text()))

    @property
    def teacher(self) -> str:
        """Address of the teacher's page."""
        return f"{self.at}/teacher/{self._room['teacher']}"

    def lines(self, seats: int) -> list[str]:
        """Where the lines of the seats are."""
        return [f"/seat/{code}/ws" for code in self._room["seats"][:seats]]

    async def do(self, session: Any, what: str) -> None:
        """Press a button of the teacher's page."""
        headers = {"Origin": self.at}
        async with session.post(f"{self.teacher}/do/{what}", headers=headers) as told:
            told.raise_for_status()

    def memory(self) -> float:
        """Of the server and all below it, megabytes: what processes share is counted once."""
        below: dict[int, list[int]] = {}
        for each in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = each.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            below.setdefault(int(fields[1]), []).append(int(each.parent.name))
        family, total = [self.process.pid], 0
        while family:
            number = family.pop()
            family += below.get(number, [])
            try:
                told = Path(f"/proc/{number}/smaps_rollup").read_text()
            except OSError:
                continue
            total += int(re.search(r"^Pss:\s+(\d+)", told, re.M)[1])  # type: ignore[index]
        return total / 1e3


class Robot:
    """A browser without a screen, that plays.

    Parameters
    ----------
    at, path
        Of the server, and of the seat's line.
    """

    def __init__(self, session: Any, at: str, path: str) -> None:
        self._session = session
        self._at = at
        self._path = path
        #: What was sent last.
        self.shown = b""
        #: What the terminal shows, by line and column; colours are left out.
        self.picture: dict[int, dict[int, str]] = {}
        #: When the last of what was sent came.
        self.came = 0.0
        self._place = (0, 0)
        self._news = asyncio.Event()
        self._line: Any = None
        self._task: Any = None

    async def come(self) -> None:
        """Look at the seat."""
        self._line = await self._session.ws_connect(
            f"{self._at}{self._path}?width=120&height=40", headers={"Origin": self._at}
        )
        self._task = asyncio.create_task(self._read())
        await self._line.send_str(json.dumps(["focus"]))  # as a window does that comes to the front

    async def go(self) -> None:
        """Close the window."""
        await self._line.close()
        await self._task

    async def _read(self) -> None:
        async for message in self._line:
            if isinstance(message.data, bytes):
                self.came = perf_counter()
                self.shown = (self.shown + message.data)[-200_000:]
                self._draw(message.data.decode(errors="replace"))
            self._news.set()

    def _draw(self, text: str) -> None:
        for found in _PIECE.finditer(text):
            told, what, letters = found.groups()
            line, column = self._place
            if letters:
                row = self.picture.setdefault(line, {})
                row |= {column + k: each for k, each in enumerate(letters)}
                self._place = (line, column + len(letters))
            elif found[0] in ("\r", "\n"):
                self._place = (line + (found[0] == "\n"), 0)
            elif what == "H":
                row_, _, place = told.partition(";")
                self._place = (int(row_ or 1) - 1, int(place or 1) - 1)

    @property
    def text(self) -> tuple[str, ...]:
        """The lines of the picture."""
        return tuple(
            "".join(self.picture.get(y, {}).get(x, " ") for x in range(120)) for y in range(40)
        )

    async def until(self, holds: Callable[[], bool], patience: float = _PATIENCE) -> None:
        """Until something holds; it is asked after whatever comes.

        Raises
        ------
        TimeoutError
            When it does not.
        """
        async with asyncio.timeout(patience):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def send(self, key: str) -> None:
        """Press a key, whatever comes of it."""
        self.shown = b""
        await self._line.send_str(json.dumps(["stdin", key]))

    async def press(self, key: str) -> float:
        """Seconds from a key to the first of what it changes."""
        began = perf_counter()
        await self.send(key)
        await self.until(lambda: bool(self.shown))
        return self.came - began

    async def quiet(self, seconds: float = 0.6) -> None:
        """Until nothing has come for a while."""
        while True:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return
