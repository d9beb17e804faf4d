"""Voices: how a government says what it decided.

A sentence is made of the facts of the decision and of nothing else: a form that needs a fact which
was not given is not chosen.
"""

from __future__ import annotations

import difflib
import string
from collections.abc import Mapping
from dataclasses import dataclass


class UnknownVoiceError(ValueError):
    """No such voice; the message names the nearest."""


@dataclass(frozen=True)
class Voice:
    """A way of speaking.

    Parameters
    ----------
    forms
        By kind of utterance, several forms with the facts' names in braces.
    """

    name: str
    title: str
    forms: Mapping[str, tuple[str, ...]]

    def say(self, kind: str, facts: Mapping[str, str | float], draw: float) -> str:
        """One sentence of a kind.

        Parameters
        ----------
        facts
            By name: partner, gain, reason, ask and what else the kind has.
        draw
            Uniform in [0, 1): chooses among the forms whose facts are all there.
        """
        # A voice of few words borrows the plain form for what it has no own form of.
        every = (*self.forms.get(kind, ()), *(() if kind in self.forms else PLAIN.forms[kind]))
        fitting = [form for form in every if _needs(form) <= facts.keys()]
        full = [form for form in fitting if "ask" in _needs(form)] if "ask" in facts else []
        chosen = full or fitting
        text = chosen[int(draw * len(chosen))].format(**facts)
        return text[0].upper() + text[1:]


def _needs(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}


PLAIN = Voice(
    "plain",
    "Plain",
    {
        "accept": (
            "Agreed. For us it comes to {gain} a year.",
            "We accept; it brings us {gain} a year.",
            "Done. {gain} a year is fair for us.",
        ),
        "counter": (
            "Not like this: {reason}. We need {ask}. Look at what we put on the table.",
            "The point is {reason}. With {ask} we could sign; here is how.",
            "We are {ask} apart; mainly {reason}. Take our version.",
            "Not like this: {reason}. Look at our version.",
            "The difficulty is {reason}. Here is what we could sign.",
        ),
        "final": (
            "We have said what we can sign; it still stands.",
            "That is our last word: what lies on the table.",
            "We cannot go further than our offer.",
        ),
        "reject": (
            "There is nothing here for both of us: {reason}.",
            "No. {reason}, and nothing that we could ask of you makes up for it.",
            "We see no deal between us on this: {reason}.",
        ),
        "red_line": (
            "This is not a matter of price. {reason}",
            "No, whatever you offer. {reason}",
            "That is a red line. {reason}",
        ),
        "open": (
            "We are listening.",
            "Let us hear what you have in mind.",
            "Good that you came. What do you propose?",
        ),
        "bid": (
            "We propose this to {partner}; it is worth {gain} a year to us.",
            "Here is a deal that we would sign today, for {gain} a year.",
            "An offer from us: it gives us {gain} a year, and you gain too.",
        ),
        "give": (
            "For this we could give what you see; it leaves us {gain} a year.",
            "This is what it is worth to us: have a look.",
            "In return we would do this much.",
        ),
        "want": (
            "For that we would want what you see; it would leave us {gain} a year.",
            "That has a price: here it is.",
            "We could, if you did this.",
        ),
        "balance": (
            "Completed so that both of us gain: {gain} a year for us.",
            "This is as even as we can make it.",
            "Balanced like this we could sign.",
        ),
        "nothing": (
            "On these terms there is nothing that both of us would sign.",
            "We have looked, and find no deal in that for both.",
            "Nothing that we could add makes this work for both of us.",
        ),
        "adjourn": ("Until later, then.", "Let us leave it there for now.", "We adjourn."),
        "patience": (
            "We have talked enough for this round.",
            "Our time for this round is up.",
            "Let us come back to this another time.",
        ),
        "walk_out": (
            "As you wish. The door was open.",
            "That is a pity.",
            "We take note that {partner} has left the table.",
        ),
        "penalty": (
            "We raise our tariffs on {partner}: {reason}",
            "In answer to {partner}: {reason}",
            "{reason}",
        ),
        "gift": (
            "We lower our tariffs on {partner}: {reason}",
            "To {partner}: {reason}",
            "{reason}",
        ),
        "home": (
            "Our majority at home would not pass this: {reason}",
            "We would sign, but not our parliament: {reason}",
            "At home this fails: {reason}",
        ),
    },
)

FORMAL = Voice(
    "formal",
    "Formal",
    {
        "accept": (
            "My government is pleased to accept; the benefit to us is {gain} a year.",
            "We are in a position to sign, at {gain} a year.",
            "The proposal is acceptable to us: {gain} a year.",
        ),
        "counter": (
            "We take note of the proposal. It falls short by {ask}, chiefly owing to {reason};"
            " our text is before you.",
            "With respect, {reason}. We would require {ask}, as our text provides.",
            "We cannot accept in this form, in view of {reason}. We submit an amended text.",
        ),
        "reject": (
            "My government sees no basis for agreement: {reason}.",
            "Regrettably, {reason}; we find no mutually acceptable terms.",
            "We must decline: {reason}.",
        ),
        "red_line": (
            "This lies outside our mandate. {reason}",
            "On this we have no instructions, nor shall we seek any. {reason}",
            "That is excluded in principle. {reason}",
        ),
        "open": (
            "We welcome these consultations.",
            "My delegation is ready to begin.",
            "We thank you for your initiative.",
        ),
    },
)

BLUNT = Voice(
    "blunt",
    "Blunt",
    {
        "accept": (
            "Great deal. {gain} a year. Sign it.",
            "{gain} a year. Fine.",
            "OK. We take the {gain}.",
        ),
        "counter": (
            "Not good enough. {reason}. We want {ask}. Here is the deal.",
            "You are {ask} short. Sign ours.",
            "No. {reason}. Here is a better one.",
        ),
        "final": ("Take it or leave it.", "That is the deal.", "We are not moving."),
        "reject": (
            "Forget it. {reason}.",
            "There is nothing in this for us: {reason}.",
            "No deal. {reason}.",
        ),
        "red_line": ("Never. {reason}", "Not for any price. {reason}", "Off the table. {reason}"),
        "open": ("What have you got?", "Make your offer.", "You wanted to talk. Talk."),
    },
)

WARM = Voice(
    "warm",
    "Warm",
    {
        "accept": (
            "Gladly. It brings us {gain} a year, and more trust than that.",
            "With pleasure: {gain} a year, and a good beginning.",
            "Yes. {gain} a year for us; let us build on it.",
        ),
        "counter": (
            "We would like to find a way. What stands in it is {reason}; {ask} would do it."
            " Perhaps so?",
            "We are close. With {ask} it would work for us; look at this version.",
            "Almost. It is {reason} that troubles us. What about this?",
        ),
        "reject": (
            "We have tried, but {reason}. Let us look elsewhere together.",
            "Not this time, I fear: {reason}.",
            "We would have liked to, but {reason}.",
        ),
        "open": (
            "How good to see you. What can we do together?",
            "Welcome. We hoped that you would come.",
            "Let us see what helps us both.",
        ),
    },
)

LEGAL = Voice(
    "legal",
    "Legal",
    {
        "accept": (
            "We find the exchange equivalent and accept, at {gain} a year.",
            "The balance of concessions is in order: {gain} a year. Accepted.",
            "Accepted, as substantially equivalent: {gain} a year.",
        ),
        "counter": (
            "The concessions are not equivalent: {reason}. {ask} would restore the balance;"
            " see our schedule.",
            "On the figures, {ask} is outstanding. Our schedule sets it right.",
            "The schedule as proposed is out of balance: {reason}. We table ours.",
        ),
        "reject": (
            "No schedule restores the balance here: {reason}.",
            "The figures do not permit it: {reason}.",
            "We find no equivalent exchange: {reason}.",
        ),
        "penalty": (
            "Under the rules we withdraw substantially equivalent concessions: {reason}",
            "We suspend concessions of equal value: {reason}",
            "Equivalent measures against {partner}: {reason}",
        ),
    },
)

_VOICES = {voice.name: voice for voice in (PLAIN, FORMAL, BLUNT, WARM, LEGAL)}


def voices() -> dict[str, Voice]:
    """All voices by name."""
    return dict(_VOICES)


def voice(name: str) -> Voice:
    """A voice by name.

    Raises
    ------
    UnknownVoiceError
        For a name that there is not; names the nearest.
    """
    if name not in _VOICES:
        near = difflib.get_close_matches(name, _VOICES, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(_VOICES)}"
        raise UnknownVoiceError(f"no voice {name!r}; {hint}")
    return _VOICES[name]
