"""A scripted player of lessons: it takes every part, and plays the games by the real rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from negotiator.game.moves import Accept, EndRound, IllegalMove, Move
from negotiator.game.rules import apply, new_game
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.teaching.lessons.duel import OPEN, length
from negotiator.teaching.lessons.script import Check, Duel, Game, Lesson, Predict
from negotiator.teaching.lessons.taken import Taken
from negotiator.teaching.lessons.trial import opened

#: Moves of a round, one after the other; it sees the state as it is when it is asked for the next.
Player = Callable[["Seat"], Iterator[Move]]


class Seat:
    """A game as a scripted player sees it."""

    def __init__(self, game: Game, seed: int) -> None:
        self.game = game
        self.setting: Setting = opened(game.scenario)
        self.state: State = new_game(self.setting, game.player, seed, game.mode)
        self.heard: list[str] = []
        self.refused: list[str] = []

    @property
    def reached(self) -> bool:
        return self.game.reached(self.setting, self.state)

    def play(self, move: Move) -> None:
        """Play a move; what the rules refuse is noted."""
        try:
            self.state = apply(self.setting, self.state, move).state
        except IllegalMove as error:
            self.refused.append(str(error))
        for cue in self.game.cues:
            if cue.text not in self.heard and cue.when(self.setting, self.state):
                self.heard.append(cue.text)


def played(game: Game, player: Player, seed: int = 1) -> Seat:
    """A game until its aim is reached or it is over."""
    seat = Seat(game, seed)
    while not (seat.reached or seat.state.over):
        for move in player(seat):
            seat.play(move)
            if seat.reached:
                return seat
        seat.play(EndRound())
    return seat


def taken_by(
    lesson: Lesson, players: Mapping[str, Player], seed: int = 1, level: float = OPEN
) -> Taken:
    """A lesson taken to its end; every first choice is made, or the right one in checks."""
    taken = Taken(lesson, seed)
    while not taken.done:
        step = taken.step
        match step:
            case Predict():
                taken.say(step.question)
                taken = taken.then("chose", 0)
            case Check() if not taken.here:
                taken = taken.then("chose", step.right)
            case Duel() if len(taken.here) < length(step, seed):
                taken = taken.then("round", None if step.mine else level)
            case Game():
                seat = played(step, players[step.name], seed)
                told = dict(step.told(seat.setting, seat.state))
                taken = taken.then("ended", {"reached": seat.reached, **told})
            case _:
                taken = taken.then("on")
    return taken


def games(lesson: Lesson) -> dict[str, Game]:
    """The games of a lesson by name."""
    return {part.name: part for part in lesson.parts if isinstance(part, Game)}


def refuses(seat: Seat) -> Iterator[Move]:
    """It signs nothing and does nothing."""
    return iter(())


def accepts_all(seat: Seat) -> Iterator[Move]:
    """It signs whatever is brought to it."""
    for offer in seat.state.proposals:
        yield Accept(partner=offer.by)
