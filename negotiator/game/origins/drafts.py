"""What a draft does to both sides, and how the other sees it, taken apart."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import perform, stack
from negotiator.diplomacy.reciprocity import market_access
from negotiator.game.origins import income
from negotiator.game.origins.split import Split, Term, told
from negotiator.game.queries import likely_view
from negotiator.game.state import State
from negotiator.game.view import known, opening
from negotiator.scenario.setting import Setting


def effect(setting: Setting, state: State, offer: Offer, code: str, who: str) -> tuple[Split, ...]:
    """What a draft does to the real income of a country, over what is in force now.

    Parameters
    ----------
    who
        The country as it is called: we, or its name.
    """
    world, now = setting.world, known(setting, state)
    after = perform(now, offer.clauses, world.countries, world.sectors)
    title = f"What the draft does to {who}: real income"
    return income.change(setting, now, after, code, title)


def exports(setting: Setting, state: State, offer: Offer, code: str, who: str) -> tuple[Split, ...]:
    """What a draft does to the exports of a country at unchanged prices, by whom they go to."""
    world, now = setting.world, known(setting, state)
    after = perform(now, offer.clauses, world.countries, world.sectors)
    both = market_access(world, stack([now, after]))
    change = (both[1] - both[0])[world.index[code]]
    terms = [Term(setting.titles[c], float(change[j])) for j, c in enumerate(world.countries)]
    return (
        Split(
            f"What the draft does to {who}: exports",
            told(terms),
            float(change.sum()),
            about="Market access: what others would buy at the prices of the base year.",
        ),
    )


def their_view(setting: Setting, state: State, partner: str, offer: Offer) -> tuple[Split, ...]:
    """How they are likely to see a draft: the deal by its channels, then our history with them.

    Not for the blind mode, in which nothing of it is told.
    """
    view = likely_view(setting, state, partner, offer)
    world = setting.world
    apart = setting.fallback(opening(setting, state))
    now = known(setting, state)
    after = perform(now, offer.clauses, world.countries, world.sectors)
    name = setting.names[partner]
    title = f"To the government of {name}, over no deal"
    deal, *more = income.change(setting, apart, after, partner, title, politics=True)
    past = tuple(Term(each.label, each.dollars, each.text) for each in view.history)
    weighed = Split(
        "Our history, as they count it",
        (Term("to them", view.gain, "this deal, over no deal"), *past),
        view.total,
        label="With history",
        about="They sign when this reaches what they ask for.",
        told=(*view.red_lines, *view.objections),
    )
    asked = Split(
        "What they need to sign",
        (
            Term("they need", view.ask, "by their tactic, and falling as patience is used"),
            Term("with history", view.total, "what they go by"),
        ),
        view.total - view.ask,
        adds=False,
        label="Over what they need",
    )
    return (deal, weighed, asked, *more)
