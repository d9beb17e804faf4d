"""What counterparts say is why they acted: sentences are read back and held to the decision."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from negotiator.counterparts.acceptance import acceptance, acceptances
from negotiator.counterparts.deliberation import Answer, Deliberation, Verdict
from negotiator.counterparts.questions import would_give
from negotiator.counterparts.tactics import tactic, tactics
from negotiator.counterparts.voice import Voice, voices
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import perform
from negotiator.diplomacy.domains import Domain
from negotiator.game.chance import draw
from negotiator.game.moves import Ask, EndRound, IllegalMove, Propose, Retaliate
from negotiator.game.rules import apply, new_game
from negotiator.game.talks import talk_with
from negotiator.game.view import known, record, situation
from negotiator.scenario import compile_scenario, find, load

VOICES = pytest.mark.parametrize("speaker", voices().values(), ids=list(voices()))
CANDOUR = (1.0, 0.8, 0.5, 0.2, 0.0)
UNITS = {"k": 1e-6, "m": 1e-3, "bn": 1.0, "trn": 1e3}
MONEY = r"[+−]\$[\d.]+(?:k|m|bn|trn)\b"
KIND = {
    (Verdict.ACCEPT, False): "accept",
    (Verdict.COUNTER, False): "counter",
    (Verdict.COUNTER, True): "final",
}


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.fixture(scope="module")
def lands(setting):
    """Games at their opening, after a penalty, and after a penalty of years."""
    calm = new_game(setting, "SML", 4)
    struck = played(setting, calm, Retaliate(receiver="MAR", points=0.1), EndRound())
    return [calm, struck, played(setting, struck, EndRound())]


def played(setting, state, *moves):
    for move in moves:
        state = apply(setting, state, move).state
    return state


def read(voice: Voice, kind: str, sentence: str) -> dict[str, str] | None:
    """The facts in a sentence, read back through the forms of a voice; None when none fits."""
    held = {"gain": MONEY, "ask": rf"{MONEY[4:]} a year more for us", "reason": ".+?"}
    for form in voice.forms[kind]:
        parts = re.split(r"\[([^\]]*)\]", form)
        for shown in product((True, False), repeat=len(parts) // 2):
            text = "".join(part for k, part in enumerate(parts) if k % 2 == 0 or shown[k // 2])
            pieces = re.split(r"\{(\w+)\}", text)
            pattern = "".join(
                f"(?P<{piece.lower()}>{held.get(piece.lower(), '.+?')})"
                if k % 2
                else re.escape(piece)
                for k, piece in enumerate(pieces)
            )
            found = re.fullmatch(pattern, sentence, re.IGNORECASE)
            if found is not None:
                return found.groupdict()
    return None


def amount(text: str) -> float:
    """Billions a year."""
    number, unit = re.search(r"(−?)\+?\$([\d.]+)(k|m|bn|trn)", text).group(2, 3)
    return (-1 if "−$" in text else 1) * float(number) * UNITS[unit]


def told(text: str, dollars: float) -> bool:
    """Whether an amount as told is one of the figures, to the two digits that are told."""
    return amount(text) == pytest.approx(dollars, rel=0.06, abs=1e-7)


def check(answer: Answer, voice: Voice, candour: float, proposed: bool) -> str:
    """Hold a sentence to its answer; gives the kind of reason that it told."""
    found = answer.assessment
    kind = KIND.get((answer.verdict, answer.final)) or ("red_line" if found.red_lines else "reject")
    facts = read(voice, kind, answer.sentence)
    assert facts is not None, (kind, answer.sentence)
    if "gain" in facts:
        assert candour >= 0.5
        assert told(facts["gain"], found.gain)
    if "ask" in facts:
        assert answer.verdict is not Verdict.ACCEPT
        assert told(f"+{facts['ask']}", found.stated - found.total)
        # More than it takes when it is not candid, never less, and never more than there is.
        assert found.stated >= found.ask - 1e-9
        assert candour < 1.0 or found.stated == pytest.approx(found.ask)
        assert found.total < found.ask or candour < 1.0
    return holds(facts["reason"], answer, proposed) if "reason" in facts else "none"


def holds(reason: str, answer: Answer, proposed: bool) -> str:
    """Hold a reason to the figures of the decision."""
    found = answer.assessment
    signs = answer.verdict is Verdict.ACCEPT
    if reason.startswith("it is what we have put on the table"):
        assert signs
        assert proposed
        return "own"
    if reason.startswith("it is no worse for us than what we have put on the table"):
        assert signs
        assert not proposed
        assert found.acceptable
        return "own"
    if reason.startswith(("our patience", "it reaches the share", "it comes close")):
        assert signs
        assert found.acceptable
        assert answer.worth < answer.asked
        return "accepts"
    if reason.startswith("all in all it comes to"):
        assert not signs
        assert told(reason, found.total)
        assert found.total < found.ask
        return "total"
    if found.red_lines or found.objections:
        lines = [*found.red_lines, *found.objections]
        assert any(line.rstrip(".").lower() in reason.lower() for line in lines)
        return "barred"
    figures = [*found.deal, *found.history]
    [figure] = [each for each in figures if reason.lower().startswith(each.text.lower())]
    assert told(reason, figure.dollars)
    # The weightiest on its own side of the decision.
    assert figure.dollars == (max if signs else min)(each.dollars for each in figures)
    assert (figure.dollars > 0) == signs
    return "figure"


def drafts(generator: np.random.Generator, how_many: int) -> list[Offer]:
    """Offers of the kind that players make, each a little better for the other than the last."""
    rates = np.sort(generator.choice([0.0, 0.02, 0.05, 0.08, 0.1, 0.15], how_many))[::-1]
    ours = generator.choice([d.value for d in (Domain.TRAVEL, Domain.COPYRIGHT, Domain.SECURITY)])
    back = float(generator.choice([0.0, 0.02, 0.08]))
    made = []
    for k, rate in enumerate(rates):
        clauses = [
            Clause(domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=float(rate)),
            Clause(domain=Domain.TARIFFS, giver="MAR", receiver="SML", rate=back),
        ]
        if k % 2:
            clauses.append(Clause(domain=ours, giver="SML", receiver="MAR"))
        made.append(Offer(parties=("SML", "MAR"), clauses=tuple(clauses), by="SML"))
    return made


@VOICES
def test_sentences_tell_the_figures_that_decided(setting, lands, speaker):
    """Every tactic in every voice, with every acceptance condition and degree of candour."""
    reasons = set()
    for k, name in enumerate(sorted(tactics())):
        generator = np.random.default_rng([k, *speaker.name.encode()])
        candour = CANDOUR[(k + len(speaker.name)) % len(CANDOUR)]
        signs = sorted(acceptances())[k % len(acceptances())]
        marland = replace(
            setting.counterparts["MAR"],
            tactic=tactic(name),
            acceptance=acceptance(signs),
            voice=speaker,
            candour=candour,
            patience=4,
            red_lines=(Domain.EXTRADITION,) if k % 3 == 0 else (),
        )
        changed = replace(setting, counterparts={**setting.counterparts, "MAR": marland})
        state = lands[k % len(lands)]
        if k % 3 == 0:
            surrender = Clause(domain=Domain.EXTRADITION, giver="MAR", receiver="SML")
            offers = [Offer(parties=("SML", "MAR"), clauses=(surrender,), by="SML")]
        else:
            offers = []
        for offer in (*offers, *drafts(generator, 4)):
            before = situation(changed, state, "MAR", "SML")
            own = any(offer.same_terms(each) for each in before.mine)
            try:
                step = apply(changed, state, Propose(to="MAR", offer=offer))
            except IllegalMove:
                break  # signed, or the talk is over
            [answer] = [event.answer for event in step.events if event.answer is not None]
            reasons.add(check(answer, speaker, candour, own))
            figures(changed, state, before, offer, answer)
            state = step.state
            if answer.verdict is Verdict.ACCEPT:
                break
    assert reasons >= {"figure", "barred"}


def figures(setting, state, before, offer, answer):
    """The figures add up to what the economy says that the offer does to the government."""
    world, found = setting.world, answer.assessment
    place = world.index["MAR"]
    now = known(setting, state)
    after = perform(now, offer.clauses, world.countries, world.sectors)
    values = [world.value(each) for each in (now, after)]
    dollars = [float(each.dollars(each.payoff)[place]) for each in values]
    assert found.gain == pytest.approx(dollars[1] - before.fallback[place], abs=1e-6)
    assert sum(f.dollars for f in found.deal) == pytest.approx(dollars[1] - dollars[0], abs=1e-5)
    assert found.total == pytest.approx(found.gain + sum(f.dollars for f in found.history))


@pytest.mark.parametrize("candour", CANDOUR)
def test_what_is_asked_for_is_a_position_and_is_kept(setting, lands, candour):
    """Less candour asks for more, never for less than it takes; and what it names it signs."""
    state = lands[0]
    changed = replace(
        setting,
        counterparts={
            **setting.counterparts,
            "MAR": replace(setting.counterparts["MAR"], candour=candour),
        },
    )
    mine = Clause(domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=0.0)
    candid = Deliberation(situation(setting, state, "MAR", "SML"))
    mind = Deliberation(situation(changed, state, "MAR", "SML"))
    offer = Offer(parties=("SML", "MAR"), clauses=(mine,), by="SML")
    plain, shaded = candid.weigh(offer), mind.weigh(offer)
    # How it weighs and what it takes do not depend on what it says.
    assert (shaded.total, shaded.ask) == pytest.approx((plain.total, plain.ask))
    assert shaded.stated == pytest.approx(plain.ask + (1 - candour) * (mind.possible - plain.ask))
    given, asked = would_give(candid, (mine,)), would_give(mind, (mine,))
    assert given is not None
    assert asked is not None
    assert asked.assessment.total >= given.assessment.total - 1e-6
    assert not candid.situation.me.declines(0.0)


def test_who_keeps_its_answers_to_itself_says_so_and_answers_offers_all_the_same(setting, lands):
    silent = replace(setting.counterparts["MAR"], candour=0.0)
    changed = replace(setting, counterparts={**setting.counterparts, "MAR": silent})
    mine = Clause(domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=0.05)
    asked = apply(changed, lands[0], Ask(partner="MAR", question="give", clauses=(mine,)))
    assert asked.events[0].text in silent.voice.forms["declines"]
    assert asked.events[0].offer is None
    assert asked.state.talks["MAR"].standing == talk_with(changed, lands[0], "MAR").standing
    answered = apply(
        changed, asked.state, Propose(to="MAR", offer=drafts(np.random.default_rng(1), 1)[0])
    )
    assert answered.events[0].answer is not None


@VOICES
@pytest.mark.parametrize("question", ["give", "want", "balance"])
def test_an_answer_to_a_question_tells_what_the_package_brings(setting, lands, speaker, question):
    giver, receiver = ("MAR", "SML") if question == "want" else ("SML", "MAR")
    for candour in (1.0, 0.7):
        marland = replace(setting.counterparts["MAR"], voice=speaker, candour=candour)
        changed = replace(setting, counterparts={**setting.counterparts, "MAR": marland})
        for rate in (0.0, 0.05, 0.1):
            clause = Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)
            step = apply(
                changed, lands[0], Ask(partner="MAR", question=question, clauses=(clause,))
            )
            [event] = step.events
            if event.offer is None:
                assert candour < 1.0
                assert event.text in speaker.forms["declines"]
                continue
            facts = read(speaker, question, event.text)
            mind = Deliberation(situation(changed, lands[0], "MAR", "SML"))
            assert told(facts["gain"], mind.weigh(event.offer).gain)
            assert clause in event.offer.clauses


def test_acts_quote_the_rule_that_led_to_them():
    """A penalty or a return gives the reason of its stance, and is of the kind that this asks."""
    april = compile_scenario(load(find("liberation-day-2025")))
    state, acts = new_game(april, "CHE", 3), 0
    for _ in range(3):
        after = apply(april, state, EndRound()).state
        for deed in after.last.deeds:
            if deed.kind not in ("penalty", "return"):
                continue
            rule = april.counterparts[deed.actor].toward(deed.target)
            seen = record(april, state, deed.actor, deed.target)
            chance = draw(state.seed, "stance", state.round, deed.actor, deed.target)
            level = rule.level(seen, chance)
            assert f"“{rule.because(seen, level)}”" in deed.cause
            here = float(state.last.levels[april.world.index[deed.actor],
                                           april.world.index[deed.target]])  # fmt: skip
            assert (deed.kind == "penalty") == (level < here)
            acts += 1
        state = after
    assert acts > 10
