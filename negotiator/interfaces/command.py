"""`negotiator export`: a talk of two countries as a domain for other libraries' negotiators."""

from __future__ import annotations

import argparse

from negotiator.interfaces.genius import text, write
from negotiator.interfaces.space import outcome_space
from negotiator.scenario import compile_scenario, find, load


def run(options: argparse.Namespace) -> int:
    """Write the domain that was asked for, and tell how near its sums are.

    Raises
    ------
    ScenarioError
        When it cannot be made as asked.
    """
    setting = compile_scenario(load(find(options.scenario)))
    named = [name.strip() for name in (options.domains or "").split(",") if name.strip()]
    space = outcome_space(setting, tuple(options.between), named)
    print(text(space, write(space, options.folder)))
    return 0
