"""The little Markdown of a scenario's texts, read in one way for terminal, plain lines and reports.

Paragraphs, headings, lists, **bold**, *italic*, `code` and [links](https://…); all else is plain
text. A whole reader of Markdown takes a tenth of a second and four megabytes, before the first
briefing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_HEADING = re.compile(r"#{1,6}\s+(.*?)[\s#]*")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,3}[.)]))\s+(.*)")
_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*?)\*|`(?P<code>[^`]+)`"
    r"|\[(?P<link>[^\]]+)\]\((?P<to>https?://[^)\s]+)\)"
)

Style = Literal["bold", "italic", "code", "link"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text that looks one way; the styles from the outermost inwards."""

    text: str
    styles: tuple[Style, ...] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or an item of a list, whose mark is a bullet or its number."""

    kind: Literal["heading", "paragraph", "item"]
    spans: tuple[Span, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """What it says, without its mark."""
        return "".join(span.text for span in self.spans)


def blocks(text: str) -> Iterator[Block]:
    """What a text consists of, from its beginning to its end."""
    kind: Literal["paragraph", "item"] = "paragraph"
    mark, kept = "", list[str]()

    def whole() -> Iterator[Block]:
        if kept:
            yield Block(kind, tuple(_spans(" ".join(kept))), mark)
            kept.clear()

    for line in map(str.strip, text.splitlines()):
        if heading := _HEADING.fullmatch(line):
            yield from whole()
            yield Block("heading", tuple(_spans(heading[1])))
        elif item := _ITEM.fullmatch(line):
            yield from whole()
            kind, mark = "item", item[1] or "•"
            kept.append(item[2])
        elif line:
            if not kept:
                kind, mark = "paragraph", ""
            kept.append(line)
        else:
            yield from whole()
    yield from whole()


def _spans(text: str, styles: tuple[Style, ...] = ()) -> Iterator[Span]:
    end = 0
    for found in _INLINE.finditer(text):
        if before := text[end : found.start()]:
            yield Span(before, styles)
        end = found.end()
        if found["bold"] is not None:
            yield from _spans(found["bold"], (*styles, "bold"))
        elif found["italic"] is not None:
            yield from _spans(found["italic"], (*styles, "italic"))
        elif found["code"] is not None:
            yield Span(found["code"], (*styles, "code"))
        else:
            yield Span(found["link"], (*styles, "link"), found["to"])
    if after := text[end:]:
        yield Span(after, styles)
