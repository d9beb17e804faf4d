"""Games that were played: a save replayed, with every offer that was made on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from negotiator.counterparts.lookup import CounterpartError
from negotiator.economy.errors import EconomyError, NotSolvedError
from negotiator.game.moves import IllegalMove
from negotiator.game.offers import Made
from negotiator.game.rerun import Taken, rerun
from negotiator.game.rules import apply, new_game
from negotiator.game.saves import SUFFIX, Reopened, Save, SaveError, read
from negotiator.game.state import State
from negotiator.scenario.faults import ScenarioError
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import Setting, compile_scenario

#: What makes a file of the heap be left out, each with a line that says why.
FAULTS = (SaveError, ScenarioError, EconomyError, NotSolvedError, CounterpartError)


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
    taken
        The player's moves, each with the game as it was before it.
    reopened, first
        For a renegotiation: of what, and the state to which that game had come.
    """

    name: str
    setting: Setting
    state: State
    offers: tuple[Made, ...]
    torn: bool = False
    taken: tuple[Taken, ...] = ()
    reopened: Reopened | None = None
    first: State | None = None

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
    again = rerun(save, setting, state)
    first = None
    if save.reopened is not None and len(again.stood) >= save.scenario.rounds:
        first = again.stood[save.scenario.rounds - 1]
        for move in save.reopened.instead_of:
            try:
                first = apply(setting, first, move).state
            except IllegalMove as error:
                said = f"{path}:1: the rules refuse what it was played with at first: {error}"
                raise SaveError(said) from None
    return Played(
        name=path.stem,
        setting=setting,
        state=again.state,
        offers=again.offers,
        torn=save.torn,
        taken=again.taken,
        reopened=save.reopened,
        first=first,
    )


def files(given: Iterable[Path]) -> list[Path]:
    """The saves that are meant: files as they are, folders by what lies in them."""
    found: list[Path] = []
    for path in given:
        found += sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))
