"""The state of a game in sentences, one thing a line."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.counterparts.assessment import Assessment
from negotiator.diplomacy.clauses import Offer
from negotiator.game.forecasts import guessed
from negotiator.game.overview import accounts, neighbours, waiting
from negotiator.game.policy import consequence, describe
from negotiator.game.queries import Effect
from negotiator.game.state import State
from negotiator.scenario.prose import blocks
from negotiator.scenario.setting import Setting
from negotiator.scoring.score import PairScore, Score
from negotiator.scoring.why import sentences
from negotiator.teaching.words import capital, money, percent, rate, share, signed


def prose(text: str) -> Iterator[str]:
    """The paragraphs of a text, without its marks; an item of a list is one."""
    return (block.text for block in blocks(text))


def briefing(setting: Setting, state: State) -> Iterator[str]:
    """What the player reads first."""
    scenario = setting.scenario
    spec = next(c for c in scenario.countries if c.code == state.player)
    yield f"{scenario.title}, {scenario.date}. {setting.note}"
    yield f"You govern {setting.counterparts[spec.code].name}. {spec.about} {spec.stake}"
    yield from prose(spec.briefing or scenario.briefing)
    for norm in scenario.norms:
        yield f"What this community expects: {norm}"


def news(state: State) -> Iterator[str]:
    """What happened, and what we have done this round."""
    yield from state.news or ("A quiet time.",)
    for deed in state.deeds:
        yield f"This round we have done: {deed.text} {deed.cause}".strip()
    offers = len(waiting(state))
    if offers:
        yield (
            "An offer waits; as the round ends it lapses."
            if offers == 1
            else (f"{offers} offers wait; as the round ends they lapse.")
        )
    if state.round == state.rounds and not state.over:
        yield "This is the last round: its end is the game's."


def world(setting: Setting, state: State) -> Iterator[str]:
    """Every other country in a line."""
    for each in neighbours(setting, state, str(state.player)):
        said = (
            f"{each.title}: it levies {rate(each.their_tariff)} on us and we"
            f" {rate(each.our_tariff)} on it; we sell it {money(each.exports)} and buy"
            f" {money(each.imports)} a year; its cooperation with us is {each.cooperation:.2f} of 1"
        )
        if each.treaties:
            said += f"; treaties in force: {', '.join(map(str, each.treaties))}"
        if each.offers:
            said += "; an offer of it waits"
        yield f"{said}."


def ours(setting: Setting, state: State) -> Iterator[str]:
    """Our accounts."""
    found = accounts(setting, state, str(state.player))
    yield (
        f"Our income is {money(found.income)} a year; real income since the opening"
        f" {percent(found.since_opening)}, {signed(found.dollars)} a year."
    )
    yield (
        f"We sell abroad {money(found.exports)} and buy {money(found.imports)} a year. Tariffs"
        f" bring in {money(found.revenue)}. Promises kept: {share(found.reliability)}."
    )
    yield f"The world's norm of cooperation is {found.norm:.2f}; 1 is full, 0 a tariff war."


def treaties(setting: Setting, state: State) -> Iterator[str]:
    """Our treaties in force, each with its clauses."""
    for treaty in state.treaties:
        offer = treaty.offer
        if treaty.in_force(state.round) and state.player in offer.parties:
            names = " and ".join(setting.names[code] for code in offer.parties)
            yield f"Treaty {treaty.id} of {names}. A breach would {consequence(offer.remedy)}."
            yield from clauses(setting, offer)


def clauses(setting: Setting, offer: Offer) -> Iterator[str]:
    """What an offer promises, a line a clause."""
    for clause in offer.clauses:
        yield f"- {capital(describe(setting, clause))}."
    if offer.length is not None:
        yield f"- It runs for {offer.length} rounds."


def effect(setting: Setting, state: State, found: dict[str, Effect]) -> Iterator[str]:
    """What a draft does to each."""
    for code, each in found.items():
        who = "To us" if code == state.player else f"To {setting.names[code]}"
        home = f"; it fails at home: {each.objections[0]}" if each.objections else ""
        yield (
            f"{who}: real income {signed(each.dollars)} a year, {percent(each.percent, 3)}; exports"
            f" {signed(each.access)}{home}."
        )


def view(setting: Setting, partner: str, found: Assessment, *, own: bool) -> Iterator[str]:
    """How a country is likely to see a draft.

    Parameters
    ----------
    own
        Whether it has put this on the table itself.
    """
    name = capital(setting.names[partner])
    if found.red_lines:
        yield f"{name} has a red line here, not a price. {found.red_lines[0]}"
        return
    for figure in (*found.deal, *found.history):
        yield f"{name}, {figure.label}: {signed(figure.dollars)} a year, {figure.text}."
    if own and found.bearable:
        yield f"{name} has put this on the table: sign it, or propose it."
    elif found.acceptable:
        yield f"{name} is likely to accept."
    elif found.objections:
        yield f"It fails at home there: {found.objections[0]}."
    else:
        missing = max(found.ask - found.total, found.floor - found.gain, 0.0)
        short = f"{money(missing)} a year short of what it needs to sign"
        yield f"{name} is likely to counter: this is {short}."


def cleared(setting: Setting, state: State) -> Iterator[str]:
    """What the last round brought."""
    now, before, first = state.last, state.history[-2], state.history[0]
    yield f"Round {now.number} of {state.rounds} is over."
    for k, code in enumerate(setting.world.countries):
        who = "Our real income" if code == state.player else f"Real income of {setting.names[code]}"
        change = float(now.real_income[k] - before.real_income[k])
        since = float(now.real_income[k] - first.real_income[k])
        yield f"{who}: {percent(change)} this round, {percent(since)} since the opening."
    yield from now.news
    for deed in now.deeds:
        worth = f" {capital(signed(deed.value))} to {setting.names[deed.target]}." * (
            abs(deed.value) > 5e-4
        )
        yield f"{capital(deed.text)} {deed.cause}{worth}"
    if not now.deeds:
        yield "Nobody changed anything."


def scored(setting: Setting, state: State, found: Score) -> Iterator[str]:
    """The score, with every pair's."""
    yield f"{found.headline}."
    yield (
        f"Our own result since the opening: {percent(found.own_percent)},"
        f" {signed(found.own_dollars)} a year. The whole world: {signed(found.world_dollars)}."
        f" Promises kept: {share(found.reliability)}."
    )
    for pair in found.pairs:
        yield from _pair(setting, state, pair)


def _pair(setting: Setting, state: State, pair: PairScore) -> Iterator[str]:
    other = setting.names[pair.pair[1]]
    yield (
        f"With {other}, over no deal between us: we {signed(pair.gains[0])} a year, they"
        f" {signed(pair.gains[1])}."
    )
    if pair.possible.nash is None:
        yield "There was no zone of agreement between us."
    else:
        index = "none" if pair.index is None else f"{pair.index:.0f} of 100"
        fair = "none" if pair.fairness is None else share(pair.fairness)
        yield (
            f"Mutual benefit {index}; efficiency {share(pair.efficiency)}; fairness {fair}; left on"
            f" the table {money(pair.left)} a year."
        )
        if state.over:
            nash = pair.possible.nash
            yield (
                f"At the Nash solution we would have {signed(nash.gains[0])} and they"
                f" {signed(nash.gains[1])}:"
            )
            yield from (f"- {capital(describe(setting, each))}." for each in nash.clauses)
    if pair.happened is not None and state.over:
        real = setting.happened(*pair.pair)
        told = f" ({real.text})" if real else ""
        yield (
            f"What really happened{told}: we {signed(pair.happened[0])}, they"
            f" {signed(pair.happened[1])}."
        )
    sectors = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
    for code in pair.pair:
        whom = "us" if code == state.player else setting.names[code]
        yield f"Why, for {whom}:"
        yield from (
            f"- {each}" for each in sentences(pair.why, code, money, setting.names, sectors)
        )


def unmasked(setting: Setting, state: State) -> Iterator[str]:
    """Who the counterparts were."""
    for code, each in setting.counterparts.items():
        if code == state.player:
            continue
        rule = each.toward(str(state.player))
        took = guessed(state, code)
        guess = f" You took it for {took}." if took else ""
        yield f"{setting.titles[code]}: {rule.title}. {rule.rule} {each.tactic.rule}{guess}"
    if setting.scenario.aftermath:
        yield "What really happened."
        yield from prose(setting.scenario.aftermath)
