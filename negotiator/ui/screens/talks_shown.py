"""What stands on the table as one talks: the talk, the draft's effects, their view, the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widgets import Static

from negotiator.ui.named import keyed
from negotiator.ui.screens import talks_text as say
from negotiator.ui.screens.drafting import DraftingScreen
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.coach import CoachPane
from negotiator.ui.widgets.editor import DraftEditor
from negotiator.ui.widgets.panes import Panes, roomy
from negotiator.ui.widgets.parties import PartyList
from negotiator.ui.widgets.quiet import QuietText
from negotiator.ui.widgets.zone import ZonePicture

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment
    from negotiator.game.queries import Effect
    from negotiator.game.state import State

#: The panes that are not always there: the other countries, the coach, the zone of agreement.
_PARTIES, COACH, _ZONE = 4, 5, 6


class ShownTalks(DraftingScreen):
    """The panes of the talks and what is worked out for them."""

    zoned = False
    signed = ""  # what has been signed just now
    told: State | None = None  # whose dossier is shown

    def _seat(self) -> None:
        """Have the coach at the table, or not."""
        self.query_one(Panes).show(COACH, self.app.coach)
        self.set_class(self.app.coach, "-coached")
        told = self.app.coach or self.app.game.state.mode == "open"
        self.zoned = told and roomy(self.app.size)
        self.query_one(Panes).show(_ZONE, self.zoned)
        self.set_class(self.zoned, "-zoned")
        several = len(self.app.game.setting.world.countries) > 2
        self.query_one(Panes).show(_PARTIES, several)
        self.set_class(several, "-several")
        self._fit()

    def _fit(self) -> None:
        """Have the draft as high as its lines, where all panes stand side by side."""
        size, grid = self.app.size, self.query_one(".grid")
        if size.width < 118 or size.height < 34:
            grid.styles.clear_rule("grid_rows")
            return
        height = min(max(self.query_one(DraftEditor).lines + 3, 12), 20)
        last = " 8" if self.zoned and self.app.coach else ""
        grid.styles.grid_rows = f"{height} 1fr{last}"

    def on_resize(self) -> None:
        """The picture of the zone where there is room for it."""
        self._seat()
        if self.zoned:
            self.query_one(ZonePicture).look(self._offer(), self._talk())

    def show(self) -> None:
        """Show the talk as it stands."""
        session, talk = self.app.game, self._talk()
        terms = "to the end" if self.length is None else f"{self.length} rounds"
        ally = f"with {self.ally} ({{v talks.ally}}) · " if self.ally else ""
        breach = self.remedy.value if ally else f"breach: {self.remedy.value}"
        terms = keyed(f"{ally}{terms} ({{l talks.length}}) · {breach} ({{r talks.remedy}})")
        title = session.setting.titles[self.partner]
        self.query_one("#head", Static).update(say.head(title, talk, terms))
        said = say.transcript(session.setting, self.me, talk)
        self.query_one("#lines-text", QuietText).update(said)
        self.call_after_refresh(self._latest)
        from negotiator.game import overview

        over = frozenset(code for code, each in session.state.talks.items() if each.closed)
        others = overview.neighbours(session.setting, session.state, self.me)
        self.query_one(PartyList).show(others, self.partner, over)

    def _latest(self) -> None:
        """Have the latest in view, and keep it there when what stands below takes more room."""
        for said in self.query("#lines"):
            if said.max_scroll_y:  # what is short stands at the top
                said.anchor()

    def compute(self) -> None:
        """Work out what the draft does, how they see it, and what the coach says of it."""
        offer = self._offer()
        self.query_one(CoachPane).look(offer)
        if self.zoned:
            self.query_one(ZonePicture).look(offer, self._talk())
        if offer is None:
            self.query_one("#effects", QuietText).update(say.empty(self.signed))
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

            def weighed() -> None:
                if not self._stale(state):
                    self.seen = (state, offer, found)
                    self._view(found)

            return weighed

        self.app.work(effects, "effects")  # at once
        self.app.work(view, "view")  # a moment later

    def _computed(self, state: State, found: dict[str, Effect]) -> None:
        if self._stale(state):
            return
        rows = say.effects(self.app.game.setting.titles, self.me, found)
        self.query_one("#effects", QuietText).update(lines(*rows))

    def _view(self, view: Assessment | None) -> None:
        text = self.query_one("#view-text", QuietText)
        session = self.app.game
        from negotiator.game import overview

        if self.told is not session.state:
            self.told = session.state
            dossier = overview.dossier(session.setting, session.state, self.partner)
            about = [styled(line, MUTED) for line in dossier.splitlines()]
            self.query_one("#about", QuietText).update(lines(*about))
        blind = view is None or session.state.mode == "blind"
        text.display = not blind
        if view is None or blind:
            self.query_one("#verdict", QuietText).update("")
            return
        key = self._signs()
        self.query_one("#verdict", QuietText).update(say.verdict(view, key))
        text.update(lambda width: lines(*say.reasons(view, key, width), ""))
