"""A room keeps its address and its codes; codes are found by the code alone."""

from __future__ import annotations

import json

import pytest

from negotiator.game.saves import SaveError
from negotiator.serve.room import NAME, Room, called, code, newest, plain, spoken


def test_codes_stay_from_lesson_to_lesson(tmp_path):
    first = Room.enter(tmp_path, 3)
    first.serves(8123)
    again = Room.enter(tmp_path, 5)
    assert again.seats[:3] == first.seats
    assert (again.port, again.door, again.teacher) == (8123, first.door, first.teacher)
    assert len(set(again.seats)) == 5


def test_new_codes_are_new_and_the_port_stays(tmp_path):
    first = Room.enter(tmp_path, 3)
    first.serves(8123)
    again = Room.enter(tmp_path, 3, new=True)
    assert not {*again.seats, again.door, again.teacher} & {*first.seats, first.door, first.teacher}
    assert again.port == 8123
    assert all(again.seat(each, 3) is None for each in first.seats)


def test_its_file_is_its_owners_alone(tmp_path):
    Room.enter(tmp_path / "room", 1)
    assert (tmp_path / "room" / "room.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "room").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "negotiator-room", "version": 9}'])
def test_a_file_that_is_no_room_is_refused_in_a_line(tmp_path, text):
    (tmp_path / "room.json").write_text(text)
    with pytest.raises(SaveError, match=r"room\.json: .*--new makes a new one"):
        Room.enter(tmp_path, 1)


def test_a_code_is_found_as_people_type_it(tmp_path):
    room = Room.enter(tmp_path, 4)
    for number, each in enumerate(room.seats, 1):
        for typed in (each, spoken(each), spoken(each).lower(), f" {each} "):
            assert room.seat(typed, 4) == number
    assert room.seat(room.seats[3], 3) is None  # beyond this lesson's seats
    assert room.seat("", 4) is None
    assert room.seat(code(), 4) is None
    assert plain("é" * 100) == ""


def test_free_seats_are_given_out_until_there_are_none(tmp_path):
    room = Room.enter(tmp_path, 2)
    for expected in (1, 2, None):
        assert room.free(2) == expected
        if expected:
            room.sit(expected)
    assert Room.enter(tmp_path, 3).free(3) == 3


def test_a_lesson_is_gone_on_with_unless_it_is_to_begin_again(tmp_path):
    room = Room.enter(tmp_path, 2)
    first = room.lesson("two-neighbours", None, None)
    assert Room.enter(tmp_path, 2).lesson("two-neighbours", None, None) == first
    with pytest.raises(SaveError, match="--again"):
        room.lesson("two-neighbours", (first["seed"] + 1) % 10_000, None)
    other = room.lesson("two-neighbours", 7, "open", again=True)
    assert (other["seed"], other["mode"]) == (7, "open")
    assert other["folder"] != first["folder"]
    assert (tmp_path / other["folder"]).is_dir()
    assert json.loads((tmp_path / "room.json").read_text())["lessons"]["two-neighbours"] == other


def test_a_seats_last_save_is_found_renegotiations_too(tmp_path):
    import os

    for when, name in enumerate(["seat-01-1", "seat-01-2", "seat-01-2-again-1", "seat-02-1"]):
        (tmp_path / f"{name}.jsonl").touch()
        os.utime(tmp_path / f"{name}.jsonl", (when, when))
    found = newest(tmp_path, ["seat-01", "seat-02", "seat-03"])
    assert {stem: path.stem for stem, path in found.items()} == {
        "seat-01": "seat-01-2-again-1",
        "seat-02": "seat-02-1",
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  Silva ", "Ana Silva"),
        ("O'Neill <b>", "O'Neill <b>"),  # what it is, is said as it is; pages escape it
        ("=HYPERLINK(1)", "HYPERLINK(1)"),
        ("'+1", "1"),
        ("a\x00b\x1b[31m\u202ec\nd", "a b [31m c d"),
        ("A\u030angstr\u00f6m", "\u00c5ngstr\u00f6m"),
        ("x" * 500, "x" * NAME),
        ("\u200b \t", ""),
    ],
)
def test_a_name_is_what_shows_of_it(typed, kept):
    assert called(typed) == kept
    assert called(kept) == kept


def test_names_stay_from_lesson_to_lesson_and_lead_to_their_seats(tmp_path):
    room = Room.enter(tmp_path, 3)
    room.call(2, " Ana ")
    again = Room.enter(tmp_path, 3)
    assert (again.names, again.of("ANA", 3), again.of("ANA", 1)) == ({2: "Ana"}, 2, None)
    assert (again.of("", 3), again.of("An", 3)) == (None, None)
    again.call(2, "")
    assert Room.enter(tmp_path, 3).names == {}
    assert Room.enter(tmp_path, 3, new=True).names == {}


def test_a_room_of_before_there_were_names_is_entered(tmp_path):
    room = Room.enter(tmp_path, 2)
    told = json.loads((tmp_path / "room.json").read_text())
    del told["names"]
    (tmp_path / "room.json").write_text(json.dumps(told))
    assert Room.enter(tmp_path, 2).seats == room.seats


def test_a_seat_that_is_left_is_free_by_another_code(tmp_path):
    room = Room.enter(tmp_path, 2)
    for number, name in ((1, "Ana"), (2, "Ben")):
        room.sit(number)
        room.call(number, name)
    old = room.seats[0]
    room.leave(1)
    again = Room.enter(tmp_path, 2)
    assert (again.seat(old, 2), again.free(2), again.names) == (None, 1, {2: "Ben"})
    assert again.seat(room.seats[0], 2) == 1
