"""Why real income changes: the terms of its decomposition, who within the country has it, and
with whom it comes about."""

from __future__ import annotations

from dataclasses import replace

from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.economy.incidence import incidence
from negotiator.economy.outcomes import profits, tariff_revenue, value_added
from negotiator.game.origins.split import Split, Term, Unit, told
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.scoring.why import Part, Why, why

#: What every part is, in a few words.
MEANING = {
    Part.TERMS_OF_TRADE: "exports against imports",
    Part.VOLUME: "imports over tariffs",
    Part.PROFITS: "sales above cost",
    Part.JUDGMENTS: "trade where courts agree",
    Part.TRAVEL: "cheaper services",
    Part.WIDENING: "more works are offered",
    Part.ROYALTIES: "received less paid",
    Part.AID: "received less given",
    Part.EXTRADITION: "fugitives, less its price",
    Part.SECURITY: "expected cost of crises",
    Part.AID_POLITICS: "what giving costs at home",
    Part.LOBBY: "to the government",
}
_BEYOND = (Part.EXTRADITION, Part.SECURITY, Part.AID_POLITICS)
_ABOUT = "Real income = terms of trade + volume of trade + other channels"
_LUCK = Term("chance", 0.0, "harvests and crises")


def change(
    setting: Setting,
    before: Conduct,
    after: Conduct,
    code: str,
    title: str,
    *,
    percent: float | None = None,
    politics: bool = False,
) -> tuple[Split, ...]:
    """Split what a change of conduct does to one country, three ways.

    Parameters
    ----------
    before, after
        Without batch axes.
    percent
        The change of real income as it is shown, with what befell the world in it; by default
        what conduct alone comes to.
    politics
        Whether what favoured sectors weigh counts too, as it does for governments.

    Returns
    -------
    By channel, by who has it, and by partner: each adds up to its own total, the first two to the
    figure that is shown. For the formulas see `economy.decomposition` and `economy.incidence`.
    """
    world = setting.world
    k = world.index[code]
    income = float(world.income[k])
    found = why(world, before, after)
    parts = {p: float(found.dollars(p)[k]) for p in Part if politics or p is not Part.LOBBY}
    by_conduct = sum(parts.values())
    total = by_conduct if percent is None else percent * income / 100.0
    luck = () if percent is None else (replace(_LUCK, value=total - by_conduct),)
    channels = told([*(Term(p, v, MEANING[p]) for p, v in parts.items()), *luck])
    about = f"{_ABOUT}; and favoured sectors" if politics else _ABOUT
    if not channels:
        return (
            Split(
                title,
                (),
                total,
                about=about,
                told=("Nothing of it comes to half a million a year.",),
            ),
        )
    return (
        Split(title, channels, total, about=about, income=income),
        _within(setting, before, after, k, parts, total, luck),
        _partners(setting, found, k),
    )


def _within(
    setting: Setting,
    before: Conduct,
    after: Conduct,
    k: int,
    parts: dict[Part, float],
    total: float,
    luck: tuple[Term, ...],
) -> Split:
    """The same change by who within the country has it."""
    shares = incidence(setting.world.value(stack([before, after])).equilibrium)
    beyond = sum(parts[part] for part in _BEYOND)
    prices = f"prices {float(shares.prices[k]):+.2f}%".replace("-", "−")
    terms = [
        Term("consumers", float(shares.consumers[k]), prices),
        Term("wages", float(shares.wages[k]), "those who work"),
        Term("profits", float(shares.profits[k]), "owners of firms"),
        Term("treasury", float(shares.revenue[k]), "revenue of tariffs"),
        Term("from abroad", float(shares.received[k]), "royalties, aid and the deficit"),
        Term("beyond trade", beyond, "fugitives, safety, aid's price at home"),
        Term("favoured sectors", parts.get(Part.LOBBY, 0.0), "to the government"),
        *luck,
    ]
    income = float(setting.world.income[k])
    about = "Prices and wages are in shares of the world's income: they can move together."
    return Split("Who within it has it", told(terms), total, about=about, income=income)


def _partners(setting: Setting, found: Why, k: int) -> Split:
    """What came about in trade, by partner."""
    world = setting.world
    row = found.economy.by_partner()[k] * float(world.income[k]) / 100.0
    own = "profits, royalties and aid, its own market"
    terms = [
        Term("at home" if j == k else setting.titles[code], float(row[j]), own if j == k else "")
        for j, code in enumerate(world.countries)
    ]
    return Split("With whom", told(terms, most=8), float(row.sum()), label="Through trade")


def since_opening(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """Real income after the last cleared round over the game's opening."""
    first, last = state.history[0], state.last
    k = setting.world.index[code]
    percent = float(last.real_income[k] - first.real_income[k])
    title = "Real income since the opening"
    return change(setting, first.applied, last.applied, code, title, percent=percent)


def over_base(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """Real income after the last cleared round over the base year."""
    k = setting.world.index[code]
    percent, base = float(state.last.real_income[k]), setting.world.base
    title = "Real income over the base year"
    return change(setting, base, state.last.applied, code, title, percent=percent)


def this_round(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """Real income of the last cleared round over the round before."""
    before, now = state.history[-2:]
    k = setting.world.index[code]
    percent = float(now.real_income[k] - before.real_income[k])
    title = f"Real income in round {now.number}, on the round before"
    return change(setting, before.applied, now.applied, code, title, percent=percent)


def size(setting: Setting, code: str) -> tuple[Split, ...]:
    """Income of the base year by where it comes from."""
    world = setting.world
    k = world.index[code]
    equilibrium = world.value(world.base).equilibrium
    kept = float(profits(equilibrium)[k].sum())
    added = float(value_added(equilibrium)[k].sum())
    revenue, income = float(tariff_revenue(equilibrium)[k]), float(world.income[k])
    terms = [
        Term("wages", added - kept),
        Term("profits", kept),
        Term("tariff revenue", revenue),
        Term("from abroad", income - added - revenue, "the deficit, and taxes on exports"),
    ]
    return (Split("Income of the base year", told(terms), income, Unit.SIZE),)
