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
    # In an economy a level in between may earn a little less than any corner.
    value = [np.maximum(each - low, 0.0) for each, low in zip(payoffs, least, strict=True)]
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
    payoffs: Sequence[Array],
    counts: Sequence[Sequence[int]],
    swapped: int,
    generations: int,
    seed: int = 1,
) -> list[Places]:
    """Communities in which the last are replaced by copies of the first, a few at a time.

    As in The Evolution of Trust (Case 2017), where 5 of 25 go each time: every two meet once, the
    `swapped` with the least go, and the `swapped` with the most are copied. Equals are ordered by
    lot.

    Parameters
    ----------
    payoffs
        One [K, K, R] for a community that meets itself, two for two that meet each other, each
        [its own K, the other's K, R]: mean payoffs a round of the first against the second in R
        matches, of which a meeting is one, by lot. The r-th is the same match seen from both.
    counts
        For each community: how many of each kind there are.

    Returns
    -------
    For each community [generations + 1, K]: how many of each there are.
    """
    lot = np.random.default_rng(seed)
    kinds = len(counts[0])
    people = [np.repeat(np.arange(kinds), each) for each in counts]
    found = [[np.bincount(each, minlength=kinds)] for each in people]
    for _ in range(generations):
        one, other = people[0], people[-1]
        match = lot.integers(payoffs[0].shape[2], size=(len(one), len(other)))
        if len(people) == 1:
            match = np.triu(match) + np.triu(match, 1).T  # both see the same one
        earned = [payoffs[0][one[:, None], other, match]]
        if len(people) == 1:
            np.fill_diagonal(earned[0], 0.0)  # nobody meets oneself
        else:
            earned.append(payoffs[1][other[:, None], one, match.T])
        for k, each in enumerate(earned):
            total = np.round(each.sum(axis=1), 9)
            people[k] = people[k][np.lexsort((lot.random(len(total)), total))]
            people[k][:swapped] = people[k][-swapped:]
            found[k].append(np.bincount(people[k], minlength=kinds))
    return [np.array(each) for each in found]
