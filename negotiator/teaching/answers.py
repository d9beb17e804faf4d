"""The coach, after an answer: what it teaches about who gave it.

It says no more than what could be seen. In the open mode that is what the counterpart needed and
its rule; in the standard mode what it says that it needs, and how it weighs the deal; in the blind
mode its sentence and its counter-offer alone, beside what anyone can work out from trade.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from negotiator.counterparts.assessment import NORM, RULE, Assessment, Figure
from negotiator.counterparts.deliberation import Answer, Verdict
from negotiator.diplomacy.clauses import Offer
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.teaching.coach import Outlook, cheapest, placed, worth
from negotiator.teaching.words import NOTHING, capital, money, signed

#: Two sums are as good as the same when they differ by less than this share of the larger.
_CLOSE = 0.02
#: A demand moved as much as we did when the two steps differ by less than this share.
_ALIKE = 0.25


@dataclass(frozen=True)
class _Exchange:
    """An offer and its answer.

    Parameters
    ----------
    then
        As the offer was made: what had been said until then.
    offer
        Ours, which was answered.
    last
        Its answer before this one in the same talk.
    """

    setting: Setting
    then: State
    partner: str
    offer: Offer
    answer: Answer
    last: Answer | None

    @property
    def it(self) -> str:
        """Its name in a sentence."""
        return self.setting.names[self.partner]

    @property
    def open(self) -> bool:
        """Whether what it needs and its rule are in the open."""
        return self.then.mode == "open"

    def need(self, found: Assessment) -> float:
        """What it needs as far as it is told, billions a year."""
        return found.ask if self.open else found.stated


def after(
    setting: Setting,
    then: State,
    now: State,
    partner: str,
    answer: Answer,
    outlook: Outlook | None = None,
) -> tuple[str, ...]:
    """What an answer teaches, in two to four sentences of figures.

    Parameters
    ----------
    then, now
        The game as the offer was made, and with the answer.
    partner
        Code of the one to whom it was made, and whose answer it is.
    outlook
        What stands between the two, if it is worked out: to say what could bring them together.
    """
    earlier = then.talks.get(partner)
    told = earlier.lines if earlier else ()
    last = next(
        (each.answer for each in reversed(told) if each.answer and each.who == partner), None
    )
    offer = now.talks[partner].mine[-1]
    seen = _Exchange(setting, then, partner, offer, answer, last)
    if then.mode == "blind":
        parts = [_outcome(seen), _countered(seen), _said(seen)]
    else:
        parts = [_decided(seen), _moved(seen), _history(seen)]
    return tuple(part for part in (*parts, _next(seen, outlook)) if part)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= max(_CLOSE * max(abs(one), abs(other)), NOTHING)


def _decided(seen: _Exchange) -> str:
    """What it needed, and what it saw."""
    found, answer = seen.answer.assessment, seen.answer
    need, total = seen.need(found), found.total
    needed = "needs" if seen.open else "says that it needs"
    if answer.verdict is Verdict.ACCEPT:
        over = total - need
        if _proposed(seen):
            return f"{capital(seen.it)} signed what it had put on the table itself."
        if _close(total, need):
            return f"{capital(seen.it)} signed at the edge: for {signed(total)} a year, which is"\
                   f" what it {needed}."  # fmt: skip
        if over > 0:
            return (
                f"{capital(seen.it)} signed for {signed(total)} a year, history included:"
                f" {money(over)} more than it {needed}."
            )
        return (
            f"{capital(seen.it)} signed for {money(over)} a year less than it {needed}: it says"
            " more than it takes."
        )
    if found.red_lines:
        return f"This is no matter of price: {_small(found.red_lines[0])}"
    if found.objections:
        return f"Its majority at home stands in the way: {_small(found.objections[0])}."
    if found.gain < -NOTHING:
        return f"Against no deal {seen.it} would lose {money(found.gain)} a year by it."
    if total < need:
        return (
            f"{capital(seen.it)} goes by {signed(total)} a year, history included, and {needed}"
            f" {signed(need)}: {money(need - total)} is missing."
        )
    return f"It leaves {seen.it} no better off than what is signed already."


def _proposed(seen: _Exchange) -> bool:
    talk = seen.then.talks.get(seen.partner)
    own = (*(talk.theirs if talk else ()), *seen.then.proposals)
    return any(seen.offer.same_terms(each) for each in own if each.by == seen.partner)


def _moved(seen: _Exchange) -> str:
    """How its demand moved since our last offer, beside how we did."""
    signs = seen.answer.verdict is Verdict.ACCEPT
    if seen.last is None or (signs and _proposed(seen)):
        return ""
    old, new = seen.last.assessment, seen.answer.assessment
    before, need = seen.need(old), seen.need(new)
    came = new.total - old.total
    less, still = before - need, _close(before, need)
    we = f"we came {money(came)} toward it" if came > 0 else f"we went {money(came)} back"
    if abs(came) <= max(_CLOSE * abs(before), NOTHING):
        we, came = "we did not move", 0.0
    tactic = seen.setting.counterparts[seen.partner].tactic
    rule = f" {tactic.rule}" if seen.open else ""
    if still:
        if came == 0.0:
            return f"Neither side has moved since the last offer.{rule}"
        return f"It asks for as much as before, though {we}.{rule}"
    if less < 0:
        return f"It asks for {money(less)} more than before; {we}.{rule}"
    if came <= 0.0:
        return (
            f"It asks for {money(less)} less than before, and {we}: no concession of ours brought"
            f" that; its patience is shorter by one offer.{rule}"
        )
    step = less / came
    how = (
        "more than"
        if step > 1 + _ALIKE
        else "less than"
        if step < 1 - _ALIKE
        else "about as much as"
    )
    return f"It asks for {money(less)} less than before, {how} the {money(came)} that we came"\
           f" toward it.{rule}"  # fmt: skip


def _past(found: Assessment) -> list[Figure]:
    """Figures of history; what its rule asks for, less what it tolerates of that."""
    tolerated = sum(each.dollars for each in found.history if each.label == NORM)
    return [
        replace(each, dollars=each.dollars + tolerated) if each.label == RULE else each
        for each in found.history
        if each.label != NORM
    ]


def _history(seen: _Exchange) -> str:
    """Whether it answered to history or to this deal."""
    found = seen.answer.assessment
    signs = seen.answer.verdict is Verdict.ACCEPT
    if not signs and (found.red_lines or found.objections):
        return ""
    past, need = found.total - found.gain, seen.need(found)
    if not found.history or _close(found.total, found.gain):
        return f"It {'signed for' if signs else 'answered to'} this deal; history played no part."
    figure = max(_past(found), key=lambda each: abs(each.dollars))
    why = f"{figure.text}, {signed(figure.dollars)} a year"
    rule = seen.setting.counterparts[seen.partner].toward(str(seen.then.player))
    named = f" Its rule is {rule.title.lower()}: {rule.rule}"
    if not seen.open or seen.last is not None:  # told once in a talk
        named = ""
    if past > 0:
        if signs and found.gain < need <= found.total:
            return f"History tipped it: {why}; the deal alone would not have been enough.{named}"
        return f"History speaks for us: {why}{'' if signs else '; this deal falls short'}.{named}"
    if signs:
        return f"It signed although history counts against us: {why}.{named}"
    if found.gain >= need:
        return f"The deal alone would have been enough; history was not: {why}.{named}"
    return f"History counts against us: {why}; the deal alone falls short as well.{named}"


def _outcome(seen: _Exchange) -> str:
    """Blind: what the offer is worth to it by public figures."""
    ours, theirs = worth(seen.setting, seen.then, seen.partner, seen.offer)
    what = f"By public figures the offer gives {seen.it} {signed(theirs)} a year over no deal, us"\
           f" {signed(ours)}"  # fmt: skip
    if seen.answer.verdict is Verdict.ACCEPT:
        own = " what it had put on the table itself" if _proposed(seen) else ""
        return f"{what}; it signed{own}."
    if theirs < -NOTHING:
        return f"{what}: it has no reason to sign a loss."
    found = seen.answer.assessment
    if _told(seen, *found.red_lines, *found.objections):
        return f"{what}; but that is not what it goes by."
    return f"{what}: it gains and still does not sign, so it wants more or minds the past."


def _countered(seen: _Exchange) -> str:
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


def _said(seen: _Exchange) -> str:
    """Blind: whether the reason that it gave lies in the past or in this deal."""
    found = seen.answer.assessment
    if _told(seen, *(each.text for each in found.history)):
        return "The reason that it gives is our history, not this deal."
    if _told(seen, *(each.text for each in found.deal)):
        return "The reason that it gives lies in this deal, not in our history."
    return ""


def _told(seen: _Exchange, *texts: str) -> list[str]:
    """Those of some reasons that its sentence tells."""
    sentence = seen.answer.sentence.casefold()
    return [text for text in texts if text.removesuffix(".").casefold() in sentence]


def _next(seen: _Exchange, outlook: Outlook | None) -> str:
    """What to try."""
    answer, found = seen.answer, seen.answer.assessment
    if answer.verdict is Verdict.ACCEPT:
        return ""
    blind, bars = seen.then.mode == "blind", (*found.red_lines, *found.objections)
    barred = _told(seen, *bars) if blind else list(bars)
    if any(each.startswith("We never") for each in barred):
        return "Leave that out, and pay in another domain."
    if barred and barred[0] in found.red_lines:
        return "As long as that holds it signs nothing in which it gives us anything."
    if any("would shrink" in each for each in barred):
        return "Spare that sector, or cut it less."
    if answer.final:
        return "It repeats its word: a signs it, or try again next round."
    if not blind and found.gain >= seen.need(found) > found.total:
        return "Ask for less this time, promise more, or earn it first by a deed outside the talks."
    if outlook is not None:
        draft = placed(seen.setting, seen.then, outlook, seen.offer)
        for swap in cheapest(draft.swaps, outlook.pair[0], first=True)[:1]:
            what = swap.what if swap.now == "no" else f"{swap.what} {swap.now} → {swap.then}"
            return (
                f"Cheap for us and dear to it, try: {what}, to us {signed(swap.alone[0])}, to it"
                f" {signed(swap.alone[1])}."
            )
    if answer.counter is None:
        return ""
    ours, theirs = worth(seen.setting, seen.then, seen.partner, answer.counter)
    return f"Its counter-offer gives us {signed(ours)} a year over no deal and it {signed(theirs)}."


def _small(text: str) -> str:
    """A sentence within another."""
    return text if text[:2] in ("I ", "I'") else text[:1].lower() + text[1:]
