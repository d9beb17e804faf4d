"""Which two are to be watched."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.text import styled


class MatchupScreen(ModalScreen[tuple[int, int] | None]):
    """Two lists; dismissed with the place chosen in each.

    Parameters
    ----------
    names
        Of all.
    chosen
        Where the cursors are.
    seats
        Names of the countries that the two govern, where they govern any.
    """

    TITLE = "Which two to watch"
    CSS_PATH = "matchup.tcss"
    TERMS: ClassVar[tuple[str, ...]] = ("tournament", "stance")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", id="matchup.close"),
        Binding("left", "focus('#one')", "Left", show=False, id="matchup.left"),
        Binding("right", "focus('#other')", "Right", show=False, id="matchup.right"),
    ]

    def __init__(self, names: list[str], chosen: tuple[int, int], seats: list[str]) -> None:
        super().__init__()
        self.names = names
        self.chosen = chosen
        self.seats = seats if len(seats) == 2 else ["The one", "The other"]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Watch which two? Enter chooses, first left, then right.", markup=False)
            with Horizontal():
                for side in ("one", "other"):
                    yield OptionList(
                        *(Option(styled(name)) for name in self.names), id=side, classes="pane"
                    )

    def on_mount(self) -> None:
        """Put the cursors where they were."""
        for side, place, seat in zip(("one", "other"), self.chosen, self.seats, strict=True):
            column = self.query_one(f"#{side}", OptionList)
            column.highlighted = place
            column.border_title = styled(seat)
        self.query_one("#one").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """From the left to the right; from there to the match."""
        if event.option_list.id == "one":
            self.query_one("#other").focus()
            return
        one = self.query_one("#one", OptionList).highlighted or 0
        self.dismiss((one, event.option_index))
