"""What a screen shows, cell by cell: text that can be read, and colours by what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from textual.color import Color
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input, LoadingIndicator, Tabs

from negotiator.ui.app import NegotiatorApp
from negotiator.ui.screens.jump import JumpScreen
from negotiator.ui.screens.tour import TourScreen
from negotiator.ui.theme import OURS
from negotiator.ui.widgets.foot import Foot

RGB = tuple[int, int, int]
BLACK: RGB = (0, 0, 0)

#: Colours that mean something, and the shares in which one lies over another.
_MEANINGS = ("foreground", "secondary", "success", "error", "accent", "primary", "warning")
_GROUNDS = ("surface", "background", "panel")
_SHARES = (5, 10, 15, 22, 25, 30, 40, 45, 60, 70, 85)
#: What is drawn and not read.
_DRAWN = frozenset("─━│┃║═╭╮╰╯┌┐└┘┏┓┗┛├┤┬┴┼╔╗╚╝╠╣╦╩╬▔▁▂▃▄▅▆▇█▀▌▍▎▏▋▊▉▐░▒▓•·◆●○■□◇▲▼╸╺┄┈")


@dataclass(frozen=True)
class Cell:
    """A cell.

    Parameters
    ----------
    own
        Whether we have drawn it; what Textual draws by itself changes with Textual.
    """

    text: str
    fore: RGB
    back: RGB
    bold: bool
    own: bool = True

    @property
    def read(self) -> bool:
        """Whether there is something to be read in it."""
        return self.own and not self.text.isspace() and self.text not in _DRAWN

    @property
    def seen(self) -> bool:
        """Whether there is anything in it."""
        return not self.text.isspace()


Cells = list[list[Cell]]
_cell = cache(Cell)  # there are thousands, of a few kinds


def taken(app: NegotiatorApp) -> Cells:
    """The open screen. Of a dialog what lies behind is left out, and of Textual's own widgets
    everything but their words."""
    screen = app.screen
    rows = _cells(screen)
    if not isinstance(screen, ModalScreen):
        return rows
    shown = [child.region for child in screen.children if child.display]
    # Of these two it matters where on the screen behind they lie.
    behind = _cells(app.screen_stack[-2]) if isinstance(screen, JumpScreen | TourScreen) else None
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if not any(region.contains(x, y) for region in shown):
                row[x] = replace(cell, own=False, text=behind[y][x].text if behind else " ")
    return rows


def _cells(screen: Screen[Any]) -> Cells:
    rows: Cells = []
    for strip in screen._compositor.render_strips():
        row: list[Cell] = []
        for segment in strip:
            style = segment.style
            fore, back = (_rgb(style.color), _rgb(style.bgcolor)) if style else (BLACK, BLACK)
            bold = bool(style and style.bold)
            row += [_cell(letter, fore, back, bold) for letter in segment.text]
        rows.append(row)
    blank, mute = _not_ours(screen)
    for regions, empty in ((mute, False), (blank, True)):
        for region in regions:
            for y in range(max(region.y, 0), min(region.bottom, len(rows))):
                for x in range(max(region.x, 0), min(region.right, len(rows[y]))):
                    cell = rows[y][x]
                    rows[y][x] = replace(cell, own=False, text=" " if empty else cell.text)
    return rows


def _not_ours(screen: Screen[Any]) -> tuple[list[Region], list[Region]]:
    """Where Textual draws by itself: places to be left out, and places of which words are kept."""
    blank: list[Region] = []
    mute: list[Region] = []
    for widget in screen.walk_children(Widget):
        if not widget.is_on_screen:
            continue
        if isinstance(widget, Foot | Tabs | Input):
            mute.append(widget.region)
        if isinstance(widget, Tabs):
            blank.append(Region(widget.region.x, widget.region.bottom - 1, widget.region.width, 1))
        if isinstance(widget, LoadingIndicator):
            blank.append(widget.region)
        bars = [widget.vertical_scrollbar] if widget.show_vertical_scrollbar else []
        bars += [widget.horizontal_scrollbar] if widget.show_horizontal_scrollbar else []
        blank += [bar.region for bar in bars]
    return blank, mute


def _rgb(colour: Any) -> RGB:
    triplet = colour.triplet if colour is not None else None
    return BLACK if triplet is None else (triplet.red, triplet.green, triplet.blue)


#: Heavy frames, which high contrast has where the focus is, as light ones.
_LIGHT = str.maketrans("┏━┓┃┗┛", "╭─╮│╰╯")


def text(cells: Cells) -> list[str]:
    """A screen's lines, the same in all themes."""
    return ["".join(cell.text for cell in row).rstrip().translate(_LIGHT) for row in cells]


@cache
def _names(theme: str) -> dict[RGB, tuple[str, ...]]:
    """What the colours of one of our themes mean, the plainest first."""
    found = next(each for each in OURS if each.name == theme)
    made = _colours(found)
    names: dict[RGB, list[str]] = {}

    def add(colour: Color, name: str) -> None:
        names.setdefault(colour.rgb, []).append(name)

    for name in (*_MEANINGS, *_GROUNDS):
        add(made[name], name)
    for name in (*_MEANINGS, *_GROUNDS):
        for share in _SHARES:
            for ground in _GROUNDS:
                add(made[ground].blend(made[name], share / 100), f"{name} {share}%")
    return {colour: tuple(dict.fromkeys(each)) for colour, each in names.items()}


def _colours(theme: Theme) -> dict[str, Color]:
    made = theme.to_color_system().generate()
    return {name: Color.parse(made[name]) for name in (*_MEANINGS, *_GROUNDS)}


def _meaning(colours: Mapping[str, RGB]) -> str:
    """What a colour means: the name that it has in every theme, else the colours themselves."""
    known = [_near(theme, colour) for theme, colour in colours.items()]
    first, *others = known
    for name in first:
        if all(name in other for other in others):
            return name
    told = zip(known, colours.values(), strict=True)
    return "/".join(names[0] if names else Color(*colour).hex for names, colour in told)


@cache
def _near(theme: str, colour: RGB) -> tuple[str, ...]:
    names = _names(theme)
    if colour in names:
        return names[colour]
    close = [
        each
        for known, each in names.items()
        if max(abs(a - b) for a, b in zip(known, colour, strict=True)) <= 2
    ]
    return tuple(name for each in close for name in each)


def styles(screens: Mapping[str, Cells]) -> Iterator[str]:
    """A line for every line of a screen that has more than plain words: where which colours are.

    Parameters
    ----------
    screens
        The same screen by theme.
    """
    first = next(iter(screens.values()))
    for y in range(len(first)):
        row = [
            _style({theme: cells[y][x] for theme, cells in screens.items()})
            for x in range(len(first[y]))
        ]
        runs = []
        at = 0
        for (word, ground), group in groupby(_joined(row)):
            wide = len(list(group))
            style = " ".join(each for each in (word, ground) if each)
            if style:
                runs.append(f"{at + 1}–{at + wide} {style}" if wide > 1 else f"{at + 1} {style}")
            at += wide
        if runs:
            yield f"{y + 1:>2}  {' · '.join(runs)}"


Style = tuple[str | None, str]


def _style(cells: Mapping[str, Cell]) -> Style:
    """What the colours of a cell's word and ground mean: empty for plain ones, and no word where
    there is only a ground. Of frames the corners tell."""
    one = next(iter(cells.values()))
    if not one.own or one.text in "│┃║─━╮╰╯┓┗┛":
        return "", ""
    ground = _meaning({theme: cell.back for theme, cell in cells.items()})
    on = "" if ground in _GROUNDS else f"on {ground}"
    if not one.seen:
        return None, on
    word = _meaning({theme: cell.fore for theme, cell in cells.items()})
    parts = ("" if word == "foreground" else word, "bold" if one.bold else "")
    return " ".join(part for part in parts if part), on


def _joined(row: list[Style]) -> list[tuple[str, str]]:
    """Spaces between words of one style are as these are."""
    found: list[tuple[str, str]] = []
    for x, (word, ground) in enumerate(row):
        if word is not None:
            found.append((word, ground))
            continue
        before = found[-1] if found else ("", "")
        after = next((each for each in row[x + 1 :] if each[0] is not None), None)
        found.append(before if before == after and before[1] == ground else ("", ground))
    return found
