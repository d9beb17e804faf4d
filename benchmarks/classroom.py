"""How long a teacher waits for a class."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Accept, Ask, EndRound, IllegalMove, Move, Propose
from negotiator.game.outcome import outcome
from negotiator.game.rerun import rerun
from negotiator.game.saves import read
from negotiator.game.scores import opposite
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.teaching.class_page import class_page
from negotiator.teaching.classroom import classroom
from negotiator.teaching.gradebook import gradebook
from negotiator.teaching.heap import gather
from negotiator.teaching.played import Worlds

from .measure import Row, interleaved, ratio, spread


def page(
    *, scenario: str = "liberation-day-2025", played: int = 6, handed_in: int = 60,
    repeats: int = 3,
) -> Iterator[Row]:  # fmt: skip
    """A class's page and gradebook from its saves, against the replay of one.

    Parameters
    ----------
    played, handed_in
        How many games are played, off the clock, and how many copies of them are handed in.
    """
    with TemporaryDirectory() as folder:
        games = [_played(scenario, k, Path(folder) / "played") for k in range(played)]
        saves = []
        for k in range(handed_in):
            saves.append(Path(folder) / f"{k:03d}.jsonl")
            shutil.copy(games[k % played], saves[-1])

        def whole() -> None:
            heap = gather(saves)
            found = classroom(heap.games)
            class_page(found, heap.left_out)
            gradebook(found)

        worlds = Worlds()

        def replay() -> None:
            save = read(saves[0])
            setting, opened = worlds.of(save)
            again = rerun(save, setting, opened)
            outcome(setting, again.stood[-1], again.offers)

        kept, single = interleaved(whole, replay, repeats=repeats)
        yield spread(scenario, f"page and gradebook of {handed_in}", "s", kept)
        yield spread(scenario, "one game replayed", "s", single)
        yield ratio(scenario, "the class in replays", kept, single)


def _played(scenario: str, k: int, folder: Path) -> Path:
    """A game of a scripted player: in every third round an offer, the dearer the higher its k."""
    found = load(find(scenario))
    session = Session.start(found, found.player, 7, None, folder)
    me, other = found.player, opposite(session.setting, found.player)
    terms = tuple(
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)
        for giver, receiver, rate in ((me, other, 0.02 * k), (other, me, 0.05 + 0.03 * k))
    )
    offer = Offer(parties=(me, other), clauses=terms, by=me)
    moves: dict[int, tuple[Move, ...]] = {
        1: (Propose(to=other, offer=offer), Ask(partner=other, question="balance", clauses=terms)),
        0: (Propose(to=other, offer=offer), Accept(partner=other)),
    }
    while not session.state.over:
        for move in moves.get(session.state.round % 3, ()):
            with suppress(IllegalMove):
                session.apply(move)
        session.apply(EndRound())
    assert session.log is not None
    return session.log.path
