"""Renegotiations of a class: told apart, paired with where they began, and drawn as arrows."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from class_of_saves import Page, finish, rates

from negotiator.game.moves import Accept, Ask, SetTariff
from negotiator.game.renegotiation import reopen
from negotiator.game.session import Session
from negotiator.teaching.class_page import class_page
from negotiator.teaching.classroom import classroom
from negotiator.teaching.figures import figures
from negotiator.teaching.game_page import game_page
from negotiator.teaching.gradebook import gradebook
from negotiator.teaching.heap import gather
from negotiator.teaching.played import Worlds, replayed


def deal(path):
    """Opened again, and a deal struck in its last round; its save."""
    session = Session.resume(reopen(path, 0.0, "1"))
    session.apply(Ask(partner="MAR", question="give", clauses=rates(("SML", "MAR", 0.05))))
    session.apply(Accept(partner="MAR"))
    return finish(session).log.path


@pytest.fixture(scope="module")
def handed_in(saves, tmp_path_factory):
    """Two games; that without a deal renegotiated to one, that again; one being renegotiated."""
    folder = tmp_path_factory.mktemp("handed-in")
    for name in ("kept", "alone"):
        shutil.copy(saves[name], folder)
    once = deal(folder / "alone.jsonl")
    twice = Session.resume(reopen(once, 0.0, "1"))
    twice.apply(SetTariff(receiver="MAR", rate=0.3))
    finish(twice)
    reopen(folder / "kept.jsonl", 0.0, "1")
    # Files are renamed on the way to a teacher.
    once.rename(folder / "again of alone.jsonl")
    twice.log.path.rename(folder / "a <third> time.jsonl")
    return folder


@pytest.fixture(scope="module")
def found(handed_in):
    return classroom(gather(sorted(handed_in.glob("*.jsonl"))).games, names=True)


def test_a_renegotiation_begins_from_its_game_whatever_it_is_called(found):
    pairs = [(one.label, other.label) for one, other in found.tables[0].again]
    assert pairs == [("alone", "again of alone"), ("again of alone", "a <third> time")]
    assert {result.label for result in found.results} == {"kept", "alone"}
    assert found.unended == 1
    before, then = found.tables[0].again[0]
    assert not before.dealt
    assert then.dealt
    assert min(then.gains) > 0


def test_the_page_draws_an_arrow_in_a_last_step(found):
    text = class_page(found, {}, names=True)
    page = Page(text)
    steps = [a["data-step"] for tag, a in page.tags if "data-step" in a]
    last = text[text.index(f'data-step="{max(map(int, steps))}"') :]
    assert last.count("<polygon") == 2
    assert "2 renegotiated: 1 created more" in last
    assert "Renegotiated after the reveal" in page.headings
    assert "<third>" not in text
    assert "2 more are games renegotiated" in page.text
    assert "1 renegotiated and not yet played to the end" in page.text


def test_unnamed_they_are_lettered(handed_in):
    games = gather(sorted(handed_in.glob("*.jsonl"))).games
    names = [path.stem for path in sorted(handed_in.glob("*.jsonl"))]
    number = names.index("alone") + 1
    pairs = [(one.label, other.label) for one, other in classroom(games).tables[0].again]
    assert pairs == [(f"{number}", f"{number}b"), (f"{number}b", f"{number}c")]


def test_one_whose_game_was_not_handed_in_counts_as_a_game(handed_in):
    games = gather([handed_in / "kept.jsonl", handed_in / "again of alone.jsonl"]).games
    found = classroom(games)
    assert len(found.results) == 2
    assert found.tables[0].again == ()
    assert "was not handed in" in class_page(found, {})


def test_the_gradebook_says_from_which_game(found):
    rows = {row["game"]: row for row in csv.DictReader(io.StringIO(gradebook(found)))}
    assert rows["again of alone"]["renegotiates"] == "alone"
    assert rows["a <third> time"]["renegotiates"] == "again of alone"
    assert rows["kept"]["renegotiates"] == rows["alone"]["renegotiates"] == ""


def test_the_report_of_one_says_what_it_changed(handed_in, found):
    played = figures(replayed(handed_in / "again of alone.jsonl", Worlds()))
    page = Page(game_page(played))
    assert "This is a renegotiation of alone" in page.text
    rows = {row[0]: row for row in page.rows if row}
    assert rows["at first"][1:] == ["$0", "$0", "$0"]
    assert rows["renegotiated"] == ["renegotiated", *rows["difference"][1:]]
    assert "New: " in page.text
