"""The rules: what spoils negotiation games cannot happen here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from two_neighbours import PAIR, offer, played, tariff

from negotiator.counterparts.deliberation import Deliberation, Verdict
from negotiator.counterparts.questions import balance
from negotiator.counterparts.stances import stance, stances
from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ledger import Act
from negotiator.game import scores
from negotiator.game.autoplay import simulate
from negotiator.game.community import is_gift
from negotiator.game.meetings import haggle
from negotiator.game.moves import (
    Accept,
    Adjourn,
    Ask,
    EndRound,
    IllegalMove,
    Propose,
    Retaliate,
    SetGrant,
    SetTariff,
    WalkOut,
    Withdraw,
    parse,
)
from negotiator.game.rules import apply, new_game, same
from negotiator.game.talks import add_treaty, talk_with
from negotiator.game.view import applied, situation
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.fixture(scope="module")
def opened(setting):
    """Games as they open, by their seed."""
    return cache(lambda seed: new_game(setting, "SML", seed))


rates = st.sampled_from([0.0, 0.02, 0.05, 0.08, 0.1, 0.15])
grants = st.sampled_from(["copyright", "travel", "security", "extradition"])


@st.composite
def drafts(draw):
    """Offers of the kind that players make."""
    clauses = [tariff(giver, draw(rates)) for giver in PAIR if draw(st.booleans())]
    for giver in PAIR:
        for domain in draw(st.lists(grants, max_size=2, unique=True)):
            receiver = "MAR" if giver == "SML" else "SML"
            clauses.append(Clause(domain=domain, giver=giver, receiver=receiver))
    if draw(st.booleans()) or not clauses:
        clauses += [Clause(domain="judgments", giver=a, receiver=b) for a, b in (PAIR, PAIR[::-1])]
    return offer(*clauses)


@settings(max_examples=10)
@given(draft=drafts(), seed=st.integers(0, 3))
def test_a_counterpart_signs_what_it_has_itself_proposed(setting, opened, draft, seed):
    state = opened(seed)
    step = apply(setting, state, Propose(to="MAR", offer=draft))
    talk = step.state.talks.get("MAR")
    theirs = talk.standing if talk is not None else None
    if theirs is None or any(event.kind == "signed" for event in step.events):
        return
    mine = theirs.model_copy(update={"by": "SML"})
    again = apply(setting, step.state, Propose(to="MAR", offer=mine))
    kinds = {event.kind for event in again.events}
    assert kinds & {"signed", "refused_at_home"}
    answers = [event.answer for event in again.events if event.answer is not None]
    assert answers[0].verdict is Verdict.ACCEPT


@pytest.fixture(scope="module")
def minds(setting):
    """The counterpart at the table: before and after the player has struck, early and late."""
    calm = new_game(setting, "SML", 1)
    struck = played(setting, calm, Retaliate(receiver="MAR", points=0.2), EndRound())
    states = (calm, struck)
    found = [Deliberation(situation(setting, state, "MAR", "SML")) for state in states]
    assert all(mind.possible > 0 for mind in found)
    return [mind.later(time) for mind in found for time in (0.0, 0.9)]


@settings(max_examples=40)
@given(
    which=st.integers(0, 3),
    more=drafts(),
    taken=st.integers(1, 62),
    asked=st.booleans(),
)
def test_a_bundle_never_pays_more_when_split(minds, which, more, taken, asked):
    """Whatever the counterpart signs in two parts, it signs as one too."""
    mind = minds[which]
    own = balance(mind, more.clauses) if asked else mind.bid()
    if own is None:
        return
    clauses = tuple(dict.fromkeys((*own.offer.clauses, *more.clauses[:1])))
    first = tuple(c for k, c in enumerate(clauses) if taken >> (k % 6) & 1)
    second = tuple(c for c in clauses if c not in first)
    if not first or not second or not mind.weigh(offer(*first)).acceptable:
        return
    now, signed = mind.situation.performed(first), (offer(*first),)
    later = Deliberation(replace(mind.situation, now=now, signed=signed))
    rest, whole = later.weigh(offer(*second)), mind.weigh(offer(*clauses))
    # What was signed first is not forgotten: neither what it brought nor what was owed for it.
    assert rest.gain == pytest.approx(whole.gain, abs=1e-6)
    assert rest.total == pytest.approx(whole.total, abs=1e-6)
    assert later.ask >= mind.ask - 1e-9
    if rest.acceptable:
        assert whole.acceptable


@settings(max_examples=5)
@given(draft=drafts(), seed=st.integers(0, 3))
def test_an_offer_is_not_repeated_for_ever(setting, opened, draft, seed):
    """The same offer over and over: patience runs out, and no counter comes twice as new."""
    state = opened(seed)
    patience = setting.counterparts["MAR"].patience
    for _ in range(patience):
        if state.talks.get("MAR") and state.talks["MAR"].closed:
            break
        step = apply(setting, state, Propose(to="MAR", offer=draft))
        state = step.state
        if any(event.kind in ("signed", "refused_at_home") for event in step.events):
            return
    assert state.talks["MAR"].closed
    theirs = state.talks["MAR"].theirs
    assert not any(a.same_terms(b) for k, a in enumerate(theirs) for b in theirs[:k])
    with pytest.raises(IllegalMove, match="over for this round"):
        apply(setting, state, Propose(to="MAR", offer=draft))


@pytest.mark.parametrize("mine", sorted(stances()))
@pytest.mark.parametrize("theirs", ["tit-for-tat", "always-defect", "diffuse"])
def test_two_counterparts_never_haggle_without_end(setting, mine, theirs):
    """Every talk ends, and a signature leaves neither worse off than no deal."""
    counterparts = {
        "SML": replace(setting.counterparts["SML"], stance=stance(mine)),
        "MAR": replace(setting.counterparts["MAR"], stance=stance(theirs)),
    }
    changed = replace(setting, counterparts=counterparts)
    state = new_game(changed, None, 3)
    signed = haggle(changed, state, "SML", "MAR")
    if signed is None:
        return
    for me, you in (PAIR, PAIR[::-1]):
        found = Deliberation(situation(changed, state, me, you)).weigh(signed)
        assert found.gain >= found.floor - 1e-6
    assert theirs != "always-defect" or not signed.given_by("MAR")


@settings(max_examples=10)
@given(taken=st.sampled_from(["none", "tariff", "grant"]), seed=st.integers(0, 9))
def test_a_gift_counts_only_when_no_clause_of_it_takes(setting, opened, taken, seed):
    state = opened(seed)
    clauses = [tariff("SML", 0.0, ("Cloth",))]
    if taken == "tariff":
        raised = Clause(
            domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=0.5,
            sectors=("Machines",), kind=Kind.APPLIED,
        )  # fmt: skip
        clauses.append(raised)
    if taken == "grant":
        clauses.append(Clause(domain="travel", giver="MAR", receiver="SML"))
    assert is_gift(setting, state, offer(*clauses)) is (taken == "none")


def test_every_penalty_names_what_it_answers(setting):
    state = new_game(setting, "SML", 2)
    state = played(setting, state, Retaliate(receiver="MAR", points=0.3, answers="a test"))
    state = played(setting, state, EndRound(), EndRound())
    penalties = [deed for deed in state.last.deeds if deed.kind == "penalty"]
    assert penalties
    assert all("answers the tariffs that Sund raised" in deed.cause for deed in penalties)
    kinds = {entry.act for entry in state.ledger.between("MAR", "SML")}
    assert Act.PENALTY in kinds


def test_tit_for_tat_returns_a_penalty_in_kind_and_then_a_peace(setting):
    """Two rounds after both are as before, a penalty answered in kind is taken back as well."""
    state = new_game(setting, "SML", 2)
    before = float(state.last.levels[1, 0])
    raised = played(setting, state, SetTariff(receiver="MAR", rate=0.35), EndRound(), EndRound())
    assert raised.last.levels[1, 0] < before - 0.1
    old = setting.initial.tariff[1, 0]
    lowered = raised
    for sector, rate in zip(setting.world.sectors, old, strict=True):
        move = SetTariff(receiver="MAR", sectors=(sector,), rate=float(rate))
        lowered = played(setting, lowered, move)
    calmed = played(setting, lowered, EndRound(), EndRound())
    assert calmed.last.levels[1, 0] == pytest.approx(before, abs=0.08)


def test_a_deal_that_hurts_too_much_fails_at_home(setting):
    counterparts = dict(setting.counterparts)
    strict = replace(counterparts["SML"].chamber, protected={"Farming": 0.0})
    counterparts["SML"] = replace(counterparts["SML"], chamber=strict)
    changed = replace(setting, counterparts=counterparts)
    state = new_game(changed, "SML", 1)
    free = offer(tariff("SML", 0.0), *(
        Clause(domain=d, giver="SML", receiver="MAR") for d in ("copyright", "travel", "security")
    ))  # fmt: skip
    step = apply(changed, state, Propose(to="MAR", offer=free))
    assert any(event.kind == "refused_at_home" for event in step.events)
    assert not step.state.treaties


def test_a_deal_is_reached_and_scored(setting):
    """A whole game: ask, sign, play on, and both gain."""
    state = new_game(setting, "SML", 5)
    state = played(
        setting,
        state,
        Ask(partner="MAR", question="balance", clauses=(tariff("SML", 0.05), tariff("MAR", 0.05))),
        Accept(partner="MAR"),
    )
    while not state.over:
        state = apply(setting, state, EndRound()).state
    found = scores.current(setting, state)
    assert found.table == ("SML", "MAR")
    assert found.index is not None
    assert found.index > 0
    assert min(found.pairs[0].gains) > 0
    with pytest.raises(IllegalMove, match="over"):
        apply(setting, state, EndRound())


def test_allies_in_a_penalty_alone_are_no_partners_of_the_score():
    """A coalition against a third state: between its members nothing is given."""
    setting = compile_scenario(load(find("liberation-day-2025")))
    state = new_game(setting, "CHE", 1)
    pledges = tuple(
        Clause(domain="tariffs", giver=code, receiver="USA", rate=0.2, kind=Kind.PENALTY)
        for code in ("CHE", "JPN")
    )
    allied = Offer(parties=("CHE", "JPN"), clauses=pledges, by="CHE")
    step = apply(setting, state, Propose(to="JPN", offer=allied))
    assert any(event.kind == "signed" for event in step.events)
    assert scores.partners(setting, step.state) == ()
    levied = applied(setting, step.state).tariff - applied(setting, state).tariff
    usa = setting.world.index["USA"]
    for code in ("CHE", "JPN"):
        np.testing.assert_allclose(levied[usa, setting.world.index[code]], 0.2)


def test_walking_out_costs_patience_next_round(setting):
    state = new_game(setting, "SML", 5)
    with pytest.raises(IllegalMove, match="before an offer"):
        apply(setting, state, WalkOut(partner="MAR"))
    greedy = offer(tariff("MAR", 0.0))
    state = played(setting, state, Propose(to="MAR", offer=greedy), WalkOut(partner="MAR"))
    with pytest.raises(IllegalMove):
        apply(setting, state, Adjourn(partner="MAR"))
    state = apply(setting, state, EndRound()).state
    assert talk_with(setting, state, "MAR").patience < setting.counterparts["MAR"].patience


garbage = st.one_of(
    st.builds(SetTariff, receiver=st.sampled_from(["MAR", "SML", "XX"]), rate=st.floats(0, 10),
              sectors=st.sampled_from([(), ("Cloth",), ("Nothing",)]), breach=st.booleans()),
    st.builds(Retaliate, receiver=st.sampled_from(["MAR", "XX"]), points=st.floats(0.001, 10),
              breach=st.booleans()),
    st.builds(SetGrant, receiver=st.sampled_from(["MAR", "XX"]), domain=st.sampled_from(Domain),
              rate=st.floats(0, 5), breach=st.booleans()),
    st.builds(Withdraw, treaty=st.integers(-1, 3)),
    st.builds(Accept, partner=st.sampled_from(["MAR", "SML", "XX"])),
    st.builds(Adjourn, partner=st.sampled_from(["MAR", "SML", "XX"])),
    st.builds(WalkOut, partner=st.sampled_from(["MAR", "XX"])),
    st.builds(Propose, to=st.sampled_from(["MAR", "XX"]), offer=drafts()),
    st.just(EndRound()),
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(moves=st.lists(garbage, max_size=8), seed=st.integers(0, 5))
def test_no_move_corrupts_a_state_and_replay_equals_play(setting, opened, moves, seed):
    """Any moves, legal or not: a refused one changes nothing, and the log gives the same game."""
    state = opened(seed)
    log = []
    for move in moves:
        before = state
        try:
            state = apply(setting, state, move).state
            log.append(move)
        except IllegalMove:
            assert state is before
        conduct = applied(setting, state)
        assert np.isfinite(conduct.tariff).all()
        assert (conduct.tariff >= 0).all()
        assert (np.diagonal(conduct.tariff, axis1=0, axis2=1) == 0).all()
        assert 1 <= state.round <= state.rounds
        assert len(state.history) == state.round + int(state.over)
    again = new_game(setting, "SML", seed)
    for move in log:
        again = apply(setting, again, parse(move.model_dump_json())).state
    assert same(state, again)


def test_the_same_seed_gives_the_same_game_and_another_another(setting):
    assert same(simulate(setting, 4), simulate(setting, 4))
    harvests = {tuple(r.news for r in simulate(setting, seed).history) for seed in range(3)}
    assert len(harvests) > 1


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Accept(partner="SML"), "expected another country"),
        (Propose(to="MAR", offer=offer(tariff("SML", 0.0), by="MAR")), "is by SML"),
        (
            Ask(partner="MAR", question="give", clauses=(tariff("MAR", 0.0),)),
            "you give|we give|what you give",
        ),
        (Ask(partner="MAR", question="give", clauses=()), "needs a clause"),
        (SetTariff(receiver="MAR", sectors=("Silk",), rate=0.1), "no sector Silk"),
        (SetGrant(receiver="MAR", domain="aid", rate=50.0), "at most"),
        (Withdraw(treaty=9), "no treaty 9"),
    ],
)
def test_what_the_rules_refuse_they_refuse_in_one_line(setting, move, said):
    state = new_game(setting, "SML", 1)
    with pytest.raises(IllegalMove, match=said) as refused:
        apply(setting, state, move)
    assert "\n" not in str(refused.value)


def test_aid_beyond_the_limit_is_no_offer(setting):
    state = new_game(setting, "SML", 1)
    huge = offer(Clause(domain="aid", giver="MAR", receiver="SML", rate=500.0))
    with pytest.raises(IllegalMove, match="at most"):
        apply(setting, state, Propose(to="MAR", offer=huge))


def test_a_recognition_is_answered_in_its_own_domain(setting, opened):
    """Visas relaxed with nothing asked are returned, and withdrawn when they are withdrawn."""
    given = SetGrant(receiver="MAR", domain="travel", rate=1.0)
    state = played(setting, opened(1), given, EndRound(), EndRound())
    travel = applied(setting, state).grant(Domain.TRAVEL)
    assert travel[0, 1] == travel[1, 0] == 1.0
    withdrawn = SetGrant(receiver="MAR", domain="travel", rate=0.0)
    state = played(setting, state, withdrawn, EndRound(), EndRound())
    assert applied(setting, state).grant(Domain.TRAVEL)[1, 0] == 0.0
    [deed] = [deed for deed in state.last.deeds if deed.actor == "MAR"]
    assert "withdraws its relaxed visas from Sund in kind" in deed.text
    assert "It answers what Sund withdrew from it in round 3" in deed.cause


def test_what_a_treaty_gives_is_not_paid_for_twice(setting, opened):
    """The round after a treaty nobody returns its clauses, or undoes them by tariffs."""
    visas = Clause(domain="travel", giver="SML", receiver="MAR")
    state, _ = add_treaty(opened(1), offer(tariff("MAR", 0.05), tariff("SML", 0.0), visas))
    state = apply(setting, state, EndRound()).state
    agreed = applied(setting, state)
    state = played(setting, state, EndRound(), EndRound())
    assert applied(setting, state).same(agreed)
    assert not [deed for result in state.history for deed in result.deeds if deed.actor == "MAR"]


def test_signing_one_offer_ends_its_alternatives(setting, opened):
    """Two offers of a counterpart in one talk are either-or: nobody collects both."""
    state = opened(5)
    for rate in (0.02, 0.08):
        draft = (tariff("SML", rate), tariff("MAR", 0.05))
        state = played(setting, state, Ask(partner="MAR", question="balance", clauses=draft))
    assert len(state.talks["MAR"].theirs) > 1
    state = played(setting, state, Accept(partner="MAR"))
    assert len(state.treaties) == 1
    with pytest.raises(IllegalMove, match="nothing on the table"):
        apply(setting, state, Accept(partner="MAR"))
    assert not [each for each in state.proposals if each.by == "MAR"]


def test_a_visitor_left_standing_does_not_come_again_at_once(setting, opened):
    state = opened(5)
    seen = []
    while not state.over:
        for each in state.proposals:
            assert not any(each.same_terms(old) for old in seen)
        seen += state.proposals
        last = {each.by for each in state.proposals}
        state = apply(setting, state, EndRound()).state
        assert not last & {each.by for each in state.proposals}
