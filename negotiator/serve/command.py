"""`negotiator serve`: one player in a browser, or a class."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import os
import re
import signal
import socket
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from negotiator.game.saves import SaveError
from negotiator.paths import saves_folder
from negotiator.scenario import Scenario, find, load
from negotiator.serve.launcher import LaunchError
from negotiator.serve.lesson import Lesson
from negotiator.serve.room import Room, code, spoken

_EVERYWHERE = ("0.0.0.0", "::")


def run(options: argparse.Namespace) -> int:
    """The command: serves until it is interrupted.

    Returns
    -------
    The exit code: 1 with one line on standard error where it cannot serve.
    """
    if find_spec("aiohttp") is None or find_spec("textual_serve") is None:
        print("negotiator serve needs an extra: pip install 'negotiator[serve]'", file=sys.stderr)
        return 1
    found = load(find(options.scenario)) if options.scenario or options.seats else None
    try:
        if options.seats:
            assert found is not None
            return asyncio.run(_class(options, found))
        return asyncio.run(_alone(options, found))
    except LaunchError as error:
        print(f"negotiator: {error}", file=sys.stderr)
        return 1


async def _class(options: argparse.Namespace, scenario: Scenario) -> int:
    if not re.fullmatch(r"[\w-]{1,40}", options.room):
        raise SaveError(f"--room {options.room!r}: expected letters, digits and hyphens")
    folder = saves_folder() / "rooms" / options.room
    with _alone_in(folder):
        room = Room.enter(folder, options.seats, new=options.new)
        return await _taught(options, scenario, room)


async def _taught(options: argparse.Namespace, scenario: Scenario, room: Room) -> int:
    folder = room.folder
    last = room.lesson(scenario.id, options.seed, options.mode, again=options.again)
    roles = options.player.split(",") if options.player else [scenario.player]
    names = {role: scenario.country(role).name for role in roles}
    lesson = Lesson(
        folder / last["folder"],
        seats(options, scenario, roles, names, folder, last),
        room,
        folder / "home",
        options.grace,
    )
    port = room.port if options.port is None else options.port
    async with _serving(options, lesson, scenario.title, port, "") as url:
        room.serves(port)
        print(f"{scenario.title}: {options.seats} seats. Ctrl+C ends the lesson.\n")
        print(f"Your page      {url}/teacher/{room.teacher}   (for you alone)")
        print(f"For the board  {url}   code {room.door}\n")
        for number, each in enumerate(room.seats[: options.seats], 1):
            print(f"Seat {number:>3}  {spoken(each)}  {url}/seat/{each}")
        print(f"\nThe same next time. Kept in {folder}.", flush=True)
        await _interrupted()
    return 0


def seats(
    options: argparse.Namespace,
    scenario: Scenario,
    roles: list[str],
    names: dict[str, str],
    folder: Path,
    last: dict[str, Any],
) -> list[dict[str, Any]]:
    """What the process of each seat is told: roles are given out in turn.

    Parameters
    ----------
    folder
        Of the room.
    """
    return [
        {
            "folder": str((folder / last["folder"]).resolve()),
            "settings": str((folder / "settings" / f"seat-{number:02}.toml").resolve()),
            "scenario": str(Path(find(options.scenario)).resolve()),
            "player": roles[(number - 1) % len(roles)],
            "seed": last["seed"],
            "mode": last["mode"],
            "stem": f"seat-{number:02}",
            "title": f"Seat {number}: {names[roles[(number - 1) % len(roles)]]}",
            "coach": options.coach,
        }
        for number in range(1, options.seats + 1)
    ]


async def _alone(options: argparse.Namespace, scenario: Scenario | None) -> int:
    folder = saves_folder()
    home = folder / "rooms" / "home"
    told = {
        "folder": str(folder.resolve()),
        "settings": str((home / "settings.toml").resolve()),
        "scenario": "" if scenario is None else str(Path(find(options.scenario)).resolve()),
        "player": options.player or "",
        "seed": options.seed,
        "mode": options.mode,
        "coach": options.coach,
        "title": "" if scenario is None else scenario.country(
            options.player or scenario.player
        ).name,
    }  # fmt: skip
    title = "Negotiator" if scenario is None else scenario.title
    lesson = Lesson(folder, [told], None, home, options.grace)
    seat = code()
    async with _serving(options, lesson, title, options.port or 8000, seat) as url:
        print(f"Play at {url}/seat/{seat}\nCtrl+C ends; every confirmed move is saved.", flush=True)
        await _interrupted()
    return 0


@contextlib.asynccontextmanager
async def _serving(options: argparse.Namespace, lesson: Lesson, title: str, port: int, seat: str):  # type: ignore[no-untyped-def]
    """A server that is up; what it is left by ends it, and its seats."""
    from aiohttp import web

    from negotiator.serve.web import Doors

    names = [options.host] + ([urlsplit(options.url).hostname or ""] if options.url else [])
    runner = web.AppRunner(Doors(lesson, title, names, seat).application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, options.host, port, shutdown_timeout=3)
    try:
        await site.start()
    except OSError as error:
        await runner.cleanup()
        raise LaunchError(f"{options.host}:{port}: {_refused(error)}") from None
    try:
        await lesson.open()
        yield options.url.rstrip("/") if options.url else f"http://{_reached(options.host)}:{port}"
    finally:
        await runner.cleanup()  # browsers first: they wait for the server to come back
        await lesson.close()


def _refused(error: OSError) -> str:
    """Why an address cannot be served at, and what takes another."""
    if isinstance(error, socket.gaierror):
        return "no such host; --host takes an address of this machine, or 0.0.0.0"
    why = os.strerror(error.errno).lower() if error.errno else str(error)
    if error.errno == errno.EADDRINUSE:
        return f"{why}, perhaps by a lesson that still runs; --port takes another"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{why}; --host takes an address of this machine, or 0.0.0.0"
    return f"{why}; --port takes another"


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """A room that no other server has open: two would write the same saves.

    Raises
    ------
    LaunchError
        When one has.
    SaveError
        When its folder cannot be written.
    """
    import fcntl

    path = folder / "open"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = path.open("w")
    except OSError as error:
        raise SaveError(f"{path}: cannot be written: {error.strerror or error}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LaunchError(
                f"{folder}: a lesson runs in this room already; --room NAME is for a second class"
            ) from None
        yield


def _reached(host: str) -> str:
    """By which address others reach this machine; nothing is sent to find out."""
    if host not in _EVERYWHERE:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # an address kept for examples (RFC 5737)
        except OSError:
            return socket.gethostname()
        return str(line.getsockname()[0])


async def _interrupted() -> None:
    """Until Ctrl+C, or until it is told to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, ended.set)
    await ended.wait()
