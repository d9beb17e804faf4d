"""How a government answers: accept, counter or reject; and what it proposes by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from negotiator.counterparts.assessment import NOTHING, Assessment, others, weigh
from negotiator.counterparts.bargaining import Package, best, mine_first, theirs_first
from negotiator.counterparts.joint import joint_bid
from negotiator.counterparts.menu import Menu, menu
from negotiator.counterparts.situation import Situation
from negotiator.counterparts.statement import facts
from negotiator.counterparts.tactics import Table
from negotiator.diplomacy.clauses import Clause, Offer


class Verdict(StrEnum):
    """What a government does with an offer."""

    ACCEPT = "accept"
    COUNTER = "counter"
    REJECT = "reject"


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer with its reasons.

    Parameters
    ----------
    counter
        With `COUNTER`: what the government would sign instead.
    final
        It has nothing better to offer in this talk.
    worth, asked
        What the offer was worth to it and what it asks for after it, as shares of what it could
        gain at all.
    """

    verdict: Verdict
    assessment: Assessment
    sentence: str
    counter: Offer | None = None
    final: bool = False
    worth: float = 0.0
    asked: float = 0.0


@dataclass(frozen=True, eq=False)
class Deliberation:
    """A government's thinking in one situation; what it has worked out once it keeps."""

    situation: Situation

    @cached_property
    def menu(self) -> Menu:
        """Everything that the two could agree on."""
        pair = (self.situation.me.code, self.situation.partner)
        return menu(self.situation, (), pair)

    @cached_property
    def possible(self) -> float:
        """The most it could gain with the partner no worse off, billions a year; not negative.

        History included: what its stance charges for is not there to be gained. What was signed
        this round does not make it modest.
        """
        situation = self.situation
        if situation.now.same(situation.opening):
            return self.most(self.menu)
        before = Deliberation(replace(situation, now=situation.opening, signed=()))
        return max(self.most(self.menu), before.possible)

    @cached_property
    def share(self) -> float:
        """The share of what is possible that its tactic asks for now."""
        return self.situation.me.tactic.aspiration(self.situation.table)

    @property
    def ask(self) -> float:
        """What its tactic asks for now, billions a year."""
        return self.share * self.possible

    @cached_property
    def least(self) -> float:
        """The share for which it signs the last offer that it heard."""
        return self.situation.me.acceptance.least(self.situation.table, self.share)

    def weigh(self, offer: Offer) -> Assessment:
        """How it sees an offer that is put on the table, without answering."""
        return self._hear(offer)[1]

    def hearing(self) -> Deliberation:
        """The same government as one that only hears: of all deals it keeps what it could gain.

        A menu may hold tens of megabytes; what is asked of it for every key, it need not.
        """
        other = Deliberation(self.situation)
        other.__dict__["possible"] = self.possible
        return other

    def _hear(self, offer: Offer) -> tuple[Deliberation, Assessment]:
        """The same government once it has heard an offer, and how it sees that offer."""
        found, possible = weigh(self.situation, offer, 0.0), self.possible
        worth = found.total / possible if possible > NOTHING else 0.0
        after = self.at(self.situation.table.heard(offer, worth))
        own = [self._total(each) for each in self.situation.mine if self._covers(offer, each)]
        bars = (after.least * possible, self.situation.me.stated(after.least) * possible)
        ask, stated = (min([bar, *own]) for bar in bars)
        return after, replace(found, ask=ask, stated=stated)

    def answer(self, offer: Offer, draw: float) -> Answer:
        """Accept, counter or reject an offer.

        It accepts what crosses no red line, passes at home, leaves it no worse off than no deal,
        and meets its acceptance condition or is no worse for it than what it has itself proposed
        in this talk; else it counters with its own bid, and it rejects when it has none.

        Parameters
        ----------
        draw
            Uniform in [0, 1): chooses among ways to say the same.
        """
        after, found = self._hear(offer)
        verdict, kind, counter, repeated, because = Verdict.ACCEPT, "accept", None, False, ""
        if found.acceptable:
            because = after._concedes(offer, found)
        else:
            package = after._counter(offer)
            verdict, kind = Verdict.REJECT, "red_line" if found.red_lines else "reject"
            if package is not None:
                counter, repeated = package.offer, self._mine(package.offer)
                verdict, kind = Verdict.COUNTER, "final" if repeated else "counter"
        return Answer(
            verdict,
            found,
            self.say(kind, found, draw, because),
            counter,
            final=repeated,
            worth=after.situation.table.worth[-1],
            asked=after.share,
        )

    def _concedes(self, offer: Offer, found: Assessment) -> str:
        """Why it signs what it would not propose now; empty when it would."""
        if found.total < self.least * self.possible - NOTHING:
            own = "what we have put on the table ourselves"
            return f"it is {own}" if self._mine(offer) else f"it is no worse for us than {own}"
        if found.total < self.ask - NOTHING:
            return self.situation.me.acceptance.because(self.situation.table)
        return ""

    def _mine(self, offer: Offer) -> bool:
        """Whether it has itself put this on the table."""
        return any(offer.same_terms(old) for old in self.situation.mine)

    def _total(self, own: Offer) -> float:
        """What an offer of its own comes to now, history included, billions a year."""
        return weigh(self.situation, own, 0.0).total

    def _covers(self, offer: Offer, own: Offer) -> bool:
        """Whether an offer gives it all that its own does, and asks nothing more of it."""
        if offer.same_terms(own):
            return True
        if not offer.same_frame(own):
            return False
        situation = self.situation
        kept, heard = (situation.performed(each.clauses) for each in (own, offer))
        places = [situation.world.index[c] for c in offer.parties if c != situation.me.code]
        return heard.no_worse(kept, situation.i, places)

    def _counter(self, offer: Offer) -> Package | None:
        """What it would sign instead: its own bid, among three a joint one."""
        if self.possible <= 0:
            return None
        rest = others(self.situation, offer)
        me = self.situation.me.code
        # What the others promise each other, and lay on third states, stands.
        fixed = tuple(c for c in offer.clauses if me not in (c.giver, c.receiver))
        return self.bid() if len(rest) == 1 else self.joint(rest[1:], fixed)

    def joint(self, allies: tuple[str, ...], fixed: tuple[Clause, ...] = ()) -> Package | None:
        """What it would sign with its partner and an ally together; None with more than one.

        It asks for as much as of its partner alone: what an ally adds opens what is closed to two.
        """
        if len(allies) != 1:
            return None
        menus = {code: self.toward(code).menu for code in (self.situation.partner, *allies)}
        return joint_bid(self.situation, menus, self.ask, fixed)

    def bid(self) -> Package | None:
        """What it proposes: of all that reaches its ask, the best for the partner.

        A tactic that explores looks first for what it has not proposed yet; one that learns goes
        by what it believes the partner to care about.
        """
        situation = self.situation
        tactic = situation.me.tactic
        weights = tactic.interests(situation.table, self.menu.issues)
        appeal = theirs_first
        if weights is not None and situation.table.offers:
            believed = self.menu.believed(weights)
            appeal = lambda mine, theirs: believed  # noqa: E731
        if tactic.explores and situation.mine:
            new = best(situation, self.menu, appeal, ask=self.ask, avoid=situation.mine)
            if new is not None:
                return new
        return best(situation, self.menu, appeal, ask=self.ask)

    def most(self, options: Menu) -> float:
        """The most that a package brings it with the partner no worse off; not negative."""
        most = best(self.situation, options, mine_first, ask=0.0)
        return max(most.assessment.total, 0.0) if most else 0.0

    def later(self, time: float, draw: float = 0.5) -> Deliberation:
        """The same government with more of its patience used, as a share."""
        table = self.situation.table
        return self.at(replace(table, used=time * table.patience, draw=draw))

    def heard(self, offer: Offer) -> Deliberation:
        """The same government once the partner has put an offer on the table."""
        return self._hear(offer)[0]

    def spoke(self) -> Deliberation:
        """The same government once it has said what it asks for."""
        return self.at(self.situation.table.spoke(self.share))

    def at(self, table: Table) -> Deliberation:
        """The same government further on in the talk; what it worked out is kept."""
        other = Deliberation(self.situation.at(table))
        for name in ("menu", "possible", "_others"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def toward(self, partner: str) -> Deliberation:
        """The same government's thinking about another partner."""
        if partner == self.situation.partner:
            return self
        return self._others.setdefault(partner, Deliberation(self.situation.toward(partner)))

    @cached_property
    def _others(self) -> dict[str, Deliberation]:
        return {}

    def say(
        self, kind: str, found: Assessment, draw: float, because: str = "", third: str = ""
    ) -> str:
        """The answer in its own voice, made of the figures that decided.

        Parameters
        ----------
        third
            The name of a third state that it speaks of.
        """
        told = facts(self.situation, kind, found, because) | {"offender": third}
        return self.situation.me.voice.say(kind, told, draw)
