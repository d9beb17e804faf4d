"""Print what docs/tournament.md says of trust: when copying wins, and when cheating does.

    python scripts/trust_findings.py           all: some minutes
    python scripts/trust_findings.py sizes     some of: trust, sizes, pairs; or their table

The Evolution of Trust (Case 2017) lets 25 people meet, 10 rounds each; the 5 with the least go and
the 5 with the most are copied. Here that is done on its own payoffs, where it must find what is
said there, and between 25 governments of one country and 25 of another, in the economies of the
shipped scenarios.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.scenario import find
from negotiator.tournament.ecology import elimination
from negotiator.tournament.economy import pair_of
from negotiator.tournament.matrix import Matrix
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.view import views

#: Its payoffs: cheat a cooperator, both cooperate, both cheat, be cheated.
TRUST = Matrix(temptation=3.0, reward=2.0, punishment=0.0, sucker=-1.0)
#: Its communities: of the chapters on rounds and payoffs, and of the one on mistakes.
ROUNDS = {"always-cooperate": 23, "always-defect": 1, "tit-for-tat": 1}
MISTAKES = {
    "tit-for-two-tats": 3, "pavlov": 3, "random": 3, "tit-for-tat": 3, "always-defect": 13,
}  # fmt: skip
SWAPPED, GENERATIONS, RUNS = 5, 80, 20
#: Matches of every pairing, of which each meeting is one, where chance plays a part.
MATCHES = 3000
#: Incomes of two-neighbours' small and large country, billions a year; 300 and 900 as shipped.
SIZES = ((600, 600), (450, 750), (300, 900), (200, 1000), (150, 1050), (100, 1100))
APRIL = "liberation-day-2025"
#: The small country first.
PAIRS = (
    ("KOR", "JPN"), ("VNM", "KOR"), ("CHN", "EU"), ("CHE", "EU"), ("VNM", "CHN"), ("CHN", "USA"),
    ("CHE", "USA"), ("CAN", "USA"),
)  # fmt: skip
#: Hundredths of misread acts that are tried at most, and numbers of rounds.
MOST = 30
LENGTHS = (*range(1, 21), 25, 30, 40, 50)

#: A plan but for who takes part, how long and with which mistakes.
Game = Callable[..., Plan]


def winners(plan: Plan, counts: Sequence[int]) -> list[Counter[str]]:
    """For each community: which kind was the most numerous in the end, in how many runs."""
    ready = stage(plan)
    met = [view.mine / view.rounds for view in views(ready, hold(plan))]
    found: list[Counter[str]] = [Counter() for _ in met]
    for seed in range(RUNS):
        ends = elimination(met, [counts] * len(met), SWAPPED, GENERATIONS, seed)
        for each, end in zip(found, ends, strict=True):
            each[plan.entrants[int(end[-1].argmax())]] += 1
    return found


def after_rounds(game: Game, rounds: int) -> list[Counter[str]]:
    """Who wins when matches have so many rounds."""
    plan = game(tuple(ROUNDS), rounds=rounds, repetitions=1)
    return winners(plan, tuple(ROUNDS.values()))


def after_mistakes(game: Game, noise: float) -> list[Counter[str]]:
    """Who wins at ten rounds when so many acts are misread."""
    plan = game(tuple(MISTAKES), rounds=10, repetitions=MATCHES, noise=noise)
    return winners(plan, tuple(MISTAKES.values()))


def peace_from(game: Game) -> list[int | None]:
    """For each community: rounds from which on it is not always-defect that wins, if ever."""
    wars = [
        [count["always-defect"] * 2 > RUNS for count in after_rounds(game, rounds)]
        for rounds in LENGTHS
    ]
    found: list[int | None] = []
    for each in zip(*wars, strict=True):
        after = len(each) - each[::-1].index(True) if any(each) else 0
        found.append(LENGTHS[after] if after < len(each) else None)
    return found


def first(count: Counter[str]) -> str:
    """The kind that won, and in how many of all runs when not in all."""
    (name, times), *_ = count.most_common()
    return name if times == RUNS else f"{name} ({times} of {RUNS})"


def rows(game: Game, seats: Sequence[str]) -> Iterator[str]:
    """Who wins by the share of acts that are misread."""
    for noise in (0.0, 0.01, 0.03, 0.05, 0.07, 0.09, 0.12, 0.15, 0.2, 0.3):
        found = after_mistakes(game, noise)
        told = "; ".join(f"{seat}{first(count)}" for seat, count in zip(seats, found, strict=True))
        yield f"  {noise:4.0%} misread: {told}"


def trust() -> Iterator[str]:
    """Its own payoffs."""
    game = partial(Plan, matrix=TRUST)
    yield "The Evolution of Trust, payoffs 3, 2, 0, −1; it says 6 rounds, and 10% of acts"
    for rounds in range(1, 11):
        yield f"  {rounds:2} rounds: {first(after_rounds(game, rounds)[0])}"
    poor = partial(Plan, matrix=Matrix(3.0, 1.0, 0.0, -1.0))
    yield f"  10 rounds, a reward of 1 in place of 2: {first(after_rounds(poor, 10)[0])}"
    yield from rows(game, [""])


def corners(pair: Array) -> str:
    """What each seat gains over mutual Nash tariffs, as T, R and S of its own."""
    gains = pair - pair[0]
    told = []
    for seat, (t, r, s) in enumerate(((1, 3, 2), (2, 3, 1))):
        own = gains[:, seat]
        told.append(f"T {own[t]:+.2f} R {own[r]:+.2f} S {own[s]:+.2f}")
    return " | ".join(told)


def told(game: Game, scenario: str, codes: tuple[str, str]) -> Iterator[str]:
    """A pair: its payoffs, from how many rounds on there is peace, and mistakes."""
    pair = pair_of(scenario, codes)[1]
    income = pair.income
    yield (
        f"{codes[0]} {income[0]:,.0f} and {codes[1]} {income[1]:,.0f} bn;"
        f" per cent over mutual Nash tariffs: {corners(pair.corners)}"
    )
    said = [
        f"{code} never" if each is None else f"{code} from {each}"
        for code, each in zip(codes, peace_from(game), strict=True)
    ]
    yield f"  always-defect loses, rounds: {', '.join(said)}"
    ends = after_rounds(game, 10)
    yield "  10 rounds: " + "; ".join(
        f"{code} {first(count)}" for code, count in zip(codes, ends, strict=True)
    )
    yield from rows(game, [f"{code} " for code in codes])


@contextmanager
def resized(small: int, large: int) -> Iterator[str]:
    """A file of two-neighbours with other sizes."""
    text = find("two-neighbours").read_text(encoding="utf-8")
    changed = text.replace("size = 300.0", f"size = {small}.0")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"two-neighbours-{small}-{large}.toml"
        file.write_text(changed.replace("size = 900.0", f"size = {large}.0"), encoding="utf-8")
        yield str(file)


def sizes() -> Iterator[str]:
    """Two neighbours, of equal size and of more and more unequal ones."""
    codes = ("SML", "MAR")
    for small, large in SIZES:
        with resized(small, large) as file:
            yield f"two-neighbours, sizes {small} and {large}"
            yield from told(partial(Plan, scenario=file, between=codes), file, codes)


def _cheats_from(game: Game) -> int | None:
    """Hundredths of misread acts from which on always-defect wins on both sides."""
    for hundredths in range(MOST + 1):
        ends = after_mistakes(game, hundredths / 100.0)
        if all(count["always-defect"] * 2 > RUNS for count in ends):
            return hundredths
    return None


def findings() -> Iterator[str]:
    """The three findings of The Evolution of Trust, there and here."""

    def row(name: str, game: Game, stakes: str) -> Sequence[str]:
        rounds = ["never" if each is None else str(each) for each in peace_from(game)]
        cheats = _cheats_from(game)
        few = [first(count) for count in after_mistakes(game, 0.05)]
        return (
            name, stakes, " / ".join(rounds), " / ".join(few),
            "not up to 30%" if cheats is None else f"{cheats}%",
        )  # fmt: skip

    def rows() -> Iterator[Sequence[str]]:
        yield row("The Evolution of Trust", partial(Plan, matrix=TRUST), "2 of 3")
        poor = Matrix(3.0, 1.0, 0.0, -1.0)
        yield row("the same, a reward of 1", partial(Plan, matrix=poor), "1 of 3")
        for small, large in SIZES:
            with resized(small, large) as file:
                yield row(
                    f"two-neighbours, {small} and {large}",
                    partial(Plan, scenario=file, between=("SML", "MAR")),
                    _stakes(file, ("SML", "MAR")),
                )
        for codes in PAIRS:
            game = partial(Plan, scenario=APRIL, between=codes)
            yield row(f"April 2025, {codes[0]} and {codes[1]}", game, _stakes(APRIL, codes))

    head = ("", "reward of temptation", "copying from rounds", "wins at 5% misread")
    yield from table((*head, "always-defect from"), rows())


def _stakes(scenario: str, codes: tuple[str, str]) -> str:
    """For each seat: what both open gives, of what only the other's opening gives."""
    corners = pair_of(scenario, codes)[1].corners
    gains = corners - corners[0]
    return " / ".join(f"{gains[3, k] / gains[(1, 2)[k], k]:.2f}" for k in (0, 1))


def table(head: Sequence[str], rows: Iterator[Sequence[str]], texts: int = 0) -> Iterator[str]:
    """As Markdown; the first column and so many of the last to the left."""
    yield f"| {' | '.join(head)} |"
    marks = ["---", *["---:"] * (len(head) - 1 - texts), *["---"] * texts]
    yield f"|{'|'.join(marks)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def pairs() -> Iterator[str]:
    """Pairs of April 2025."""
    for codes in PAIRS:
        yield from told(partial(Plan, scenario=APRIL, between=codes), APRIL, codes)


PARTS = {"trust": trust, "sizes": sizes, "pairs": pairs, "table": findings}


def main(names: Sequence[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no part {unknown[0]!r}; expected {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or ("trust", "sizes", "pairs"):
        for line in PARTS[name]():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    sys.exit(main(sys.argv[1:]))
