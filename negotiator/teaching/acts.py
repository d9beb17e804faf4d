"""What states did to each other, each act tagged with what it was in reciprocity, and its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from negotiator.diplomacy.clauses import Remedy
from negotiator.diplomacy.ledger import Act, Entry
from negotiator.game.state import State
from negotiator.scenario.setting import Setting


class Tag(StrEnum):
    """What an act was, as a lesson on reciprocity names it."""

    EXCHANGE = "exchange"  # given for something, under a treaty
    GIFT = "gift"  # given with nothing asked, and nothing to repay
    REPAYS = "repays"  # a favour returned, or a penalty lifted
    RETALIATES = "retaliates"  # a penalty that answers one
    PENALTY = "penalty"  # a penalty that answers nothing
    BREACH = "breach"  # a promise broken
    WITHDRAWAL = "withdrawal"  # a treaty left as it allows
    LAPSE = "lapse"  # what a treaty gave ends with it


_HURTS = (Act.PENALTY, Act.BREACH, Act.WITHDRAWAL)
_FAVOURS = (Act.GIFT, Act.RETURN)
#: How the ledger says that nobody acted: a treaty ran out.
_ENDED = "as a treaty ended"

_REMEDIES = {
    Remedy.SUSPEND: "the injured may suspend its own promises, and does",
    Remedy.TERMINATE: "it ends",
    Remedy.COMPENSATE: "what was promised is paid for",
}


@dataclass(frozen=True)
class Tagged:
    """An entry of the ledger with its tag.

    Parameters
    ----------
    cause
        What it answers: in the words of who acted, else as the order of acts has it.
    """

    entry: Entry
    tag: Tag
    cause: str


def tagged(setting: Setting, state: State) -> tuple[Tagged, ...]:
    """Every entry of the ledger, oldest first."""
    entries = state.ledger.entries
    found = [_tagged(setting, entries[:k], entry) for k, entry in enumerate(entries)]
    return tuple(
        each if each.tag is not Tag.BREACH else replace(each, cause=_breach(state, each))
        for each in found
    )


def _breach(state: State, act: Tagged) -> str:
    """What the player said of a breach, and what the treaty names for it."""
    done = [
        f"treaty {treaty.id}: {_REMEDIES[treaty.offer.remedy]}"
        for treaty in state.treaties
        for breach in treaty.breaches
        if (breach.by, breach.round) == (act.entry.giver, act.entry.round)
        and act.entry.receiver in treaty.offer.parties
    ]
    return "; ".join(dict.fromkeys([*([act.cause] if act.cause else []), *done]))


def _tagged(setting: Setting, before: Sequence[Entry], entry: Entry) -> Tagged:
    def told(tag: Tag, cause: str = "") -> Tagged:
        return Tagged(entry, tag, entry.cause or cause)

    back = [e for e in before if e.giver == entry.receiver and e.receiver == entry.giver]
    mine = [e for e in before if e.giver == entry.giver and e.receiver == entry.receiver]
    if entry.act is Act.BREACH:
        return told(Tag.BREACH)
    if entry.act is Act.WITHDRAWAL:
        return told(Tag.WITHDRAWAL)
    if entry.act is Act.CONCESSION:
        number = f" {entry.treaty}" if entry.treaty else ""
        return told(Tag.EXCHANGE, f"given for what treaty{number} brings")
    whom = setting.names[entry.receiver]
    if entry.act is Act.PENALTY:
        struck = _open(setting, back, mine, entry)
        if struck:
            return told(Tag.RETALIATES, f"follows what {whom} did {struck}")
        return told(Tag.LAPSE if entry.text == _ENDED else Tag.PENALTY)
    favour = _latest(back, _FAVOURS)
    repaid = _latest(mine, (*_FAVOURS, Act.CONCESSION))
    # What was given this very round cannot have been known when this was done.
    fresh = favour is not None and favour.round < entry.round
    if fresh and favour is not None and (repaid is None or repaid.round <= favour.round):
        return told(Tag.REPAYS, f"follows the {favour.act} of round {favour.round} by {whom}")
    return told(Tag.REPAYS if entry.act is Act.RETURN else Tag.GIFT)


def _latest(entries: Sequence[Entry], acts: Sequence[Act]) -> Entry | None:
    return max((e for e in entries if e.act in acts), key=lambda e: e.round, default=None)


def _open(setting: Setting, back: Sequence[Entry], mine: Sequence[Entry], entry: Entry) -> str:
    """When the other side last took something that is not answered yet; empty if never."""
    struck, answered = _latest(back, _HURTS), _latest(mine, _HURTS)
    settled = _latest([*back, *mine], [Act.CONCESSION])
    # A treaty is a new footing: what was before it is settled.
    since = max((e.round for e in (answered, settled) if e is not None), default=0)
    if struck is not None:
        # A breach suspends the promises to who broke it in the same round.
        at_once = struck.act is Act.BREACH and struck.round == entry.round
        if at_once or since <= struck.round < entry.round:
            return f"in round {struck.round}"
    if (
        answered is None
        and settled is None
        and any(
            said.by == entry.receiver and entry.giver in said.on
            for said in setting.scenario.announcements
        )
    ):
        return "as the game opened"
    return ""
