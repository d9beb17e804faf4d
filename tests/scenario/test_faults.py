"""Every fault of a scenario file is one line: file, line, what is wrong, what was expected."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from negotiator.scenario import ScenarioError, check, find, load, load_text
from negotiator.scenario.faults import Fault

LESSON = find("two-neighbours").read_text(encoding="utf-8")
APRIL = find("liberation-day-2025").parent

#: What is replaced by what, and what is then said of the line where the new text begins.
BROKEN = [
    ("rounds = 6", "rounds = 0", "rounds is 0; expected 1 or more"),
    ("rounds = 6", 'rounds = "6"', "rounds is '6'; expected a whole number"),
    ("rounds = 6", "rounds = 6\nrouns = 6", "no field 'rouns'; did you mean rounds?"),
    ("rounds = 6", "rounds = ", "not TOML: "),
    ('mode = "open"', 'mode = "opne"', "no mode 'opne'; did you mean open?"),
    ('player = "SML"', 'player = "SMLL"', "no playable country 'SMLL'; did you mean SML?"),
    ('id = "two-neighbours"', 'id = "two/neighbours"', "expected letters, digits, spaces"),
    ("sources = [", "sources = [ 7,", "sources.1 is 7; expected a text in quotation marks"),
    ('[economy]\nkind = "gravity"', '[economy]\nkind = "gravty"', 'expected kind = "gravity" or'),
    ("tariff = { Farming = 0.2,", "tariff = { Farming = 20,", "rates are fractions, 0.2 is 20%"),
    ("within = 1.0", "wihtin = 1.0", "no field in economy 'wihtin'; did you mean within?"),
    ("within = 1.0", "within = nan", "economy.within is nan; expected a finite number"),
    ('["MAR", "SML"]', '["MAR", "SMALL"]', "no country 'SMALL'; did you mean SML?"),
    ('["MAR", "SML"]', '["MAR", "MAR"]', "MAR to itself; the distance within is given"),
    ("is = 1.6", "is = 0", "economy.distances.1.is is 0; expected more than 0"),
    ("theta = 4.5", "theta = 0.0", "sectors.1.theta is 0.0; expected more than 0"),
    ("theta = 5.0\nspending = 0.2", "theta = 5.0\nspending = 1.2", "expected 1 or less"),
    (
        "[[opening]]",
        '[[happened]]\nbetween = ["SML", "MRA"]\ntext = "then"\n'
        'clauses = [{ giver = "SML", receiver = "MAR" }]\n[[opening]]',
        "no country 'MRA'; did you mean MAR?",
    ),
    (
        "[[opening]]",
        '[[happened]]\nbetween = ["SML", "SML"]\ntext = "then"\n'
        'clauses = [{ giver = "SML", receiver = "MAR" }]\n[[opening]]',
        "not between SML and SML; expected giver and receiver of the two",
    ),
    (
        '[[sectors]]\ncode = "Machines"',
        '[[sectors]]\ncode = "Cloth"\ntheta = 4.0\n\n[[sectors]]\ncode = "Machines"',
        "Cloth is there twice; expected different codes",
    ),
    (
        '[[countries]]\ncode = "MAR"',
        '[[countries]]\ncode = "SML"\nname = "S"\nsize = 1.0\nstance = "pavlov"\n'
        '\n[[countries]]\ncode = "MAR"',
        "SML is there twice; expected different codes",
    ),
    ("size = 300.0", "size = -300.0", "countries.1.size is -300.0; expected more than 0"),
    ("{ Cloth = 1.8, ", "{ Clohts = 1.8, ", "no sector 'Clohts'; did you mean Cloth?"),
    (
        "tariff = { Farming = 0.2, Cloth = 0.15,",
        "tariff = { Farming = 0.2, Cloth = -0.15,",
        "countries.1.tariff.Cloth is -0.15; expected 0 or more",
    ),
    (
        "tariff = { Farming = 0.2, Cloth = 0.2, Machines = 0.15 }",
        'tariff = "high"',
        "countries.2.tariff is 'high'; expected a number",
    ),
    (
        'stance = "tit-for-tat"   ',
        'stance = "tit4tat"',
        "no stance 'tit4tat'; did you mean tit-for",
    ),
    (
        'stance = "tit-for-tat"   ',
        'stance = { name = "generous-tit-for-tat", forgive = 0.5 }',
        "no parameter of generous-tit-for-tat 'forgive'; did you mean forgives?",
    ),
    (
        'stance = "tit-for-tat"   ',
        'stance = { name = "generous-tit-for-tat", forgives = "much" }',
        "expected a number",
    ),
    ('stance = "tit-for-tat"   ', "stance = { forgives = 0.5 }", "name is missing; expected as"),
    ('tactic = "conceder"', 'tactic = "concede"', "no tactic 'concede'; did you mean conceder?"),
    ('voice = "warm"', 'voice = "worm"', "no voice 'worm'; did you mean warm?"),
    ('voice = "warm"', 'voice = "warm"\nstances.SML = "pavlov"', "no other country 'SML'"),
    ('voice = "warm"', 'voice = "warm"\nred_lines = ["visas"]', "no red_lines 'visas'; expected"),
    ('playable = true\nabout = "A large', 'playable = "yes"\nabout = "A large', "true or false"),
    ("patience = 6  ", "patience = 60", "countries.1.patience is 60; expected 20 or less"),
    ("creative = 0.3", "creative = 1.3", "countries.2.creative is 1.3; expected 1 or less"),
    (
        "weights = { Cloth = 0.1 }",
        "weights = { Coal = 0.1 }",
        "no sector 'Coal'; did you mean Cloth?",
    ),
    (
        "tolerance = 0.2  ",
        "tolernce = 0.2  ",
        "in countries.interests 'tolernce'; did you mean tol",
    ),
    ("sectors = []  ", 'sectors = ["Books"]', "no sector 'Books'; expected one of Farming, Cloth"),
    (
        "trade_cost = 0.01 ",
        "trade_costs = 0.01",
        "in domains.judgments 'trade_costs'; did you mean",
    ),
    ("[domains.travel]", "[domains.visas]", "no field in domains 'visas'; expected one of copyri"),
    ('kind = "harvest"', 'kind = "flood"', "no kind 'flood'; expected one of crisis, harvest"),
    ('kind = "harvest"\ncountry = "MAR"', 'kind = "harvest"', "a harvest needs a country"),
    ("probability = 0.15\n", "", "this event never happens; expected a round or a probability"),
    ("round = 4", "round = 9", "round 9 never comes; expected at most 6"),
    ('receiver = "MAR"', 'receiver = "SML"', "SML promises something to itself; expected another"),
    (
        '[[opening]]\ndomain = "tariffs"',
        '[[grants]]\ngiver = "SML"\nreceiver = "MAR"\ndomain = "tariffs"\n\n[[opening]]',
        "tariffs in force belong to the base year; expected another domain",
    ),
    (
        "[[opening]]\n",
        '[[announcements]]\nby = "MAR"\non = ["SML", "MRA"]\npoints = 0.1\n\n[[opening]]\n',
        "no country 'MRA'; did you mean MAR?",
    ),
]


def lines(broken: str) -> list[tuple[int, str]]:
    with pytest.raises(ScenarioError) as refused:
        load_text(broken, "my.toml", None)
    assert str(refused.value).count("\n") == len(refused.value.faults) - 1
    assert all(str(fault).startswith(f"my.toml:{fault.line}: ") for fault in refused.value.faults)
    return [(fault.line, fault.what) for fault in refused.value.faults]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[case[2][:40] for case in BROKEN])
def test_a_fault_is_one_line_that_points_at_its_place(old: str, new: str, said: str) -> None:
    assert old in LESSON
    broken = LESSON.replace(old, new, 1)
    told = lines(broken)
    assert len(told) == 1, told
    line, what = told[0]
    assert said in what
    # The line is one of those that were written, or of the table around what is missing.
    first = broken[: LESSON.index(old)].count("\n") + 1
    assert first - 3 <= line <= first + new.count("\n")


def test_the_line_is_exact() -> None:
    broken = LESSON.replace("round = 4", "round = 9")
    expected = 1 + broken.splitlines().index("round = 9")
    assert lines(broken)[0][0] == expected


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    broken = (
        LESSON.replace('mode = "open"', 'mode = "opne"')
        .replace("patience = 6  ", "pateince = 6  ", 1)
        .replace('voice = "plain"', 'voice = "plane"')
        .replace("weights = { Cloth = 0.1 }", "weights = { Coal = 0.1 }")
        .replace("round = 4", "round = 9")
    )
    told = lines(broken)
    assert [line for line, _ in told] == sorted(line for line, _ in told)
    for part in ("opne", "pateince", "plane", "Coal", "round 9"):
        assert sum(part in what for _, what in told) == 1
    assert len(told) == 5


def test_a_missing_field_says_what_it_is_for() -> None:
    told = lines(LESSON.replace('summary = "The first', '# "The first'))
    assert [what for _, what in told] == ["summary is missing; expected one line for the list"]


def test_a_slip_in_the_name_of_a_required_field_is_one_fault() -> None:
    told = lines(LESSON.replace('summary = "The first', 'sumary = "The first'))
    assert [what for _, what in told] == ["no field 'sumary'; did you mean summary?"]


def test_no_country_that_can_be_played_and_no_distance_and_no_size() -> None:
    told = lines(LESSON.replace("playable = true", "playable = false"))
    assert [what for _, what in told] == [
        "no country is playable; expected at least one with playable = true"
    ]
    told = lines(LESSON.replace("size = 900.0\n", ""))
    assert told[0][1].startswith("MAR has no size; gravity needs one")
    table = '[[economy.distances]]\nbetween = ["MAR", "SML"]\nis = 1.6\n'
    told = lines(LESSON.replace(table, "").replace("border = 0.5", "border = 0.5\ndistances = []"))
    assert told[0][1] == "no distance from SML to MAR; expected every pair once"
    told = lines(LESSON.replace("spending = 0.6", "spending = 0.5"))
    assert told[0][1] == "spending shares of the sectors sum to 0.9; expected 1"


def test_rules_are_checked_by_name_beside_faults_that_stop_everything_else() -> None:
    text = LESSON.replace("theta = 4.5 ", "# ", 1).replace('tactic = "', 'tactic = "x', 1)
    with pytest.raises(ScenarioError) as refused:
        load_text(text, "mine.toml", None)
    said = str(refused.value)
    assert "theta is missing" in said
    assert "no tactic 'x" in said
    assert said.count("no tactic") == 1


def test_a_country_that_is_nowhere_else_is_told_once_however_many_rows_have_it(tmp_path: Path):
    kept = (APRIL / "flows.csv").read_text(encoding="utf-8")
    report = check(april(tmp_path, kept.replace("CHE,", "ZZZ,").replace(",VNM,", ",XXX,")))
    assert [line.split("no country ")[1][:5] for line in report.lines] == ["'XXX'", "'ZZZ'"]


def april(folder: Path, flows: str | None = None, toml: str | None = None) -> Path:
    """A copy of the scenario with tables, changed."""
    kept = (APRIL / "flows.csv").read_text(encoding="utf-8")
    if flows != "":
        (folder / "flows.csv").write_text(kept if flows is None else flows, encoding="utf-8")
    text = (APRIL / "scenario.toml").read_text(encoding="utf-8") if toml is None else toml
    (folder / "scenario.toml").write_text(text, encoding="utf-8")
    return folder / "scenario.toml"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("CHE,USA,Vehicels,1.0,0.0", "no sector 'Vehicels'; did you mean Vehicles?"),
        ("CHEE,USA,Vehicles,1.0,0.0", "no country 'CHEE'; did you mean CHE?"),
        ("CHE,USA,Vehicles,much,0.0", "flow is 'much'; expected a number, zero or more"),
        ("CHE,USA,Vehicles,-1.0,0.0", "flow is '-1.0'; expected a number, zero or more"),
        ("CHE,USA,Vehicles,1.0,nan", "tariff is 'nan'; expected a number, zero or more"),
        ("CHE,USA,Vehicles,1.0", "4 cells; expected 5: exporter,importer,sector,flow,tariff"),
        ("USA,USA,Agriculture,1,0", "USA, USA, Agriculture is there twice, first in line"),
    ],
)
def test_a_fault_in_a_table_points_at_its_row(tmp_path: Path, row: str, said: str) -> None:
    kept = (APRIL / "flows.csv").read_text(encoding="utf-8").splitlines()
    report = check(april(tmp_path, "\n".join([*kept, row]) + "\n"))
    assert not report.sound
    (line,) = report.lines
    assert line.startswith(f"{tmp_path / 'flows.csv'}:{len(kept) + 1}: ")
    assert said in line


def test_a_wrong_header_a_missing_file_and_a_file_elsewhere(tmp_path: Path) -> None:
    report = check(april(tmp_path, "from,to,sector,flow,tariff\n"))
    assert report.lines == (
        f"{tmp_path / 'flows.csv'}:1: the header is from,to,sector,flow,tariff;"
        " expected exporter,importer,sector,flow,tariff",
    )
    text = (APRIL / "scenario.toml").read_text(encoding="utf-8")
    line = 1 + next(k for k, row in enumerate(text.splitlines()) if row.startswith("flows ="))
    for name, said in (
        ("flow.csv", "no file 'flow.csv'; did you mean flows.csv?"),
        ("../flows.csv", "'../flows.csv' lies elsewhere; expected a file beside the scenario"),
    ):
        path = april(tmp_path, toml=text.replace('"flows.csv"', f'"{name}"'))
        assert check(path).lines == (f"{path}:{line}: {said}",)


def test_an_economy_that_cannot_be_is_refused_at_its_table(tmp_path: Path) -> None:
    kept = (APRIL / "flows.csv").read_text(encoding="utf-8").splitlines()
    bare = [row for row in kept if ",Textiles," not in row]
    (line,) = check(april(tmp_path, "\n".join(bare) + "\n")).lines
    text = (APRIL / "scenario.toml").read_text(encoding="utf-8").splitlines()
    assert f"scenario.toml:{1 + text.index('[economy]')}: economy: " in line
    assert "Textiles" in line


def test_a_scenario_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        find("two-neigbours")
    assert str(refused.value) == "no scenario 'two-neigbours'; did you mean two-neighbours?"
    with pytest.raises(ScenarioError, match="cannot be read: No such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"\n')
    with pytest.raises(ScenarioError, match="cannot be read: "):
        load(tmp_path / "latin.toml")


def test_faults_are_the_same_from_another_process():
    """A worker's refusal is told as its own process would."""
    error = ScenarioError((Fault("a.toml", 3, "one"), Fault("a.toml", 0, "two")))
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == "a.toml:3: one\na.toml: two"
    assert again.faults == error.faults
