"""The game as plain lines, typed by a person or piped in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.cli import main
from negotiator.game.session import Session
from negotiator.plain.console import Console, Left
from negotiator.plain.game import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with a place for saves."""
    (tmp_path / "saves").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*lines: str, **asked) -> list[str]:
    """All that is said when these lines are typed, and then the input ends."""
    left, said = iter(lines), []

    def read() -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    assert run(Console(read, said.append), **asked) == 0
    return said


def game(*lines: str, seed: int = 7, **asked) -> list[str]:
    return typed(*lines, **{"scenario": "two-neighbours", "seed": seed, **asked})


def test_a_game_is_played_from_the_first_offer_to_the_debrief(folder):
    """Their offer is read and signed; six rounds later it is told what it was worth to both."""
    said = game("talk", "1", "read", "sign", "yes", "0", *["end"] * 6)
    text = "\n".join(said)
    assert "Marland, whose offer waits" in text
    assert said.count("An offer waits; as the round ends it lapses.") >= 1
    assert said.count("This is the last round: its end is the game's.") == 1
    assert "To us: real income +$" in text
    assert "Marland has put this on the table" in text
    assert "Treaty 1 is signed and ratified" in text
    assert [line for line in said if line.startswith("Round ") and " is over." in line] == [
        f"Round {k} of 6 is over." for k in range(1, 7)
    ]
    assert "Mutual benefit" in text
    assert "Tit for tat" in text  # unmasked
    [save] = (folder / "saves").glob("*.jsonl")
    state = Session.resume(save).state
    assert state.over
    assert len(state.treaties) == 1


def test_a_rate_is_moved_and_proposed(folder):
    said = game("talk", "1", "clear", "what we give", "2", "5", "0", "propose")
    assert "Farming: 5%." in said
    assert any(line.startswith("Marland: ") for line in said[said.index("Farming: 5%.") :])


def test_what_would_be_signed_at_once_is_asked_about_and_told(folder):
    """Their own offer, proposed by us, binds as a signature does; a no leaves all as it is."""
    said = game("talk", "1", "propose", "no", "propose", "yes", "0", "q")
    text = "\n".join(said)
    assert text.count("Marland has put this on the table itself: then it is signed, and binds") == 2
    assert "(now 15% to 20%)" in text
    assert text.count("Treaty 1 is signed") == 1


def test_a_question_puts_its_answer_into_the_draft(folder):
    said = game("talk", "1", "clear", "what we give", "1", "0", "0", "ask what they would give")
    assert "That is in the draft now." in said


def test_policy_and_retaliation_change_what_we_levy(folder):
    said = game("set", "1", "change", "1", "40", "0", "what", "enact", "0", "end", "q")
    text = "\n".join(said)
    assert "Tariff, all goods: 40%." in text
    assert "To Marland: −$" in text
    assert "Our real income: " in text
    [save] = (folder / "saves").glob("*.jsonl")
    assert 0.4 in Session.resume(save).state.last.applied.tariff


def test_one_retaliation_a_round_and_policy_under_a_treaty(folder):
    lines = ("set", "United States", "retaliate", "yes", "retaliate", "0", "q")
    said = " ".join(game(*lines, scenario="liberation-day-2025", player="CHE"))
    assert said.count("You have retaliated this round: You raise your tariff on") == 1
    said = game("talk", "1", "read", "sign", "yes", "0", "set", "1", "change", "0", "0", "q")
    assert any(line.startswith("In treaty 1: Sund: ") for line in said)


def test_every_choice_of_the_desk_says_something(folder):
    choices = ["the other", "our a", "our t", "news", "the score", "the b"]
    for choice in choices:
        said = game(choice)
        asked = [k for k, line in enumerate(said) if line.startswith("Your choice")]
        assert any(said[asked[0] + 1 : asked[1]])
    assert any("Zone of agreement" in line for line in game("explain", "zopa"))
    assert any("no term 'zzz'" in line or "zzz" in line for line in game("explain", "zzz"))


def test_what_is_not_understood_is_said_with_what_was_expected(folder):
    said = game("99", "nonsense", "talk", "7", "0")
    assert sum("expected a number up to" in line for line in said) == 3


def test_a_move_that_the_rules_refuse_is_one_line(folder):
    """Nobody walks out before an offer was made."""
    said = game("talk", "1", "walk")
    assert any("adjourn instead" in line for line in said)


def test_a_game_that_ends_in_the_middle_is_gone_on_with(folder):
    assert any(line.startswith("Saved: ") for line in game("end", "q"))
    said = typed("1", "end")
    assert any("Go on with Sund" in line for line in said)
    assert any(line.startswith("Round 2 of 6 is over") for line in said)


def test_a_game_without_a_move_leaves_no_save(folder):
    game("q")
    assert list((folder / "saves").iterdir()) == []


def test_lines_are_said_once_and_broken_at_the_width(folder):
    said: list[str] = []
    console = Console(iter(["", "1"]).__next__, said.append, width=20)
    assert console.choose("Which?", [("a", "alpha"), ("b", "beta")]) == "a"
    console.say("word " * 12)
    assert all(len(line) <= 20 for line in said)
    with pytest.raises(Left):
        Console(lambda: "q", said.append).choose("Which?", [("a", "alpha")])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.integers(0, 14).map(str),
            st.sampled_from(["", "?", "0", "y", "-1", "1e9", "[red]", "nan", "propose", "read"]),
        ),
        max_size=25,
    )
)
def test_whatever_is_typed_nothing_breaks_and_the_save_replays(folder, lines):
    for old in (folder / "saves").iterdir():
        old.unlink()
    game(*lines)
    for save in (folder / "saves").iterdir():
        Session.resume(save)


def test_the_command_reads_a_pipe_and_loads_no_screen(folder):
    code = (
        "import sys; from negotiator.cli import main; code = main(['play', 'two-neighbours',"
        " '--plain', '--seed', '7']); import json; print(json.dumps([code, sorted(m for m in"
        " sys.modules if m.split('.')[0] in ('textual', 'rich'))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="end\nq\n",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
    assert "Round 1 of 6 is over." in done.stdout
    assert done.stderr == ""


def test_a_damaged_save_is_refused_in_a_line(folder, capsys):
    path = Path("broken.jsonl")
    path.write_text("nothing\n")
    assert main(["play", str(path), "--plain"]) == 1
    assert "broken.jsonl:1" in capsys.readouterr().err
