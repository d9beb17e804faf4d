"""Growth as a picture: in the terminal, or as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from pathlib import Path

Series = Mapping[str, Sequence[tuple[float, float]]]

_MARKS = "ox+*#@%&"


def text_plot(found: Series, width: int = 64, height: int = 18) -> list[str]:
    """Lines of a plot with logarithmic axes: seconds over sizes."""
    places = [(log10(x), log10(y)) for each in found.values() for x, y in each]
    if not places:
        return []
    left, right = floor(min(x for x, _ in places)), ceil(max(x for x, _ in places))
    low, high = floor(min(y for _, y in places)), ceil(max(y for _, y in places))
    right, high = max(right, left + 1), max(high, low + 1)
    grid = [[" "] * width for _ in range(height)]
    for mark, each in zip(_MARKS, found.values(), strict=False):
        for x, y in each:
            column = round((log10(x) - left) / (right - left) * (width - 1))
            row = round((high - log10(y)) / (high - low) * (height - 1))
            grid[row][column] = mark
    lines = [f"{'':10}{mark} {name}" for mark, name in zip(_MARKS, found, strict=False)]
    ticks = {round((high - k) / (high - low) * (height - 1)): k for k in range(low, high + 1)}
    for row, cells in enumerate(grid):
        label = f"{10.0 ** ticks[row]:g} s" if row in ticks else ""
        lines.append(f"{label:>9}│{''.join(cells)}".rstrip())
    lines.append(f"{'':9}└{'─' * width}")
    below = [" "] * (width + 10)
    for k in range(left, right + 1):
        label = f"{10**k:,}"
        at = min(round((k - left) / (right - left) * (width - 1)), width - len(label))
        below[at : at + len(label)] = label
    lines.append(f"{'':10}{''.join(below).rstrip()}")
    return lines


def draw(found: Series, file: Path) -> None:
    """Write the plot in the format that the file's ending names, by matplotlib."""
    from matplotlib.figure import Figure

    kinds = ("countries", "sectors", "policies")
    figure = Figure(figsize=(12, 4), layout="constrained")
    for axes, kind in zip(figure.subplots(1, 3), kinds, strict=True):
        for name, each in found.items():
            if name.startswith(kind):
                label = name.partition(", at ")[2]
                axes.loglog(*zip(*each, strict=True), marker="o", label=label)
        axes.set_xlabel(kind)
        axes.set_ylabel("seconds")
        axes.grid(visible=True, alpha=0.3)
        axes.legend(fontsize="small")
    # No date in the file: the same figures give the same file.
    metadata = {"Date": None} if file.suffix == ".svg" else None
    figure.savefig(file, metadata=metadata)
