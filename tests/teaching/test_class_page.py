"""A class: every game by one yardstick, broken files left out, nobody named unasked."""

from __future__ import annotations

import csv
import io
import json
import shutil

import numpy as np
import pytest
from class_of_saves import Page, begin, finish

from negotiator.cli import main
from negotiator.game.chained import packed
from negotiator.game.saves import SaveError
from negotiator.game.scores import current
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.teaching.class_page import class_page
from negotiator.teaching.classroom import classroom
from negotiator.teaching.gradebook import COLUMNS, gradebook
from negotiator.teaching.heap import gather

NAMES = ("kept", "broken", "alone", "middle")


@pytest.fixture(scope="module")
def heap(saves, tmp_path_factory):
    """The class's saves among what else lies in a teacher's folder."""
    folder = tmp_path_factory.mktemp("heap")
    for name, path in saves.items():
        shutil.copy(path, folder / f"{name}.jsonl")
    large = begin(folder, "=1+2<b>", player="MAR")
    finish(large)
    (folder / "picture.jsonl").write_bytes(b"\x89PNG\r\n\x00\xff\n")
    (folder / "empty.jsonl").touch()
    changed = (folder / "kept.jsonl").read_text(encoding="utf-8").replace("0.05", "0.06", 1)
    (folder / "changed.jsonl").write_text(changed, encoding="utf-8")
    other = load(find("two-neighbours")).model_copy(update={"title": "Another <game>"})
    finish(begin(folder, "foreign", other))
    return folder


@pytest.fixture(scope="module")
def gathered(heap):
    return gather(sorted(heap.glob("*.jsonl")), workers=1)


@pytest.fixture(scope="module")
def found(gathered):
    return classroom(gathered.games)


def test_what_is_no_game_of_this_class_is_named_and_left_out(gathered):
    assert {game.name for game in gathered.games} == {*NAMES, "=1+2<b>"}
    assert {path.stem for path in gathered.left_out} == {"picture", "empty", "changed", "foreign"}
    for path, why in gathered.left_out.items():
        assert str(path) in why
        assert "\n" not in why


def test_workers_bring_the_same_games(heap, gathered):
    again = gather(sorted(heap.glob("*.jsonl")), workers=2)
    assert again.left_out == gathered.left_out
    for one, other in zip(again.games, gathered.games, strict=True):
        assert one.name == other.name
        assert one.outcome == other.outcome


def test_nothing_that_can_be_read_is_onepacked(heap):
    with pytest.raises(SaveError, match="no game to report") as error:
        gather([heap / "picture.jsonl", heap / "empty.jsonl"])
    assert "\n" not in str(error.value)


def test_of_two_countries_a_game_stands_as_in_its_own_debrief(found, saves):
    """Nobody else is in this world, so both yardsticks are one."""
    by_name = {result.game.name: result for result in found.results}
    for name in NAMES:
        session = Session.resume(saves[name])
        score = current(session.setting, session.state)
        pair, result = score.pairs[0], by_name[name]
        np.testing.assert_allclose(result.gains, pair.gains, atol=1e-6)
        assert result.index == pytest.approx(pair.index, abs=1e-3)
        assert result.own_dollars == pytest.approx(score.own_dollars, abs=1e-6)
        assert max(result.efficiency, 0.0) == pytest.approx(pair.efficiency, abs=1e-6)
        assert result.dealt == (len(score.table) > 1)


def test_the_page_shows_every_game_and_names_nobody(found, gathered):
    text = class_page(found, gathered.left_out)
    page = Page(text)
    steps = [int(a["data-step"]) for _, a in page.tags if "data-step" in a]
    assert sorted(steps) == list(range(1, len(steps) + 1))
    assert len(steps) == len(found.results) + 2  # and the frontier, and a path
    assert "=1+2" not in page.text
    assert ".jsonl" not in text
    assert "4 files are not among these games" in page.text
    assert "By role, the smallest first" in page.headings


def test_game_n_is_the_nth_file_and_the_gradebook_stands_in_their_order(found, heap):
    files = sorted(heap.glob("*.jsonl"))
    for result in found.results:
        assert result.game.path == files[int(result.label) - 1]
    rows = csv.DictReader(io.StringIO(gradebook(found)))
    numbers = [int(row["game"]) for row in rows]
    assert numbers == sorted(numbers)
    assert "Game N is the N-th file" in class_page(found, {})
    assert "Game N is the N-th file" not in class_page(found, {}, names=True)


def test_with_names_they_are_named_and_escaped(gathered):
    found = classroom(gathered.games, names=True)
    text = class_page(found, gathered.left_out, names=True)
    page = Page(text)
    assert "<b>" not in text
    assert "=1+2<b>" in page.text
    assert "foreign.jsonl" in page.text
    assert {tag for tag, _ in page.tags}.isdisjoint({"game", "img", "link"})
    assert [tag for tag, _ in page.tags].count("script") == 1


def test_the_gradebook_is_a_table_that_adds_up(found):
    rows = list(csv.DictReader(io.StringIO(gradebook(found))))
    assert len(rows) == len(found.results)
    assert tuple(rows[0]) == COLUMNS
    for row in rows:
        joint = float(row["own_gain_bn"]) + float(row["other_gain_bn"])
        assert joint == pytest.approx(float(row["joint_gain_bn"]), abs=2e-4)
        if row["own_share_percent"]:
            part = 100 * float(row["own_gain_bn"]) / joint
            assert float(row["own_share_percent"]) == pytest.approx(part, abs=0.1)
    roles = {row["country"]: row for row in rows}
    assert roles["MAR"]["opposite"] == "SML"
    assert {row["deal"] for row in rows} == {"yes", "no"}
    assert {row["finished"] for row in rows} == {"yes", "no"}


def test_no_cell_of_the_gradebook_is_a_formula(gathered):
    rows = list(csv.DictReader(io.StringIO(gradebook(classroom(gathered.games, names=True)))))
    assert "'=1+2<b>" in [row["game"] for row in rows]


def test_the_command_writes_page_and_gradebook(heap, tmp_path, capsys):
    page, grades = tmp_path / "class.html", tmp_path / "grades.csv"
    given = [str(heap / f"{name}.jsonl") for name in ("kept", "alone", "empty")]
    assert main(["report", *given, "-o", str(page), "--csv", str(grades)]) == 0
    out, error = capsys.readouterr()
    assert "a class of 2, left out: 1" in out
    assert error.startswith("Left out: ")
    assert "empty.jsonl" in error
    assert Page(page.read_text(encoding="utf-8")).headings[0] == "Two neighbours: a class of 2"
    assert len(grades.read_text(encoding="utf-8").splitlines()) == 3


def test_a_save_is_never_overwritten(heap, capsys):
    save = str(heap / "kept.jsonl")
    before = (heap / "kept.jsonl").read_bytes()
    assert main(["report", save, "-o", save]) == 1
    assert "would overwrite" in capsys.readouterr().err
    assert (heap / "kept.jsonl").read_bytes() == before


def test_what_a_save_has_kept_is_taken_and_named_when_its_moves_come_to_something_else(
    saves, tmp_path, capsys
):
    """The chain of a save is sound whoever writes it; only a replay tells."""
    path = shutil.copy(saves["kept"], tmp_path / "kept.jsonl")
    lines = [json.loads(line)["line"] for line in path.read_bytes().splitlines()]
    lines[-1]["kept"]["own"] += 1.0
    check, out = 0, b""
    for content in lines:
        raw, check = packed(content, check)
        out += raw
    path.write_bytes(out)
    taken, again = gather([path]), gather([path, saves["alone"]], again=True)
    assert again.differing == (path,)
    page = str(tmp_path / "one.html")
    assert main(["report", str(path), "-o", page, "--quick", "--replay"]) == 0
    assert f"Differs: {path}" in capsys.readouterr().err
    assert taken.games[0].outcome.own == pytest.approx(again.games[0].outcome.own + 1.0)


def test_the_command_replays_when_asked(saves, tmp_path, capsys):
    given = [str(saves["kept"]), str(saves["alone"])]
    assert main(["report", *given, "-o", str(tmp_path / "class.html"), "--replay"]) == 0
    out, error = capsys.readouterr()
    assert "a class of 2, left out: 0" in out
    assert error == ""
