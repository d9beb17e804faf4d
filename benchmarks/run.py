"""Run benchmarks, print their rows as they come, and write them as JSON."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from . import BENCHMARKS
from .measure import Row

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def listing() -> list[str]:
    """A line for each benchmark."""
    width = max(map(len, BENCHMARKS))
    return [
        f"{name:<{width}}  {each.about}{' (on request)' if each.on_request else ''}"
        for name, each in BENCHMARKS.items()
    ]


def unknown(names: Sequence[str]) -> str:
    """A line on the first name that is no benchmark's, or nothing."""
    for name in names:
        if name not in BENCHMARKS:
            near = get_close_matches(name, BENCHMARKS, 1)
            hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(BENCHMARKS)}"
            return f"no benchmark is called {name}; {hint}"
    return ""


def measured(name: str, *, quick: bool = False) -> Iterator[Row]:
    """The rows of a benchmark, each as soon as it is measured."""
    found = BENCHMARKS[name]
    module, _, function = found.place.partition(":")
    benchmark = getattr(import_module(f"{__package__}.{module}"), function)
    yield from benchmark(**(found.quick if quick else {}))


def run(
    names: Sequence[str],
    *,
    quick: bool = False,
    as_json: str | None = None,
    plot: Path | None = None,
) -> int:
    """Run benchmarks by name, or all but those on request.

    Parameters
    ----------
    as_json
        Where the rows go as JSON: a file, or "-" for standard output in place of the table.
    plot
        Where the picture of `growth` goes.

    Returns
    -------
    The exit code: 2 for a name that is not known or a picture that cannot be.
    """
    chosen = list(names) or [name for name, each in BENCHMARKS.items() if not each.on_request]
    fault = unknown(chosen) or (unplottable(plot, chosen) if plot is not None else "")
    if fault:
        print(f"negotiator bench: {fault}", file=sys.stderr)
        return 2
    aloud = as_json != "-"
    rows: list[dict[str, object]] = []
    for name in chosen:
        if aloud:
            print(f"\n{name}: {BENCHMARKS[name].about}")
        own: list[Row] = []
        for row in measured(name, quick=quick):
            if aloud:
                if not own or own[-1].case != row.case:
                    print(f"  {row.case}")
                print(line(row), flush=True)
            own.append(row)
        rows += [{"benchmark": name, **asdict(row)} for row in own]
        if name == "growth":
            _pictured(own, plot, aloud)
    if as_json is not None:
        text = json.dumps({"machine": machine(), "rows": rows}, indent=2, ensure_ascii=False)
        if aloud:
            Path(as_json).write_text(text + "\n", encoding="utf-8")
        else:
            print(text)
    return 0


def unplottable(plot: Path, chosen: Sequence[str]) -> str:
    """A line on why there can be no picture, or nothing; said before anything is measured."""
    if "growth" not in chosen:
        return "--plot is a picture of growth; expected growth among the names"
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return "matplotlib not installed: pip install 'negotiator[bench]'"
    if plot.suffix[1:] not in Figure().canvas.get_supported_filetypes():
        return f"{plot}: expected a name that ends in .svg, .pdf or .png"
    return ""


def _pictured(rows: Sequence[Row], plot: Path | None, aloud: bool) -> None:
    from .growth import series
    from .plot import draw, text_plot

    found = series(rows)
    if aloud:
        print("\n" + "\n".join(text_plot(found)))
    if plot is not None:
        draw(found, plot)


def line(row: Row) -> str:
    """A row of the table: figure, median, unit, least–most, note."""
    if row.middle is None or row.low is None or row.high is None:
        return f"    {row.figure:<40} {'—':>10} {row.unit:<13} {row.note}".rstrip()
    span = "" if row.low == row.high else f"{number(row.low)}–{number(row.high)}"
    text = f"    {row.figure:<40} {number(row.middle):>10} {row.unit:<13} {span:<17}"
    return f"{text} {row.note}".rstrip()


def number(value: float) -> str:
    """Three figures, whole from a hundred on."""
    if value != 0 and not 1e-4 <= abs(value) < 1e9:
        return f"{value:.0e}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def machine() -> dict[str, object]:
    """On what it ran."""
    import numpy

    return {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        # Threads of numpy's linear algebra, where they are held to a number.
        "threads": {name: os.environ[name] for name in _THREADS if name in os.environ},
    }
