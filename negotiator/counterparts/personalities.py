"""Ready-made counterparts for scenario authors: a name for a stance, a tactic and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Personality:
    """A government of a kind that everybody knows.

    Parameters
    ----------
    name, title, rule
        As scenarios write it, as people do, and a sentence for the player.
    text
        What it is like, in two or three.
    keys
        What it stands for, as a scenario would write it for a country.
    """

    name: str
    title: str
    rule: str
    text: str
    keys: Mapping[str, Any]


_PERSONALITIES = {
    each.name: each
    for each in (
        Personality(
            "statesman",
            "Statesman",
            "It looks at how you treat everyone, takes its time, and trades across domains.",
            "It thinks in decades. It treats you as you treat everybody and forgets nothing; at the"
            " table it is patient and nearly open, and would rather find what else you value than"
            " lower its price.",
            {
                "stance": "diffuse",
                "tactic": "logroller",
                "accepts": "combined",
                "voice": "formal",
                "patience": 7,
                "candour": 0.9,
            },
        ),
        Personality(
            "merchant",
            "Merchant",
            "It returns value for value, moves as you move, and never names its true price.",
            "What counts is what a thing is worth. It haggles: it comes toward you by as much, in"
            " per cent, as you come toward it, and says that it needs more than it does. It takes"
            " what comes close. Old quarrels do not interest it.",
            {
                "stance": "equal-value",
                "tactic": "relative-tit-for-tat",
                "accepts": {"name": "next", "factor": 1.05},
                "voice": "plain",
                "patience": 6,
                "candour": 0.6,
                "memory": 4,
            },
        ),
        Personality(
            "lawyer",
            "Lawyer",
            "It withdraws exactly what you took, and takes one step for each step of yours.",
            "Everything has its article. A penalty is answered by what is substantially equivalent"
            " until it is lifted; in a talk it makes one new proposal for each new one of yours,"
            " and signs at once when half of what it could hope for is reached.",
            {
                "stance": "equivalent-withdrawal",
                "tactic": "micro",
                "accepts": {"name": "constant", "share": 0.5},
                "voice": "legal",
                "patience": 8,
                "candour": 0.8,
            },
        ),
        Personality(
            "hawk",
            "Hawk",
            "It hits back harder the longer you hit, asks for nearly everything, and says little.",
            "It believes that whoever gives first has lost. Its answers grow with the length of"
            " your penalties; at the table it has little patience, hardly concedes before the end,"
            " and keeps what it needs to itself.",
            {
                "stance": "escalating",
                "tactic": "hardheaded",
                "accepts": "next",
                "voice": "blunt",
                "patience": 3,
                "candour": 0.2,
            },
        ),
        Personality(
            "neighbour",
            "Neighbour",
            "It forgives one penalty in three, concedes early, and says what it needs.",
            "It has to live beside you. It returns what you do but lets much pass, tells you"
            " plainly what it needs, gives way soon, and has forgotten after three rounds what was"
            " between you.",
            {
                "stance": "generous-tit-for-tat",
                "tactic": "conceder",
                "accepts": "combined",
                "voice": "warm",
                "patience": 8,
                "candour": 1.0,
                "memory": 3,
            },
        ),
    )
}


def personalities() -> Mapping[str, Personality]:
    """All personalities by name."""
    return MappingProxyType(_PERSONALITIES)


def ready_made(name: str) -> dict[str, Any]:
    """What a personality stands for, as a scenario writes it.

    For a name that there is not it is a stance alone, so that the name is all there is to refuse.
    """
    found = _PERSONALITIES.get(name)
    return dict(found.keys) if found is not None else {"stance": "tit-for-tat"}
