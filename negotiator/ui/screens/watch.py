"""A match, watched round by round: what each did, why, and what it was worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from negotiator.ui.screens.why import QUIET
from negotiator.ui.text import MUTED, figure, lines, meter, styled
from negotiator.ui.widgets.duel import Duel
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.tournament.outcome import Outcome
    from negotiator.tournament.watch import Act, Match
    from negotiator.ui.app import NegotiatorApp


class WatchScreen(Screen[None]):
    """Two of a tournament; `one` in the seat, `other` opposite.

    Parameters
    ----------
    titles
        Names of countries by code.
    one, other
        Places in the plan's entrants.
    seat
        The one's: 0 for the row's, 1 for the column's.
    """

    CSS_PATH = "watch.tcss"
    HELP = """
## A match, watched

**{Space/→ watch.next}** is the next round, **{← watch.before}** the one before,
**{Home watch.first-round}** and **{End watch.last-round}** the first and the last.
**{p watch.play}** plays and pauses, **{n watch.another}** is the next match of the same two.
**{y app.why}** takes the payoffs apart.

Bars are levels of cooperation, from 0 (Nash tariffs, or defection) to 1 (efficient tariffs, or
cooperation). **!** marks an act that was misread: it turned into its opposite, and both remember
what happened.

A step is classed by what it alone did to both (Hindriks, Jonker and Tykhonov 2007):
*fortunate* both gained, *unfortunate* both lost, *selfish* gained at no gain to the other,
*concession* lost and the other did not, *nice* cost nothing and gave, *silent* changed nothing.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "level", "noise", "step-classes", "nash-tariffs", "efficient-tariffs",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "step(1)", "Next", key_display="Space", id="watch.next"),
        Binding("left", "step(-1)", "Back", key_display="←", id="watch.before"),
        Binding("p", "play", "Play", id="watch.play"),
        Binding("n", "another", "Next match", id="watch.another"),
        QUIET,
        Binding("home", "end(False)", "First round", show=False, id="watch.first-round"),
        Binding("end", "end(True)", "Last round", show=False, id="watch.last-round"),
        Binding("escape,q", "app.pop_screen", "Leave", key_display="Esc", id="watch.back"),
    ]
    #: Seconds from a round to the next while it plays.
    PACE: ClassVar[float] = 0.6
    app: NegotiatorApp

    def __init__(
        self, outcome: Outcome, titles: dict[str, str], one: int, other: int, seat: int
    ) -> None:
        super().__init__()
        self.outcome = outcome
        self.titles = titles
        self.two = (one, other)
        self.seat = seat
        self.repetition = 0
        self.match: Match | None = None
        self.at = 0
        self.playing = False
        self.timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static("Playing it once more …", classes="head", id="head", markup=False)
        yield Duel(id="duel")
        with Horizontal(id="sides"):
            for side in ("one", "other"):
                # Out of the keyboard's way: the arrows go through the match.
                with VerticalScroll(classes="pane", can_focus=False):
                    yield Static(id=side)
        yield Foot()

    def on_mount(self) -> None:
        """Play it on a thread."""
        self.timer = self.set_interval(self.PACE, self._tick, pause=True)
        self._begin()

    def _begin(self) -> None:
        stage, (one, other) = self.outcome.stage, self.two
        seat, repetition = self.seat, self.repetition

        def run() -> Callable[[], None]:
            from negotiator.tournament.watch import watch

            try:
                match = watch(stage, one, other, seat=seat, repetition=repetition)
            except ValueError as error:
                text = str(error)
                return lambda: self.app.tell(text, error=True)
            return lambda: self._found(match)

        self.app.work(run, "watch")

    def _found(self, match: Match) -> None:
        if not self.is_mounted:
            return
        self.match, self.at = match, 0
        self._show()

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called, with what they govern."""
        rules = self.outcome.stage.seats[0]
        one, other = (rules[place].stance.title for place in self.two)
        seats = [self.titles.get(view.seat or "", "") for view in self.outcome.views]
        if len(seats) < 2:
            return one, other
        mine, theirs = seats[self.seat], seats[1 - self.seat]
        return f"{one} · {mine}", f"{other} · {theirs}"

    def _show(self) -> None:
        match = self.match
        if match is None:
            return
        frame = match.frames[self.at]
        plan = self.outcome.plan
        self.query_one("#head", Static).update(
            Content.assemble(
                (f"Round {frame.number} of {len(match.frames)}", "bold"),
                (" ▶ playing" if self.playing else "", "bold $accent"),
                (f" · match {match.repetition + 1} of {plan.repetitions} of these two ·"
                 f" {self.outcome.title}", MUTED),
            )
        )  # fmt: skip
        self.query_one(Duel).show(match.frames, self.names, self.at)
        for side, name in enumerate(self.names):
            self.query_one(f"#{('one', 'other')[side]}", Static).update(
                self._told(name, frame.acts[side], frame.number, ("$success", "$accent")[side])
            )

    def _told(self, name: str, act: Act, rounds: int, style: str) -> Content:
        unit, digits = ("", 2) if self.outcome.plan.scenario is None else ("%", 3)
        meant = (
            [Content.assemble(("! misread: ", "bold $error"), f"it meant {act.meant:.2f}")]
            if act.misread
            else []
        )
        return lines(
            styled(name, f"bold {style}"),
            Content.assemble(
                ("Cooperation ", MUTED), (f"{meter(act.level, 6)} {act.level:.2f}", style),
                (f"  {act.step}" if act.step else "  first round", MUTED),
            ),
            *meant,
            Content.assemble(
                ("Payoff      ", MUTED), (f"{figure(act.payoff, digits)}{unit}", "bold"),
                (" this round", MUTED),
            ),
            Content.assemble(
                ("In all      ", MUTED), (f"{figure(act.total)}{unit}", "bold"), ", ",
                f"{figure(act.total / rounds, 3)}{unit}", (" a round", MUTED),
            ),
            styled(f"“{act.because}”"),
        )  # fmt: skip

    def action_step(self, way: int) -> None:
        """To another round."""
        self._go(self.at + way)

    def action_end(self, last: bool) -> None:
        """To the first round or the last."""
        self._go(len(self.match.frames) - 1 if self.match is not None and last else 0)

    def _go(self, at: int) -> None:
        if self.match is not None:
            self.at = min(max(at, 0), len(self.match.frames) - 1)
            self._show()

    def action_why(self) -> None:
        """Where the payoffs come from."""
        if self.match is None:
            return
        from negotiator.tournament.origins import watched
        from negotiator.ui.screens.why import asked

        asked(self.app, watched(self.match, self.names, self.at))

    def action_play(self) -> None:
        """Play, from the beginning again after the end; or pause."""
        if self.match is not None:
            if not self.playing and self.at == len(self.match.frames) - 1:
                self.at = 0
            self._play(not self.playing)

    def _play(self, playing: bool) -> None:
        self.playing = playing
        if self.timer is not None:
            (self.timer.resume if playing else self.timer.pause)()
        self._show()

    def _tick(self) -> None:
        if self.match is not None:
            self._go(self.at + 1)
            if self.at == len(self.match.frames) - 1:
                self._play(False)

    def action_another(self) -> None:
        """The next match of the same two."""
        self.repetition = (self.repetition + 1) % self.outcome.plan.repetitions
        self._begin()
