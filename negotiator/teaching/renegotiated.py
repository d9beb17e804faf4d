"""What five more minutes changed: arrows in the picture of a class, and a part of a report."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Clause, Kind
from negotiator.game.policy import describe
from negotiator.game.queries import treaties_between
from negotiator.game.state import State
from negotiator.teaching import drawing
from negotiator.teaching.classroom import Class, Table
from negotiator.teaching.deals import measured
from negotiator.teaching.figures import Figures, Pair
from negotiator.teaching.markup import Html, el, join, listed, table
from negotiator.teaching.words import capital, share, signed


def arrows(each: Table, frame: drawing.Frame, number: int) -> Html:
    """From what every renegotiated game came to at first to what it came to then, in one step."""
    parts = []
    for before, then in each.again:
        said = f"{before.label} became {then.label}"
        parts.append(drawing.arrow(frame, before.gains, then.gains))
        colour = "var(--we)" if then.own == 0 else "var(--they)"
        parts.append(
            drawing.dot(frame, then.gains, said, colour, square=then.own == 1, full=then.dealt)
        )
    more = sum(sum(then.gains) > sum(before.gains) for before, then in each.again)
    said = f"After five more minutes, {len(each.again)} renegotiated: {more} created more."
    return drawing.step(number, said, *parts)


def renegotiated(found: Class, each: Table) -> Html | None:
    """A line for every renegotiation: before, then, and the difference."""
    if not each.again:
        return None
    one, other = (found.setting.titles[code] for code in each.pair)
    rows = [
        (
            before.label,
            then.label,
            signed(then.gains[0] - before.gains[0]),
            signed(then.gains[1] - before.gains[1]),
            share(before.efficiency),
            share(then.efficiency),
            share(before.share),
            share(then.share),
        )
        for before, then in each.again
    ]
    head = ("game", "became", f"{one}, more", f"{other}, more", "joint, at first", "then",
            "own share, at first", "then")  # fmt: skip
    return join(
        [
            el("h3", "Renegotiated after the reveal"),
            table(head, rows, range(2, 8)),
            el("p", "Each reopened its last round, and all that had been signed or done in it.",
               class_="soft"),
        ]
    )  # fmt: skip


def changed(found: Figures) -> Html | None:
    """In the report of a renegotiation: what it changed."""
    played = found.played
    if played.reopened is None:
        return None
    last = played.state.rounds
    parts: list[Html | None] = [
        el("h2", "What the renegotiation changed"),
        el("p", f"This is a renegotiation of {played.reopened.save}: round {last}, its last, was"
                " opened again, and all that had been signed or done in it. All before it is as it"
                " was."),
    ]  # fmt: skip
    if played.first is None or not played.state.over:
        parts.append(el("p", "It is not played to its end yet."))
        return join(parts)
    for pair in found.pairs:
        parts += [_difference(found, pair, played.first)]
    return join(parts)


def _difference(found: Figures, pair: Pair, first: State) -> Html:
    setting, state = found.played.setting, found.played.state
    one, other = (setting.titles[code] for code in pair.score.pair)
    (before,) = measured(setting.world, pair.score.pair, pair.base, [first.last.applied])
    now = pair.score.gains
    rows = [
        ("at first", signed(before[0]), signed(before[1]), signed(sum(before))),
        ("renegotiated", signed(now[0]), signed(now[1]), signed(sum(now))),
        ("difference", *(signed(b - a) for a, b in zip(before, now, strict=True)),
         signed(sum(now) - sum(before))),
    ]  # fmt: skip
    had, has = (_promised(each, pair.score.pair) for each in (first, state))
    news = [f"New: {describe(setting, each)}" for each in has if each not in had]
    gone = [f"No longer: {describe(setting, each)}" for each in had if each not in has]
    told = [capital(said) for said in (*news, *gone)]
    return join(
        [
            table(("over no deal, a year", one, other, "both"), rows, (1, 2, 3)),
            listed(told) if told else el("p", "Their promises to each other are as they were."),
        ]
    )


def _promised(state: State, pair: tuple[str, str]) -> list[Clause]:
    return [
        clause
        for treaty in treaties_between(state, *pair)
        for clause in treaty.clauses
        if clause.kind is not Kind.PENALTY
    ]
