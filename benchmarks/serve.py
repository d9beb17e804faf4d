"""A class in the browser: thirty seats of one server, beside textual-serve's way of serving."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any
from urllib.request import urlopen

import negotiator.paths

from .measure import Row, ratio, spread

_PATIENCE = 180.0
_RIGHT, _LEFT = "\x1b[C", "\x1b[D"
_ENTER, _ESCAPE = "\r", "\x1b"
_OURS = "from negotiator.cli import main; raise SystemExit(main({arguments!r}))"
#: As its documentation has it: a command, run anew for everyone who comes.
_THEIRS = "from textual_serve.server import Server; Server({command!r}, port={port}).serve()"


class Served:
    """A server in a process of its own, with an empty folder of saves.

    Parameters
    ----------
    code
        Python that it runs; `{port}` in it is a free one.
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
    url
        Of the line.
    """

    def __init__(self, session: Any, at: str, path: str) -> None:
        self._session = session
        self._at = at
        self._path = path
        self.shown = b""
        self.hold = ""
        self._came = asyncio.Event()
        self._line: Any = None
        self._task: Any = None

    async def come(self) -> None:
        """Look at the seat."""
        self._line = await self._session.ws_connect(
            f"{self._at}{self._path}?width=120&height=40", headers={"Origin": self._at}
        )
        self._task = asyncio.create_task(self._read())

    async def go(self) -> None:
        """Close the window."""
        await self._line.close()
        await self._task

    async def _read(self) -> None:
        async for message in self._line:
            if isinstance(message.data, str):
                word, told = json.loads(message.data)
                if word == "class":
                    self.hold = told["hold"]
            else:
                self.shown = (self.shown + message.data)[-200_000:]
            self._came.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until something holds; it is asked after whatever comes.

        Raises
        ------
        TimeoutError
            When it does not.
        """
        async with asyncio.timeout(_PATIENCE):
            while not holds():
                self._came.clear()
                await self._came.wait()

    async def press(self, key: str) -> float:
        """Seconds from a key to the first of what it changes."""
        self.shown = b""
        began = perf_counter()
        await self._line.send_str(json.dumps(["stdin", key]))
        await self.until(lambda: bool(self.shown))
        return perf_counter() - began

    async def send(self, key: str) -> None:
        """Press a key, whatever comes of it."""
        await self._line.send_str(json.dumps(["stdin", key]))

    async def quiet(self, seconds: float = 0.6) -> None:
        """Until nothing has come for a while."""
        while True:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), seconds)
            except TimeoutError:
                return


def serve(
    *, seats: int = 30, scenario: str = "liberation-day-2025", keys: int = 10, peer: bool = True
) -> Iterator[Row]:
    """A class that comes all at once, plays at the same time, and to the end.

    Parameters
    ----------
    keys
        That each seat presses, one every two seconds.
    """
    try:
        import aiohttp  # noqa: F401
        import textual_serve  # noqa: F401
    except ImportError:
        yield Row("serve", "seats", "s", note="pip install 'negotiator[serve]'")
        return
    case = f"{scenario}, {seats} seats"

    def ours(port: int, scenario: str = scenario) -> str:
        told = ["serve", scenario, "--class", str(seats), "--port", str(port), "--seed", "1"]
        return _OURS.format(arguments=told)

    with Served(ours) as server:
        found = asyncio.run(_ours(server, seats, keys))
    one, all_, waits = found["one"], found["all"], sorted(found["waits"])
    yield spread(case, "one seat alone, until it has painted", "s", [one])
    yield spread(case, "all at once, until all have painted", "s", all_)
    yield spread(case, "memory, shared pages once", "MB", [found["memory"]])
    yield spread(case, "a key, while all play", "ms", waits)
    late = waits[min(int(0.95 * len(waits)), len(waits) - 1)]
    yield spread(case, "the same at the 95th percentile", "ms", [late])
    with Served(lambda port: ours(port, "two-neighbours")) as server:
        robots = asyncio.run(_class(server, seats))
    short = f"two-neighbours, {seats} robots"
    yield spread(short, "all play to the end", "s", [robots["played"]])
    yield spread(short, "then, until the gradebook is there", "s", [robots["made"]])
    yield spread(short, "finished games in it", "", [robots["graded"]])
    if not peer:
        return

    def theirs(port: int) -> str:
        code = f"from negotiator.ui.app import NegotiatorApp as A; A({scenario!r}, seed=1).run()"
        play = shlex.join([sys.executable, "-c", code])
        return _THEIRS.format(command=play, port=port)

    with Served(theirs) as server:
        beside = asyncio.run(_theirs(server, seats))
    yield spread(case, "textual-serve: until all have painted", "s", beside["all"])
    yield spread(case, "textual-serve: memory", "MB", [beside["memory"]])
    yield ratio(case, "until the last has painted, ours over theirs",
                [max(all_)], [max(beside["all"])])  # fmt: skip


async def _ours(server: Served, seats: int, keys: int) -> dict[str, Any]:
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        robots = [Robot(session, server.at, path) for path in server.lines(seats)]
        one = await _painted(robots[0])
        began = perf_counter()
        all_ = [each - began for each in await asyncio.gather(*(_when(r) for r in robots[1:]))]
        memory = server.memory()
        await _do(session, server, "start")
        waits = await _all_press(robots, keys)
        await asyncio.gather(*(robot.go() for robot in robots))
    return {"one": one, "all": all_, "memory": memory, "waits": waits}


async def _do(session: Any, server: Served, what: str) -> None:
    """Press a button of the teacher's page."""
    headers = {"Origin": server.at}
    async with session.post(f"{server.teacher}/do/{what}", headers=headers) as told:
        told.raise_for_status()


async def _class(server: Served, seats: int) -> dict[str, float]:
    """Robots that play to the end."""
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        robots = [Robot(session, server.at, path) for path in server.lines(seats)]
        await asyncio.gather(*(_when(robot) for robot in robots))
        await _do(session, server, "start")
        began = perf_counter()
        await asyncio.gather(*(_to_the_end(robot) for robot in robots))
        played, began = perf_counter() - began, perf_counter()
        async with session.get(f"{server.teacher}/gradebook.csv") as told:
            rows = (await told.text(encoding="utf-8-sig")).splitlines()
        made = perf_counter() - began
        await asyncio.gather(*(robot.go() for robot in robots))
    finished = sum(row["finished"] == "yes" for row in csv.DictReader(rows))
    return {"played": played, "made": made, "graded": finished}


async def _theirs(server: Served, seats: int) -> dict[str, Any]:
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        robots = [Robot(session, server.at, "/ws") for _ in range(seats)]
        began = perf_counter()
        all_ = [each - began for each in await asyncio.gather(*(_when(r) for r in robots))]
        memory = server.memory()
        await asyncio.gather(*(robot.go() for robot in robots))
    return {"all": all_, "memory": memory}


async def _painted(robot: Robot) -> float:
    """Seconds until a seat shows its desk, down to the last line."""
    began = perf_counter()
    return await _when(robot) - began


async def _when(robot: Robot) -> float:
    await robot.come()
    await robot.until(lambda: b"a treaty each" in robot.shown)
    return perf_counter()


async def _all_press(robots: list[Robot], keys: int) -> list[float]:
    """Milliseconds until a moved rate is answered, all moving theirs at the same time."""

    async def one(robot: Robot, number: int) -> list[float]:
        await robot.quiet()
        for _ in range(2):  # away with the briefing, and into the first talks
            await robot.press(_ENTER)
            await robot.quiet()
        await asyncio.sleep(2.0 * number / len(robots))  # people do not press in step
        waits = []
        for k in range(keys):
            next_ = asyncio.create_task(asyncio.sleep(2.0))
            waits.append(1e3 * await robot.press(_LEFT if k % 8 < 4 else _RIGHT))
            await next_
        await robot.quiet()
        await robot.press(_ESCAPE)
        return waits

    found = await asyncio.gather(*(one(robot, k) for k, robot in enumerate(robots)))
    return [wait for each in found for wait in each]


async def _to_the_end(robot: Robot) -> None:
    """From the briefing on, end rounds until there are no more."""

    def at(*texts: bytes) -> Callable[[], bool]:
        return lambda: any(text in robot.shown for text in texts)

    async def press(key: str, *texts: bytes) -> None:
        robot.shown = b""
        await robot.send(key)
        await robot.until(at(*texts))
        await robot.quiet(0.2)

    await press(_ENTER, b"End round")
    while not at(b"Debrief")():
        await press("e", b"Go on")  # what came of the round
        await press(_ENTER, b"End round", b"Debrief")
