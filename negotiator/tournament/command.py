"""`negotiator tournament`: hold it, say how far it is, and tell what came of it."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path

from negotiator.tournament.entrants import labels
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.matrix import Matrix
from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold
from negotiator.tournament.text import text

_BAR = 30


def run(options: argparse.Namespace) -> int:
    """Hold the tournament that was asked for.

    Returns
    -------
    The exit code: 0 done, 130 interrupted; what was played until then is told all the same.

    Raises
    ------
    TournamentError, ScenarioError
        When it cannot be held as asked.
    """
    plan = asked(options)
    ready = stage(plan)
    if options.csv is not None:
        options.csv.mkdir(parents=True, exist_ok=True)  # what cannot be is said before the games
    try:
        tallies = hold(
            plan,
            workers=options.workers,
            dask=options.dask,
            resume=options.resume,
            progress=_show,
        )
    finally:
        _clear()
    outcome = Outcome(ready, _title(plan), tallies, options.ecology)
    if options.csv is not None:
        print("\n".join(str(path) for path in write(outcome, options.csv)))
    elif options.json:
        print(json.dumps(outcome.as_dict(), indent=2, ensure_ascii=False))
    else:
        print(text(outcome))
    if outcome.complete:
        return 0
    went_on = f"; go on with --resume {options.resume}" if options.resume else ""
    print(
        f"Interrupted: {outcome.matches:,} of {plan.matches:,} matches are in these"
        f" results{went_on}.",
        file=sys.stderr,
    )
    return 130


def asked(options: argparse.Namespace) -> Plan:
    """The plan that the options ask for.

    Raises
    ------
    TournamentError
        When they contradict each other, or name what there is not.
    """
    if bool(options.scenario) == options.abstract:
        raise TournamentError("tournament: expected a scenario, or --abstract, and not both")
    if options.abstract and options.between:
        raise TournamentError("--between is for a scenario's economy; with --abstract leave it out")
    if options.scenario and options.payoffs:
        raise TournamentError("--payoffs is for --abstract; an economy makes its own")
    between = None
    if options.scenario:
        from negotiator.tournament.economy import pair_of

        given = tuple(options.between) if options.between else None
        between = pair_of(options.scenario, given)[1].codes
    return Plan(
        entrants=labels(options.counterparts),
        rounds=options.rounds,
        repetitions=options.repetitions,
        noise=options.noise,
        goes_on=options.goes_on,
        seed=options.seed,
        matrix=Matrix(*options.payoffs) if options.payoffs else Matrix(),
        scenario=options.scenario,
        between=between,
    )


def _title(plan: Plan) -> str:
    if plan.scenario is None or plan.between is None:
        m = plan.matrix
        values = ", ".join(f"{v:g}" for v in (m.temptation, m.reward, m.punishment, m.sucker))
        return f"Payoffs T, R, P, S of {values}"
    one, other = plan.between
    return f"{Path(plan.scenario).stem}, tariffs of {one} and {other} on each other"


def write(outcome: Outcome, folder: Path) -> list[Path]:
    """Write every table that has rows to FOLDER/tournament-NAME.csv."""
    written = []
    for name, rows in outcome.tables().items():
        if not rows:
            continue
        path = folder / f"tournament-{name.replace('_', '-')}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        written.append(path)
    return written


def _show(done: int, wanted: int) -> None:
    if sys.stderr.isatty():
        full = _BAR * done // wanted
        bar = "█" * full + "░" * (_BAR - full)
        said = f"\r\x1b[K{bar} {done:,} of {wanted:,} matches"
        print(said, end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
