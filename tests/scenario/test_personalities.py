"""Ready-made counterparts in scenario files."""

from __future__ import annotations

import tomllib

import pytest

from negotiator.counterparts.catalogue import describe
from negotiator.counterparts.personalities import personalities
from negotiator.game.autoplay import simulate
from negotiator.paths import shipped_scenarios
from negotiator.scenario import ScenarioError, compile_scenario, json_schema, load_text
from negotiator.scenario.schema import Scenario

LESSON = (shipped_scenarios() / "two-neighbours.toml").read_text(encoding="utf-8")
MARLAND = """stance = "tit-for-tat"
tactic = "boulware"
voice = "plain"
patience = 6
creative = 0.3"""


def with_marland(text: str):
    """The lesson, with other words on how Marland acts."""
    assert MARLAND in LESSON
    return load_text(LESSON.replace(MARLAND, f"{text}\ncreative = 0.3"), "x.toml", None)


@pytest.mark.parametrize("name", sorted(personalities()))
def test_a_name_stands_for_what_its_page_says(name):
    """The page is TOML: pasted in place of the name it makes the same counterpart."""
    named = with_marland(f'personality = "{name}"')
    page = describe(name).splitlines()
    keys = [line for line in page[page.index("which stands for") + 1 :] if " = " in line]
    tomllib.loads("\n".join(keys))
    pasted = with_marland("\n".join(keys))
    one, other = (compile_scenario(each).counterparts["MAR"] for each in (named, pasted))
    assert one == other
    assert (one.patience, one.candour, one.memory) == tuple(
        personalities()[name].keys.get(key, default)
        for key, default in (("patience", 5), ("candour", 1.0), ("memory", None))
    )


@pytest.mark.parametrize("name", sorted(personalities()))
def test_it_plays_a_game_to_the_end(name):
    state = simulate(compile_scenario(with_marland(f'personality = "{name}"')), 2, rounds=3)
    assert state.over


def test_what_is_written_beside_it_counts():
    marland = compile_scenario(
        with_marland('personality = "hawk"\nvoice = "warm"\ncandour = 1.0')
    ).counterparts["MAR"]
    assert (marland.voice.name, marland.candour) == ("warm", 1.0)
    assert (marland.tactic.name, marland.patience) == ("hardheaded", 3)


def test_a_saved_scenario_is_the_same_again():
    named = with_marland('personality = "merchant"\nmemory = 2')
    again = Scenario.model_validate_json(named.model_dump_json(by_alias=True))
    assert again == named


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('personality = "hawkk"', "no personality 'hawkk'; did you mean hawk?"),
        (
            'stance = "pavlov"\naccepts = "nxt"',
            "no acceptance condition 'nxt'; did you mean next?",
        ),
        (
            'stance = "pavlov"\naccepts = { name = "constant", share = 2 }',
            "constant: share is 2.0; expected a number from 0 to 1",
        ),
        ('stance = "pavlov"\ncandour = 1.5', "countries.2.candour is 1.5; expected 1 or less"),
        ('stance = "pavlov"\nmemory = 0', "countries.2.memory is 0; expected 1 or more"),
        ('tactic = "linear"', "countries.2.stance is missing"),
    ],
)
def test_a_slip_is_told_in_its_line(text, what):
    with pytest.raises(ScenarioError) as refused:
        with_marland(text)
    [fault] = refused.value.faults
    assert fault.what.startswith(what)
    assert fault.line > 90


def test_editors_ask_for_a_stance_or_a_personality():
    country = json_schema()["$defs"]["Country"]
    assert "stance" not in country["required"]
    assert {"required": ["personality"]} in country["anyOf"]
