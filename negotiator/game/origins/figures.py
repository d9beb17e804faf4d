"""The figures of a screen that can be asked about, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from negotiator.diplomacy.clauses import Offer
from negotiator.game.moves import Move
from negotiator.game.origins import acts, conduct, drafts, income, scores, trade
from negotiator.game.origins.split import Figure
from negotiator.game.state import State
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting
from negotiator.scoring.score import Score


def accounts(setting: Setting, state: State) -> tuple[Figure, ...]:
    """Of the player's own accounts."""
    me = str(state.player)
    return (
        Figure("Since the opening", partial(income.since_opening, setting, state, me)),
        Figure("Over the base year", partial(income.over_base, setting, state, me)),
        Figure("Income", partial(income.size, setting, me)),
        Figure("Trade", partial(trade.flows, setting, state, me)),
        Figure("Tariff revenue", partial(trade.revenue, setting, state, me)),
        Figure("Promises kept", partial(conduct.promises, setting, state, me)),
        Figure("World's norm", partial(conduct.norm, setting, state)),
    )


def tariffs(setting: Setting, state: State, code: str) -> tuple[Figure, ...]:
    """The tariffs between the player and another."""
    me = str(state.player)
    return (
        Figure("Tariff on us", partial(trade.tariff, setting, state, code, me)),
        Figure("Our tariff on it", partial(trade.tariff, setting, state, me, code)),
    )


def neighbour(setting: Setting, state: State, code: str) -> tuple[Figure, ...]:
    """Of another country, as the desk shows it."""
    me = str(state.player)
    return (
        Figure("Cooperation", partial(conduct.cooperation, setting, state, code, me)),
        *tariffs(setting, state, code),
        Figure("Our trade with it", partial(trade.between, setting, state, me, code)),
        Figure("Its income", partial(income.size, setting, code)),
        Figure("Its real income", partial(income.since_opening, setting, state, code)),
        Figure("Its promises", partial(conduct.promises, setting, state, code)),
    )


def draft(setting: Setting, state: State, partner: str, offer: Offer) -> tuple[Figure, ...]:
    """What talks show of a draft, for all its parties; their view but in the blind mode."""
    incomes, exports = list[Figure](), list[Figure]()
    for code, short, who in _called(setting, state, offer.parties):
        effect = partial(drafts.effect, setting, state, offer, code, who)
        access = partial(drafts.exports, setting, state, offer, code, who)
        incomes.append(Figure(f"{short}: income", effect))
        exports.append(Figure(f"{short}: exports", access))
    if state.mode == "blind":
        return (*incomes, *exports)
    view = partial(drafts.their_view, setting, state, partner, offer)
    return (*incomes, Figure("Their view", view), *exports)


def signing(setting: Setting, state: State, offer: Offer) -> tuple[Figure, ...]:
    """What the question before an offer is signed shows: real incomes."""
    return tuple(
        Figure(f"{short}: income", partial(drafts.effect, setting, state, offer, code, who))
        for code, short, who in _called(setting, state, offer.parties)
    )


def alone(
    setting: Setting, state: State, partner: str, moves: Sequence[Move]
) -> tuple[Figure, ...]:
    """What our own acts would do to both, if nobody answered."""
    return tuple(
        Figure(f"{short}: income", partial(acts.alone, setting, state, moves, code))
        for code, short, _ in _called(setting, state, (str(state.player), partner))
    )


def _called(setting: Setting, state: State, codes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Countries, us first, with what they are called: alone, and in a sentence."""
    me = str(state.player)
    for code in sorted(codes, key=lambda each: each != me):
        yield code, *(("Us", "us") if code == me else (setting.titles[code], setting.names[code]))


def policy(
    setting: Setting, state: State, partner: str, moves: Sequence[Move]
) -> tuple[Figure, ...]:
    """What the screen of one's own policy shows: the changes, what is levied on us, its equal."""
    return (
        *(alone(setting, state, partner, moves) if moves else ()),
        Figure("What theirs costs us", partial(acts.harm, setting, state, partner)),
        Figure("What ours costs it", partial(acts.taken, setting, state, partner)),
        Figure("Equal value", partial(acts.equal, setting, state, partner)),
        *tariffs(setting, state, partner),
    )


def round_result(setting: Setting, state: State) -> tuple[Figure, ...]:
    """Real incomes of the last round, the player's first, and the norm."""
    me = str(state.player)
    first, last = state.history[0].real_income, state.last.real_income
    codes = sorted(
        setting.world.countries,
        key=lambda code: -float((last - first)[setting.world.index[code]]),
    )
    codes = [me, *(code for code in codes if code != me)]
    return (
        *(
            Figure(
                "We" if code == me else setting.titles[code],
                partial(income.this_round, setting, state, code),
            )
            for code in codes
        ),
        Figure("World's norm", partial(conduct.norm, setting, state)),
    )


def score(setting: Setting, state: State, found: Score) -> tuple[Figure, ...]:
    """Of the score: the index, our own result, and every pair."""
    rows = [
        Figure("Mutual benefit", partial(scores.index, setting, found)),
        Figure("Our own result", partial(scores.own, setting, state)),
        Figure("The whole world", partial(scores.world, setting, state)),
    ]
    for each in found.pairs:
        it = each.pair[1]
        for code in each.pair:
            short = "We" if code != it else capital(setting.titles[it])
            name = f"{short}, with us" if code == it else f"We, with {setting.names[it]}"
            rows.append(Figure(name, partial(scores.pair, setting, state, each, code)))
        name = f"The split with {setting.names[it]}"
        rows.append(Figure(name, partial(scores.split_of, setting, state, each)))
    rows += [
        Figure("Promises kept", partial(conduct.promises, setting, state, str(state.player))),
        Figure("World's norm", partial(conduct.norm, setting, state)),
    ]
    return tuple(rows)
