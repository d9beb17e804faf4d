"""Whose game is whose: by the number of the seat, and by a table of names where it is asked for."""

from __future__ import annotations

import csv
import io
import shutil

import pytest

from negotiator.game.saves import SaveError
from negotiator.teaching import roster
from negotiator.teaching.class_page import class_page
from negotiator.teaching.classroom import classroom
from negotiator.teaching.gradebook import gradebook
from negotiator.teaching.heap import gather


@pytest.fixture(scope="module")
def games(saves, tmp_path_factory):
    """Seats 2, 5 and 11 of a class in the browser."""
    folder = tmp_path_factory.mktemp("seats")
    for seat, name in (("02", "kept"), ("05", "broken"), ("11", "alone")):
        shutil.copy(saves[name], folder / f"seat-{seat}-1.jsonl")
    roster.keep(folder, {"seat-02": "Ana <3", "seat-05": "Ben", "seat-1": "nobody's"})
    return gather(sorted(folder.glob("*.jsonl")), workers=1).games


def test_seats_are_called_by_their_numbers(games):
    found = classroom(games)
    assert {result.label for result in found.results} == {"2", "5", "11"}
    text = class_page(found, {})
    assert "Game N is that of seat N." in text
    assert "Ana" not in text


def test_with_names_those_in_the_table_are_named(games):
    found = classroom(games, names=True, roster=roster.named(games))
    assert {result.label for result in found.results} == {"Ana <3", "Ben", "seat-11-1"}
    text = class_page(found, {}, names=True)
    assert "Ana &lt;3" in text
    assert "Ana <3" not in text
    rows = list(csv.DictReader(io.StringIO(gradebook(found))))
    assert [(row["game"], row["name"]) for row in rows] == [
        ("seat-02-1", "Ana <3"), ("seat-05-1", "Ben"), ("seat-11-1", ""),
    ]  # fmt: skip


def test_two_of_one_name_are_told_apart(games):
    roster_ = {game.key: "Ana" for game in games[:2]}
    found = classroom(games, names=True, roster=roster_)
    assert {"Ana (seat-02-1)", "Ana (seat-05-1)"} <= {result.label for result in found.results}


def test_a_table_without_its_columns_is_told_in_a_line(games, tmp_path):
    shutil.copy(games[0].path, tmp_path / "seat-02-1.jsonl")
    (tmp_path / roster.FILE).write_text("seat-02,Ana\n")
    alone = gather([tmp_path / "seat-02-1.jsonl"], workers=1).games
    with pytest.raises(SaveError, match=r"names\.csv:1: expected the columns game and name"):
        roster.named(alone)
