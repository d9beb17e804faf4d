"""The catalogue: everything that makes a counterpart, described for people."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from negotiator.counterparts.acceptance import Acceptance, acceptances
from negotiator.counterparts.lookup import CounterpartError, near, unknown
from negotiator.counterparts.personalities import Personality, personalities
from negotiator.counterparts.stances import Stance, stances
from negotiator.counterparts.stances.base import AXELROD
from negotiator.counterparts.stances.known import stance_class
from negotiator.counterparts.stances.plugins import not_loaded
from negotiator.counterparts.tactics import Tactic, tactics
from negotiator.counterparts.voice import Voice, voices

#: Of the stances that the axelrod library has, without loading it.
OF_AXELROD = """Each strategy of the axelrod library, two hundred and more, can be a stance where \
that library is installed: axelrod:tit-for-tat, axelrod:grudger and so on.

`negotiator counterparts axelrod` lists them, and takes some ten seconds to load the library."""
_WIDTH = 78
_MARGIN = 26


#: As it stands, or a name with a text beside it.
_Line = str | tuple[str, str]


class _Page(NamedTuple):
    """What there is to know of one thing, not yet laid out."""

    title: str
    text: str
    facts: dict[str, str]
    more: Sequence[_Line]


class UnknownCounterpartError(CounterpartError):
    """Nothing of that name in the catalogue; the message names the nearest."""


def listing() -> str:
    """All names with a line on each."""
    rules = {
        "Stances: the rule of reciprocity": {n: cls.rule for n, cls in stances().items()},
        "Tactics: how it bids": {n: cls.rule for n, cls in tactics().items()},
        "Acceptance: when it signs": {n: cls.rule for n, cls in acceptances().items()},
        "Voices: how it speaks": {n: each.rule for n, each in voices().items()},
        "Personalities: all of these, ready made": {
            n: each.rule for n, each in personalities().items()
        },
    }
    lines: list[str] = []
    for heading, entries in rules.items():
        lines += [heading, *(_entry(name, rule) for name, rule in entries.items()), ""]
    lines += [textwrap.fill(f"Not loaded: {why}", _WIDTH) for why in not_loaded().values()]
    lines += [
        "`negotiator counterparts NAME` tells all of one; `negotiator counterparts",
        f"axelrod` lists those of the axelrod library, {AXELROD}NAME, if installed.",
    ]
    return "\n".join(lines)


def _of_axelrod() -> _Page:
    from negotiator.counterparts.stances.from_axelrod import strategy_names

    text = "Each can be the stance of a country in a scenario, or take part in a tournament."
    return _Page("Stances of the axelrod library", text, {}, [f"  {n}" for n in strategy_names()])


def describe(name: str, width: int = _WIDTH) -> str:
    """All that there is to know of one stance, tactic, acceptance, voice or personality.

    Parameters
    ----------
    name
        As `listing` has it; "axelrod" for the names of that library's.
    width
        Of the text, in columns.

    Raises
    ------
    CounterpartError
        When there is none of that name, or it could not be loaded.
    """
    return _laid_out(_page(name), width)


def _page(name: str) -> _Page:
    if name == AXELROD.rstrip(":"):
        return _of_axelrod()
    if name in stances() or name in not_loaded() or name.startswith(AXELROD):
        return _stance(stance_class(name))
    if name in tactics():
        return _tactic(tactics()[name])
    if name in acceptances():
        return _acceptance(acceptances()[name])
    if name in voices():
        return _voice(voices()[name])
    if name in personalities():
        return _personality(personalities()[name])
    known = [*stances(), *tactics(), *acceptances(), *voices(), *personalities()]
    called = _known_as(name)
    if len(called) == 1:
        return _page(called[0])
    kind = "stance, tactic, voice or personality"
    if called:
        raise UnknownCounterpartError(f"no {kind} {name!r}; so are known {', '.join(called)}")
    if not near(name, known):
        said = "`negotiator counterparts` lists all there are"
        raise UnknownCounterpartError(f"no {kind} {name!r}; {said}")
    raise UnknownCounterpartError(unknown(kind, name, known))


def _known_as(name: str) -> list[str]:
    """What has that title, or is known by that name elsewhere, however it is written."""
    kinds: tuple[Mapping[str, type[Stance] | type[Tactic] | type[Acceptance]], ...]
    kinds = (stances(), tactics(), acceptances())
    sought = name.casefold().replace("-", " ")
    return [
        key
        for kind in kinds
        for key, cls in kind.items()
        if sought in {each.casefold().replace("-", " ") for each in (key, cls.title, *cls.names)}
    ]


def _stance(cls: type[Stance]) -> _Page:
    facts = {
        "Rule": cls.rule,
        "Known as": ", ".join(cls.names),
        "Source": cls.reference,
        "Memory": _memory(cls.memory),
        "Chance": "plays a part" if cls.stochastic else "plays no part",
    }
    return _Page(f"{cls.title} ({cls.name}), a stance", cls.text(), facts, _parameters(cls))


def _tactic(cls: type[Tactic]) -> _Page:
    facts = {
        "Rule": cls.rule,
        "Known as": ", ".join(cls.names),
        "Source": cls.reference,
        "Chance": "plays a part" if cls.stochastic else "plays no part",
    }
    return _Page(f"{cls.title} ({cls.name}), a tactic", cls.text(), facts, _parameters(cls))


def _acceptance(cls: type[Acceptance]) -> _Page:
    facts = {"Rule": cls.rule, "Known as": ", ".join(cls.names), "Source": cls.reference}
    return _Page(f"{cls.title} ({cls.name}), when it signs", cls.text(), facts, _parameters(cls))


def _personality(each: Personality) -> _Page:
    keys = [f"  {key} = {_toml(value)}" for key, value in each.keys.items()]
    more = [
        "A country of a scenario has it by",
        f'  personality = "{each.name}"',
        "which stands for",
    ]
    more += [*keys, "Any of these written beside it counts instead."]
    title = f"{each.title} ({each.name}), a personality"
    return _Page(title, each.text, {"Rule": each.rule}, more)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(item)}' for key, item in value.items())} }}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _voice(voice: Voice) -> _Page:
    facts = {
        "partner": "the United States",
        "gain": "+$3.2bn",
        "reason": "what our own promises cost our income, -$1.2bn a year",
        "ask": "+$0.4bn a year more for us",
    }
    said = [(kind, voice.say(kind, facts, 0.0)) for kind in ("accept", "counter", "reject")]
    return _Page(f"{voice.title} ({voice.name}), a voice", voice.rule, {}, ["For example", *said])


def _memory(rounds: float) -> str:
    if math.isinf(rounds):
        return "all rounds"
    return {0: "none", 1: "the last round"}.get(int(rounds), f"the last {rounds:g} rounds")


def _parameters(cls: type[Stance] | type[Tactic] | type[Acceptance]) -> list[_Line]:
    if not fields(cls):
        return ["No parameters."]
    lines: list[_Line] = ["Parameters"]
    for each in fields(cls):
        bounds = f"{each.metadata['low']:g} to {each.metadata['high']:g}"
        about = f"{each.metadata['about']} ({bounds})"
        lines.append((f"{each.name} = {each.default:.3g}", about))
    return lines


def _laid_out(page: _Page, width: int) -> str:
    lines = [page.title, ""]
    for paragraph in page.text.split("\n\n"):
        lines += [*textwrap.wrap(paragraph, width), ""]
    facts = {key: value for key, value in page.facts.items() if value}
    for key, value in facts.items():
        lines += textwrap.wrap(f"{key:<10}{value}", width, subsequent_indent=" " * 10)
    lines += [""] if facts else []
    for each in page.more:
        lines.append(each if isinstance(each, str) else _entry(*each, width))
    return "\n".join(lines)


def _entry(name: str, text: str, width: int = _WIDTH) -> str:
    """A name and a text beside it, wrapped in its own column."""
    margin = min(_MARGIN, 2 * width // 5)
    first = f"  {name:<{margin - 3}} "
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=" " * margin)
