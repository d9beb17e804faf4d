"""A session: a game being played, with its save. The imperative shell of the rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from negotiator import __version__
from negotiator.economy.errors import NotSolvedError
from negotiator.game.moves import EndRound, Move
from negotiator.game.offers import Made, brought, note
from negotiator.game.rerun import rerun
from negotiator.game.rules import apply, new_game
from negotiator.game.saves import Log, Reopened, free_path, read
from negotiator.game.state import Event, State
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import Setting, compile_scenario

#: From a scenario, the player's country, a seed and a mode: its world, and the game as it opens.
Opening = Callable[[Scenario, str, int, str | None], tuple[Setting, State]]


def opened(scenario: Scenario, player: str, seed: int, mode: str | None) -> tuple[Setting, State]:
    """The world of a scenario, and its game as it opens."""
    setting = compile_scenario(scenario)
    return setting, new_game(setting, player, seed, mode)


class Session:
    """A game and its save.

    Parameters
    ----------
    setting, state
        The world and the game as it stands.
    log
        Where moves are written; None keeps the game in memory only.
    notice
        What was found when it was resumed, for the player; empty if nothing.
    aim
        What a lesson asks of this game; empty if none.
    moved
        Whether a move has been played: who has not made any yet is briefed on opening.
    """

    def __init__(self, setting: Setting, state: State, log: Log | None, notice: str = "") -> None:
        self.setting = setting
        self.state = state
        self.log = log
        self.notice = notice
        self.aim = ""
        self.moved = False
        self._turn = Lock()
        self.reopened: Reopened | None = None
        self._offers: list[Made] = [*brought(setting, state)]

    @property
    def length(self) -> str:
        """How many rounds there are, after a round's number; a lesson's game does not tell."""
        return "" if self.aim else f" of {self.state.rounds}"

    @classmethod
    def start(
        cls,
        scenario: Scenario,
        player: str,
        seed: int,
        mode: str | None = None,
        folder: Path | None = None,
        *,
        stem: str | None = None,
        opens: Opening = opened,
    ) -> Session:
        """Begin a game; the save is on the disk before it can be played.

        Parameters
        ----------
        stem
            What its file is called before the number; by default scenario and country.
        opens
            What opens it, for who has many games of one world.

        Raises
        ------
        SaveError, ScenarioError, EconomyError, NotSolvedError
            In one line each.
        """
        setting, state = opens(scenario, player, seed, mode)
        log = None
        if folder is not None:
            path = free_path(folder, stem or f"{scenario.id}-{player}")
            log = Log.begin(path, scenario, player, seed, state.mode, __version__)
        return cls(setting, state, log)

    @classmethod
    def resume(cls, path: Path, opens: Opening = opened) -> Session:
        """Go on with a save, by replaying it through the rules.

        Raises
        ------
        SaveError
            For a save that is damaged, foreign or newer, or whose moves the rules refuse.
        """
        save = read(path)
        setting, state = opens(save.scenario, save.player, save.seed, save.mode)
        again = rerun(save, setting, state)
        notice = "The last line was torn by a crash and is left out." if save.torn else ""
        session = cls(setting, again.state, Log.resume(save), notice)
        session._offers = list(again.offers)
        session.reopened = save.reopened
        session.moved = bool(save.moves)
        return session

    def apply(self, move: Move) -> tuple[Event, ...]:
        """Play a move. It counts once it is on the disk.

        Raises
        ------
        IllegalMove
            When the rules do not allow it.
        SaveError
            When it cannot be saved; the game stays as it was.
        """
        with self._turn:  # one move at a time, whoever calls
            step = apply(self.setting, self.state, move)
            if self.log is not None:
                offers = [*self._offers]
                note(self.setting, self.state, move, step.events, step.state, offers)
                self.log.append(move, self._kept(move, step.state, offers))
                self._offers = offers
            self.state = step.state
            self.moved = True
        return step.events

    def _kept(self, move: Move, after: State, offers: list[Made]) -> dict[str, Any] | None:
        """What the save keeps of a round that is ended: what it came to, and its own offers."""
        if not isinstance(move, EndRound):
            return None
        from negotiator.game.outcome import outcome  # what a score takes waits for a first round

        own = [made for made in offers if made.round == after.last.number]
        try:
            return outcome(self.setting, after, own).model_dump(mode="json")
        except NotSolvedError:
            return None  # the round counts all the same; a class replays this game
