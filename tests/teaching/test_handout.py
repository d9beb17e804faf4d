"""The sheet of a player tells what its government may know, and nothing of the others' rules."""

from __future__ import annotations

import pytest
from class_of_saves import Page

from negotiator.cli import main
from negotiator.game.overview import neighbours
from negotiator.game.rules import new_game
from negotiator.scenario import compile_scenario, find, load
from negotiator.teaching.handout import handout
from negotiator.teaching.words import money, rate


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("cod-war-1975")))


def test_there_is_a_sheet_for_every_country_that_can_be_played(setting):
    page = Page(handout(setting))
    playable = [country for country in setting.scenario.countries if country.playable]
    sheets = [a for tag, a in page.tags if tag == "section"]
    assert len(sheets) == len(playable) == 3
    begins = [head for head in page.headings if head.startswith("You govern")]
    assert begins == [f"You govern {setting.names[country.code]}" for country in playable]


def test_the_figures_are_those_of_the_desk(setting):
    page = Page(handout(setting, "ISL"))
    rows = {row[0]: row for row in page.rows if row}
    for each in neighbours(setting, new_game(setting, "ISL", 1), "ISL"):
        told = rows[setting.titles[each.code]]
        assert told[1] == money(each.income)
        assert told[2:4] == [rate(each.their_tariff), rate(each.our_tariff)]


def test_no_rule_of_another_is_told(setting):
    text = Page(handout(setting)).text
    for each in setting.counterparts.values():
        assert each.stance.rule not in text
        assert each.tactic.rule not in text
    assert "negotiator play cod-war-1975 --as ISL --seed N" in text
    assert "what really happened" not in text.lower()


def test_names_are_never_markup(setting):
    evil = '<img src=x onerror="alert(1)">'
    countries = tuple(
        country.model_copy(update={"name": evil, "stake": evil, "about": evil})
        for country in setting.scenario.countries
    )
    scenario = setting.scenario.model_copy(update={"title": evil, "countries": countries})
    page = Page(handout(compile_scenario(scenario)))
    assert "img" not in {tag for tag, _ in page.tags}


def test_the_command_writes_it_and_names_the_nearest_country(tmp_path, capsys):
    target = tmp_path / "sheet.html"
    assert main(["handout", "two-neighbours", "--as", "SML", "-o", str(target)]) == 0
    assert "You govern Sund" in target.read_text(encoding="utf-8")
    assert main(["handout", "two-neighbours", "--as", "SLM", "-o", str(target)]) == 1
    error = capsys.readouterr().err
    assert "SML" in error
    assert error.count("\n") == 1
