"""Tactics as the papers define them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.counterparts.tactics import Table, UnknownTacticError, tactic, tactics
from negotiator.counterparts.tactics.logrolling import insisted, kept
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain

TIME = st.floats(0.0, 1.0)
SHARE = st.floats(-1.0, 1.5)
IMITATORS = ["relative-tit-for-tat", "random-tit-for-tat", "averaged-tit-for-tat"]
CLOCKS = ["boulware", "linear", "conceder", "exponential", "hardheaded"]
RESOURCES = ["exchanges-left", "time-per-partner"]


def at(time: float, **more: object) -> Table:
    return Table(used=time, patience=1.0, **more)  # type: ignore[arg-type]


def said(*clauses: tuple[str, str, float]) -> Offer:
    """An offer of clauses: who gives, in which domain, at what rate."""
    pair = ("AAA", "BBB")
    return Offer(
        parties=pair,
        by="BBB",
        clauses=tuple(
            Clause(domain=Domain(d), giver=g, receiver=pair[g == "AAA"], rate=r)
            for g, d, r in clauses
        ),
    )


def letters(word: str) -> tuple[Offer, ...]:
    """One offer for each letter, the same for the same letter."""
    return tuple(said(("BBB", "tariffs", ord(letter) / 1000)) for letter in word)


# --- By the clock ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "exponent"), [("boulware", 0.2), ("boulware", 0.5), ("conceder", 1), ("conceder", 5)]
)
@given(time=TIME)
def test_the_polynomial_family(name: str, exponent: float, time: float) -> None:
    """x(t) = min + (1 − α(t))·(max − min), α(t) = k + (1 − k)·t^(1/e), with k = 1 − opening."""
    k = 0.25
    alpha = k + (1 - k) * time ** (1 / exponent)
    rule = tactic(name, opening=1 - k, floor=0.0, exponent=exponent)
    assert rule.aspiration(at(time)) == pytest.approx(1 - alpha)


@given(time=TIME, beta=st.floats(0.05, 20.0))
def test_the_exponential_family(time: float, beta: float) -> None:
    """α(t) = exp((1 − t)^β · ln k)."""
    k = 0.25
    alpha = math.exp((1 - time) ** beta * math.log(k))
    rule = tactic("exponential", opening=1 - k, floor=0.0, beta=beta)
    assert rule.aspiration(at(time)) == pytest.approx(1 - alpha)


@given(time=TIME)
def test_linear_is_the_polynomial_family_with_an_exponent_of_one(time: float) -> None:
    linear, conceder = tactic("linear"), tactic("conceder", exponent=1.0)
    assert linear.aspiration(at(time)) == pytest.approx(conceder.aspiration(at(time)))


def test_boulware_holds_out_and_conceder_gives_way() -> None:
    boulware, conceder = tactic("boulware"), tactic("conceder")
    assert boulware.aspiration(at(0.0)) == conceder.aspiration(at(0.0)) == 0.8
    assert boulware.aspiration(at(0.5)) > 0.75
    assert conceder.aspiration(at(0.5)) < 0.3
    assert boulware.aspiration(at(1.0)) == conceder.aspiration(at(1.0)) == pytest.approx(0.1)


@pytest.mark.parametrize("time", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_the_library_negmas_has_the_same_polynomials(time: float) -> None:
    helpers = pytest.importorskip("negmas.negotiators.helpers")
    for name, exponent in (("boulware", 0.25), ("conceder", 4.0)):
        theirs = helpers.PolyAspiration(0.9, 1.0 / exponent)
        ours = tactic(name, opening=0.9, floor=0.0, exponent=exponent)
        assert ours.aspiration(at(time)) == pytest.approx(theirs.utility_at(time))


# --- As the partner does --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parameters", "asked", "worth", "share"),
    [
        # An offer that leaves itself 0.8 after 1.0 leaves 1/0.8 as much: of 0.2 it makes 0.25.
        ("relative-tit-for-tat", {}, (0.8,), (0.0, 0.2), 0.75),
        ("relative-tit-for-tat", {}, (0.8, 0.75), (0.0, 0.2, 0.36), 0.6875),
        ("relative-tit-for-tat", {"opening": 0.9}, (0.8,), (0.2, 0.0), 0.84),  # taken back
        ("relative-tit-for-tat", {}, (0.8,), (0.0, 1.0), 0.1),  # everything given: its floor
        ("relative-tit-for-tat", {"delay": 2}, (0.8, 0.8), (0.0, 0.2, 0.9), 0.75),
        ("averaged-tit-for-tat", {}, (0.8, 0.8), (0.0, 0.2, 0.36), 0.6875),
        ("averaged-tit-for-tat", {"window": 1}, (0.8,), (0.0, 0.2), 0.75),
        # 0.2 given and, by a draw of one half, half of the most of 0.1 on top.
        ("random-tit-for-tat", {}, (0.8,), (0.0, 0.2), 0.55),
        ("random-tit-for-tat", {"extra": 0.0}, (0.8,), (0.0, 0.2), 0.6),
        ("random-tit-for-tat", {"extra": 0.0, "delay": 2}, (0.8, 0.7), (0.1, 0.2, 0.9), 0.6),
        # Nothing to imitate yet.
        ("relative-tit-for-tat", {}, (), (0.3,), 0.8),
        ("random-tit-for-tat", {}, (), (), 0.8),
        ("averaged-tit-for-tat", {}, (0.8,), (0.0, 0.2), 0.8),
        # All that was offered is answered: the last ask stands.
        ("relative-tit-for-tat", {}, (0.8, 0.5), (0.0, 0.2), 0.5),
    ],
)
def test_imitators_worked_by_hand(
    name: str,
    parameters: dict[str, float],
    asked: tuple[float, ...],
    worth: tuple[float, ...],
    share: float,
) -> None:
    rule = tactic(name, **parameters)
    assert rule.aspiration(Table(asked=asked, worth=worth)) == pytest.approx(share)


@given(
    prices=st.lists(st.floats(0.05, 1.0), min_size=4, max_size=7),
    last=st.floats(0.05, 0.95),
    draw=st.floats(0.0, 1.0),
    delay=st.integers(1, 3),
)
def test_imitators_are_the_papers_equations_for_a_buyer(
    prices: list[float], last: float, draw: float, delay: int
) -> None:
    """Faratin et al.: x is a price from 0 to 1 that a buyer wants low; offers take turns.

    n is the index of the seller's latest offer in the thread of both, so that its offers stand at
    n, n − 2, … and the buyer's last one at n − 1.
    """
    thread: dict[int, float] = {}
    n = 2 * len(prices) - 2
    for k, price in enumerate(reversed(prices)):
        thread[n - 2 * k] = price
    thread[n - 1] = last

    def clip(x: float) -> float:
        return min(max(x, 0.05), 0.95)

    before, after = thread[n - 2 * delay], thread[n - 2 * delay + 2]
    expected = {
        "relative-tit-for-tat": clip(before / after * thread[n - 1]),
        # Plus the random step: the buyer's value falls in the price, so s = 0.
        "random-tit-for-tat": clip(thread[n - 1] + (before - after) + 0.1 * draw),
        "averaged-tit-for-tat": clip(before / thread[n] * thread[n - 1]),
    }
    table = Table(
        asked=(*(0.5,) * (len(prices) - 2), 1.0 - last),
        worth=tuple(1.0 - price for price in prices),
        draw=draw,
    )
    for name, price in expected.items():
        named = "window" if name.startswith("averaged") else "delay"
        rule = tactic(name, opening=0.95, floor=0.05, **{named: delay})
        assert rule.aspiration(table) == pytest.approx(1.0 - price), name


@pytest.mark.parametrize(
    ("worth", "share"),
    [
        ((), 0.8),
        ((0.3,), 0.8),
        ((0.3, 0.4), 0.7),
        ((0.0, 0.1, 0.3), 0.5),
        ((0.3, 0.0), 0.8),  # a worse offer is no concession
        ((0.0, 0.2, 0.0, 0.2, 0.0, 0.2), 0.6),  # a step taken back and forth is paid once
        ((0.0, 0.5, 1.0), 0.1),
    ],
)
def test_tit_for_tat_gives_up_what_the_other_gave_up(
    worth: tuple[float, ...], share: float
) -> None:
    rule = tactic("tit-for-tat-concessions")
    assert rule.aspiration(at(0.0, worth=worth)) == pytest.approx(share)
    assert rule.aspiration(at(1.0, worth=worth)) == rule.aspiration(at(0.0, worth=worth))


# --- As resources run out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "table", "share"),
    [
        # 0.8 − 0.7·e^(−resource)
        ("exchanges-left", Table(used=3, patience=5), 0.8 - 0.7 * math.exp(-1.0)),
        ("exchanges-left", Table(used=5, patience=5), 0.1),
        ("number-of-partners", Table(partners=2), 0.8 - 0.7 * math.exp(-1.0)),
        ("number-of-partners", Table(partners=9), 0.8 - 0.7 * math.exp(-4.5)),
        ("time-per-partner", Table(used=4, partners=3), 0.8 - 0.7 * math.exp(-0.45)),
        ("time-per-partner", Table(used=1, partners=1), 0.8 - 0.7 * math.exp(-0.2)),
        ("time-per-partner", Table(used=0, partners=1), 0.8),
    ],
)
def test_resources_worked_by_hand(name: str, table: Table, share: float) -> None:
    assert tactic(name).aspiration(table) == pytest.approx(share)


@given(few=st.integers(1, 20), more=st.integers(0, 20), used=st.integers(0, 10))
def test_who_has_more_partners_asks_for_no_less(few: int, more: int, used: int) -> None:
    for name in ("number-of-partners", "time-per-partner"):
        rule = tactic(name)
        one = rule.aspiration(Table(used=used, patience=10, partners=few))
        assert rule.aspiration(Table(used=used, patience=10, partners=few + more)) >= one


# --- MiCRO ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "opened", "steps"),
    [
        ("", True, 0),
        ("a", False, 0),
        ("ab", False, 1),
        ("abc", False, 2),
        ("aa", False, 1),  # one of its own, one of theirs: it is its turn
        ("aaa", False, 1),
        ("aab", False, 2),
        ("abab", False, 2),
        ("a", True, 1),
        ("aa", True, 1),
        ("ab", True, 2),
    ],
)
def test_micro_worked_by_hand(word: str, opened: bool, steps: int) -> None:
    table = Table(offers=letters(word), worth=(0.0,) * len(word), opened=opened)
    assert tactic("micro").aspiration(table) == pytest.approx(0.8 - 0.1 * steps)


@given(word=st.text("abcde", max_size=12))
def test_micro_is_de_jonges_algorithm_and_never_concedes_more_often(word: str) -> None:
    """Its own offers ω1, ω2, … from the best down: ω(m+1) if m ≤ n, else one of the first m."""
    ladder = [0.9 - 0.05 * k for k in range(14)]
    mine: set[float] = set()
    heard: set[str] = set()
    lowest = ladder[0]
    for letter in word:
        heard.add(letter)
        if len(mine) <= len(heard):
            lowest = ladder[len(mine)]
            mine.add(lowest)
    rule = tactic("micro", opening=0.9, floor=0.0, step=0.05)
    share = rule.aspiration(Table(offers=letters(word), worth=(0.0,) * len(word)))
    assert share == pytest.approx(lowest)
    assert round((0.9 - share) / 0.05) <= len(heard)


# --- Learning what the partner cares about --------------------------------------------------------

ISSUES = [
    ("AAA", Domain.TARIFFS),
    ("BBB", Domain.TARIFFS),
    ("AAA", Domain.TRAVEL),
    ("BBB", Domain.TRAVEL),
]
VISAS = ("AAA", "travel", 1.0)


def test_hardheaded_learns_from_what_is_kept() -> None:
    """Four issues, rate 0.2: the kept one goes from 0.25 to 0.3/1.05, the others to 0.25/1.05."""
    offers = [said(VISAS, ("BBB", "tariffs", 0.1)), said(VISAS, ("BBB", "tariffs", 0.05))]
    weights = kept(offers, ISSUES)
    assert weights["AAA", Domain.TRAVEL] == pytest.approx(4 * 0.3 / 1.05)
    assert weights["BBB", Domain.TARIFFS] == pytest.approx(4 * 0.25 / 1.05)
    # What neither offer mentions is no more kept than what changed.
    assert weights["AAA", Domain.TARIFFS] == weights["BBB", Domain.TARIFFS]


def test_the_frequency_model_counts_what_is_insisted_on() -> None:
    """Counts with one for each added: visits 3 of 7, tariffs of B 2 of 7, the others 1 of 7."""
    offers = [said(VISAS, ("BBB", "tariffs", 0.1)), said(VISAS, ("BBB", "tariffs", 0.05))]
    weights = insisted(offers, ISSUES)
    assert [weights[issue] for issue in ISSUES] == pytest.approx([4 / 7, 8 / 7, 12 / 7, 4 / 7])


@given(words=st.lists(st.sampled_from(["AAA", "BBB"]), max_size=12))
def test_weights_are_positive_with_mean_one(words: list[str]) -> None:
    offers = [said((giver, "travel", 1.0), (giver, "tariffs", 0.1)) for giver in words]
    for model in (kept, insisted):
        weights = model(offers, ISSUES)
        assert sum(weights.values()) == pytest.approx(len(ISSUES))
        assert min(weights.values()) > 0


def test_a_logroller_keeps_its_ask_while_offers_get_better() -> None:
    rule = tactic("logroller")
    assert rule.aspiration(at(0.0, worth=(0.1, 0.2, 0.3))) == pytest.approx(0.8)
    stood = 0.8 - 0.7 * 0.15
    assert rule.aspiration(at(0.0, worth=(0.1, 0.2, 0.2))) == pytest.approx(stood)
    assert rule.aspiration(at(0.0, worth=(0.1, 0.05, 0.3))) == pytest.approx(stood)
    assert rule.aspiration(at(1.0)) == pytest.approx(0.1)


def test_hardheaded_gives_up_little_and_late() -> None:
    rule = tactic("hardheaded")
    assert rule.aspiration(at(0.9)) > 0.9
    assert rule.aspiration(at(1.0)) == pytest.approx(0.585)


# --- All of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CLOCKS + RESOURCES + ["logroller"])
@given(one=TIME, two=TIME, partners=st.integers(1, 9))
def test_never_asks_for_more_as_time_passes(
    name: str, one: float, two: float, partners: int
) -> None:
    rule = tactic(name)
    early, late = at(min(one, two), partners=partners), at(max(one, two), partners=partners)
    assert rule.aspiration(late) <= rule.aspiration(early)


@pytest.mark.parametrize("name", sorted(tactics()))
@given(
    used=st.floats(0.0, 30.0),
    patience=st.integers(1, 20),
    partners=st.integers(1, 190),
    opened=st.booleans(),
    asked=st.lists(st.floats(0.2, 0.9), max_size=6).map(tuple),
    heard=st.lists(st.tuples(SHARE, st.sampled_from("abc")), max_size=6),
    draw=st.floats(0.0, 1.0, exclude_max=True),
)
def test_asks_for_no_more_than_at_first_and_no_less_than_its_floor(
    name: str,
    used: float,
    patience: int,
    partners: int,
    opened: bool,
    asked: tuple[float, ...],
    heard: list[tuple[float, str]],
    draw: float,
) -> None:
    table = Table(
        used=used,
        patience=patience,
        partners=partners,
        opened=opened,
        asked=asked,
        worth=tuple(share for share, _ in heard),
        offers=letters("".join(letter for _, letter in heard)),
        draw=draw,
    )
    rule = tactic(name, opening=0.9, floor=0.2)
    share = rule.aspiration(table)
    assert 0.2 <= share <= 0.9
    assert rule.aspiration(table) == share
    if not rule.stochastic:
        assert rule.aspiration(Table(**{**vars(table), "draw": 0.0})) == share


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
