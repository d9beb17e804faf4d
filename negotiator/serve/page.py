"""Pages of ours: a head that fetches from this server alone, and what is to be on them."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from negotiator.serve.room import NAME
from negotiator.teaching.markup import Html, el, join

PAGES = Path(__file__).parent / "pages"


def page(
    title: str, *body: str | None, status: int = 200, script: str = "", kind: str = ""
) -> web.Response:
    """A page of ours.

    Parameters
    ----------
    kind
        A class of its body, by which it is drawn.
    script
        The name of its script, among our own files.
    """
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        Html('<link rel="icon" href="data:,"><link rel="stylesheet" href="/pages/page.css">'),
        el("script", src=f"/pages/{script}", defer="defer") if script else None,
    )
    whole = el("html", head, el("body", el("main", *body), class_=kind or None), lang="en")
    return web.Response(text=f"<!DOCTYPE html>\n{whole}\n", content_type="text/html", status=status)


def door(
    title: str, said: str, status: int, *, room: bool, given: str = "", name: str = ""
) -> web.Response:
    """Where a code is asked for.

    Parameters
    ----------
    said
        What was wrong with what was typed; empty at first.
    room
        Whether there is a board and a teacher, who may be told a name.
    given, name
        What was typed.
    """
    body = [
        el("h1", title),
        el("form",
           el("label", "Your code, or the one on the board" if room else "Your code",
              el("input", name="code", value=given, autofocus="autofocus", autocomplete="off",
                 autocapitalize="characters", spellcheck="false", maxlength="20",
                 required="required", class_="code")),
           el("label", "Your name, if you like",
              el("input", name="name", value=name, autocomplete="name", maxlength=str(NAME)),
              el("span", "Only your teacher sees it. With it you find your seat again.",
                 class_="soft"))
           if room else None,
           el("button", "Sit down"),
           method="post", action="/join"),
        el("p", said, class_="bad", role="alert") if said else None,
    ]  # fmt: skip
    return page(title, *body, status=status, kind="door")


def seat(title: str, called: str, code: str = "", name: str = "") -> web.Response:
    """A seat: the terminal, and a card over it.

    Parameters
    ----------
    title
        Of the scenario.
    called
        How the seat is called.
    code
        Of the seat, where there is a room.
    name
        Of who sits there, as far as it is known.
    """
    back = "With it you come back from any machine."
    told = {
        "title": el("span", title),
        "seat": el("span", called),
        "code": join(["Your seat's code is ", el("b", code), f". {back}"] if code else []),
        "who": el("form",
                  el("label", "Your name, if you like: only your teacher sees it",
                     el("input", name="name", value=name, autocomplete="name",
                        maxlength=str(NAME))),
                  el("span", "", id="kept", class_="soft", role="status"),
                  id="who") if code else "",
    }  # fmt: skip
    text = (PAGES / "seat.html").read_text(encoding="utf-8")
    for where, value in told.items():
        text = text.replace(f"{{{{{where}}}}}", value)
    return web.Response(text=text, content_type="text/html")


def document(text: bytes) -> web.Response:
    """A report: a page that says itself that it fetches nothing, with its own script in it."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return web.Response(
        body=text,
        content_type="text/html",
        charset="utf-8",
        headers={"Content-Security-Policy": policy},
    )
