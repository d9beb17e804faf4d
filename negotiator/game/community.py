"""What counterparts do of their own accord: offers to the player, deals among themselves, acts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from negotiator.counterparts.assessment import gives_only
from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.stances.base import Course
from negotiator.counterparts.translator import INERTIA, Wish, translate
from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.levels import Levels
from negotiator.diplomacy.levels import levels as measure
from negotiator.economy.arrays import Array
from negotiator.game import in_kind
from negotiator.game.chance import draw
from negotiator.game.state import Deed, State
from negotiator.game.talks import add_treaty, home_objections
from negotiator.game.view import applied, binds, opening, record, scale, situation
from negotiator.scenario.setting import Setting

#: Talks among counterparts in a round, and countries that come to the player.
_TALKS, _VISITS = 2, 2
#: Bids that two counterparts make in a talk, of both together.
_TURNS = 6
#: Rounds that a pair lets pass after a treaty before it talks of another.
_REST = 3
#: By so much levels move with everyone else's trade, without anybody's act.
_DRIFT = 1e-3


def governed(setting: Setting, state: State) -> list[str]:
    """Countries that counterparts govern."""
    return [code for code in setting.world.countries if code != state.player]


def _interest(setting: Setting, state: State) -> Array:
    """[N, N]: how much trade two countries could free: their flows times their tariffs."""
    economy = setting.world.economy
    levied = (economy.flows * state.last.applied.tariff).sum(axis=2)
    both = np.asarray(levied + levied.T)
    np.fill_diagonal(both, 0.0)
    return both


def _rested(state: State, one: str, other: str) -> bool:
    return not any(
        {one, other} <= set(treaty.offer.parties) and state.round - treaty.start < _REST
        for treaty in state.treaties
    )


def _closed(setting: Setting, state: State, one: str, other: str) -> bool:
    """Whether red lines of either keep them from dealing: one now, or in every domain there is."""
    in_play = set(setting.world.sizes.in_play)
    if any(in_play <= set(setting.counterparts[code].red_lines) for code in (one, other)):
        return True
    return any(
        setting.counterparts[me].toward(you).red_line(record(setting, state, me, you)) is not None
        for me, you in ((one, other), (other, one))
        if me != state.player
    )


def visits(setting: Setting, state: State, came: tuple[str, ...] = ()) -> tuple[Offer, ...]:
    """Offers with which countries come to the player as a round begins.

    Nobody brings the same offer twice, or comes in the round after it came in vain.

    Parameters
    ----------
    came
        Those whose offers were left lying last round.
    """
    if state.player is None:
        return ()
    interest = _interest(setting, state)
    home = setting.world.index[state.player]
    wishes = []
    for code in governed(setting, state):
        if code in came or not _rested(state, code, state.player):
            continue
        if _closed(setting, state, code, state.player):
            continue
        chance = draw(state.seed, "visit", state.round, code)
        wishes.append((-(0.3 + chance) * float(interest[setting.world.index[code], home]), code))
    offers = []
    for _, code in sorted(wishes)[:_VISITS]:
        package = Deliberation(situation(setting, state, code, state.player)).bid()
        old = package is None or any(package.offer.same_terms(o) for o in state.brought)
        if package is not None and not old:
            offers.append(package.offer)
    return tuple(offers)


def deals(setting: Setting, state: State) -> tuple[State, tuple[Deed, ...]]:
    """Talks that counterparts have with each other in a round; each of them ends."""
    interest = _interest(setting, state)
    ranked = []
    for one, other in combinations(governed(setting, state), 2):
        if not _rested(state, one, other):
            continue
        place = (setting.world.index[one], setting.world.index[other])
        chance = draw(state.seed, "deal", state.round, one, other)
        ranked.append((-(0.1 + chance) * float(interest[place]), one, other))
    deeds: list[Deed] = []
    met = 0
    for _, one, other in sorted(ranked):
        if met >= _TALKS:
            break
        if _closed(setting, state, one, other):
            continue
        met += 1
        offer = haggle(setting, state, one, other)
        if offer is None:
            continue
        state, treaty = add_treaty(state, offer)
        names = f"{setting.names[one]} and {setting.names[other]}"
        deeds.append(Deed(state.round, one, other, "treaty", f"{names} sign treaty {treaty.id}."))
    return state, tuple(deeds)


def haggle(setting: Setting, state: State, one: str, other: str) -> Offer | None:
    """A talk between two counterparts, who bid in turns while the patience of both runs out.

    It ends with a signature, or when both have given their last word.
    """
    minds = {
        one: Deliberation(situation(setting, state, one, other)),
        other: Deliberation(situation(setting, state, other, one)),
    }
    if any(mind.possible <= 0.0 for mind in minds.values()):
        return None  # one of the two has nothing to gain
    minds[one] = minds[one].at(replace(minds[one].situation.table, opened=True))
    speaker, listener = one, other
    for turn in range(_TURNS):
        time = (turn + 1) / _TURNS
        chance = draw(state.seed, "haggle", state.round, one, other, turn)
        mind, ear = (minds[code].later(time, chance) for code in (speaker, listener))
        package = mind.bid()
        minds[speaker] = mind.spoke()
        if package is not None:
            offer = package.offer
            if ear.weigh(offer).acceptable and not home_objections(setting, state, speaker, offer):
                return offer
            minds[listener] = ear.heard(offer)
        speaker, listener = listener, speaker
    return None


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
            cause = f"{provocation}“{reason}”"
            deeds.append(Deed(state.round, actor, target, kind, " ".join(done), cause))
    return own, tuple(deeds)


def _tariff_words(setting: Setting, i: int, j: int, old: Array, new: Array) -> str:
    """What i did with its tariffs on j."""
    world = setting.world
    actor, target = setting.titles[world.countries[i]], setting.names[world.countries[j]]
    flows = world.economy.flows[j, i]
    averages = f"{_average(flows, old):.1%} to {_average(flows, new):.1%} on average"
    if (new > old + 5e-4).any() and (new < old - 5e-4).any():
        to = ", ".join(np.array(world.sectors)[new > old + 5e-4])
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


def is_gift(setting: Setting, state: State, offer: Offer) -> bool:
    """Whether a treaty only gives: no clause of it takes, and one side alone promises."""
    givers = {clause.giver for clause in offer.clauses}
    before = opening(setting, state)
    after = perform(before, offer.clauses, setting.world.countries, setting.world.sectors)
    return len(givers) == 1 and gives_only(offer, next(iter(givers)), before, after)
