"""Domains for GENIUS and negmas: the format, the figures, and a session of negmas on one."""

from __future__ import annotations

import csv
import json
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from negotiator.cli import main
from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.ledger import Ledger
from negotiator.scenario import compile_scenario, find, load
from negotiator.scoring.score import score_pair

PAIR = ("SML", "MAR")
EXPORT = ["export", "two-neighbours", "--between", *PAIR, "--domains", "tariffs,copyright,aid"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "domain"
    assert main([*EXPORT, str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def about(folder):
    return json.loads((folder / "about.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def table(folder):
    """Every outcome as a tuple of labels, and [outcomes, 4] gains."""
    with (folder / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    outcomes = [tuple(row[:-4]) for row in rows]
    return outcomes, np.array([[float(cell) for cell in row[-4:]] for row in rows])


def issues(objective):
    return {
        issue.get("name"): [item.get("value") for item in issue]
        for issue in objective.iter("issue")
    }


def test_the_domain_is_as_genius_writes_them(folder):
    root = ET.parse(folder / "domain.xml").getroot()
    assert root.tag == "negotiation_template"
    [space] = root
    [objective] = space
    assert (space.tag, objective.tag) == ("utility_space", "objective")
    assert int(space.get("number_of_issues")) == len(objective) == 5
    for number, issue in enumerate(objective, 1):
        assert (issue.tag, issue.get("type"), issue.get("index")) == (
            "issue", "discrete", str(number),
        )  # fmt: skip
        assert [item.get("index") for item in issue] == [str(k) for k in range(1, len(issue) + 1)]


@pytest.mark.parametrize("code", PAIR)
def test_a_profile_gives_the_sums_that_the_table_has(code, folder, about, table):
    told = about["profiles"][code]
    root = ET.parse(folder / told["file"]).getroot()
    objective = root.find("objective")
    assert issues(objective) == issues(ET.parse(folder / "domain.xml").getroot())
    weights = [float(each.get("value")) for each in objective.iter("weight")]
    values = [
        {item.get("value"): float(item.get("evaluation")) for item in issue}
        for issue in objective.iter("issue")
    ]
    assert sum(weights) == pytest.approx(1.0)
    assert all(max(each.values()) == 1.0 and min(each.values()) >= 0.0 for each in values)
    assert float(root.find("discount_factor").get("value")) == 1.0  # nothing is lost by waiting
    outcomes, gains = table
    zero, one = told["gain_at_utility_0_bn"], told["gain_at_utility_1_bn"]
    utilities = np.array(
        [
            sum(w * v[label] for w, v, label in zip(weights, values, outcome, strict=True))
            for outcome in outcomes
        ]
    )
    assert utilities.min() == pytest.approx(0.0, abs=1e-12)
    assert utilities.max() == pytest.approx(1.0)
    seat = PAIR.index(code)
    np.testing.assert_allclose(zero + utilities * (one - zero), gains[:, 2 + seat], atol=1e-6)
    no_deal = zero + float(root.find("reservation").get("value")) * (one - zero)
    assert no_deal == pytest.approx(0.0, abs=1e-9)
    off = np.abs(gains[:, 2 + seat] - gains[:, seat])
    assert told["largest_error_of_sums_bn"] == pytest.approx(off.max(), abs=1e-6)
    wrong = (gains[:, 2 + seat] > 0) != (gains[:, seat] > 0)
    assert told["misjudged_against_no_deal_share"] == pytest.approx(wrong.mean())


def test_the_table_has_every_outcome_once(about, table):
    outcomes, _ = table
    assert len(set(outcomes)) == len(outcomes) == about["outcomes"] == 6 * 6 * 2 * 2 * 5


def test_it_says_how_far_sums_are_off(tmp_path, capsys):
    assert main([*EXPORT, str(tmp_path / "new")]) == 0
    said = capsys.readouterr().out
    assert "720 outcomes on 5 issues" in said
    assert "are off by at most $" in said
    assert "on the wrong side of no deal" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--between", "SML", "MARR"], "did you mean MAR?"),
        (["--between", "SML", "SML"], "expected two different countries"),
        (["--domains", "visas"], "no domain in play 'visas'"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_line(change, said, tmp_path, capsys):
    assert main([*EXPORT, str(tmp_path / "new"), *change]) == 1
    error = capsys.readouterr().err.strip()
    assert said in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path, capsys):
    (tmp_path / "mine.xml").write_text("<mine/>", encoding="utf-8")
    assert main([*EXPORT, str(tmp_path)]) == 1
    assert "expected a new or an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.xml"]


def scored(about, outcome):
    """What our score makes of an agreement, from the clauses that `about.json` has for it."""
    setting = compile_scenario(load(find("two-neighbours")))
    world = setting.world
    clauses = [
        Clause.model_validate(clause)
        for issue, label in zip(about["issues"], outcome, strict=True)
        for option in issue["options"]
        if option["value"] == label
        for clause in option["clauses"]
    ]
    final = perform(setting.initial, clauses, world.countries, world.sectors)
    return score_pair(world, final, setting.fallback(setting.initial), PAIR, Ledger())


class TestWithNegmas:
    """Sessions of a library that we did not write."""

    @pytest.fixture
    def negmas(self):
        return pytest.importorskip("negmas")

    def session(self, negmas, scenario, ufuns, negotiator):
        session = negmas.SAOMechanism(outcome_space=scenario.outcome_space, n_steps=1000)
        for ufun in ufuns:
            session.add(negotiator(ufun=ufun))
        session.run()
        return session.agreement

    def test_it_reads_the_profiles_as_they_were_written(self, negmas, folder, about, table):
        scenario = negmas.Scenario.from_genius_folder(folder)
        outcomes, gains = table
        assert [u.name for u in scenario.ufuns] == [
            about["profiles"][code]["file"].removesuffix(".xml") for code in PAIR
        ]
        for seat, (code, ufun) in enumerate(zip(PAIR, scenario.ufuns, strict=True)):
            told = about["profiles"][code]
            zero, one = told["gain_at_utility_0_bn"], told["gain_at_utility_1_bn"]
            found = [zero + float(ufun(outcome)) * (one - zero) for outcome in outcomes]
            np.testing.assert_allclose(found, gains[:, 2 + seat], atol=1e-6)

    @pytest.mark.parametrize("name", ["AspirationNegotiator", "MiCRONegotiator"])
    def test_an_agreement_is_worth_the_same_to_our_score(self, name, negmas, folder, about, table):
        scenario = negmas.Scenario.from_genius_folder(folder)
        outcomes, gains = table
        exact = [
            negmas.MappingUtilityFunction(
                dict(zip(outcomes, gains[:, seat].tolist(), strict=True)),
                outcome_space=scenario.outcome_space,
                reserved_value=0.0,
            )
            for seat in (0, 1)
        ]
        agreed = self.session(negmas, scenario, exact, getattr(negmas, name))
        assert agreed is not None
        score = scored(about, agreed)
        for ufun, gain in zip(exact, score.gains, strict=True):
            assert float(ufun(agreed)) == pytest.approx(gain, abs=2e-7)
        assert min(score.gains) > 0
        assert score.index > 0

    def test_by_sums_it_agrees_within_the_error_that_is_told(self, negmas, folder, about):
        scenario = negmas.Scenario.from_genius_folder(folder)
        agreed = self.session(negmas, scenario, scenario.ufuns, negmas.AspirationNegotiator)
        assert agreed is not None
        for code, ufun, gain in zip(PAIR, scenario.ufuns, scored(about, agreed).gains, strict=True):
            told = about["profiles"][code]
            zero, one = told["gain_at_utility_0_bn"], told["gain_at_utility_1_bn"]
            by_sum = zero + float(ufun(agreed)) * (one - zero)
            assert abs(by_sum - gain) <= told["largest_error_of_sums_bn"] + 1e-6
