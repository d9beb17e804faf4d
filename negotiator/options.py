"""What the commands are called, what they take, and what their help says."""

from __future__ import annotations

import argparse
from pathlib import Path

from negotiator import __version__
from negotiator.tournament.options import add as add_tournament

_ABOUT = """Trade negotiation between countries, in the terminal.

Govern a small or a large country, make offers to others that answer by reciprocity,
and see what both sides gain in a real economy. Without a command: the title screen."""


def parser() -> argparse.ArgumentParser:
    """The parser: what it reads has the name of the command to run under `run`."""
    top = argparse.ArgumentParser(
        prog="negotiator",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: negotiator play two-neighbours --as SML --seed 7",
    )
    top.add_argument("--version", action="version", version=f"negotiator {__version__}")
    top.set_defaults(run="title")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

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
    play.add_argument("--coach", action="store_true", help="with a coach beside you in talks")
    play.add_argument(
        "--plain", action="store_true", help="as plain lines, for screen readers and dumb terminals"
    )
    play.set_defaults(run="play")

    scenarios = command("scenarios", "list the scenarios", "negotiator scenarios")
    scenarios.add_argument("--json", action="store_true", help="as JSON")
    scenarios.set_defaults(run="scenarios")

    check = command(
        "check", "validate a scenario file, every fault with its line", "negotiator check my.toml"
    )
    check.add_argument("file", nargs="?", help="scenario file or name")
    check.add_argument("--schema", action="store_true", help="print the JSON Schema for editors")
    check.set_defaults(run="check")

    new = command("new", "write a commented scenario that runs", "negotiator new my.toml")
    new.add_argument("file", type=Path)
    new.set_defaults(run="new")

    replay = command(
        "replay", "print a saved game, move by move", "negotiator replay saves/x.jsonl"
    )
    replay.add_argument("save", type=Path)
    replay.set_defaults(run="replay")

    renegotiate = command(
        "renegotiate",
        "open the last round of a finished game again, in a save of its own, for five minutes",
        "negotiator renegotiate saves/x.jsonl",
    )
    renegotiate.add_argument("save", type=Path)
    renegotiate.set_defaults(run="renegotiate")

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
        "--replay",
        action="store_true",
        help="play all games again, and name those that kept something else",
    )
    report.add_argument(
        "--quick", action="store_true", help="leave out a game's moves against other stances"
    )
    report.set_defaults(run="report")

    serve = command(
        "serve",
        "play in a browser, alone or as a class",
        "negotiator serve two-neighbours --class 30 --host 0.0.0.0",
    )
    serve.add_argument("scenario", nargs="?", help="scenario or file; without one the title screen")
    serve.add_argument(
        "--class", dest="seats", type=_seats, metavar="N", help="seats for N, and a teacher's page"
    )
    serve.add_argument(
        "--as", dest="player", metavar="CODE[,CODE…]", help="who is played; several in turn"
    )
    serve.add_argument("--seed", type=_seed, help="of the game; a class has one for all")
    serve.add_argument("--mode", choices=("open", "standard", "blind"), help="how much is told")
    serve.add_argument("--coach", action="store_true", help="with a coach in talks")
    serve.add_argument(
        "--host", default="127.0.0.1", help="0.0.0.0 lets other machines in; default %(default)s"
    )
    serve.add_argument("--port", type=_port, help="by default that of last time, or 8000")
    serve.add_argument("--url", help="how others reach it, where something stands between")
    serve.add_argument("--room", default="class", metavar="NAME", help="default %(default)s")
    serve.add_argument("--new", action="store_true", help="new codes: old links lead nowhere")
    serve.add_argument("--again", action="store_true", help="begin the scenario anew for all")
    serve.add_argument(
        "--grace", type=float, default=60.0, metavar="SECONDS",
        help="how long a seat lives on when its window is closed; default %(default)s",
    )  # fmt: skip
    serve.set_defaults(run="serve")

    lessons = command("lessons", "list the lessons, and how far each is", "negotiator lessons")
    lessons.add_argument("--json", action="store_true", help="as JSON")
    lessons.set_defaults(run="lessons")

    lesson = command("lesson", "take a lesson, or go on with it", "negotiator lesson 1")
    lesson.add_argument("lesson", metavar="N", help="its number, or its short name")
    lesson.add_argument("--again", action="store_true", help="from its beginning")
    lesson.set_defaults(run="lesson")

    handout = command(
        "handout",
        "write a sheet of paper for the players of a scenario, one for each country",
        "negotiator handout liberation-day-2025 --as CHE -o switzerland.html",
    )
    handout.add_argument("scenario")
    handout.add_argument("--as", dest="player", metavar="CODE", help="for one country alone")
    handout.add_argument(
        "-o", dest="output", type=Path, required=True, metavar="FILE.html", help="the page"
    )
    handout.set_defaults(run="handout")

    counterparts = command(
        "counterparts",
        "describe stances, tactics, voices and personalities",
        "negotiator counterparts tit-for-tat",
    )
    counterparts.add_argument("name", nargs="?", help="one of them, or axelrod for that library's")
    counterparts.add_argument(
        "--scenario", help="with the stances that this scenario brings; their file is run"
    )
    counterparts.set_defaults(run="counterparts")

    codex = command("codex", "explain a term of the game", "negotiator codex zopa")
    codex.add_argument("term", nargs="*", help="any name of it; without one all are listed")
    codex.set_defaults(run="codex")

    settings = command(
        "settings",
        "print where your settings lie, and an example with every key that can be changed",
        "negotiator settings > settings.toml",
    )
    settings.set_defaults(run="settings")

    simulate = command(
        "simulate",
        "play a scenario with every country governed by its counterpart",
        "negotiator simulate two-neighbours --seed 3 --json",
    )
    simulate.add_argument("scenario")
    simulate.add_argument("--seed", type=_seed, default=1)
    simulate.add_argument("--rounds", type=_rounds, help="fewer rounds than the scenario has")
    simulate.add_argument("--json", action="store_true", help="as JSON")
    simulate.set_defaults(run="simulate")

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
    analyse.set_defaults(run="analyse")

    tournament = command(
        "tournament",
        "let counterparts play each other, everyone against everyone",
        "negotiator tournament two-neighbours --counterparts tit-for-tat,pavlov --noise 0.05",
    )
    add_tournament(tournament)
    tournament.set_defaults(run="tournament")

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
    export.set_defaults(run="export")

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
    bench.set_defaults(run="bench")
    return top


def _seed(text: str) -> int:
    return _whole(text, 0, "a seed is a whole number, zero or more")


def _seats(text: str) -> int:
    return _whole(text, 1, "a class has 1 to 120 seats", 120)


def _port(text: str) -> int:
    return _whole(text, 1, "a port is a number from 1 to 65535", 65535)


def _rounds(text: str) -> int:
    return _whole(text, 1, "rounds are a whole number, one or more")


def _whole(text: str, least: int, expected: str, most: float = float("inf")) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {expected}") from None
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text}: {expected}")
    return number
