"""Help for a screen, from that screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from negotiator.ui.named import keyed
from negotiator.ui.text import prose
from negotiator.ui.widgets.quiet import QuietText

PRIMER = """
## How to play, in a minute

1. **Play** opens a briefing; **{Enter briefing.close}** closes it. You stand at the desk of your
   country.
2. **{Enter desk.talks}** on a country opens talks. **{← editor.lower}** and **{→ editor.raise}**
   move a rate, **{Tab editor.side}** goes to their side. Below the draft you see at once what it
   does to both of you.
3. **{p talks.propose}** proposes it. **{b talks.balance}** has them balance it, **{g talks.give}**
   and **{w talks.want}** ask what they would give or want. **{a talks.accept}** signs what they
   have put on the table.
4. **{e desk.end}** ends the round at the desk: everyone's acts take effect, and the report says
   what came of it.
5. **{s desk.score}** shows the score at any time. It counts what *both* sides gained over having no
   deal.
"""

GENERAL = """
## Everywhere

- **Arrows** move, **Enter** chooses, **Esc** goes back, **Tab** goes to the next pane.
- **{z/F4 app.jump}** puts a letter on every pane and all else that takes keys; the letter goes
  there.
- **{i/F2 app.codex}** opens the **codex** on any screen: what its words mean, each with a picture.
- **{y/F3 app.why}** asks **why** a figure is what it is, and takes it apart, term by term.
- **{?/F1 app.help}** shows this, **Ctrl+P** opens every command and the themes,
  **{Ctrl+C app.quit}** leaves. Every move is saved as it is made. **{Ctrl+L app.repaint}** paints
  the screen anew where something else has written on it.
- ▲ and + are gains, ▼ and − are losses. $bn are billions of dollars a year.

## The game

A round: read the news, talk to whom you like, act on your own if you must, and end the round. Then
everyone's acts take effect together.

A deal is worth it for a country when it leaves it better off than **no deal**. Its answer has two
groups of reasons: *this deal* (market access, what its own promises cost or bring, lobbies, what
lies beyond trade) and *our history* (trust, its rule of reciprocity, the community's norm). What it
asks for falls as its patience is used up.

**Specific reciprocity** returns act for act. **Diffuse reciprocity** looks at how you treat
everyone. A **level** of cooperation, as in "from 0.82 to 0.05", is how well one country treats
another: 1 as with the tariffs that are best for both, 0 as in a tariff war.

**Mutual benefit** is 100 when both gain as at the Nash bargaining solution, and 0 as soon as one
of you is worse off than with no deal.
"""


class HelpScreen(ModalScreen[None]):
    """The screen's own help, and what holds everywhere."""

    TITLE = "Help"
    CSS_PATH = "help.tcss"
    IS_HELP = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss(None)", "Close", id="help.close")
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield QuietText(prose(self.text + GENERAL, keyed))
