"""Play every shipped scenario by its counterparts alone, and write docs/scenarios-played.md.

    python scripts/scenario_table.py --seeds 100                  all: some hours on one slow core
    python scripts/scenario_table.py --seeds 20 turkey-2018       some, into the results kept so far
    python scripts/scenario_table.py --seeds 100 --write          only the table, of what is kept

Each game is kept in a file as it ends (`--kept`, one JSON line a game), so that a run that is ended
goes on where it was. A game is played again when its scenario or a rule of the game has changed
since. It reads the pairs that scenarios promise a gain from tests/scenario/promises, so it runs in
a checkout.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scenario_games import ROOT, SHIPPED, Game, played, promised, read, setting, written

from negotiator.paths import cache_folder

PAGE = ROOT / "docs" / "scenarios-played.md"


def _figure(value: float, whole: bool) -> str:
    """A number with two digits that count, or a whole one."""
    if whole or abs(value) < 5e-6:
        return f"{round(value)}"
    kept = 2 if abs(value) < 1 else 3
    return np.format_float_positional(value, precision=kept, fractional=False, trim="-")


def _spread(values: Iterable[float], *, whole: bool = False) -> str:
    """Median, and the range of the middle half of the games where that is not a point."""
    found = np.percentile(list(values), [25, 50, 75])
    least, mid, most = (_figure(float(x), whole).replace("-", "−") for x in found)
    return mid if least == most else f"{mid} ({least} to {most})"


def seats(name: str) -> tuple[str, str]:
    """The smallest and the largest country that a player may govern."""
    world = setting(name).world
    codes = [each.code for each in setting(name).scenario.countries if each.playable]
    ranked = sorted(codes, key=lambda code: world.income[world.index[code]])
    return ranked[0], ranked[-1]


HEAD = """# Every scenario, played by its counterparts

{seeds} of each shipped scenario, each to its last round, with every country governed by its
counterpart. Made by a command, and not written by hand:

    python scripts/scenario_table.py --seeds {most}

All figures are of the last round. Where a cell has a range, it is the median of the games and, in
brackets, the middle half of them. A treaty counts as a deal while it is in force.

## Scenarios

Payoff over the game's opening, per cent of income, for the smallest and the largest country that
can be played. Deal: the share of games in which at least one of the pairs below has a treaty at
the end.

| scenario | games | treaties | deal | small | its payoff | large | its payoff |
|---|---|---|---|---|---|---|---|
"""
PAIRS = """
## Pairs that a briefing promises a mutual gain

Gains are over no deal between the two, all else as it is at the end: per cent of income, the
smaller economy first. Both gain: the share of games in which each of the two does. The mutual
benefit index is 100 at the Nash solution, and 0 without a deal or where one of the two is worse
off; games without a zone of agreement at the end are left out of it. That a pair can gain does not
mean that its counterparts come to terms when they are left alone: that may be what a player is for.

| scenario | pair | deal | both gain | index | smaller gains | larger gains |
|---|---|---|---|---|---|---|
"""


def table(games: Sequence[Game]) -> str:
    """The page, of the games that there are."""
    by = {name: [g for g in games if g.scenario == name] for name in SHIPPED}
    numbers = sorted({len(found) for found in by.values()})
    seeds = f"{numbers[0]} games" if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]} games"
    text = HEAD.format(seeds=seeds, most=numbers[-1])
    for name, found in by.items():
        if not found:
            continue
        small, large = seats(name)
        text += _row(
            name,
            len(found),
            _spread((game.treaties for game in found), whole=True),
            f"{np.mean([any(pair.deal for pair in game.pairs) for game in found]):.0%}",
            small,
            _spread(game.own[small] for game in found),
            large,
            _spread(game.own[large] for game in found),
        )
    text += PAIRS
    for name, found in by.items():
        for k, codes in enumerate(promised(name) if found else ()):
            pairs = [game.pairs[k] for game in found]
            indices = [pair.index for pair in pairs if pair.index is not None]
            text += _row(
                name,
                ", ".join(codes),
                f"{np.mean([pair.deal for pair in pairs]):.0%}",
                f"{np.mean([min(pair.gains) > 1e-6 for pair in pairs]):.0%}",
                _spread(indices, whole=True) if indices else "no zone",
                _spread(pair.percent[0] for pair in pairs),
                _spread(pair.percent[1] for pair in pairs),
            )
    return text


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"


def main() -> None:
    """Play what is missing, then write the page."""
    parser = argparse.ArgumentParser(description="Every scenario, played by its counterparts.")
    parser.add_argument("scenarios", nargs="*", default=SHIPPED, help="their ids; all by default")
    parser.add_argument("--seeds", type=int, default=100, help="play seeds 1 to this")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--kept", type=Path, default=cache_folder() / "scenario-table.jsonl")
    parser.add_argument("--write", action="store_true", help="play nothing, only write the page")
    args = parser.parse_args()
    if unknown := sorted(set(args.scenarios) - set(SHIPPED)):
        parser.error(f"no shipped scenario: {', '.join(unknown)}; there are {', '.join(SHIPPED)}")
    games = read(args.kept)
    seeds = range(1, args.seeds + 1)
    # Seed by seed, so that a run that is ended leaves as many games of each.
    jobs = [(n, s) for s in seeds for n in args.scenarios if (n, s) not in games]
    if jobs and not args.write:
        args.kept.parent.mkdir(parents=True, exist_ok=True)
        with args.kept.open("a", encoding="utf-8") as file:
            for done, game in enumerate(played(jobs, args.workers), 1):
                file.write(written(game))
                file.flush()
                games[game.scenario, game.seed] = game
                print(
                    f"{done} of {len(jobs)}: {game.scenario} seed {game.seed},"
                    f" {game.seconds:.1f} s",
                    flush=True,
                )
    chosen = [game for (_, seed), game in sorted(games.items()) if seed in seeds]
    PAGE.write_text(table(chosen), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(chosen)} games.")


if __name__ == "__main__":
    main()
