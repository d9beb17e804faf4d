"""Drafts and offers of a talk side by side; one of them can be taken into the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from negotiator.ui.compare_text import Column, answer, room, table
from negotiator.ui.named import keyed
from negotiator.ui.screens.why import QUIET
from negotiator.ui.text import styled
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.queries import Effect
    from negotiator.game.state import Talk
    from negotiator.ui.app import NegotiatorApp

_KEYS = (
    "{← compare.before} {→ compare.next} choose · {Enter compare.take} takes it · {y app.why} why"
    " · {Esc compare.close} closes · ✗ −: missing, a year"
)


def columns(draft: Offer | None, kept: dict[str, Offer], talk: Talk) -> tuple[Column, ...]:
    """The draft, those kept, and what was put on the table, the latest first; each offer once."""
    found = [Column("Draft", draft)] if draft is not None else []
    found += [Column(f"Kept {name}", offer) for name, offer in kept.items()]
    for made, name, mine in ((talk.theirs, "Theirs", False), (talk.mine, "Ours", True)):
        told: list[Offer] = []
        for offer in reversed(made):
            if not any(offer.same_terms(each) for each in told):
                told.append(offer)
        found += [
            Column(f"{name} −{back}" if back else name, offer, mine)
            for back, offer in enumerate(told)
        ]
    return tuple(found)


class CompareScreen(ModalScreen["Offer | None"]):
    """A column for each; it is dismissed with the one that is to be the draft.

    Parameters
    ----------
    partner
        Code of the country opposite.
    """

    CSS_PATH = "compare.tcss"
    HELP = """
## Side by side

Left and right choose a draft or an offer: what the others say otherwise is bright.
**{Enter compare.take}** takes it into the draft. *Theirs −1* is their offer before the last one.
**{y app.why}** takes the figures of the chosen one apart. **≤** marks a ceiling that changes
nothing today.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("offer", "clause", "their-view", "real-income")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,shift+tab", "move(-1)", "The one before", show=False, id="compare.before"),
        Binding("right,tab", "move(1)", "The next one", show=False, id="compare.next"),
        Binding("enter", "take", "Take it", show=False, id="compare.take"),
        QUIET,
        Binding("escape,q,d", "dismiss(None)", "Close", show=False, id="compare.close"),
    ]
    app: NegotiatorApp

    def __init__(self, partner: str, found: tuple[Column, ...]) -> None:
        super().__init__()
        self.partner = partner
        self.columns = found
        self.at = 0
        self.effects: list[dict[str, Effect] | None] = [None] * len(found)
        self.answers: list[Content | None] = [None] * len(found)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "Side by side"
            box.border_subtitle = styled(keyed(_KEYS))
            yield QuietText(id="table")

    def on_mount(self) -> None:
        """Show what each says, and work out what it does and how they see it."""
        from negotiator.game.comparison import side_by_side
        from negotiator.game.view import known

        session = self.app.game
        setting, state = session.setting, session.state
        self.query_one(VerticalScroll).focus()
        self.pair = (str(state.player), self.partner)
        offers = [each.offer for each in self.columns]
        self.lines = side_by_side(setting, known(setting, state), self.pair, offers)
        theirs = self.theirs = [each.offer for each in self.columns if not each.mine]
        self.show()

        def run() -> Callable[[], None]:
            from negotiator.game import queries

            found = [queries.effects(setting, state, o.clauses, o.parties) for o in offers]
            views = [queries.likely_view(setting, state, self.partner, o) for o in offers]
            said = [
                answer(
                    view,
                    tabled=view.bearable and any(offer.same_terms(each) for each in theirs),
                    blind=state.mode == "blind",
                )
                for view, offer in zip(views, offers, strict=True)
            ]
            return lambda: self._computed(found, said)

        self.app.work(run, "compare")

    def _computed(self, effects: list[dict[str, Effect]], answers: list[Content]) -> None:
        self.effects, self.answers = [*effects], [*answers]
        self.show()

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        self.show()

    def show(self) -> None:
        """Show the columns around the one that is chosen."""
        if not self.query("#table"):  # the screen is being closed
            return
        many = room(min(self.app.size.width, 150) - 6)
        first = min(max(self.at - many + 1, 0), max(len(self.columns) - many, 0))
        shown = slice(first, first + many)
        cut = [
            replace(line, values=line.values[shown], idle=line.idle[shown]) for line in self.lines
        ]
        drawn = table(
            self.columns[shown],
            cut,
            self.effects[shown],
            self.answers[shown],
            self.at - first,
            self.pair,
            self.app.game.setting.titles[self.partner],
        )
        self.query_one(QuietText).update(drawn)

    def action_move(self, by: int) -> None:
        """Choose another."""
        self.at = (self.at + by) % len(self.columns)
        self.show()

    def action_why(self) -> None:
        """Where the figures of the chosen one come from."""
        from negotiator.game.origins import figures
        from negotiator.ui.screens.why import asked

        session, offer = self.app.game, self.columns[self.at].offer
        asked(self.app, figures.draft(session.setting, session.state, self.partner, offer))

    def action_take(self) -> None:
        """Take the chosen one into the draft."""
        self.dismiss(self.columns[self.at].offer)
