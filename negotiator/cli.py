"""The commands: a thin layer over the game.

Nothing heavy is imported at the top; each command imports what it runs. Only the commands with a
screen import Textual.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from negotiator import __version__
from negotiator.tournament.options import add as add_tournament

_ABOUT = """Trade negotiation between countries, in the terminal.

Govern a small or a large country, make offers to others that answer by reciprocity,
and see what both sides gain in a real economy. Without a command: the title screen."""


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
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
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
        | OSError,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="negotiator",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: negotiator play two-neighbours --as SML --seed 7",
    )
    parser.add_argument("--version", action="version", version=f"negotiator {__version__}")
    parser.set_defaults(run=_title)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, about: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=f"example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    play = command("play", "play a scenario, or go on with a save", "negotiator play --as USA")
    play.add_argument("what", nargs="?", help="scenario, scenario file, or save (*.jsonl)")
    play.add_argument("--as", dest="player", metavar="CODE", help="the country to govern")
    play.add_argument("--seed", type=_seed, help="the same seed and moves give the same game")
    play.add_argument("--mode", choices=("open", "standard", "blind"), help="how much is told")
    play.set_defaults(run=_play)

    scenarios = command("scenarios", "list the scenarios", "negotiator scenarios")
    scenarios.add_argument("--json", action="store_true", help="as JSON")
    scenarios.set_defaults(run=_scenarios)

    check = command(
        "check", "validate a scenario file, every fault with its line", "negotiator check my.toml"
    )
    check.add_argument("file", nargs="?", help="scenario file or name")
    check.add_argument("--schema", action="store_true", help="print the JSON Schema for editors")
    check.set_defaults(run=_check)

    new = command("new", "write a commented scenario that runs", "negotiator new my.toml")
    new.add_argument("file", type=Path)
    new.set_defaults(run=_new)

    replay = command(
        "replay", "print a saved game, move by move", "negotiator replay saves/x.jsonl"
    )
    replay.add_argument("save", type=Path)
    replay.set_defaults(run=_replay)

    report = command(
        "report",
        "write the report of a game, or of a class, as one page for any browser",
        "negotiator report saves/*.jsonl -o class.html --csv grades.csv",
    )
    report.add_argument(
        "saves", nargs="+", type=Path, metavar="SAVE", help="saves (*.jsonl), or folders of them"
    )
    report.add_argument(
        "-o", dest="output", type=Path, required=True, metavar="FILE.html", help="the page"
    )
    report.add_argument("--csv", type=Path, metavar="FILE", help="a gradebook: a line a game")
    report.add_argument(
        "--names", action="store_true", help="name the games of a class by their files"
    )
    report.add_argument(
        "--replay", action="store_true", help="play a class's games again, and name what differs"
    )
    report.set_defaults(run=_report)

    counterparts = command(
        "counterparts",
        "describe stances, tactics, voices and personalities",
        "negotiator counterparts tit-for-tat",
    )
    counterparts.add_argument("name", nargs="?", help="one of them, or axelrod for that library's")
    counterparts.add_argument(
        "--scenario", help="with the stances that this scenario brings; their file is run"
    )
    counterparts.set_defaults(run=_counterparts)

    codex = command("codex", "explain a term of the game", "negotiator codex zopa")
    codex.add_argument("term", nargs="*", help="any name of it; without one all are listed")
    codex.set_defaults(run=_codex)

    simulate = command(
        "simulate",
        "play a scenario with every country governed by its counterpart",
        "negotiator simulate two-neighbours --seed 3 --json",
    )
    simulate.add_argument("scenario")
    simulate.add_argument("--seed", type=_seed, default=1)
    simulate.add_argument("--rounds", type=_rounds, help="fewer rounds than the scenario has")
    simulate.add_argument("--json", action="store_true", help="as JSON")
    simulate.set_defaults(run=_simulate)

    analyse = command(
        "analyse",
        "analyse a scenario's economics: Nash and efficient tariffs, what each pair could agree",
        "negotiator analyse liberation-day-2025 --between CHE USA",
    )
    analyse.add_argument("scenario")
    analyse.add_argument(
        "--between", nargs=2, action="append", default=[], metavar=("A", "B"),
        help="a pair of countries, in full; may be repeated; by default every pair",
    )  # fmt: skip
    analyse.add_argument(
        "--certify", action="store_true", help="try whether any government gains by other tariffs"
    )
    form = analyse.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument(
        "--csv", type=Path, metavar="FOLDER", help="as tables, each to FOLDER/analysis-NAME.csv"
    )
    analyse.set_defaults(run=_analyse)

    tournament = command(
        "tournament",
        "let counterparts play each other, everyone against everyone",
        "negotiator tournament two-neighbours --counterparts tit-for-tat,pavlov --noise 0.05",
    )
    add_tournament(tournament)
    tournament.set_defaults(run=_tournament)

    export = command(
        "export",
        "write a talk of two countries as a domain for negmas and GENIUS",
        "negotiator export two-neighbours --between SML MAR sund-and-marland",
    )
    export.add_argument("scenario")
    export.add_argument("folder", type=Path, help="a new one; its files are listed when written")
    export.add_argument(
        "--between", nargs=2, required=True, metavar=("A", "B"), help="the two countries"
    )
    export.add_argument(
        "--domains", metavar="NAME,NAME", help="what they talk about; by default all in play"
    )
    export.set_defaults(run=_export)

    bench = command(
        "bench", "measure how fast it is, beside peers and floors", "negotiator bench nash --quick"
    )
    bench.add_argument("names", nargs="*", metavar="NAME", help="by default all that are short")
    bench.add_argument("--list", action="store_true", help="say which there are")
    bench.add_argument(
        "--quick", action="store_true", help="fewer and smaller: about a minute each"
    )
    bench.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="as JSON, to a file beside the table"
    )
    bench.add_argument("--plot", type=Path, metavar="FILE.svg", help="a picture of growth")
    bench.set_defaults(run=_bench)
    return parser


def _seed(text: str) -> int:
    return _whole(text, 0, "a seed is a whole number, zero or more")


def _rounds(text: str) -> int:
    return _whole(text, 1, "rounds are a whole number, one or more")


def _whole(text: str, least: int, expected: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {expected}") from None
    if number < least:
        raise argparse.ArgumentTypeError(f"{text}: {expected}")
    return number


def _title(options: argparse.Namespace) -> int:
    from negotiator.ui.app import run

    return run()


def _play(options: argparse.Namespace) -> int:
    from negotiator.ui.app import run

    what: str | None = options.what
    if what is not None and what.endswith(".jsonl"):
        from negotiator.game.saves import read

        save = Path(what)
        read(save)  # refuses a damaged save here, before a screen opens
        return run(save=save)
    if what is not None or options.player is not None:
        from negotiator.scenario import find, load

        scenario = load(find(what) if what else find())
        if options.player is not None:
            scenario.country(options.player)
    return run(scenario=what, player=options.player, seed=options.seed, mode=options.mode)


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


def _report(options: argparse.Namespace) -> int:
    from negotiator.teaching.command import run

    return run(options)


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


def _tournament(options: argparse.Namespace) -> int:
    from negotiator.tournament.command import run

    return run(options)


def _export(options: argparse.Namespace) -> int:
    from negotiator.interfaces.command import run

    return run(options)


def _bench(options: argparse.Namespace) -> int:
    from negotiator.bench import benchmarks

    run = benchmarks("run")
    if options.list:
        print("\n".join(run.listing()))
        return 0
    return int(run.run(options.names, quick=options.quick, as_json=options.json, plot=options.plot))


if __name__ == "__main__":
    sys.exit(main())
