"""Offers against each other: what is new, changed and gone, and what stands side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.conduct import Conduct
from negotiator.game.comparison import Mark, changes, side_by_side
from negotiator.game.draft import Draft
from negotiator.scenario import compile_scenario, find, load

SETTING = compile_scenario(load(find("two-neighbours")))
SML, MAR = "SML", "MAR"


def tariff(rate: float, *sectors: str, giver: str = SML, **more) -> Clause:
    receiver = MAR if giver == SML else SML
    return Clause(
        domain="tariffs", giver=giver, receiver=receiver, rate=rate, sectors=sectors, **more
    )


def offer(*clauses: Clause) -> Offer:
    return Offer(parties=(SML, MAR), clauses=clauses, by=SML)


AID = Clause(domain="aid", giver=MAR, receiver=SML, rate=0.5)


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ([tariff(0.1)], [tariff(0.1)], " "),
        ([tariff(0.1)], [tariff(0.1), AID], " +"),
        ([tariff(0.1), AID], [tariff(0.1)], " −"),
        ([tariff(0.1)], [tariff(0.05)], "~"),
        ([tariff(0.1)], [tariff(0.1, kind="applied")], "~"),
        # The same said of all sectors and of each of them is the same.
        ([tariff(0.1)], [tariff(0.1, *SETTING.world.sectors)], " "),
        # Two clauses on one sector each that were one clause: one of them is another rate now.
        ([tariff(0.1, "Farming", "Cloth")], [tariff(0.1, "Farming"), tariff(0, "Cloth")], " ~"),
        ([tariff(0.1, "Farming", "Cloth")], [tariff(0.1, "Farming")], " −"),
        ([tariff(0.1)], [tariff(0.1, giver=MAR)], "+−"),
    ],
)
def test_what_differs_from_the_last_offer_is_marked(before, after, marks):
    found = changes(SETTING, offer(*before), offer(*after))
    assert "".join(each.mark.value for each in found) == marks


def test_a_changed_clause_tells_what_it_was():
    before = offer(tariff(0.12, "Farming"), tariff(0.2, "Cloth"))
    [found] = changes(SETTING, before, offer(tariff(0.05, "Farming", "Cloth")))
    assert [rate for rate, _ in found.was] == [0.12, 0.2]
    [gone] = changes(SETTING, offer(tariff(0.1, "Farming", "Cloth")), offer(tariff(0.1, "Cloth")))[
        1:
    ]
    assert (gone.mark, gone.clause.sectors) == (Mark.GONE, ("Farming",))


def test_a_first_offer_has_no_marks():
    assert {each.mark for each in changes(SETTING, None, offer(tariff(0.1), AID))} == {Mark.SAME}


RATES = st.dictionaries(
    st.sampled_from(SETTING.world.sectors), st.sampled_from([0.0, 0.05, 0.1]), min_size=1
)


@given(RATES, RATES)
def test_marks_are_those_of_the_sectors_one_by_one(before, after):
    def clauses(rates):
        return offer(*(tariff(rate, code) for code, rate in rates.items()))

    found = changes(SETTING, clauses(before), clauses(after))
    marks = {each.clause.sectors[0]: each.mark for each in found}
    assert marks == {
        code: Mark.NEW if code not in before
        else Mark.GONE if code not in after
        else Mark.SAME if before[code] == after[code]
        else Mark.CHANGED
        for code in before | after
    }  # fmt: skip


@given(RATES, RATES)
def test_side_by_side_says_of_every_sector_what_each_offer_says(one, other):
    offers = [offer(*(tariff(rate, code) for code, rate in each.items())) for each in (one, other)]
    conduct = Conduct.of(SETTING.initial.tariff)
    found = side_by_side(SETTING, conduct, (SML, MAR), offers)
    assert {line.side for line in found} == {0}
    if found[0].row.sector == "":  # all sectors the same in both
        assert [line.values for line in found] == [(one["Cloth"], other["Cloth"])]
        assert all(len(set(each.values())) == 1 for each in (one, other))
        return
    told = {line.row.sector: line.values for line in found}
    assert told == {code: (one.get(code), other.get(code)) for code in one | other}


def test_a_line_stands_beside_what_is_in_force():
    conduct = Conduct.of(SETTING.initial.tariff)
    [line] = side_by_side(SETTING, conduct, (SML, MAR), [offer(AID)])
    assert (line.side, line.values, line.now) == (1, (0.5,), 0.0)
    draft = Draft()
    draft.load(SETTING, conduct, ((SML, MAR), (MAR, SML)))
    [line] = side_by_side(SETTING, conduct, (SML, MAR), [offer(tariff(0.0))])
    assert line.now == draft.now[0, 0]
    assert line.idle == (False,)
    high, fixed = tariff(0.9), tariff(0.9).model_copy(update={"kind": Kind.APPLIED})
    [line] = side_by_side(SETTING, conduct, (SML, MAR), [offer(each) for each in (high, fixed)])
    assert line.idle == (True, False)  # a ceiling above what is levied changes nothing
