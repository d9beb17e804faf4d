"""An offer of the player's and its answer, as the coach looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.assessment import Assessment
from negotiator.counterparts.deliberation import Answer
from negotiator.diplomacy.clauses import Offer
from negotiator.game.state import State
from negotiator.scenario.setting import Setting


@dataclass(frozen=True)
class Exchange:
    """An offer and its answer.

    Parameters
    ----------
    then
        As the offer was made: what had been said until then.
    offer
        Ours, which was answered.
    last
        Its answer before this one in the same talk.
    bound
        Whether a treaty came of it: an ally or our own majority may have stood in its way.
    """

    setting: Setting
    then: State
    partner: str
    offer: Offer
    answer: Answer
    last: Answer | None
    bound: bool

    @property
    def it(self) -> str:
        """Its name in a sentence."""
        return self.setting.names[self.partner]

    @property
    def did(self) -> str:
        """What it did when it accepts."""
        return "signed" if self.bound else "would sign"

    @property
    def open(self) -> bool:
        """Whether what it needs and its rule are in the open."""
        return self.then.mode == "open"

    def need(self, found: Assessment) -> float:
        """What it needs as far as it is told, billions a year."""
        return found.ask if self.open else found.stated


def proposed(seen: Exchange) -> bool:
    """Whether it has itself put this on the table."""
    talk = seen.then.talks.get(seen.partner)
    own = (*(talk.theirs if talk else ()), *seen.then.proposals)
    return any(seen.offer.same_terms(each) for each in own if each.by == seen.partner)


def told(seen: Exchange, *texts: str) -> list[str]:
    """Those of some reasons that its sentence tells."""
    sentence = seen.answer.sentence.casefold()
    return [text for text in texts if text.removesuffix(".").casefold() in sentence]
