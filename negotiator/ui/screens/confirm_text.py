"""What signing, breaking and leaving a treaty would change, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.ui.screens.confirm import ConfirmScreen
from negotiator.ui.text import (
    MUTED,
    capital,
    padded,
    shortened,
    signed_money,
    signed_percent,
    styled,
)

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment
    from negotiator.diplomacy.clauses import Clause, Offer, Treaty
    from negotiator.game.moves import Move, Retaliate
    from negotiator.game.queries import Effect
    from negotiator.game.session import Session
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting


def signing(session: Session, offer: Offer) -> ConfirmScreen:
    """The question before an offer is signed: each promise beside what is in force, the terms, and
    what both gain."""
    return _binding(session, offer, "Sign this? Signed, it binds you.", "Sign")


def proposing(
    session: Session, offer: Offer, to: str, view: Assessment, *, tabled: bool
) -> ConfirmScreen | None:
    """The question before an offer is proposed that would be signed as it is; None for others.

    Parameters
    ----------
    view
        How they see it. In the blind mode it is not told, so that no question may tell it either.
    tabled
        Whether they have put it on the table themselves.
    """
    if tabled and view.bearable:
        return signing(session, offer)
    if not view.acceptable or session.state.mode == "blind":
        return None
    name = capital(session.setting.names[to])
    asked = f"Propose this? {name} is likely to accept: then it is signed, and binds you."
    return _binding(session, offer, asked, "Propose")


def _binding(session: Session, offer: Offer, question: str, yes: str) -> ConfirmScreen:
    from negotiator.game import queries
    from negotiator.game.origins import figures as asked_about
    from negotiator.game.signing import terms

    setting, state = session.setting, session.state
    return ConfirmScreen(
        question,
        terms(setting, state, offer),
        yes,
        lambda: queries.effects(setting, state, offer.clauses, offer.parties),
        "against today",
        lambda: asked_about.signing(setting, state, offer),
    )


def _raised(session: Session, move: Retaliate) -> list[str]:
    """What an answer in kind adds to which rates, and what it answers."""
    from negotiator.game.view import held

    setting, at = session.setting, session.setting.world.index
    now = held(setting, session.state).tariff[at[move.receiver], at[str(session.state.player)]]

    def span(added: float) -> str:
        ends = (f"{100 * (float(end) + added):.1f}%" for end in (now.min(), now.max()))
        return " to ".join(dict.fromkeys(ends))

    return [
        f"Our tariff on {setting.names[move.receiver]} rises by {move.points * 100:.1f} points on"
        f" everything: now {span(0.0)}, then {span(move.points)}.",
        f"It answers this: {move.answers}",
    ]


def retaliating(session: Session, move: Retaliate) -> ConfirmScreen:
    """The question before an answer in kind that breaks no promise."""
    from negotiator.game import queries
    from negotiator.game.origins import figures as asked_about

    setting, state, partner = session.setting, session.state, move.receiver
    return ConfirmScreen(
        "Retaliate?",
        _raised(session, move),
        "Retaliate",
        lambda: queries.alone(setting, state, [move], (str(state.player), partner)),
        "if nobody answers",
        lambda: asked_about.alone(setting, state, partner, [move]),
    )


def breaking(
    session: Session, partner: str, broken: Sequence[tuple[Treaty, Clause]], moves: Sequence[Move]
) -> ConfirmScreen:
    """The question before a promise is broken: which, what the treaty names for it, what may be
    lost, and what it would do if nobody answered."""
    from negotiator.game import queries
    from negotiator.game.moves import Retaliate
    from negotiator.game.origins import figures as asked_about
    from negotiator.game.policy import consequence, describe

    setting, state = session.setting, session.state
    me = str(state.player)
    answers = [each for each in moves if isinstance(each, Retaliate)]
    said = [row for each in answers for row in _raised(session, each)]
    said += [f"You promised in treaty {t.id}: {describe(setting, c)}." for t, c in broken]
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
        lambda: asked_about.alone(setting, state, partner, moves),
    )


def leaving(session: Session, treaty: Treaty) -> ConfirmScreen:
    """The question before a treaty is left: when it ends, and every promise that ends with it."""
    from negotiator.game.policy import describe
    from negotiator.game.signing import rounds

    setting, state = session.setting, session.state
    last = state.round + treaty.offer.notice - 1
    when = f"with round {last}" if last >= state.round else "at once"
    said = [
        f"It ends {when}, after {rounds(treaty.offer.notice)} of notice; no promise is broken.",
        *(f"Ends: {describe(setting, clause)}." for clause in treaty.clauses),
    ]
    return ConfirmScreen(f"Leave treaty {treaty.id}?", said, "Leave")


def figures(
    setting: Setting, state: State, found: Mapping[str, Effect], when: str
) -> list[Content]:
    """What each would gain or lose, a line each, and why it would fail at home."""
    rows = []
    for code in sorted(found, key=lambda code: code != state.player):  # ours first
        each = found[code]
        mine = code == state.player
        name = "We" if mine else shortened(setting.titles[code], 20)
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
