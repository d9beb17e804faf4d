"""Pictures as SVG, drawn line by line: the Pareto picture, a course over rounds, a distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from negotiator.scoring.benchmarks import Benchmarks
from negotiator.teaching.labels import Labels, stacked
from negotiator.teaching.markup import Html, el, join
from negotiator.teaching.words import money, share

Gains = tuple[float, float]

_WIDTH, _HEIGHT = 640.0, 440.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 20.0, 24.0, 30.0
#: How far a picture reaches below no deal at the most, as a share of how far it reaches above.
_BELOW = 0.6


@dataclass(frozen=True)
class Frame:
    """The part of the plane that a Pareto picture shows: gains, billions a year."""

    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def around(cls, possible: Benchmarks, others: Iterable[Gains]) -> Frame:
        """Wide enough for what is better than no deal, and for a part of what is worse."""
        edge = [point.gains for point in possible.frontier]
        inside = [gains for gains in edge if min(gains) >= 0] or edge
        seen = list(others)
        ends = []
        for k in (0, 1):
            high = max(*(g[k] for g in inside + seen), 1e-6) * 1.06
            low = min([0.0, *(g[k] for g in seen)]) * 1.06
            ends += [max(min(low, -0.12 * high), -_BELOW * high), high]
        return cls(*ends)

    def at(self, gains: Gains) -> tuple[float, float]:
        """Where gains stand; what lies outside stands at the edge."""
        x = min(max(gains[0], self.left), self.right)
        y = min(max(gains[1], self.bottom), self.top)
        return (
            _LEFT + (x - self.left) / (self.right - self.left) * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT
            - _BOTTOM
            - (y - self.bottom) / (self.top - self.bottom) * (_HEIGHT - _TOP - _BOTTOM),
        )

    def shows(self, gains: Gains) -> bool:
        """Whether gains lie inside."""
        return self.left <= gains[0] <= self.right and self.bottom <= gains[1] <= self.top


def svg(*parts: Html, label: str, width: float = _WIDTH, height: float = _HEIGHT) -> Html:
    """A drawing with what it shows in words, for those who do not see it."""
    drawn = el(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}",
        role="img", aria_label=label,
    )  # fmt: skip
    return el("div", drawn, class_="scroll")  # wider than a phone, or its letters are too small


def step(number: int, said: str, *parts: Html | None) -> Html:
    """A part of a picture that is shown from a step on, and what it is."""
    return el("g", el("title", said), *parts, data_step=str(number))


def line(a: tuple[float, float], b: tuple[float, float], colour: str, **more: str | float) -> Html:
    """A straight line."""
    return el("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=colour, **more)


def polyline(points: Sequence[tuple[float, float]], colour: str, **more: str | float) -> Html:
    """A line through points."""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return el("polyline", points=told, fill="none", stroke=colour, **more)


def text(x: float, y: float, said: str, class_: str | None = None, anchor: str = "start") -> Html:
    """A line of text."""
    return el("text", said, x=x, y=y, class_=class_, text_anchor=anchor)


def ground(frame: Frame, names: tuple[str, str]) -> Html:
    """The lines of no deal, and what the axes are: the first gains rightward, the second upward."""
    x, y = frame.at((0.0, 0.0))
    right, top = _WIDTH - _RIGHT, _TOP
    lines = (
        line((_LEFT, y), (right, y), "var(--soft)", stroke_dasharray="4 3"),
        line((x, _HEIGHT - _BOTTOM), (x, top), "var(--soft)", stroke_dasharray="4 3"),
    )
    across = f"{names[0]} gains → up to {money(frame.right)} a year"
    upward = f"↑ {names[1]} gains, up to {money(frame.top)} a year"
    return el(
        "g",
        *lines,
        text(x + 4, _HEIGHT - _BOTTOM - 5, "no deal", "soft"),
        text(right, _HEIGHT - 8, across, "we", "end"),
        text(_LEFT, 14, upward, "they"),
    )


def edge(frame: Frame, possible: Benchmarks) -> Html:
    """The frontier, with the solutions on it."""
    shown = [point.gains for point in possible.frontier if frame.shows(point.gains)]
    parts = [polyline([frame.at(gains) for gains in shown], "var(--good)", stroke_width=2.0)]
    places: list[tuple[float, float]] = []
    letters: list[str] = []
    for point, letter in (
        (possible.nash, "N"),
        (possible.kalai_smorodinsky, "K"),
        (possible.egalitarian, "E"),
    ):
        if point is None:
            continue
        x, y = frame.at(point.gains)
        parts.append(el("circle", cx=x, cy=y, r=3.0, fill="var(--good)"))
        # Solutions that fall on one place share a label.
        near = [k for k, (u, v) in enumerate(places) if abs(x - u) < 16 and abs(y - v) < 16]
        if near:
            letters[near[0]] += f" {letter}"
        else:
            places.append((x, y))
            letters.append(letter)
    parts += [text(x + 6, y - 6, said) for (x, y), said in zip(places, letters, strict=True)]
    return el("g", *parts)


def course(frame: Frame, stands: Sequence[Gains]) -> Html:
    """Where a pair stood, round after round."""
    points = [frame.at(gains) for gains in stands]
    look: dict[str, str | float] = {"stroke_width": 1.5, "stroke_dasharray": "5 4"}
    return join(
        [
            polyline(points, "var(--mark)", **look),
            *(el("circle", cx=x, cy=y, r=2.5, fill="var(--mark)") for x, y in points),
        ]
    )


def dot(
    frame: Frame, gains: Gains, said: str, colour: str, *, square: bool = False, full: bool = True
) -> Html:
    """A point with what it is when one points at it; hollow where it lies outside the frame."""
    x, y = frame.at(gains)
    look: dict[str, str | float] = {
        "fill": colour if full and frame.shows(gains) else "var(--page)",
        "stroke": colour,
        "stroke_width": 1.5,
    }
    title = el("title", said)
    if square:
        return el("rect", title, x=x - 4.5, y=y - 4.5, width=9.0, height=9.0, **look)
    return el("circle", title, cx=x, cy=y, r=5.0, **look)


def path(points: Sequence[tuple[float, float]], colour: str, labels: Labels) -> Html:
    """A line with its points numbered; those that fall together share a label."""
    heaps: list[tuple[tuple[float, float], list[int]]] = []
    for number, (x, y) in enumerate(points, 1):
        near = [each for (u, v), each in heaps if abs(x - u) < 20 and abs(y - v) < 16]
        if near:
            near[0].append(number)
        else:
            heaps.append(((x, y), [number]))
    told = [(at, ", ".join(map(str, each))) for at, each in heaps]
    shown = [text(*labels.place(at, said), said, "soft") for at, said in told]
    return join([polyline(points, colour, stroke_width=1.5), *shown])


def arrow(frame: Frame, one: Gains, other: Gains) -> Html:
    """From one point to another; nothing where both stand on one place."""
    (x, y), (u, v) = frame.at(one), frame.at(other)
    length = math.hypot(u - x, v - y)
    if length < 1:
        return join([])
    # Its head ends where the second point's own mark begins.
    a, b = (u - x) / length, (v - y) / length
    tip = (u - 6 * a, v - 6 * b)
    back = (tip[0] - 8 * a, tip[1] - 8 * b)
    head = [tip, (back[0] - 4 * b, back[1] + 4 * a), (back[0] + 4 * b, back[1] - 4 * a)]
    told = " ".join(f"{p:.1f},{q:.1f}" for p, q in head)
    return join(
        [
            line((x, y), back, "var(--ink)", stroke_width=1.5),
            el("polygon", points=told, fill="var(--ink)"),
        ]
    )


def mark(frame: Frame, gains: Gains, letter: str, said: str, colour: str) -> Html:
    """A diamond with a letter beside it."""
    x, y = frame.at(gains)
    shape = f"M{x:.1f} {y - 8:.1f}L{x + 8:.1f} {y:.1f}L{x:.1f} {y + 8:.1f}L{x - 8:.1f} {y:.1f}Z"
    return join(
        [
            el("path", el("title", said), d=shape, fill=colour, stroke="var(--page)"),
            text(x + 11, y + 4, letter),
        ]
    )


def rounds(
    title: str, series: Sequence[tuple[str, str, Sequence[float]]], top: float, unit: str
) -> Html:
    """Lines over rounds, the opening first.

    Parameters
    ----------
    series
        Name, class of its colour (`we` or `they`), and values between 0 and `top`.
    unit
        What stands behind the figure of `top`.
    """
    width, height, low = 640.0, 150.0, 125.0
    last = max(len(series[0][2]) - 1, 1)
    parts = [
        text(4, 12, title),
        line((4, low), (520, low), "var(--line)"),
        line((4, 22), (520, 22), "var(--line)"),
        text(516, 18, f"{top:g}{unit}", "soft", "end"),
    ]
    for number in range(len(series[0][2])):
        said = "start" if number == 0 else str(number)
        anchor = "start" if number == 0 else "middle"
        parts.append(text(4 + 510 * number / last, 142, said, "soft", anchor))
    heights: list[float] = []
    for name, kind, values in series:
        points = [
            (4 + 510 * k / last, low - (low - 22) * min(max(v / top, 0.0), 1.0))
            for k, v in enumerate(values)
        ]
        dash = "6 3" if kind == "they" else "none"
        parts.append(polyline(points, f"var(--{kind})", stroke_width=2.0, stroke_dasharray=dash))
        y = points[-1][1] + 4
        while any(abs(y - other) < 13 for other in heights):
            y += 13 if y < 70 else -13
        heights.append(y)
        parts.append(text(524, y, name, kind))
    label = "; ".join(f"{name} {', '.join(f'{v:.3g}' for v in vs)}" for name, _, vs in series)
    return svg(*parts, label=f"{title}: {label}", width=width, height=height)


def strip(title: str, values: Sequence[float | None]) -> Html:
    """Where values lie between 0% and 100%, a dot each; those that would overlap are stacked.

    What is beyond an end stands at it, and values of None are counted beside it.
    """
    known = [v for v in values if v is not None]
    placed = stacked([20 + 480 * min(max(v, 0.0), 1.0) for v in known], 9.0)
    rise = min(10.0, 90.0 / (1 + max((floor for _, floor in placed), default=0)))
    parts = [text(4, 12, title)]
    said = [share(v) for v in sorted(known)]
    for (x, floor), each in zip(placed, said, strict=True):
        look: dict[str, str | float] = {"r": min(4.5, rise / 2), "fill": "var(--we)"}
        parts.append(el("circle", el("title", each), cx=x, cy=118 - floor * rise, **look))
    parts.append(line((20, 124), (500, 124), "var(--line)"))
    parts += [text(20 + 48 * k, 138, f"{k * 10}%", "soft", "middle") for k in range(0, 11, 2)]
    without = len(values) - len(known)
    if without:
        parts.append(text(510, 120, f"none: {without}", "soft"))
    return svg(*parts, label=f"{title}: {', '.join(said)}", width=640, height=145)
