"""Figures as people read them: with units, two digits, gain and loss by sign and glyph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import floor, log10

from textual.content import Content

from negotiator.diplomacy.money import money

MUTED = "$secondary"
GAIN = "$success"
LOSS = "$error"
#: Whose a name, a column or a point is; its word, glyph or place says the same.
OURS = "$success"
#: Per cent that are nothing: half a million dollars of the largest economy.
_NOTHING = 5e-6
THEIRS = "$accent"


def rate(fraction: float) -> str:
    """A tariff: 31%, 2.5%."""
    percent = 100.0 * fraction
    return f"{percent:.0f}%" if percent >= 9.95 or abs(percent) < 0.05 else f"{percent:.1f}%"


def figure(value: float, digits: int = 2) -> str:
    """A plain number, with a minus sign and never less than nothing: 2.94, −0.31, 0.00."""
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def shortened(name: str, width: int) -> str:
    """A name in so many cells: whole, with & for "and", or as many of its words as fit: Cars …"""
    if len(name) <= width:
        return name
    brief = name.replace(" and ", " & ")
    if len(brief) <= width:
        return brief
    head = brief[: width - 1].rpartition(" ")[0].removesuffix(" &")
    return f"{head} …" if head.strip() else f"{name[: width - 1]}…"


def cut(name: str, width: int) -> str:
    """A name in a cell of some width, a space at its end at least."""
    return f"{shortened(name, width - 1):<{width}}"


def glyph(value: float, nothing: float) -> str:
    """▲ for a gain, ▼ for a loss, · for neither."""
    if abs(value) < nothing:
        return "·"
    return "▲" if value > 0 else "▼"


def signed_money(billions: float) -> Content:
    """A gain or a loss in dollars: sign, glyph and colour."""
    mark = glyph(billions, 5e-4)
    if mark == "·":
        return Content.styled("· $0", MUTED)
    sign, style = ("+", GAIN) if billions > 0 else ("−", LOSS)
    return Content.styled(f"{mark} {sign}{money(billions)}", style)


def signed_percent(percent: float, digits: int = 2) -> Content:
    """A gain or a loss in per cent: sign, glyph and colour; one too small for the digits is no
    nothing: ▼ <0.01%."""
    mark = glyph(percent, _NOTHING)
    if mark == "·":
        return Content.styled(f"· {0:.{digits}f}%", MUTED)
    sign, style = ("+", GAIN) if percent > 0 else ("−", LOSS)
    least = 10.0**-digits
    small = abs(percent) < 0.5 * least
    size = f"<{least:.{digits}f}" if small else f"{sign}{abs(percent):.{digits}f}"
    return Content.styled(f"{mark} {size}%", style)


def signed_share(percent: float, most: int = 3) -> Content:
    """A gain or a loss in per cent, two significant digits: ▲ +0.41%, ▼ −0.0025%.

    Parameters
    ----------
    most
        Digits behind the point, at most.
    """
    size = float(f"{abs(percent):.1e}")
    if size < _NOTHING:
        return signed_percent(0.0)
    digits = most if size < 10.0**-most else min(max(1 - floor(log10(size)), 0), most)
    return signed_percent(percent, digits)


def meter(share: float, width: int = 5) -> str:
    """A share from 0 to 1 as a bar."""
    full = round(min(max(share, 0.0), 1.0) * width)
    return "█" * full + "░" * (width - full)


def level(share: float) -> str:
    """A share from 0 to 1 as one bar of eight heights."""
    return "▁▂▃▄▅▆▇█"[min(int(min(max(share, 0.0), 1.0) * 8), 7)]


def capital(text: str) -> str:
    """Text that begins a line: "the United States …" with a capital."""
    return text[:1].upper() + text[1:]


def padded(content: Content, width: int) -> Content:
    """Content in a cell of some width, filled on the right."""
    missing = width - content.cell_length
    return Content.assemble(content, " " * missing) if missing > 0 else content


def lines(*parts: Content | str) -> Content:
    """Several lines as one content."""
    return Content("\n").join([Content(p) if isinstance(p, str) else p for p in parts])


def styled(text: str, style: str = "") -> Content:
    """Text that is never read as markup."""
    return Content.styled(text, style) if style else Content(text)


_LOOKS = {"bold": "bold", "italic": "italic", "code": "bold", "link": "underline"}


def prose(text: str, told: Callable[[str], str] = str) -> Content:
    """A text of a scenario or of help. It is never read as markup.

    Parameters
    ----------
    told
        What is said for each piece: help fills in keys.
    """
    from negotiator.scenario.prose import blocks

    rows: list[Content] = []
    before = ""
    for block in blocks(text):
        if before and not before == block.kind == "item":
            rows.append(Content(""))
        before = block.kind
        looks = [f"bold {THEIRS}"] if block.kind == "heading" else []
        rows.append(
            Content.assemble(
                f" {block.mark} " if block.mark else "",
                *(
                    (told(span.text), " ".join([*looks, *(_LOOKS[each] for each in span.styles)]))
                    for span in block.spans
                ),
            )
        )
    return lines(*rows)


#: What stands before the words of a line: its indent, and a bullet or a mark.
_LEAD = re.compile(r"\s*(?:[^\w\s“(]\s+)?")
#: Least cells that words are given beside something, before they go below it.
_BESIDE = 24


def hanging(content: Content, width: int) -> Content:
    """Lines too long for a width, wrapped below where their words begin."""
    if width <= 0 or all(line.cell_length <= width for line in content.split("\n")):
        return content
    rows: list[Content | str] = []
    for line in content.split("\n", allow_blank=True):
        found = _LEAD.match(line.plain)
        lead = found.end() if found else 0
        if line.cell_length <= width or not 0 < lead <= width // 2:
            rows.append(line)
            continue
        before, words = line.divide([lead])
        first, *others = (each.rstrip() for each in words.wrap(width - lead))
        rows += [Content.assemble(before, first)]
        rows += [Content.assemble(" " * lead, each) for each in others]
    return lines(*rows)


def beside(label: Content, text: str, width: int) -> list[Content]:
    """Muted words beside a label where there is room for them, and below it where there is not."""
    at = label.cell_length
    if not text:
        return [label]
    if width - at < _BESIDE:
        below = styled(text, MUTED).wrap(max(width - 4, 8))
        return [label, *(Content.assemble("    ", each.rstrip()) for each in below)]
    first, *others = (each.rstrip() for each in styled(text, MUTED).wrap(width - at))
    return [
        Content.assemble(label, first),
        *(Content.assemble(" " * at, each) for each in others),
    ]


def legend(parts: Iterable[tuple[str, str, str]], width: int) -> Content:
    """Marks and what they stand for, in as many lines as it takes; none is torn from its word.

    Parameters
    ----------
    parts
        The mark, its style, and its meaning.
    """
    rows: list[Content] = []
    for mark, style, meaning in parts:
        each = Content.assemble((mark, style), (f" {meaning}", MUTED))
        if rows and rows[-1].cell_length + 2 + each.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], "  ", each)
        else:
            rows.append(each)
    return lines(*rows)
