"""What counterparts do of their own accord outside treaties."""

from __future__ import annotations

import numpy as np

from negotiator.counterparts.assessment import gives_only
from negotiator.counterparts.stances.base import Course
from negotiator.counterparts.translator import INERTIA, Wish, translate
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.levels import Levels
from negotiator.diplomacy.levels import levels as measure
from negotiator.diplomacy.money import money
from negotiator.economy.arrays import Array
from negotiator.game import in_kind
from negotiator.game.chance import draw
from negotiator.game.contacts import governed
from negotiator.game.state import Deed, State
from negotiator.game.view import applied, binds, opening, record, scale, slights
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting

#: By so much levels move with everyone else's trade, without anybody's act.
_DRIFT = 1e-3


def acts(setting: Setting, state: State) -> tuple[Conduct, tuple[Deed, ...]]:
    """What stances make counterparts do this round, outside treaties.

    Each looks at the record up to the last round and wishes for a level toward every other state.
    A recognition is answered by a recognition; the translator turns what is left of the change into
    tariffs. What a treaty binds stays. What the player does this very round nobody knows yet.

    Returns
    -------
    Own policies as the round began with what counterparts change of theirs, and their deeds.
    """
    world, opened = setting.world, state.opened
    levels = Levels(state.last.raw_levels, state.last.worth)
    wishes: list[Wish] = []
    reasons: dict[tuple[int, int], tuple[str, float, float]] = {}
    moods: dict[tuple[int, int], in_kind.Mood] = {}
    for code in governed(setting, state):
        for partner in world.countries:
            if partner == code:
                continue
            if any(t.start == state.round and binds(t, code, partner) for t in state.treaties):
                continue  # nobody strikes at what it signs this very round
            i, j = world.index[code], world.index[partner]
            rule = setting.counterparts[code].toward(partner)
            seen = record(setting, state, code, partner)
            chance = draw(state.seed, "stance", state.round, code, partner)
            level = rule.level(seen, chance)
            here = float(state.last.levels[i, j])
            peace = seen.settled[0]
            moods[i, j] = in_kind.Mood(level >= peace - _DRIFT, level < max(peace, here) - _DRIFT)
            reasons[i, j] = (rule.because(seen, level), level, here)
            hit = _provoked(setting, state, i, j)
            course = rule.course(seen, hit) or Course(hit)
            if abs(level - here) > INERTIA or course.afresh or course.domains:
                wishes.append(Wish(i, j, level, course))
    own, said = in_kind.answer(setting, state, opened, moods)
    if said:
        levels = measure(world, applied(setting, state, own), scale(setting))
        wishes = [wish for wish in wishes if _left(wish, reasons, levels)]
    answered = own
    own = translate(
        world,
        answered,
        lambda conduct: applied(setting, state, conduct),
        scale(setting),
        levels,
        wishes,
    )
    before, after = applied(setting, state, opened), applied(setting, state, own)
    deeds = []
    for (i, j), (reason, level, here) in reasons.items():
        old, new = before.tariff[j, i], after.tariff[j, i]
        actor, target = world.countries[i], world.countries[j]
        gave = (before.grants[:, i, j] < after.grants[:, i, j]).any()
        kind = "return" if gave or level > here else "penalty"
        done = [said[i, j]] if (i, j) in said else []
        done += in_kind.told(setting, answered, own, i, j)
        if not np.allclose(old, new, atol=5e-4):
            done.append(_tariff_words(setting, i, j, old, new))
        if done:
            provocation = _provocation(setting, state, i, j) if kind == "penalty" else ""
            provocation += _at_our_cost(setting, state, i, j) if kind == "penalty" else ""
            cause = f"{provocation}“{reason}”"
            deeds.append(Deed(state.round, actor, target, kind, " ".join(done), cause))
    return own, tuple(deeds)


def _tariff_words(setting: Setting, i: int, j: int, old: Array, new: Array) -> str:
    """What i did with its tariffs on j."""
    world = setting.world
    actor, target = (setting.names[world.countries[k]] for k in (i, j))
    actor = capital(actor)
    flows = world.economy.flows[j, i]
    averages = f"{_average(flows, old):.1%} to {_average(flows, new):.1%} on average"
    if (new > old + 5e-4).any() and (new < old - 5e-4).any():
        raised = zip(world.sectors, new > old + 5e-4, strict=True)
        to = ", ".join(setting.sectors[code] for code, more in raised if more)
        return f"{actor} moves its tariffs on {target} to {to}: {averages}."
    verb = "raises" if new.sum() > old.sum() else "lowers"
    return f"{actor} {verb} its tariffs on {target}: {averages}."


def _left(
    wish: Wish, reasons: dict[tuple[int, int], tuple[str, float, float]], levels: Levels
) -> bool:
    """Whether a wish goes on in the same direction once recognitions have answered."""
    _, level, here = reasons[wish.giver, wish.receiver]
    now = float(levels.bounded[wish.giver, wish.receiver])
    if wish.course.afresh or wish.course.domains:
        return True
    return (level - here) * (level - now) > 0


def _average(flows: Array, rates: Array) -> float:
    total = float(flows.sum())
    return float((flows * rates).sum() / total) if total > 0 else float(rates.mean())


def _provoked(setting: Setting, state: State, i: int, j: int) -> Array:
    """[S]: where j last raised its tariffs on i; everywhere when nowhere."""
    now = state.last.applied.tariff[i, j]
    earlier = (
        state.history[-2].applied.tariff[i, j]
        if len(state.history) > 1
        else setting.world.base.tariff[i, j]
    )
    raised = (now > earlier + 1e-6).astype(float)
    return raised if raised.any() else np.ones(len(raised))


def _provocation(setting: Setting, state: State, i: int, j: int) -> str:
    """Words for the last act of j that took something from i; none when nothing did."""
    actor = setting.world.countries[j]
    conducts = [setting.world.base, *(result.applied for result in state.history)]
    for k in range(len(conducts) - 1, 0, -1):
        old, new = conducts[k - 1], conducts[k]
        when = "as the game opened" if k == 1 else f"in round {state.history[k - 1].number}"
        if (new.tariff[i, j] > old.tariff[i, j] + 1e-6).any():
            return f"It answers the tariffs that {setting.names[actor]} raised on it {when}: "
        if (new.grants[:, j, i] < old.grants[:, j, i] - 1e-9).any():
            return f"It answers what {setting.names[actor]} withdrew from it {when}: "
    return ""


def _at_our_cost(setting: Setting, state: State, i: int, j: int) -> str:
    """Words for what treaties of j with others cost i, where it was left at that for a round."""
    me, partner = setting.world.countries[i], setting.world.countries[j]
    return "".join(
        f"Treaty {treaty.id} costs it {money(cost)} a year by what"
        f" {setting.names[partner]} gave there: "
        for treaty, cost in slights(setting, state, me, partner)
        if treaty.start < state.last.number
    )


def is_gift(setting: Setting, state: State, offer: Offer) -> bool:
    """Whether a treaty only gives: no clause of it takes, and one side alone promises."""
    givers = {clause.giver for clause in offer.clauses}
    before = opening(setting, state)
    after = perform(before, offer.clauses, setting.world.countries, setting.world.sectors)
    return len(givers) == 1 and gives_only(offer, next(iter(givers)), before, after)
