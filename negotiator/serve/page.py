"""Pages of ours: a head that fetches from this server alone, and what is to be on them."""

from __future__ import annotations

from aiohttp import web

from negotiator.teaching.markup import Html, el


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


def document(text: bytes) -> web.Response:
    """A report: a page that says itself that it fetches nothing, with its own script in it."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return web.Response(
        body=text,
        content_type="text/html",
        charset="utf-8",
        headers={"Content-Security-Policy": policy},
    )
