"""Scenario files: schema, loading, errors that point at the line, and the setting made of them.

A scenario is text; a `Setting` is the world that the game is played in. No rule of the game's
rounds may live here.
"""

from negotiator.scenario.checking import check
from negotiator.scenario.faults import Fault, ScenarioError
from negotiator.scenario.load import Entry, find, listing, load, load_text
from negotiator.scenario.schema import Scenario, json_schema
from negotiator.scenario.setting import Setting, compile_scenario
from negotiator.scenario.template import write_template

__all__ = [
    "Entry",
    "Fault",
    "Scenario",
    "ScenarioError",
    "Setting",
    "check",
    "compile_scenario",
    "find",
    "json_schema",
    "listing",
    "load",
    "load_text",
    "write_template",
]
