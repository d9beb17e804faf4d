"""The coach, after an answer: what it teaches about who gave it.

It says no more than what could be seen. In the open mode that is what the counterpart needed and
its rule; in the standard mode what it says that it needs, and how it weighs the deal; in the blind
mode its sentence and its counter-offer alone, beside what anyone can work out from trade.
"""

from __future__ import annotations

from dataclasses import replace

from negotiator.counterparts.assessment import NORM, RULE, Assessment, Figure
from negotiator.counterparts.deliberation import Answer, Verdict
from negotiator.diplomacy.money import NOTHING
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.teaching.coach import Outlook, cheapest, placed, worth
from negotiator.teaching.exchange import Exchange, proposed, told
from negotiator.teaching.unseen import countered, outcome, said
from negotiator.teaching.words import capital, money, signed

#: Two sums are as good as the same when they differ by less than this share of the larger.
_CLOSE = 0.02
#: A demand moved as much as we did when the two steps differ by less than this share.
_ALIKE = 0.25


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
    lines = earlier.lines if earlier else ()
    last = next(
        (each.answer for each in reversed(lines) if each.answer and each.who == partner), None
    )
    offer = now.talks[partner].mine[-1]
    seen = Exchange(
        setting, then, partner, offer, answer, last, len(now.treaties) > len(then.treaties)
    )
    if then.mode == "blind":
        parts = [outcome(seen), countered(seen), said(seen)]
    else:
        parts = [_decided(seen), _moved(seen), _history(seen)]
    return tuple(part for part in (*parts, _next(seen, outlook)) if part)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= max(_CLOSE * max(abs(one), abs(other)), NOTHING)


def _decided(seen: Exchange) -> str:
    """What it needed, and what it saw."""
    found, answer = seen.answer.assessment, seen.answer
    need, total = seen.need(found), found.total
    needed = "needs" if seen.open else "says that it needs"
    if answer.verdict is Verdict.ACCEPT:
        over = total - need
        if proposed(seen):
            return f"{capital(seen.it)} {seen.did} what it had put on the table itself."
        if _close(total, need):
            return (
                f"{capital(seen.it)} {seen.did} at the edge: for {signed(total)} a year, which is"
                f" what it {needed}."
            )
        if over > 0:
            return (
                f"{capital(seen.it)} {seen.did} for {signed(total)} a year, history included:"
                f" {money(over)} more than it {needed}."
            )
        return (
            f"{capital(seen.it)} {seen.did} for {money(over)} a year less than it {needed}: it says"
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
    return f"It would leave {seen.it} worse off than what is signed already."


def _moved(seen: Exchange) -> str:
    """How its demand moved since our last offer, beside how we did."""
    signs = seen.answer.verdict is Verdict.ACCEPT
    if seen.last is None or (signs and proposed(seen)):
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


def _history(seen: Exchange) -> str:
    """Whether it answered to history or to this deal."""
    found = seen.answer.assessment
    signs = seen.answer.verdict is Verdict.ACCEPT
    if not signs and (found.red_lines or found.objections):
        return ""
    past, need = found.total - found.gain, seen.need(found)
    if not found.history or _close(found.total, found.gain):
        return (
            f"It {f'{seen.did} for' if signs else 'answered to'} this deal; history played no part."
        )
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
        return f"It {seen.did} although history counts against us: {why}.{named}"
    if found.gain >= need:
        return f"The deal alone would have been enough; history was not: {why}.{named}"
    return f"History counts against us: {why}; the deal alone falls short as well.{named}"


def _next(seen: Exchange, outlook: Outlook | None) -> str:
    """What to try."""
    answer, found = seen.answer, seen.answer.assessment
    if answer.verdict is Verdict.ACCEPT:
        return ""
    blind, bars = seen.then.mode == "blind", (*found.red_lines, *found.objections)
    barred = told(seen, *bars) if blind else list(bars)
    if any(each.startswith("We never") for each in barred):
        return "Leave that out, and pay in another domain."
    if barred and barred[0] in found.red_lines:
        return "As long as that holds it signs nothing in which it gives us anything."
    if any("would shrink" in each for each in barred):
        return "Spare that sector, or cut it less."
    if answer.final:
        return "It repeats its word: sign what it has put on the table, or try again next round."
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
