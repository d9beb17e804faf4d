"""A gradebook: the figures of a class as CSV, a line a game."""

from __future__ import annotations

import csv
import io

from negotiator.teaching.classroom import Class, Result

COLUMNS = (
    "game", "name", "scenario", "country", "opposite", "seed", "mode", "rounds_played", "finished",
    "deal", "own_gain_bn", "other_gain_bn", "joint_gain_bn", "joint_gain_percent",
    "left_on_table_bn", "own_share_percent", "fairness_percent", "mutual_benefit",
    "own_result_percent", "own_result_bn", "promises_kept_percent", "renegotiates",
)  # fmt: skip


def gradebook(found: Class) -> str:
    """The figures of a class as CSV.

    Gains are over no deal, in billions a year; `joint_gain_percent` has no deal at 0 and the
    frontier at 100. Lines stand in the order of the files. `game` is how the page names it, and its
    file where `name` names its player; `renegotiates` is the game that a renegotiation began from.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = []
    for table in found.tables:
        rows += [(table.pair, result, "") for result in table.results]
        rows += [(table.pair, then, _game(before)) for before, then in table.again]
    for pair, result, first in sorted(rows, key=lambda row: row[1].game.place):
        writer.writerow([_safe(cell) for cell in (*_row(found, pair, result), first)])
    return out.getvalue()


def _row(found: Class, pair: tuple[str, str], result: Result) -> list[str]:
    game, outcome = result.game, result.game.outcome
    own = pair.index(game.me)
    return [
        _game(result),
        result.who,
        found.setting.scenario.id,
        game.me,
        pair[1 - own],
        str(game.seed),
        game.mode,
        str(outcome.round),
        "yes" if outcome.over else "no",
        "yes" if result.dealt else "no",
        _number(result.gains[own], 4),
        _number(result.gains[1 - own], 4),
        _number(sum(result.gains), 4),
        _number(100 * result.efficiency, 1),
        _number(result.left, 4),
        _number(None if result.share is None else 100 * result.share, 1),
        _number(None if result.fairness is None else 100 * result.fairness, 1),
        _number(result.index, 1),
        _number(result.own_percent, 4),
        _number(result.own_dollars, 4),
        _number(100 * outcome.reliability, 1),
    ]


def _game(result: Result) -> str:
    return result.game.name if result.who else result.label


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value + 0.0:.{digits}f}"


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: of texts only, numbers may be negative."""
    try:
        float(cell)
    except ValueError:
        return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
    return cell
