"""Talks as plain lines."""

from __future__ import annotations

from negotiator.diplomacy.clauses import Offer, Remedy
from negotiator.game import queries
from negotiator.game.draft import Draft
from negotiator.game.moves import Accept, Adjourn, Ask, Move, Propose, WalkOut
from negotiator.game.policy import consequence
from negotiator.game.session import Session
from negotiator.game.signing import terms
from negotiator.game.state import Talk
from negotiator.game.talks import talk_with
from negotiator.game.view import known
from negotiator.plain import telling
from negotiator.plain.console import Console
from negotiator.plain.drafting import change
from negotiator.plain.playing import play
from negotiator.teaching.words import capital

_LENGTHS = (None, 2, 4, 8)


class Table:
    """Across the table from one country."""

    def __init__(self, console: Console, session: Session, partner: str) -> None:
        self.console = console
        self.session = session
        self.partner = partner
        self.me = str(session.state.player)
        self.draft = Draft()
        self.length: int | None = None
        self.remedy = Remedy.SUSPEND
        self.ally: str | None = None
        self._begin()
        talk = self._talk()
        opening = [each.clause() for each in session.setting.scenario.opening]
        pair = {self.me, partner}
        if talk.standing is not None:
            self._take(talk.standing)
        elif session.state.round == 1 and opening:
            fits = [c for c in opening if {c.giver, c.receiver} == pair and self.me == c.giver]
            both = [c for c in opening if {c.giver, c.receiver} == pair]
            self.draft.put(both if fits else ())

    def _begin(self) -> None:
        setting, state = self.session.setting, self.session.state
        sides = ((self.me, self.partner), (self.partner, self.me))
        self.draft.load(setting, known(setting, state), sides)

    def _talk(self) -> Talk:
        return talk_with(self.session.setting, self.session.state, self.partner)

    def _take(self, offer: Offer) -> None:
        self.length, self.remedy = offer.length, offer.remedy
        self.draft.put(offer.clauses)

    def _offer(self) -> Offer | None:
        clauses = self.draft.clauses()
        if not clauses:
            return None
        pair = (self.me, self.partner)
        offer = Offer(
            parties=pair, clauses=clauses, by=self.me, length=self.length, remedy=self.remedy
        )
        return offer.along(self.ally) if self.ally else offer

    def sit(self) -> None:
        """Talk until the player leaves the table."""
        console, name = self.console, self.session.setting.titles[self.partner]
        console.head(f"Talks with {name}")
        for line in self._talk().lines:
            titles = {**self.session.setting.titles, self.me: "We", "": "Done"}
            console.say(f"{titles[line.who]}: {line.text}")
        while True:
            talk = self._talk()
            left = talk.patience - talk.used
            ours = f"What {self.session.setting.names[self.partner]} gives"
            choices: list[tuple[str, str]] = [
                ("read", "Read the draft, what it does and how they are likely to see it"),
                ("give", "What we give: change a line"),
                ("get", f"{ours}: change a line"),
            ]
            if not talk.closed:
                choices += [
                    ("propose", "Propose the draft: if they accept, it is signed"),
                    ("ask give", "Ask what they would give for what we give in it"),
                    ("ask want", "Ask what they would want for what they give in it"),
                    ("ask balance", "Have them balance it"),
                ]
            if talk.standing is not None:
                choices += [
                    ("sign", "Sign what they have put on the table"),
                    ("take", "Take what they have put on the table into the draft"),
                ]
            choices += [
                (
                    "terms",
                    "Terms: for all or them alone, ceilings or fixed, length, breach, allies",
                ),
                ("clear", "Clear the draft"),
                ("coach", "Ask the coach what could be agreed"),
            ]
            if not talk.closed:
                choices += [("adjourn", "Adjourn"), ("walk", "Walk out")]
            state = (
                f"over for this round: {talk.closed}" if talk.closed else f"{left} exchanges left"
            )
            chosen = console.choose(f"Talks with {name}, {state}.", choices, "back to the desk")
            if chosen is None:
                return
            self._do(chosen)

    def _do(self, chosen: str) -> None:
        console = self.console
        if chosen in ("give", "get"):
            change(console, self.draft, 0 if chosen == "give" else 1)
        elif chosen == "read":
            self._read()
        elif chosen == "terms":
            self._terms()
        elif chosen == "clear":
            self.draft.put(())
            console.say("The draft is empty.")
        elif chosen == "coach":
            self._coach()
        elif chosen == "take":
            standing = self._talk().standing
            if standing is not None:
                self._take(standing)
                console.say("Taken:", *telling.clauses(self.session.setting, standing))
        elif chosen == "sign":
            standing = self._talk().standing
            if standing is not None:
                self._bound("This is what you sign:", standing)
                if console.yes("Sign it?"):
                    self._play(Accept(partner=self.partner))
        elif chosen == "propose":
            offer = self._offer()
            if offer is None:
                console.say("The draft is empty: change a line first.")
            elif self._goes(offer):
                self._play(Propose(to=self.partner, offer=offer))
        elif chosen.startswith("ask "):
            self._ask(chosen.removeprefix("ask "))
        else:
            move: Move = Adjourn(partner=self.partner)
            if chosen == "walk":
                move = WalkOut(partner=self.partner)
            self._play(move)

    def _bound(self, head: str, offer: Offer) -> None:
        """Say what an offer binds us to, beside what is in force, and what it does."""
        setting, state = self.session.setting, self.session.state
        self.console.say(head, *(f"- {each}" for each in terms(setting, state, offer)))
        found = queries.effects(setting, state, offer.clauses, offer.parties)
        self.console.say(*telling.effect(setting, state, found))

    def _goes(self, offer: Offer) -> bool:
        """Whether to propose an offer: asked where they would sign it as it is."""
        setting, state, talk = self.session.setting, self.session.state, self._talk()
        if talk.closed:
            return True  # the rules say so
        view = queries.likely_view(setting, state, self.partner, offer)
        tabled = view.bearable and any(offer.same_terms(each) for each in talk.theirs)
        likely = view.acceptable and state.mode != "blind"
        if not tabled and not likely:
            return True
        name = capital(setting.names[self.partner])
        said = "has put this on the table itself" if tabled else "is likely to accept"
        self._bound(f"{name} {said}: then it is signed, and binds you.", offer)
        return self.console.yes("Propose it?")

    def _ask(self, question: str) -> None:
        clauses = self.draft.clauses()
        if question != "balance":
            giver = self.me if question == "give" else self.partner
            clauses = tuple(c for c in clauses if c.giver == giver)
        self._play(
            Ask.model_validate({"partner": self.partner, "question": question, "clauses": clauses})
        )

    def _play(self, move: Move) -> None:
        events = play(self.console, self.session, move)
        for event in events:
            if event.offer is not None and event.kind in ("answer", "question", "closed"):
                self.console.say(*telling.clauses(self.session.setting, event.offer))
        found = [event.offer for event in events if event.offer is not None]
        if any(event.kind == "signed" for event in events):
            self._begin()
        elif isinstance(move, Ask) and found:
            self._take(found[-1])
            self.console.say("That is in the draft now.")

    def _read(self) -> None:
        console, setting, state = self.console, self.session.setting, self.session.state
        offer = self._offer()
        if offer is None:
            console.say("The draft is empty: it leaves everything as it is.")
            return
        console.say("The draft:", *telling.clauses(setting, offer))
        console.say(f"A breach would {consequence(self.remedy)}.")
        codes = (self.me, *(code for code in offer.parties if code != self.me))
        console.say(
            *telling.effect(setting, state, queries.effects(setting, state, offer.clauses, codes))
        )
        own = any(offer.same_terms(each) for each in self._talk().theirs)
        for code in codes[1:]:
            found = queries.likely_view(setting, state, code, offer)
            console.say(*telling.view(setting, code, found, own=own and code == self.partner))

    def _terms(self) -> None:
        console, setting = self.console, self.session.setting
        third = [c for c in setting.world.countries if c not in (self.me, self.partner)]
        while True:
            draft = self.draft
            runs = "to the end of the game" if self.length is None else f"{self.length} rounds"
            choices = [
                ("mfn", f"Our tariffs hold for {'everyone' if draft.mfn else 'them alone'}"),
                ("fixed", f"Rates are {'fixed' if draft.fixed else 'ceilings'}"),
                ("length", f"It runs {runs}"),
                ("remedy", f"A breach would {consequence(self.remedy)}"),
            ]
            if third:
                ally = setting.names[self.ally] if self.ally else "nobody"
                aim = setting.names[draft.target] if draft.target else "nobody"
                choices += [("ally", f"We come with {ally}"), ("aim", f"Joint penalty on {aim}")]
            chosen = console.choose("Which to change?", choices)
            if chosen is None:
                return
            if chosen == "mfn":
                draft.hold(mfn=not draft.mfn, fixed=draft.fixed)
            elif chosen == "fixed":
                draft.hold(mfn=draft.mfn, fixed=not draft.fixed)
            elif chosen == "length":
                place = _LENGTHS.index(self.length) if self.length in _LENGTHS else 0
                self.length = _LENGTHS[(place + 1) % len(_LENGTHS)]
            elif chosen == "remedy":
                remedies = list(Remedy)
                self.remedy = remedies[(remedies.index(self.remedy) + 1) % len(remedies)]
            else:
                named = [(code, capital(setting.names[code])) for code in third]
                code = console.choose("Which country?", named, "nobody")
                if chosen == "ally":
                    self.ally = code
                else:
                    draft.aim(code)
                    if code is not None:
                        console.say("Its line is the last of what each gives.")

    def _coach(self) -> None:
        from negotiator.teaching import coach

        setting, state = self.session.setting, self.session.state
        found = coach.before(setting, state, self.partner)
        for head, said in coach.outlook_words(setting, found):
            self.console.say(f"{head}:", *said)
        offer = self._offer()
        if offer is not None:
            draft = coach.placed(setting, state, found, offer)
            self.console.say("The draft:", *coach.draft_words(setting, found, draft))
        self.console.say(coach.CAVEAT)
