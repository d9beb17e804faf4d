"""The teacher's page: who is there and where in the game, and what all are to do."""

from __future__ import annotations

import asyncio
import codecs
import sys
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from negotiator.serve.launcher import environment
from negotiator.serve.lesson import Lesson
from negotiator.serve.page import document, page
from negotiator.teaching.markup import el

_ACTIONS = (
    ("start", "Start", "each at their own speed"),
    ("rounds", "Start round by round", "all wait for one another"),
    ("advance", "Next round", "one more for all"),
    ("pause", "Pause", "no key does anything"),
    ("free", "No more stops", "rounds no longer wait"),
    ("renegotiate", "Renegotiate", "five more minutes, for all who are done"),
)
_MADE = (
    ("picture", "Class picture", "revealed step by step", "class.html"),
    ("grades", "Gradebook", "a table for a spreadsheet", "gradebook.csv"),
)


class ReportError(RuntimeError):
    """There is nothing to report yet; in one line."""


class Teacher:
    """The page, and what it asks for.

    Parameters
    ----------
    title
        Of the scenario.
    """

    def __init__(self, lesson: Lesson, title: str) -> None:
        self.lesson = lesson
        self.title = title
        self._turn = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """All below `/teacher/TOKEN`; every one of them wants the token."""

        def wanted(handler: Callable[[web.Request], object]) -> Callable[[web.Request], object]:
            async def checked(request: web.Request) -> object:
                assert self.lesson.room is not None
                if not self.lesson.room.teaches(request.match_info["token"]):
                    raise web.HTTPNotFound(text="No such page.\n")
                return await handler(request)  # type: ignore[misc]

            return checked

        at = "/teacher/{token}"
        return [
            web.get(at, wanted(self._main)),
            web.get(f"{at}/state", wanted(self._state)),
            web.post(f"{at}/do/{{what}}", wanted(self._do)),
            web.post(f"{at}/forget/{{seat}}", wanted(self._forget)),
            web.post(f"{at}/leave/{{seat}}", wanted(self._leave)),
            web.get(f"{at}/class.html", wanted(self._picture)),
            web.get(f"{at}/gradebook.csv", wanted(self._gradebook)),
        ]

    async def _main(self, request: web.Request) -> web.Response:
        room = self.lesson.room
        assert room is not None
        base = request.path
        body = [
            el("div",
               el("h1", self.title),
               el("button", "Show names", type="button", id="names"),
               el("button", "Show codes", type="button", id="codes"),
               el("button", "Free a seat", type="button", id="freeing", aria_pressed="false"),
               class_="top"),
            el("p", el("b", "", id="phase"), " ", el("span", "", id="count"), class_="status",
               role="status"),
            el("div",
               *(el("button", el("b", said), el("small", why), type="button", data_do=what)
                 for what, said, why in _ACTIONS),
               *(el("a", el("b", said), el("small", why), href=f"{base}/{where}",
                    target="_blank", class_="button", data_made=what)
                 for what, said, why, where in _MADE),
               class_="row noprint"),
            el("p", "", id="fault", class_="bad", role="alert"),
            el("div",
               el("div", "Go to ", el("b", "", id="address"), class_="card"),
               el("div", "and type ", el("b", room.door, class_="mono"), class_="card"),
               class_="board"),
            el("ul", id="where", class_="row", aria_label="How many are where"),
            el("ol", id="seats", class_="seats", aria_label="Seats"),
            el("dialog",
               el("p", el("b", "", id="which")),
               el("p", "Who sits there goes to the entrance and cannot come back by the old code or"
                  " name. The game stays, for who sits there next."),
               el("div", el("button", "Free the seat", type="button", id="yes", class_="main"),
                  el("button", "Leave it", type="button", id="no"), class_="row"),
               id="sure", aria_labelledby="which"),
            el("p", "● here, ○ away. Per cents: the player's real income over the opening.",
               class_="soft later"),
        ]  # fmt: skip
        return page(self.title, *body, script="teacher.js", kind="teacher")

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self.lesson.state())

    async def _do(self, request: web.Request) -> web.Response:
        try:
            await self.lesson.do(request.match_info["what"])
        except KeyError:
            raise web.HTTPNotFound(text="No such action.\n") from None
        return web.json_response(self.lesson.state())

    async def _forget(self, request: web.Request) -> web.Response:
        """A name that is none, or not one for a wall."""
        self.lesson.call(self._number(request), "")
        return web.json_response(self.lesson.state())

    async def _leave(self, request: web.Request) -> web.Response:
        """The wrong one sits at a seat."""
        await self.lesson.free(self._number(request))
        return web.json_response(self.lesson.state())

    def _number(self, request: web.Request) -> int:
        given = request.match_info["seat"]
        if not given.isdecimal() or not 0 < int(given) <= len(self.lesson.places):
            raise web.HTTPNotFound(text="No such seat.\n")
        return int(given)

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        try:
            made = await self._made(names="names" in request.query)
        except ReportError as error:
            return self._nothing(error)
        return document(made.read_bytes())

    async def _gradebook(self, request: web.Request) -> web.StreamResponse:
        try:
            made = await self._made(names=True)
        except ReportError as error:
            return self._nothing(error)
        name = f"{self.lesson.folder.name}.csv"
        return web.Response(
            # By its mark a spreadsheet knows the letters of names.
            body=codecs.BOM_UTF8 + made.with_suffix(".csv").read_bytes(),
            content_type="text/csv",
            charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def _nothing(self, why: ReportError) -> web.Response:
        body = el("h1", self.title), el("p", f"There is nothing to show: {why}")
        return page(self.title, *body, status=409)

    async def _made(self, *, names: bool) -> Path:
        """The class page, the gradebook beside it: by `negotiator report`, among the saves.

        Raises
        ------
        ReportError
            When there is nothing to report.
        """
        folder = self.lesson.folder.resolve()
        html = folder / ("class-names.html" if names else "class.html")
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "negotiator", "report", str(folder),
                "-o", str(html), "--csv", str(html.with_suffix(".csv")),
                *(["--names"] if names else []),
                cwd=Path(__file__).resolve().parents[2],
                env=environment(folder.parent / "home"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            _, said = await process.communicate()
        if process.returncode:
            why = said.decode(errors="replace").strip().splitlines()
            told = why[-1] if why else "it could not be made"
            raise ReportError(told.removeprefix("negotiator: "))
        return html
