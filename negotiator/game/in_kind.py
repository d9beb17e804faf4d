"""Answers in kind outside tariffs: one recognition for another, given or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from negotiator.diplomacy.conduct import Conduct, in_force
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.game.state import State
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting

#: What a state gives in each domain, as it is withdrawn or granted in a sentence.
_GIVEN: dict[Domain, str] = {
    Domain.COPYRIGHT: "recognition of copyright",
    Domain.JUDGMENTS: "enforcement of judgments",
    Domain.TRAVEL: "relaxed visas",
    Domain.EXTRADITION: "extradition",
    Domain.SECURITY: "pledge of defence",
}


class Mood(NamedTuple):
    """Whether a stance would give in return for what is given, and take for what is taken."""

    gives: bool
    takes: bool


def answer(
    setting: Setting, state: State, own: Conduct, moods: Mapping[tuple[int, int], Mood]
) -> tuple[Conduct, dict[tuple[int, int], str]]:
    """Withdraw what was withdrawn and grant what was granted last round, as the stances stand.

    What treaties promise stays, and is paid for in them; aid is answered by other means, and nobody
    crosses its red lines.

    Parameters
    ----------
    own
        Every state's own policy.
    moods
        By giver and receiver; other pairs do nothing.

    Returns
    -------
    The own policies, and by giver and receiver the words for what changed.
    """
    if len(state.history) < 2:
        return own, {}
    before, last = state.history[-2].applied.grants, state.last.applied.grants
    grants = own.grants.copy()
    world = setting.world
    nothing = Conduct(own.tariff, own.grants * 0.0)
    promised = np.zeros(grants.shape)
    for number in (state.round - 2, state.round - 1, state.round):
        due = in_force(nothing, state.treaties, number, world.countries, world.sectors)
        promised += due.grants
    said: dict[tuple[int, int], str] = {}
    for (i, j), mood in moods.items():
        code = world.countries[i]
        for k, domain in enumerate(GRANTS):
            if domain not in _GIVEN or promised[k, i, j] or promised[k, j, i]:
                continue
            change = last[k, j, i] - before[k, j, i]
            if mood.takes and change < 0 < grants[k, i, j]:
                grants[k, i, j] = 0.0
                text = _words(setting, i, j, domain, "in kind")
            elif mood.gives and change > 0 == grants[k, i, j]:
                if domain in setting.counterparts[code].red_lines:
                    continue
                grants[k, i, j] = 1.0
                text = _words(setting, i, j, domain)
            else:
                continue
            said[i, j] = f"{said[i, j]} {text}" if (i, j) in said else text
    return Conduct(own.tariff, grants), said


def told(setting: Setting, before: Conduct, after: Conduct, i: int, j: int) -> list[str]:
    """What one state withdrew from another in answer to its tariffs, or gave back, in words."""
    change = after.grants[:, i, j] - before.grants[:, i, j]
    return [
        _words(setting, i, j, domain, "to answer its tariffs" if change[k] < 0 else "")
        for k, domain in enumerate(GRANTS)
        if domain in _GIVEN and change[k]
    ]


def _words(setting: Setting, i: int, j: int, domain: Domain, taken: str = "") -> str:
    """A sentence on what one state gives another; on what it takes, with the reason."""
    code, partner = setting.world.countries[i], setting.world.countries[j]
    who, name, what = capital(setting.names[code]), setting.names[partner], _GIVEN[domain]
    if taken:
        return f"{who} withdraws its {what} from {name} {taken}."
    return f"{who} grants {name} {what} in return."
