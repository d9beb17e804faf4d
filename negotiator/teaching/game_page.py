"""The report of one game: what was gained, what was missed, and why, in the order of a debrief."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.game.policy import describe
from negotiator.scoring.index import share_of
from negotiator.scoring.score import PairScore
from negotiator.teaching import drawing
from negotiator.teaching.acts import Tag
from negotiator.teaching.deals import Clauses, Placed
from negotiator.teaching.figures import Figures, Pair
from negotiator.teaching.markup import Html, el, join, listed, page, table
from negotiator.teaching.reflection import aftermath, ledger, power, questions, why
from negotiator.teaching.words import NOTHING, capital, money, percent, rate, share, signed

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
    body.append(headline(found))
    for pair in found.pairs:
        body.append(_with(found, pair))
    body += [ledger(found), power(found), aftermath(found), questions(found)]
    return page(f"{scenario.title}: {me}", *body)


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
            parts.append(el("h3", f"With {names[pair.pair[1]]}"))
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
        _card("Joint gain", f"{100 * joint / best:.0f}%".replace("-", "−"),
              f"{signed(joint)} a year; no deal is 0, the frontier 100%"),
        _card("Left on the table", money(pair.left), "a year, of both together"),
        _card(f"Share of {me}", share(mine),
              "of the joint gain" if mine is not None else "not both gained: nothing to share"),
        _card("Mutual benefit", index, "100 is as at the Nash solution"),
        class_="cards",
    )  # fmt: skip


def _with(found: Figures, pair: Pair) -> Html:
    names = found.played.setting.titles
    other = names[pair.score.pair[1]]
    parts: list[Html | None] = [el("h2", f"With {other}")]
    if found.played.state.over:
        parts.append(missed(found, pair))
    parts += [timeline(found, pair), terms(found, pair), picture(found, pair), zone(found, pair)]
    parts.append(why(found, pair))
    return join(parts)


def missed(found: Figures, pair: Pair) -> Html:
    """One better deal for both: what should have been swapped."""
    setting = found.played.setting
    one, other = (setting.titles[code] for code in pair.score.pair)
    head = el("h3", "One better deal for both")
    if pair.better is None:
        said = (
            "There was none to be found: nobody could have had more by a hundredth of what was"
            " possible without the other having less."
            if pair.score.possible.nash is not None
            else "There was none: no deal gains both over no deal."
        )
        return join([head, el("p", said)])
    more = [b - a for a, b in zip(pair.score.gains, pair.better.gains, strict=True)]
    said = (
        f"{capital(one)} would have had {signed(more[0])} a year more and {other}"
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
            el("p", "The whole deal, as clauses:"),
            listed(terms),
        ]
    )


_LOOK = {
    Tag.REPAYS: "good",
    Tag.GIFT: "good",
    Tag.EXCHANGE: "good",
    Tag.RETALIATES: "bad",
    Tag.PENALTY: "bad",
    Tag.BREACH: "bad",
}


def timeline(found: Figures, pair: Pair) -> Html:
    """Tariffs and trust by round, and what the two did."""
    setting = found.played.setting
    one, other = (setting.titles[code] for code in pair.score.pair)
    tariffs = list(zip(*(each.tariffs for each in pair.rounds), strict=True))
    trust = list(zip(*(each.trust for each in pair.rounds), strict=True))
    top = max(max(values) for values in tariffs) * 110 or 1.0
    rows = []
    for each in pair.rounds:
        acts = [
            el(
                "div",
                el("span", act.tag.value, class_=f"tag {_LOOK.get(act.tag, 'soft')}"),
                f" {capital(setting.names[act.entry.giver])}, {signed(act.entry.intended)} a year"
                f" to {setting.names[act.entry.receiver]}: {act.entry.text}",
                el("span", f" ({act.cause})", class_="soft") if act.cause else None,
            )
            for act in each.acts
        ]
        rows.append(
            (
                "start" if each.number == 0 else str(each.number),
                rate(each.tariffs[0]),
                rate(each.tariffs[1]),
                f"{each.trust[0]:.2f}",
                f"{each.trust[1]:.2f}",
                join(acts),
            )
        )
    head = ("round", f"{one}’s tariff", f"{other}’s tariff", f"{one}’s trust", f"{other}’s trust")
    return join(
        [
            el("h3", "Round by round"),
            drawing.rounds(
                "Average tariff on each other",
                [(one, "we", [100 * t for t in tariffs[0]]),
                 (other, "they", [100 * t for t in tariffs[1]])],
                round(top) or 1.0,
                "%",
            ),
            drawing.rounds(
                "Trust: level of cooperation, 0 Nash tariffs, 1 the best for both together",
                [(one, "we", trust[0]), (other, "they", trust[1])],
                1.0,
                "",
            ),
            table((*head, "acts"), rows, (1, 2, 3, 4)),
            el("p", "Where who acted named no cause, it is read from the order of the acts.",
               class_="soft"),
        ]
    )  # fmt: skip


def terms(found: Figures, pair: Pair) -> Html | None:
    """Every clause with what it was worth to both."""
    if not pair.clauses:
        return None
    setting = found.played.setting
    one, other = (setting.titles[code] for code in pair.score.pair)
    parts = [el("h3", "Every clause, and what it was worth to both")]
    for each in pair.clauses:
        treaty = each.treaty
        broken = {breach.clause for breach in treaty.breaches}
        rows = [
            (capital(describe(setting, clause)) + (" (broken)" if clause in broken else ""),
             signed(gains[0]), signed(gains[1]), signed(sum(gains)))
            for clause, gains in each.alone
        ]  # fmt: skip
        rows.append(
            (
                "Together",
                signed(each.together[0]),
                signed(each.together[1]),
                signed(sum(each.together)),
            )
        )
        ends = "" if treaty.ends is None else f" to round {treaty.ends - 1}"
        parts += [
            el("p", f"Treaty {treaty.id}, proposed by {setting.names[treaty.offer.by]}, in force"
                    f" from round {treaty.start}{ends}. A year, over the round before:"),
            table(("clause", one, other, "both"), rows, (1, 2, 3)),
            el("p", _swapped(each, pair.score.pair, (one, other))),
        ]  # fmt: skip
    return join(parts)


def _swapped(each: Clauses, pair: tuple[str, str], names: tuple[str, str]) -> str:
    """Whether a treaty was a logroll, and who conceded what."""
    cost = [
        sum(min(gains[k], 0.0) for clause, gains in each.alone if clause.giver == code)
        for k, code in enumerate(pair)
    ]
    said = " and ".join(
        f"{name} {money(size)}" for name, size in zip(names, cost, strict=True) if size < -NOTHING
    )
    gave = {clause.giver for clause, gains in each.alone if sum(gains) > NOTHING}
    rolled = set(pair) <= gave and all(size < -NOTHING for size in cost)
    first = f"What it cost who gave it: {said}. " if said else "No clause cost its giver anything. "
    return first + (
        "Each gave what was worth more to the other than it cost: a logroll." if rolled else ""
    )


def _legend(names: tuple[str, str], *, told: bool) -> Html:
    items = [
        f"● offer by {names[0]}", f"■ offer by {names[1]}", "filled: signed",
        "◆ S start, ◆ now, dashed: after each round",
        "line: the frontier", "N Nash, K Kalai–Smorodinsky, E egalitarian",
    ]  # fmt: skip
    if told:
        items.append("H what really happened")
    return el("p", *(el("span", item) for item in items), class_="legend soft")


def picture(found: Figures, pair: Pair) -> Html:
    """The dance of offers: every offer in the plane of both sides' gains."""
    setting, state = found.played.setting, found.played.state
    names = (setting.titles[pair.score.pair[0]], setting.titles[pair.score.pair[1]])
    real = setting.happened(*pair.score.pair) if state.over else None
    happened = pair.score.happened if real is not None else None
    reached = [pair.score.gains, pair.course[0], *([happened] if happened else [])]
    frame = drawing.Frame.around(
        pair.score.possible, [*reached, *(placed.gains for placed in pair.dance)]
    )
    parts = [drawing.ground(frame, names), drawing.edge(frame, pair.score.possible)]
    parts.append(drawing.course(frame, pair.course))
    path = [frame.at(placed.gains) for placed in pair.dance]
    if len(path) > 1:
        parts.append(drawing.polyline(path, "var(--soft)", stroke_width=0.8))
    for numbers, placed in _heaped(frame, pair.dance):
        mine = placed.made.offer.by == found.played.me
        said = f"{numbers}: {_offer(found, placed)}"
        parts.append(
            drawing.dot(frame, placed.gains, said, "var(--we)" if mine else "var(--they)",
                        square=not mine, full=placed.made.signed)
        )  # fmt: skip
        x, y = frame.at(placed.gains)
        parts.append(drawing.text(x + 8, y + 13, numbers, "we" if mine else "they"))
    parts.append(drawing.mark(frame, pair.course[0], "S", "as the game opened", "var(--soft)"))
    parts.append(drawing.mark(frame, pair.score.gains, "now", "where they stand", "var(--mark)"))
    if happened and real is not None:
        parts.append(drawing.mark(frame, happened, "H", real.text, "var(--bad)"))
    label = (
        f"Gains over no deal of {names[0]} rightward and of {names[1]} upward: {len(pair.dance)}"
        f" offers, the frontier, and where they stand, {signed(pair.score.gains[0])} and"
        f" {signed(pair.score.gains[1])} a year."
    )
    rows = []
    for number, placed in enumerate(pair.dance, 1):
        said = _offer(found, placed)
        before = [k for k, other in enumerate(pair.dance[: number - 1], 1) if _again(other, placed)]
        if before:
            who = capital(setting.names[placed.made.offer.by])
            said = f"{who} repeats {before[0]}{' (signed)' if placed.made.signed else ''}"
        rows.append((str(number), str(placed.made.round), said, *map(signed, placed.gains)))
    return join(
        [
            el("h3", "The dance of offers"),
            drawing.svg(*parts, label=label),
            _legend(names, told=happened is not None),
            el("p", f"H: {real.text}") if happened and real is not None else None,
            table(("", "round", "offer", *names), rows, (3, 4))
            if rows
            else el("p", "No offer was made between the two."),
        ]
    )


def _again(one: Placed, other: Placed) -> bool:
    return one.made.offer.by == other.made.offer.by and one.made.offer.same_terms(other.made.offer)


def _heaped(frame: drawing.Frame, dance: tuple[Placed, ...]) -> list[tuple[str, Placed]]:
    """Offers of one side that fall on one place together, with their numbers."""
    heaps: dict[tuple[str, bool, int, int], tuple[str, Placed]] = {}
    for number, placed in enumerate(dance, 1):
        x, y = frame.at(placed.gains)
        key = (placed.made.offer.by, placed.made.signed, round(x / 6), round(y / 6))
        said = f"{heaps[key][0]}, {number}" if key in heaps else str(number)
        heaps[key] = (said, placed)
    return list(heaps.values())


def _offer(found: Figures, placed: Placed) -> str:
    setting = found.played.setting
    said = "; ".join(describe(setting, clause) for clause in placed.made.offer.clauses)
    signed_ = " (signed)" if placed.made.signed else ""
    return f"{capital(setting.names[placed.made.offer.by])} proposes{signed_}: {said}"


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
        el("p", f"{_MODES[found.played.state.mode]} The frontier nobody saw."),
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
