"""The state of a game: everything that the next move depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from negotiator.counterparts.deliberation import Answer, Verdict
from negotiator.diplomacy.clauses import Offer, Treaty
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.ledger import Ledger
from negotiator.diplomacy.world import CALM, Circumstances
from negotiator.economy.arrays import Array


@dataclass(frozen=True)
class Line:
    """One utterance of a talk.

    Parameters
    ----------
    who
        Code of the speaker; empty for what was done and not said.
    offer
        What is put on the table with it.
    answer
        The reasons, when it answers an offer.
    """

    who: str
    text: str
    offer: Offer | None = None
    answer: Answer | None = None


@dataclass(frozen=True)
class Talk:
    """The talk of a round with one country.

    Parameters
    ----------
    patience, used, asked
        Exchanges that it bears, those used, and questions asked.
    closed
        Why the talk is over for this round; empty while it goes on.
    mine, theirs
        Offers so far, the latest last; the last of theirs can be accepted.
    worth, demands
        What each of my offers was worth to it, and what it asked for after it, as shares of what
        it could gain at all.
    """

    partner: str
    patience: int
    used: int = 0
    asked: int = 0
    closed: str = ""
    mine: tuple[Offer, ...] = ()
    theirs: tuple[Offer, ...] = ()
    worth: tuple[float, ...] = ()
    demands: tuple[float, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def standing(self) -> Offer | None:
        """What the country has put on the table."""
        return self.theirs[-1] if self.theirs else None

    @property
    def time(self) -> float:
        """Share of its patience that is used."""
        return min(self.used / self.patience, 1.0)

    def said(self, *lines: Line) -> Talk:
        """The talk with more said."""
        return replace(self, lines=(*self.lines, *lines))


@dataclass(frozen=True)
class Deed:
    """An act of one state toward another, with what it answers.

    Parameters
    ----------
    kind
        penalty, gift, return, treaty, demand, breach, withdrawal, lapse.
    value
        To the target, billions a year.
    """

    round: int
    actor: str
    target: str
    kind: str
    text: str
    cause: str = ""
    value: float = 0.0


@dataclass(frozen=True)
class Guessed:
    """What the player took a country's stance toward it to be, from a round on."""

    round: int
    country: str
    stance: str


@dataclass(frozen=True)
class Prediction:
    """How the player thought that a country would answer.

    Parameters
    ----------
    came
        How it did answer; None while no offer of that round was answered since.
    """

    round: int
    partner: str
    expects: Verdict
    came: Verdict | None = None


@dataclass(frozen=True, eq=False)
class RoundResult:
    """A round that has been cleared. Number 0 is the world as the game opens.

    Parameters
    ----------
    applied
        Conduct in force.
    payoff, real_income : [N]
        Per cent over the base year; what governments maximise, and what citizens gain.
    levels, worth : [N giver, N receiver]
        Levels of cooperation within 0 and 1, and what the whole range is worth.
    norm
        The community's mean level.
    reliability : [N]
        Shares of promises kept.
    """

    number: int
    applied: Conduct
    payoff: Array
    real_income: Array
    levels: Array
    raw_levels: Array
    worth: Array
    norm: float
    reliability: tuple[float, ...]
    deeds: tuple[Deed, ...] = ()
    news: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> tuple[tuple[float, ...], ...]:
        """[giver][receiver]: the levels, as records hold them."""
        return tuple(tuple(row) for row in self.levels.tolist())


@dataclass(frozen=True, eq=False)
class State:
    """A game.

    Parameters
    ----------
    player
        Code of the player's country; None when counterparts govern all.
    round, rounds
        The round that is being played, from 1, and how many there are.
    autonomous
        Every state's own policy, acts of this round included.
    opened
        Own policies as the round began.
    bound
        Treaties as the round began, before any promise was broken in it.
    settled : [N giver, N receiver]
        Levels before the game's announcements: what states had settled into.
    agreed : by treaty, [N giver, N receiver]
        Levels that it was to bring, before anybody's own acts of the round of its signature: what
        its parties have settled into as long as it is in force.
    lost : by treaty, [N giver, N outside]
        What it took from those outside as it came into force, billions a year, by whose promises.
    proposals
        Offers of others that wait for the player.
    words
        By code: what a country says to the player as a talk of this round opens.
    brought
        All offers with which others have ever come.
    promised, kept : [N]
        Promises that fell due, and those kept.
    circumstances
        What befalls the world this round.
    short
        Codes of those who were walked out on: they bear less this round.
    guesses, predictions
        What the player took stances and answers to be, oldest first. No rule reads them.
    """

    player: str | None
    seed: int
    mode: str
    round: int
    rounds: int
    autonomous: Conduct
    opened: Conduct
    settled: Array
    history: tuple[RoundResult, ...]
    promised: tuple[float, ...]
    kept: tuple[float, ...]
    over: bool = False
    treaties: tuple[Treaty, ...] = ()
    bound: tuple[Treaty, ...] = ()
    agreed: Mapping[int, Array] = field(default_factory=dict)
    lost: Mapping[int, Array] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    talks: Mapping[str, Talk] = field(default_factory=dict)
    proposals: tuple[Offer, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    brought: tuple[Offer, ...] = ()
    deeds: tuple[Deed, ...] = ()
    circumstances: Circumstances = CALM
    tremors: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    guesses: tuple[Guessed, ...] = ()
    predictions: tuple[Prediction, ...] = ()

    def but(self, **changes: Any) -> Self:
        """The state with some fields changed."""
        return replace(self, **changes)

    @property
    def last(self) -> RoundResult:
        """The last cleared round."""
        return self.history[-1]

    @property
    def reliability(self) -> tuple[float, ...]:
        """[N]: shares of promises kept; 1 before any fell due."""
        return tuple(k / p if p > 0 else 1.0 for k, p in zip(self.kept, self.promised, strict=True))


@dataclass(frozen=True)
class Event:
    """Something that a move brought about, for the screen and the replay.

    Parameters
    ----------
    kind
        answer, question, signed, refused_at_home, withdrawn, closed, act, breach, withdrawal, news,
        cleared, over.
    who
        The country that it is about.
    """

    kind: str
    text: str
    who: str = ""
    answer: Answer | None = None
    offer: Offer | None = None


@dataclass(frozen=True, eq=False)
class Step:
    """A new state, and what happened."""

    state: State
    events: tuple[Event, ...]
