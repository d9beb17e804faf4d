"""The desk: the world at a glance, tariffs, accounts, news and proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from negotiator.ui.screens.desk_layout import charting, heights
from negotiator.ui.screens.desk_text import accounts, closing, detail, news
from negotiator.ui.screens.why import WHY, asked
from negotiator.ui.text import styled
from negotiator.ui.widgets.charts import HistoryChart, TradeChart
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.glance import WorldTable
from negotiator.ui.widgets.heat import TariffTable
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.quiet import QuietText
from negotiator.ui.widgets.time_left import TimeLeft

if TYPE_CHECKING:
    from negotiator.game.state import Event
    from negotiator.ui.app import NegotiatorApp

#: Panes of charts, and how many countries the one of cooperation is about.
_CHARTS, _TOLD = (5, 6), 5


class DeskScreen(Screen[None]):
    """Where a round is governed from."""

    CSS_PATH = "desk.tcss"
    HELP = """
## The desk

**{Enter desk.talks}** on a country opens talks with it; *offer* says that one waits for you.
**{p desk.policy}** sets your own policy toward it, **{e desk.end}** ends the round,
**{s desk.score}** shows the score so far, **{b desk.briefing}** the briefing again,
**{k desk.library}** what kinds of counterparts there are. **{g desk.guess}** notes what rule you
take the country to follow; the debrief says how well you guessed. **{h desk.coach}** has a coach
beside you in talks, or not. **{y app.why}** tells where figures come from: those of the country
under the cursor, or of the accounts or tariffs where the focus is there.

*On us* is its average tariff on your goods, *on it* yours on its goods. *Cooperation* is how well
it treats you: 0 as in a trade war, 1 as well as can be. The figures of trade are those of the last
round, before tariffs; the tariffs are those in force. On a terminal of 156 × 46 and beyond, charts
show trade with each partner against the base year, and gains and cooperation by round.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "desk", "tariff", "level", "treaty", "policy", "real-income", "reliability", "norm",
        "offer",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "talks", "Talks", key_display="Enter", priority=True, id="desk.talks"),
        Binding("p", "policy", "Policy", id="desk.policy"),
        Binding("e", "end", "End round", id="desk.end"),
        Binding("s", "score", "Score", id="desk.score"),
        WHY,
        Binding("g", "guess", "Guess their rule", show=False, id="desk.guess"),
        Binding("h", "coach", "Coach on or off", show=False, id="desk.coach"),
        Binding("b", "briefing", "Briefing", show=False, id="desk.briefing"),
        Binding("k", "library", "Counterparts", show=False, id="desk.library"),
        Binding("escape,q", "leave", "Title", show=False, id="desk.leave"),
    ]
    app: NegotiatorApp
    charted = False

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            Vertical(WorldTable(id="world"), QuietText(id="detail"), id="glance"),
            VerticalScroll(QuietText(id="accounts-text"), id="accounts"),
            TariffTable(id="tariffs"),
            VerticalScroll(QuietText(id="news-text"), id="news"),
            TradeChart(id="trade"),
            HistoryChart(id="history"),
            titles=("World", "Accounts", "Tariffs", "News", "Trade", "History"),
        )
        yield Static("", classes="status", id="status")
        yield TimeLeft()
        yield Foot()

    def on_mount(self) -> None:
        """Show the game as it stands."""
        # Where there are charts, what is wide stands on the left.
        grid = self.query_one(".grid")
        for chart, before in (("#trade", "#tariffs"), ("#history", "#news")):
            grid.move_child(self.query_one(chart), before=self.query_one(before))
        for table in self.query(WorldTable):  # none where the program is left while it opens
            table.focus()
            self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Charts where there is room for them."""
        size, countries = self.app.size, len(self.app.game.setting.world.countries)
        self.charted = charting(size, countries)
        self.set_class(self.charted, "-charted")
        grid, rows = self.query_one(".grid"), heights(size, countries)
        if rows is None:
            grid.styles.clear_rule("grid_rows")
        else:
            grid.styles.grid_rows = rows
        for number in _CHARTS:
            self.query_one(Panes).show(number, self.charted)
        if self.query_one(WorldTable).row_count:
            self.call_after_refresh(self._again)
            if self.charted:
                self._charts()

    def _again(self) -> None:
        for table in self.query(WorldTable):  # none when the screen is being closed
            self._tell(table.chosen)

    def _charts(self) -> None:
        from negotiator.game import charts

        session = self.app.game
        setting, state, me = session.setting, session.state, str(session.state.player)
        found = charts.trade(setting, state, me)
        self.query_one(TradeChart).show(found)
        most = [each.code for each in found]
        self.query_one(HistoryChart).show(charts.history(setting, state, me, most[:_TOLD]))

    def on_screen_resume(self) -> None:
        """Something may have been signed meanwhile."""
        # Below the results of a round it waits until they are read: then it is seen what moved.
        seen = self.app.screen is self
        if seen and self.query(WorldTable) and self.query_one(WorldTable).columns:
            self.show()

    def show(self) -> None:
        """Show the game as it stands."""
        from negotiator.game import overview

        session = self.app.game
        setting, state = session.setting, session.state
        assert state.player is not None
        me = state.player
        self.query_one("#head", Static).update(
            Content.assemble(
                (f"{setting.titles[me]}", "bold $success"),
                f" · {setting.scenario.title} · round {min(state.round, state.rounds)}"
                f"{session.length}",
                ("" if session.log is not None else " · not saved", "$error"),
            )
        )
        closed = frozenset(code for code, talk in state.talks.items() if talk.closed)
        table = self.query_one(WorldTable)
        first = not table.row_count
        table.show(overview.neighbours(setting, state, me), closed)
        if first:  # the cursor begins where the scenario's opening offer lies
            pairs = ({d.giver, d.receiver} for d in setting.scenario.opening)
            other = next((pair - {me} for pair in pairs if me in pair), set())
            if other:
                table.choose(str(other.pop()))
        self.query_one(TariffTable).show(
            setting.world.countries, overview.tariff_matrix(setting, state), me
        )
        self.query_one("#accounts-text", QuietText).update(accounts(setting, state))
        self.query_one("#news-text", QuietText).update(news(state))
        if self.charted:
            self._charts()
        self.query_one("#status", Static).update(
            styled(f"Aim: {session.aim}", "$accent") if session.aim else closing(state)
        )

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """More on the country under the cursor."""
        code = event.row_key.value if event.row_key is not None else None
        if code is not None:
            self._tell(code)

    def _tell(self, code: str | None) -> None:
        if code is None:
            return
        session, told = self.app.game, self.query_one("#detail", QuietText)
        told.update(detail(session.setting, session.state, code, told.content_size))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a second click on a country."""
        if event.row_key.value is not None:
            self._talk(event.row_key.value)

    def action_talks(self) -> None:
        """Talk with the country under the cursor."""
        code = self.query_one(WorldTable).chosen
        if code is not None:
            self._talk(code)

    def _talk(self, code: str) -> None:
        if self.app.busy:
            return
        from negotiator.ui.screens.talks import TalksScreen

        self.app.push_screen(TalksScreen(code))

    def action_policy(self) -> None:
        """Act alone toward the country under the cursor."""
        code = self.query_one(WorldTable).chosen
        if code is not None and not self.app.busy:
            from negotiator.ui.screens.policy import PolicyScreen

            self.app.push_screen(PolicyScreen(code))

    def action_guess(self) -> None:
        """Note what the country under the cursor is taken for."""
        code = self.query_one(WorldTable).chosen
        if code is None or self.app.busy:
            return
        from negotiator.game.forecasts import guessed
        from negotiator.game.moves import Guess
        from negotiator.ui.screens.guess import GuessScreen

        session = self.app.game

        def taken(stance: str | None) -> None:
            if stance is not None:
                self.app.play(Guess(country=code, stance=stance), lambda _: self.show(), self.show)

        asked = GuessScreen(session.setting.names[code], guessed(session.state, code))
        self.app.push_screen(asked, taken)

    def action_why(self) -> None:
        """Where the figures come from: of the pane that has the focus."""
        from negotiator.game.origins import figures

        session, code = self.app.game, self.query_one(WorldTable).chosen
        setting, state = session.setting, session.state
        own = figures.accounts(setting, state)
        if code is None or self.query_one("#accounts").has_focus:
            asked(self.app, own)
        elif self.query_one(TariffTable).has_focus:
            asked(self.app, figures.tariffs(setting, state, code))
        else:
            asked(self.app, (*figures.neighbour(setting, state, code), *own))

    def action_coach(self) -> None:
        """With the coach in talks, or without."""
        from negotiator.ui.widgets.coach import switch

        switch(self.app)

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

    def action_library(self) -> None:
        """What kinds of counterparts there are."""
        from negotiator.ui.screens.library import LibraryScreen

        self.app.push_screen(LibraryScreen())

    def action_leave(self) -> None:
        """Back to the title; the game is saved."""
        if self.app.busy:
            self.app.tell("The round is being cleared: a moment.")
            return
        if self.app.game.log is not None:
            self._left(True)
            return
        from negotiator.ui.screens.confirm import UnsavedScreen

        self.app.push_screen(UnsavedScreen(), self._left)

    def _left(self, yes: bool | None) -> None:
        if not yes:
            return
        self.app.pop_screen()
        if self.app.close():
            self.app.tell("The game is saved: Go on opens it where it stands.")
