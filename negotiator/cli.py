"""The commands: a thin layer over the game.

Nothing heavy is imported at the top; each command imports what it runs. Only the commands with a
screen import Textual.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from negotiator.options import parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    The exit code: 0 done, 1 refused with one line on standard error, 2 not understood,
    130 interrupted.
    """
    # Worlds are solved a stack at a time, in products of small matrices: to share these among
    # threads costs more than it gains, many times over where others use the machine too.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = parser().parse_args(arguments)
    try:
        return int(_RUN[options.run](options))
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader has gone (`negotiator scenarios | head -1`): nothing is left to say.
        sys.stderr.close()
        return 0
    except Exception as error:
        if not _is_expected(error):
            raise
        said = str(error)
        if isinstance(error, OSError) and error.filename is not None:
            said = f"{error.filename}: {error.strerror}"
        print(f"negotiator: {said}", file=sys.stderr)
        return 1


def _is_expected(error: Exception) -> bool:
    """Whether an error was written for the person at the terminal."""
    from negotiator.counterparts.lookup import CounterpartError
    from negotiator.economy.errors import EconomyError, NotSolvedError
    from negotiator.game.moves import IllegalMove
    from negotiator.game.saves import SaveError
    from negotiator.scenario.faults import ScenarioError
    from negotiator.teaching.codex import CodexError
    from negotiator.teaching.lessons.taken import LessonError
    from negotiator.tournament.errors import TournamentError

    return isinstance(
        error,
        EconomyError
        | NotSolvedError
        | ScenarioError
        | SaveError
        | IllegalMove
        | CounterpartError
        | CodexError
        | TournamentError
        | LessonError
        | OSError,
    )


def _title(options: argparse.Namespace) -> int:
    from negotiator.ui.app import run

    return run()


def _play(options: argparse.Namespace) -> int:
    if options.plain:
        from negotiator.plain.console import Console
        from negotiator.plain.game import run as run_plain

        saved = options.what is not None and options.what.endswith(".jsonl")
        return run_plain(
            Console.of_terminal(),
            None if saved else options.what,
            options.player,
            options.seed,
            Path(options.what) if saved else None,
            options.mode,
        )
    from negotiator.ui.app import run

    what: str | None = options.what
    if what is not None and what.endswith(".jsonl"):
        from negotiator.game.saves import read

        save = Path(what)
        read(save)  # refuses a damaged save here, before a screen opens
        return run(save=save, coach=options.coach)
    if what is not None or options.player is not None:
        from negotiator.scenario import find, load

        scenario = load(find(what) if what else find())
        if options.player is not None:
            scenario.country(options.player)
    return run(what, options.player, options.seed, mode=options.mode, coach=options.coach)


def _scenarios(options: argparse.Namespace) -> int:
    from negotiator.scenario import listing

    found = listing()
    if options.json:
        print(json.dumps([entry.as_dict() for entry in found], indent=2, ensure_ascii=False))
        return 0
    width = max(len(entry.id) for entry in found)
    for entry in found:
        print(f"{entry.id:<{width}}  {entry.summary}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from negotiator.scenario import check, find, json_schema

    if options.schema:
        print(json.dumps(json_schema(), indent=2))
        return 0
    if options.file is None:
        print("negotiator check: which file? expected a scenario file or name", file=sys.stderr)
        return 2
    report = check(find(options.file))
    for line in report.lines:
        print(line)
    return 0 if report.sound else 1


def _new(options: argparse.Namespace) -> int:
    from negotiator.scenario import write_template

    write_template(options.file)
    print(f"{options.file}: a scenario that runs. Next: negotiator play {options.file}")
    return 0


def _replay(options: argparse.Namespace) -> int:
    from negotiator.game.replay import transcript

    for line in transcript(options.save):
        print(line)
    return 0


def _renegotiate(options: argparse.Namespace) -> int:
    from time import time

    from negotiator import __version__
    from negotiator.game.renegotiation import reopen

    save = reopen(options.save, time(), __version__)
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        print(f"{save}: its last round is open again. Next: negotiator play {save}")
        return 0
    from negotiator.ui.app import run

    return run(save=save)


def _lessons(options: argparse.Namespace) -> int:
    from negotiator.teaching.lessons.listing import as_dicts, listing

    if options.json:
        print(json.dumps(as_dicts(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(listing()))
    return 0


def _lesson(options: argparse.Namespace) -> int:
    from negotiator.teaching.lessons.catalogue import lesson_by
    from negotiator.ui.app import run
    from negotiator.ui.lessons import take

    number = lesson_by(options.lesson).number
    return run(first=partial(take, number=number, again=options.again))


def _counterparts(options: argparse.Namespace) -> int:
    from negotiator.counterparts.catalogue import describe, listing

    if options.scenario:
        from negotiator.scenario import find, load

        load(find(options.scenario))
    print(describe(options.name) if options.name else listing())
    return 0


def _codex(options: argparse.Namespace) -> int:
    from negotiator.teaching.codex import described, listing

    print(described(" ".join(options.term)) if options.term else listing())
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from negotiator.game.autoplay import report

    result = report(options.scenario, seed=options.seed, rounds=options.rounds)
    print(json.dumps(result.as_dict(), indent=2, ensure_ascii=False) if options.json else result)
    return 0


def _analyse(options: argparse.Namespace) -> int:
    from negotiator.analysis.figures import analyse
    from negotiator.analysis.tables import as_dict, write
    from negotiator.analysis.text import text
    from negotiator.scenario import compile_scenario, find, load

    def progress(said: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{said}", end=" …" if said else "", file=sys.stderr, flush=True)

    between = [(one, other) for one, other in options.between]
    setting = compile_scenario(load(find(options.scenario)))
    found = analyse(setting, between, certified=options.certify, progress=progress)
    progress("")
    if options.csv is not None:
        print("\n".join(str(path) for path in write(found, options.csv)))
    elif options.json:
        print(json.dumps(as_dict(found), indent=2, ensure_ascii=False))
    else:
        print(text(found))
    if len(found.pairs) < found.wanted:
        done = f"{len(found.pairs)} of {found.wanted} pairs are done"
        print(f"Interrupted: {done}.", file=sys.stderr)
        return 130
    return 0


def _bench(options: argparse.Namespace) -> int:
    from negotiator.bench import benchmarks

    run = benchmarks("run")
    if options.list:
        print("\n".join(run.listing()))
        return 0
    return int(run.run(options.names, quick=options.quick, as_json=options.json, plot=options.plot))


def _of(module: str) -> Callable[[argparse.Namespace], int]:
    """A command that is a module's `run`, imported when it is run."""

    def command(options: argparse.Namespace) -> int:
        return int(import_module(module).run(options))

    return command


#: What runs each command.
_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "analyse": _analyse,
    "bench": _bench,
    "check": _check,
    "codex": _codex,
    "counterparts": _counterparts,
    "export": _of("negotiator.interfaces.command"),
    "handout": _of("negotiator.teaching.handout"),
    "lesson": _lesson,
    "lessons": _lessons,
    "new": _new,
    "play": _play,
    "renegotiate": _renegotiate,
    "replay": _replay,
    "report": _of("negotiator.teaching.command"),
    "scenarios": _scenarios,
    "serve": _of("negotiator.serve.command"),
    "settings": _of("negotiator.ui.settings"),
    "simulate": _simulate,
    "title": _title,
    "tournament": _of("negotiator.tournament.command"),
}


if __name__ == "__main__":
    sys.exit(main())
