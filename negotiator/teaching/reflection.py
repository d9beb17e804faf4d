"""What is learnt of a game: the ledger, why each gained, small against large, and questions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negotiator.diplomacy.money import NOTHING
from negotiator.scoring.index import share_of
from negotiator.scoring.why import Part, sentences
from negotiator.teaching.acts import Tag
from negotiator.teaching.figures import Figures, Pair
from negotiator.teaching.markup import Html, el, join, listed, markdown, table
from negotiator.teaching.words import capital, money, percent, signed


def why(found: Figures) -> Html:
    """What each side's gain is made of, and who within it has it."""
    parts: list[Html | None] = [el("h2", "Why each side gained or lost, over no deal")]
    setting = found.played.setting
    sectors = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
    for pair in found.pairs:
        if len(found.pairs) > 1:
            parts.append(el("h3", f"With {setting.names[pair.score.pair[1]]}"))
        figures = zip(pair.score.pair, pair.score.gains, pair.score.percent, strict=True)
        for code, gain, part in figures:
            said = sentences(pair.score.why, code, money, setting.names, sectors)
            parts.append(
                el("p", el("strong", f"{setting.titles[code]} {signed(gain)} a year,"
                                     f" {percent(part, 3)} of income. "), " ".join(said))
            )  # fmt: skip
        parts.append(_within(found, pair))
    return join(parts)


def _within(found: Figures, pair: Pair) -> Html:
    """Consumers, producers and revenue: the same gains by who has them."""
    setting, shares, parts = found.played.setting, pair.incidence, pair.score.why
    beyond = (Part.EXTRADITION, Part.SECURITY, Part.AID_POLITICS)
    lines = (
        ("Consumers, by what prices are", shares.consumers, True),
        ("Those who work: wages", shares.wages, True),
        ("Owners of firms: profits", shares.profits, False),
        ("Treasury: revenue of tariffs", shares.revenue, True),
        ("Royalties and aid received", shares.received, False),
        ("Beyond trade: fugitives, safety, aid's price at home",
         sum((parts.dollars(part) for part in beyond), np.zeros(len(setting.names))), False),
        ("Weight of the sectors that the government favours", parts.dollars(Part.LOBBY), False),
    )  # fmt: skip
    at = [setting.world.index[code] for code in pair.score.pair]
    rows = [
        (name, *(signed(float(worth[k])) for k in at))
        for name, worth, always in lines
        if always or any(abs(float(worth[k])) >= NOTHING for k in at)
    ]
    rows.append(("Together", *map(signed, pair.score.gains)))
    one, other = (setting.titles[code] for code in pair.score.pair)
    prices = " and ".join(
        f"{percent(float(shares.prices[k]))} in {setting.names[code]}"
        for k, code in zip(at, pair.score.pair, strict=True)
    )
    return join(
        [
            el("h3", "Consumers, producers and revenue"),
            table(("who has it, a year", one, other), rows, (1, 2)),
            el("p", f"Consumer prices: {prices}. Prices and wages are in shares of the world's"
                    " income: where both fall together nobody has lost by it.", class_="soft"),
        ]
    )  # fmt: skip


def ledger(found: Figures) -> Html:
    """Who gave what to whom, and what is still owed: act for act, and to the community."""
    setting, state, me = found.played.setting, found.played.state, found.played.me
    mine = [each for each in found.acts if me in (each.entry.giver, each.entry.receiver)]
    rows = [
        (str(each.entry.round), capital(setting.names[each.entry.giver]),
         setting.names[each.entry.receiver], each.tag.value, signed(each.entry.intended),
         "—" if each.entry.realised is None else signed(each.entry.realised),
         signed(each.entry.access))
        for each in mine
    ]  # fmt: skip
    head = ("round", "from", "to", "act", "intended", "realised", "market access")
    balances = [
        _balance(found, code)
        for code in setting.world.countries
        if any(code in (each.entry.giver, each.entry.receiver) for each in mine) and code != me
    ]
    given = {
        code: sum(e.intended for e in state.ledger.entries if e.giver == code)
        - sum(e.intended for e in state.ledger.entries if e.receiver == code)
        for code in setting.world.countries
    }
    kept = dict(zip(setting.world.countries, state.reliability, strict=True))
    community = [
        (setting.titles[code], signed(given[code]), f"{kept[code]:.0%}")
        for code in sorted(given, key=lambda code: -given[code])
    ]
    return join(
        [
            el("h2", "The ledger"),
            el("h3", "Specific reciprocity: what is still owed"),
            table(head, rows, (4, 5, 6)) if rows else el("p", "Nobody gave or took anything."),
            listed(balances) if balances else None,
            el("h3", "Diffuse reciprocity: what each gave everyone over what it got"),
            table(("country", "gave more than it got", "promises kept"), community, (1, 2)),
            el("p", f"The community's mean level of cooperation, its norm: {state.last.norm:.2f}"
                    f" at the end, {state.history[0].norm:.2f} at the start."),
        ]
    )  # fmt: skip


def _balance(found: Figures, code: str) -> str:
    names, me = found.played.setting.names, found.played.me
    over = found.played.state.ledger.balance(me, code)
    if abs(over) < NOTHING:
        return f"{capital(names[me])} and {names[code]} are quits."
    debtor, creditor = (code, me) if over > 0 else (me, code)
    return f"{capital(names[debtor])} still owes {names[creditor]} {money(over)} a year."


def power(found: Figures) -> Html:
    """Small against large: size, dependence, and what each made of it."""
    setting = found.played.setting
    world = setting.world
    exports = world.economy.flows.sum(axis=2)
    rows = []
    for pair in found.pairs:
        for k, code in enumerate(pair.score.pair):
            i, j = world.index[code], world.index[pair.score.pair[1 - k]]
            rows.append(
                (
                    setting.titles[code],
                    setting.titles[pair.score.pair[1 - k]],
                    money(float(world.income[i])),
                    f"{100 * float(exports[i, j]) / float(world.income[i]):.2g}%",
                    signed(pair.score.gains[k]),
                    percent(pair.score.percent[k], 3),
                )
            )
    head = ("country", "facing", "income", "sold there, of income", "gained", "of its income")
    return join(
        [
            el("h2", "Small against large"),
            table(head, rows, (2, 3, 4, 5)),
            *(el("p", said) for pair in found.pairs for said in _sized(found, pair)),
        ]
    )


def _sized(found: Figures, pair: Pair) -> Iterator[str]:
    setting = found.played.setting
    world = setting.world
    incomes = [float(world.income[world.index[code]]) for code in pair.score.pair]
    small = 0 if incomes[0] <= incomes[1] else 1
    names = [setting.names[code] for code in pair.score.pair]
    part = share_of(pair.score.gains)
    if part is None:
        return
    mine = part if small == 0 else 1 - part
    size = incomes[small] / sum(incomes)
    yield (
        f"{capital(names[small])} has {size:.0%} of the two incomes and took {mine:.0%} of the"
        f" joint gain with {names[1 - small]}."
    )


def aftermath(found: Figures) -> Html | None:
    """What really happened, once the game is over."""
    setting = found.played.setting
    if not found.played.state.over:
        return None
    points = []
    for pair in found.pairs:
        real = setting.happened(*pair.score.pair)
        if real is not None and pair.score.happened is not None:
            one, other = (setting.names[code] for code in pair.score.pair)
            points.append(
                f"{real.text.rstrip('.')}. In this model over no deal: {one}"
                f" {signed(pair.score.happened[0])}, {other} {signed(pair.score.happened[1])}"
                " a year."
            )
    if not points and not setting.scenario.aftermath:
        return None
    return join(
        [
            el("h2", "What really happened"),
            markdown(setting.scenario.aftermath) if setting.scenario.aftermath else None,
            listed(points) if points else None,
        ]
    )


def questions(found: Figures) -> Html:
    """Questions that this very game raises."""
    return join([el("h2", "Questions for reflection"), listed(_questions(found))])


def _questions(found: Figures) -> Iterator[str]:
    setting = found.played.setting
    for pair in found.pairs:
        other = setting.names[pair.score.pair[1]]
        if other not in {setting.names[code] for code in found.score.table}:
            yield f"No deal with {other} is in force. What did it cost you, and what them?"
        elif min(pair.score.gains) < -NOTHING:
            yield (
                f"{capital(setting.names[found.played.me])} or {other} is worse off than with no"
                " deal. Why did it sign, or what came after?"
            )
        if pair.better is not None and found.played.state.over:
            yield (
                f"The swap with {other} at the top would have left both better off. Which figure,"
                " or which question, would have shown it to you?"
            )
        part = share_of(pair.score.gains)
        if part is not None and abs(part - 0.5) > 0.2:
            yield (
                f"The joint gain with {other} was split {part:.0%} to {1 - part:.0%}. Who needed"
                " the deal more, and did the other know?"
            )
    tags = {each.tag for each in found.acts if found.played.me in (
        each.entry.giver, each.entry.receiver)}  # fmt: skip
    if Tag.RETALIATES in tags:
        yield "Which retaliation brought something back, and which only cost both?"
    if Tag.BREACH in tags:
        yield "What did the breach bring in its round, and what in all that came after?"
    if tags & {Tag.GIFT, Tag.REPAYS}:
        yield "Was the favour returned? Would it have been, had the game been longer?"
    for each in setting.scenario.learn:
        yield f"“{each}” Where did this game show it, or not?"
