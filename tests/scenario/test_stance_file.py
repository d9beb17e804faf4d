"""A scenario with a file of stances beside it: played, saved, gone on with, and held to."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from negotiator.cli import main
from negotiator.counterparts.stances import plugins, stances
from negotiator.game.moves import EndRound, SetTariff
from negotiator.game.replay import transcript
from negotiator.game.rules import same
from negotiator.game.session import Session
from negotiator.scenario import ScenarioError, compile_scenario, find, load
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold

LESSON = find("two-neighbours").read_text(encoding="utf-8")
STANCE = '''
from dataclasses import dataclass

from negotiator.counterparts.stances import Record, Stance


@dataclass(frozen=True)
class Settler(Stance):
    """Stays where it settled, less a fixed discount for each round that has passed."""

    name = "settler"
    title = "Settler"
    rule = "It stays where it settled, and loses patience by a fixed step."
    names = ()
    reference = "made for a test, 2025"
    memory = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        return max(record.settled[0] - 0.3 * len(record.theirs), 0.0)

    def because(self, record: Record, level: float) -> str:
        return f"{len(record.theirs)} rounds have passed; we are at {level:.2f}."
'''


@pytest.fixture
def scenario(tmp_path):
    """A file of a scenario whose counterparts have a stance of their own."""
    text = LESSON.replace("rounds = 6", 'rounds = 6\nstances = "settlers.py"', 1)
    text = text.replace('stance = "tit-for-tat"', 'stance = "settler"')
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "settlers.py").write_text(STANCE, encoding="utf-8")
    yield path
    plugins.adopt(())


def test_check_names_the_file_and_says_what_it_is(scenario, capsys):
    assert main(["check", str(scenario)]) == 0
    said = capsys.readouterr().out
    assert f"{scenario.parent / 'settlers.py'}: adds settler. It is code" in said


def test_looking_at_a_scenario_runs_nothing(scenario, tmp_path):
    ran = tmp_path / "ran"
    (scenario.parent / "settlers.py").write_text(
        f"open({str(ran)!r}, 'w').close()\n", encoding="utf-8"
    )
    assert load(scenario, run=False).stances.file == "settlers.py"
    assert not ran.exists()
    with pytest.raises(ScenarioError, match="no stance in it"):
        load(scenario)
    assert ran.exists()


def test_its_stances_govern_a_game_without_a_player(scenario, capsys):
    assert main(["simulate", str(scenario), "--rounds", "3", "--json"]) == 0
    game = json.loads(capsys.readouterr().out)
    causes = {deed["cause"] for each in game["rounds"] for deed in each["deeds"]}
    assert any("1 rounds have passed; we are at" in cause for cause in causes)


def test_they_are_described_with_the_scenario(scenario, capsys):
    assert main(["counterparts", "settler", "--scenario", str(scenario)]) == 0
    assert "loses patience by a fixed step" in capsys.readouterr().out
    load(find("two-neighbours"))
    assert main(["counterparts", "settler"]) == 1
    assert "no stance, tactic, voice or personality 'settler'" in capsys.readouterr().err


def test_they_take_part_in_its_tournament(scenario, capsys):
    options = ["tournament", str(scenario), "--counterparts", "settler,tit-for-tat"]
    assert main([*options, "--rounds", "4", "--repetitions", "1", "--json"]) == 0
    assert '"settler"' in capsys.readouterr().out


def test_workers_know_them_too(scenario):
    plan = Plan(("settler", "grim-trigger"), rounds=4, repetitions=2, scenario=str(scenario))
    np.testing.assert_array_equal(hold(plan, workers=2), hold(plan))


def test_a_tournament_does_not_go_on_with_a_changed_file(scenario, tmp_path):
    plan = Plan(("settler",), rounds=4, repetitions=1, scenario=str(scenario))
    hold(plan, resume=tmp_path / "kept")
    text = STANCE.replace("0.3", "0.2")
    (scenario.parent / "settlers.py").write_text(text, encoding="utf-8")
    stage.cache_clear()
    with pytest.raises(TournamentError, match="kept from another version of the stances beside"):
        hold(plan, resume=tmp_path / "kept")


def played(scenario, folder):
    session = Session.start(load(scenario), "SML", 7, None, folder)
    session.apply(SetTariff(receiver="MAR", rate=0.3))
    session.apply(EndRound())
    session.apply(EndRound())
    return session


def test_a_resumed_game_is_the_game(scenario, tmp_path):
    session = played(scenario, tmp_path / "saves")
    deeds = [deed for each in session.state.history for deed in each.deeds]
    assert any("rounds have passed" in deed.cause for deed in deeds)
    load(find("two-neighbours"))
    again = Session.resume(session.log.path)
    assert same(again.state, session.state)
    again.apply(EndRound())


def test_a_save_holds_no_code(scenario, tmp_path):
    saved = played(scenario, tmp_path / "saves").log.path.read_text(encoding="utf-8")
    assert "settlers.py" in saved
    assert "def level" not in saved


def test_a_changed_file_is_told_in_one_line_and_nothing_of_it_runs(scenario, tmp_path):
    session = played(scenario, tmp_path / "saves")
    ran = tmp_path / "ran"
    text = STANCE + f"\nopen({str(ran)!r}, 'w')\n"
    (scenario.parent / "settlers.py").write_text(text, encoding="utf-8")
    for what in (Session.resume, lambda path: list(transcript(path))):
        with pytest.raises(ScenarioError, match=r"settlers\.py: was changed since") as error:
            what(session.log.path)
        assert "\n" not in str(error.value)
    assert not ran.exists()
    (scenario.parent / "settlers.py").write_text(STANCE, encoding="utf-8")
    assert same(Session.resume(session.log.path).state, session.state)


def test_a_lost_file_is_told_in_one_line(scenario, tmp_path):
    session = played(scenario, tmp_path / "saves")
    (scenario.parent / "settlers.py").unlink()
    with pytest.raises(ScenarioError, match=r"settlers\.py: is not there; expected the file"):
        Session.resume(session.log.path)


def test_a_save_from_elsewhere_finds_the_scenario_of_its_name(scenario, tmp_path, monkeypatch):
    session = played(scenario, tmp_path / "saves")
    there = tmp_path / "another" / "scenarios"
    shutil.copytree(find("two-neighbours").parent, there)
    (there / "two-neighbours.toml").write_text(scenario.read_text("utf-8"), "utf-8")
    (scenario.parent / "settlers.py").rename(there / "settlers.py")
    monkeypatch.chdir(tmp_path / "another")
    assert same(Session.resume(session.log.path).state, session.state)


def test_another_scenario_does_not_know_them(scenario):
    compile_scenario(load(scenario))
    assert "settler" in stances()
    compile_scenario(load(find("two-neighbours")))
    assert "settler" not in stances()


FAULTS = [
    ('"settlers.py"', '"setlers.py"', "no file 'setlers.py'; did you mean settlers.py?"),
    ('"settlers.py"', '"../settlers.py"', "'../settlers.py' lies elsewhere; expected a file besi"),
    ('"settlers.py"', "7", "stances is 7; expected the name of a Python file beside this one"),
    ('"settlers.py"', '{ path = "/x" }', "expected the name of a Python file beside this one"),
    ('stance = "settler"', 'stance = "settlr"', "no stance 'settlr'; did you mean settler?"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_fault_is_one_line_with_its_place(scenario, old, new, said):
    text = scenario.read_text(encoding="utf-8").replace(old, new, 1)
    scenario.write_text(text, encoding="utf-8")
    line = next(k for k, each in enumerate(text.splitlines(), 1) if new in each)
    with pytest.raises(ScenarioError) as error:
        load(scenario)
    assert [fault.line for fault in error.value.faults] == [line]
    assert said in str(error.value)


def test_a_fault_in_the_file_has_its_line_too(scenario):
    (scenario.parent / "settlers.py").write_text("def level(:\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"mine\.toml:10: stances: .*settlers\.py:1: not Pyth"):
        load(scenario)
