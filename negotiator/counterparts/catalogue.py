"""The catalogue: every stance, tactic and voice, described for people."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from dataclasses import fields

from negotiator.counterparts.stances import Stance, stances
from negotiator.counterparts.tactics import Tactic, tactics
from negotiator.counterparts.voice import voices


class UnknownCounterpartError(ValueError):
    """Nothing of that name in the catalogue; the message names the nearest."""


def listing() -> str:
    """All names with a line on each."""
    lines = ["Stances: the rule of reciprocity"]
    lines += [f"  {name:<24} {cls.rule}" for name, cls in stances().items()]
    lines += ["", "Tactics: how it bids"]
    lines += [f"  {name:<24} {cls.rule}" for name, cls in tactics().items()]
    lines += ["", "Voices: how it speaks"]
    lines += [f"  {name:<24} {voice.forms['accept'][0]}" for name, voice in voices().items()]
    lines += ["", "negotiator counterparts NAME tells all of one."]
    return "\n".join(lines)


def describe(name: str) -> str:
    """All that there is to know of one stance, tactic or voice.

    Raises
    ------
    UnknownCounterpartError
        When there is none of that name.
    """
    if name in stances():
        return _stance(stances()[name])
    if name in tactics():
        return _tactic(tactics()[name])
    if name in voices():
        voice = voices()[name]
        said = [f"  {kind}: {forms[0]}" for kind, forms in voice.forms.items()]
        return "\n".join([f"{voice.title} (voice)", "", *said])
    known = [*stances(), *tactics(), *voices()]
    near = difflib.get_close_matches(name, known, 1, 0.4)
    hint = f"did you mean {near[0]}?" if near else "`negotiator counterparts` lists them"
    raise UnknownCounterpartError(f"no counterpart {name!r}; {hint}")


def _stance(cls: type[Stance]) -> str:
    memory = "all rounds" if cls.memory == float("inf") else f"{cls.memory:g} rounds"
    return "\n".join(
        [
            f"{cls.title} (stance)",
            "",
            _wrapped(cls.text()),
            "",
            f"Known as: {', '.join(cls.names)}",
            f"Source:   {cls.reference}",
            f"Memory:   {memory}; {'uses chance' if cls.stochastic else 'no chance in it'}",
            *_parameters(cls),
        ]
    )


def _tactic(cls: type[Tactic]) -> str:
    return "\n".join(
        [
            f"{cls.title} (tactic)",
            "",
            _wrapped(inspect.getdoc(cls) or cls.rule),
            "",
            f"Source:   {cls.reference}",
            *_parameters(cls),
        ]
    )


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, 78) for part in text.split("\n\n"))


def _parameters(cls: type[Stance] | type[Tactic]) -> list[str]:
    return [f"Parameter {field.name} = {field.default:.3g}" for field in fields(cls)]  # type: ignore[str-format]
