"""What the desk says of the country that is governed, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, lines, meter, signed_money, signed_share, styled

if TYPE_CHECKING:
    from textual.geometry import Size

    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting

_WAITS = "An offer of theirs waits: {Enter desk.talks} opens the talks."


def accounts(setting: Setting, state: State) -> Content:
    """The player's accounts and what it has signed."""
    from negotiator.game import overview

    me = str(state.player)
    found = overview.accounts(setting, state, me)
    treaties = [t for t in state.treaties if me in t.offer.parties and t.in_force(state.round)]
    from negotiator.game.policy import describe

    said = [
        styled(f"Treaty {t.id}: {describe(setting, c)}", MUTED) for t in treaties for c in t.clauses
    ]
    return lines(
        Content.assemble(("Income         ", MUTED), f"{money(found.income)} a year"),
        styled("Real income, over", MUTED),
        Content.assemble(("the base year  ", MUTED), signed_share(found.over_base, 5)),
        Content.assemble(("the opening    ", MUTED), signed_share(found.since_opening, 5)),
        Content.assemble("               ", signed_money(found.dollars), (" a year", MUTED)),
        Content.assemble(("We sell        ", MUTED), f"{money(found.exports)} a year"),
        Content.assemble(("We buy         ", MUTED), f"{money(found.imports)} a year"),
        Content.assemble(("Tariff revenue ", MUTED), f"{money(found.revenue)} a year"),
        Content.assemble(("Promises kept  ", MUTED), f"{found.reliability:.0%}"),
        Content.assemble(("World's norm   ", MUTED), f"{meter(found.norm)} {found.norm:.2f} of 1"),
        *(
            [styled(""), *said]
            if said
            else [
                styled(""),
                styled(keyed("No treaty yet. {Enter desk.talks} on a country opens talks."), MUTED),
            ]
        ),
    )


def detail(setting: Setting, state: State, code: str, room: Size) -> Content:
    """More on one country; where there is little room, only what matters most."""
    from negotiator.game import overview
    from negotiator.game.forecasts import guessed

    told = overview.dossier(setting, state, code).splitlines()
    waits = any(offer.by == code for offer in state.proposals)
    needed = sum(1 + len(line) // max(room.width - 8, 1) for line in told)
    if needed + waits > room.height:
        first = told[: 3 if guessed(state, code) else 2]
        told = first if waits else [*first, *told[max(len(first), 3) :][-1:]]
    rows = [styled(keyed(_WAITS), "$accent")] if waits else []
    return lines(*rows, *(styled(line, MUTED) for line in told))


def closing(state: State) -> Content:
    """What the end of the round brings besides, where it brings something, and what marks are."""
    from negotiator.game.overview import waiting

    left = waiting(state)
    told = [keyed("The last round: {e desk.end} ends the game")] * (state.round == state.rounds)
    if len(left) == 1:
        told.append("An offer waits; as the round ends it lapses")
    elif left:
        told.append(f"{len(left)} offers wait; as the round ends they lapse")
    marks = "§ a treaty each · offer: waits for you · ✗ talk over; what they offered stands"
    if len(told) > 1:
        marks = ""
    elif told:
        marks = " · § a treaty each · ✗ talk over"
    return Content.assemble((" · ".join(told), "$accent"), (marks, MUTED))


def news(state: State) -> Content:
    """What has happened, and what we have done this round."""
    deeds = [styled(f"{d.text} {d.cause}".strip(), MUTED) for d in state.deeds]
    told = [styled(f"• {text}") for text in state.news] or [
        styled(
            keyed(
                "A quiet time: {Enter desk.talks} on a country talks, {e desk.end} ends the round."
            ),
            MUTED,
        )
    ]
    mine = [styled(""), styled("This round you have done", "bold"), *deeds] if deeds else []
    return lines(*told, *mine)
