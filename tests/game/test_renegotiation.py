"""A finished game opened again: all before its last round is as it was, and nothing is lost."""

from __future__ import annotations

import pytest

from negotiator.cli import main
from negotiator.game.moves import EndRound, SetTariff
from negotiator.game.renegotiation import MINUTES, left, reopen
from negotiator.game.rules import same
from negotiator.game.saves import SaveError, listing, read
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.teaching.played import Worlds, replayed


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A game with an act in its first round and one in its last; the states as rounds began."""
    folder = tmp_path_factory.mktemp("finished")
    session = Session.start(load(find("two-neighbours")), "SML", 7, None, folder)
    began = [session.state]
    session.apply(SetTariff(receiver="MAR", rate=0.02))
    while not session.state.over:
        if session.state.round == session.state.rounds:
            session.apply(SetTariff(receiver="MAR", rate=0.4))
        session.apply(EndRound())
        began.append(session.state)
    return session.log.path, began


def test_it_opens_at_its_last_round_as_that_began(finished):
    path, began = finished
    before = path.read_bytes()
    again = reopen(path, 100.0, "1")
    session = Session.resume(again)
    assert same(session.state, began[-2])
    assert session.state.round == session.state.rounds
    assert (session.reopened.save, session.reopened.began) == (path.stem, 100.0)
    assert [move.move for move in session.reopened.instead_of] == ["set_tariff", "end_round"]
    assert path.read_bytes() == before
    assert read(again).reopened.check == read(path).lines.check


def test_played_as_at_first_it_comes_to_the_same(finished):
    path, began = finished
    session = Session.resume(reopen(path, 0.0, "1"))
    for move in session.reopened.instead_of:
        session.apply(move)
    assert same(session.state, began[-1])
    played = replayed(session.log.path, Worlds())
    assert same(played.first, played.state)


def test_it_is_gone_on_with_like_any_save_and_renegotiated_again(finished):
    path, _ = finished
    first = reopen(path, 0.0, "1")
    session = Session.resume(first)
    session.apply(SetTariff(receiver="MAR", rate=0.0))
    again = Session.resume(first)  # as after a crash
    assert same(again.state, session.state)
    again.apply(EndRound())
    second = reopen(first, 5.0, "1")
    assert "again" not in second.stem.replace("-again-", "", 1)
    found = read(second)
    assert (found.reopened.save, found.reopened.check) == (first.stem, read(first).lines.check)
    assert found.ended == found.scenario.rounds - 1
    listed = {save.path: save.reopened for save in listing(path.parent)}
    assert (listed[path], listed[first], listed[second]) == (False, True, True)


def test_an_unfinished_game_is_refused_in_one_line(tmp_path, capsys):
    session = Session.start(load(find("two-neighbours")), "SML", 7, None, tmp_path)
    session.apply(EndRound())
    assert main(["renegotiate", str(session.log.path)]) == 1
    error = capsys.readouterr().err
    assert "stands in round 2 of 6" in error
    assert error.count("\n") == 1
    assert len(list(tmp_path.glob("*.jsonl"))) == 1


def test_the_command_writes_the_save(finished, capsys):
    path, _ = finished
    assert main(["renegotiate", str(path)]) == 0
    said = capsys.readouterr().out
    target = next(p for p in path.parent.glob("*.jsonl") if said.startswith(f"{p}:"))
    assert read(target).reopened.save == path.stem


def test_a_reopened_save_that_was_made_up_is_refused(finished, tmp_path):
    from negotiator.game.chained import Chain

    path, _ = finished
    header = read(path).lines.header | {"reopened": {"save": 1}}
    Chain.create(tmp_path / "x.jsonl", header)
    with pytest.raises(SaveError, match="what it reopens does not fit"):
        read(tmp_path / "x.jsonl")


def test_the_minutes_run_out_and_stay_out():
    assert left(100.0, 100.0) == 60.0 * MINUTES == 300.0
    assert left(100.0, 160.0) == 240.0
    assert left(100.0, 1e9) == 0.0
