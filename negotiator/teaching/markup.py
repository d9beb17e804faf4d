"""HTML by construction: text is escaped unless it is HTML already, so nothing can slip through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from negotiator.scenario.prose import Block, Span, blocks

_VOID = frozenset({"meta", "br", "hr", "col"})


class Html(str):
    """Text that is HTML already. Only functions of this module make it."""

    __slots__ = ()


def el(tag: str, *children: str | None, **attributes: str | float | None) -> Html:
    """An element of HTML or of SVG.

    Parameters
    ----------
    children
        Text, which is escaped, or elements; None is left out.
    attributes
        None is left out; a trailing underscore is dropped (`class_`) and others become hyphens.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{join(children)}</{tag}>")


def _plain(value: str | float) -> str:
    """An attribute's value; coordinates to a tenth are fine enough."""
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def join(children: Iterable[str | None]) -> Html:
    """Elements and texts one after the other, texts escaped."""
    return Html(
        "".join(
            child if isinstance(child, Html) else escape(child)
            for child in children
            if child is not None
        )
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> Html:
    """A table that scrolls by itself where the page is narrow.

    Parameters
    ----------
    numbers
        Columns of figures, set to the right.
    """
    right = set(numbers)

    def cell(tag: str, k: int, text: str) -> Html:
        return el(tag, text, class_="n" if k in right else None)

    return el(
        "div",
        el(
            "table",
            el("thead", el("tr", *(cell("th", k, text) for k, text in enumerate(head)))),
            el(
                "tbody",
                *(el("tr", *(cell("td", k, text) for k, text in enumerate(row))) for row in rows),
            ),
        ),
        class_="scroll",
    )


def listed(items: Iterable[str]) -> Html:
    """A list with bullets."""
    return el("ul", *(el("li", item) for item in items))


_TAGS = {"bold": "strong", "italic": "em", "code": "code"}


def markdown(text: str) -> Html:
    """The little Markdown that scenarios use; everything else, HTML above all, is plain text."""
    told = []
    for tag, together in groupby(blocks(text), _tag):
        each = [join(map(_span, block.spans)) for block in together]
        if tag in ("ul", "ol"):
            told.append(el(tag, *(el("li", item) for item in each)))
        else:
            told += [el(tag, block) for block in each]
    return join(told)


def _tag(block: Block) -> str:
    if block.kind == "item":
        return "ul" if block.mark == "•" else "ol"
    return "h4" if block.kind == "heading" else "p"


def _span(span: Span) -> Html:
    found = join([span.text])
    for style in reversed(span.styles):
        if style == "link":
            found = el("a", found, href=span.to, rel="noreferrer")
        else:
            found = el(_TAGS[style], found)
    return found


#: A picture, a tag, or in plain text a sum with its sign, before which a line may not break.
_SUM = re.compile(r"<svg.*?</svg>|<[^>]+>|[+−]\$[\d.,]*\d\w*", re.S)


def unbroken(body: str) -> Html:
    """HTML with every signed sum on one line: a browser would break it after its sign."""
    return Html(_SUM.sub(lambda at: at[0] if at[0][0] == "<" else _kept(at[0]), body))


def _kept(figure: str) -> Html:
    return el("span", figure, class_="sum")


def style() -> str:
    """The style sheet of every page."""
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def page(title: str, *body: str | None, script: str = "") -> str:
    """A whole page that asks nothing of any network, and is not allowed to.

    Parameters
    ----------
    script
        A few lines of our own; never text of a user or of a scenario.
    """
    allowed = "default-src 'none'; style-src 'unsafe-inline'"
    if script:
        allowed += "; script-src 'unsafe-inline'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=allowed),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("style", Html(style())),
    )
    ends = el("script", Html(script)) if script else None
    whole = el("html", head, el("body", el("main", unbroken(join(body))), ends), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"
