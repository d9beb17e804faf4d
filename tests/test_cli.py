"""The commands, as a person types them."""

from __future__ import annotations

import json

import pytest

from negotiator.cli import main
from negotiator.game.moves import EndRound, SetTariff
from negotiator.game.session import Session
from negotiator.options import parser
from negotiator.scenario import find, load

COMMANDS = (
    "analyse", "bench", "check", "codex", "counterparts", "export", "handout", "lesson", "lessons",
    "new", "play", "renegotiate", "replay", "report", "scenarios", "serve", "settings",
    "simulate", "tournament",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"example: negotiator {command}" in capsys.readouterr().out


def test_no_command_is_missing_from_these_tests():
    actions = [a for a in parser()._actions if a.choices]
    assert set(actions[0].choices) == set(COMMANDS)


def test_scenarios_are_listed_the_default_first(capsys):
    assert main(["scenarios"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("liberation-day-2025")
    assert any(line.startswith("two-neighbours") for line in lines)
    assert main(["scenarios", "--json"]) == 0
    assert {"id", "title", "summary"} <= set(json.loads(capsys.readouterr().out)[0])


def test_a_new_scenario_is_sound_and_plays(tmp_path, capsys):
    path = str(tmp_path / "mine.toml")
    assert main(["new", path]) == 0
    assert main(["check", path]) == 0
    assert main(["simulate", path, "--rounds", "1", "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out[out.index("{") :])["seed"] == 1
    assert main(["new", path]) == 1  # never overwritten
    assert "is there already" in capsys.readouterr().err


def test_a_fault_is_told_with_its_line_and_the_nearest_name(tmp_path, capsys):
    path = tmp_path / "broken.toml"
    text = find("two-neighbours").read_text(encoding="utf-8")
    path.write_text(text.replace('stance = "tit-for-tat"', 'stance = "tit-for-tatt"', 1))
    line = 1 + path.read_text().splitlines().index(
        next(each for each in path.read_text().splitlines() if "tit-for-tatt" in each)
    )
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{path}:{line}:" in out
    assert "did you mean tit-for-tat?" in out


def test_the_schema_for_editors_is_printed(capsys):
    assert main(["check", "--schema"]) == 0
    assert "countries" in json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "two-neighbors"], "two-neighbours"),
        (["counterparts", "tit-for-tap"], "did you mean tit-for-tat?"),
        (["counterparts", "grim-t"], "did you mean grim-trigger?"),
        (["replay", "nothing.jsonl"], "cannot be read"),
        (["simulate", "nowhere"], "no scenario"),
        (["play", "two-neighbours", "--as", "XX"], "no playable country"),
        (["play", "nothing.jsonl"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(arguments, said, capsys):
    assert main(arguments) == 1
    error = capsys.readouterr().err.strip()
    assert said in error
    assert "Traceback" not in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [["simulate", "two-neighbours", "--seed", "x"], ["simulate", "two-neighbours", "--rounds", "0"],
     ["dance"], ["play", "--mode", "loud"]],
)  # fmt: skip
def test_what_is_not_understood_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


def test_the_same_seed_simulates_the_same_game(capsys):
    main(["simulate", "two-neighbours", "--rounds", "2", "--seed", "9", "--json"])
    first = capsys.readouterr().out
    main(["simulate", "two-neighbours", "--rounds", "2", "--seed", "9", "--json"])
    assert capsys.readouterr().out == first


def test_counterparts_are_described(capsys):
    assert main(["counterparts"]) == 0
    listed = capsys.readouterr().out
    assert main(["counterparts", "diffuse"]) == 0
    told = capsys.readouterr().out
    assert "diffuse" in listed
    assert "Keohane" in told


def test_a_replay_is_printed(tmp_path, capsys):
    session = Session.start(load(find("two-neighbours")), "SML", 1, None, tmp_path)
    session.apply(SetTariff(receiver="MAR", rate=0.1))
    session.apply(EndRound())
    assert session.log is not None
    assert main(["replay", str(session.log.path)]) == 0
    assert "set tariff on Marland at 10.0%" in capsys.readouterr().out


def test_without_a_terminal_the_game_says_so(capsys):
    assert main(["play", "two-neighbours"]) == 1
    assert "needs a terminal" in capsys.readouterr().err
