"""A counterpart remembers as many rounds as its scenario gives it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from negotiator.counterparts.stances import stance
from negotiator.game.moves import EndRound, Retaliate, SetTariff
from negotiator.game.rules import apply, new_game
from negotiator.game.view import record
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


def remembering(setting, rounds):
    marland = replace(setting.counterparts["MAR"], memory=rounds, stance=stance("grim-trigger"))
    return replace(setting, counterparts={**setting.counterparts, "MAR": marland})


def quarrelled(setting):
    """Sund raises its tariffs for one round and takes it back at once; then four rounds pass."""
    state = new_game(setting, "SML", 2)
    moves = [Retaliate(receiver="MAR", points=0.2), EndRound()]
    old = setting.initial.tariff[1, 0]
    moves += [
        SetTariff(receiver="MAR", sectors=(sector,), rate=float(rate))
        for sector, rate in zip(setting.world.sectors, old, strict=True)
    ]
    for move in (*moves, *[EndRound()] * 4):
        state = apply(setting, state, move).state
    return state


def test_a_grudge_lasts_as_long_as_the_memory(setting):
    """The grim trigger never forgives; one that remembers two rounds has forgotten by the fifth."""
    for memory, holds in ((None, True), (2, False)):
        changed = remembering(setting, memory)
        state = quarrelled(changed)
        seen = record(changed, state, "MAR", "SML")
        rule = changed.counterparts["MAR"].stance
        assert len(seen.theirs) == (len(state.history) if memory is None else 2)
        assert (rule.level(seen) == 0.0) is holds
        assert seen.community is not None
        assert len(seen.community.levels) == len(seen.theirs)


def test_what_was_settled_is_remembered(setting):
    """Forgotten is what was done, not what the two had settled into."""
    states = [quarrelled(remembering(setting, memory)) for memory in (None, 2)]
    settled = [
        record(remembering(setting, m), s, "MAR", "SML").settled
        for m, s in zip((None, 2), states, strict=True)
    ]
    assert settled[0] == pytest.approx(settled[1])
