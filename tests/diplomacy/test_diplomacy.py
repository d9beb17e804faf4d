"""Clauses, conduct, the value of every domain, ratification, levels, equivalent penalties."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from negotiator.diplomacy.clauses import Clause, Kind, Offer, Treaty
from negotiator.diplomacy.conduct import Conduct, in_force, perform
from negotiator.diplomacy.domains import GRANT_INDEX, GRANTS, Domain
from negotiator.diplomacy.ledger import Act, Entry, Ledger
from negotiator.diplomacy.levels import levels
from negotiator.diplomacy.ratification import Chamber, objections
from negotiator.diplomacy.reciprocity import equivalent_penalty, market_access, value, with_points
from negotiator.diplomacy.world import Circumstances
from negotiator.scenario import compile_scenario, find, load

CODES, SECTORS = ("SML", "MAR"), ("Farming", "Cloth", "Machines")


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


def clause(domain, giver="SML", rate=1.0, **more):
    receiver = "MAR" if giver == "SML" else "SML"
    return Clause(domain=domain, giver=giver, receiver=receiver, rate=rate, **more)


@pytest.mark.parametrize(
    "fields",
    [
        {"domain": "tariffs", "giver": "A", "receiver": "A"},
        {"domain": "tariffs", "giver": "A", "receiver": "B", "rate": -0.1},
        {"domain": "travel", "giver": "A", "receiver": "B", "rate": 2.0},
        {"domain": "travel", "giver": "A"},
        {"domain": "travel", "giver": "A", "receiver": "B", "sectors": ("x",)},
        {"domain": "security", "giver": "A", "receiver": "B", "kind": "penalty"},
        {"domain": "alchemy", "giver": "A", "receiver": "B"},
    ],
)
def test_a_promise_that_makes_no_sense_is_refused(fields):
    with pytest.raises(ValidationError):
        Clause(**fields)


def test_an_offer_is_between_its_parties():
    good = clause(Domain.TARIFFS, rate=0.0)
    with pytest.raises(ValidationError):
        Offer(parties=("SML", "MAR"), clauses=(), by="SML")
    with pytest.raises(ValidationError):
        Offer(parties=("SML", "XXX"), clauses=(good,), by="SML")
    with pytest.raises(ValidationError):
        Offer(parties=("SML", "MAR"), clauses=(good,), by="XXX")
    one = Offer(parties=("SML", "MAR"), clauses=(good,), by="SML")
    assert one.same_terms(Offer(parties=("MAR", "SML"), clauses=(good,), by="MAR"))


@pytest.mark.parametrize(
    ("kind", "rate", "expected"),
    [(Kind.BOUND, 0.05, 0.05), (Kind.BOUND, 0.5, 0.2), (Kind.APPLIED, 0.5, 0.5)],
)
def test_bound_is_a_ceiling_and_applied_is_a_rate(kind, rate, expected):
    before = Conduct.of(np.full((2, 2, 3), 0.2))
    after = perform(before, [clause(Domain.TARIFFS, rate=rate, kind=kind)], CODES, SECTORS)
    np.testing.assert_allclose(after.tariff[1, 0], expected)  # on MAR's goods, by SML
    np.testing.assert_array_equal(after.tariff[0, 1], 0.2)


def test_mfn_reaches_everyone_and_sectors_only_their_own():
    before = Conduct.of(np.full((3, 3, 2), 0.3))
    after = perform(
        before,
        [Clause(domain=Domain.TARIFFS, giver="A", rate=0.1, sectors=("y",))],
        ("A", "B", "C"),
        ("x", "y"),
    )
    np.testing.assert_allclose(after.tariff[1:, 0, 1], 0.1)
    np.testing.assert_allclose(after.tariff[:, 0, 0], 0.3)
    np.testing.assert_allclose(after.tariff[0, 0], 0.3)  # nobody levies on itself by a treaty


def test_a_treaty_holds_for_its_length_and_then_one_s_own_policy_is_back():
    own = Conduct.of(np.full((2, 2, 3), 0.2))
    offer = Offer(parties=CODES, clauses=(clause(Domain.TARIFFS, rate=0.0),), by="SML", length=2)
    treaty = Treaty(id=1, offer=offer, start=3, ends=5)
    for number, expected in ((2, 0.2), (3, 0.0), (4, 0.0), (5, 0.2)):
        applied = in_force(own, [treaty], number, CODES, SECTORS)
        np.testing.assert_allclose(applied.tariff[1, 0], expected)


def test_a_joint_penalty_gives_way_to_a_promise_to_its_target():
    own = Conduct.of(np.full((3, 3, 1), 0.1))
    penalty = Clause(domain=Domain.TARIFFS, giver="A", receiver="C", rate=0.25, kind=Kind.PENALTY)
    promise = Clause(domain=Domain.TARIFFS, giver="A", receiver="C", rate=0.05)
    codes = ("A", "B", "C")
    assert perform(own, [penalty], codes, ("x",)).tariff[2, 0, 0] == pytest.approx(0.35)
    assert perform(own, [promise, penalty], codes, ("x",)).tariff[2, 0, 0] == pytest.approx(0.05)


# What each domain does, by the table of DESIGN §1: to the giver, and to the receiver.
@pytest.mark.parametrize(
    ("domain", "giver_gains", "receiver_gains"),
    [
        (Domain.TARIFFS, None, True),
        (Domain.COPYRIGHT, False, True),
        (Domain.TRAVEL, None, True),
        (Domain.EXTRADITION, False, True),
        (Domain.SECURITY, False, True),
        (Domain.AID, False, True),
    ],
)
def test_every_domain_is_worth_something_to_the_one_who_gets_it(
    setting, domain, giver_gains, receiver_gains
):
    rate = {Domain.TARIFFS: 0.0, Domain.AID: 0.5}.get(domain, 1.0)
    world = setting.world
    after = perform(setting.initial, [clause(domain, rate=rate)], CODES, SECTORS)
    giver, receiver = value(world, setting.initial, after)
    assert bool(receiver > 0) is receiver_gains
    if giver_gains is not None:
        assert bool(giver > 0) is giver_gains


def test_judgments_count_only_when_both_recognise(setting):
    world, start = setting.world, setting.initial
    one = perform(start, [clause(Domain.JUDGMENTS)], CODES, SECTORS)
    both = perform(one, [clause(Domain.JUDGMENTS, "MAR")], CODES, SECTORS)
    np.testing.assert_allclose(value(world, start, one), 0.0, atol=1e-9)
    assert (value(world, start, both) > 0).all()


def test_aid_is_a_transfer_with_a_political_cost(setting):
    """What the giver loses is about the sum and its politics; the receiver gets about the sum."""
    world = setting.world
    after = perform(setting.initial, [clause(Domain.AID, rate=0.5)], CODES, SECTORS)
    giver, receiver = value(world, setting.initial, after)
    assert receiver == pytest.approx(0.5, rel=0.25)
    assert giver == pytest.approx(-0.5 * (1 + world.sizes.aid_politics), rel=0.25)


def test_allies_soften_a_crisis_and_pay_for_it(setting):
    world = setting.world
    allied = perform(setting.initial, [clause(Domain.SECURITY, "MAR")], CODES, SECTORS)
    struck = Circumstances(crisis=np.array([1.0, 0.0]))
    alone, helped = (world.beyond(each, struck) for each in (setting.initial, allied))
    assert alone[0] == pytest.approx(-100 * world.sizes.crisis_loss)
    assert helped[0] > alone[0]
    assert helped[1] < alone[1]


def test_the_base_year_is_worth_nothing(setting):
    valued = setting.world.value(setting.world.base)
    np.testing.assert_allclose(valued.welfare, 0.0, atol=1e-8)
    np.testing.assert_allclose(valued.lobby, 0.0, atol=1e-8)


def test_levels_run_from_nash_tariffs_to_efficient_ones(setting):
    for end, level in ((setting.anchors.war, 0.0), (setting.anchors.peace, 1.0)):
        found = levels(setting.world, end, setting.anchors).level
        assert found[0, 1] == pytest.approx(level, abs=1e-9)
        assert found[1, 0] == pytest.approx(level, abs=1e-9)
    between = levels(setting.world, setting.initial, setting.anchors).level
    assert 0.0 < between[0, 1] < 1.0


def test_an_equivalent_penalty_does_the_harm_that_it_answers(setting):
    world, start = setting.world, setting.initial
    mask = np.ones(3)
    hit = with_points(start, 1, 0, 0.05, mask)  # MAR adds five points on SML's goods
    harm = -float(value(world, start, hit)[0])
    points, reached = equivalent_penalty(world, hit, 0, 1, harm, mask)
    done = -float(value(world, hit, with_points(hit, 0, 1, points, mask))[1])
    assert reached == pytest.approx(harm)
    assert done == pytest.approx(harm, rel=1e-6)
    _, most = equivalent_penalty(world, hit, 0, 1, 1e6, mask)
    assert most < 1e6  # and says so when it cannot


def test_market_access_of_the_base_year_is_its_exports(setting):
    world = setting.world
    exports = np.where(np.eye(2, dtype=bool), 0.0, world.economy.flows.sum(axis=2))
    np.testing.assert_allclose(market_access(world, world.base), exports, rtol=1e-9)
    easier = perform(world.base, [clause(Domain.TRAVEL, "MAR")], CODES, SECTORS)
    assert market_access(world, easier)[0, 1] > exports[0, 1]  # SML sells more to MAR


def test_a_protected_sector_can_sink_a_deal_at_home(setting):
    world = setting.world
    before = world.value(setting.initial)
    free = perform(setting.initial, [clause(Domain.TARIFFS, rate=0.0)], CODES, SECTORS)
    after = world.value(free)
    assert objections(world, 0, Chamber({}, 5.0), before, after) == ()
    (said,) = objections(world, 0, Chamber({"Farming": 0.01}, 5.0), before, after)
    assert "Farming" in said
    farms = Chamber({"Farming": 0.01}, 5.0, {"Farming": "Fields and farms"})
    assert objections(world, 0, farms, before, after)[0].startswith("Fields and farms would shrink")
    (said,) = objections(world, 0, Chamber({}, 0.5), before, after)
    assert "real income would fall" in said


def test_the_ledger_keeps_the_balance():
    def entry(giver, receiver, worth):
        return Entry(
            round=1, giver=giver, receiver=receiver, act=Act.CONCESSION,
            domain=Domain.TARIFFS, text="", intended=worth,
        )  # fmt: skip

    ledger = Ledger().add(entry("A", "B", 3.0), entry("B", "A", 1.0)).add(entry("A", "B", -0.5))
    assert ledger.balance("A", "B") == pytest.approx(1.5)
    assert ledger.balance("B", "A") == pytest.approx(-1.5)


def test_grants_stand_in_the_order_that_their_index_says():
    assert [GRANTS[GRANT_INDEX[domain]] for domain in GRANTS] == list(GRANTS)


def test_an_ally_gives_and_gets_what_the_proposer_does():
    def cut(giver, receiver, rate, kind="bound"):
        return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate, kind=kind)

    alone = Offer(
        parties=("A", "L"),
        clauses=(cut("A", "L", 0.0), cut("L", "A", 0.1), cut("A", "X", 0.2, "penalty"),
                 cut("L", "X", 0.3, "penalty")),
        by="A",
    )  # fmt: skip
    joint = alone.along("B")
    assert joint.parties == ("A", "B", "L")
    assert set(joint.clauses) - set(alone.clauses) == {
        cut("B", "L", 0.0), cut("L", "B", 0.1), cut("B", "X", 0.2, "penalty"),
    }  # fmt: skip
    assert (joint.by, joint.length, joint.remedy) == (alone.by, alone.length, alone.remedy)
