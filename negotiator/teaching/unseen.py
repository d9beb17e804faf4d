"""What an answer teaches where nothing is told: its sentence, its counter-offer, public figures."""

from __future__ import annotations

from negotiator.counterparts.deliberation import Verdict
from negotiator.diplomacy.money import NOTHING
from negotiator.teaching.coach import worth
from negotiator.teaching.exchange import Exchange, proposed, told
from negotiator.teaching.words import money, signed


def outcome(seen: Exchange) -> str:
    """Blind: what the offer is worth to it by public figures."""
    ours, theirs = worth(seen.setting, seen.then, seen.partner, seen.offer)
    what = f"By public figures the offer gives {seen.it} {signed(theirs)} a year over no deal, us"\
           f" {signed(ours)}"  # fmt: skip
    if seen.answer.verdict is Verdict.ACCEPT:
        own = " what it had put on the table itself" if proposed(seen) else ""
        return f"{what}; it {seen.did}{own}."
    if theirs < -NOTHING:
        return f"{what}: it has no reason to sign a loss."
    found = seen.answer.assessment
    if told(seen, *found.red_lines, *found.objections):
        return f"{what}; but that is not what it goes by."
    return f"{what}: it gains and does not sign: it wants more, minds the past, or cannot."


def countered(seen: Exchange) -> str:
    """Blind: how its counter-offer moved since its last one, beside how we did."""
    talk, new = seen.then.talks.get(seen.partner), seen.answer.counter
    theirs = [each for each in (talk.theirs if talk else ()) if each.by == seen.partner]
    if talk is None or new is None or seen.last is None or not theirs or not talk.mine:
        return ""
    if new.same_terms(theirs[-1]):
        return "It insists on the same counter-offer."
    old, now = (worth(seen.setting, seen.then, seen.partner, o)[0] for o in (theirs[-1], new))
    mine = [worth(seen.setting, seen.then, seen.partner, o)[1] for o in (talk.mine[-1], seen.offer)]
    came = mine[1] - mine[0]
    we = f"we came {money(came)} toward it" if came > NOTHING else "we had not come toward it"
    if abs(now - old) <= NOTHING:
        return f"Its counter-offer is another, and worth as much to us as its last; {we}."
    more = "more" if now > old else "less"
    return f"Its counter-offer leaves us {money(now - old)} a year {more} than its last; {we}."


def said(seen: Exchange) -> str:
    """Blind: whether the reason that it gave lies in the past or in this deal."""
    found = seen.answer.assessment
    if told(seen, *(each.text for each in found.history)):
        return "The reason that it gives is our history, not this deal."
    if told(seen, *(each.text for each in found.deal)):
        return "The reason that it gives lies in this deal, not in our history."
    return ""
