"""Voices: how a government says what it decided.

A sentence is made of the facts of the decision and of nothing else: a form that needs a fact which
was not given is not chosen.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from negotiator.counterparts.lookup import CounterpartError, find, unknown
from negotiator.counterparts.voices import blunt, formal, legal, plain, warm

#: What can be said: an answer to an offer, to a question, an opening or a close, an act.
KINDS = (
    "accept",
    "counter",
    "final",
    "withdrawn",
    "reject",
    "red_line",
    "home",
    "give",
    "want",
    "balance",
    "nothing",
    "declines",
    "bid",
    "coalition",
    "together",
    "same",
    "loss",
    "open",
    "adjourn",
    "patience",
    "walk_out",
    "penalty",
    "gift",
    "breach",
)

#: First words that lose their capital inside a sentence; names keep theirs.
# fmt: off
_SMALL = frozenset((
    "A", "At", "For", "From", "It", "More", "No", "Nothing", "One", "Our", "That", "The", "There",
    "They", "This", "To", "We", "What", "When", "You", "Your",
))
# fmt: on


class UnknownVoiceError(CounterpartError):
    """No such voice, or nothing of that kind to say; the message names the nearest."""


@dataclass(frozen=True)
class Voice:
    """A way of speaking.

    Parameters
    ----------
    name, title, rule
        As scenarios write it, as people do, and a sentence about it.
    forms
        By kind of utterance, several forms. A fact stands in braces: `{reason}` within a sentence,
        `{Reason}` at the head of one. What stands in square brackets is left out when a fact in
        it is missing.
    """

    name: str
    title: str
    rule: str
    forms: Mapping[str, tuple[str, ...]]

    def say(self, kind: str, facts: Mapping[str, str | float], draw: float) -> str:
        """One sentence of a kind, or a few short ones.

        Parameters
        ----------
        kind
            One of `KINDS`.
        facts
            By name: `partner`, `gain`, `reason`, `ask`, `value`, `offender`. An empty text is a
            fact that is missing. Money is written out and signed: "+$3.2bn".
        draw
            Uniform in [0, 1): chooses among the forms whose facts are all there.

        Raises
        ------
        UnknownVoiceError
            When there is no such kind.
        """
        if kind not in KINDS:
            raise UnknownVoiceError(unknown("kind of utterance", kind, KINDS))
        given = _spoken(facts)
        fitting = [form for form in self.forms[kind] if _needs(_core(form)) <= given.keys()]
        form = fitting[min(int(draw * len(fitting)), len(fitting) - 1)]
        text = "".join(
            part.format_map(given)
            for k, part in enumerate(_parts(form))
            if k % 2 == 0 or _needs(part) <= given.keys()
        )
        return text[0].upper() + text[1:]


def _spoken(facts: Mapping[str, str | float]) -> dict[str, str]:
    """Each fact as it stands within a sentence and, with a capital, at the head of one."""
    given: dict[str, str] = {}
    for key, fact in facts.items():
        text = fact.strip().removesuffix(".") if isinstance(fact, str) else f"{fact:g}"
        if not text:
            continue
        first, _, rest = text.partition(" ")
        small = first.lower() if first in _SMALL else first
        given[key] = f"{small} {rest}" if rest else small
        given[key.capitalize()] = text[0].upper() + text[1:]
    return given


@cache
def _parts(form: str) -> tuple[str, ...]:
    """A form cut at its brackets: what always stands, what may stand, in turn."""
    return tuple(re.split(r"\[([^\]]*)\]", form))


def _core(form: str) -> str:
    return "".join(_parts(form)[::2])


@cache
def _needs(form: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(form) if name)


_VOICES = {
    each.name: each
    for each in (
        Voice("plain", "Plain", "It says what it thinks, in few words.", plain.FORMS),
        Voice("formal", "Formal", "It speaks as its foreign ministry writes.", formal.FORMS),
        Voice("blunt", "Blunt", "It does not waste time on being liked.", blunt.FORMS),
        Voice("warm", "Warm", "It looks for what the two have in common.", warm.FORMS),
        Voice("legal", "Legal", "It speaks of schedules, balance and equivalence.", legal.FORMS),
    )
}


def voices() -> Mapping[str, Voice]:
    """All voices by name."""
    return MappingProxyType(_VOICES)


def voice(name: str) -> Voice:
    """A voice by name.

    Raises
    ------
    UnknownVoiceError
        For a name that there is not; names the nearest.
    """
    return find("voice", name, _VOICES, UnknownVoiceError)
