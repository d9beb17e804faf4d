"""How fast it is: figures beside a peer's or a floor's, measured in the same run.

One file a subject, each benchmark a plain function that yields rows as it measures them. No verdict
and no threshold may live here: machines are noisy, and correctness is for the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Benchmark:
    """One benchmark, as it is listed.

    Parameters
    ----------
    about
        What it measures, in a line.
    place
        `module:function`; imported when it is run.
    quick
        Arguments that make it end in about a minute at most.
    on_request
        Too long to run unless it is named.
    """

    about: str
    place: str
    quick: Mapping[str, object] = field(default_factory=dict)
    on_request: bool = False


BENCHMARKS = {
    "equilibria": Benchmark(
        "equilibria a second in a stack, against scipy's root and gegravity",
        "equilibria:equilibria",
        {"stack": 300, "alone": 4, "repeats": 3},
    ),
    "one": Benchmark(
        "one equilibrium at a time, warm and cold, against one evaluation of trade shares",
        "one:one",
        {"shapes": ((8, 8), (12, 9), (18, 10)), "repeats": 5},
    ),
    "nash": Benchmark(
        "Nash tariffs, and how sure they are; the smallest against a plain search",
        "nash:nash",
        {"patience": 1},
    ),
    "nash-large": Benchmark(
        "Nash tariffs of 31 economies × 40 sectors with inputs, 1993",
        "nash:nash_large",
        on_request=True,
    ),
    "frontier": Benchmark(
        "all that a pair could agree, in equilibria",
        "game:frontier",
        {"repeats": 3},
    ),
    "start": Benchmark(
        "what a game needs before its first screen, against the start of Python",
        "game:start",
        {"repeats": 3},
    ),
    "tournament": Benchmark(
        "turns a second of a tournament against axelrod, rounds a second in an economy",
        "tournament:tournament",
        {"long": 200, "repeats": 3},
    ),
    "environment": Benchmark(
        "steps a second of the environment for learners, against one equilibrium each",
        "environment:environment",
        {"steps": 100, "repeats": 3},
    ),
    "class": Benchmark(
        "the page and the gradebook of a class of sixty, against a replay of one of its games",
        "classroom:page",
        {"scenario": "two-neighbours", "played": 2},
    ),
    "screen": Benchmark(
        "first paint, memory, keys and bytes on a pseudo-terminal, against a hello-world",
        "screen:screen",
        {"repeats": 3, "keys": 16},
    ),
    "serve": Benchmark(
        "a class of thirty in the browser: paint, memory, keys, against textual-serve",
        "serve:serve",
        {"seats": 3, "keys": 4},
        on_request=True,
    ),
    "growth": Benchmark(
        "how the cost of an equilibrium grows with countries, sectors and the stack",
        "growth:growth",
        {"most": 30, "many": 10, "stack": 1000, "limit": 3.0},
    ),
}
