"""Guesses and predictions against results, as a part of the report of a game."""

from __future__ import annotations

from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.teaching.guesses import EXPECTED, TOLERANCE, foreseen, judged, right
from negotiator.teaching.markup import Html, el, join, listed, table
from negotiator.teaching.words import capital, share


def foresight(setting: Setting, state: State) -> Html | None:
    """Guesses and predictions against results, as a part of the report; None without any.

    What the rules were is told of a game that is over.
    """
    parts: list[Html] = []
    if state.guesses and state.over:
        rows = [
            (
                capital(setting.names[each.country]),
                each.guess_title,
                each.truth_title,
                share(each.share),
                str(each.twins),
                "—" if each.since is None else f"round {each.since}",
            )
            for each in judged(setting, state)
        ]
        parts += [
            el(
                "p",
                "What each was taken for last, and what it was. Decided alike: the share of its"
                " decisions toward the player, outside treaties, that the guessed rule would have"
                f" made too, asked with the same record; within {TOLERANCE:.2f} of a level from 0"
                " to 1. Also fit: other rules of the catalogue that would have decided alike all"
                " along, and could not have been told from it in this game.",
            ),
            table(
                ("country", "taken for", "was", "decided alike", "also fit", "first right"),
                rows,
                (3, 4),
            ),
        ]
        told = [
            f"{capital(setting.names[g.country])}, round {g.round}: {g.stance}"
            for g in state.guesses
        ]
        if len(told) > len(rows):
            parts += [el("p", "All guesses, in their order:"), listed(told)]
    found = foreseen(state)
    if found:
        counts = [
            (capital(setting.names[each.partner]), str(each.right), str(each.answered))
            for each in found
        ]
        told = [
            f"Round {p.round}, {setting.names[p.partner]}: expected {EXPECTED[p.expects]},"
            f" {'and so it came' if right(p) else f'{EXPECTED[p.came]} came'}"
            for p in state.predictions
            if p.came is not None
        ]
        parts += [
            el("p", "Answers to offers, as they were expected before and as they came:"),
            table(("country", "foreseen", "answers"), counts, (1, 2)),
            listed(told),
        ]
    return join([el("h2", "Guesses and predictions"), *parts]) if parts else None
