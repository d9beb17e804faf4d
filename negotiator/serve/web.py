"""The pages, and the doors: who may come in, and from where."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections import deque
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from negotiator.game.saves import SaveError
from negotiator.serve.lesson import Lesson
from negotiator.serve.page import PAGES, document, door, seat
from negotiator.serve.place import Place
from negotiator.serve.room import Room, called, spoken

#: Wrong codes that one address may send in a minute.
_GUESSES = 20
#: Addresses whose wrong codes are counted.
_PEERS = 4096
#: The longest message of a browser; a paste may be long.
_MESSAGE = 1 << 16
#: The largest window, in cells; what is larger is no screen.
_LARGEST = (500, 200)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


class Doors:
    """The application of a server.

    Parameters
    ----------
    title
        Of the scenario.
    names
        Hosts by which it may be called, beside addresses in figures and this machine's own names.
    code
        Of the one seat, where there is no room.
    """

    def __init__(
        self, lesson: Lesson, title: str, names: Sequence[str] = (), code: str = ""
    ) -> None:
        self.lesson = lesson
        self.title = title
        self._code = code
        own = socket.gethostname().lower()
        self._names = {"localhost", own, f"{own}.local", *(name.lower() for name in names)}
        self._wrong: dict[str, deque[float]] = {}
        self._sockets: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """All of it."""

        async def guard(request: web.Request, handler: Any) -> web.StreamResponse:
            return await self._guard(request, handler)

        app = web.Application(middlewares=[web.middleware(guard)], client_max_size=1 << 14)
        app.add_routes(
            [
                web.get("/", self._entrance),
                web.post("/join", self._join),
                web.get("/seat/{code}", self._seat),
                web.get("/seat/{code}/ws", self._look),
                web.get("/seat/{code}/report", self._report),
                web.post("/seat/{code}/name", self._call),
                web.static("/pages", PAGES / "own"),
                web.static("/terminal", _terminal()),
            ]
        )
        if self.lesson.room is not None:
            from negotiator.serve.teacher import Teacher

            app.add_routes(Teacher(self.lesson, self.title).routes())
        app.add_routes([web.get("/{elsewhere:.*}", self._lost)])
        app.on_shutdown.append(self._leave)
        return app

    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Any]
    ) -> web.StreamResponse:
        """Nobody who was led here by another site, and nothing that a browser might keep."""
        host = _host(f"//{request.host}")
        if host is None or not self._known(host):
            raise web.HTTPForbidden(text="This server is not called that.\n")
        upgrade = request.headers.get("Upgrade", "").lower() == "websocket"
        if upgrade or request.method != "GET":
            origin = urlsplit(request.headers.get("Origin", ""))
            if origin.netloc.lower() != request.host.lower():
                raise web.HTTPForbidden(text="From this server's own pages only.\n")
        try:
            response: web.StreamResponse = await handler(request)
        except SaveError as error:  # the disk is full, or not ours to write
            print(f"negotiator: {error}", file=sys.stderr)
            response = web.Response(text="This cannot be saved: tell your teacher.\n", status=507)
        except web.HTTPException as other:  # a page that leads elsewhere, or says why not
            self._marked(request, other)
            raise
        if not response.prepared:
            self._marked(request, response)
        return response

    def _marked(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.setdefault("Content-Security-Policy", _POLICY.format(host=request.host))
        response.headers["Referrer-Policy"] = (
            "same-origin"  # a form without one has no origin either
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not request.path.startswith("/terminal/"):
            response.headers["Cache-Control"] = "no-store"

    def _known(self, host: str) -> bool:
        """Another site's name that leads to this machine is not one of ours."""
        try:
            ip_address(host)
        except ValueError:
            return host in self._names
        return True

    def _find(self, request: web.Request, given: str) -> Place | None:
        """The seat that has a code.

        Raises
        ------
        HTTPTooManyRequests
            After many codes that were no seat's.
        """
        now, peer = monotonic(), request.remote or ""
        if len(self._wrong) > _PEERS:
            self._wrong.clear()
        wrong = self._wrong.setdefault(peer, deque(maxlen=_GUESSES))
        if len(wrong) == _GUESSES and now - wrong[0] < 60:
            raise web.HTTPTooManyRequests(text="Too many wrong codes: wait a minute.\n")
        lesson = self.lesson
        room = lesson.room or Room(lesson.folder, 0, "", "", [self._code])
        number = room.seat(given, len(lesson.places))
        if number is None:
            wrong.append(now)
            return None
        return lesson.places[number - 1]

    async def _lost(self, request: web.Request) -> web.Response:
        return self._ask("There is no such page here. Your code leads to your seat.", 404)

    async def _entrance(self, request: web.Request) -> web.Response:
        return self._ask()

    def _ask(
        self, said: str = "", status: int = 200, *, given: str = "", name: str = ""
    ) -> web.Response:
        room = self.lesson.room is not None
        return door(self.title, said, status, room=room, given=given, name=name)

    async def _join(self, request: web.Request) -> web.Response:
        told = await request.post()
        given, name = str(told.get("code", "")), called(str(told.get("name", "")))
        room = self.lesson.room
        place = self._find(request, given)
        number = place.number if place is not None else None
        if number is None and room is not None and room.opens(given):
            self._wrong.pop(request.remote or "", None)
            number = self._led(request, room, name)
            if number is None:
                return self._ask(
                    f"Someone called {name} is at a seat already. If that is you, type the code of"
                    " your seat, which stands on its screen; if not, add a letter to your name."
                    if room.of(name, len(self.lesson.places))
                    else "All seats are taken. Ask for one.",
                    409, given=given, name=name,
                )  # fmt: skip
        if number is None:
            return self._ask("No seat has this code.", 404, name=name)
        code = room.seats[number - 1] if room is not None else self._code
        if room is not None:
            room.sit(number)
            if name:
                self.lesson.call(number, name)
        found = web.HTTPSeeOther(f"/seat/{code}")
        found.set_cookie("seat", code, httponly=True, samesite="Strict", max_age=8 * 3600)
        raise found

    def _led(self, request: web.Request, room: Room, name: str) -> int | None:
        """Where the board's code leads: to the seat of this browser, to that of a name if nobody is
        there, or else to the next free one. None where there is none."""
        seats = len(self.lesson.places)
        own = self._find(request, request.cookies.get("seat", "-"))
        if own is not None:
            before = room.names.get(own.number, "")
            if not name or not before or before.casefold() == name.casefold():
                return own.number  # else another has sat down at the same machine
        known = room.of(name, seats)
        if known is None:
            return room.free(seats)
        return known if self.lesson.places[known - 1].browser is None else None

    async def _seat(self, request: web.Request) -> web.Response:
        place = self._find(request, request.match_info["code"])
        if place is None:
            return self._ask("No seat has this code.", 404)
        room = self.lesson.room
        if room is None:
            return seat(self.title, place.told.get("title", ""))
        code, name = room.seats[place.number - 1], room.names.get(place.number, "")
        return seat(self.title, place.told["title"], spoken(code), name)

    async def _look(self, request: web.Request) -> web.StreamResponse:
        place = self._find(request, request.match_info["code"])
        if place is None:
            raise web.HTTPForbidden(text="No seat has this code.\n")
        if self.lesson.room is not None:
            self.lesson.room.sit(place.number)
        browser = web.WebSocketResponse(heartbeat=15, max_msg_size=_MESSAGE, compress=False)
        await browser.prepare(request)
        self._sockets.add(browser)
        try:
            await place.come(browser, *_size(request.query), request.query.get("look", ""))
            async for message in browser:
                if message.type == WSMsgType.TEXT:
                    await _heard(place, browser, message.data)
        finally:
            self._sockets.discard(browser)
            place.go(browser)
        return browser

    async def _report(self, request: web.Request) -> web.Response:
        place = self._find(request, request.match_info["code"])
        if place is None or place.report is None:
            return self._ask("There is no report: r in the debrief writes it.", 404)
        return document(place.report.read_bytes())

    async def _call(self, request: web.Request) -> web.Response:
        """Someone at a seat says how they are called."""
        place = self._find(request, request.match_info["code"])
        if place is None or self.lesson.room is None:
            raise web.HTTPForbidden(text="No seat has this code.\n")
        self.lesson.call(place.number, str((await request.post()).get("name", "")))
        return web.json_response({"name": self.lesson.room.names.get(place.number, "")})

    async def _leave(self, app: web.Application) -> None:
        await asyncio.gather(*(each.close(code=1001) for each in tuple(self._sockets)))


async def _heard(place: Place, browser: web.WebSocketResponse, text: str) -> None:
    """What a browser says: a list of a word and what belongs to it."""
    try:
        word, *rest = json.loads(text)
        if word == "stdin":
            await place.keys(str(rest[0]))
        elif word == "resize":
            place.resize(*_size(rest[0]))
        elif word == "look":
            place.look(str(rest[0]))
        elif word in ("focus", "blur"):
            place.focus(word)
        elif word == "ping":
            await browser.send_json(["pong", rest[0]])
    except (ValueError, TypeError, LookupError, AttributeError):
        return  # not what our page says: nothing is done


def _size(told: Any) -> tuple[int, int]:
    """Columns and lines of a window, within reason."""

    def cells(name: str, usual: int, most: int) -> int:
        text = str(told.get(name, usual))
        return min(max(int(text) if text.isdecimal() else usual, 20), most)

    return cells("width", 80, _LARGEST[0]), max(cells("height", 24, _LARGEST[1]), 5)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _terminal() -> Path:
    """The terminal for browsers that comes with textual-serve, its font with it."""
    spec = find_spec("textual_serve")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "static"
