"""One game of a shipped scenario without a player, and what its pairs made of it; kept by the line.

`scenario_table.py` beside this file uses it.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

# This checkout comes before a copy that is installed: the promises in its tests are read.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "scenario"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.game.autoplay import simulate
from negotiator.game.queries import treaties_between
from negotiator.game.state import State
from negotiator.paths import shipped_scenarios
from negotiator.scenario import compile_scenario, find, load
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import benchmarks
from negotiator.scoring.index import mutual_benefit
from negotiator.scoring.score import without

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted(path.stem for path in shipped_scenarios().iterdir() if path.name[0] not in "._")
#: Packages on which the course of a game depends.
RULES = ("economy", "diplomacy", "counterparts", "game", "scenario", "scoring")
#: What a scenario says to people, and no game depends on.
TEXTS: Any = {
    **dict.fromkeys(("title", "summary", "date", "sources", "learn", "briefing"), True),
    **dict.fromkeys(("aftermath", "norms", "opening", "happened"), True),
    "countries": {"__all__": {"about", "stake", "briefing"}},
}


@dataclass(frozen=True)
class Pair:
    """What two countries made of each other in one game.

    Parameters
    ----------
    codes
        The smaller economy first.
    deal
        Whether a treaty between the two is in force at the end.
    gains, percent
        Over no deal between the two, all else as it is: billions a year, per cent of income.
    index
        Mutual benefit index, 0 without a deal; None where there is no zone of agreement at the end.
    """

    codes: tuple[str, str]
    deal: bool
    gains: tuple[float, float]
    percent: tuple[float, float]
    index: float | None


@dataclass(frozen=True)
class Game:
    """One game to its end.

    Parameters
    ----------
    digest
        Of the scenario and the rules that it was played by.
    own
        By country: payoff over the game's opening, per cent of income; luck is left out.
    treaties
        Signed in all.
    seconds
        How long it took.
    """

    scenario: str
    seed: int
    digest: str
    own: dict[str, float]
    treaties: int
    pairs: tuple[Pair, ...]
    seconds: float


@cache
def setting(name: str) -> Setting:
    return compile_scenario(load(find(name)))


@cache
def rules() -> bytes:
    files = (f for each in RULES for f in sorted((ROOT / "negotiator" / each).rglob("*.py")))
    return b"".join(file.read_bytes() for file in files)


@cache
def digest(name: str) -> str:
    """What the results of a scenario depend on: the rules, and all of it but what is only read."""
    said = setting(name).scenario.model_dump_json(exclude=TEXTS)
    return hashlib.sha256(said.encode() + rules()).hexdigest()[:12]


def promised(name: str) -> tuple[tuple[str, str], ...]:
    """Pairs that the scenario promises a mutual gain, each with the smaller economy first."""
    world = setting(name).world
    pairs = import_module(f"promises.{name.replace('-', '_')}").PROMISES.gains
    size = dict(zip(world.countries, world.income, strict=True))
    return tuple(tuple(sorted(pair, key=lambda code: size[code])) for pair in pairs)


_SOLVED: dict[tuple[str, tuple[str, str], bytes], tuple[float, float] | None] = {}


def _nash(name: str, base: Conduct, pair: tuple[str, str]) -> tuple[float, float] | None:
    """Gains at the pair's Nash solution; games that end alike have it solved once."""
    key = name, pair, base.tariff.round(9).tobytes() + base.grants.round(9).tobytes()
    if key not in _SOLVED:
        world = setting(name).world
        today = world.value(base)
        found = benchmarks(world, base, pair, today.dollars(today.payoff)).nash
        _SOLVED[key] = None if found is None else found.gains
    return _SOLVED[key]


def _pair(name: str, state: State, pair: tuple[str, str]) -> Pair:
    world = setting(name).world
    final = state.last.applied
    rows = [world.index[code] for code in pair]
    fallback = setting(name).fallback(state.history[0].applied)
    base = without(final, [(rows[0], rows[1])], fallback)
    valued = world.value(stack([base, final]))
    dollars = valued.dollars(valued.payoff)[:, rows]
    gains = dollars[1] - dollars[0]
    deal = bool(treaties_between(state, *pair))
    nash = _nash(name, base, pair)
    if nash is None:
        index = None
    else:
        index = mutual_benefit((float(gains[0]), float(gains[1])), nash) if deal else 0.0
    (one, other), (small, large) = gains.tolist(), (100.0 * gains / world.income[rows]).tolist()
    return Pair(pair, deal, (one, other), (small, large), index)


def play(job: tuple[str, int]) -> Game:
    """One scenario with one seed, to its end."""
    name, seed = job
    begun = time.perf_counter()
    state = simulate(setting(name), seed)
    world = setting(name).world
    ends = stack([state.history[0].applied, state.last.applied])
    payoff = world.value(ends).payoff
    own = dict(zip(world.countries, (payoff[1] - payoff[0]).tolist(), strict=True))
    pairs = tuple(_pair(name, state, pair) for pair in promised(name))
    return Game(
        name, seed, digest(name), own, len(state.treaties), pairs, time.perf_counter() - begun
    )


def read(kept: Path) -> dict[tuple[str, int], Game]:
    """The games kept so far that scenario and rules of today would play alike."""
    found = {}
    for line in kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ():
        try:
            each: dict[str, Any] = json.loads(line)
        except ValueError:  # torn as the run was ended
            continue
        if each["scenario"] in SHIPPED and each["digest"] == digest(each["scenario"]):
            pairs = tuple(_read_pair(pair) for pair in each.pop("pairs"))
            found[each["scenario"], each["seed"]] = Game(**each, pairs=pairs)
    return found


def _read_pair(kept: dict[str, Any]) -> Pair:
    values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in kept.items()}
    return Pair(**values)


def written(game: Game) -> str:
    """A game as a line."""
    return json.dumps(asdict(game)) + "\n"


def played(jobs: Sequence[tuple[str, int]], workers: int) -> Iterator[Game]:
    """Games as they end, in the order of the jobs."""
    if workers == 1:
        yield from map(play, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(play, jobs)
