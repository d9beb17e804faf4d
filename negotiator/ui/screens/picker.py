"""The choice of a scenario and a country."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.named import keyed
from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from pathlib import Path

    from negotiator.scenario import Entry, Scenario
    from negotiator.ui.app import NegotiatorApp

_MODES = {
    "open": "open: their rules are told",
    "standard": "standard: a dossier of what they did",
    "blind": "blind: nothing is told",
}


def _own(path: Path) -> bool:
    """Whether a scenario did not come with the program; a copy of one that did is not one's own."""
    from negotiator.paths import shipped_scenarios

    shipped = shipped_scenarios()
    if path.resolve().is_relative_to(shipped.resolve()):
        return False
    twins = (shipped / path.name, shipped / path.parent.name / path.name)
    return not any(twin.is_file() and twin.read_bytes() == path.read_bytes() for twin in twins)


def _named(entry: Entry) -> Content:
    """A scenario in the list: those of the player's own are marked."""
    own = _own(entry.path)
    return Content.assemble(entry.title or entry.path.name, (" · yours" if own else "", MUTED))


class PickerScreen(Screen[None]):
    """Scenarios on the left, the countries of the one under the cursor on the right."""

    CSS_PATH = "picker.tcss"
    HELP = """
## Choose

**Enter** on a scenario goes to its countries, **Enter** on a country begins. **{m picker.mode}**
changes how much you are told of the others, **{h picker.coach}** whether a coach sits beside you in
talks. **{p picker.preview}** previews the scenario and checks it: what is at stake and where two
can agree, or its faults, line by line. Your own scenarios are listed when they lie in `scenarios/`
of the folder that you started from; `negotiator new` writes one.
"""
    TERMS: ClassVar[tuple[str, ...]] = ("mode", "leverage", "small-and-large", "base-year", "seed")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "Back", id="picker.back"),
        Binding("m", "mode", "How much is told", id="picker.mode"),
        Binding("h", "coach", "Coach", id="picker.coach"),
        Binding("p", "preview", "Preview and check", id="picker.preview"),
    ]
    app: NegotiatorApp

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.scenario: Scenario | None = None
        self.mode: str | None = None

    def compose(self) -> ComposeResult:
        yield Static("Choose a scenario and a country", classes="head", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList(id="scenarios", classes="pane")
                yield OptionList(id="countries", classes="pane")
            with VerticalScroll(classes="pane", id="about"):
                yield QuietText(id="text")
        yield Foot()

    def on_mount(self) -> None:
        """List what there is."""
        from negotiator.scenario import listing

        self.entries = listing(broken=True)
        scenarios = self.query_one("#scenarios", OptionList)
        scenarios.border_title = "Scenario"
        self.query_one("#countries").border_title = "Country"
        scenarios.add_options([Option(_named(entry), entry.id) for entry in self.entries])
        scenarios.highlighted = 0
        scenarios.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the scenario or country under the cursor."""
        if event.option_list.id == "scenarios":
            self._show(self.entries[event.option_index])
        else:
            self._describe(event.option.id or "")

    def _show(self, entry: Entry) -> None:
        from negotiator.scenario import ScenarioError, load

        countries = self.query_one("#countries", OptionList)
        countries.clear_options()
        try:
            self.scenario = load(entry.path, run=False)
        except ScenarioError as error:
            self.scenario = None
            said = styled("p checks it again when you have changed it.", MUTED)
            self.query_one("#text", QuietText).update(lines(styled(str(error), "$error"), "", said))
            return
        countries.add_options(
            [
                Option(Content.assemble(f"{c.name:<20}", (c.difficulty, MUTED)), c.code)
                for c in self.scenario.countries
                if c.playable
            ]
        )
        codes = [c.code for c in self.scenario.countries if c.playable]
        countries.highlighted = codes.index(self.scenario.player)

    def _describe(self, code: str) -> None:
        scenario = self.scenario
        if scenario is None:
            return
        country = next(c for c in scenario.countries if c.code == code)
        mode = self.mode or scenario.mode
        beside = scenario.stances
        code = f"It runs {beside.file}, code of its author's, with your rights." if beside else ""
        self.query_one("#text", QuietText).update(
            lines(
                styled(f"{scenario.title} · {scenario.date}", "bold $accent"),
                styled(scenario.summary),
                styled(
                    f"{scenario.rounds} rounds, each a {scenario.round_length};"
                    f" {len(scenario.countries)} countries, {len(scenario.sectors)} sectors.",
                    MUTED,
                ),
                *([styled(code, "$warning")] if code else []),
                "",
                styled(country.name, "bold $success"),
                styled(country.about),
                styled(f"At stake: {country.stake}"),
                styled(f"For its player: {country.difficulty}.", MUTED),
                "",
                styled(f"Told of the others — {_MODES[mode]} (m changes it).", MUTED),
                styled(
                    f"A coach in talks — {'on' if self.app.coach else 'off'}"
                    + keyed(" ({h picker.coach})."),
                    MUTED,
                ),
                "",
                *(styled(f"• {each}", MUTED) for each in scenario.learn[:1]),
            )
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """From the scenario to its countries; from a country to the game."""
        if event.option_list.id == "scenarios":
            if self.scenario is not None:
                self.query_one("#countries").focus()
            return
        if self.scenario is not None:
            entry = next(e for e in self.entries if e.id == self.scenario.id)
            self.app.pop_screen()
            self.app.begin(str(entry.path), event.option.id, None, self.mode)

    def action_preview(self) -> None:
        """What the scenario under the cursor holds, or what is wrong with it."""
        from negotiator.ui.screens.preview import PreviewScreen

        at = self.query_one("#scenarios", OptionList).highlighted
        if at is not None:
            self.app.push_screen(PreviewScreen(self.entries[at].path))

    def on_screen_resume(self) -> None:
        """Back from the preview: the file may have been changed meanwhile."""
        at = self.query_one("#scenarios", OptionList).highlighted
        if at is not None and self.scenario is None:
            self._show(self.entries[at])

    def action_mode(self) -> None:
        """The next mode."""
        if self.scenario is None:
            return
        modes = list(_MODES)
        now = self.mode or self.scenario.mode
        self.mode = modes[(modes.index(now) + 1) % len(modes)]
        self._again()

    def action_coach(self) -> None:
        """With the coach, or without."""
        from negotiator.ui.widgets.coach import switch

        switch(self.app)
        self._again()

    def _again(self) -> None:
        """Describe what is chosen anew."""
        countries = self.query_one("#countries", OptionList)
        if countries.highlighted is not None:
            self._describe(countries.get_option_at_index(countries.highlighted).id or "")
