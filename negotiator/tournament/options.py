"""What can be asked on the command line; nothing heavy is imported here."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `negotiator tournament`."""
    parser.add_argument("scenario", nargs="?", help="in whose economy; else --abstract")
    parser.add_argument("--abstract", action="store_true", help="on a plain payoff matrix")
    parser.add_argument(
        "--between", nargs=2, metavar=("A", "B"),
        help="the two countries; by default the player and its largest partner",
    )  # fmt: skip
    parser.add_argument(
        "--counterparts", default="all", metavar="A,B,…",
        help="stances, each NAME or NAME:parameter=value; by default all",
    )  # fmt: skip
    parser.add_argument("--rounds", type=_count, default=200, help="of a match (200)")
    parser.add_argument("--repetitions", type=_count, default=10, help="of each match (10)")
    parser.add_argument(
        "--noise", type=_chance, default=0.0, metavar="P",
        help="chance that an act turns into its opposite (0)",
    )  # fmt: skip
    parser.add_argument(
        "--continue", dest="goes_on", type=_chance, default=1.0, metavar="P",
        help="chance of another round after each, up to --rounds (1)",
    )  # fmt: skip
    parser.add_argument(
        "--payoffs", type=_payoffs, metavar="T,R,P,S",
        help="of the matrix: temptation, reward, punishment, sucker (5,3,1,0)",
    )  # fmt: skip
    parser.add_argument("--seed", type=_seed, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=_count, default=1, help="processes (1); the figures are the same"
    )
    where.add_argument("--dask", metavar="ADDRESS", help="on a Dask cluster, of this scheduler")
    parser.add_argument(
        "--ecology", type=_generations, nargs="?", const=1000, default=0, metavar="GENERATIONS",
        help="how a community would change (1000 generations)",
    )  # fmt: skip
    parser.add_argument(
        "--resume",
        type=Path,
        metavar="FILE",
        help="keep finished work in a file, and go on from it",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument(
        "--csv", type=Path, metavar="FOLDER", help="as tables, each to FOLDER/tournament-NAME.csv"
    )


def _number(
    expected: str, fits: Callable[[float], bool], kind: type[float] = float
) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = float("nan")
        if not fits(value):
            raise argparse.ArgumentTypeError(f"{text!r}; expected {expected}")
        return value

    return read


_count = _number("a whole number, one or more", lambda value: value >= 1, int)
_generations = _number("1 to 100,000 generations", lambda value: 1 <= value <= 100_000, int)
_seed = _number("a whole number, zero or more", lambda value: value >= 0, int)
_chance = _number("a chance from 0 to 1", lambda value: 0.0 <= value <= 1.0)


def _payoffs(text: str) -> tuple[float, ...]:
    try:
        values = tuple(float(part) for part in text.split(","))
    except ValueError:
        values = ()
    if len(values) != 4:
        raise argparse.ArgumentTypeError(f"{text!r}; expected four numbers T,R,P,S")
    return values
