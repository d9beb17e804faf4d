"""How a community would change if those who do well were copied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from negotiator.economy.arrays import Array, Places


def replicator(payoffs: Sequence[Array], generations: int, least: Sequence[float]) -> list[Array]:
    """Shares of a community in which every stance grows by how well it does.

    The ecological tournament of Axelrod (1984): a stance's share in the next generation is its
    share in this one times its mean payoff in this one's company, over the community's mean.
    Payoffs count from the least that a round can give, as his do from zero. All begin alike.

    Parameters
    ----------
    payoffs
        One [K, K] for a community that meets itself; two for two communities that meet each other
        (small countries and large ones), each [its own K, the other's K].
    generations
        How many follow the first.
    least
        For each, the least payoff of a round.

    Returns
    -------
    For each community [generations + 1, K]; rows sum to one.
    """
    value = [each - low for each, low in zip(payoffs, least, strict=True)]
    shares = [np.full((generations + 1, len(each)), 1.0 / len(each)) for each in value]
    for t in range(generations):
        for k, each in enumerate(value):
            now, others = shares[k][t], shares[-1 - k][t]
            grown = now * (each @ others)
            total = grown.sum()
            # Where nobody earns anything nobody is better than anyone.
            shares[k][t + 1] = grown / total if total > 0 else now
    return shares


def elimination(
    payoffs: Array, counts: Sequence[int], swapped: int, generations: int, seed: int = 1
) -> Places:
    """A community in which the last are replaced by copies of the first, a few at a time.

    As in The Evolution of Trust (Case 2017), where 5 of 25 go each time: everyone meets everyone
    else, the `swapped` with the least go, and the `swapped` with the most are copied. Equals are
    ordered by lot.

    Parameters
    ----------
    payoffs : [K, K]
        Mean of the first against the second.
    counts
        How many of each kind there are.

    Returns
    -------
    [generations + 1, K]: how many of each there are.
    """
    lot = np.random.default_rng(seed)
    kinds = len(counts)
    people = np.repeat(np.arange(kinds), counts)
    found = [np.bincount(people, minlength=kinds)]
    for _ in range(generations):
        # One meets everyone but oneself.
        earned = payoffs @ found[-1] - np.diag(payoffs)
        order = np.lexsort((lot.random(len(people)), np.round(earned[people], 9)))
        people = people[order]
        people[:swapped] = people[-swapped:]
        found.append(np.bincount(people, minlength=kinds))
    return np.array(found)
