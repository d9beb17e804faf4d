"""The doors: who may come in and from where, and what is said at them. No seat is opened."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import pytest_asyncio

aiohttp = pytest.importorskip("aiohttp", reason="needs negotiator[serve]")
pytest.importorskip("textual_serve", reason="needs negotiator[serve]")

from aiohttp import web  # noqa: E402

from negotiator.serve.lesson import Lesson  # noqa: E402
from negotiator.serve.room import Room, spoken  # noqa: E402
from negotiator.serve.web import Doors  # noqa: E402


@pytest_asyncio.fixture
async def served(tmp_path):
    """A class of five whose game is not loaded."""
    room = Room.enter(tmp_path / "room", 5)
    told = [{"stem": f"seat-{number:02}", "title": f"Seat {number}"} for number in range(1, 6)]
    lesson = Lesson(tmp_path / "room", told, room, tmp_path / "home")
    runner = web.AppRunner(Doors(lesson, "Two neighbours").application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    at = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        yield SimpleNamespace(lesson=lesson, room=room, at=at, http=http)
    await runner.cleanup()


@pytest.mark.parametrize(
    ("headers", "path"),
    [
        ({"Origin": "http://elsewhere.example"}, "/seat/{code}/ws"),
        ({"Origin": "null"}, "/seat/{code}/ws"),
        ({}, "/seat/{code}/ws"),
        ({"Origin": "{at}"}, "/seat/WRONGCODE/ws"),
        ({"Origin": "http://elsewhere.example", "Host": "elsewhere.example"}, "/seat/{code}/ws"),
    ],
)
async def test_foreign_pages_and_unknown_seats_get_no_line(served, headers, path):
    code = served.room.seats[4]
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await served.http.ws_connect(
            served.at + path.format(code=code),
            headers={name: text.format(at=served.at) for name, text in headers.items()},
        )
    assert refused.value.status == 403
    assert not served.lesson.places[4].alive


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/", {"Host": "elsewhere.example"}, 403),
        ("GET", "/", {"Host": "localhost:1"}, 200),
        ("GET", "/seat/{seat}", {}, 200),
        ("GET", "/seat/WRONGCODE", {}, 404),
        ("GET", "/seat/{seat}/report", {}, 404),
        ("POST", "/join", {"Origin": "http://elsewhere.example"}, 403),
        ("GET", "/teacher/{teacher}", {}, 200),
        ("GET", "/teacher/{teacher}/state", {}, 200),
        ("GET", "/teacher/wrong", {}, 404),
        ("GET", "/teacher/wrong/state", {}, 404),
        ("POST", "/teacher/wrong/do/start", {"Origin": "{at}"}, 404),
        ("POST", "/teacher/{teacher}/do/start", {}, 403),
        ("POST", "/teacher/{teacher}/do/nothing", {"Origin": "{at}"}, 404),
        ("GET", "/pages/../room.py", {}, 404),
        ("GET", "/terminal/fonts/RobotoMono-VariableFont_wght.ttf", {}, 200),
    ],
)
async def test_doors(served, method, path, headers, status):
    url = served.at + path.format(seat=served.room.seats[4], teacher=served.room.teacher)
    told = {name: text.format(at=served.at) for name, text in headers.items()}
    async with served.http.request(method, url, headers=told) as found:
        assert found.status == status
        if status == 200 and not path.startswith("/t"):
            assert "default-src 'none'" in found.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/seat/{seat}", "/teacher/{teacher}"])
async def test_pages_fetch_nothing_from_elsewhere(served, path):
    url = served.at + path.format(seat=served.room.seats[4], teacher=served.room.teacher)
    async with served.http.get(url) as found:
        text = await found.text()
    assert "http://" not in text
    assert "https://" not in text


async def test_the_boards_code_gives_the_next_free_seat(served):
    room, door = served.room, f"{served.at}/join"
    origin = {"Origin": served.at}

    async def join(typed, **more):
        async with served.http.post(
            door, data={"code": typed}, headers=origin, allow_redirects=False, **more
        ) as found:
            return found.status, found.headers.get("Location")

    for code in room.seats:
        assert await join(room.door.lower()) == (303, f"/seat/{code}")
    assert (await join(room.door))[0] == 409
    own = {"seat": room.seats[2]}
    assert await join(room.door, cookies=own) == (303, f"/seat/{room.seats[2]}")
    assert await join(spoken(room.seats[1])) == (303, f"/seat/{room.seats[1]}")


async def test_guessing_codes_ends_soon(served):
    statuses = []
    for number in range(30):
        async with served.http.get(f"{served.at}/seat/GUESS{number}") as found:
            statuses.append(found.status)
    assert statuses[0] == 404
    assert statuses[-1] == 429


async def test_a_page_that_is_not_there_leads_to_the_entrance(served):
    async with served.http.get(f"{served.at}/no/such/page") as found:
        text = await found.text()
        assert found.status == 404
        assert "default-src 'none'" in found.headers["Content-Security-Policy"]
    assert "There is no such page here" in text
    assert 'action="/join"' in text


async def test_a_disk_that_refuses_is_told_to_who_sits_down_and_to_the_teacher(served, capsys):
    """And costs nothing else: as soon as it takes files again, seats are taken."""
    room, origin = served.room, {"Origin": served.at}
    kept = room.folder / "room.json"
    was = kept.read_bytes()
    kept.unlink()
    kept.mkdir()  # nothing can be written there, whoever runs this

    async def join():
        told = {"code": room.door, "name": "Ana"}
        async with served.http.post(
            f"{served.at}/join", data=told, headers=origin, allow_redirects=False
        ) as found:
            return found.status, await found.text()

    status, text = await join()
    assert (status, text) == (507, "This cannot be saved: tell your teacher.\n")
    assert "room.json: cannot be written: " in capsys.readouterr().err
    async with served.http.get(f"{served.at}/teacher/{room.teacher}/state") as found:
        assert found.status == 200
    kept.rmdir()
    kept.write_bytes(was)
    assert (await join())[0] == 303
    assert room.taken == {1}
    assert b'"Ana"' in kept.read_bytes()
