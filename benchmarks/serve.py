"""A class in the browser: thirty seats of one server, beside textual-serve's way of serving."""

from __future__ import annotations

import asyncio
import csv
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from .measure import Row, ratio, spread
from .robots import Robot, Served

_RIGHT, _LEFT = "\x1b[C", "\x1b[D"
#: Moves of a rate: up and down again, so that every draft comes back.
_DRILL = (*[_RIGHT] * 4, *[_LEFT] * 4)
_ENTER, _ESCAPE = "\r", "\x1b"
_OURS = "from negotiator.cli import main; raise SystemExit(main({arguments!r}))"
#: As its documentation has it: a command, run anew for everyone who comes.
_THEIRS = "from textual_serve.server import Server; Server({command!r}, port={port}).serve()"


@dataclass
class Waits:
    """What players waited for.

    Parameters
    ----------
    opened, ended
        Seconds until talks show all that is worked out for their first draft, and from the end of
        a round to what came of it.
    changed, settled
        Milliseconds from a moved rate to the first change on the screen, and to the last: the
        figures of that very draft.
    """

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)

    def rows(self, case: str, who: str) -> Iterator[Row]:
        """All of it."""
        yield spread(case, f"talks, {who}: until their first figures", "s", self.opened)
        for what, waits in (("a change", self.changed), ("its figures", self.settled)):
            yield spread(case, f"a key, {who}: until {what}", "ms", waits)
            late = sorted(waits)[min(int(0.95 * len(waits)), len(waits) - 1)]
            yield spread(case, "the same at the 95th percentile", "ms", [late])
        yield spread(case, f"a round, {who}: until what came of it", "s", self.ended)


def serve(
    *, seats: int = 30, scenario: str = "liberation-day-2025", keys: int = 16, peer: bool = True
) -> Iterator[Row]:
    """A class that comes all at once, plays at the same time, and to the end.

    Parameters
    ----------
    keys
        That each seat presses in talks, one every two seconds.
    """
    try:
        import aiohttp  # noqa: F401
        import textual_serve  # noqa: F401
    except ImportError:
        yield Row("serve", "seats", "s", note="pip install 'negotiator[serve]'")
        return
    case = f"{scenario}, {seats} seats"

    def ours(port: int, scenario: str = scenario) -> str:
        told = ["serve", scenario, "--class", str(seats + 1), "--port", str(port), "--seed", "1"]
        return _OURS.format(arguments=[*told, "--grace", "0"])

    with Served(ours) as server:
        found = asyncio.run(_ours(server, seats, keys))
    yield spread(case, "one seat alone, until it has painted", "s", [found["one"]])
    yield spread(case, "all at once, until all have painted", "s", found["all"])
    yield spread(case, "memory, shared pages once", "MB", [found["memory"]])
    yield from found["alone"].rows(case, "one alone")
    yield from found["class"].rows(case, "while all play")
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
                [max(found["all"])], [max(beside["all"])])  # fmt: skip


async def _ours(server: Served, seats: int, keys: int) -> dict[str, Any]:
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        first, *rest = (Robot(session, server.at, path) for path in server.lines(seats + 1))
        await server.do(session, "start")
        began = perf_counter()
        one = await _when(first) - began
        # All play the same game: what the first is shown, with all time, the others wait for.
        pictures, alone = await _first(first)
        await first.go()
        began = perf_counter()
        all_ = [each - began for each in await asyncio.gather(*(_when(robot) for robot in rest))]
        memory = server.memory()
        class_ = Waits()
        await asyncio.gather(
            *(_play(each, pictures, keys, 2.0 * k / seats, class_) for k, each in enumerate(rest))
        )
        await asyncio.gather(*(robot.go() for robot in rest))
    return {"one": one, "all": all_, "memory": memory, "alone": alone, "class": class_}


async def _class(server: Served, seats: int) -> dict[str, float]:
    """Robots that play to the end."""
    import aiohttp

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        robots = [Robot(session, server.at, path) for path in server.lines(seats)]
        await asyncio.gather(*(_when(robot) for robot in robots))
        await server.do(session, "start")
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


async def _when(robot: Robot) -> float:
    """The moment when a seat that comes shows its desk, down to the last line."""
    await robot.come()
    await robot.until(lambda: b"as the round ends" in robot.shown)
    return perf_counter()


async def _first(robot: Robot) -> tuple[list[tuple[str, ...]], Waits]:
    """What talks show in the end, as they open and after each key of the drill, and how soon."""
    found, pictures = Waits(), []
    await robot.quiet(2.0)
    await robot.press(_ENTER)  # away with the briefing
    for key in (_ENTER, *_DRILL):
        await robot.quiet(2.0)
        began = perf_counter()
        changed = await robot.press(key)
        await robot.quiet(2.0)
        pictures.append(robot.text)
        if key == _ENTER:
            found.opened.append(robot.came - began)
        else:
            found.changed.append(1e3 * changed)
            found.settled.append(1e3 * (robot.came - began))
    found.ended.append(await _ended(robot))
    return pictures, found


async def _play(
    robot: Robot, pictures: list[tuple[str, ...]], keys: int, later: float, found: Waits
) -> None:
    """Open the first talks, move a rate, and end the round; what is waited for is found."""

    async def wait(key: str, picture: tuple[str, ...]) -> tuple[float, float]:
        began = perf_counter()
        changed = await robot.press(key)
        await robot.until(lambda: robot.text == picture)
        return changed, robot.came - began

    await robot.quiet()
    await robot.press(_ENTER)  # away with the briefing
    await robot.quiet()
    await asyncio.sleep(later)  # people do not press in step
    found.opened.append((await wait(_ENTER, pictures[0]))[1])
    await asyncio.sleep(2.0)  # what was said over the picture is read, and goes with the next key
    for k in range(keys):
        next_ = asyncio.create_task(asyncio.sleep(2.0))
        place = k % len(_DRILL)
        changed, settled = await wait(_DRILL[place], pictures[place + 1])
        found.changed.append(1e3 * changed)
        found.settled.append(1e3 * settled)
        await next_
    found.ended.append(await _ended(robot))


async def _ended(robot: Robot) -> float:
    """Seconds from the end of a round to what came of it."""
    await robot.press(_ESCAPE)
    await robot.quiet()
    began = perf_counter()
    await robot.send("e")
    await robot.until(lambda: b"Go on" in robot.shown)
    return robot.came - began


async def _to_the_end(robot: Robot) -> None:
    """From the briefing on, end rounds until there are no more."""

    def at(*texts: bytes) -> Callable[[], bool]:
        return lambda: any(text in robot.shown for text in texts)

    async def press(key: str, *texts: bytes) -> None:
        await robot.send(key)
        await robot.until(at(*texts))
        await robot.quiet(0.2)

    await press(_ENTER, b"End round")
    while not at(b"Debrief")():
        await press("e", b"Go on")  # what came of the round
        await press(_ENTER, b"End round", b"Debrief")
