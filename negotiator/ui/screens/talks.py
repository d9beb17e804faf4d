"""The talks with one country: the draft, its effects on both, their view, the transcript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from negotiator.diplomacy.clauses import Offer, Remedy
from negotiator.ui.screens import talks_text as say
from negotiator.ui.text import MUTED, capital, lines, styled
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment
    from negotiator.game.queries import Effect
    from negotiator.game.state import Event, State, Talk
    from negotiator.ui.app import NegotiatorApp


class TalksScreen(Screen[None]):
    """Across the table from one country."""

    CSS_PATH = "talks.tcss"
    HELP = """
## Talks

Left and right move the rate under the cursor by a point (with Shift by five), **0** sets it to
zero, **Tab** changes the column, **Backspace** leaves a line as it is, **u** undoes. What the
draft does to both of you follows as you move. **≤** marks a ceiling at or above what is levied: a
promise not to go beyond it, which changes nothing today.

Below the draft stands real income, in per cent and in dollars a year, against what is in force
now, and exports at unchanged prices. *Their view* counts as their government does, lobbies and all,
against no deal: first what the deal is to them, then that with your history. They sign when the
latter reaches what they ask for, and at any time what they have put on the table themselves.

**p** proposes the draft; they answer at once. **g** asks *what would you give for this?* about what
we give, **w** *what would you want for that?* about what they give, **b** has them balance the
draft: as even as they would sign. **a** signs what they have last put on the table, **t** takes it
into the draft. **x** clears the draft. **c** adds a line for a joint penalty on a third country: a
coalition. **v** takes an ally along, who gives and gets what we do: both then have to sign, and
what the ally gives counts for us too. **m** extends our tariffs to all (MFN), **f** fixes rates
instead of binding them as ceilings. **l** and **r** set the length of the treaty and what a breach
allows. **j** adjourns, **o** walks out: one in two calls you back with its last word, and is short
with you next round. What they have offered can be signed to the end of the round, also when the
talk is over.

Every offer uses one exchange of their patience; questions do not.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "offer", "clause", "concession", "market-access", "real-income", "their-view",
        "disagreement-point", "ratification", "patience", "questions", "acceptance-condition",
        "bound-applied", "mfn", "domain", "lobby-weight", "treaty", "coalition", "joint-offer",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "propose", "Propose"),
        Binding("g", "ask('give')", "Give?"),
        Binding("w", "ask('want')", "Want?"),
        Binding("b", "ask('balance')", "Balance"),
        Binding("a", "accept", "Accept theirs"),
        Binding("t", "take", "Take theirs into the draft", show=False),
        Binding("x", "clear", "Clear the draft", show=False),
        Binding("c", "target", "Coalition against", show=False),
        Binding("v", "ally", "With an ally", show=False),
        Binding("m", "mfn", "To all (MFN)", show=False),
        Binding("f", "kind", "Bound or fixed", show=False),
        Binding("l", "length", "Length", show=False),
        Binding("r", "remedy", "On breach", show=False),
        Binding("j", "adjourn", "Adjourn", show=False),
        Binding("o", "walk_out", "Walk out", show=False),
        Binding("escape,q", "leave", "Desk", show=False),
    ]
    app: NegotiatorApp

    def __init__(self, partner: str) -> None:
        super().__init__()
        self.partner = partner
        self.ally: str | None = None
        self.length: int | None = None
        self.remedy = Remedy.SUSPEND

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            DraftEditor(id="draft"),
            VerticalScroll(Static(id="view-text"), id="view"),
            VerticalScroll(Static(id="lines-text"), id="lines"),
            titles=("The deal", "Their view", "Transcript"),
        )
        yield Static("", id="effects")
        yield Static("", id="verdict")
        yield Footer()

    @property
    def me(self) -> str:
        """The player's country."""
        player = self.app.game.state.player
        assert player is not None
        return player

    def on_mount(self) -> None:
        """Lay the table."""
        from negotiator.game.view import known

        session = self.app.game
        editor = self.query_one(DraftEditor)
        sides = ((self.me, self.partner), (self.partner, self.me))
        editor.load(session.setting, known(session.setting, session.state), sides)
        editor.focus()
        standing, pair = self._talk().standing, {self.me, self.partner}
        if standing is not None:
            self._take(standing)
        else:  # half made by the scenario, if it is
            opening = session.setting.scenario.opening
            editor.put(d.clause() for d in opening if {d.giver, d.receiver} == pair)
        self.show()
        self._compute()

    def _take(self, offer: Offer) -> None:
        """Take a whole offer into the draft."""
        self.length, self.remedy = offer.length, offer.remedy
        self.query_one(DraftEditor).put(offer.clauses)

    def _talk(self) -> Talk:
        from negotiator.game.talks import talk_with

        session = self.app.game
        return talk_with(session.setting, session.state, self.partner)

    def show(self) -> None:
        """Show the talk as it stands."""
        session, talk = self.app.game, self._talk()
        terms = "to the end" if self.length is None else f"{self.length} rounds"
        ally = f"with {self.ally} (v) · " if self.ally else ""
        breach = self.remedy.value if ally else f"breach: {self.remedy.value}"
        terms = f"{ally}{terms} (l) · {breach} (r)"
        title = session.setting.titles[self.partner]
        self.query_one("#head", Static).update(say.head(title, talk, terms))
        said = say.transcript(session.setting, self.me, talk)
        self.query_one("#lines-text", Static).update(said)
        self.call_after_refresh(self.query_one("#lines", VerticalScroll).scroll_end, animate=False)

    def _offer(self) -> Offer | None:
        clauses = self.query_one(DraftEditor).clauses()
        if not clauses:
            return None
        pair, length = (self.me, self.partner), self.length
        offer = Offer(parties=pair, clauses=clauses, by=self.me, length=length, remedy=self.remedy)
        return offer.along(self.ally) if self.ally else offer

    def on_draft_editor_changed(self) -> None:
        """Work out what the new draft does."""
        self._compute()

    def _compute(self) -> None:
        offer = self._offer()
        if offer is None:
            self.query_one("#effects", Static).update(
                styled("The draft is empty. Move a rate with ← →; Tab goes to their side.", MUTED)
            )
            self._view(None)
            return
        session, partner = self.app.game, self.partner
        setting, state = session.setting, session.state

        def effects() -> Callable[[], None]:
            from negotiator.game import queries

            found = queries.effects(setting, state, offer.clauses, offer.parties)
            return lambda: self._computed(state, found)

        def view() -> Callable[[], None]:
            from negotiator.game import queries

            found = queries.likely_view(setting, state, partner, offer)
            return lambda: self._viewed(state, found)

        self.app.work(effects, "effects")  # at once
        self.app.work(view, "view")  # a moment later

    def _stale(self, state: State) -> bool:
        gone = not self.query(DraftEditor)  # the screen is being closed
        return gone or state is not self.app.game.state or self._offer() is None

    def _viewed(self, state: State, view: Assessment) -> None:
        if not self._stale(state):
            self._view(view)

    def _computed(self, state: State, found: dict[str, Effect]) -> None:
        if self._stale(state):
            return
        rows = say.effects(self.app.game.setting.titles, self.me, found)
        self.query_one("#effects", Static).update(lines(*rows))

    def _signs(self) -> str:
        """The key that signs the draft when it is what they have put on the table themselves."""
        offer, talk = self._offer(), self._talk()
        if offer is None or not any(offer.same_terms(each) for each in talk.theirs):
            return ""
        return "a" if talk.standing is not None and offer.same_terms(talk.standing) else "p"

    def _view(self, view: Assessment | None) -> None:
        text = self.query_one("#view-text", Static)
        session = self.app.game
        from negotiator.game import queries

        dossier = queries.dossier(session.setting, session.state, self.partner)
        about = [styled(line, MUTED) for line in dossier.splitlines()]
        if view is None or session.state.mode == "blind":
            self.query_one("#verdict", Static).update("")
            text.update(lines(*about))
            return
        key = self._signs()
        self.query_one("#verdict", Static).update(say.verdict(view, key))
        text.update(lines(*say.reasons(view, key), "", *about))

    def action_propose(self) -> None:
        """Put the draft to them."""
        from negotiator.game.moves import Propose

        offer = self._offer()
        if offer is None:
            self.app.tell("The draft is empty: change a line first.", error=True)
            return
        self._play(Propose(to=self.partner, offer=offer))

    def action_ask(self, question: Literal["give", "want", "balance"]) -> None:
        """Ask them to complete the draft."""
        from negotiator.game.moves import Ask

        editor = self.query_one(DraftEditor)
        clauses = editor.clauses()
        if question != "balance":
            giver = self.me if question == "give" else self.partner
            clauses = tuple(c for c in clauses if c.giver == giver)
        barred = say.unasked(clauses)
        if barred:
            self.app.tell(barred, error=True)
            return
        self._play(Ask(partner=self.partner, question=question, clauses=clauses), take=True)

    def action_accept(self) -> None:
        """Sign what they have on the table, after a look at it."""
        standing = self._talk().standing
        if standing is None:
            self.app.tell("They have put nothing on the table.", error=True)
            return
        from negotiator.game.moves import Accept
        from negotiator.game.policy import describe
        from negotiator.ui.screens.confirm import ConfirmScreen

        said = [capital(describe(self.app.game.setting, c)) for c in standing.clauses]

        def answered(yes: bool | None) -> None:
            if yes:
                self._play(Accept(partner=self.partner))

        self.app.push_screen(ConfirmScreen("Sign this?", said, "Sign"), answered)

    def action_take(self) -> None:
        """Take their offer into the draft, to change it."""
        standing = self._talk().standing
        if standing is None:
            self.app.tell("They have put nothing on the table.", error=True)
            return
        self._take(standing)
        self.show()

    def action_clear(self) -> None:
        """Empty the draft."""
        self.query_one(DraftEditor).put(())

    def action_target(self) -> None:
        """Aim a joint penalty at the next third country."""
        editor = self.query_one(DraftEditor)
        editor.aim(self._next(editor.draft.target, -1))
        self.query_one(Panes).action_pane(1)

    def action_ally(self) -> None:
        """Take the next third country along on our terms, or go alone."""
        self.ally = self._next(self.ally, 1)
        self.show()
        self._compute()

    def _next(self, chosen: str | None, sign: int) -> str | None:
        """The third country after one: the friendliest first, or last; none after them all."""
        state, world = self.app.game.state, self.app.game.setting.world
        home = world.index[self.me]
        busy = self.ally if sign < 0 else self.query_one(DraftEditor).draft.target
        others = sorted(
            (c for c in world.countries if c not in (self.me, self.partner, busy)),
            key=lambda c: -sign * float(state.last.levels[world.index[c], home]),
        )
        if not others:
            self.app.tell("There is no third country here.", error=True)
        choices = [*others, None]
        return choices[(choices.index(chosen) + 1) % len(choices) if chosen in others else 0]

    def action_mfn(self) -> None:
        """Extend our tariffs in the draft to every country, or to them alone."""
        editor = self.query_one(DraftEditor)
        editor.hold(mfn=not editor.draft.mfn, fixed=editor.draft.fixed)

    def action_kind(self) -> None:
        """Bind tariffs at a ceiling, or fix them at the rate."""
        editor = self.query_one(DraftEditor)
        editor.hold(mfn=editor.draft.mfn, fixed=not editor.draft.fixed)

    def action_length(self) -> None:
        """Change how long the treaty runs."""
        lengths = (None, 2, 4, 8)
        place = lengths.index(self.length) if self.length in lengths else 0
        self.length = lengths[(place + 1) % len(lengths)]
        self.show()
        self._compute()

    def action_remedy(self) -> None:
        """Change what a breach allows."""
        remedies = list(Remedy)
        self.remedy = remedies[(remedies.index(self.remedy) + 1) % len(remedies)]
        self.show()
        self._compute()

    def action_adjourn(self) -> None:
        """End the talk for this round."""
        from negotiator.game.moves import Adjourn

        self._play(Adjourn(partner=self.partner))

    def action_walk_out(self) -> None:
        """Leave the table, once it is confirmed."""
        from negotiator.game.moves import WalkOut
        from negotiator.ui.screens.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self._play(WalkOut(partner=self.partner))

        said = ["One in two calls you back with its last word.",
                "It will bear two exchanges less next round."]  # fmt: skip
        self.app.push_screen(ConfirmScreen("Walk out?", said, "Walk out"), answered)

    def _play(self, move, *, take: bool = False) -> None:  # type: ignore[no-untyped-def]
        if self.app.busy:
            return
        self.query_one("#head", Static).update(styled("They are thinking …", "$accent"))

        def then(events: tuple[Event, ...]) -> None:
            self._answered(events, take)

        self.app.play(move, then, self.show)

    def on_screen_resume(self) -> None:
        """After a dialog or a refusal, show the talk again."""
        if self.query("#head"):
            self.show()

    def _answered(self, events: tuple[Event, ...], take: bool) -> None:
        if not self.query(DraftEditor):  # the screen is being closed
            return
        editor = self.query_one(DraftEditor)
        session = self.app.game
        for event in events:
            if event.kind in ("signed", "refused_at_home"):  # what they say, the transcript has
                self.app.tell(event.text, error=event.kind == "refused_at_home")
        signed = any(event.kind == "signed" for event in events)
        if signed:
            from negotiator.game.view import known

            conduct = known(session.setting, session.state)
            editor.load(session.setting, conduct, editor.draft.sides)
        found = [event.offer for event in events if event.offer is not None]
        if take and found:
            self._take(found[-1])
        self.show()
        self._compute()
        if "-narrow" in self.classes and not signed:
            self.query_one(Panes).action_pane(1 if take and found else 3)

    def action_leave(self) -> None:
        """Back to the desk; the talk stays as it is."""
        if not self.app.busy:
            self.app.pop_screen()
