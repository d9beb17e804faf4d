"""A class of thirty robots that plays to the end, all at the same time, and what the teacher has
then. The game is cut to two rounds, so that it takes half a minute."""

from __future__ import annotations

import asyncio
import csv
import os

import pytest

pytest.importorskip("aiohttp", reason="needs negotiator[serve]")
pytest.importorskip("textual_serve", reason="needs negotiator[serve]")

import aiohttp
from aiohttp import web
from window import Browser

from negotiator.scenario import find
from negotiator.serve.lesson import Lesson
from negotiator.serve.room import Room
from negotiator.serve.web import Doors

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="seats are forked")

SEATS, EARLY, ROUNDS = 30, 24, 2


async def sits_down(http, at, door, name):
    """With the board's code; the seat's own."""
    headers = {"Origin": at}
    told = {"code": door, "name": name}
    async with http.post(f"{at}/join", data=told, headers=headers, allow_redirects=False) as found:
        assert found.status == 303
        return found.headers["Location"].rpartition("/")[2]


async def plays(seat, *, signs):
    """Whatever its screen asks for, until the debrief."""
    keys = {
        "To the desk": "\r",
        "End round": "e",
        "Go on": "\r",
        "Sign (y)": "y",
        "Accept theirs": "a",
    }
    await seat.until(lambda it: it.hold == "")
    while True:
        await seat.until(lambda it: it.asked)
        asked = seat.asked
        if asked == "Debrief":
            return
        key = keys[asked]
        if asked == "End round" and signs:
            key, signs = "\r", False
        elif asked == "Sign (y)":
            await seat.press(key, lambda it: "is signed" in it.screen.text)
            key, asked = "\x1b", "Accept theirs"  # and back to the desk
        await seat.press(key, lambda it, asked=asked: it.asked not in ("", asked))


async def test_thirty_robots_play_to_the_end(tmp_path):
    text = find("two-neighbours").read_text(encoding="utf-8")
    short = tmp_path / "short.toml"
    cut = text.replace("rounds = 6", f"rounds = {ROUNDS}").replace("round = 4", "round = 1")
    short.write_text(cut, encoding="utf-8")
    games = tmp_path / "games"
    games.mkdir()
    told = [
        {"folder": str(games), "scenario": str(short), "player": ("SML", "MAR")[number % 2],
         "seed": 1, "stem": f"seat-{number:02}", "title": f"Seat {number}"}
        for number in range(1, SEATS + 1)
    ]  # fmt: skip
    room = Room.enter(tmp_path, SEATS)
    lesson = Lesson(games, told, room, tmp_path / "home", grace=0.0)
    runner = web.AppRunner(Doors(lesson, "Two neighbours").application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await lesson.open()
    at = f"http://127.0.0.1:{runner.addresses[0][1]}"
    teacher = f"{at}/teacher/{room.teacher}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:

        async def robot(number):
            code = await sits_down(http, at, room.door, f"Robot {number}")
            async with Browser(at, code, (120, 40)) as seat:
                await plays(seat, signs=number % 3 == 0)

        async with asyncio.TaskGroup() as group:
            early = [group.create_task(robot(number)) for number in range(1, EARLY + 1)]
            while sum(place.standing.get("round") == 1 for place in lesson.places) < EARLY:
                await asyncio.wait(early, timeout=0.2, return_when=asyncio.FIRST_EXCEPTION)
            async with http.post(f"{teacher}/do/start", headers={"Origin": at}) as found:
                assert (await found.json())["present"] == EARLY
            for number in range(EARLY + 1, SEATS + 1):  # late comers
                group.create_task(robot(number))
        assert all(place.standing["over"] for place in lesson.places)
        async with http.post(
            f"{at}/join", data={"code": room.door, "name": "One more"}, headers={"Origin": at}
        ) as full:
            assert full.status == 409
            assert "All seats are taken" in await full.text()
        async with http.get(f"{teacher}/gradebook.csv") as table:
            rows = list(csv.DictReader((await table.text("utf-8-sig")).splitlines()))
        async with http.get(f"{teacher}/class.html") as found:
            picture = await found.text()
    await runner.cleanup()
    await lesson.close()
    assert len(rows) == SEATS
    assert {row["finished"] for row in rows} == {"yes"}
    assert {row["name"] for row in rows} == {f"Robot {k}" for k in range(1, SEATS + 1)}
    assert sum(row["deal"] == "yes" for row in rows) >= SEATS // 3
    assert f"a class of {SEATS}" in picture
    assert "Robot" not in picture
