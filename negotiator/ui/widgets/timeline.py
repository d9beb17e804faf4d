"""A game round by round: how the player fared, and who did what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, capital, lines, signed_money, signed_percent, styled

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting


def timeline(setting: Setting, state: State) -> Content:
    """All rounds so far, with the player's acts and a few of the others'."""
    names = setting.names
    me = str(state.player)
    home = setting.world.index[me]
    first = float(state.history[0].real_income[home])
    rows: list[Content] = []
    for result in state.history:
        now = float(result.real_income[home]) - first
        rows.append(
            Content.assemble(
                (f"Round {result.number}", "bold"), ("  we ", MUTED), signed_percent(now),
                (f"  norm {result.norm:.2f}", MUTED),
            )
        )  # fmt: skip
        entries = [
            e
            for e in state.ledger.entries
            if e.round == result.number and me in (e.giver, e.receiver)
        ]
        for entry in entries:
            rows.append(
                Content.assemble(
                    f"   {capital(names[entry.giver])} → {names[entry.receiver]}: ",
                    (entry.act.value, "bold"), "  ",
                    *(
                        (signed_money(entry.intended), (" intended", MUTED))
                        if entry.realised is None
                        else (
                            signed_money(entry.realised),
                            (f" (meant {money(entry.intended)})", MUTED),
                        )
                    ),
                )
            )  # fmt: skip
        others = [d for d in result.deeds if me not in (d.actor, d.target)]
        rows += [styled(f"   {capital(d.text)}", MUTED) for d in others[:6]]
    if len(state.history) == 1:
        rows.append(
            styled(keyed("Every round that ends ({e desk.end} at the desk) is told here."), MUTED)
        )
    return lines(*rows)
