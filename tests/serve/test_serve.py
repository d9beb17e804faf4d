"""A server with its seats, over its own protocol: no browser, but real processes."""

from __future__ import annotations

import asyncio
import csv
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
import pytest_asyncio

aiohttp = pytest.importorskip("aiohttp", reason="needs negotiator[serve]")
pytest.importorskip("textual_serve", reason="needs negotiator[serve]")

from aiohttp import web  # noqa: E402
from window import Browser  # noqa: E402

from negotiator.game.moves import EndRound  # noqa: E402
from negotiator.game.saves import read  # noqa: E402
from negotiator.game.session import Session  # noqa: E402
from negotiator.scenario import find, load  # noqa: E402
from negotiator.serve.lesson import Lesson  # noqa: E402
from negotiator.serve.room import Room, spoken  # noqa: E402
from negotiator.serve.web import Doors  # noqa: E402

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="seats are forked"),
]

SECRET = "a word that no seat may know"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory):
    """A class of five: the first plays, the second has played before, the others never come."""
    os.environ["NEGOTIATOR_TEST_SECRET"] = SECRET
    folder = tmp_path_factory.mktemp("room")
    room = Room.enter(folder, 5)
    games = folder / "games"
    games.mkdir()
    told = [
        {
            "folder": str(games),
            "scenario": str(find("two-neighbours")),
            "player": "SML",
            "seed": 1,
            "stem": f"seat-{number:02}",
            "title": f"Seat {number}: Sund",
            "settings": str(folder / "settings" / f"seat-{number:02}.toml"),
        }
        for number in range(1, 6)
    ]
    played = Session.start(load(find("two-neighbours")), "SML", 1, None, games, stem="seat-02")
    while not played.state.over:
        played.apply(EndRound())
    lesson = Lesson(games, told, room, folder / "home", grace=0.0)
    doors = Doors(lesson, "Two neighbours")
    runner = web.AppRunner(doors.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await lesson.open()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        at = f"http://127.0.0.1:{port}"
        yield SimpleNamespace(lesson=lesson, room=room, doors=doors, at=at, http=http, games=games)
    await runner.cleanup()
    await lesson.close()
    del os.environ["NEGOTIATOR_TEST_SECRET"]


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def fresh(served):
    """The lesson has not begun, nobody sits and no code was wrong, whichever test came before."""
    served.lesson.phase, served.lesson.gate = "waiting", None
    served.room.taken.clear()
    served.room.names.clear()
    served.doors._wrong.clear()


async def teach(served, what):
    """What the teacher's page does when a button is pressed."""
    url = f"{served.at}/teacher/{served.room.teacher}/do/{what}"
    async with served.http.post(url, headers={"Origin": served.at}) as found:
        assert found.status == 200
        return await found.json()


async def test_a_seat_waits_plays_is_closed_and_resumes(served):
    lesson, code = served.lesson, served.room.seats[0]
    place = lesson.places[0]
    async with Browser(served.at, spoken(code)) as seat:
        await seat.until("Sund")
        assert "has not begun" in seat.hold
        await seat.until(lambda _: place.standing.get("round") == 1)
        await seat.press("\r\r")  # nothing, before the teacher starts
        state = await teach(served, "rounds")
        assert (state["present"], state["gate"]) == (1, 1)
        await seat.until(lambda it: it.hold == "")
        assert "End round" not in seat.shown  # the desk's keys: the briefing is still open
        await seat.press("\r", "End round")

        environ = Path(f"/proc/{place._process}/environ")
        if environ.exists():  # Linux
            told = environ.read_bytes()
            assert SECRET.encode() not in told
            names = {each.split(b"=")[0] for each in told.split(b"\0") if each}
            assert names == {
                b"PATH", b"HOME", b"TERM", b"LANG", b"OPENBLAS_NUM_THREADS",
                b"TEXTUAL_DRIVER", b"TEXTUAL_COLOR_SYSTEM", b"TEXTUAL_FPS", b"TEXTUAL_ANIMATIONS",
            }  # fmt: skip

        await seat.press("e", "Round 1 of 6")
        await seat.until(lambda it: "Round 2 begins" in it.hold)  # it waits for the others
        await teach(served, "advance")
        await seat.until(lambda it: it.hold == "")
        await teach(served, "pause")
        await seat.until(lambda it: "paused" in it.hold)
        await teach(served, "free")

        async with Browser(served.at, code) as other:  # a second window of the same seat
            await seat.until(lambda it: it.closed is not None)
            assert seat.closed == 4001
            await other.until("Round 1 of 6")  # the very screen that was open
    await asyncio.wait([place._playing], timeout=30)  # nobody looks: it ends
    assert not place.alive
    async with Browser(served.at, code) as seat:
        await seat.until("2 of 6")
        assert place.standing["round"] == 2
        assert [path.name for path in served.games.glob("seat-01*")] == ["seat-01-1.jsonl"]
        await seat.press("\x03")
        await seat.until(lambda it: it.closed is not None)
        assert seat.closed == 4002


async def test_a_seat_has_colours_and_settings_of_its_own(served):
    """At first those of its browser's system, then what its player has chosen, in a file of its
    own: no other seat's is touched."""
    code, place = served.room.seats[2], served.lesson.places[2]
    own = Path(place.told["settings"])
    assert not own.exists()
    async with Browser(served.at, code, wants="light") as seat:
        await seat.until(lambda it: it.look.get("look") == "light")
        assert (seat.look["background"], seat.look["dark"]) == ("#F6F4EE", False)
        assert not own.exists()  # nothing was chosen
        await seat.say("look", "no such colours")
        await seat.say("look", "contrast")
        await seat.until(lambda it: it.look.get("look") == "contrast")
        await seat.until(lambda it: own.exists())
    assert 'theme = "negotiator-contrast"' in own.read_text()
    assert [path.name for path in own.parent.iterdir()] == ["seat-03.toml"]
    own.write_text(own.read_text() + '[keys]\ndesk.end = "x"\n')
    served.lesson.phase = "playing"
    place.end()  # and at once: the process that ends may remove a save without a move
    async with Browser(served.at, code, wants="dark") as seat:
        await seat.until(lambda it: it.look.get("look") == "contrast")
        await seat.until("To the desk")
        await seat.press("\r", "x End round")
        await seat.press("x", "Round 1 of 6")
    await asyncio.wait([place._playing], timeout=30)


async def test_a_game_that_is_over_is_graded_and_renegotiated(served):
    """The second seat's, which was played to its end before the server started."""
    assert served.lesson.state()["seats"][1]["over"]
    async with served.http.get(f"{served.at}/teacher/{served.room.teacher}/gradebook.csv") as told:
        rows = list(csv.DictReader((await told.text("utf-8-sig")).splitlines()))
    assert {"seat-02-1": "yes"}.items() <= {row["game"]: row["finished"] for row in rows}.items()
    await teach(served, "renegotiate")
    again = served.lesson.places[1]
    assert Path(again.save).name == "seat-02-1-again-1.jsonl"
    assert read(Path(again.save)).reopened.save == "seat-02-1"
    assert (await teach(served, "renegotiate"))["over"] == 0  # once is enough
    assert len(list(served.games.glob("seat-02*.jsonl"))) == 2


async def test_a_name_leads_back_and_is_told_to_the_teacher_alone(served):
    room, lesson = served.room, served.lesson
    origin, ana, ben = {"Origin": served.at}, "<i>Ana & co", "Ben"

    async def join(name, **more):
        async with served.http.post(
            f"{served.at}/join",
            data={"code": room.door, "name": name},
            headers=origin,
            allow_redirects=False,
            **more,
        ) as found:
            return found.status, found.headers.get("Location"), await found.text()

    first, second, third = (f"/seat/{code}" for code in room.seats[:3])
    assert (await join(ana))[:2] == (303, first)
    # Another at the same machine, whose browser has the first one's seat.
    assert (await join(ben, cookies={"seat": room.seats[0]}))[:2] == (303, second)
    assert (await join(ana.upper()))[:2] == (303, first)
    async with Browser(served.at, room.seats[0]) as seat:
        await seat.until(lambda it: it.hold is not None)
        status, _, text = await join(ana)  # while someone sits there
        assert (status, "&lt;i&gt;Ana &amp; co is at a seat already" in text) == (409, True)
        assert (await join("Cleo"))[:2] == (303, third)
        names = [each["name"] for each in lesson.state()["seats"]]
        assert names == [ana.upper(), ben, "Cleo", "", ""]
        async with served.http.get(served.at + second) as found:
            others = await found.text()
        assert ben in others
        assert "ANA" not in others
        assert "Cleo" not in others + seat.shown
    async with served.http.get(f"{served.at}{first}") as found:
        assert "&lt;I&gt;ANA &amp; CO" in await found.text()

    async def call(code, name, headers=origin):
        url = f"{served.at}/seat/{code}/name"
        async with served.http.post(url, data={"name": name}, headers=headers) as found:
            return found.status

    assert await call(room.seats[1], "Benjamin") == 200
    assert await call(room.seats[1], "Eve", {}) == 403
    assert await call("WRONGCODE", "Eve") == 403
    assert room.names[2] == "Benjamin"
    assert "seat-02,Benjamin" in (served.games / "names.csv").read_text()
    teacher = f"{served.at}/teacher/{room.teacher}"
    for path, shown in (("class.html", False), ("class.html?names", True)):
        async with served.http.get(f"{teacher}/{path}") as found:
            assert ("Benjamin" in await found.text()) is shown
    async with served.http.get(f"{teacher}/gradebook.csv") as told:
        rows = list(csv.DictReader((await told.text("utf-8-sig")).splitlines()))
    assert {"seat-02-1": "Benjamin"}.items() <= {r["game"]: r["name"] for r in rows}.items()
    for path, status in (("forget/2", 200), ("forget/6", 404), ("forget/-1", 404)):
        async with served.http.post(f"{teacher}/{path}", headers=origin) as found:
            assert found.status == status
    assert 2 not in room.names


async def test_a_seat_that_the_wrong_one_took_is_freed_and_its_game_stays(served):
    lesson, room, teacher = served.lesson, served.room, f"{served.at}/teacher/{served.room.teacher}"
    place, old, origin = lesson.places[3], room.seats[3], {"Origin": served.at}
    lesson.phase = "playing"
    lesson.call(4, "Eve")
    async with Browser(served.at, old) as wrong:
        await wrong.until("To the desk")
        await wrong.press("\r", "End round")
        await wrong.press("e", "Round 1 of 6")
        await wrong.until(lambda _: place.standing.get("round") == 2)
        async with served.http.post(f"{teacher}/leave/4", headers=origin) as found:
            seat = (await found.json())["seats"][3]
        assert (seat["taken"], seat["name"], seat["present"]) == (False, "", False)
        await wrong.until(lambda it: it.closed is not None)
        assert wrong.closed == 4004
    assert "Eve" not in (served.games / "names.csv").read_text()
    async with served.http.get(f"{served.at}/seat/{old}") as found:
        assert found.status == 404
    new = room.seats[3]
    assert seat["code"] == spoken(new)
    async with Browser(served.at, new) as right:
        await right.until("2 of 6")
    assert room.taken == {4}
    for path in ("leave/0", "leave/6", "leave/x"):
        async with served.http.post(f"{teacher}/{path}", headers=origin) as found:
            assert found.status == 404
    await asyncio.wait([place._playing], timeout=30)
