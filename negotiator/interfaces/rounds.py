"""Rounds of levels, recognitions and short treaties among countries: what learners play.

The world, its no-deal conduct, what befalls it, the stances of counterparts and ratification at
home are the game's. Everything else is cut down to what can be chosen from short lists: a tariff
policy is a level, an offer is a pair of levels to be bound, and a talk is one exchange a round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import numpy as np
import numpy.typing as npt

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.translator import INERTIA
from negotiator.diplomacy.domains import GRANT_INDEX
from negotiator.diplomacy.ratification import objections
from negotiator.diplomacy.world import CALM
from negotiator.economy.arrays import Places
from negotiator.game.chance import circumstances, draw
from negotiator.interfaces.table import (
    ACCEPT,
    FIRST_OFFER,
    GRANT,
    OFFERS,
    PASS,
    TENTHS,
    Play,
    Table,
)

Rows = tuple[tuple[tuple[float, ...], ...], ...]


def legal(table: Table, play: Play) -> npt.NDArray[np.int8]:
    """What may be chosen now.

    Tariffs: nothing that they are already, and nothing below what a treaty binds. Recognitions:
    only what changes something. Talk: an offer where no treaty holds, an acceptance of what the
    other offered in the last round.

    Returns
    -------
    [N giver, N receiver, choices]: 1 where it may; the choices of `Table.sizes` end to end.
    """
    held = (play.left > 0)[..., None]
    moves = np.abs(table.at_tenths - play.rates[:, :, None]).max(axis=-1) > 1e-12
    unbound = ~held | (play.bound[..., None] <= TENTHS + 1e-12)
    free = ~held & (table.length > 0)
    always = np.ones_like(free)
    parts = [always, moves & unbound]
    for domain in table.grants:
        has = play.grants[GRANT_INDEX[domain], ..., None] > 0
        parts += [always, ~has, has]
    parts += [always, free & (play.offers.T > 0)[..., None], np.repeat(free, len(OFFERS), axis=-1)]
    return np.concatenate(parts, axis=-1).astype(np.int8)


def play_round(
    table: Table, play: Play, seed: int, may: npt.NDArray[np.int8], choices: Places
) -> Play:
    """Play a round: treaties that are accepted, everyone's own acts, the world solved.

    Parameters
    ----------
    may
        What is `legal` now.
    choices : [N giver, N receiver, 1 tariffs + recognitions + 1 talk]
        One of the choices of each; what is not legal counts as 0, which changes nothing.
    """
    setting, number = table.setting, play.round + 1
    told = _only(table, may, choices)
    befalls, news = CALM, tuple[str, ...]()
    if table.events:
        befalls, news, _ = circumstances(setting, seed, number)
    waiting = play.offers
    play = replace(play, offers=np.zeros_like(waiting), news=news)
    for i, j in zip(*np.nonzero(told[..., -1] == ACCEPT), strict=True):
        yours, mine = OFFERS[waiting[j, i] - FIRST_OFFER]
        play = _signed(table, play, (i, j), (float(mine), float(yours)))
    play = _talked(table, play, told[..., -1])
    rates, grants = play.rates.copy(), play.grants.copy()
    for i, j in zip(*np.nonzero(told[..., 0]), strict=True):
        rates[i, j] = table.at_tenths[i, j, told[i, j, 0] - 1]
    for k, domain in enumerate(table.grants):
        cell = grants[GRANT_INDEX[domain]]
        chosen = told[..., 1 + k]
        grants[GRANT_INDEX[domain]] = np.where(chosen == PASS, cell, chosen == GRANT)
    for i, j, level in _stances(table, play, seed):
        rates[i, j] = table.line(i, j, level)
    play = replace(play, rates=rates, grants=grants)
    worth = table.worths.of(table.conduct(play), befalls)
    return replace(
        play,
        round=number,
        levels=(*play.levels, table.level_of(table.applied(play))),
        left=np.maximum(play.left - 1, 0),
        gain=worth.payoff - table.worths.of(table.worths.apart, befalls).payoff,
        real_income=worth.real_income,
    )


def _only(table: Table, may: npt.NDArray[np.int8], choices: Places) -> Places:
    """The choices that are legal, and 0 for the others."""
    sizes = np.array(table.sizes)
    known = np.where((choices >= 0) & (choices < sizes), choices, PASS)
    at = known + np.cumsum(sizes) - sizes
    return np.where(np.take_along_axis(may, at, axis=-1) > 0, known, PASS)


def _talked(table: Table, play: Play, talk: Places) -> Play:
    """Offers of this round: counterparts answer at once, others with their next choice."""
    offers = play.offers.copy()
    for i, j in zip(*np.nonzero(talk > ACCEPT), strict=True):
        if play.left[i, j]:
            continue  # signed this very round
        if int(j) in table.governed:
            offers[i, j] = talk[i, j]
            continue
        mine, yours = (float(x) for x in OFFERS[talk[i, j] - FIRST_OFFER])
        if _welcome(table, play, (int(j), int(i)), (yours, mine)):
            play = _signed(table, play, (i, j), (mine, yours))
    return replace(play, offers=offers)


def _signed(table: Table, play: Play, pair: tuple[int, int], promised: tuple[float, float]) -> Play:
    """The treaty by which two bind themselves, unless one is in force or a majority objects."""
    if play.left[pair]:
        return play
    setting, world = table.setting, table.setting.world
    after = _bound(table, play, pair, promised)
    now, then = (table.worths.of(table.conduct(each)) for each in (play, after))
    codes = [world.countries[k] for k in pair]
    for k, code in zip(pair, codes, strict=True):
        chamber = setting.counterparts[code].chamber
        if objections(world, k, chamber, now, then):
            text = f"The majority at home in {setting.names[code]} does not ratify."
            return replace(play, news=(*play.news, text))
    one, other = (setting.names[code] for code in codes)
    text = (
        f"{one} and {other} bind themselves to levels of at least"
        f" {promised[0]:g} and {promised[1]:g}."
    )
    return replace(after, news=(*play.news, text))


def _bound(table: Table, play: Play, pair: tuple[int, int], promised: tuple[float, float]) -> Play:
    """The game with a treaty of two in force."""
    bound, left = play.bound.copy(), play.left.copy()
    since, settled = play.since.copy(), play.settled.copy()
    for cell, level in zip((pair, pair[::-1]), promised, strict=True):
        bound[cell], left[cell], since[cell] = level, table.length, len(play.levels)
    after = replace(play, bound=bound, left=left, since=since)
    brought = table.level_of(table.applied(after))
    for cell in (pair, pair[::-1]):
        settled[cell] = brought[cell]
    return replace(after, settled=settled)


def _welcome(
    table: Table, play: Play, pair: tuple[int, int], promised: tuple[float, float]
) -> bool:
    """Whether a counterpart, the first of the pair, wants a treaty: by its stance, and its gain."""
    me, you = (table.setting.world.countries[k] for k in pair)
    rule = table.setting.counterparts[me].toward(you)
    if play.left[pair] or rule.red_line(_record(table, play, _rows(play), *pair)) is not None:
        return False
    now, then = (
        table.worths.of(table.conduct(each)).payoff[pair[0]]
        for each in (play, _bound(table, play, pair, promised))
    )
    return bool(then > now + 1e-9)


def _rows(play: Play) -> Rows:
    """Everyone's levels so far, as records have them."""
    return tuple(tuple(map(tuple, level.tolist())) for level in play.levels)


def _record(table: Table, play: Play, rows: Rows, i: int, j: int) -> Record:
    """What a counterpart remembers of another country."""
    since, start = 0, (float(play.levels[0][i, j]), float(table.settled[j, i]))
    if play.left[i, j]:
        since = int(play.since[i, j])
        start = (float(play.settled[i, j]), float(play.settled[j, i]))
    return Record(
        mine=tuple(row[i][j] for row in rows[since:]),
        theirs=tuple(row[j][i] for row in rows[since:]),
        my_worth=float(table.stakes[i, j]),
        their_worth=float(table.stakes[j, i]),
        start=start,
        community=Community(rows, i, j, (1.0,) * len(rows[0])),
    )


def _stances(table: Table, play: Play, seed: int) -> Iterator[tuple[int, int, float]]:
    """Where counterparts move: giver, receiver and the new level."""
    codes, rows = table.setting.world.countries, _rows(play)
    for i, j in permutations(range(len(codes)), 2):
        if i in table.governed:
            continue
        if play.left[i, j] and play.since[i, j] == len(play.levels):
            continue  # nobody strikes at what it signs this very round
        chance = draw(seed, "stance", play.round + 1, codes[i], codes[j])
        rule = table.setting.counterparts[codes[i]].toward(codes[j])
        level = min(max(float(rule.level(_record(table, play, rows, i, j), chance)), 0.0), 1.0)
        if abs(level - float(play.levels[-1][i, j])) > INERTIA:
            yield i, j, level
