"""What can be answered to a country alone, and what holds between us and it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, signed_money, styled

if TYPE_CHECKING:
    from negotiator.game.queries import Equivalent
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting


def answers(setting: Setting, state: State, partner: str, found: Equivalent) -> list[Content]:
    """What its tariffs cost us and what would answer it, treaties with it, acts of this round."""
    from negotiator.game.own_acts import binding, retaliated, wrong
    from negotiator.game.policy import consequence, describe
    from negotiator.game.queries import treaties_between

    me, title = str(state.player), setting.names[partner]
    rows: list[Content] = []
    done = retaliated(state, partner)
    if done is not None:
        rows.append(styled("Retaliated this round; it takes effect as the round ends.", "bold"))
    else:
        rows.append(styled(wrong(title, found)))
    if done is None and found.points > 0:
        rows += [
            Content.assemble(
                ("Equal value: ", MUTED),
                (f"+{found.points * 100:.1f} points", "bold"),
                f" on everything costs it {money(found.reached)} a year",
                *(() if found.reached >= found.open * 0.99 else ((" (all that we can)", MUTED),)),
                ("; to us it does ", MUTED),
                signed_money(found.own_cost),
                (".", MUTED),
            ),
            styled(keyed("{r policy.retaliate} retaliates with that."), MUTED),
        ]
    for treaty, clause in binding(state, partner):
        if not {me, partner} <= set(treaty.offer.parties):
            said = f"Treaty {treaty.id} too: {describe(setting, clause)}."
            rows += [styled(""), styled(said, "bold")]
    for treaty in treaties_between(state, me, partner):
        rows += [
            styled(""),
            styled(
                f"Treaty {treaty.id}: a breach would {consequence(treaty.offer.remedy)}.",
                "bold",
            ),
            *(styled(f"  {describe(setting, c)}", MUTED) for c in treaty.clauses),
        ]
    if state.deeds:
        rows += [styled(""), styled("Enacted this round", "bold")]
        rows += [styled(f"  {deed.text}", MUTED) for deed in state.deeds]
    return rows
