"""axelrod (Knight et al. 2016), a library of the iterated dilemma, given the same players.

Strategies of short memory that draw are its `MemoryOnePlayer` with our chances; the others are its
own classes.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from negotiator.counterparts.stances.zero_determinant import Extortion, GenerousLine, SetTheScore

MISSING = "axelrod not installed: pip install 'negotiator[axelrod]'"

#: Labels of ours, and how to make theirs: a class, the chance of a coin, or chances to cooperate
#: after CC, CD, DC and DD. All cooperate at first.
STRATEGIES: dict[str, str | float | tuple[float, float, float, float]] = {
    "always-cooperate": "Cooperator",
    "always-defect": "Defector",
    "tit-for-tat": "TitForTat",
    "tit-for-two-tats": "TitFor2Tats",
    "two-tits-for-tat": "TwoTitsForTat",
    "suspicious-tit-for-tat": "SuspiciousTitForTat",
    "pavlov": "WinStayLoseShift",
    "bully": "Bully",
    "anti-tit-for-tat": "AntiTitForTat",
    "firm-but-fair": "FirmButFair",
    "random": 0.5,
    "random:opens=0.8": 0.8,
    "generous-tit-for-tat": (1.0, 1.0 / 3.0, 1.0, 1.0 / 3.0),
    "generous-tit-for-tat:forgives=0.1": (1.0, 0.1, 1.0, 0.1),
    "generous-tit-for-tat:forgives=0.5": (1.0, 0.5, 1.0, 0.5),
    "generous-tit-for-tat:forgives=0.8": (1.0, 0.8, 1.0, 0.8),
    "extortion": Extortion().chances(),
    "extortion:factor=2": Extortion(factor=2.0).chances(),
    "generous-line": GenerousLine().chances(),
    "set-the-score": SetTheScore().chances(),
}


def installed() -> bool:
    """Whether axelrod can be imported."""
    return find_spec("axelrod") is not None


def players(labels: tuple[str, ...]) -> list[Any]:
    """Their players for labels of ours."""
    import axelrod

    found = []
    for label in labels:
        made = STRATEGIES[label]
        if isinstance(made, str):
            found.append(getattr(axelrod, made)())
        elif isinstance(made, float):
            found.append(axelrod.Random(made))
        else:
            found.append(axelrod.MemoryOnePlayer(made, initial=axelrod.Action.C))
    return found


def play(seated: list[Any], rounds: int, repetitions: int) -> list[list[tuple[float, float]]]:
    """Everyone against everyone and its own twin; matches alone, without the library's analysis.

    Returns
    -------
    By pairing, in the order of rows and then columns, by repetition: payoffs a round of the two.
    """
    import axelrod

    found = []
    seed = 0
    for k, one in enumerate(seated):
        for other in seated[k:]:
            scores = []
            for _ in range(repetitions):
                seed += 1
                match = axelrod.Match(
                    (one, other if other is not one else one.clone()), turns=rounds, seed=seed
                )
                match.play()
                scores.append(match.final_score_per_turn())
            found.append(scores)
    return found
