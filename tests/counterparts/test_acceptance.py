"""Acceptance conditions as Baarslag, Hindriks and Jonker (2013) define them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.counterparts.acceptance import UnknownAcceptanceError, acceptance, acceptances
from negotiator.counterparts.tactics import Table

SHARE = st.floats(-1.0, 1.0)


@pytest.mark.parametrize(
    ("name", "parameters", "table", "ask", "least"),
    [
        ("next", {}, Table(), 0.6, 0.6),
        ("next", {"factor": 1.2}, Table(), 0.6, 0.5),
        ("next", {"bonus": 0.1}, Table(), 0.6, 0.5),
        ("next", {"factor": 1.25, "bonus": 0.1}, Table(), 0.6, 0.4),
        ("constant", {}, Table(), 0.6, 0.5),
        ("constant", {"share": 0.7}, Table(), 0.6, 0.6),  # it would itself propose for less
        # Early, only what it would propose next.
        ("combined", {}, Table(used=2, patience=5, worth=(0.1, 0.2, 0.15)), 0.6, 0.6),
        # Two exchanges left: the best of the two offers before this one.
        ("combined", {}, Table(used=3, patience=5, worth=(0.3, 0.1, 0.2, 0.25)), 0.6, 0.2),
        # One left: the offer before this one.
        ("combined", {}, Table(used=4, patience=5, worth=(0.3, 0.1, 0.2, 0.15, 0.18)), 0.6, 0.15),
        ("combined", {}, Table(used=4, patience=5, worth=(0.3, 0.7, 0.2)), 0.6, 0.6),
        # Offers that leave it worse off than no deal are no measure.
        ("combined", {}, Table(used=4, patience=5, worth=(-0.3, -0.2)), 0.6, 0.0),
        ("combined", {}, Table(used=0, patience=1, worth=(0.2,)), 0.6, 0.6),
        (
            "combined-average",
            {},
            Table(used=3, patience=5, worth=(0.9, 0.1, 0.2, 0.5)),
            0.6,
            0.15,
        ),
        ("combined-average", {"after": 0.9}, Table(used=4, patience=5, worth=(0.1, 0.2)), 0.6, 0.6),
    ],
)
def test_worked_by_hand(
    name: str, parameters: dict[str, float], table: Table, ask: float, least: float
) -> None:
    assert acceptance(name, **parameters).least(table, ask) == pytest.approx(least)


@given(
    ask=st.floats(0.0, 1.0),
    offers=st.lists(SHARE, min_size=1, max_size=8).map(tuple),
    patience=st.integers(1, 10),
    used=st.integers(0, 10),
)
def test_the_combination_is_the_papers(
    ask: float, offers: tuple[float, ...], patience: int, used: int
) -> None:
    """AC_next or (t ≥ T and U at least the best of the window before, as long as what is left)."""
    table = Table(used=used, patience=patience, worth=offers)
    left = max(patience - used, 1)
    window = offers[:-1][-left:]
    late = min(used / patience, 1.0) >= 0.6
    signs = offers[-1] >= ask or (late and bool(window) and offers[-1] >= max(window))
    least = acceptance("combined").least(table, ask)
    # Nobody signs for less than nothing, whatever was offered before.
    assert (offers[-1] >= least) == (signs and (offers[-1] >= 0 or offers[-1] >= ask))


@pytest.mark.parametrize("name", sorted(acceptances()))
@given(
    ask=st.floats(0.0, 1.0),
    offers=st.lists(SHARE, max_size=8).map(tuple),
    used=st.integers(0, 6),
)
def test_nobody_refuses_what_it_would_propose_or_signs_for_a_loss(
    name: str, ask: float, offers: tuple[float, ...], used: int
) -> None:
    least = acceptance(name).least(Table(used=used, patience=5, worth=offers), ask)
    assert 0.0 <= least <= ask


@pytest.mark.parametrize(
    ("name", "parameters", "line"),
    [
        ("constnat", {}, "no acceptance condition 'constnat'; did you mean constant?"),
        ("next", {"factr": 2}, "no parameter of next 'factr'; did you mean factor?"),
        ("next", {"factor": 0.5}, "next: factor is 0.5; expected a number from 1 to 2"),
    ],
)
def test_refusals_are_one_line(name: str, parameters: dict[str, float], line: str) -> None:
    with pytest.raises(UnknownAcceptanceError) as refused:
        acceptance(name, **parameters)
    assert str(refused.value) == line
