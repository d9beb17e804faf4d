"""What signing, breaking and leaving a treaty would change, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.ui.screens.confirm import ConfirmScreen
from negotiator.ui.text import MUTED, capital, padded, rate, signed_money, signed_percent, styled

if TYPE_CHECKING:
    from negotiator.diplomacy.clauses import Clause, Offer, Treaty
    from negotiator.game.moves import Move
    from negotiator.game.queries import Effect
    from negotiator.game.session import Session
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting


def signing(session: Session, offer: Offer) -> ConfirmScreen:
    """The question before an offer is signed: each promise beside what is in force, the terms, and
    what both gain."""
    from negotiator.game import queries
    from negotiator.game.policy import consequence

    setting, state = session.setting, session.state
    runs = "to the end of the game" if offer.length is None else f"for {_rounds(offer.length)}"
    said = [
        f"It runs {runs}. A breach would {consequence(offer.remedy)}; to leave it takes"
        f" {_rounds(offer.notice)} of notice.",
        *(promised(setting, state, clause) for clause in offer.clauses),
    ]
    return ConfirmScreen(
        "Sign this? Signed, it binds you.",
        said,
        "Sign",
        lambda: queries.effects(setting, state, offer.clauses, offer.parties),
        "against today",
    )


def breaking(
    session: Session, partner: str, broken: Sequence[tuple[Treaty, Clause]], moves: Sequence[Move]
) -> ConfirmScreen:
    """The question before a promise is broken: which, what the treaty names for it, what may be
    lost, and what it would do if nobody answered."""
    from negotiator.game import queries
    from negotiator.game.policy import consequence, describe

    setting, state = session.setting, session.state
    me = str(state.player)
    said = [f"You promised in treaty {t.id}: {describe(setting, c)}." for t, c in broken]
    for treaty in dict.fromkeys(treaty for treaty, _ in broken):
        said.append(f"A breach of treaty {treaty.id} would {consequence(treaty.offer.remedy)}.")
        theirs = [describe(setting, c) for c in treaty.clauses if c.giver != me]
        said += [f"At stake: {each}." for each in theirs]
    said.append("Your reliability falls, and everyone sees it.")
    return ConfirmScreen(
        "Break your word?",
        said,
        "Break it",
        lambda: queries.alone(setting, state, moves, (me, partner)),
        "if nobody answers",
    )


def leaving(session: Session, treaty: Treaty) -> ConfirmScreen:
    """The question before a treaty is left: when it ends, and every promise that ends with it."""
    from negotiator.game.policy import describe

    setting, state = session.setting, session.state
    last = state.round + treaty.offer.notice - 1
    when = f"with round {last}" if last >= state.round else "at once"
    said = [
        f"It ends {when}, after {_rounds(treaty.offer.notice)} of notice; no promise is broken.",
        *(f"Ends: {describe(setting, clause)}." for clause in treaty.clauses),
    ]
    return ConfirmScreen(f"Leave treaty {treaty.id}?", said, "Leave")


def promised(setting: Setting, state: State, clause: Clause) -> str:
    """A promise, with what is in force beside it.

    Returns
    -------
    "Marland: tariff on Sund at most 5% on everything (now 20%)".
    """
    from negotiator.diplomacy.clauses import Kind
    from negotiator.diplomacy.domains import Domain
    from negotiator.game.policy import describe
    from negotiator.game.view import known

    text = capital(describe(setting, clause))
    if clause.kind is Kind.PENALTY:
        return f"{text}."
    world, conduct = setting.world, known(setting, state)
    giver = world.index[clause.giver]
    whom = (
        [world.index[clause.receiver]]
        if clause.receiver
        else [k for k in range(len(world.countries)) if k != giver]
    )
    if clause.domain is Domain.TARIFFS:
        sectors = [world.sectors.index(code) for code in clause.sectors or world.sectors]
        levied = conduct.tariff[whom][:, giver][:, sectors]
        low, high = float(levied.min()), float(levied.max())
        span = rate(low) if rate(low) == rate(high) else f"{rate(low)} to {rate(high)}"
        idle = clause.kind is Kind.BOUND and high <= clause.rate
        return f"{text} (now {span}{': a ceiling that changes nothing today' if idle else ''})."
    granted = conduct.grant(clause.domain)[giver, whom]
    if clause.domain is Domain.AID:
        return (
            f"{text} (now ${float(granted.sum()):.2g}bn a year)." if granted.any() else f"{text}."
        )
    return f"{text} (now {'granted already' if granted.all() else 'not'})."


def figures(
    setting: Setting, state: State, found: Mapping[str, Effect], when: str
) -> list[Content]:
    """What each would gain or lose, a line each, and why it would fail at home."""
    rows = []
    for code in sorted(found, key=lambda code: code != state.player):  # ours first
        each = found[code]
        mine = code == state.player
        name = "We" if mine else setting.titles[code][:20]
        rows.append(
            Content.assemble(
                (f"{name:<21}", "bold $success" if mine else "bold"),
                padded(signed_percent(each.percent, 3), 11),
                padded(signed_money(each.dollars), 10),
                (f" a year, {when}" if when else " a year", MUTED),
            )
        )
    home = found.get(str(state.player))
    if home is not None:
        rows += [styled(f"✗ At home {why}.", "$error") for why in home.objections[:1]]
    return rows


def _rounds(count: int) -> str:
    return "1 round" if count == 1 else f"{count} rounds"
