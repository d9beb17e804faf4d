"""The teacher's page: who is there and where in the game, and what all are to do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from negotiator.serve.launcher import environment
from negotiator.serve.lesson import Lesson
from negotiator.teaching.markup import el

_ACTIONS = (
    ("start", "Start", "Everyone plays, each at their own speed."),
    ("rounds", "Start, round by round", "Everyone plays, and waits after each round."),
    ("pause", "Pause", "Keys do nothing until you start again."),
    ("advance", "Next round", "Opens one round more to all."),
    ("free", "No more stops", "Rounds no longer wait."),
    ("renegotiate", "Renegotiate", "Opens the last round again for all who are done, for five"
     " minutes."),
)  # fmt: skip


class Teacher:
    """The page, and what it asks for.

    Parameters
    ----------
    title
        Of the scenario.
    page
        Makes a page of a title, what is on it, and its script.
    document
        Makes one of a report.
    """

    def __init__(
        self,
        lesson: Lesson,
        title: str,
        page: Callable[..., web.Response],
        document: Callable[[bytes], web.Response],
    ) -> None:
        self.lesson = lesson
        self.title = title
        self._page = page
        self._document = document
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
            web.get(f"{at}/class.html", wanted(self._picture)),
            web.get(f"{at}/gradebook.csv", wanted(self._gradebook)),
        ]

    async def _main(self, request: web.Request) -> web.Response:
        room = self.lesson.room
        assert room is not None
        base = request.path
        head = ("seat", "code", "here", "country", "round", "deal with", "own result")
        body = [
            el("h1", self.title),
            el("p", el("span", "", id="phase"), " ", el("span", "", id="count", class_="soft"),
               role="status"),
            el("div", *(
                el("button", said, type="button", data_do=what, title=why) for what, said, why
                in _ACTIONS
            ), class_="row noprint"),
            el("div",
               el("div", "For the board", el("b", "", id="address"),
                  class_="card"),
               el("div", "Code for whoever has no seat", el("b", room.door, class_="mono"),
                  class_="card"),
               class_="board"),
            el("p",
               el("a", "Class picture", href=f"{base}/class.html", target="_blank",
                  class_="button"), " ",
               el("a", "Gradebook (CSV)", href=f"{base}/gradebook.csv", class_="button"), " ",
               el("button", "Show codes", type="button", id="codes", aria_pressed="false"),
               class_="row noprint"),
            el("div",
               el("table",
                  el("thead", el("tr", *(el("th", each) for each in head))),
                  el("tbody", id="seats")),
               class_="scroll"),
            el("p", "The class picture shows what was played so far: rounds that were ended.",
               class_="soft"),
            el("p", "", id="fault", class_="bad", role="alert"),
        ]  # fmt: skip
        return self._page(self.title, *body, script="teacher.js")

    async def _state(self, request: web.Request) -> web.Response:
        return web.json_response(self.lesson.state())

    async def _do(self, request: web.Request) -> web.Response:
        try:
            await self.lesson.do(request.match_info["what"])
        except KeyError:
            raise web.HTTPNotFound(text="No such action.\n") from None
        return web.json_response(self.lesson.state())

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        return self._document(await self._made("class.html", []))

    async def _gradebook(self, request: web.Request) -> web.StreamResponse:
        name = f"{self.lesson.folder.name}.csv"
        table = await self._made("gradebook.csv", ["--names"])
        return web.Response(
            body=table, content_type="text/csv", charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )  # fmt: skip

    async def _made(self, which: str, more: list[str]) -> bytes:
        """The class page or the gradebook, written by `negotiator report` beside the saves."""
        folder = self.lesson.folder
        html, csv = folder / "class.html", folder / "gradebook.csv"
        if which == "gradebook.csv":
            html = folder / "class-by-seat.html"
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "negotiator", "report", str(folder.resolve()),
                "-o", str(html.resolve()), "--csv", str(csv.resolve()), *more,
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
                raise web.HTTPConflict(
                    text=f"Nothing to show yet: {told.removeprefix('negotiator: ')}\n"
                )
            return (html if which == "class.html" else csv).read_bytes()
