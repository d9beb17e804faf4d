"""The briefing of a scenario, and what really happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from negotiator.ui.text import prose
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.ui.app import NegotiatorApp


class BriefingScreen(ModalScreen[None]):
    """What the player reads first."""

    TITLE = "Briefing"
    CSS_PATH = "briefing.tcss"
    TERMS: ClassVar[tuple[str, ...]] = (
        "briefing", "crisis", "offer", "exclusion", "trade-diversion",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,escape,space",
            "dismiss(None)",
            "To the desk",
            key_display="Enter",
            id="briefing.close",
        )
    ]
    app: NegotiatorApp

    def compose(self) -> ComposeResult:
        session = self.app.game
        scenario = session.setting.scenario
        spec = next(c for c in scenario.countries if c.code == session.state.player)
        sources = "\n".join(f"- {source}" for source in scenario.sources)
        learn = "\n".join(f"- {each}" for each in scenario.norms)
        told = f"\n\n### What this community expects\n\n{learn}" if learn else ""
        with VerticalScroll(classes="dialog"):
            yield Static(f"{scenario.title} · {scenario.date}", markup=False, classes="title")
            yield Static(
                f"You govern {session.setting.counterparts[spec.code].name}. {spec.about}"
                f" {spec.stake}",
                markup=False,
                classes="you",
            )
            yield QuietText(
                prose(f"{spec.briefing or scenario.briefing}{told}\n\n### Sources\n\n{sources}")
            )
            yield Static(session.setting.note, markup=False, classes="status")
        yield Foot()
