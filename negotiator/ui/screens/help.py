"""Help for a screen, from that screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

GENERAL = """
## Everywhere

- **Arrows** move, **Enter** chooses, **Esc** goes back, **Tab** goes to the next pane.
- **?** shows this, **Ctrl+P** opens every command and the themes, **Ctrl+C** leaves. Every move is
  saved as it is made.
- ▲ and + are gains, ▼ and − are losses. $bn are billions of dollars a year.

## The game

A round: read the news, talk to whom you like, act on your own if you must, and end the round. Then
everyone's acts take effect together.

A deal is worth it for a country when it leaves it better off than **no deal**. Its answer has two
groups of reasons: *this deal* (market access, cost, lobbies, what lies beyond trade) and *our
history*
(trust, its rule of reciprocity, the community's norm). Its **ask** falls as its patience is used
up.

**Specific reciprocity** returns act for act. **Diffuse reciprocity** looks at how you treat
everyone.

**Mutual benefit** is 100 when both gain as at the Nash bargaining solution, and 0 as soon as one
of you
is worse off than with no deal.
"""


class HelpScreen(ModalScreen[None]):
    """The screen's own help, and what holds everywhere."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss(None)", "Close")
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Markdown(self.text + GENERAL)
