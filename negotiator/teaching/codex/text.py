"""The codex as text, for a terminal without a screen."""

from __future__ import annotations

import textwrap

from negotiator.teaching.codex.book import Entry, entries, find, themes

_WIDTH = 78


def listing() -> str:
    """All terms under their themes."""
    lines: list[str] = []
    for theme, found in themes().items():
        names = " · ".join(entry.title.replace(" ", "\N{NO-BREAK SPACE}") for entry in found)
        told = textwrap.fill(names, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += [theme, told.replace("\N{NO-BREAK SPACE}", " "), ""]
    lines.append("`negotiator codex TERM` explains one. In the game, i explains what is on screen.")
    return "\n".join(lines)


def described(name: str, width: int = _WIDTH) -> str:
    """One entry.

    Parameters
    ----------
    name
        Any name of the term.
    width
        Of the text, in columns; the picture is as wide as it is.

    Raises
    ------
    CodexError
        When there is no such term; it names the nearest.
    """
    return "\n".join(laid_out(find(name), width))


def laid_out(entry: Entry, width: int) -> list[str]:
    """An entry as lines."""
    lines = [entry.title]
    if entry.names:
        lines += textwrap.wrap(f"Also: {', '.join(entry.names)}", width)
    lines.append("")
    for paragraph in entry.paragraphs:
        lines += textwrap.wrap(paragraph, width)
    lines += ["", *(f"  {line}".rstrip() for line in entry.picture), ""]
    lines += textwrap.wrap(entry.caption, width)
    if entry.see:
        titles = ", ".join(entries()[key].title for key in entry.see)
        lines += textwrap.wrap(f"See also: {titles}", width)
    if entry.source:
        lines += textwrap.wrap(f"Source: {entry.source}", width)
    return lines
