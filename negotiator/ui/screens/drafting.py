"""The draft on the table: its lines, its terms, and who comes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from negotiator.diplomacy.clauses import Offer, Remedy
from negotiator.ui.named import keyed
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment
    from negotiator.game.state import State, Talk
    from negotiator.ui.app import NegotiatorApp


class DraftingScreen(Screen[None]):
    """What talks are about; what is made of it, the screen of talks says.

    Parameters
    ----------
    partner
        Code of the country opposite.
    """

    app: NegotiatorApp

    def __init__(self, partner: str) -> None:
        super().__init__()
        self.partner = partner
        self.ally: str | None = None
        self.length: int | None = None
        self.remedy = Remedy.SUSPEND
        #: The draft that was weighed last, in which state of the game, and how they see it.
        self.seen: tuple[State, Offer, Assessment] | None = None

    @property
    def me(self) -> str:
        """The player's country."""
        player = self.app.game.state.player
        assert player is not None
        return player

    def show(self) -> None:
        """Show the talk as it stands."""
        raise NotImplementedError

    def compute(self) -> None:
        """Work out what the draft does."""
        raise NotImplementedError

    def _take(self, offer: Offer) -> None:
        """Take a whole offer into the draft."""
        self.length, self.remedy = offer.length, offer.remedy
        self.query_one(DraftEditor).put(offer.clauses)

    def _talk(self) -> Talk:
        from negotiator.game.talks import talk_with

        session = self.app.game
        return talk_with(session.setting, session.state, self.partner)

    def _offer(self) -> Offer | None:
        clauses = self.query_one(DraftEditor).clauses()
        if not clauses:
            return None
        pair, length = (self.me, self.partner), self.length
        offer = Offer(parties=pair, clauses=clauses, by=self.me, length=length, remedy=self.remedy)
        return offer.along(self.ally) if self.ally else offer

    def _signs(self) -> str:
        """The key that signs the draft when it is what they have put on the table themselves."""
        offer, talk = self._offer(), self._talk()
        if offer is None or not any(offer.same_terms(each) for each in talk.theirs):
            return ""
        last = talk.standing is not None and offer.same_terms(talk.standing)
        return keyed("{a talks.accept}" if last else "{p talks.propose}")

    def _stale(self, state: State) -> bool:
        """Whether what was worked out of a draft is of no use any more."""
        gone = not self.query(DraftEditor)
        return gone or state is not self.app.game.state or self._offer() is None

    def confirmed(self, offer: Offer, propose: Callable[[], None]) -> None:
        """Go on with an offer; one that they would sign as it is, once that is confirmed."""
        session, partner = self.app.game, self.partner
        setting, state = session.setting, session.state

        def seen(view: Assessment) -> None:
            if self.app.screen is not self or self._stale(state):
                return
            from negotiator.ui.screens.confirm_text import proposing

            tabled = any(offer.same_terms(each) for each in self._talk().theirs)
            question = proposing(session, offer, partner, view, tabled=tabled)
            if question is None:
                propose()
            else:
                self.app.push_screen(question, lambda yes: propose() if yes else None)

        def run() -> Callable[[], None]:
            from negotiator.game import queries

            found = queries.likely_view(setting, state, partner, offer)
            return lambda: seen(found)

        if self.seen is not None and self.seen[0] is state and self.seen[1] == offer:
            seen(self.seen[2])
        else:
            self.app.work(run, "propose")

    def on_draft_editor_changed(self) -> None:
        """Work out what the new draft does."""
        self.compute()

    def action_clear(self) -> None:
        """Empty the draft."""
        self.query_one(DraftEditor).put(())

    def action_target(self) -> None:
        """Aim a joint penalty at the next third country."""
        editor = self.query_one(DraftEditor)
        editor.aim(self._next(editor.draft.target, -1))
        self.query_one(Panes).go(1)

    def action_ally(self) -> None:
        """Take the next third country along on our terms, or go alone."""
        self.ally = self._next(self.ally, 1)
        self.show()
        self.compute()

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
        self.compute()

    def action_remedy(self) -> None:
        """Change what a breach allows."""
        remedies = list(Remedy)
        self.remedy = remedies[(remedies.index(self.remedy) + 1) % len(remedies)]
        self.show()
        self.compute()

    def action_take(self) -> None:
        """Take their offer into the draft, to change it."""
        standing = self._standing()
        if standing is not None:
            self._take(standing)
            self.show()

    def _standing(self) -> Offer | None:
        """What they have put on the table; says so where there is nothing."""
        standing = self._talk().standing
        if standing is None:
            self.app.tell("They have put nothing on the table.", error=True)
        return standing

    def action_keep(self) -> None:
        """Keep the draft aside, to be compared and taken again this round."""
        from negotiator.ui.kept import keep

        offer = self._offer()
        if offer is None:
            self.app.tell("The draft is empty: change a line first.", error=True)
            return
        name = keep(self.app.game, self.partner, offer)
        self.app.tell(f"Kept as {name}. {{d talks.compare}} shows drafts and offers side by side.")

    def action_compare(self) -> None:
        """Drafts and offers side by side; the chosen one becomes the draft."""
        from negotiator.ui.kept import drafts
        from negotiator.ui.screens.compare import CompareScreen, columns

        if self.app.busy:  # their answer belongs into it
            return
        kept = drafts(self.app.game, self.partner)
        found = columns(self._offer(), kept, self._talk())
        if not found:
            self.app.tell(
                "There is nothing to compare: {k talks.keep} keeps a draft,"
                " {p talks.propose} proposes it."
            )
            return

        def chosen(offer: Offer | None) -> None:
            if offer is not None:
                ally = {*offer.parties} - {self.me, self.partner}
                self.ally = ally.pop() if offer.by == self.me and ally else None
                self._take(offer)
                self.show()

        self.app.push_screen(CompareScreen(self.partner, found), chosen)

    def action_why(self) -> None:
        """Where the figures of the draft come from."""
        from negotiator.game.origins import figures
        from negotiator.ui.screens.why import asked

        session, offer = self.app.game, self._offer()
        if offer is None:
            self.app.tell("The draft is empty: change a line first.", error=True)
            return
        found = figures.draft(session.setting, session.state, self.partner, offer)
        names = [each.name for each in found]
        seen = self.query_one("#view").has_class("-shown") or self.query_one("#view").has_focus
        at = names.index("Their view") if seen and "Their view" in names else 0
        asked(self.app, found, at)
