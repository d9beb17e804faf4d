"""What holds for every stance, whatever the history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances import stance, stances

LEVEL = st.floats(0.0, 1.0)
DRAW = st.floats(0.0, 1.0, exclude_max=True)
NAMES = pytest.mark.parametrize("name", list(stances()))
STEADY = [n for n, cls in stances().items() if cls.steady and n != "always-defect"]


@st.composite
def records(draw: st.DrawFn, level: st.SearchStrategy[float] = LEVEL) -> Record:
    rounds = draw(st.integers(0, 6))
    states = draw(st.integers(2, 4))
    mine = tuple(draw(st.lists(level, min_size=rounds, max_size=rounds)))
    theirs = tuple(draw(st.lists(level, min_size=rounds, max_size=rounds)))
    community = None
    if draw(st.booleans()):
        row = st.tuples(*[level] * states)
        levels = draw(st.lists(st.tuples(*[row] * states), min_size=rounds, max_size=rounds))
        kept = draw(st.tuples(*[LEVEL] * states))
        community = Community(tuple(levels), me=0, partner=1, reliability=kept)
    return Record(
        mine,
        theirs,
        draw(st.floats(0.0, 1e3)),
        draw(st.floats(0.0, 1e3)),
        draw(st.none() | st.tuples(level, level)),
        community,
    )


@NAMES
@settings(max_examples=60, deadline=None)
@given(record=records(), chance=DRAW)
def test_levels_are_levels_and_rules_are_pure(name: str, record: Record, chance: float) -> None:
    rule = stance(name)
    level = rule.level(record, chance)
    assert 0.0 <= level <= 1.0
    assert rule.level(record, chance) == level
    assert 0.0 <= rule.tolerates(record) <= 1.0
    assert 0.0 <= rule.earns(record) <= 1.0
    assert f"{level:.2f}" in rule.because(record, level)
    if not rule.stochastic:
        assert rule.level(record, 0.0) == rule.level(record, 0.999) == level


@pytest.mark.parametrize("name", [n for n, cls in stances().items() if not cls.graded])
@settings(max_examples=60, deadline=None)
@given(
    acts=st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0])), max_size=8),
    chance=DRAW,
)
def test_two_actions_in_two_actions_out(
    name: str, acts: list[tuple[float, float]], chance: float
) -> None:
    record = Record(tuple(a for a, _ in acts), tuple(b for _, b in acts))
    assert stance(name).level(record, chance) in (0.0, 1.0)


@NAMES
@settings(max_examples=60, deadline=None)
@given(record=records(), chance=DRAW)
def test_nothing_older_than_its_memory_matters(name: str, record: Record, chance: float) -> None:
    rule = stance(name)
    if rule.memory >= len(record.theirs):
        return
    kept = len(record.theirs) - int(rule.memory)
    forgotten = Record(
        (0.5,) * kept + record.mine[kept:],
        (0.5,) * kept + record.theirs[kept:],
        record.my_worth,
        record.their_worth,
        record.start,
        record.community,
    )
    assert rule.level(forgotten, chance) == rule.level(record, chance)
    # Nor that there was anything: matches of a tournament hand over the last rounds only.
    recent = replace(record, mine=record.mine[kept:], theirs=record.theirs[kept:])
    assert rule.level(recent, chance) == rule.level(record, chance)


@pytest.mark.parametrize("name", STEADY)
@pytest.mark.parametrize("other", STEADY)
@settings(max_examples=5, deadline=None)
@given(rounds=st.integers(1, 12), chance=DRAW)
def test_nice_stances_never_begin_a_war(name: str, other: str, rounds: int, chance: float) -> None:
    one, two = stance(name), stance(other)
    start = (0.8, 0.6)
    mine: tuple[float, ...] = ()
    theirs: tuple[float, ...] = ()
    for _ in range(rounds):
        a = one.level(Record(mine, theirs, start=start), chance)
        b = two.level(Record(theirs, mine, start=start[::-1]), chance)
        mine, theirs = (*mine, a), (*theirs, b)
    assert mine == pytest.approx((0.8,) * rounds)
    assert theirs == pytest.approx((0.6,) * rounds)
