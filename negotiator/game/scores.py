"""The score of a game, from its state."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Kind
from negotiator.diplomacy.conduct import stack
from negotiator.game.queries import treaties_between
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.scoring.score import Score, score


def partners(setting: Setting, state: State) -> tuple[str, ...]:
    """Those with whom the player has a treaty in force by which one gives to the other.

    Allies in a joint penalty alone give each other nothing that could be measured between them.
    """
    assert state.player is not None
    me = state.player

    def gives(code: str) -> bool:
        return any(
            clause.kind is not Kind.PENALTY
            and (clause.giver, clause.receiver)
            in ((me, code), (code, me), (me, None), (code, None))
            for treaty in treaties_between(state, me, code)
            for clause in treaty.clauses
        )

    return tuple(code for code in setting.world.countries if code != me and gives(code))


def current(setting: Setting, state: State) -> Score:
    """The score after the last cleared round.

    Real incomes are those of the policies alone: harvests and crises are luck and left out.
    """
    assert state.player is not None
    first, last = state.history[0], state.last
    calm = setting.world.value(stack([first.applied, last.applied])).real_income
    return score(
        setting.world,
        state.player,
        partners(setting, state),
        last.applied,
        setting.fallback(first.applied),
        (calm[0], calm[1]),
        state.ledger,
        last.norm,
        state.reliability[setting.world.index[state.player]],
        (opposite(setting, state.player),),
        {
            code: tuple(draft.clause() for draft in found.clauses)
            for code in setting.world.countries
            if (found := setting.happened(state.player, code)) is not None
        },
    )


def opposite(setting: Setting, player: str) -> str:
    """The country that a player's score is about first, deal or none.

    The one of the half-made offer; where the player has none, its largest trading partner.
    """
    for draft in setting.scenario.opening:
        if player in (draft.giver, draft.receiver):
            return draft.receiver if draft.giver == player else draft.giver
    trade = setting.world.two_way[setting.world.index[player]]
    return setting.world.countries[int(trade.argmax())]
