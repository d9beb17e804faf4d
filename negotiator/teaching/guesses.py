"""Guesses and predictions against what was: whom the player took others for, and how well."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.counterpart import Counterpart
from negotiator.counterparts.deliberation import Verdict
from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances import Stance, stance, stances
from negotiator.game.chance import draw
from negotiator.game.state import Guessed, Prediction, State
from negotiator.game.view import binds, record
from negotiator.scenario.setting import Setting

#: Two rules decide alike when their levels, 0 to 1, differ by no more than this.
TOLERANCE = 0.05


@dataclass(frozen=True)
class Decision:
    """What a counterpart decided toward the player in a round, outside treaties.

    Parameters
    ----------
    seen, chance
        What its rule was asked with.
    level
        What it answered, 0 to 1.
    """

    round: int
    seen: Record
    chance: float
    level: float


def decisions(setting: Setting, state: State, country: str) -> tuple[Decision, ...]:
    """What a counterpart decided toward the player in every round that is cleared.

    In a round in which the two signed it decided nothing: nobody strikes at what it signs.

    Notes
    -----
    A record is read off the game as it stands, up to its round. Shares of promises kept are those
    of the last round before, so that a breach of the very round is not yet among them.
    """
    me = str(state.player)
    rule = setting.counterparts[country].toward(me)
    found = []
    for number in range(1, len(state.history)):
        then = _at(setting, state, number)
        if any(t.start == number and binds(t, country, me) for t in state.treaties):
            continue
        seen = record(setting, then, country, me)
        chance = draw(state.seed, "stance", number, country, me)
        found.append(Decision(number, seen, chance, rule.level(seen, chance)))
    return tuple(found)


def _at(setting: Setting, state: State, number: int) -> State:
    """The game as a round was cleared, in what records are made of."""
    kept = state.history[number - 1].reliability
    return state.but(
        round=number,
        history=state.history[:number],
        promised=(1.0,) * len(kept),
        kept=kept,
    )


def alike(rule: Stance, made: tuple[Decision, ...]) -> float | None:
    """The share of decisions that another rule would have made too, within `TOLERANCE`.

    It is asked with the counterpart's own record and draw. None when nothing was decided, or when
    the rule cannot be asked.
    """
    if not made:
        return None
    try:
        same = sum(abs(rule.level(d.seen, d.chance) - d.level) <= TOLERANCE for d in made)
    except CounterpartError:
        return None
    return same / len(made)


@dataclass(frozen=True)
class Judged:
    """The player's last guess about a country, against what it was.

    Parameters
    ----------
    guess, truth
        Names of stances; their titles beside them.
    share
        Of the decisions toward the player, those that the guessed rule would have made too.
    decisions
        How many there were.
    twins
        Of the other rules of the catalogue, those that would have decided alike all along.
    made
        All guesses about it, oldest first.
    """

    country: str
    guess: str
    guess_title: str
    truth: str
    truth_title: str
    share: float | None
    decisions: int
    twins: int
    made: tuple[Guessed, ...]

    @property
    def exact(self) -> bool:
        """Whether it is that very stance."""
        return self.guess == self.truth

    @property
    def since(self) -> int | None:
        """The round in which it was first guessed right; None when it never was."""
        return next((each.round for each in self.made if each.stance == self.truth), None)


def judged(setting: Setting, state: State) -> tuple[Judged, ...]:
    """How well every country was guessed about which the player made a guess.

    A guess names a rule and none of its parameters: the right name is asked with the true ones,
    any other with those that the catalogue has.
    """
    found = []
    for country in dict.fromkeys(each.country for each in state.guesses):
        made = tuple(each for each in state.guesses if each.country == country)
        truth = _truth(setting.counterparts[country], state)
        acted = decisions(setting, state, country)
        guess = truth if made[-1].stance == truth.name else stance(made[-1].stance)
        others = (cls() for name, cls in stances().items() if name != truth.name)
        found.append(
            Judged(
                country=country,
                guess=guess.name,
                guess_title=guess.title,
                truth=truth.name,
                truth_title=truth.title,
                share=alike(guess, acted),
                decisions=len(acted),
                twins=sum(alike(each, acted) == 1.0 for each in others),
                made=made,
            )
        )
    return tuple(found)


def _truth(counterpart: Counterpart, state: State) -> Stance:
    return counterpart.toward(str(state.player))


def words(each: Judged) -> list[str]:
    """How well a country was guessed, in sentences."""
    if each.exact:
        said = [f"You took it for {each.guess_title.lower()}: that is what it was."]
    else:
        said = [f"You took it for {each.guess_title.lower()}; it was {each.truth_title.lower()}."]
    if each.share is None:
        said.append("It decided nothing toward you by which to tell the two apart.")
    elif not each.exact:
        said.append(
            f"In {each.share:.0%} of its {each.decisions} decisions toward you your rule would have"
            f" done the same, within {TOLERANCE:.2f} of a level."
        )
    if each.twins:
        rules = "rule" if each.twins == 1 else "rules"
        said.append(
            f"{each.twins} other {rules} of the catalogue would have done the same all along."
        )
    if len(each.made) > 1:
        told = ", ".join(f"{g.stance} (round {g.round})" for g in each.made)
        said.append(f"Your guesses: {told}.")
    if each.since is not None:
        said.append(f"First right in round {each.since}.")
    return said


@dataclass(frozen=True)
class Foreseen:
    """The predictions about one partner's answers.

    Parameters
    ----------
    right, answered
        Those that came true, of those that an answer came to.
    """

    partner: str
    right: int
    answered: int


def foreseen(state: State) -> tuple[Foreseen, ...]:
    """How many of the answers were foreseen, by partner, in the order in which they were asked."""
    came = [each for each in state.predictions if each.came is not None]
    return tuple(
        Foreseen(partner, sum(map(right, made)), len(made))
        for partner in dict.fromkeys(each.partner for each in came)
        for made in [[each for each in came if each.partner == partner]]
    )


def right(each: Prediction) -> bool:
    """Whether what came is what was expected."""
    return each.expects == each.came


#: An answer that was expected, and one that came, in a sentence.
EXPECTED = {
    Verdict.ACCEPT: "a signature",
    Verdict.COUNTER: "a counter-offer",
    Verdict.REJECT: "a refusal",
}


def foretold(then: State, now: State, partner: str) -> str:
    """What became of the prediction of an answer, with the count so far; empty without one.

    Parameters
    ----------
    then, now
        The game as the offer was made, and with the answer.
    """
    was = [each.came for each in then.predictions]
    new = [
        e for e, old in zip(now.predictions, was, strict=False) if e.came is not None and not old
    ]
    if not new or new[-1].partner != partner or new[-1].came is None:
        return ""
    expected, came = EXPECTED[new[-1].expects], EXPECTED[new[-1].came]
    told = "and so it came" if right(new[-1]) else f"and {came} came"
    every = foreseen(now)
    count, answered = sum(e.right for e in every), sum(e.answered for e in every)
    return f"You expected {expected}, {told}: {count} of {answered} foreseen."
