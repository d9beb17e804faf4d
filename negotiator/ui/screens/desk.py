"""The desk: the world at a glance, tariffs, accounts, news and proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from negotiator.ui.text import (
    MUTED,
    lines,
    meter,
    money,
    rate,
    signed_money,
    signed_percent,
    styled,
)
from negotiator.ui.widgets.heat import TariffTable
from negotiator.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from negotiator.game.state import Event
    from negotiator.ui.app import NegotiatorApp


class DeskScreen(Screen[None]):
    """Where a round is governed from."""

    CSS_PATH = "desk.tcss"
    HELP = """
## The desk

**Enter** on a country opens talks with it; *offer* says that one waits for you. **p** sets your own
policy toward it, **e** ends the round, **s** shows the score so far, **b** the briefing again.

*Trust* is how well it treats you: 0 as in a trade war, 1 as well as can be. *Theirs* is its
average tariff
on your goods, *ours* yours on its goods. The figures of trade are those of the base year.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "talks", "Talks", key_display="Enter"),
        Binding("p", "policy", "Policy"),
        Binding("e", "end", "End round"),
        Binding("s", "score", "Score"),
        Binding("b", "briefing", "Briefing", show=False),
        Binding("escape,q", "leave", "Title", show=False),
    ]
    app: NegotiatorApp

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            DataTable(id="world", cursor_type="row", zebra_stripes=False),
            VerticalScroll(Static(id="accounts-text"), id="accounts"),
            TariffTable(id="tariffs"),
            VerticalScroll(Static(id="news-text"), id="news"),
            titles=("World", "Accounts", "Tariffs", "News"),
        )
        yield Static("", classes="status", id="status")
        yield Footer()

    def on_mount(self) -> None:
        """Show the game as it stands."""
        table = self.query_one(DataTable)
        for label, width in (
            ("Country", 17), ("Income", 7), ("Theirs", 6), ("Ours", 5), ("Sell", 6),
            ("Buy", 6), ("Trust", 5), ("", 9),
        ):  # fmt: skip
            table.add_column(label, width=width)
        table.focus()
        self.show()

    def on_screen_resume(self) -> None:
        """Something may have been signed meanwhile."""
        if self.is_mounted and self.query_one(DataTable).columns:
            self.show()

    def show(self) -> None:
        """Show the game as it stands."""
        from negotiator.game import queries

        session = self.app.game
        setting, state = session.setting, session.state
        assert state.player is not None
        me = state.player
        self.query_one("#head", Static).update(
            Content.assemble(
                (f"{setting.titles[me]}", "bold $success"),
                f" · {setting.scenario.title} · round {min(state.round, state.rounds)} of"
                f" {state.rounds}",
            )
        )
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear()
        for each in queries.neighbours(setting, state, me):
            talk = state.talks.get(each.code)
            marks = " ".join(
                mark
                for mark, holds in (
                    (f"§{len(each.treaties)}", bool(each.treaties)),
                    ("offer", each.offers),
                    ("✗", talk is not None and bool(talk.closed)),
                )
                if holds
            )
            table.add_row(
                styled(each.title[:17]),
                styled(money(each.income), MUTED),
                styled(rate(each.their_tariff), "$error" if each.their_tariff > 0.1 else ""),
                styled(rate(each.our_tariff), "$error" if each.our_tariff > 0.1 else ""),
                styled(money(each.exports)),
                styled(money(each.imports)),
                styled(f"{each.trust:.2f}", "$error" if each.trust < 0.5 else "$success"),
                styled(marks, "$accent"),
                key=each.code,
            )
        table.move_cursor(row=row)
        self.query_one(TariffTable).show(
            setting.world.countries, queries.tariff_matrix(setting, state), me
        )
        self._accounts(me)
        self._news()
        self.query_one("#status", Static).update(
            styled(
                "§ treaties · offer: one waits for you · ✗ talk over this round · Enter talks",
                MUTED,
            )
        )

    def _accounts(self, me: str) -> None:
        from negotiator.game import queries

        session = self.app.game
        found = queries.accounts(session.setting, session.state, me)
        treaties = [
            t
            for t in session.state.treaties
            if me in t.offer.parties and t.in_force(session.state.round)
        ]
        from negotiator.game.policy import describe

        said = [
            styled(f"Treaty {t.id}: {describe(session.setting, c)}", MUTED)
            for t in treaties
            for c in t.clauses
        ]
        self.query_one("#accounts-text", Static).update(
            lines(
                Content.assemble(("Income         ", MUTED), f"{money(found.income)} a year"),
                Content.assemble(
                    ("Real income    ", MUTED),
                    signed_percent(found.over_base),
                    (" over the base year", MUTED),
                ),
                Content.assemble(
                    ("Since opening  ", MUTED),
                    signed_percent(found.since_opening),
                    "  ",
                    signed_money(found.dollars),
                    (" a year", MUTED),
                ),
                Content.assemble(
                    ("Trade          ", MUTED),
                    f"sells {money(found.exports)}, buys {money(found.imports)}",
                ),
                Content.assemble(("Tariff revenue ", MUTED), f"{money(found.revenue)} a year"),
                Content.assemble(("Promises kept  ", MUTED), f"{found.reliability:.0%}"),
                Content.assemble(
                    ("World's norm   ", MUTED), f"{meter(found.norm)} {found.norm:.2f}"
                ),
                *(
                    [styled(""), *said]
                    if said
                    else [styled(""), styled("No treaty yet: Enter on a country.", MUTED)]
                ),
            )
        )

    def _news(self) -> None:
        state = self.app.game.state
        deeds = [styled(f"{d.text} {d.cause}".strip(), MUTED) for d in state.deeds]
        told = [styled(f"• {text}") for text in state.news] or [styled("A quiet time.", MUTED)]
        mine = [styled(""), styled("This round you have done", "bold"), *deeds] if deeds else []
        self.query_one("#news-text", Static).update(lines(*told, *mine))

    def _chosen(self) -> str | None:
        table = self.query_one(DataTable)
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a second click on a country."""
        if event.row_key.value is not None:
            self._talk(event.row_key.value)

    def action_talks(self) -> None:
        """Talk with the country under the cursor."""
        code = self._chosen()
        if code is not None:
            self._talk(code)

    def _talk(self, code: str) -> None:
        if self.app.busy:
            return
        from negotiator.ui.screens.talks import TalksScreen

        self.app.push_screen(TalksScreen(code))

    def action_policy(self) -> None:
        """Act alone toward the country under the cursor."""
        code = self._chosen()
        if code is not None and not self.app.busy:
            from negotiator.ui.screens.policy import PolicyScreen

            self.app.push_screen(PolicyScreen(code))

    def action_end(self) -> None:
        """Let everyone's acts take effect."""
        if self.app.busy:
            return
        from negotiator.game.moves import EndRound
        from negotiator.ui.screens.waiting import WaitingScreen

        waiting = WaitingScreen("The others act, and the world economy is solved", frees=False)
        self.app.push_screen(waiting)

        def close() -> None:
            if waiting in self.app.screen_stack:
                self.app.pop_screen()

        def ended(events: tuple[Event, ...]) -> None:
            from negotiator.ui.screens.results import ResultsScreen

            close()
            self.show()
            self.app.push_screen(ResultsScreen())

        self.app.play(EndRound(), ended, close)

    def action_score(self) -> None:
        """The score so far."""
        if not self.app.busy:
            from negotiator.ui.screens.debrief import DebriefScreen

            self.app.push_screen(DebriefScreen())

    def action_briefing(self) -> None:
        """The briefing again."""
        from negotiator.ui.screens.briefing import BriefingScreen

        self.app.push_screen(BriefingScreen())

    def action_leave(self) -> None:
        """Back to the title; the game is saved."""
        if self.app.busy:
            self.app.tell("The round is being cleared: a moment.")
            return
        self.app.pop_screen()
