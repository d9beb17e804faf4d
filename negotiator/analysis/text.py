"""An analysis as text of 80 columns: tables, sentences and a picture, without colours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

import numpy as np

from negotiator.analysis.figures import Analysis, Deal, Pair, Regime
from negotiator.diplomacy.money import money
from negotiator.economy.arrays import Array
from negotiator.game.policy import describe
from negotiator.scoring.picture import picture
from negotiator.scoring.why import Part, sentences

_WIDTH = 80
#: Pairs that are told in full where none was asked for; more of them are listed.
_FEW = 3
#: Efficient deals of a frontier that are printed.
_LISTED = 15
#: The letters of `picture`, by the name of the solution.
_LETTERS = {"Nash": "N", "Kalai–Smorodinsky": "K", "egalitarian": "E", "largest joint gain": "J"}


def text(found: Analysis) -> str:
    """The whole of it."""
    parts = [_head(found), _incomes(found), _tariffs(found), _searches(found), _war(found)]
    if found.chosen or found.wanted <= _FEW:
        parts += [_pair(found, pair, alone=found.wanted == 1) for pair in found.pairs]
    else:
        parts.append(_overview(found))
    return "\n\n".join("\n".join(part) for part in parts)


def figure(value: float) -> str:
    """A signed figure of three significant digits, three decimals at most: +1.23, −0.004, 0."""
    size = float(f"{abs(value):.3g}")
    if size < 5e-4:
        return "0"
    digits = min(3, max(0, 2 - math.floor(math.log10(size))))
    return f"{'+' if value > 0 else '−'}{size:,.{digits}f}"


def _percent(fraction: float) -> str:
    """A tariff in per cent, without its sign."""
    return figure(100.0 * fraction).lstrip("+")


def _row(name: str, label: int, cells: Iterable[str], widths: Sequence[int]) -> str:
    """A row of a table: its name in `label` columns, then the cells, to the right."""
    return f"{name:<{label}}" + "".join(
        f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)
    )


def _label(found: Analysis) -> int:
    """Columns that a country's code takes before a table."""
    return max(6, *(len(code) + 1 for code in found.setting.world.countries))


def _headings(regimes: Sequence[Regime]) -> list[str]:
    return [each.name.removesuffix(" tariffs") for each in regimes]


def _told(said: str, indent: str = "") -> list[str]:
    return wrap(said, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _head(found: Analysis) -> Iterator[str]:
    setting = found.setting
    yield f"{setting.scenario.title} ({setting.scenario.id})"
    yield from _told(", ".join(f"{code} {name}" for code, name in setting.titles.items()))
    yield ""
    yield from _told(
        "Gains are over the base year, in per cent of its real income and in billions of dollars"
        " a year. Status quo: the policy of the base year. Opening: the policy with which the game"
        " opens, announcements included. Nash tariffs: everyone's best response to everyone."
        " Efficient tariffs: nobody can gain by others unless somebody loses, a dollar counting"
        " alike in every country. But for tariffs, everything is as in the base year."
    )


def _incomes(found: Analysis) -> Iterator[str]:
    yield from _over_base_year(found, "REAL INCOME", [each.real_income for each in found.regimes])
    yield ""
    if not found.setting.world.weights.any():
        yield "Payoffs are real incomes: no government favours a sector."
        return
    title = "PAYOFF, with the weight of the sectors that a government favours"
    yield from _over_base_year(found, title, [each.payoff for each in found.regimes])


def _over_base_year(found: Analysis, title: str, gains: Sequence[Array]) -> Iterator[str]:
    """A table of all kinds of policy but the status quo, which is zero."""
    world = found.setting.world
    widths, label = (8, 9) * 4, _label(found)
    yield title
    yield _row("", label, _headings(found.regimes[1:]), (17,) * 4)
    yield _row("", label, ("%", "$bn") * 4, widths)
    shown = gains[1:]
    for k, code in enumerate(world.countries):
        cells = [(float(each[k]), float(each[k] * world.income[k]) / 100.0) for each in shown]
        yield _row(code, label, [figure(value) for pair in cells for value in pair], widths)
    sums = [float(each @ world.income) / 100.0 for each in shown]
    cells = [(100.0 * each / float(world.income.sum()), each) for each in sums]
    yield _row("world", label, [figure(value) for pair in cells for value in pair], widths)


def _tariffs(found: Analysis) -> Iterator[str]:
    yield "MEAN TARIFF LEVIED, per cent, weighted by imports of the base year"
    widths, label = (13,) * len(found.regimes), _label(found)
    yield _row("", label, _headings(found.regimes), widths)
    for k, code in enumerate(found.setting.world.countries):
        cells = [_percent(float(each.mean_tariff[k])) for each in found.regimes]
        yield _row(code, label, cells, widths)


def _searches(found: Analysis) -> Iterator[str]:
    yield "HOW THESE TARIFFS WERE FOUND"
    for search in found.searches:
        said = search.tariffs
        yield from _told(
            f"{search.name[0].upper()}{search.name[1:]}: {said.method}; rounds: {said.rounds};"
            f" left to gain at most: {max(said.slack, 1e-15):.0e}%. They are rounded to tenths of"
            " a point, as in the game, which moves"
            + (
                f" real incomes by {search.rounding:.1g}% at most."
                if search.rounding > 1e-9
                else " nothing."
            )
        )
        if search.certificate is not None:
            yield from _told(f"Certificate: {search.certificate.note}")


def _war(found: Analysis) -> Iterator[str]:
    made_of = found.war
    parts = [part for part in Part if made_of.parts[part].any()]
    names = {Part.LOBBY: "favoured sectors"}
    widths = [*(max(10, len(names.get(part, part)) + 2) for part in parts), 10]
    label = _label(found)
    yield "FROM THE STATUS QUO TO NASH TARIFFS: what payoffs are made of, $bn a year"
    yield _row("", label, [*(names.get(part, part) for part in parts), "payoff"], widths)
    for k, code in enumerate(found.setting.world.countries):
        worth = [float(made_of.dollars(part)[k]) for part in parts]
        yield _row(code, label, map(figure, [*worth, sum(worth)]), widths)


def _pair(found: Analysis, pair: Pair, alone: bool) -> Iterator[str]:
    setting, possible = found.setting, pair.possible
    one, other = pair.pair
    yield f"{one} AND {other}: {setting.titles[one]}, {setting.titles[other]}"
    dollars = [
        each * float(setting.world.income[setting.world.index[code]]) / 100.0
        for code, each in zip(pair.pair, pair.disagreement, strict=True)
    ]
    yield from _told(
        f"Without a deal {_without(found)}. Payoffs then: "
        + ", ".join(
            f"{code} {figure(percent)}% ({figure(bn)} $bn a year)"
            for code, percent, bn in zip(pair.pair, pair.disagreement, dollars, strict=True)
        )
        + "."
    )
    yield from _told(
        "There is no zone of agreement: no deal leaves both better off."
        if possible.nash is None
        else f"There is a zone of agreement. Of {len(possible.frontier)} efficient deals that were"
        f" solved {len(possible.zone)} leave neither worse off."
    )
    yield ""
    yield from _solutions(pair)
    yield ""
    first = pair.deals[0]
    yield f"The deal ({first.name}):"
    for clause in first.point.clauses:
        yield from wrap(
            describe(setting, clause), _WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    if not first.point.clauses:
        yield "  nothing: no deal is better than none."
    sectors = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
    for code, gain in zip(pair.pair, first.point.gains, strict=True):
        said = sentences(pair.why, code, _money, setting.names, sectors)
        verb = "loses" if gain < 0 else "gains"
        yield from _told(f"Why {setting.names[code]} {verb} {_money(gain)}: {' '.join(said)}")
    yield from _told(_outsiders(found, first))
    yield from _told(f"How they were found: {possible.how}")
    if alone:
        yield ""
        yield from _frontier(found, pair)


def _without(found: Analysis) -> str:
    if found.setting.scenario.disagreement == "nash":
        return "the two levy Nash tariffs on each other"
    return "the policy goes on with which the game opens"


def _money(billions: float) -> str:
    return money(billions)


def _solutions(pair: Pair) -> Iterator[str]:
    widths = (10, 8, 10, 8, 10, 10)
    one, other = (f"{code} $bn" for code in pair.pair)
    cells = [one, "%", other, "%", "joint $bn", "of most"]
    yield _row("Gains over no deal", 24, cells, widths)
    for deal in pair.deals:
        both = zip(deal.point.gains, deal.percent, strict=True)
        cells = [figure(each) for side in both for each in side]
        cells += [figure(sum(deal.point.gains)), f"{100.0 * deal.efficiency:.0f}%"]
        yield _row(f"{_LETTERS[deal.name]} {deal.name}", 24, cells, widths)


def _outsiders(found: Analysis, deal: Deal) -> str:
    effect = deal.outsiders
    if not len(effect.countries):
        return "Nobody is outside of it."
    codes = [found.setting.world.countries[int(k)] for k in effect.countries]
    ends = dict.fromkeys((int(np.argmax(effect.money)), int(np.argmin(effect.money))))
    named = ", ".join(f"{codes[k]} {figure(float(effect.money[k]))}" for k in ends)
    return (
        f"Outsiders: payoffs {figure(float(effect.money.sum()))} $bn a year together"
        f" (from most to least: {named}); their exports to the two"
        f" {figure(float(effect.exports.sum()))} $bn a year."
    )


def _overview(found: Analysis) -> Iterator[str]:
    yield "PAIRS: gains over no deal, $bn a year"
    yield from _told(
        f"Without a deal {_without(found)}. N the Nash, K the Kalai–Smorodinsky solution, E the"
        " lesser gain at the egalitarian one, J the largest joint gain, N/J the Nash solution's"
        " share of it, each for the first and the second; others: what the Nash solution does to"
        " all outsiders. A dash: no zone of agreement."
    )
    widths, label = (8, 8, 8, 8, 8, 8, 6, 9), 2 * max(map(len, found.setting.titles)) + 3
    headings = ("N 1st", "N 2nd", "K 1st", "K 2nd", "E", "J", "N/J", "others")
    yield _row("", label, headings, widths)
    for pair in found.pairs:
        nash, *solved = pair.deals
        name = "–".join(pair.pair)
        if not solved:
            yield _row(name, label, ["–"] * 5 + [figure(sum(nash.point.gains)), "–", "–"], widths)
            continue
        by_name = {deal.name: deal.point.gains for deal in pair.deals}
        cells = [figure(gain) for deal in ("Nash", "Kalai–Smorodinsky") for gain in by_name[deal]]
        cells += [figure(min(by_name["egalitarian"])), figure(sum(pair.possible.joint.gains))]
        cells += [f"{100.0 * nash.efficiency:.0f}%", figure(float(nash.outsiders.money.sum()))]
        yield _row(name, label, cells, widths)
    yield ""
    yield "In full: --between A B for a pair, --json or --csv FOLDER for all of them."


def _frontier(found: Analysis, pair: Pair) -> Iterator[str]:
    points = pair.possible.frontier
    picks = np.unique(np.linspace(0, len(points) - 1, min(_LISTED, len(points))).astype(int))
    one, other = pair.pair
    yield f"THE FRONTIER: {len(picks)} of its {len(points)} deals, gains in $bn a year"
    widths = (12, 12, 12)
    yield _row("", 0, (one, other, "joint"), widths)
    for k in picks:
        gains = points[k].gains
        yield _row("", 0, map(figure, (*gains, sum(gains))), widths)
    yield ""
    drawn = picture(pair.possible, _WIDTH - 4, 20, joint=True)
    titles = found.setting.titles
    yield f"{titles[other]} gains ↑ from {figure(drawn.bottom)} to {figure(drawn.top)} $bn a year"
    yield from str(drawn).split("\n")
    yield f"{titles[one]} gains → from {figure(drawn.left)} to {figure(drawn.right)} $bn a year"

    def marked(letter: str) -> str:
        return f"{letter}={drawn.same[letter]}" if letter in drawn.same else letter

    letters = (f"{marked(_LETTERS[deal.name])} {deal.name}" for deal in pair.deals)
    yield from _told(", ".join(["┼ no deal", "• frontier", *letters]))
