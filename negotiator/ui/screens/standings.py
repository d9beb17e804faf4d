"""What came of a tournament: who did how well, against whom, and how a community would change."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from negotiator.ui.screens.why import WHY
from negotiator.ui.text import MUTED, cut, figure, lines, meter, styled
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.meetings import Meetings
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.shares import ShareChart

if TYPE_CHECKING:
    from negotiator.counterparts.stances import Stance
    from negotiator.tournament.outcome import Outcome
    from negotiator.tournament.standings import Standing
    from negotiator.ui.app import NegotiatorApp

#: Heading and width of each column; figures stand on the right of theirs.
_COLUMNS = (
    ("#", 3), (" Counterpart", 23), ("payoff", 7), ("coop", 5), ("mutual", 7), ("good", 5),
    ("rank", 6), ("±s.e.", 6), ("gain $bn", 9),
)  # fmt: skip


class StandingsScreen(Screen[None]):
    """Standings, head to head, the community, and the one under the cursor.

    Parameters
    ----------
    titles
        Names of countries by code.
    """

    CSS_PATH = "standings.tcss"
    HELP = """
## Results of a tournament

Number keys change the pane, **arrows** move, **{s standings.seat}** changes the seat where two
countries meet.

**payoff** is the mean a round: points, or per cent of income over the base year. **coop** is the
mean level of cooperation. **mutual** is the mutual benefit index, 100 at the Nash bargaining
solution, mean over opponents. **good** is the share of matches in which it cooperated at least as
much as the other. **rank**: the ranks that come out when repetitions are drawn anew, in 95 of 100
cases; **±s.e.** the standard error of the payoff over the repetitions; **gain** is over mutual Nash
tariffs, a year.

**Head to head**: what the one in the row got from the one in the column.
**{Enter meetings.choose}** there watches the two, **{w standings.watch}** anywhere lets you choose
them. **{y app.why}** takes the figures of the one under the cursor apart: opponent by opponent, or
match by match.

**Community**: each one's share grows by how well it does in the company of the others, as in
Axelrod's ecological tournament.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "tournament", "payoff", "level", "mutual-benefit-index", "good-partner", "step-classes",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "watch", "Watch two", id="standings.watch"),
        Binding("s", "seat", "Other seat", id="standings.seat"),
        WHY,
        Binding("enter", "about", "About it", show=False, id="standings.about"),
        Binding("escape,q", "app.pop_screen", "Back", key_display="Esc", id="standings.back"),
    ]
    app: NegotiatorApp

    def __init__(self, outcome: Outcome, titles: dict[str, str]) -> None:
        super().__init__()
        self.outcome = outcome
        self.titles = titles
        self.seat = 0
        self.row = 0

    def compose(self) -> ComposeResult:
        yield Static(classes="head", id="head", markup=False)
        yield Panes(
            DataTable[Content](id="standings", cell_padding=0, cursor_type="row"),
            Meetings(id="meetings"),
            ShareChart(id="shares"),
            VerticalScroll(Static(id="about-text"), id="about"),
            titles=("Standings", "Head to head", "Community", "About it"),
        )
        yield Foot()

    def on_mount(self) -> None:
        """Fill everything."""
        table = self.query_one(DataTable)
        economy = self.outcome.plan.scenario is not None
        for k, (label, width) in enumerate(_COLUMNS if economy else _COLUMNS[:-1]):
            table.add_column(Text(label if k == 1 else label.rjust(width)), width=width)
        self._show()
        table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A seat is chosen only where there are two."""
        return len(self.outcome.views) > 1 if action == "seat" else True

    @property
    def found(self) -> list[Standing]:
        """The standings of the seat that is shown."""
        return self.outcome.standings[self.seat]

    @property
    def places(self) -> list[int]:
        """Of those in the standings, in the plan's entrants."""
        return [self.outcome.plan.entrants.index(one.label) for one in self.found]

    def rule(self, place: int) -> Stance:
        """The stance of an entrant."""
        return self.outcome.stage.seats[0][place].stance

    def _show(self) -> None:
        import numpy as np

        from negotiator.tournament.standings import head_to_head, mean_levels

        self.query_one("#head", Static).update(self._head())
        table = self.query_one(DataTable)
        table.clear()
        for k, one in enumerate(self.found):
            table.add_row(*self._cells(k, one))
        view, places = self.outcome.views[self.seat], self.places
        names = [self.rule(place).title for place in places]
        square = np.ix_(places, places)
        unit = "%" if view.income is not None else ""
        self.query_one(Meetings).show(
            names, head_to_head(view)[square], mean_levels(view)[square], unit
        )
        shares = self.outcome.shares
        self.query_one(ShareChart).show(
            shares[self.seat][:, places] if shares else None,
            names,
            list(range(1, len(names) + 1)),
        )
        if names:
            self.row = min(self.row, len(names) - 1)
            table.move_cursor(row=self.row)
            self._describe()
        else:
            self.query_one("#about-text", Static).update("Stopped before anyone had met.")

    def _head(self) -> Content:
        outcome, plan = self.outcome, self.outcome.plan
        parts: list[Content | str | tuple[str, str]] = [(outcome.title, "bold")]
        if len(outcome.views) > 1:
            # Brackets as well as colour say which seat is shown.
            for k, view in enumerate(outcome.views):
                name = self.titles.get(view.seat or "", view.seat or "")
                parts.append((f"  [{name}]", "bold $accent") if k == self.seat
                             else (f"   {name} ", MUTED))  # fmt: skip
        if not outcome.complete:
            parts.append((f" · stopped at {outcome.matches:,} of {plan.matches:,}", "$error"))
        noise = f", {plan.noise:.0%} misread" if plan.noise else ""
        parts.append(
            (f" · {plan.rounds}×{plan.repetitions} rounds{noise}, seed {plan.seed}", MUTED)
        )
        return Content.assemble(*parts)

    def _cells(self, k: int, one: Standing) -> list[Content]:
        texts = (
            f"{k + 1}",
            f" {self.rule(self.places[k]).title}",
            figure(one.payoff, 3),
            f"{one.cooperation:.0%}",
            "–" if one.index is None else f"{one.index:.0f}",
            "–" if one.good_partner is None else f"{one.good_partner:.0%}",
            f"{one.rank}" if one.rank_low == one.rank_high else f"{one.rank_low}–{one.rank_high}",
            "–" if one.error is None else f"{one.error:.3f}",
            *(() if one.gain_bn is None else (figure(one.gain_bn),)),
        )
        return [
            styled(cut(text, width) if k == 1 else text.rjust(width))
            for k, (text, (_, width)) in enumerate(zip(texts, _COLUMNS, strict=False))
        ]

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Describe the one under the cursor."""
        if 0 <= event.cursor_row < len(self.found):
            self.row = event.cursor_row
            self.query_one(Meetings).go(self.row)
            self._describe()

    def on_meetings_moved(self, event: Meetings.Moved) -> None:
        """The standings follow."""
        self.query_one(DataTable).move_cursor(row=event.row)

    def on_data_table_row_selected(self) -> None:
        """Tell more of the one under the cursor."""
        self.action_about()

    def action_about(self) -> None:
        """To the pane that tells of the one under the cursor."""
        self.query_one(Panes).go(4)

    def _describe(self) -> None:
        one, rule = self.found[self.row], self.rule(self.places[self.row])
        steps = ", ".join(
            f"{name} {share:.0%}"
            for name, share in sorted(one.steps.items(), key=lambda each: -each[1])
            if share >= 0.005
        )
        known = f"Known as {', '.join(rule.names)}. " if rule.names else ""
        self.query_one("#about-text", Static).update(
            lines(
                Content.assemble(
                    (f"{self.row + 1} {rule.title}", "bold $accent"), f"  {rule.rule}"
                ),
                styled(f"Steps: {steps or 'none'}.", MUTED),
                styled("Payoff a round against", "bold"),
                *self._against(),
                "",
                *(styled(f"{' '.join(part.split())}\n") for part in rule.text().split("\n\n")),
                styled(f"{known}Source: {rule.reference}.", MUTED),
            )
        )

    def _against(self) -> list[Content]:
        meetings = self.query_one(Meetings)
        met = {
            name: payoff
            for name, payoff in zip(
                meetings.names, meetings.payoffs[self.row].tolist(), strict=True
            )
            if not math.isnan(payoff)
        }
        low, high = min(met.values(), default=0.0), max(met.values(), default=0.0)
        return [
            styled(
                f"  {cut(name, 25)}{figure(payoff):>6}"
                f" {meter((payoff - low) / (high - low) if high > low else 1.0, 12)}"
            )
            for name, payoff in met.items()
        ]

    def action_seat(self) -> None:
        """Show the other seat."""
        self.seat = (self.seat + 1) % len(self.outcome.views)
        self._show()

    def action_why(self) -> None:
        """Where the figures of the one under the cursor come from."""
        if not self.found:
            self.app.tell("Nobody has met everyone yet.")
            return
        from negotiator.tournament import origins
        from negotiator.ui.screens.why import asked

        places, meetings = self.places, self.query_one(Meetings)
        found = origins.standing(self.outcome, self.seat, places[self.row])
        one, other = places[meetings.row], places[meetings.column]
        cell = origins.meeting(self.outcome, self.seat, one, other)
        asked(self.app, (cell, *found) if meetings.has_focus else (*found, cell))

    def on_meetings_chosen(self) -> None:
        """Watch the two under the cursor."""
        meetings = self.query_one(Meetings)
        self._watch((meetings.row, meetings.column))

    def action_watch(self) -> None:
        """Choose two, and watch them."""
        if not self.found:
            return
        from negotiator.ui.screens.matchup import MatchupScreen

        meetings = self.query_one(Meetings)
        seats = [self.titles.get(view.seat or "", "") for view in self.outcome.views]
        if len(seats) == 2 and self.seat:
            seats.reverse()
        self.app.push_screen(
            MatchupScreen(meetings.names, (meetings.row, meetings.column), seats),
            lambda rows: self._watch(rows) if rows is not None else None,
        )

    def _watch(self, rows: tuple[int, int]) -> None:
        from negotiator.ui.screens.watch import WatchScreen

        one, other = (self.places[row] for row in rows)
        self.app.push_screen(WatchScreen(self.outcome, self.titles, one, other, self.seat))
