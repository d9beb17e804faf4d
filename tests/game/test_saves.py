"""Saves: nothing confirmed is lost, and what was changed is refused."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from negotiator.game import chained, saves
from negotiator.game.moves import EndRound, IllegalMove, SetTariff
from negotiator.game.replay import transcript
from negotiator.game.rules import same
from negotiator.game.saves import SaveError, read
from negotiator.game.session import Session
from negotiator.scenario import find, load


@pytest.fixture(scope="module")
def scenario():
    return load(find("two-neighbours"))


@pytest.fixture
def session(scenario, tmp_path):
    return Session.start(scenario, "SML", 7, None, tmp_path)


def play(session, count=4):
    for k in range(count):
        session.apply(SetTariff(receiver="MAR", rate=0.01 * (k + 1)))
    session.apply(EndRound())


def test_a_resumed_game_is_the_game(session):
    play(session)
    again = Session.resume(session.log.path)
    assert same(again.state, session.state)
    again.apply(EndRound())
    assert same(Session.resume(session.log.path).state, again.state)


def test_the_save_holds_the_scenario_itself(session, scenario):
    assert read(session.log.path).scenario == scenario


def test_a_refused_move_is_not_saved(session):
    before = session.log.path.read_bytes()
    with pytest.raises(IllegalMove):
        session.apply(SetTariff(receiver="XX", rate=0.1))
    assert session.log.path.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_line_torn_by_a_crash_is_dropped_and_said_so(session, cut):
    play(session)
    path = session.log.path
    whole = read(path)
    path.write_bytes(path.read_bytes()[:-cut])
    found = read(path)
    assert found.torn
    assert len(found.moves) == len(whole.moves) - 1
    again = Session.resume(path)
    assert "torn" in again.notice
    again.apply(EndRound())
    assert not read(path).torn


def test_a_line_changed_by_hand_is_refused_with_its_number(session):
    play(session)
    path = session.log.path
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b'"rate":0.02', b'"rate":0.00')
    changed = b"\n".join(lines)
    path.write_bytes(changed)
    with pytest.raises(SaveError, match=r":3: this line was changed"):
        Session.resume(path)
    assert path.read_bytes() == changed  # left untouched


def rewritten(path, **changes):
    """A save with its header changed, as another program would write it."""
    header = json.loads(path.read_bytes().split(b"\n")[0])["line"] | changes
    raw, _ = chained.packed(header, 0)
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b""), "not a save"),
        (lambda path: path.write_bytes(b"\x00\xff" * 100), "not a save"),
        (lambda path: path.write_text('{"a": 1}\n'), "not a save"),
        (lambda path: rewritten(path, format="chess"), "not a save of this game"),
        (lambda path: rewritten(path, version=99), "newer version"),
        (lambda path: rewritten(path, scenario={"id": "x"}), "scenario does not fit"),
        (lambda path: rewritten(path, player="XX"), "expected one of SML, MAR"),
        (lambda path: rewritten(path, mode="easy"), "expected one of open"),
        (lambda path: path.unlink(), "cannot be read"),
    ],
)
def test_foreign_newer_and_damaged_saves_are_refused_in_one_line(session, spoil, said):
    path = session.log.path
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(SaveError, match=said) as refused:
        Session.resume(path)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_full_disk_loses_nothing(session, monkeypatch):
    """The move that cannot be written is not played, and the file stays whole."""
    play(session, 2)
    before, state = session.log.path.read_bytes(), session.state

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="No space left"):
        session.apply(SetTariff(receiver="MAR", rate=0.4))
    assert session.state is state
    assert session.log.path.read_bytes() == before


PLAYER = """
import sys
from pathlib import Path
from negotiator.game.moves import SetTariff
from negotiator.game.session import Session
session = Session.resume(Path(sys.argv[1]))
k = 0
while True:
    k += 1
    session.apply(SetTariff(receiver="MAR", rate=(k % 900 + 1) / 1000))
    print(k, flush=True)
"""


def test_a_game_killed_at_any_moment_keeps_every_confirmed_move(session):
    """SIGKILL at random moments, over and over on the same save."""
    path = session.log.path
    chance = random.Random(11)
    confirmed = 0
    for _ in range(6):
        kept = len(read(path).moves)
        with subprocess.Popen(
            [sys.executable, "-c", PLAYER, str(path)], stdout=subprocess.PIPE, text=True
        ) as player:
            assert player.stdout is not None
            last = int(player.stdout.readline())
            until = time.monotonic() + chance.uniform(0.0, 0.15)
            while time.monotonic() < until:
                last = int(player.stdout.readline())
            os.kill(player.pid, signal.SIGKILL)
            rest = player.stdout.read().split("\n")[:-1]
            last = int(rest[-1]) if rest else last
        found = read(path)
        assert len(found.moves) >= kept + last
        confirmed += last
    assert confirmed > 20
    Session.resume(path)


def test_the_list_of_saves_has_the_last_first_and_leaves_out_what_is_none(scenario, tmp_path):
    first = Session.start(scenario, "SML", 1, None, tmp_path)
    second = Session.start(scenario, "MAR", 1, None, tmp_path)
    unplayed = Session.start(scenario, "SML", 1, None, tmp_path)
    finished = Session.start(scenario, "SML", 1, None, tmp_path)
    (tmp_path / "notes.jsonl").write_text("not a save\n")
    play(first)
    second.apply(SetTariff(receiver="SML", rate=0.1))
    while not finished.state.over:
        finished.apply(EndRound())
    os.utime(first.log.path, (2e9, 2e9))
    os.utime(unplayed.log.path, (3e9, 3e9))
    os.utime(finished.log.path, (3e9, 3e9))
    listed = saves.listing(tmp_path)
    assert [save.path for save in listed] == [g.log.path for g in (first, second, finished)]
    assert [(save.player, save.round, save.finished) for save in listed] == [
        ("Sund", 2, False), ("Marland", 1, False), ("Sund", 7, True),
    ]  # fmt: skip


def test_a_game_left_without_a_move_leaves_no_save(session):
    path = session.log.path
    again = Session.resume(path)
    again.log.close()
    assert not path.exists()


def test_a_game_with_a_move_is_kept_when_it_is_left(session):
    play(session, 1)
    Session.resume(session.log.path).log.close()
    session.log.close()
    assert len(read(session.log.path).moves) == 2


def test_a_replay_tells_the_game(session):
    play(session)
    text = "\n".join(transcript(session.log.path))
    assert "set tariff on Marland at 1.0% on everything" in text
    assert "Round 1 is cleared." in text
    assert "The game stands in round 2 of 6." in text
