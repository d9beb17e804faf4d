"""Each stance answers as its definition, in zeros and ones and in between."""

from __future__ import annotations

import pytest

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance, UnknownStanceError, stance, stances


def play(rule: Stance, opponent: str, draw: float = 0.5) -> str:
    """What a stance does in turn against written-out acts, C and D; one answer more than acts."""
    mine: list[float] = []
    theirs = [{"C": 1.0, "D": 0.0}[act] for act in opponent]
    for k in range(len(theirs) + 1):
        mine.append(rule.level(Record(tuple(mine), tuple(theirs[:k])), draw))
    return "".join({1.0: "C", 0.0: "D"}[level] for level in mine)


@pytest.mark.parametrize(
    ("name", "opponent", "answers"),
    [
        ("always-cooperate", "CDDCD", "CCCCCC"),
        ("always-defect", "CCDCC", "DDDDDD"),
        # Opens with C, then copies.
        ("tit-for-tat", "CCDDC", "CCCDDC"),
        ("tit-for-tat", "DCDC", "CDCDC"),
        # Copies unless the draw says forgive: 0.5 is above a third.
        ("generous-tit-for-tat", "CDDC", "CCDDC"),
        # One D is let pass, the second in a row is answered.
        ("tit-for-two-tats", "DCDCDC", "CCCCCCC"),
        ("tit-for-two-tats", "DDCDDD", "CCDCCDD"),
        ("grim-trigger", "CCCCC", "CCCCCC"),
        ("grim-trigger", "CDCCC", "CCDDDD"),
        # Win-stay, lose-shift: CC→C, CD→D, DC→D, DD→C.
        ("pavlov", "CCDCD", "CCCDDC"),
        ("pavlov", "DDDD", "CDCDC"),
        ("pavlov", "DCCC", "CDDDD"),
        # Worth as much to both, equal value is tit for tat.
        ("equal-value", "CDDCDC", "CCDDCDC"),
        # Alone with one partner it bears a lapse, shuns a habit, readmits after good conduct.
        ("diffuse", "CCCDCC", "CCCCCCC"),
        ("diffuse", "CDDDCCC", "CCCDDDCC"),
    ],
)
def test_two_actions(name: str, opponent: str, answers: str) -> None:
    assert play(stance(name), opponent) == answers


def test_generous_forgives_one_defection_in_three() -> None:
    rule = stance("generous-tit-for-tat")
    after_defection = Record((1.0,), (0.0,))
    draws = [(k + 0.5) / 3000 for k in range(3000)]
    assert sum(rule.level(after_defection, draw) for draw in draws) / 3000 == pytest.approx(1 / 3)
    assert play(rule, "DDD", draw=0.1) == "CCCC"


@pytest.mark.parametrize("mine", [0.0, 1.0])
def test_two_pavlovs_mend_a_mistake(mine: float) -> None:
    """After any one-sided defection both defect once and then both cooperate again."""
    a, b = [mine], [1.0 - mine]
    rule = stance("pavlov")
    for _ in range(2):
        one, two = tuple(a), tuple(b)
        a.append(rule.level(Record(one, two)))
        b.append(rule.level(Record(two, one)))
    assert (a[1:], b[1:]) == ([0.0, 1.0], [0.0, 1.0])


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "expected"),
    [
        ("tit-for-tat", (1.0, 1.0), (0.8, 0.2), 0.2),
        ("tit-for-two-tats", (1.0, 1.0), (0.8, 0.2), 0.8),
        ("tit-for-two-tats", (1.0, 1.0), (0.3, 0.2), 0.3),
        ("grim-trigger", (1.0,), (0.95,), 1.0),  # within its margin
        ("grim-trigger", (1.0, 1.0), (0.85, 1.0), 0.0),
        ("pavlov", (0.6,), (0.95,), 0.6),
        ("pavlov", (0.6,), (0.4,), 0.0),
        ("pavlov", (0.2,), (0.4,), 1.0),
    ],
)
def test_between_zero_and_one(
    name: str, mine: tuple[float, ...], theirs: tuple[float, ...], expected: float
) -> None:
    assert stance(name).level(Record(mine, theirs)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "name", [n for n, cls in stances().items() if cls.steady and n != "always-defect"]
)
def test_opening_in_the_middle_of_history_carries_on(name: str) -> None:
    assert stance(name).level(Record(start=(0.7, 0.6))) == pytest.approx(0.7)
    # And what both have settled into is no offence, however uneven it is.
    settled = Record((0.7, 0.7), (0.6, 0.6), start=(0.7, 0.6))
    assert stance(name).level(settled) == pytest.approx(0.7)
    assert stance(name).red_line(settled) is None


@pytest.mark.parametrize("name", ["tit-for-tat", "tit-for-two-tats", "grim-trigger", "pavlov"])
def test_a_penalty_against_a_settled_peace_is_answered(name: str) -> None:
    penalised = Record((0.7, 0.7), (0.2, 0.2), start=(0.7, 0.6))
    assert stance(name).level(penalised) < 0.4


@pytest.mark.parametrize("name", ["tit-for-tat", "grim-trigger", "pavlov", "diffuse"])
def test_a_favour_is_returned(name: str) -> None:
    favoured = Record((0.5,), (0.8,), start=(0.5, 0.5))
    assert stance(name).level(favoured) == pytest.approx(0.8)


class TestEqualValue:
    rule = stance("equal-value")

    def test_withdraws_what_is_worth_as_much(self) -> None:
        # The partner's range is worth 4 billions to me, mine 10 to it: half of 4 is 0.2 of 10.
        record = Record((1.0,), (0.5,), my_worth=10.0, their_worth=4.0)
        assert self.rule.level(record) == pytest.approx(0.8)

    def test_a_small_market_withdraws_all_it_has(self) -> None:
        record = Record((1.0,), (0.5,), my_worth=1.0, their_worth=40.0)
        assert self.rule.level(record) == 0.0

    def test_gives_back_what_is_restored(self) -> None:
        record = Record((0.9, 0.4), (0.3, 0.8), my_worth=2.0, their_worth=2.0, start=(0.9, 0.8))
        assert self.rule.level(record) == pytest.approx(0.9)

    def test_an_answer_in_kind_is_no_new_offence(self) -> None:
        """A penalises, B rebalances, and there it ends."""
        a, b = [0.5, 0.5], [1.0]
        for _ in range(6):
            b.append(self.rule.level(Record(tuple(b), tuple(a[: len(b)]))))
            a.append(self.rule.level(Record(tuple(a), tuple(b[: len(a)]))))
        assert a[2:] == pytest.approx([0.5] * 6)
        assert b[1:] == pytest.approx([0.5] * 6)

    def test_an_exchange_is_not_paid_for_twice(self) -> None:
        exchanged = Record((0.5, 0.7), (0.5, 0.7), start=(0.5, 0.5))
        assert self.rule.level(exchanged) == pytest.approx(0.7)

    def test_a_large_partners_ripples_are_no_acts(self) -> None:
        record = Record((0.8,), (0.79,), my_worth=0.1, their_worth=40.0, start=(0.8, 0.8))
        assert self.rule.level(record) == 0.8

    def test_nothing_to_withdraw(self) -> None:
        assert self.rule.level(Record((1.0,), (0.0,), my_worth=0.0)) == 1.0


def test_who_forgives_and_who_forbids() -> None:
    at_peace, betrayed = Record((1.0,), (1.0,)), Record((1.0, 1.0), (0.0, 1.0))
    tolerated = {name: stance(name).tolerates(at_peace) for name in stances()}
    assert tolerated["always-cooperate"] == 1.0
    assert tolerated["tit-for-tat"] == tolerated["equal-value"] == tolerated["grim-trigger"] == 0.0
    assert 0.0 < tolerated["generous-tit-for-tat"] < tolerated["diffuse"] < 1.0
    forbids = {name for name in stances() if stance(name).red_line(betrayed)}
    assert forbids == {"always-defect", "grim-trigger"}
    assert {name for name in stances() if stance(name).red_line(at_peace)} == {"always-defect"}


@pytest.mark.parametrize(
    ("name", "record", "sentence"),
    [
        (
            "tit-for-tat",
            Record((1.0, 0.8), (0.8, 0.2)),
            "You lowered your cooperation from 0.80 to 0.20; we return it in kind: 0.20.",
        ),
        (
            "tit-for-two-tats",
            Record((1.0, 1.0), (1.0, 0.2)),
            "You went down to 0.20, once: we stay at 1.00.",
        ),
        (
            "grim-trigger",
            Record((1.0, 1.0, 0.0), (1.0, 0.3, 1.0)),
            "You went down to 0.30 in the past, from 1.00; we do not forget, and stay at 0.00.",
        ),
        (
            "pavlov",
            Record((1.0,), (0.3,)),
            "You were at 0.30: what we did has not paid, we change to 0.00.",
        ),
        (
            "equal-value",
            Record((1.0,), (0.5,), my_worth=10.0, their_worth=4.0),
            "From 1.00 to 0.50 you have taken from us $2.0bn a year; we withdraw $2.0bn and go to"
            " 0.80.",
        ),
        (
            "equal-value",
            Record((1.0,), (0.5,), my_worth=1.0, their_worth=40.0),
            "From 1.00 to 0.50 you have taken from us $20bn a year; we withdraw $1.0bn and go to"
            " 0.00.",
        ),
    ],
)
def test_it_says_why_in_figures(name: str, record: Record, sentence: str) -> None:
    rule = stance(name)
    assert rule.because(record, rule.level(record)) == sentence


def test_generous_says_when_it_forgives() -> None:
    rule, record = stance("generous-tit-for-tat"), Record((1.0,), (0.2,))
    assert rule.because(record, rule.level(record, 0.1)) == (
        "You went down to 0.20; this time we let it pass and stay at 1.00."
    )
    assert "we return it in kind: 0.20" in rule.because(record, rule.level(record, 0.9))


@pytest.mark.parametrize(
    ("name", "parameters", "line"),
    [
        ("tit-for-tatt", {}, "no stance 'tit-for-tatt'; did you mean tit-for-tat?"),
        ("pavlov", {"margn": 0.1}, "no parameter of pavlov 'margn'; did you mean margin?"),
        ("pavlov", {"margin": 7}, "pavlov: margin is 7; expected a number from 0 to 0.9"),
        (
            "pavlov",
            {"margin": float("nan")},
            "pavlov: margin is nan; expected a number from 0 to 0.9",
        ),
    ],
)
def test_refusals_are_one_line(name: str, parameters: dict[str, float], line: str) -> None:
    with pytest.raises(UnknownStanceError) as refused:
        stance(name, **parameters)
    assert str(refused.value) == line


@pytest.mark.parametrize(
    "record", [{"mine": (1.0,), "theirs": ()}, {"mine": (1.5,), "theirs": (1.0,)}]
)
def test_a_record_that_cannot_be_is_refused(record: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Record(**record)  # type: ignore[arg-type]
