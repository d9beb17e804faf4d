"""The score and the debrief: what was gained, what was possible, who the counterparts were."""

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
from negotiator.ui.screens.debrief_report import ReportLine, write_report
from negotiator.ui.screens.debrief_text import meaning, more, unmasked, why
from negotiator.ui.screens.why import WHY
from negotiator.ui.text import (
    MUTED,
    OURS,
    THEIRS,
    capital,
    lines,
    meter,
    prose,
    signed_money,
    signed_share,
    styled,
)
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.panes import Panes
from negotiator.ui.widgets.pareto import ParetoPicture
from negotiator.ui.widgets.quiet import QuietText
from negotiator.ui.widgets.timeline import timeline

if TYPE_CHECKING:
    from negotiator.scoring.score import PairScore, Score
    from negotiator.ui.app import NegotiatorApp


class DebriefScreen(Screen[None]):
    """During the game the score so far; at its end everything."""

    CSS_PATH = "debrief.tcss"
    HELP = """
## Score and debrief

**Mutual benefit** compares what both sides gained over no deal with the Nash bargaining solution:
100 is as good, 0 means that one is no better off. **Efficiency** is the joint gain as a share of
the largest possible one, **fairness** how near the split is to one of the classical solutions. The
picture shows the deals by which neither could have more without the other having less: the
frontier. **Room** is what either could still have with the other no worse off. Number keys change
the pane. **H** is what the two really did, where the scenario tells it. **{r debrief.report}**
writes a report, a page for any browser with every act, clause and offer, next to the save.
**{g debrief.renegotiate}** opens the last round of a finished game again, for five minutes, in a
save of its own. **{y app.why}** opens where each figure comes from: the index, our own result, the
gains of both. **Who they were** also holds your guesses and predictions against what was.

**Why** splits each side's gain into what adds up to it. *Terms of trade*: what exports fetch in
imports. *Volume of trade*: every unit more that is imported over a tariff is worth more at home
than it costs abroad. Then the other domains, and the sectors that the government favours.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "mutual-benefit-index", "efficiency", "fairness", "left-on-the-table", "room", "share",
        "pareto-frontier", "disagreement-point", "nash-solution", "kalai-smorodinsky",
        "egalitarian", "decomposition", "terms-of-trade", "volume-of-trade", "reciprocity-balance",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next pair", id="debrief.next"),
        WHY,
        Binding(
            "g",
            "renegotiate",
            "Renegotiate",
            tooltip="Open the last round again",
            id="debrief.renegotiate",
        ),
        Binding(
            "r",
            "report",
            "Report",
            tooltip="Write all of it as a page for any browser",
            id="debrief.report",
        ),
        Binding("escape,q,enter", "leave", "Back", key_display="Esc", id="debrief.leave"),
    ]
    app: NegotiatorApp

    def __init__(self) -> None:
        super().__init__()
        self.found: Score | None = None
        self.pair = 0

    def compose(self) -> ComposeResult:
        yield Static("", classes="head", id="head")
        yield Panes(
            VerticalScroll(
                QuietText(styled("Working out what was possible …", MUTED), id="score-text"),
                id="score",
            ),
            ParetoPicture(id="picture"),
            VerticalScroll(QuietText(id="time-text"), id="time"),
            VerticalScroll(QuietText(id="who-text"), QuietText(id="aftermath"), id="who"),
            titles=("Score", "What was possible", "Timeline", "Who they were"),
        )
        yield ReportLine(markup=False)
        yield Foot()

    def on_mount(self) -> None:
        """Work out the score on a thread; the screen can be left meanwhile."""
        session = self.app.game
        state = session.state
        over = "Debrief" if state.over else f"The score after round {state.last.number}"
        if not state.last.number:
            over = "The score before the first round is over"
        self.query_one("#head", Static).update(
            Content.assemble((over, "bold"), (f" · {session.setting.scenario.title}", MUTED))
        )
        self.query_one("#score", VerticalScroll).focus()
        self.query_one("#time-text", QuietText).update(timeline(session.setting, state))
        self.query_one("#who-text", QuietText).update(unmasked(session.setting, state))
        if state.over and session.setting.scenario.aftermath:
            self.query_one("#aftermath", QuietText).update(
                prose(f"### What really happened\n\n{session.setting.scenario.aftermath}")
            )
        setting = session.setting

        def run() -> Callable[[], None]:
            from negotiator.game.scores import current

            found = current(setting, state)
            return lambda: self._computed(found)

        self.app.work(run, "score")

    def _computed(self, found: Score) -> None:
        if not self.query("#score-text"):  # the screen is being closed
            return
        self.found = found
        rows: list[Content | str] = [
            styled(found.headline, "bold $accent"),
            *(
                []
                if found.index is None
                else [styled(meter(found.index / 100.0, 30), "$accent"),
                      styled(f"Over no deal with these partners, {meaning(found.index)}.", MUTED)]
            ),
            "",
            Content.assemble(
                ("Our own result  ", MUTED), signed_share(found.own_percent, 5), "  ",
                signed_money(found.own_dollars),
                (" a year since the opening, whoever did it", MUTED),
            ),
            Content.assemble(
                ("The whole world ", MUTED), signed_money(found.world_dollars), (" a year", MUTED)
            ),
            Content.assemble(
                ("Promises kept   ", MUTED), f"{found.reliability:.0%}",
                ("   World's norm ", MUTED), f"{found.norm:.2f}",
            ),
        ]  # fmt: skip
        for pair in found.pairs:
            rows += ["", *self._pair(pair)]
        self.query_one("#score-text", QuietText).update(lines(*rows))
        self._picture()

    def _pair(self, pair: PairScore) -> list[Content]:
        titles = self.app.game.setting.titles
        other = titles[pair.pair[1]]
        possible = pair.possible
        rows = [
            styled(f"With {other}, over no deal between us", "bold"),
            Content.assemble(
                (f"  {'We':<16}", OURS),
                signed_share(pair.percent[0]),
                "  ",
                signed_money(pair.gains[0]),
            ),
            Content.assemble(
                (f"  {other[:15]:<16}", THEIRS),
                signed_share(pair.percent[1]),
                "  ",
                signed_money(pair.gains[1]),
            ),
        ]
        if possible.nash is None:
            rows.append(styled("  There was no zone of agreement between us.", MUTED))
        else:
            index = "—" if pair.index is None else f"{pair.index:.0f}"
            fair = "—" if pair.fairness is None else f"{pair.fairness:.0%}"
            nash, room = possible.nash.gains, possible.room(pair.gains)
            rows += [
                Content.assemble(
                    ("  Mutual benefit ", MUTED), (index, "bold"),
                    ("   efficiency ", MUTED), (f"{pair.efficiency:.0%}", "bold"),
                    ("   fairness ", MUTED), (fair, "bold"),
                ),
                Content.assemble(
                    ("  Left on the table ", MUTED), (money(pair.left), "bold"), (" a year", MUTED)
                ),
                Content.assemble(
                    ("  Room to the frontier: we ", MUTED), (money(room[0]), "bold"),
                    (", or they ", MUTED), (money(room[1]), "bold"),
                ),
                Content.assemble(
                    ("  Nash solution: we ", MUTED), signed_money(nash[0]),
                    (f", {other} ", MUTED), signed_money(nash[1]),
                ),
            ]  # fmt: skip
            if self.app.game.state.over:
                from negotiator.game.policy import describe

                rows.append(styled("  A deal that would have done it:", MUTED))
                rows += [
                    styled(f"    {capital(describe(self.app.game.setting, c))}", MUTED)
                    for c in possible.nash.clauses
                ]
        if pair.happened is not None and self.app.game.state.over:
            rows.append(
                Content.assemble(
                    ("  What really happened: we ", MUTED), signed_money(pair.happened[0]),
                    (f", {other} ", MUTED), signed_money(pair.happened[1]),
                )
            )  # fmt: skip
        for code in pair.pair:
            rows += why(self.app.game.setting, pair, code)
        rows.append(
            styled(
                f"  By the ledger we gave {more(pair.balance)} in value and {more(pair.access)}"
                " in market access.",
                MUTED,
            )
        )
        return rows

    def _picture(self) -> None:
        if self.found is not None and self.found.pairs:
            pair = self.found.pairs[self.pair % len(self.found.pairs)]
            session = self.app.game
            real = session.setting.happened(*pair.pair) if session.state.over else None
            self.query_one(ParetoPicture).show(
                pair, session.setting.titles, real.text if real else ""
            )

    def action_why(self) -> None:
        """Where the figures come from."""
        if self.found is None:
            self.app.tell("The score is still being worked out.")
            return
        from negotiator.game.origins import figures
        from negotiator.ui.screens.why import asked

        session = self.app.game
        asked(self.app, figures.score(session.setting, session.state, self.found))

    def action_next(self) -> None:
        """The picture of the next pair."""
        if self.found is None or len(self.found.pairs) < 2:
            self.app.tell("There is no other pair: a treaty makes one.")
            return
        self.pair += 1
        self._picture()

    def action_report(self) -> None:
        """Write the report beside the save, on a thread."""
        write_report(self.app)

    def action_renegotiate(self) -> None:
        """Open the last round again, in a save of its own."""
        log = self.app.game.log
        if log is None or not self.app.game.state.over:
            why = "is not saved" if log is None else "is not over"
            self.app.tell(f"This game {why}: only a saved and finished one can be renegotiated.")
            return
        from time import time

        from negotiator import __version__
        from negotiator.game.renegotiation import reopen
        from negotiator.game.saves import SaveError

        try:
            save = reopen(log.path, time(), __version__)
        except SaveError as error:
            self.app.tell(str(error), error=True)
            return
        self.app.pop_screen()
        self.app.resume(save)

    def action_leave(self) -> None:
        """Back."""
        self.app.pop_screen()
