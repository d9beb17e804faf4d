"""A handout for players: a sheet of paper for a country, with what its government may know."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from negotiator.diplomacy.domains import GRANTS, PROMISE
from negotiator.game.overview import average
from negotiator.scenario.country import Country
from negotiator.scenario.setting import Setting
from negotiator.teaching.markup import Html, el, listed, markdown, page, table
from negotiator.teaching.words import money, rate

#: Keys and commands, in ten lines; {} is the command that begins the game.
_KEYS = (
    ("{}", "begins your game; your teacher tells the seed N"),
    ("Enter", "on a country: talks with it; Esc goes back"),
    ("← → Tab", "move a rate; go to their side"),
    ("p", "propose: each offer uses some of their patience"),
    ("g w", "what would you give for this, or want for that?"),
    ("b a", "have them balance it; accept what they offer"),
    ("j o", "adjourn; walk out"),
    ("p", "at your desk: act alone, retaliate, leave a treaty"),
    ("e", "end the round: all acts take effect together"),
    ("s ? i", "the score so far; help; what a word means"),
)
_SCORE = (
    "Everything is counted against having no deal, where {}. The mutual benefit index is 100 when"
    " both of you gain as at the Nash bargaining solution, and 0 as soon as one is no better off"
    " than without a deal. Beside it stands your own result: who took everything, and who gave"
    " everything, both show."
)


def handout(setting: Setting, player: str | None = None) -> str:
    """A page with a sheet for one country, or for every country that can be played.

    Nothing is on it that a player may not know: rules, red lines and what a government can bear
    are told of its own country alone.

    Parameters
    ----------
    player
        Code of the country; None makes a sheet for each.

    Raises
    ------
    ScenarioError
        When it cannot be played, naming the nearest.
    """
    scenario = setting.scenario
    if player is not None:
        chosen = [scenario.country(player)]
    else:
        chosen = [country for country in scenario.countries if country.playable]
    sheets = [el("section", *_sheet(setting, country), class_="sheet") for country in chosen]
    return page(f"{scenario.title}: for players", *sheets)


def _sheet(setting: Setting, country: Country) -> Iterator[Html | None]:
    scenario = setting.scenario
    yield el("p", " · ".join(x for x in (scenario.title, scenario.date) if x), class_="soft")
    yield el("h1", f"You govern {setting.names[country.code]}")
    yield el("p", f"{country.about} {country.stake}")
    yield markdown(country.briefing or scenario.briefing)
    if scenario.norms:
        yield el("p", el("strong", "What this community expects: "), " ".join(scenario.norms))
    yield el("div", el("div", *_wants(setting, country)), el("div", *_figures(setting, country)),
             class_="columns")  # fmt: skip
    yield el("h2", "The others")
    yield _others(setting, country)
    yield el("h2", "Keys")
    yield _keys(setting, country)
    yield el("h2", "The score")
    yield _score(setting)


def _wants(setting: Setting, country: Country) -> Iterator[Html]:
    interests, sectors = country.interests, setting.sectors
    yield el("h2", "What you want")
    said = ["A higher real income for your country."]
    favoured = [sectors[code] for code, weight in interests.weights.items() if weight > 0]
    if favoured:
        said.append(f"Your government favours {', '.join(favoured)}.")
    borne = [f"{sectors[code]} −{limit:.0%}" for code, limit in interests.protected.items()]
    if borne:
        said.append(f"Of what is made at home your majority bears at most: {', '.join(borne)}.")
    said.append(f"It refuses a deal that costs more than {interests.tolerance:g}% of real income.")
    play = [PROMISE[domain] for domain in GRANTS if domain in setting.world.sizes.in_play]
    if play:
        said.append(f"Besides tariffs you can link: {', '.join(play)}.")
    yield listed(said)


def _figures(setting: Setting, country: Country) -> Iterator[Html]:
    world = setting.world
    k, flows = world.index[country.code], world.economy.flows
    sold, bought = flows[k].copy(), flows[:, k].copy()
    sold[k] = bought[k] = 0.0
    income = float(world.income[k])
    most = sorted(range(len(world.sectors)), key=lambda s: -float(sold[:, s].sum()))[:3]
    goods = ", ".join(
        f"{setting.sectors[world.sectors[s]]} {money(float(sold[:, s].sum()))}"
        for s in most
        if sold[:, s].sum() > 0
    )
    yield el("h2", "Your figures, a year")
    yield listed(
        [
            f"Income {money(income)}; 1% of it is {money(income / 100)}.",
            f"You sell {money(float(sold.sum()))} abroad, {float(sold.sum()) / income:.0%} of"
            f" income, and buy {money(float(bought.sum()))}.",
            f"Most of it: {goods}." if goods else "You sell nothing abroad.",
            f"A game has {setting.scenario.rounds} rounds, each a {setting.scenario.round_length}.",
        ]
    )


def _others(setting: Setting, country: Country) -> Html:
    world, tariff = setting.world, setting.initial.tariff
    me, flows = world.index[country.code], setting.world.economy.flows
    rows = []
    for each in setting.scenario.countries:
        if each.code == country.code:
            continue
        k = world.index[each.code]
        rows.append(
            (
                each.name,
                money(float(world.income[k])),
                rate(average(flows[me, k], tariff[me, k])),
                rate(average(flows[k, me], tariff[k, me])),
                money(float(flows[me, k].sum())),
                money(float(flows[k, me].sum())),
                each.stake or each.about,
            )
        )
    head = ("", "income", "on us", "on it", "we sell", "we buy", "what may move it")
    return table(head, rows, range(1, 6))


def _keys(setting: Setting, country: Country) -> Html:
    begin = f"negotiator play {setting.scenario.id} --as {country.code} --seed N"
    rows = [(el("code", key.format(begin)), does) for key, does in _KEYS]
    return el("div", *(el("p", key, " ", does) for key, does in rows), class_="keys")


def _score(setting: Setting) -> Html:
    without = (
        "each levies the tariffs of a trade war on the other"
        if setting.scenario.disagreement == "nash"
        else "the policy with which the game opens goes on"
    )
    return el("p", _SCORE.format(without))


def run(options: argparse.Namespace) -> int:
    """`negotiator handout`: the page, written to a file."""
    from negotiator.scenario import compile_scenario, find, load
    from negotiator.teaching.command import write

    setting = compile_scenario(load(find(options.scenario)))
    write(options.output, handout(setting, options.player))
    print(f"{options.output}: a sheet for {options.player or 'every country that can be played'}")
    return 0
