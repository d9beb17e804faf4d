"""One's own policy toward a country: unilateral acts, retaliation, treaties to leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.screens.policy_text import answers
from negotiator.ui.screens.why import WHY
from negotiator.ui.text import MUTED, lines, signed_money, styled
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.time_left import TimeLeft

if TYPE_CHECKING:
    from negotiator.game.moves import Move
    from negotiator.game.queries import Effect, Equivalent
    from negotiator.game.state import Event
    from negotiator.ui.app import NegotiatorApp
    from negotiator.ui.screens.confirm import ConfirmScreen


class PolicyScreen(Screen[None]):
    """What we do alone."""

    CSS_PATH = "policy.tcss"
    HELP = """
## Policy

Rates and recognitions here are your own acts: nobody has to agree, and nobody has to answer kindly.
Move them as in the talks; **{Enter policy.enact}** enacts the changes. All take effect as the round
ends.

**{r policy.retaliate}** retaliates with what is *substantially equivalent*: the tariff that costs
them what theirs costs you beyond the base year, less what yours beyond it costs them already. What
a treaty holds is shown as it is held, and a change above it is a **breach**: the treaty says what
follows. You are asked before either. **{d policy.withdraw}** leaves a treaty with its notice, which
is no breach. **{y app.why}** takes figures apart: what the changes do to both, what theirs costs
you, and what its equal would do.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "policy", "retaliation", "substantially-equivalent", "breach", "withdrawal", "gift",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enact", "Enact", key_display="Enter", priority=True, id="policy.enact"),
        Binding("r", "retaliate", "Retaliate", id="policy.retaliate"),
        Binding("d", "withdraw", "Leave treaty", id="policy.withdraw"),
        WHY,
        Binding("x", "clear", "Clear", show=False, id="policy.clear"),
        Binding("escape,q", "leave", "Desk", id="policy.leave"),
    ]
    app: NegotiatorApp

    def __init__(self, partner: str) -> None:
        super().__init__()
        self.partner = partner
        self.equal: Equivalent | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            DraftEditor(unilateral=True, id="own"),
            VerticalScroll(Static(id="answer-text"), id="answer"),
            titles=("Our policy", "Retaliation and treaties"),
        )
        yield Static("", id="effects")
        yield TimeLeft()
        yield Foot()

    @property
    def me(self) -> str:
        """The player's country."""
        player = self.app.game.state.player
        assert player is not None
        return player

    def on_mount(self) -> None:
        """Show what is in force."""
        self.query_one(DraftEditor).focus()
        self.show()

    def show(self) -> None:
        """Show our own policy as treaties hold it, acts of this round included."""
        from negotiator.game.own_acts import bound_by
        from negotiator.game.view import held

        session = self.app.game
        titles = session.setting.titles
        bound = bound_by(session.state, self.partner)
        self.query_one("#head", Static).update(
            Content.assemble(
                ("Policy toward ", MUTED),
                (titles[self.partner], "bold"),
                *(
                    (
                        (" · bound by ", MUTED),
                        (bound, "bold"),
                        (" · changes at the round's end", MUTED),
                    )
                    if bound
                    else ((" · takes effect when the round ends", MUTED),)
                ),
            )
        )
        editor = self.query_one(DraftEditor)
        now = held(session.setting, session.state)
        editor.load(session.setting, now, ((self.me, self.partner),))
        self._compute()
        setting, state, partner = session.setting, session.state, self.partner

        def run() -> Callable[[], None]:
            from negotiator.game import queries

            found = queries.equivalent(setting, state, partner)
            return lambda: self._answer(found)

        self.app.work(run, "equivalent")

    def _answer(self, found: Equivalent) -> None:
        if not self.query(DraftEditor):  # the screen is being closed
            return
        self.equal = found
        session = self.app.game
        rows = answers(session.setting, session.state, self.partner, found)
        self.query_one("#answer-text", Static).update(lines(*rows))

    def on_draft_editor_changed(self) -> None:
        """Work out what the changes would do."""
        self._compute()

    def _compute(self) -> None:
        clauses = self.query_one(DraftEditor).clauses()
        if not clauses:
            self.query_one("#effects", Static).update(
                styled(
                    keyed(
                        "Move a rate with {← editor.lower} {→ editor.raise};"
                        " {Enter policy.enact} enacts."
                    ),
                    MUTED,
                )
            )
            return
        session, me, partner = self.app.game, self.me, self.partner
        moves = self._moves(breach=True)

        def run() -> Callable[[], None]:
            from negotiator.game import queries

            found = queries.alone(session.setting, session.state, moves, (me, partner))
            return lambda: self._computed(found)

        self.app.work(run, "effects")

    def _computed(self, found: dict[str, Effect]) -> None:
        if not self.query(DraftEditor):  # the screen is being closed
            return
        titles = self.app.game.setting.titles
        rows = [
            Content.assemble(
                (f"{'We' if code == self.me else titles[code]:<18}", "bold"),
                signed_money(each.dollars),
                (" a year, if nobody answers", MUTED),
            )
            for code, each in found.items()
        ]
        self.query_one("#effects", Static).update(lines(*rows))

    def _moves(self, *, breach: bool) -> list[Move]:
        from negotiator.game.own_acts import moves

        session, clauses = self.app.game, self.query_one(DraftEditor).clauses()
        return moves(session.setting, session.state, self.partner, clauses, breach=breach)

    def action_enact(self) -> None:
        """Enact the changes; a breach is confirmed first."""
        moves = self._moves(breach=False)
        if not moves:
            self.app.tell(
                "Nothing is changed: move a rate with {← editor.lower} {→ editor.raise} first.",
                error=True,
            )
            return
        self._confirmed(moves, self._moves(breach=True))

    def _confirmed(
        self, moves: list[Move], breaking: list[Move], calm: ConfirmScreen | None = None
    ) -> None:
        """Enact moves; a breach is asked about first, and so is what has a question of its own."""
        from negotiator.game.queries import broken
        from negotiator.ui.screens.confirm_text import breaking as question

        session = self.app.game
        found = broken(session.setting, session.state, breaking)
        asked = question(session, self.partner, found, breaking) if found else calm
        if asked is None:
            self._enact(moves)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._enact(breaking if found else moves)

        self.app.push_screen(asked, answered)

    def _enact(self, moves: list[Move]) -> None:
        if not moves:
            self.show()
            return

        def then(events: tuple[Event, ...]) -> None:
            for event in events:
                if event.kind == "breach":
                    self.app.tell(event.text, error=True)
            self._enact(moves[1:])

        self.app.play(moves[0], then, self.show)

    def action_retaliate(self) -> None:
        """Answer with what is substantially equivalent."""
        from negotiator.game.moves import Retaliate
        from negotiator.game.own_acts import retaliated, wrong
        from negotiator.ui.screens.confirm_text import retaliating

        done = retaliated(self.app.game.state, self.partner)
        if done is not None:
            self.app.tell(f"You have retaliated this round: {done.text}", error=True)
            return
        if self.equal is None:
            return
        title = self.app.game.setting.names[self.partner]
        if self.equal.points <= 0:
            self.app.tell(wrong(title, self.equal), error=True)
            return
        said = f"What {title} levies costs us {money(self.equal.harm)} a year."
        points = round(self.equal.points, 3)
        calm = Retaliate(receiver=self.partner, points=points, answers=said)
        asked = retaliating(self.app.game, calm)
        self._confirmed([calm], [calm.model_copy(update={"breach": True})], asked)

    def action_withdraw(self) -> None:
        """Leave the last treaty with this country, once it is confirmed."""
        from negotiator.game.moves import Withdraw
        from negotiator.game.queries import treaties_between
        from negotiator.ui.screens.confirm_text import leaving

        found = treaties_between(self.app.game.state, self.me, self.partner)
        if not found:
            self.app.tell("There is no treaty to leave: talks make one.", error=True)
            return
        treaty = found[-1]

        def answered(yes: bool | None) -> None:
            if yes:
                self._enact([Withdraw(treaty=treaty.id)])

        self.app.push_screen(leaving(self.app.game, treaty), answered)

    def action_why(self) -> None:
        """Where the figures come from."""
        from negotiator.game.origins import figures
        from negotiator.ui.screens.why import asked

        session, moves = self.app.game, self._moves(breach=True)
        found = figures.policy(session.setting, session.state, self.partner, moves)
        seen = self.query_one("#answer").has_class("-shown") or self.query_one("#answer").has_focus
        names = [each.name for each in found]
        asked(self.app, found, names.index("What theirs costs us") if seen else 0)

    def action_clear(self) -> None:
        """Take back what is not enacted yet."""
        self.query_one(DraftEditor).put(())

    def action_leave(self) -> None:
        """Back to the desk."""
        if not self.app.busy:
            self.app.pop_screen()
