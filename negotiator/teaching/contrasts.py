"""What a class has to talk about: the games that differ most, and questions."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.diplomacy.domains import PROMISE
from negotiator.teaching.classroom import Class, Table
from negotiator.teaching.markup import Html, el, join, listed
from negotiator.teaching.words import share


def contrasts(found: Class, each: Table) -> Iterator[str]:
    """The pairs of games from which most is to be learnt."""
    dealt = [result for result in each.results if result.dealt]
    if len(dealt) < 2:
        return
    best, worst = dealt[0], dealt[-1]
    if sum(best.gains) > sum(worst.gains) + 1e-9:
        only = sorted(PROMISE[domain] for domain in best.domains - worst.domains)
        more = f" Only the first has: {', '.join(only)}." if only else ""
        yield (
            f"Value created: game {best.label} reached {share(best.efficiency)} of what was"
            f" possible and game {worst.label} {share(worst.efficiency)}.{more}"
        )
    split = [result for result in dealt if result.share is not None]
    if len(split) > 1:
        low = min(split, key=lambda result: result.share or 0.0)
        high = max(split, key=lambda result: result.share or 0.0)
        if (high.share or 0.0) - (low.share or 0.0) > 0.05:
            yield (
                f"Value claimed: game {high.label} took {share(high.share)} of the joint gain,"
                f" game {low.label} {share(low.share)}."
            )
    without = [result for result in each.results if not result.dealt]
    if without:
        labels = ", ".join(result.label for result in without)
        games = "game" if len(without) == 1 else "games"
        yield f"Without a deal: {games} {labels}. What did they refuse, and was that wise?"


def discussion(found: Class) -> Html:
    """Questions for a class."""
    asked = [
        "Before the frontier is shown: how far out do you think that it lies?",
        "Who made the first offer, and did the deal end nearer to it?",
        "Which clause was cheap for who gave it and dear to who got it? Who found it?",
        "Who left without a deal: what did you know, or fear?",
        *(f"“{each}” Which dot shows it best?" for each in found.setting.scenario.learn),
    ]
    return join([el("h2", "For the discussion"), listed(asked)])
