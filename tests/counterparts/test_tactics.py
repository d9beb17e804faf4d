"""Tactics against the closed forms of Faratin, Sierra and Jennings (1998)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.counterparts.tactics import UnknownTacticError, tactic

TIME = st.floats(0.0, 1.0)


@pytest.mark.parametrize(
    ("name", "exponent"), [("boulware", 0.2), ("boulware", 0.5), ("conceder", 1), ("conceder", 5)]
)
@given(time=TIME)
def test_the_polynomial_family(name: str, exponent: float, time: float) -> None:
    """x(t) = min + (1 − α(t))·(max − min), α(t) = k + (1 − k)·t^(1/e), with k = 1 − opening."""
    k = 0.25
    alpha = k + (1 - k) * time ** (1 / exponent)
    rule = tactic(name, opening=1 - k, floor=0.0, exponent=exponent)
    assert rule.aspiration(time) == pytest.approx(1 - alpha)


def test_boulware_holds_out_and_conceder_gives_way() -> None:
    boulware, conceder = tactic("boulware"), tactic("conceder")
    assert boulware.aspiration(0.0) == conceder.aspiration(0.0) == 0.8
    assert boulware.aspiration(0.5) > 0.75
    assert conceder.aspiration(0.5) < 0.3
    assert boulware.aspiration(1.0) == conceder.aspiration(1.0) == pytest.approx(0.1)


@pytest.mark.parametrize("name", ["boulware", "conceder"])
@given(one=TIME, two=TIME)
def test_never_asks_for_more_as_time_passes(name: str, one: float, two: float) -> None:
    rule = tactic(name)
    assert rule.aspiration(max(one, two)) <= rule.aspiration(min(one, two))


@pytest.mark.parametrize("name", ["boulware", "conceder", "tit-for-tat-concessions"])
@given(time=st.floats(-1.0, 3.0), concessions=st.lists(st.floats(-1.0, 1.0)).map(tuple))
def test_asks_for_no_more_than_at_first_and_no_less_than_its_floor(
    name: str, time: float, concessions: tuple[float, ...]
) -> None:
    rule = tactic(name, opening=0.9, floor=0.2)
    assert 0.2 - 1e-12 <= rule.aspiration(time, concessions) <= 0.9


@pytest.mark.parametrize(
    ("concessions", "share"),
    [
        ((), 0.8),
        ((0.1,), 0.7),
        ((0.1, 0.2), 0.5),
        ((-0.3,), 0.8),  # a worse offer is no concession
        ((0.2, -0.2, 0.2, -0.2, 0.2), 0.6),  # a step taken back and forth is paid once
        ((0.5, 0.5), 0.1),
    ],
)
def test_tit_for_tat_gives_up_what_the_other_gave_up(
    concessions: tuple[float, ...], share: float
) -> None:
    rule = tactic("tit-for-tat-concessions")
    assert rule.aspiration(0.0, concessions) == pytest.approx(share)
    assert rule.aspiration(1.0, concessions) == rule.aspiration(0.0, concessions)


@pytest.mark.parametrize(
    ("name", "parameters", "line"),
    [
        ("bulware", {}, "no tactic 'bulware'; did you mean boulware?"),
        ("conceder", {"exponnt": 2}, "no parameter of conceder 'exponnt'; did you mean exponent?"),
        (
            "boulware",
            {"exponent": 2},
            "boulware: exponent is 2; expected a number from 0.01 to 0.99",
        ),
        ("boulware", {"floor": 0.9}, "boulware: floor is 0.9; expected no more than opening, 0.8"),
    ],
)
def test_refusals_are_one_line(name: str, parameters: dict[str, float], line: str) -> None:
    with pytest.raises(UnknownTacticError) as refused:
        tactic(name, **parameters)
    assert str(refused.value) == line
