"""The talks with one country: the draft, its effects on both, their view, the transcript."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static

from negotiator.diplomacy.domains import Domain
from negotiator.ui.screens import talks_text as say
from negotiator.ui.screens.talks_shown import COACH, ShownTalks
from negotiator.ui.screens.why import QUIET
from negotiator.ui.text import styled
from negotiator.ui.widgets.coach import CoachPane
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.parties import PartyList
from negotiator.ui.widgets.quiet import QuietText
from negotiator.ui.widgets.time_left import TimeLeft
from negotiator.ui.widgets.zone import ZonePicture

if TYPE_CHECKING:
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.state import Event, State


class TalksScreen(ShownTalks):
    """Across the table from one country."""

    CSS_PATH = "talks.tcss"
    HELP = say.HELP
    TERMS = say.TERMS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "propose", "Propose", id="talks.propose"),
        Binding("g", "ask('give')", "Give?", id="talks.give"),
        Binding("w", "ask('want')", "Want?", id="talks.want"),
        Binding("b", "ask('balance')", "Balance", id="talks.balance"),
        Binding("a", "accept", "Accept theirs", id="talks.accept"),
        Binding("t", "take", "Take theirs into the draft", show=False, id="talks.take"),
        Binding("x", "clear", "Clear the draft", show=False, id="talks.clear"),
        Binding("k", "keep", "Keep the draft", show=False, id="talks.keep"),
        Binding("d", "compare", "Side by side", show=False, id="talks.compare"),
        Binding("c", "target", "Coalition against", show=False, id="talks.target"),
        Binding("v", "ally", "With an ally", show=False, id="talks.ally"),
        Binding("m", "mfn", "To all (MFN)", show=False, id="talks.mfn"),
        Binding("f", "kind", "Bound or fixed", show=False, id="talks.kind"),
        Binding("l", "length", "Length", show=False, id="talks.length"),
        Binding("r", "remedy", "On breach", show=False, id="talks.remedy"),
        Binding("h", "coach", "Coach on or off", show=False, id="talks.coach"),
        QUIET,
        Binding("j", "adjourn", "Adjourn", show=False, id="talks.adjourn"),
        Binding("o", "walk_out", "Walk out", show=False, id="talks.walk-out"),
        Binding("escape,q", "leave", "Desk", show=False, id="talks.leave"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            DraftEditor(id="draft"),
            VerticalScroll(QuietText(id="view-text"), QuietText(id="about"), id="view"),
            VerticalScroll(QuietText(id="lines-text"), id="lines"),
            PartyList(id="parties"),
            CoachPane(self.partner, id="coach"),
            ZonePicture(self.partner, id="zone"),
            titles=(
                "The deal",
                "Their view",
                "Transcript",
                "Parties",
                "Coach",
                "Zone of agreement",
            ),
        )
        yield QuietText(id="effects")
        yield QuietText(id="verdict")
        yield TimeLeft()
        yield Foot()

    def on_mount(self) -> None:
        """Lay the table."""
        from negotiator.game.view import known

        session = self.app.game
        # Where there is room it stands below the draft, in the wide column.
        for kind in (CoachPane, ZonePicture):
            self.query_one(".grid").move_child(
                self.query_one(kind), before=self.query_one("#lines")
            )
        self.query_one(".grid").move_child(self.query_one(PartyList), before=0)
        editor = self.query_one(DraftEditor)
        sides = ((self.me, self.partner), (self.partner, self.me))
        talk, pair = self._talk(), {self.me, self.partner}
        # Half made by the scenario, if it is: that comes first, and before what it leaves out.
        opening = [
            d.clause() for d in session.setting.scenario.opening if {d.giver, d.receiver} == pair
        ]
        first = bool(opening) and session.state.round == 1 and not talk.mine
        conduct = known(session.setting, session.state)
        goods = all(clause.domain is Domain.TARIFFS for clause in opening)
        editor.load(session.setting, conduct, sides, fold=first and goods)
        editor.focus()
        if talk.standing is None or first:
            editor.put(opening)
            if talk.standing is not None:
                self.app.tell(
                    "Their offer waits: {t talks.take} takes it into the draft,"
                    " {a talks.accept} signs it."
                )
        else:
            self._take(talk.standing)
        self._seat()
        self.show()
        self.compute()

    def on_draft_editor_unfolded(self) -> None:
        """Lines that were folded need room."""
        self._fit()

    def action_propose(self) -> None:
        """Put the draft to them; what would be signed at once is asked about first."""
        offer = self._offer()
        if offer is None:
            self.app.tell("The draft is empty: change a line first.", error=True)
            return
        propose = partial(self._propose, offer)
        if self.app.busy or self._talk().closed:  # the rules say so
            propose()
        else:
            self.confirmed(offer, propose)

    def _propose(self, offer: Offer) -> None:
        from negotiator.game.moves import Propose

        propose = partial(self._play, Propose(to=self.partner, offer=offer))
        if self.app.coach and not self.app.busy and not self._talk().closed:
            self.query_one(CoachPane).foresee(propose, self.show)
        else:
            propose()

    def action_coach(self) -> None:
        """Switch the coach on for the game, or off."""
        self.app.coach = not self.app.coach
        self._seat()
        if self.app.coach:
            self.compute()
        if "-narrow" in self.classes:
            self.query_one(Panes).go(COACH if self.app.coach else 1)

    def action_ask(self, question: Literal["give", "want", "balance"]) -> None:
        """Ask them to complete the draft."""
        from negotiator.game.moves import Ask

        clauses = self.query_one(DraftEditor).clauses()
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
        standing = self._standing()
        if standing is None:
            return
        from negotiator.game.moves import Accept
        from negotiator.ui.screens.confirm_text import signing

        def answered(yes: bool | None) -> None:
            if yes:
                self._play(Accept(partner=self.partner))

        self.app.push_screen(signing(self.app.game, standing), answered)

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

        talk = self._talk()
        if talk.closed or not talk.used:
            answered(True)  # the rules say why not
            return

        self.app.push_screen(ConfirmScreen("Walk out?", say.WALK_OUT, "Walk out"), answered)

    def _play(self, move, *, take: bool = False) -> None:  # type: ignore[no-untyped-def]
        if self.app.busy:
            return
        self.app.clear_notifications()  # what was said before it does not hold any more
        self.query_one("#head", Static).update(styled("They are thinking …", "$accent"))
        before = self.app.game.state

        def then(events: tuple[Event, ...]) -> None:
            self._answered(events, take, before)

        self.app.play(move, then, self.show)

    def on_screen_resume(self) -> None:
        """After a dialog or a refusal, show the talk again."""
        if self.query("#head"):
            self.show()

    def _answered(self, events: tuple[Event, ...], take: bool, before: State) -> None:
        if not self.query(DraftEditor):  # the screen is being closed
            return
        editor = self.query_one(DraftEditor)
        session = self.app.game
        for event in events:
            if event.kind == "refused_at_home":  # what they say, the transcript has
                self.app.tell(event.text, error=True)
        self.signed = " ".join(event.text for event in events if event.kind == "signed")
        signed = any(event.kind == "signed" for event in events)
        if signed:
            from negotiator.game.view import known

            conduct = known(session.setting, session.state)
            editor.load(session.setting, conduct, editor.draft.sides)
        found = [event.offer for event in events if event.offer is not None]
        if take and found:
            self._take(found[-1])
        self.show()
        self.compute()
        heard = self.app.coach and self.query_one(CoachPane).heard(before, events)
        if "-narrow" in self.classes and (heard or not signed):
            self.query_one(Panes).go(1 if take and found else COACH if heard else 3)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Over to another table; the talk here stays as it is."""
        code = event.option.id
        if self.app.busy or code is None:
            return
        if code == self.partner:
            self.query_one(DraftEditor).focus()
        else:
            self.app.switch_screen(TalksScreen(code))

    def action_leave(self) -> None:
        """Back to the desk; the talk stays as it is."""
        if not self.app.busy:
            self.app.pop_screen()
