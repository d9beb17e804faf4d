"""One's own policy as plain lines."""

from __future__ import annotations

from negotiator.game import own_acts, queries
from negotiator.game.draft import Draft
from negotiator.game.moves import Move, Retaliate, Withdraw
from negotiator.game.policy import consequence, describe
from negotiator.game.session import Session
from negotiator.game.view import held
from negotiator.plain.console import Console
from negotiator.plain.drafting import change
from negotiator.plain.playing import play
from negotiator.teaching.words import capital, money, signed


def policy(console: Console, session: Session, partner: str) -> None:
    """Act alone toward a country until the player goes back."""
    setting, me = session.setting, str(session.state.player)
    name = setting.names[partner]
    draft = Draft(unilateral=True)
    draft.load(setting, held(setting, session.state), ((me, partner),))
    console.head(f"Our own policy toward {name}; it takes effect when the round ends.")
    for treaty, clause in own_acts.binding(session.state, partner):
        console.say(f"In treaty {treaty.id}: {describe(setting, clause)}.")
    while True:
        state = session.state
        treaties = queries.treaties_between(state, me, partner)
        choices: list[tuple[str, str]] = [
            ("change", "Change a line"),
            ("effect", "What the changes would do, if nobody answered"),
            ("enact", "Enact the changes"),
            ("retaliate", "Retaliate with what is substantially equivalent"),
            *((f"leave {each.id}", f"Withdraw from treaty {each.id}") for each in treaties),
        ]
        chosen = console.choose(f"Our policy toward {name}.", choices, "back to the desk")
        if chosen is None:
            return
        if chosen == "change":
            change(console, draft, 0)
        elif chosen == "effect":
            moves = own_acts.moves(setting, state, partner, draft.clauses(), breach=True)
            for code, each in queries.alone(setting, state, moves, (me, partner)).items():
                who = "To us" if code == me else f"To {name}"
                console.say(f"{who}: {signed(each.dollars)} a year.")
        elif chosen == "enact":
            _enact(console, session, partner, draft)
        elif chosen == "retaliate":
            _retaliate(console, session, partner)
        elif console.yes("Leave the treaty, with its notice?"):
            play(console, session, Withdraw(treaty=int(chosen.removeprefix("leave "))))
        draft_is_played = chosen in ("enact", "retaliate")
        if draft_is_played:
            draft.load(setting, held(setting, session.state), ((me, partner),))


def _enact(console: Console, session: Session, partner: str, draft: Draft) -> None:
    setting, state, clauses = session.setting, session.state, draft.clauses()
    moves = own_acts.moves(setting, state, partner, clauses, breach=False)
    if not moves:
        console.say("Nothing is changed: change a line first.")
        return
    breaking = own_acts.moves(setting, state, partner, clauses, breach=True)
    if _broken(console, session, breaking):
        moves = breaking if console.yes("Break the promise?") else []
    for move in moves:
        play(console, session, move)


def _broken(console: Console, session: Session, moves: list[Move]) -> bool:
    """Whether promises would be broken; says which."""
    found = queries.broken(session.setting, session.state, moves)
    for treaty, clause in found:
        console.say(
            f"You promised in treaty {treaty.id}: {describe(session.setting, clause)}. A breach"
            f" would {consequence(treaty.offer.remedy)}."
        )
    if found:
        console.say("Your reliability falls, and everyone sees it.")
    return bool(found)


def _retaliate(console: Console, session: Session, partner: str) -> None:
    setting, name = session.setting, session.setting.names[partner]
    done = own_acts.retaliated(session.state, partner)
    if done is not None:
        console.say(f"You have retaliated this round: {done.text}")
        return
    found = queries.equivalent(setting, session.state, partner)
    console.say(own_acts.wrong(name, found))
    if found.points <= 0:
        return
    console.say(
        f"{100 * found.points:.1f} points more on everything cost it {money(found.reached)};"
        f" to us that does {signed(found.own_cost)}."
    )
    move = Retaliate(
        receiver=partner, points=found.points, answers=f"It answers the tariffs of {name}."
    )
    breaking = move.model_copy(update={"breach": True})
    broken = _broken(console, session, [breaking])
    if console.yes(capital("break the promise and retaliate?" if broken else "retaliate?")):
        play(console, session, breaking if broken else move)
