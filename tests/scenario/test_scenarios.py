"""The shipped scenarios: they load, and their worlds are those that their briefings tell of."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy
from negotiator.paths import shipped_scenarios
from negotiator.scenario import (
    Scenario,
    ScenarioError,
    Setting,
    check,
    compile_scenario,
    find,
    json_schema,
    listing,
    load,
    write_template,
)
from negotiator.scenario.anchors import found_anchors

#: What lies in the folder, the default first.
FIRST = "liberation-day-2025"
SHIPPED = [FIRST, *sorted({path.stem for path in shipped_scenarios().iterdir()} - {FIRST})]


@pytest.fixture(scope="module")
def april() -> Setting:
    return compile_scenario(load(find("liberation-day-2025")))


@pytest.fixture(scope="module")
def lesson() -> Setting:
    return compile_scenario(load(find("two-neighbours")))


def test_the_list_has_the_shipped_ones_the_default_first() -> None:
    assert [entry.id for entry in listing()] == SHIPPED
    assert find() == find("liberation-day-2025")
    assert all(entry.title and entry.summary for entry in listing())


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_sound_and_survives_being_kept_in_a_save(name: str) -> None:
    assert check(find(name)).sound
    scenario = load(find(name))
    kept = json.dumps(scenario.model_dump(mode="json", by_alias=True))
    again = Scenario.model_validate(json.loads(kept))
    assert again == scenario
    before, after = compile_scenario(scenario), compile_scenario(again)
    assert after.initial.same(before.initial)
    assert np.array_equal(after.world.economy.flows, before.world.economy.flows)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_base_year_balances_and_stays_when_nothing_changes(name: str) -> None:
    world = compile_scenario(load(find(name))).world
    assert np.abs(world.economy.deficit).max() < 1e-6
    assert np.abs(world.value(world.base).payoff - world.value(world.base).beyond).max() < 1e-8


def test_what_a_scenario_says_is_in_force_as_the_game_opens(april: Setting) -> None:
    world, at = april.world, april.world.index
    added = april.initial.tariff - world.base.tariff
    levied = {code: float(added[at[code], at["USA"]].max()) for code in world.countries}
    announced = {"CHN": 0.54, "VNM": 0.46, "CHE": 0.31, "IND": 0.27, "KOR": 0.26, "JPN": 0.24}
    announced |= {"EU": 0.2, "MEX": 0.17, "GBR": 0.1, "CAN": 0.1, "ROW": 0.1, "USA": 0.0}
    assert levied == pytest.approx(announced)
    assert np.count_nonzero(np.delete(added, at["USA"], axis=1)) == 0
    pledged = april.initial.grant(Domain.SECURITY)
    assert pledged[at["USA"], at["JPN"]] == 1.0
    assert pledged[at["USA"], at["CHE"]] == 0.0
    assert "incomes by 27" in april.note


def test_the_world_of_april_2025_is_the_one_of_the_briefing(april: Setting) -> None:
    """The facts for which the scenario was chosen: who gains, who loses, what an answer does."""
    economy, at = april.world.economy, april.world.index
    us, swiss = at["USA"], at["CHE"]
    base, now = economy.tariff, april.initial.tariff
    answers = now.copy()
    answers[us] += np.swapaxes(now - base, 0, 1)[us]
    alone = now.copy()
    alone[us, swiss] += now[swiss, us] - base[swiss, us]
    deal = now.copy()
    deal[us, swiss] = 0.0
    deal[swiss, us] = np.minimum(deal[swiss, us], 0.10)
    solved = solve(economy, Policy(tariff=np.stack([now, answers, alone, deal])))
    announced, answered, answered_alone, agreed = 100 * np.log(real_income(solved))

    assert announced[us] == pytest.approx(0.46, abs=0.04)
    for code, loss in {"MEX": -1.45, "CAN": -0.86, "VNM": -0.67, "CHE": -0.45}.items():
        assert announced[at[code]] == pytest.approx(loss, abs=0.06)
    assert sorted(at, key=lambda code: announced[at[code]])[:4] == ["MEX", "CAN", "VNM", "CHE"]
    assert answered[us] == pytest.approx(-1.36, abs=0.08)
    others = np.arange(len(at)) != us
    assert np.abs(answered - announced)[others].max() < 0.2
    assert announced[us] - answered_alone[us] == pytest.approx(0.02, abs=0.01)
    assert answered_alone[swiss] < announced[swiss]
    assert agreed[us] > announced[us]
    assert agreed[swiss] > announced[swiss] + 0.3


def test_april_2025_can_be_played_by_small_and_large(april: Setting) -> None:
    playable = {country.code for country in april.scenario.countries if country.playable}
    assert playable >= {"CHE", "USA", "EU", "CAN", "MEX", "VNM", "CHN", "GBR"}
    assert april.scenario.country("CHE").difficulty == "hard"
    with pytest.raises(ScenarioError, match="no playable country 'JPN'; "):
        april.scenario.country("JPN")
    assert april.names["USA"] == "the United States"
    assert april.titles["USA"] == "United States"
    assert {each.stance.name for each in april.counterparts.values()} >= {
        "tit-for-tat",
        "equal-value",
        "diffuse",
        "tit-for-two-tats",
        "always-cooperate",
    }
    assert april.counterparts["EU"].chamber.protected["Agriculture"] == 0.1


def test_the_ends_of_the_scale_are_nash_tariffs_and_free_trade(april: Setting) -> None:
    war = april.anchors.war.tariff
    own = np.eye(len(april.world.countries), dtype=bool)
    assert (war[own] == 0.0).all()
    assert 0.15 < war[~own].mean() < 0.30
    assert np.array_equal(war, np.round(war, 3))
    assert not april.anchors.peace.tariff.any()
    # A trade war is worse for everyone than free trade, or there were nothing to negotiate.
    both = april.world.value(april.anchors.war), april.world.value(april.anchors.peace)
    assert float((both[1].welfare - both[0].welfare) @ april.world.income) > 0.0


def test_in_the_lesson_one_tariff_pays_and_a_war_costs_both(lesson: Setting) -> None:
    world = lesson.world
    large, small = world.index["MAR"], world.index["SML"]
    war, peace = lesson.anchors.war, lesson.anchors.peace
    start = world.value(peace).welfare
    alone = world.value(peace.toward(large, small, war)).welfare
    fought = world.value(war).welfare
    assert alone[large] > start[large]
    assert alone[small] < start[small]
    assert (fought < world.value(lesson.initial).welfare).all()


def test_anchors_are_computed_once_and_then_read(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path))
        first = compile_scenario(load(find("two-neighbours")))
        war = first.anchors.war.tariff
        (kept,) = tmp_path.rglob("anchors-*.json")
        text = kept.read_text(encoding="utf-8")
        assert np.array_equal(war, found_anchors(first.world)[0])
        # What is in the cache is taken; what is damaged is found again and put right.
        kept.write_text(text.replace("264", "265"), encoding="utf-8")
        other = compile_scenario(load(find("two-neighbours"))).anchors.war.tariff
        assert np.abs(other - war).max() == pytest.approx(0.001)
        for damage in ("", "{", '{"key": 1}', text.replace('"war": [', '"war": [1, '), text[:-9]):
            kept.write_text(damage, encoding="utf-8")
            again = compile_scenario(load(find("two-neighbours"))).anchors.war.tariff
            assert np.array_equal(again, war)
            assert kept.read_text(encoding="utf-8") == text


def test_anchors_need_no_place_to_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        assert compile_scenario(load(find("two-neighbours"))).anchors.war.tariff.any()


def test_with_profits_efficient_tariffs_are_searched_for(tmp_path: Path) -> None:
    text = find("two-neighbours").read_text(encoding="utf-8")
    path = tmp_path / "ossa.toml"
    path.write_text(text.replace("theta = 4.5", "theta = 4.5\nlabour_share = 0.8"), "utf-8")
    setting = compile_scenario(load(path))
    start = setting.world.value(Conduct.of(np.zeros_like(setting.initial.tariff))).welfare
    best = setting.world.value(Conduct.of(setting.anchors.peace.tariff)).welfare
    income = setting.world.income
    assert float(best @ income) >= float(start @ income)


def test_the_template_runs_and_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "our class.toml"
    write_template(path)
    assert check(path).sound
    scenario = load(path)
    assert scenario.id == "our class"
    assert compile_scenario(scenario).world.countries == ("SML", "MAR")
    text = path.read_text(encoding="utf-8")
    assert text.count("#") > 20
    with pytest.raises(ScenarioError, match="is there already; expected a new name"):
        write_template(path)
    assert path.read_text(encoding="utf-8") == text
    with pytest.raises(ScenarioError, match=r"expected a name that ends in \.toml"):
        write_template(tmp_path / "mine.txt")
    with pytest.raises(ScenarioError, match="cannot be written: "):
        write_template(tmp_path / "nowhere" / "mine.toml")


def test_scenarios_of_the_working_folder_are_found_by_file_and_by_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scenarios").mkdir()
    write_template(tmp_path / "scenarios" / "mine.toml")
    mine = (tmp_path / "scenarios" / "mine.toml").read_text(encoding="utf-8")
    named = mine.replace('id = "mine"', 'id = "spring term"')
    (tmp_path / "scenarios" / "mine.toml").write_text(named, encoding="utf-8")
    (tmp_path / "scenarios" / "torn.toml").write_text("title = ", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [entry.id for entry in listing()] == [FIRST, *sorted(["mine", *SHIPPED[1:]])]
    assert find("mine") == find("spring term") == tmp_path / "scenarios" / "mine.toml"


def test_data_with_inputs_come_from_three_tables(tmp_path: Path) -> None:
    text = find("two-neighbours").read_text(encoding="utf-8")
    start, end = text.index("[economy]"), text.index("[[sectors]]")
    economy = (
        '[economy]\nkind = "data"\nflows = "f.csv"\nvalue_added = "v.csv"\ninputs = "i.csv"\n\n'
    )
    (tmp_path / "s.toml").write_text(text[:start] + economy + text[end:], encoding="utf-8")
    codes, sectors = ["SML", "MAR"], ["Farming", "Cloth", "Machines"]
    flows = ["exporter,importer,sector,flow,tariff"]
    flows += [
        f"{a},{b},{s},{60 if a == b else 20},{0 if a == b else 0.1}"
        for a in codes
        for b in codes
        for s in sectors
    ]
    made = ["country,sector,value", *(f"{a},{s},50" for a in codes for s in sectors)]
    used = ["country,sector,input,value"]
    used += [f"{a},{s},{k},10" for a in codes for s in sectors for k in sectors]
    for name, rows in (("f.csv", flows), ("v.csv", made), ("i.csv", used)):
        (tmp_path / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    economy_of = compile_scenario(load(tmp_path / "s.toml")).world.economy
    assert economy_of.has_inputs
    assert economy_of.value_added_share == pytest.approx(np.full((2, 3), 50 / 80), abs=1e-6)
    (tmp_path / "v.csv").write_text("country,sector,value\nSML,Farms,50\n", encoding="utf-8")
    (tmp_path / "i.csv").write_text("\n".join([*used[:-1], "MAR,Cloth"]), encoding="utf-8")
    report = check(tmp_path / "s.toml")
    assert report.lines == (
        f"{tmp_path / 'v.csv'}:2: no sector 'Farms'; did you mean Farming?",
        f"{tmp_path / 'i.csv'}:{len(used)}: 2 cells; expected 4: country,sector,input,value",
    )


def test_every_field_of_the_schema_is_explained() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name, model in {"Scenario": schema, **schema["$defs"]}.items():
        assert model.get("description"), name
        for field, said in model.get("properties", {}).items():
            assert said.get("description"), f"{name}.{field}"
    json.dumps(schema)
