"""What a save keeps of its game is what its moves come to when they are played again."""

from __future__ import annotations

import json
from contextlib import suppress

import numpy as np
import pytest

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.game.chained import packed
from negotiator.game.moves import Accept, Ask, EndRound, IllegalMove, Propose, SetTariff
from negotiator.game.outcome import Between, kept, opening, outcome
from negotiator.game.rerun import rerun
from negotiator.game.rules import new_game
from negotiator.game.saves import read
from negotiator.game.scores import current, opposite
from negotiator.game.session import Session
from negotiator.scenario import compile_scenario, find, load


def tried(session, move):
    with suppress(IllegalMove):
        session.apply(move)


def played(folder, name, rounds, player=None):
    """Offers, a question, what they offer signed if they do, a tariff; and some rounds ended."""
    scenario = load(find(name))
    session = Session.start(scenario, player or scenario.player, 5, None, folder)
    me = session.state.player
    other = opposite(session.setting, me)
    both = tuple(
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=0.05)
        for giver, receiver in ((me, other), (other, me))
    )
    tried(session, Propose(to=other, offer=Offer(parties=(me, other), clauses=both, by=me)))
    tried(session, Ask(partner=other, question="balance", clauses=both))
    tried(session, Accept(partner=other))
    session.apply(EndRound())
    tried(session, SetTariff(receiver=other, rate=0.3, breach=True))
    for _ in range(rounds - 1):
        if not session.state.over:
            session.apply(EndRound())
    return session


@pytest.mark.parametrize(("name", "rounds"), [("two-neighbours", 9), ("cod-war-1975", 2)])
def test_kept_is_what_a_replay_comes_to(tmp_path, name, rounds):
    session = played(tmp_path, name, rounds)
    tried(session, SetTariff(receiver=opposite(session.setting, session.state.player), rate=0.0))
    save = read(session.log.path)
    setting = compile_scenario(save.scenario)
    again = rerun(save, setting, new_game(setting, save.player, save.seed, save.mode))
    found = kept(save, setting)
    assert found == outcome(setting, again.stood[-1], again.offers)
    assert found.offers
    assert found.round == again.state.last.number
    assert found.own == pytest.approx(current(setting, again.state).own_percent, abs=1e-9)


def test_a_game_that_is_gone_on_with_keeps_the_offers_of_before(tmp_path):
    session = played(tmp_path, "two-neighbours", 1)
    again = Session.resume(session.log.path)
    again.apply(Ask(partner="MAR", question="give", clauses=(
        Clause(domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=0.0),
    )))  # fmt: skip
    whole = Session.resume(session.log.path)
    whole.apply(EndRound())
    save = read(session.log.path)
    found = kept(save, whole.setting)
    start = new_game(whole.setting, save.player, save.seed, save.mode)
    told = rerun(save, whole.setting, start)
    assert [put.offer for put in found.offers] == [made.offer for made in told.offers]
    assert {put.round for put in found.offers} == {1, 2}


def rewritten(path, change):
    """A save as another program would write it: its chain is sound."""
    lines = [json.loads(line)["line"] for line in path.read_bytes().splitlines()]
    change(lines)
    check, out = 0, b""
    for content in lines:
        raw, check = packed(content, check)
        out += raw
    path.write_bytes(out)


def test_a_save_of_the_first_version_is_gone_on_with_and_keeps_nothing(tmp_path):
    path = played(tmp_path, "two-neighbours", 1).log.path

    def older(lines):
        lines[0]["version"] = 1
        for line in lines:
            line.pop("kept", None)

    rewritten(path, older)
    session = Session.resume(path)
    session.apply(EndRound())
    assert b'"kept"' not in path.read_bytes()
    assert kept(read(path), session.setting) is None
    assert Session.resume(path).state.last.number == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept.pop("now"),
        lambda kept: kept.update(round=7),
        lambda kept: kept["now"]["tariffs"][0].append(0.1),
        lambda kept: kept.update(domains=["chess"]),
    ],
)
def test_what_does_not_fit_the_game_is_not_taken(tmp_path, spoil):
    session = played(tmp_path, "two-neighbours", 1)
    rewritten(session.log.path, lambda lines: spoil(lines[-2]["kept"]))
    assert kept(read(session.log.path), session.setting) is None


def test_before_a_round_is_ended_it_is_as_it_opened(tmp_path):
    scenario = load(find("two-neighbours"))
    session = Session.start(scenario, "SML", 5, None, tmp_path)
    session.apply(SetTariff(receiver="MAR", rate=0.3))
    found = kept(read(session.log.path), session.setting)
    assert found == opening(session.setting, "SML") == outcome(session.setting, session.state)


def test_what_two_do_goes_back_to_where_it_was_taken_from():
    chance = np.random.default_rng(3)
    one = Conduct(chance.random((4, 4, 3)), chance.random((len(GRANTS), 4, 4)))
    other = Conduct(chance.random((4, 4, 3)), chance.random((len(GRANTS), 4, 4)))
    put = Between.of(one, 2, 0).upon(other, 2, 0)
    assert put.same(other.toward(2, 0, one).toward(0, 2, one))
