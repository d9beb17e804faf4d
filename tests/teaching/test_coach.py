"""The coach: figures that the counterpart itself goes by, and no word that leaks who it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from class_of_saves import rates
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.counterparts.acceptance import acceptance, acceptances
from negotiator.counterparts.deliberation import Verdict
from negotiator.counterparts.stances import stance, stances
from negotiator.counterparts.tactics import tactic, tactics
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.ratification import Chamber
from negotiator.game.moves import EndRound, Propose, SetTariff
from negotiator.game.rules import apply, new_game
from negotiator.scenario import compile_scenario, find, load
from negotiator.teaching import coach
from negotiator.teaching.answers import after

LENIENT = Chamber(tolerance=99.0)


@pytest.fixture(scope="module")
def setting():
    return compile_scenario(load(find("two-neighbours")))


@pytest.fixture(scope="module")
def opened(setting):
    """A game as it opens, and what the coach says before an offer in it."""
    state = new_game(setting, "SML", 3)
    return state, coach.before(setting, state, "MAR")


def minded(setting, **changes):
    """The setting with another government across the table."""
    marland = replace(setting.counterparts["MAR"], **changes)
    return replace(setting, counterparts={**setting.counterparts, "MAR": marland})


def deal(mine, theirs, *domains):
    extra = tuple(Clause(domain=d, giver="SML", receiver="MAR") for d in domains)
    clauses = rates(("SML", "MAR", mine), ("MAR", "SML", theirs)) + extra
    return Offer(parties=("SML", "MAR"), clauses=clauses, by="SML")


def proposed(setting, state, offer):
    """The game with an offer answered, and what the coach says of the answer."""
    step = apply(setting, state, Propose(to="MAR", offer=offer))
    answer = next(event.answer for event in step.events if event.answer)
    return step.state, answer, after(setting, state, step.state, "MAR", answer)


def talk(setting, mode, offers):
    """The coach's words after each offer of a talk to which they come with none of their own."""
    state, said = new_game(setting, "SML", 3, mode).but(proposals=(), words={}), []
    for offer in offers:
        state, answer, words = proposed(setting, state, offer)
        said.append((answer, words))
        if answer.verdict is Verdict.ACCEPT or state.talks["MAR"].closed:
            break
    return said


@pytest.mark.parametrize(
    "offer", [deal(0.0, 0.0), deal(0.05, 0.02, Domain.TRAVEL), deal(0.15, 0.0)]
)
def test_gains_are_those_by_which_governments_go(setting, opened, offer):
    """The coach counts by itself what the counterpart's own assessment comes to."""
    state, found = opened
    ours, theirs = coach.placed(setting, state, found, offer).gains
    _, answer, _ = proposed(setting, state, offer)
    assert theirs == pytest.approx(answer.assessment.gain, rel=1e-6)
    assert ours == pytest.approx(answer.assessment.partner_gain, rel=1e-6)
    assert coach.worth(setting, state, "MAR", offer) == pytest.approx((ours, theirs))


def test_the_solution_lies_in_the_zone_and_a_ransom_outside(setting, opened):
    state, found = opened
    nash = Offer(parties=found.pair, clauses=found.possible.nash.clauses, by="SML")
    draft = coach.placed(setting, state, found, nash)
    assert draft.gains == pytest.approx(found.possible.nash.gains, rel=1e-6)
    assert draft.swaps == ()
    assert "Inside the zone" in " ".join(coach.draft_words(setting, found, draft))
    assert all(most >= gain for most, gain in zip(found.most, draft.gains, strict=True))
    ransom = coach.placed(setting, state, found, deal(0.15, 0.0))
    words = coach.draft_words(setting, found, ransom)
    assert ransom.gains[1] < 0
    assert "Outside the zone: Marland would be better off with no deal." in words


def test_a_swap_costs_its_giver_less_than_it_brings_the_other(setting, opened):
    _, found = opened
    for k, giver in enumerate(found.pair):
        for swap in coach.cheapest(found.swaps, giver, first=k == 0):
            assert swap.alone[1 - k] > 0
            assert sum(swap.alone) > 0
    words = coach.swap_words(setting, found.pair, found.swaps)
    assert sum("enforce judgments" in each for each in words) <= 1


SAME = [deal(0.1, 0.0)] * 3
COMING = [deal(0.12 - 0.03 * k, 0.03) for k in range(4)]


@pytest.mark.parametrize(
    ("how", "parameters", "offers", "said"),
    [
        ("linear", {}, SAME, "no concession of ours brought that"),
        ("tit-for-tat-concessions", {}, SAME, "Neither side has moved"),
        ("tit-for-tat-concessions", {"opening": 1.0, "floor": 0.0}, COMING, "about as much as the"),
        ("linear", {"opening": 0.6, "floor": 0.6}, COMING, "as much as before, though we came"),
        ("conceder", {"opening": 1.0}, COMING, "It asks for"),
    ],
)
def test_how_a_demand_moved_is_told_from_the_talk(setting, how, parameters, offers, said):
    changed = minded(
        setting, tactic=tactic(how, **parameters), stance=stance("always-cooperate"), patience=6,
        chamber=LENIENT, candour=1.0,
    )  # fmt: skip
    words = [" ".join(each) for _, each in talk(changed, "standard", offers)]
    assert len(words) > 1
    assert said in words[-1]


def test_what_it_needed_is_what_it_says_unless_all_is_open(setting):
    """Without candour the two differ, and only the open mode may tell the true one."""
    sly = minded(setting, candour=0.0, chamber=LENIENT)
    offer = deal(0.0, 0.05)
    [(answer, opened)] = talk(sly, "open", [offer])
    [(_, told)] = talk(sly, "standard", [offer])
    found = answer.assessment
    assert found.stated > found.ask
    assert coach.signed(found.ask) in opened[0]
    assert coach.signed(found.stated) in told[0]
    assert coach.signed(found.ask) not in " ".join(told)


def test_history_is_told_from_the_deal(setting):
    """The same offer to one who was struck before, and to one who was not."""
    marland = minded(setting, stance=stance("tit-for-tat"), chamber=LENIENT)
    state = new_game(marland, "SML", 3, "standard")
    for move in (SetTariff(receiver="MAR", rate=0.6), EndRound()):
        state = apply(marland, state, move).state
    _, answer, words = proposed(marland, state, deal(0.1, 0.1))
    assert answer.assessment.history
    assert any(each.text in " ".join(words) for each in answer.assessment.history)


@pytest.mark.parametrize(
    ("changes", "said", "advice"),
    [
        ({"red_lines": (Domain.TARIFFS,)}, "no matter of price", "Leave that out"),
        ({"chamber": Chamber({"Cloth": 0.001}, 99.0)}, "majority at home", "Spare that sector"),
        ({"stance": stance("always-defect")}, "no matter of price", "signs nothing"),
    ],
)
@pytest.mark.parametrize("mode", ["standard", "blind"])
def test_what_is_not_a_matter_of_price_is_told_as_such(setting, changes, said, advice, mode):
    [(answer, words)] = talk(minded(setting, **changes), mode, [deal(0.0, 0.0)])
    assert answer.verdict is not Verdict.ACCEPT
    assert advice in words[-1]
    assert (said in words[0]) == (mode == "standard")


drawn = st.builds(
    deal,
    st.sampled_from([0.0, 0.05, 0.1, 0.15]),
    st.sampled_from([0.0, 0.05, 0.1, 0.15]),
    st.sampled_from([Domain.TRAVEL, Domain.COPYRIGHT]),
)
governments = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(sorted(stances())).map(stance),
        "tactic": st.sampled_from(sorted(tactics())).map(tactic),
        "acceptance": st.sampled_from(sorted(acceptances())).map(acceptance),
        "candour": st.sampled_from([0.0, 0.4, 1.0]),
    }
)


def masked(answer, mode):
    """The answer with all that this mode does not show made something else."""
    found = replace(answer.assessment, ask=answer.assessment.ask + 7.7)
    if mode == "blind":
        blur = lambda figures: tuple(replace(f, dollars=3.3) for f in figures)  # noqa: E731
        found = replace(
            found, stated=found.stated + 5.5, floor=-1.1, gain=4.4, marginal=2.2,
            deal=blur(found.deal), history=blur(found.history),
        )  # fmt: skip
    return replace(answer, assessment=found, worth=0.123, asked=0.456)


@settings(max_examples=6)
@given(
    who=governments,
    other=governments,
    offers=st.lists(drawn, min_size=1, max_size=2),
    mode=st.sampled_from(["standard", "blind"]),
    seed=st.integers(0, 50),
)
def test_words_never_leak_what_the_mode_keeps_back(setting, who, other, offers, mode, seed):
    """They are the same whatever the stance, the tactic, the floor and, blind, every figure is."""
    real, pretended = minded(setting, **who), minded(setting, **other)
    state = new_game(real, "SML", seed, mode)
    for offer in offers:
        step = apply(real, state, Propose(to="MAR", offer=offer))
        answer = next(event.answer for event in step.events if event.answer)
        words = after(real, state, step.state, "MAR", answer)
        hidden = [
            replace(
                each,
                talks={
                    code: replace(
                        t,
                        lines=tuple(
                            replace(x, answer=masked(x.answer, mode)) if x.answer else x
                            for x in t.lines
                        ),
                    )
                    for code, t in each.talks.items()
                },
            )
            for each in (state, step.state)
        ]
        assert after(pretended, *hidden, "MAR", masked(answer, mode)) == words
        assert 1 <= len(words) <= 4
        text = " ".join(words)
        for rule in (who["stance"], who["tactic"], who["acceptance"]):
            assert rule.rule not in text
        state = step.state
        if answer.verdict is Verdict.ACCEPT or state.talks["MAR"].closed:
            break


@pytest.mark.parametrize("mode", ["standard", "blind"])
def test_what_it_never_does_is_not_proposed_unless_it_is_still_to_be_found_out(setting, mode):
    """Two neighbours gain by each other's fugitives and courts."""
    never = (Domain.JUDGMENTS, Domain.TARIFFS)
    changed = minded(setting, red_lines=never)
    found = coach.before(changed, new_game(changed, "SML", 3, mode), "MAR")
    theirs = {swap.what for swap in found.swaps if swap.giver == "MAR"}
    ours = {swap.what for swap in found.swaps if swap.giver == "SML"}
    said = str(coach.outlook_words(changed, found))
    told = mode == "standard"
    assert any(what.startswith("tariff") for what in theirs) != told
    assert ("enforce judgments" in theirs | ours) != told
    assert any(what.startswith("tariff") for what in ours)
    assert ("out of reach" in said) == told
