"""What moving a line of a draft promises, and what the line for all goods then says."""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.diplomacy.conduct import Conduct
from negotiator.game.draft import Draft
from negotiator.scenario import compile_scenario, find, load

SIDES = (("SML", "MAR"), ("MAR", "SML"))


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


def draft(setting, rates, **kind) -> Draft:
    """A draft where Sund levies these rates on Marland: of farming, cloth and machines."""
    world = setting.world
    tariff = np.array(setting.initial.tariff)
    tariff[world.index["MAR"], world.index["SML"]] = rates
    found = Draft(**kind)
    found.load(setting, Conduct(tariff, setting.initial.grants), SIDES[: 1 if kind else 2])
    return found


def test_a_ceiling_on_all_goods_is_promised_for_all_of_them(setting):
    """As the others' own offers have it: "at most 10% on everything"."""
    found = draft(setting, (0.2, 0.1, 0.02))
    found.set((0, 0), 0.1)
    (clause,) = found.clauses()
    assert (clause.rate, clause.sectors) == (0.1, ())
    assert found.values[0, 0] == 0.1
    assert [found.idle(0, k) for k in (1, 2, 3)] == [False, True, True]


def test_one_that_cuts_nothing_is_no_promise(setting):
    found = draft(setting, (0.2, 0.1, 0.02))
    found.set((0, 0), 0.2)
    assert found.clauses() == ()
    found.set((0, 3), 0.05)
    assert found.clauses() == ()


def test_one_sector_is_not_all_goods(setting):
    found = draft(setting, (0.2, 0.1, 0.02))
    found.set((0, 1), 0.05)
    (clause,) = found.clauses()
    assert len(clause.sectors) == 1
    assert found.values[0, 0] not in (0.05, clause.rate)  # it is told as mixed
    found.step((0, 0), -1)  # and goes on from the highest
    (clause,) = found.clauses()
    assert (round(clause.rate, 9), clause.sectors) == (0.04, ())


def test_one_s_own_policy_is_whole(setting):
    found = draft(setting, (0.2, 0.1, 0.1), unilateral=True)
    found.set((0, 1), 0.1)
    assert found.values[0, 0] == 0.1
