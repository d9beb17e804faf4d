"""What two countries did, round by round, clause by clause and offer by offer."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import NOTHING
from negotiator.game.policy import describe
from negotiator.scenario.setting import Setting
from negotiator.teaching import drawing
from negotiator.teaching.acts import Tag
from negotiator.teaching.deals import Clauses, Placed
from negotiator.teaching.figures import Figures, Pair
from negotiator.teaching.labels import Labels
from negotiator.teaching.markup import Html, el, join, table
from negotiator.teaching.words import capital, money, rate, signed

_LOOK = {
    Tag.REPAYS: "good",
    Tag.GIFT: "good",
    Tag.EXCHANGE: "good",
    Tag.RETALIATES: "bad",
    Tag.PENALTY: "bad",
    Tag.BREACH: "bad",
}


def timeline(found: Figures, pair: Pair) -> Html:
    """Tariffs and cooperation by round, and what the two did."""
    setting = found.played.setting
    one, other = (setting.titles[code] for code in pair.score.pair)
    tariffs = list(zip(*(each.tariffs for each in pair.rounds), strict=True))
    cooperation = list(zip(*(each.cooperation for each in pair.rounds), strict=True))
    top = max(max(values) for values in tariffs) * 110 or 1.0
    rows = []
    for each in pair.rounds:
        acts = [
            el(
                "div",
                el("span", act.tag.value, class_=f"tag {_LOOK.get(act.tag, 'soft')}"),
                f" {capital(setting.names[act.entry.giver])}, {signed(act.entry.intended)} a year"
                f" to {setting.names[act.entry.receiver]}: {_joined(act.entry.text)}",
                el("span", f" ({act.cause})", class_="soft") if act.cause else None,
            )
            for act in each.acts
        ]
        rows.append(
            (
                "start" if each.number == 0 else str(each.number),
                rate(each.tariffs[0]),
                rate(each.tariffs[1]),
                f"{each.cooperation[0]:.2f}",
                f"{each.cooperation[1]:.2f}",
                join(acts),
            )
        )
    said = [f"{what}, {who}" for what in ("tariff", "cooperation") for who in (one, other)]
    head = ("round", *said)
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
                "Cooperation: 0 as at Nash tariffs, 1 as well as can be for both together",
                [(one, "we", cooperation[0]), (other, "they", cooperation[1])],
                1.0,
                "",
            ),
            table((*head, "acts"), rows, (1, 2, 3, 4)),
            el("p", "Where who acted named no cause, it is read from the order of the acts.",
               class_="soft"),
        ]
    )  # fmt: skip


def _joined(text: str) -> str:
    """Several acts in one sentence each, told as one."""
    return text.replace(".; ", "; ")


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
            (capital(describe(setting, clause)) + _alone(clause, gains)
             + (" (broken)" if clause in broken else ""),
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


def _alone(clause: Clause, gains: tuple[float, float]) -> str:
    """Why a promise that is of use only when mutual is worth nothing by itself."""
    nothing = max(map(abs, gains)) < NOTHING
    mutual = clause.domain is Domain.JUDGMENTS
    return " (worth something only together with the other's)" if mutual and nothing else ""


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
        "Each gave what was worth more to the other than it cost: a logroll."
        if rolled
        else "No logroll: not both gave what cost them something and was worth more to the other."
    )


def logroll(setting: Setting, pair: Pair) -> Iterator[str]:
    """The logroll that was missed: of each side what costs it least for what it gives the other."""
    best = []
    for k, code in enumerate(pair.score.pair):
        cheap = [
            each
            for each in pair.swaps
            if each.giver == code and each.alone[k] < -NOTHING and sum(each.alone) > NOTHING
        ]
        if not cheap:
            return
        each = max(cheap, key=lambda swap: sum(swap.alone))
        change = "" if each.then == "yes" else f" ({each.now} to {each.then})"
        best.append(
            f"{setting.names[code]} gives “{each.what}”{change}, which costs it"
            f" {money(each.alone[k])} and is worth {money(each.alone[1 - k])}"
        )
    yield f"A logroll was missed: {best[0]}; and {best[1]}."


def _conceded(found: Figures, pair: Pair) -> Iterator[str]:
    """How far each came down, or did not, from its first offer to its last."""
    for k, code in enumerate(pair.score.pair):
        own = [placed for placed in pair.dance if placed.made.offer.by == code]
        if len(own) < 2:
            continue
        less = own[0].gains[k] - own[-1].gains[k]
        name = capital(found.played.setting.names[code])
        if less > NOTHING:
            yield f"{name} conceded {money(less)} a year from its first offer to its last."
        elif less < -NOTHING:
            yield f"{name} asked for {money(less)} a year more in its last offer than in its first."
        else:
            yield f"{name} asked for as much in its last offer as in its first."


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
    labels = Labels()
    for at in path:
        labels.keep(at)
    labels.keep(frame.at(pair.course[0]), "S")
    labels.keep(frame.at(pair.score.gains), "now")
    if happened:
        labels.keep(frame.at(happened), "H")
    for numbers, placed in _heaped(frame, pair.dance):
        mine = placed.made.offer.by == found.played.me
        said = f"{numbers}: {_offer(found, placed)}"
        parts.append(
            drawing.dot(frame, placed.gains, said, "var(--we)" if mine else "var(--they)",
                        square=not mine, full=placed.made.signed)
        )  # fmt: skip
        x, y = labels.place(frame.at(placed.gains), numbers)
        parts.append(drawing.text(x, y, numbers, "we" if mine else "they"))
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
            *(el("p", said) for said in _conceded(found, pair)),
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
