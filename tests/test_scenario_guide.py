"""docs/scenarios.md: its example works, its faults are told so, its tables are the schema's."""

from __future__ import annotations

import inspect
import re
import runpy
import shlex
from itertools import accumulate
from pathlib import Path

import pytest

from negotiator.cli import main
from negotiator.counterparts.catalogue import describe
from negotiator.game.autoplay import simulate
from negotiator.options import parser
from negotiator.scenario import check, compile_scenario, country, load, schema, spec

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
BY_HAND = PAGE.partition("\n## Reference\n")[0]
REFERENCE = runpy.run_path(str(ROOT / "scripts" / "scenario_reference.py"))
COMMANDS = re.findall(r"^    negotiator (.*)$", BY_HAND, re.MULTILINE)
FAULTS = re.findall(r"^\| `(.+)` \| `(.+)` \| `(.+)` \|$", BY_HAND, re.MULTILINE)
#: Without Wald, or what is not yet said of it, there is nothing to play.
RUNS_FROM = 8


def section(title: str) -> str:
    return BY_HAND.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(title: str, language: str) -> list[str]:
    fence = rf"^```{language}\n(.*?)^```"
    return re.findall(fence, section(title), flags=re.MULTILINE | re.DOTALL)


STEPS = list(accumulate(blocks("A scenario from nothing", "toml"), lambda a, b: f"{a}\n{b}"))


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Writes a scenario into the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        path = Path("salt.toml")
        path.write_text(text, encoding="utf-8")
        return path

    return write


def swapped(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def test_the_tables_are_what_the_schema_says():
    assert REFERENCE["filled"](PAGE) == PAGE, "run scripts/scenario_reference.py"


def test_every_part_of_a_file_has_a_table():
    parts = {
        found
        for module in (schema, country, spec)
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, spec.Spec) and found.__module__ == module.__name__
    }
    assert set(REFERENCE["PARTS"]) == parts - {spec.Spec, schema.StanceFile}


def test_links_within_the_page_lead_somewhere():
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= anchors


def test_files_that_are_named_are_there():
    named = re.findall(r"`((?:tests|scripts)/[\w/]+\.py)`", PAGE)
    named += [f"docs/{path}" for path in re.findall(r"\]\(([\w./-]+)\)", PAGE)]
    assert len(named) >= 5
    for path in named:
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command):
    assert vars(parser().parse_args(shlex.split(command)))


def test_the_example_is_sound_as_soon_as_it_says_so(written, capsys):
    assert len(STEPS) == 12
    for k, text in enumerate(STEPS, 1):
        assert check(written(text)).sound == (k >= RUNS_FROM), k
    [said] = blocks("A scenario from nothing", "text")
    written(STEPS[RUNS_FROM - 1])
    assert main(["check", "salt.toml"]) == 0
    assert capsys.readouterr().out == said


def test_there_is_to_gain_what_the_page_says(written, capsys):
    written(STEPS[-1])
    assert main(["analyse", "salt.toml", "--between", "ISL", "WAL"]) == 0
    told = capsys.readouterr().out.splitlines()
    [said] = blocks("Does it keep its promises?", "text")
    assert set(said.splitlines()) <= set(told)


def test_treaties_come_about_as_the_page_says(written):
    def signed(text: str) -> int:
        setting = compile_scenario(load(written(text)))
        return sum(bool(simulate(setting, seed).treaties) for seed in range(1, 5))

    lawyer = STEPS[-1]
    merchant = swapped(lawyer, '"lawyer"', '"merchant"')
    strict = swapped(merchant, '"generous-tit-for-tat"', '"tit-for-tat"')
    assert signed(lawyer) == 4
    assert 0 < signed(merchant) < 4
    assert signed(strict) == 0


def test_the_example_takes_data_in_place_of_gravity(written):
    [economy] = blocks("Your own data", "toml")
    [flows] = blocks("Your own data", "csv")
    gravity = blocks("A scenario from nothing", "toml")[2]
    path = written(swapped(STEPS[-1], gravity, economy))
    Path("flows.csv").write_text(flows, encoding="utf-8")
    report = check(path)
    assert report.sound, report.lines
    assert "Balancing moved incomes by" in report.lines[1]


def test_the_example_takes_other_counterparts(written):
    [lines] = blocks("Choosing counterparts", "toml")
    report = check(written(swapped(STEPS[-1], 'personality = "lawyer"\n', lines)))
    assert report.sound, report.lines


def test_the_counterparts_that_it_names_are_there():
    rows = re.findall(r"^\| .* \| (.*) \| .* \|$", section("Choosing counterparts"), re.MULTILINE)
    named = set(re.findall(r"`([\w-]+)`", " ".join(rows)))
    assert len(named) > 8
    for name in named:
        assert describe(name)


def test_the_example_takes_a_stance_of_its_own(written):
    [code] = blocks("Stances of your own", "python")
    Path("mine.py").write_text(code, encoding="utf-8")
    text = swapped(STEPS[-1], '"generous-tit-for-tat"', '{ name = "slow-mirror", rounds = 4.0 }')
    path = written(f'stances = "mine.py"\n{text}')
    report = check(path)
    assert report.sound, report.lines
    assert "slow-mirror" in report.lines[-1]
    assert simulate(compile_scenario(load(path)), 1).over


@pytest.mark.parametrize(("right", "wrong", "said"), FAULTS)
def test_faults_are_told_as_the_page_says(written, right, wrong, said):
    report = check(written(swapped(STEPS[-1], right, wrong)))
    assert not report.sound
    assert any(re.fullmatch(rf"salt\.toml:\d+: {re.escape(said)}", line) for line in report.lines)


def test_the_page_tells_many_faults_and_commands():
    assert len(FAULTS) == 10
    assert len(COMMANDS) >= 8
