"""What an offer would change if it were signed, in words: promises beside what is in force."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Clause, Kind, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.origins.trade import percent
from negotiator.game.policy import consequence, describe
from negotiator.game.state import State
from negotiator.game.view import known
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting


def terms(setting: Setting, state: State, offer: Offer) -> list[str]:
    """What signing an offer brings: how long it runs, what a breach allows, and each promise."""
    runs = "to the end of the game" if offer.length is None else f"for {rounds(offer.length)}"
    return [
        f"It runs {runs}. A breach would {consequence(offer.remedy)}; to leave it takes"
        f" {rounds(offer.notice)} of notice.",
        *(promised(setting, state, clause) for clause in ordered(setting, state, offer)),
    ]


def ordered(setting: Setting, state: State, offer: Offer) -> list[Clause]:
    """The clauses of an offer as they are always told: ours first, of each giver tariffs first and
    joint penalties last, whoever wrote the offer."""
    world, domains = setting.world, list(Domain)

    def place(clause: Clause) -> tuple[object, ...]:
        return (
            clause.giver != state.player,
            world.index[clause.giver],
            clause.kind is Kind.PENALTY,
            clause.domain is not Domain.TARIFFS,
            domains.index(clause.domain),
            [world.sectors.index(code) for code in clause.sectors],
            clause.receiver or "",
        )

    return sorted(offer.clauses, key=place)


def promised(setting: Setting, state: State, clause: Clause) -> str:
    """A promise, with what is in force beside it.

    Returns
    -------
    "Marland: tariff on Sund at most 5% on everything (now 20%)."
    """
    text = capital(describe(setting, clause))
    if clause.kind is Kind.PENALTY:
        return f"{text}."
    world, conduct = setting.world, known(setting, state)
    giver = world.index[clause.giver]
    whom = (
        [world.index[clause.receiver]]
        if clause.receiver
        else [k for k in range(len(world.countries)) if k != giver]
    )
    if clause.domain is Domain.TARIFFS:
        sectors = [world.sectors.index(code) for code in clause.sectors or world.sectors]
        levied = conduct.tariff[whom][:, giver][:, sectors]
        low, high = float(levied.min()), float(levied.max())
        span = (
            percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"
        )
        idle = clause.kind is Kind.BOUND and high <= clause.rate
        return f"{text} (now {span}{': a ceiling that changes nothing today' if idle else ''})."
    granted = conduct.grant(clause.domain)[giver, whom]
    if clause.domain is Domain.AID:
        return (
            f"{text} (now ${float(granted.sum()):.2g}bn a year)." if granted.any() else f"{text}."
        )
    return f"{text} (now {'granted already' if granted.all() else 'not'})."


def rounds(count: int) -> str:
    """So many rounds."""
    return "1 round" if count == 1 else f"{count} rounds"
