"""Games that were played: a save replayed, with every offer that was made on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from negotiator.counterparts.lookup import CounterpartError
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import Conduct
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.game.moves import Accept, IllegalMove, Move, Propose
from negotiator.game.rules import apply, new_game
from negotiator.game.saves import SUFFIX, Save, SaveError, read
from negotiator.game.state import Event, State
from negotiator.game.view import known
from negotiator.scenario.faults import ScenarioError
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import Setting, compile_scenario

#: What makes a file of the heap be left out, each with a line that says why.
FAULTS = (SaveError, ScenarioError, EconomyError, NotSolvedError, CounterpartError)


@dataclass(frozen=True, eq=False)
class Made:
    """An offer that was put on the table between the player and another.

    Parameters
    ----------
    partner
        The country opposite the player.
    now
        Conduct in force when it was made; the offer comes on top of it.
    signed
        Whether it became a treaty.
    """

    round: int
    partner: str
    offer: Offer
    now: Conduct
    signed: bool = False


@dataclass(frozen=True, eq=False)
class Played:
    """A game that was played, or stands in the middle.

    Parameters
    ----------
    name
        Of the file, without its ending.
    offers
        In the order in which they were made.
    torn
        Whether a line torn by a crash was left out.
    """

    name: str
    setting: Setting
    state: State
    offers: tuple[Made, ...]
    torn: bool = False

    @property
    def me(self) -> str:
        """Code of the player's country."""
        assert self.state.player is not None  # a save always has a player
        return self.state.player


class Worlds:
    """Settings and opened games, each worked out once for all saves that share them."""

    def __init__(self) -> None:
        self._settings: dict[str, Setting] = {}
        self._opened: dict[tuple[str, str, int, str], State] = {}

    def setting(self, scenario: Scenario) -> Setting:
        """The setting of a scenario; the same one for the same scenario."""
        text = fingerprint(scenario)
        if text not in self._settings:
            self._settings[text] = compile_scenario(scenario)
        return self._settings[text]

    def of(self, save: Save) -> tuple[Setting, State]:
        """The setting of a save, and its game as it opens."""
        setting = self.setting(save.scenario)
        key = (fingerprint(save.scenario), save.player, save.seed, save.mode)
        if key not in self._opened:
            self._opened[key] = new_game(setting, save.player, save.seed, save.mode)
        return setting, self._opened[key]


def fingerprint(scenario: Scenario) -> str:
    """What two scenarios have in common only when they are the same."""
    return json.dumps(scenario.model_dump(mode="json", by_alias=True), sort_keys=True)


def replayed(path: Path, worlds: Worlds) -> Played:
    """A save, replayed through the rules.

    Raises
    ------
    SaveError, ScenarioError, EconomyError, NotSolvedError, CounterpartError
        In one line, when the file is broken or foreign.
    """
    save = read(path)
    setting, state = worlds.of(save)
    offers = list(_brought(setting, state))
    for number, move in enumerate(save.moves, 2):
        try:
            step = apply(setting, state, move)
        except IllegalMove as error:
            raise SaveError(f"{path}:{number}: the rules refuse this move: {error}") from None
        _note(setting, state, move, step.events, offers)
        if step.state.round > state.round:
            offers += _brought(setting, step.state)
        state = step.state
    return Played(path.stem, setting, state, tuple(offers), save.torn)


def _brought(setting: Setting, state: State) -> Iterator[Made]:
    """What others come with as a round begins."""
    for offer in state.proposals:
        yield Made(state.round, offer.by, offer, known(setting, state))


def _note(
    setting: Setting, state: State, move: Move, events: Sequence[Event], offers: list[Made]
) -> None:
    """Add the offers of a move and of its answers, and mark what is signed."""
    now = known(setting, state)
    signed = [event.offer for event in events if event.kind == "signed" and event.offer]
    if isinstance(move, Propose):
        offers.append(Made(state.round, move.to, move.offer, now, bool(signed)))
    elif isinstance(move, Accept) and signed:
        found = [
            k
            for k, made in enumerate(offers)
            if made.round == state.round and made.offer.same_terms(signed[0])
        ]
        if found:
            offers[found[-1]] = replace(offers[found[-1]], signed=True)
    partner = getattr(move, "to", getattr(move, "partner", None))
    for event in events:
        if event.offer is not None and event.kind in ("answer", "question", "closed"):
            offers.append(Made(state.round, partner or event.who, event.offer, now))


def files(given: Iterable[Path]) -> list[Path]:
    """The saves that are meant: files as they are, folders by what lies in them."""
    found: list[Path] = []
    for path in given:
        found += sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))
