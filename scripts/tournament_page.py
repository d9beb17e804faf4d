"""Hold the tournaments of docs/tournament.md, and write their tables into it.

    python scripts/tournament_page.py                        all: some ten minutes
    python scripts/tournament_page.py --kept FOLDER          goes on with matches kept there
    python scripts/tournament_page.py --only games trust     some of its tables

The text around the tables is by hand; it quotes their figures, so read it again afterwards. Every
tournament is the one that `negotiator tournament` holds with the options named on the page.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import trust_findings as trust

from negotiator.counterparts.stances import stances
from negotiator.economy.arrays import Array
from negotiator.tournament.ecology import replicator
from negotiator.tournament.economy import pair_of
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.standings import Standing, head_to_head

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tournament.md"
#: Scenario, the small country, the large one.
PAIRS = (
    ("two-neighbours", "SML", "MAR"),
    ("liberation-day-2025", "CHE", "EU"),
    ("liberation-day-2025", "CHE", "USA"),
)
#: Pairs of the other scenarios, held at 5% of misread acts.
ELSEWHERE = (
    ("cobden-1860", "FRA", "GBR"),
    ("smoot-hawley-1930", "CAN", "USA"),
    ("cod-war-1975", "ISL", "GBR"),
    ("uruguay-round", "IND", "USA"),
    ("mexico-1993", "MEX", "USA"),
    ("antigua-2003", "ATG", "USA"),
    ("trade-war-2018", "CHN", "USA"),
    ("turkey-2018", "TUR", "USA"),
)
NOISES = (0.0, 0.05, 0.12)
ROUNDS, REPETITIONS = 100, 5
GENERATIONS = 1000
#: Of the table of who met whom.
CHOSEN = (
    "always-cooperate", "tit-for-two-tats", "generous-tit-for-tat", "tit-for-tat", "grim-trigger",
    "pavlov", "extortion", "bully", "always-defect",
)  # fmt: skip

Pair = tuple[str, str, str]


@dataclass
class Options:
    """Of the command line; how the tournaments are held, and not what comes of them."""

    kept: Path | None = None
    workers: int = 2


OPTIONS = Options()


@cache
def outcome(pair: Pair, noise: float) -> Outcome:
    """The tournament of the whole catalogue."""
    plan = Plan(
        tuple(stances()), rounds=ROUNDS, repetitions=REPETITIONS, noise=noise,
        scenario=pair[0], between=pair[1:],
    )  # fmt: skip
    name = f"{'-'.join(pair)}-{noise:g}.jsonl"
    kept = None if OPTIONS.kept is None else OPTIONS.kept / name
    print(f"{' '.join(pair)}, {noise:.0%} misread", file=sys.stderr, flush=True)
    found = Outcome(stage(plan), "", hold(plan, workers=OPTIONS.workers, resume=kept))
    if not found.complete:
        raise SystemExit(130)
    return found


def kind(t: float, r: float, s: float) -> str:
    """The kind of game of one side, payoffs over mutual defection."""
    if t > r > 0.0 > s:
        return "dilemma"
    if r < 0.0:
        return "loses by a full opening"
    if r > t and s > 0.0:
        return "gains by its own opening"
    return "gains most where both open" if r > t else "hardly hurt alone"


def games(pairs: Sequence[Pair]) -> Iterator[str]:
    """What is at stake in every pair."""

    def rows() -> Iterator[Sequence[str]]:
        for scenario, *codes in pairs:
            pair = pair_of(scenario, (codes[0], codes[1]))[1]
            gains = (pair.corners - pair.corners[0]) / 100.0 * pair.income
            for seat, (t, r, s) in enumerate(((1, 3, 2), (2, 3, 1))):
                own = gains[:, seat]
                best = pair.at_nash_solution[seat] / 100.0 * pair.income[seat]
                yield (
                    scenario, codes[seat], codes[1 - seat], _money(pair.income[seat], ""),
                    *(_money(own[k]) for k in (r, t, s)), _money(best),
                    kind(own[t], own[r], own[s]),
                )  # fmt: skip

    head = ("governs", "facing", "income", "both open", "only the other", "only it", "best deal")
    yield from trust.table(("scenario", *head, "its game"), rows(), texts=1)


def _money(billions: float, sign: str = "+") -> str:
    """Two figures of what is small, tenths of what is not."""
    digits = 1 if abs(billions) >= 1.0 else 2 if abs(billions) >= 0.1 else 3
    return f"{billions:{sign},.{0 if abs(billions) >= 100.0 else digits}f}"


def elsewhere() -> Iterator[str]:
    """In the other scenarios: the first three, and where four that everyone knows come in."""
    known = ("always-cooperate", "tit-for-two-tats", "tit-for-tat", "grim-trigger", "always-defect")

    def rows() -> Iterator[Sequence[str]]:
        for pair in ELSEWHERE:
            for seat, found in enumerate(outcome(pair, 0.05).standings):
                rank = {one.label: one.rank for one in found}
                first = ", ".join(f"{one.label} {_money(one.gain_bn or 0.0)}" for one in found[:3])
                ranks = (f"{rank[name]}" for name in known)
                yield f"{pair[1 + seat]} facing {pair[2 - seat]}", *ranks, first

    head = ("governs", *known, "the three that gain the most")
    yield from trust.table(head, rows(), texts=1)


def _ranked(pair: Pair, noise: float) -> list[dict[str, Standing]]:
    """By seat and label."""
    return [{one.label: one for one in seat} for seat in outcome(pair, noise).standings]


def standings(pair: Pair) -> Iterator[str]:
    """Everyone's rank and gain in both seats, without and with misread acts."""
    calm, noisy = _ranked(pair, 0.0), _ranked(pair, 0.05)
    order = sorted(stances(), key=lambda name: sum(seat[name].rank for seat in (*calm, *noisy)))

    def rows() -> Iterator[Sequence[str]]:
        for name in order:
            cells = [name]
            for seat in (0, 1):
                for found in (calm, noisy):
                    one = found[seat][name]
                    cells.append(f"{one.rank}")
                    cells.append(f"{one.gain_bn:+.2f}")
            yield cells

    head = [
        f"{code}, {misread}" if cell else "rank"
        for code in pair[1:]
        for misread in ("0%", "5%")
        for cell in (0, 1)
    ]
    yield from trust.table(["counterpart", *head], rows())


def best() -> Iterator[str]:
    """The five that gain the most in every seat."""

    def rows() -> Iterator[Sequence[str]]:
        for pair in PAIRS:
            for seat, code in enumerate(pair[1:]):
                for noise in NOISES:
                    found = outcome(pair, noise).standings[seat][:5]
                    told = ", ".join(f"{one.label} {one.gain_bn:+.2f}" for one in found)
                    yield f"{code} facing {pair[2 - seat]}", f"{noise:.0%}", told

    yield from trust.table(("governs", "misread", "the five that gain the most"), rows(), texts=1)


def against(seat: int) -> Iterator[str]:
    """Who gains how much of whom, two-neighbours at 5% of misread acts."""
    pair = PAIRS[0]
    found = outcome(pair, 0.05)
    view = found.views[seat]
    places = [found.plan.entrants.index(name) for name in CHOSEN]
    met = (head_to_head(view)[np.ix_(places, places)] - view.fallback[0]) / 100.0
    met = met * (view.income or 1.0)

    def rows() -> Iterator[Sequence[str]]:
        for name, gains in zip(CHOSEN, met, strict=True):
            yield name, *(f"{gain:+.1f}" for gain in gains)

    yield from trust.table((f"{pair[1 + seat]} plays, against", *CHOSEN), rows())


def community() -> Iterator[str]:
    """What two communities would come to if whoever does well is copied."""

    def rows() -> Iterator[Sequence[str]]:
        for pair in PAIRS:
            for noise in NOISES:
                found = outcome(pair, noise)
                met = [head_to_head(view) for view in found.views]
                least = found.stage.arena.corners.min(axis=0).tolist()
                shares = replicator(met, GENERATIONS, least)
                for seat, code in enumerate(pair[1:]):
                    told = _shares(found.plan.entrants, shares[seat][-1])
                    yield f"{code} facing {pair[2 - seat]}", f"{noise:.0%}", told

    head = ("governs", "misread", f"shares after {GENERATIONS:,} generations")
    yield from trust.table(head, rows(), texts=1)


def _shares(names: Sequence[str], shares: Array) -> str:
    """Those with a per cent and more; where there are many, how many."""
    left = [k for k in np.argsort(-shares, kind="stable").tolist() if shares[k] >= 0.01]
    if len(left) > 6:
        return f"{len(left)} stances, with {shares[left[-1]]:.0%} to {shares[left[0]]:.0%} each"
    return ", ".join(f"{names[k]} {shares[k]:.0%}" for k in left)


BLOCKS: dict[str, Callable[[], Iterator[str]]] = {
    "games": partial(games, PAIRS),
    "elsewhere-games": partial(games, ELSEWHERE),
    "elsewhere": elsewhere,
    "best": best,
    "against-small": partial(against, 0),
    "against-large": partial(against, 1),
    "community": community,
    "findings": trust.findings,
    **{
        f"standings-{pair[1]}-{pair[2]}".lower(): partial(standings, pair) for pair in PAIRS
    },
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kept", type=Path, help="folder of matches that are played")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="*", choices=BLOCKS, default=list(BLOCKS))
    given = parser.parse_args()
    OPTIONS.kept, OPTIONS.workers = given.kept, given.workers
    if given.kept is not None:
        given.kept.mkdir(parents=True, exist_ok=True)
    for name in given.only:
        text = "\n".join(BLOCKS[name]())
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
    return 0


def filled(page: str, name: str, text: str) -> str:
    """The page with a table in its place."""
    begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{PAGE}: no place for {name}; expected {begin!r} and {end!r}")
    return before + begin + text + end + after


if __name__ == "__main__":
    sys.exit(main())
