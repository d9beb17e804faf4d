"""The report of one game: what was gained, what was missed, and why, in the order of a debrief."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.game.policy import describe
from negotiator.scoring.index import share_of
from negotiator.scoring.score import PairScore
from negotiator.teaching.between import logroll, picture, terms, timeline
from negotiator.teaching.figures import Figures, Pair
from negotiator.teaching.foresight import foresight
from negotiator.teaching.glossary import explained
from negotiator.teaching.markup import Html, el, join, listed, page, table
from negotiator.teaching.otherwise import otherwise
from negotiator.teaching.reflection import aftermath, ledger, power, questions, why
from negotiator.teaching.renegotiated import changed
from negotiator.teaching.words import capital, money, percent, share, signed

_MODES = {
    "open": "All was in the open: both stances, and what the other side would sign for.",
    "standard": "The player had a dossier on the others; their rules were told at the end.",
    "blind": "The player knew nothing of the others' rules.",
}


def game_page(found: Figures) -> str:
    """The whole page of a game."""
    played, state = found.played, found.played.state
    scenario = played.setting.scenario
    me = played.setting.titles[played.me]
    stands = (
        f"played to its end, {state.rounds} rounds"
        if state.over
        else f"in round {state.round} of {state.rounds}: what is told at the end is left out"
    )
    body: list[Html | None] = [
        el("h1", f"{scenario.title}: {me}"),
        el("p", f"{played.name} · seed {state.seed} · {state.mode} mode · {stands}", class_="soft"),
    ]
    if played.torn:
        body.append(el("p", "The save's last line was torn by a crash and is left out."))
    body += [headline(found), changed(found)]
    for pair in found.pairs:
        body.append(_with(found, pair))
    body += [
        ledger(found),
        otherwise(found),
        foresight(played.setting, state),
        power(found),
        why(found),
        aftermath(found),
        questions(found),
    ]
    return page(f"{scenario.title}: {me}", *explained(body))


def _card(what: str, figure: str, more: str = "") -> Html:
    return el("div", what, el("b", figure), el("span", more, class_="soft"), class_="card")


def headline(found: Figures) -> Html:
    """The result of the game; no deal is a result of its own."""
    score, names = found.score, found.played.setting.titles
    parts = [el("p", score.headline, class_="big")]
    if len(score.table) < 2:
        said = (
            "Nothing was signed that is in force. That is a result of its own, neither won nor"
            " lost: it says what both had without each other, and what they left."
        )
        parts.append(el("p", said))
    for pair in score.pairs:
        if len(score.pairs) > 1:
            parts.append(el("h3", f"With {found.played.setting.names[pair.pair[1]]}"))
        parts.append(_normalised(pair, names[pair.pair[0]]))
    own = f"{percent(score.own_percent)} of real income, {signed(score.own_dollars)} a year"
    parts.append(
        el("p", f"With everything that happened since the opening: {names[score.table[0]]} {own};"
                f" the whole world {signed(score.world_dollars)} a year."
                f" Promises kept: {score.reliability:.0%}.")
    )  # fmt: skip
    return join(parts)


def _normalised(pair: PairScore, me: str) -> Html:
    """No deal is 0 and the frontier 100%."""
    joint = sum(pair.gains)
    if pair.possible.nash is None:
        return el("p", f"There was no zone of agreement: no deal gains both. Joint gain over no"
                       f" deal {signed(joint)} a year.")  # fmt: skip
    mine = share_of(pair.gains)
    best = max(sum(pair.possible.joint.gains), 1e-9)
    index = "—" if pair.index is None else f"{pair.index:.0f}"
    return el(
        "div",
        _card("Joint gain", share(joint / best),
              f"{signed(joint)} a year; no deal is 0, the frontier 100%"),
        _card("Left on the table", money(pair.left), "a year, of both together"),
        _card(f"Share of {me}", share(mine),
              "of the joint gain" if mine is not None else "not both gained: nothing to share"),
        _card("Mutual benefit", index, "100 is as at the Nash solution"),
        class_="cards",
    )  # fmt: skip


def _with(found: Figures, pair: Pair) -> Html:
    names = found.played.setting.names
    other = names[pair.score.pair[1]]
    parts: list[Html | None] = [el("h2", f"With {other}")]
    if found.played.state.over:
        parts.append(missed(found, pair))
    parts += [timeline(found, pair), terms(found, pair), picture(found, pair), zone(found, pair)]
    return join(parts)


def missed(found: Figures, pair: Pair) -> Html:
    """One better deal for both: what should have been swapped."""
    setting = found.played.setting
    one, other = (setting.titles[code] for code in pair.score.pair)
    head = el("h3", "One better deal for both")
    if pair.better is None:
        said = (
            "There was none worth telling: the deal is within two hundredths of what was possible,"
            " or more for one was less for the other."
            if pair.score.possible.nash is not None
            else "There was none: no deal gains both over no deal."
        )
        return join([head, el("p", said)])
    more = [b - a for a, b in zip(pair.score.gains, pair.better.gains, strict=True)]
    us, them = (setting.names[code] for code in pair.score.pair)
    said = (
        f"{capital(us)} would have had {signed(more[0])} a year more and {them}"
        f" {signed(more[1])}. This is what would have been swapped; each line's worth is by"
        " itself, on top of what is in force."
    )
    rows = [
        (capital(setting.names[s.giver]), s.what, s.now, s.then, signed(s.alone[0]),
         signed(s.alone[1]))
        for s in pair.swaps
    ]  # fmt: skip
    terms = [capital(describe(setting, clause)) for clause in pair.better.clauses]
    return join(
        [
            head,
            el("p", said),
            table(("who gives", "what", "is", "would be", one, other), rows, (2, 3, 4, 5)),
            *(el("p", said) for said in logroll(setting, pair)),
            el("p", "The whole deal, as clauses:"),
            listed(terms),
        ]
    )


def zone(found: Figures, pair: Pair) -> Html:
    """Disagreement points and the zone of agreement, and who knew what."""
    setting = found.played.setting
    one, other = (setting.names[code] for code in pair.score.pair)
    without = (
        "each levies Nash tariffs on the other"
        if setting.scenario.disagreement == "nash"
        else "the policy with which the game opened goes on"
    )
    parts = [
        el("h3", "Zone of agreement"),
        el("p", f"Without a deal {without}: the disagreement point of both, 0 in every figure of"
                " gain here."),
        *(el("p", said) for said in _zone(pair, one, other)),
        el("p", f"{_MODES[found.played.state.mode]} Without the coach nobody saw the"
                " frontier."),
    ]  # fmt: skip
    return join(parts)


def _zone(pair: Pair, one: str, other: str) -> Iterator[str]:
    edge = pair.score.possible.zone
    if not edge or pair.score.possible.nash is None:
        yield "No deal was better for both: there was no zone of agreement."
        return
    most = [max(point.gains[k] for point in edge) for k in (0, 1)]
    yield (
        f"Deals better for both gave {one} up to {money(most[0])} and {other} up to"
        f" {money(most[1])} a year, not both at once. The largest joint gain was"
        f" {money(sum(pair.score.possible.joint.gains))}."
    )
    room = pair.score.possible.room(pair.score.gains)
    yield (
        f"From where they stand {one} could have had {money(room[0])} more with {other} no worse"
        f" off, or {other} {money(room[1])} more with {one} no worse off."
    )
