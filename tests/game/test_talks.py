"""Thousands of seeded talks: every rule, temper and history, and whoever sits opposite.

What a talk must keep is read off the economy itself, not off what a government says of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from tables import table

from negotiator.counterparts.deliberation import Answer, Deliberation, Verdict
from negotiator.counterparts.situation import Situation
from negotiator.counterparts.voice import voice
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.money import money, signed
from negotiator.game.moves import Accept, Ask, EndRound, IllegalMove, Propose
from negotiator.game.rules import apply
from negotiator.game.state import Deed, State, Talk
from negotiator.game.talks import add_treaty
from negotiator.game.view import fallback, known, situation
from negotiator.scenario.setting import Setting

#: A thousand dollars a year: below it two sums are the same.
NOTHING = 1e-6
RATES = (0.0, 0.02, 0.05, 0.1, 0.15)
PROPOSERS = ("random", "aggressive", "generous", "repeating", "haggling", "asking")
TALKS = 900


def gain(setting: Setting, state: State, code: str, clauses: tuple[Clause, ...] = ()) -> float:
    """What a government gets by clauses over no deal at all, billions a year."""
    world = setting.world
    conduct = perform(known(setting, state), clauses, world.countries, world.sectors)
    valued = world.value(conduct)
    k = world.index[code]
    return float(valued.dollars(valued.payoff)[k] - fallback(setting, state)[k])


def least(seen: Situation) -> float:
    """The least that a government may take: nothing, or less by what its stance gives away."""
    given = seen.tolerated * seen.owed * float(seen.levels.worth[seen.i, seen.j])
    return -max(given, 0.0) - NOTHING


def tariff(giver: str, receiver: str, rate: float, sectors: tuple[str, ...] = ()) -> Clause:
    return Clause(domain="tariffs", giver=giver, receiver=receiver, rate=rate, sectors=sectors)


def offer(*clauses: Clause, by: str = "A") -> Offer:
    return Offer(parties=("A", "B"), clauses=clauses, by=by)


def everything(setting: Setting, giver: str, receiver: str) -> tuple[Clause, ...]:
    grants = [d for d in setting.world.sizes.in_play if d not in ("tariffs", "aid")]
    return (
        tariff(giver, receiver, 0.0),
        *(Clause(domain=domain, giver=giver, receiver=receiver) for domain in grants),
    )


def drawn(setting: Setting, rng: np.random.Generator) -> tuple[Clause, ...]:
    """Some clauses or other, either way."""
    clauses = []
    for giver, receiver in (("A", "B"), ("B", "A")):
        if rng.random() < 0.8:
            some = tuple(rng.permutation(setting.world.sectors)[: rng.integers(1, 4)])
            clauses.append(tariff(giver, receiver, float(rng.choice(RATES)), some))
        clauses += [c for c in everything(setting, giver, receiver)[1:] if rng.random() < 0.3]
    return tuple(clauses) or (tariff("A", "B", 0.0),)


def proposal(
    kind: str, setting: Setting, talk: Talk | None, rng: np.random.Generator
) -> Propose | Ask:
    """What a proposer of a kind does next."""
    theirs = talk.standing if talk else None
    mine = talk.mine[-1] if talk and talk.mine else None
    if kind == "aggressive":
        clauses = everything(setting, "B", "A")
    elif kind == "generous":
        clauses = (*everything(setting, "A", "B"), tariff("B", "A", float(rng.choice(RATES))))
    elif kind == "repeating" and mine is not None:
        clauses = mine.clauses
    elif kind == "haggling" and theirs is not None and rng.random() < 0.7:
        kept = [c for c in theirs.clauses if (c.giver, c.domain) != ("B", "tariffs")]
        clauses = (*kept, tariff("B", "A", float(rng.choice(RATES))))
    else:
        clauses = drawn(setting, rng)
    if kind == "asking" and rng.random() < 0.6:
        question = str(rng.choice(["give", "want", "balance"]))
        giver = {"give": "A", "want": "B"}.get(question)
        some = tuple(c for c in clauses if giver in (None, c.giver))
        other = "A" if giver == "B" else "B"
        some = some or everything(setting, str(giver), other)
        return Ask(partner="B", question=question, clauses=some)
    return Propose(to="B", offer=offer(*clauses))


@dataclass(frozen=True)
class Exchange:
    """One exchange of a talk: the state before it, the move, the state after, the answer."""

    setting: Setting
    before: State
    move: Propose | Ask
    after: State
    answer: Answer | None
    kinds: frozenset[str]


def held(seed: int) -> list[Exchange]:
    """A talk from its first offer to its end."""
    setting, state = table(seed)
    rng = np.random.default_rng([seed, 1])
    kind = PROPOSERS[seed % len(PROPOSERS)]
    found: list[Exchange] = []
    for _ in range(40):  # far more than anybody's patience
        move = proposal(kind, setting, state.talks.get("B"), rng)
        try:
            step = apply(setting, state, move)
        except IllegalMove:
            if state.talks.get("B", Talk("B", 1)).closed:
                break
            continue  # a question that is none
        answers = [event.answer for event in step.events if event.answer is not None]
        kinds = frozenset(event.kind for event in step.events)
        answer = answers[0] if answers else None
        found.append(Exchange(setting, state, move, step.state, answer, kinds))
        state = step.state
        if kinds & {"signed", "refused_at_home"}:
            break
    return found


@pytest.fixture(scope="module")
def talks() -> list[list[Exchange]]:
    return [held(seed) for seed in range(TALKS)]


def test_there_is_something_to_look_at(talks):
    """Acceptances, counters, refusals and questions, of hundreds each."""
    answers = [e.answer.verdict for talk in talks for e in talk if e.answer is not None]
    assert all(answers.count(verdict) > 200 for verdict in Verdict)
    assert sum(isinstance(e.move, Ask) and "question" in e.kinds for t in talks for e in t) > 200


def test_nobody_accepts_less_than_no_deal(talks):
    """Only a stance that overlooks an imbalance gives, and no more than it owes by its rule."""
    gifts = 0
    for each in (e for talk in talks for e in talk):
        if each.answer is None or each.answer.verdict is not Verdict.ACCEPT:
            continue
        left = gain(each.setting, each.before, "B", each.move.offer.clauses)
        assert left >= least(situation(each.setting, each.before, "B", "A"))
        gifts += left < -NOTHING
    assert gifts < TALKS / 20


def test_nobody_proposes_what_it_would_itself_refuse(talks):
    """It would sign at once what it has put on the table, and its majority would ratify."""
    for each in (e for talk in talks for e in talk):
        old = each.before.talks["B"].theirs if "B" in each.before.talks else ()
        new = each.after.talks["B"].theirs[len(old) :]
        for mine in new:
            seen = situation(each.setting, each.after, "B", "A")
            answer = Deliberation(seen).answer(mine, 0.0)
            assert answer.verdict is Verdict.ACCEPT
            assert not answer.assessment.red_lines
            assert not answer.assessment.objections
            assert gain(each.setting, each.after, "B", mine.clauses) >= least(seen)
            assert gain(each.setting, each.after, "A", mine.clauses) >= -NOTHING
            if each.answer is not None:  # of its own accord it never goes below its ask
                assert answer.assessment.total >= each.answer.assessment.ask - NOTHING


def test_every_talk_ends_and_no_offer_comes_twice_as_new(talks):
    for talk in talks:
        last = talk[-1]
        mine = last.after.talks["B"]
        assert mine.used <= last.setting.counterparts["B"].patience
        assert mine.closed or last.kinds & {"signed", "refused_at_home"}
        theirs = mine.theirs
        if all(isinstance(each.move, Propose) for each in talk):
            assert not any(a.same_terms(b) for k, a in enumerate(theirs) for b in theirs[:k])


def test_what_it_says_is_what_decided(talks):
    """The figure that it names is one of those that it decided by."""
    said = 0
    for each in (e for talk in talks for e in talk):
        if each.answer is None or "$" not in each.answer.sentence:
            continue
        found = each.answer.assessment
        figures = [found.gain, found.total, found.stated - found.total]
        figures += [figure.dollars for figure in found.deal]
        figures += [figure.dollars for figure in found.history]
        rule = [f.dollars for f in found.history if f.label in ("our rule", "the norm")]
        figures.append(sum(rule))  # what the rule asks, net of what it tolerates
        spoken = each.answer.sentence.replace("+$", "$").replace("−$", "$")
        assert any(money(figure) in spoken for figure in figures)
        said += 1
    assert said > 1000


SECRET_SEEDS = range(300)


def hidden(setting: Setting, state: State) -> tuple[Setting, State]:
    """The same public record with another private part of the player's: what it means to do,
    has half agreed with others, would say itself, and what chance has in store."""
    rng = np.random.default_rng(state.seed)
    home = setting.world.index["A"]
    tariff_, grants = state.autonomous.tariff.copy(), state.autonomous.grants.copy()
    tariff_[:, home] += rng.uniform(0.0, 0.5, tariff_[:, home].shape)
    tariff_[home, home] = 0.0
    others = [code for code in setting.world.countries if code not in ("A", "B")]
    waiting = tuple(
        Offer(parties=(c, "A"), clauses=(tariff("A", c, 0.0), tariff(c, "A", 0.0)), by=c)
        for c in others
    )
    talked = {c: Talk(c, 5, used=2, theirs=waiting) for c in others}
    theirs = setting.counterparts["B"]
    by_chance = theirs.tactic.stochastic or theirs.candour < 1.0
    secret = state.but(
        # Where it bids or is silent by chance, chance decides; what is in store for later never.
        seed=state.seed + (0 if by_chance else 77),
        mode="blind",
        autonomous=Conduct(tariff_, grants),
        deeds=(Deed(state.round, "A", "B", "act", "You raise your tariffs."),),
        talks={**state.talks, **talked},
        proposals=waiting,
        brought=waiting,
    )
    own = replace(setting.counterparts["B"], code="A", name="A", voice=voice("blunt"))
    counterparts = {**setting.counterparts, "A": replace(own, red_lines=("tariffs", "travel"))}
    chamber = setting.counterparts["A"].chamber  # politics at home are known
    counterparts["A"] = replace(counterparts["A"], chamber=chamber)
    changed = replace(setting, counterparts=counterparts)
    changed.__dict__["_anchors"] = setting.anchors
    return changed, secret


def test_answers_depend_on_the_public_record_alone():
    """Two games that differ only in what the player keeps to itself get the same answers."""
    for seed in SECRET_SEEDS:
        setting, state = table(seed)
        other_setting, other = hidden(setting, state)
        rng = np.random.default_rng([seed, 2])
        for kind in ("generous", "haggling", "asking"):
            move = proposal(kind, setting, state.talks.get("B"), rng)
            try:
                step = apply(setting, state, move)
            except IllegalMove as refused:
                with pytest.raises(IllegalMove, match="^" + str(refused)[:20].replace("«", ".")):
                    apply(other_setting, other, move)
                continue
            again = apply(other_setting, other, move)
            assert [e.kind for e in step.events] == [e.kind for e in again.events]
            assert step.state.talks["B"].theirs == again.state.talks["B"].theirs
            for one, two in zip(step.events, again.events, strict=True):
                if one.answer is not None:
                    assert one.answer.verdict is two.answer.verdict
                    assert one.answer.assessment == two.answer.assessment
            state, other = step.state, again.state
            if state.treaties or state.talks["B"].closed:
                break


def test_acts_of_a_round_do_not_answer_what_the_player_does_in_it():
    """All acts of a round are simultaneous: others' tariffs are the same whatever it does."""
    moved = 0
    for seed in range(120):
        setting, state = table(seed)
        calm = apply(setting, state, EndRound()).state
        home = setting.world.index["A"]
        rates = state.autonomous.tariff.copy()
        rates[:, home] += 0.3
        rates[home, home] = 0.0
        struck = state.but(autonomous=Conduct(rates, state.autonomous.grants))
        after = apply(setting, struck, EndRound()).state
        others = [k for k in range(len(setting.world.countries)) if k != home]
        np.testing.assert_array_equal(
            calm.autonomous.tariff[:, others], after.autonomous.tariff[:, others]
        )
        np.testing.assert_array_equal(
            calm.autonomous.grants[:, others], after.autonomous.grants[:, others]
        )
        np.testing.assert_array_equal(after.autonomous.tariff[:, home], rates[:, home])
        moved += not np.array_equal(calm.autonomous.tariff, state.autonomous.tariff)
    assert moved > 60


def test_nobody_gains_by_cutting_a_deal_in_two():
    """What a counterpart signs in two parts, one after the other, it signs as one."""
    compared = 0
    for seed in range(600):
        setting, state = table(seed)
        rng = np.random.default_rng([seed, 3])
        mind = Deliberation(situation(setting, state, "B", "A"))
        own = mind.later(float(rng.choice([0.0, 1.0]))).bid()
        if own is None:
            continue
        clauses = tuple(dict.fromkeys((*own.offer.clauses, *drawn(setting, rng)[:1])))
        first = tuple(c for c in clauses if rng.random() < 0.5)
        second = tuple(c for c in clauses if c not in first)
        mind = mind.later(1.0)
        if not first or not second or not mind.weigh(offer(*first)).acceptable:
            continue
        state = add_treaty(state, offer(*first))[0]
        rest = Deliberation(situation(setting, state, "B", "A")).later(1.0).weigh(offer(*second))
        whole = mind.weigh(offer(*clauses))
        # All of a round is one account: neither what it brought nor what is owed is forgotten.
        assert rest.gain == pytest.approx(whole.gain, abs=1e-6)
        assert rest.total == pytest.approx(whole.total, abs=1e-6)
        assert whole.acceptable or not rest.acceptable
        compared += 1
    assert compared > 50


def test_an_offer_is_withdrawn_when_another_treaty_has_made_it_worse_than_no_deal():
    """What B offered before A signed with C is had only while B is no worse off by it."""
    ends = {"signed": 0, "withdrawn": 0, "refused_at_home": 0}
    for seed in range(900):
        setting, state = table(seed)
        if "C" not in setting.world.countries:
            continue
        draft = (tariff("A", "B", 0.05), tariff("B", "A", 0.05))
        state = apply(setting, state, Ask(partner="B", question="balance", clauses=draft)).state
        standing = state.talks["B"].standing
        if standing is None:
            continue
        union = (tariff("A", "C", 0.0), tariff("C", "A", 0.0))
        state, _ = add_treaty(state, Offer(parties=("A", "C"), clauses=union, by="A"))
        left = gain(setting, state, "B", standing.clauses)
        step = apply(setting, state, Accept(partner="B"))
        [kind] = {event.kind for event in step.events} & ends.keys()
        ends[kind] += 1
        if kind == "withdrawn":
            talk = step.state.talks["B"]
            price = signed(min(left, left - gain(setting, state, "B")))
            assert price in talk.lines[-1].text or "majority" in talk.lines[-1].text
            assert not any(standing.same_terms(each) for each in talk.theirs)
        if kind == "signed":
            assert left >= least(situation(setting, state, "B", "A"))
    assert ends["signed"] > 10
    assert ends["withdrawn"] > 3
