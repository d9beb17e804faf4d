"""The library of counterparts: the catalogue's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.counterparts.stances import Stance
    from negotiator.ui.app import NegotiatorApp

#: The entry for what only that library can list.
_AXELROD = "axelrod"
#: Cells of what a fact is called, as the catalogue lays it out, and of the longest line.
_FACT, _WIDEST = 10, 100


def coloured(text: str) -> Content:
    """The catalogue's text: its title bright, what facts are called muted."""
    title, _, rest = text.partition("\n\n")
    rows = [styled(title, "bold $accent"), styled("")]
    for line in rest.split("\n"):
        named = line[:1].strip() and line[_FACT - 2 : _FACT].isspace() and line[_FACT:].strip()
        at = _FACT if named else 0
        rows.append(Content.assemble((line[:at], MUTED), line[at:]))
    return lines(*rows)


class LibraryScreen(Screen[None]):
    """Every stance, tactic, acceptance condition, voice and personality, described."""

    CSS_PATH = "library.tcss"
    HELP = """
## Counterparts

A counterpart is a **stance** (its rule of reciprocity), a **tactic** (how it bids), a rule of when
it **signs** and a **voice**, with the interests of its country. A **personality** is all of these,
ready made. Arrows move through the list; **{i app.codex}** explains what the cursor is on, and the
other words.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "counterpart", "stance", "tactic", "acceptance-condition", "voice", "personality", "level",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "Back", id="library.back")
    ]

    app: NegotiatorApp

    def compose(self) -> ComposeResult:
        from negotiator.counterparts.acceptance import acceptances
        from negotiator.counterparts.personalities import personalities
        from negotiator.counterparts.tactics import tactics
        from negotiator.counterparts.voice import voices

        yield Static("Counterparts", classes="head", markup=False)
        with Horizontal():
            yield OptionList(
                *(Option(styled(cls.title), name) for name, cls in self._stances().items()),
                Option("Of the axelrod library", _AXELROD),
                None,
                *(Option(f"Tactic: {cls.title}", name) for name, cls in tactics().items()),
                None,
                *(Option(f"Signs: {cls.title}", name) for name, cls in acceptances().items()),
                None,
                *(Option(f"Voice: {voice.title}", name) for name, voice in voices().items()),
                None,
                *(Option(f"As a {each.title}", name) for name, each in personalities().items()),
                classes="pane",
            )
            with VerticalScroll(classes="pane", id="text"):
                yield Static("", markup=False, id="about")
        yield Foot()

    def _stances(self) -> dict[str, type[Stance]]:
        """By name: the game's, of packages, of the scenario that is played; and those across the
        table, unless who they are is still to be found out."""
        from negotiator.counterparts.stances import plugins, stances

        session = self.app.session
        if session is None:
            return stances()
        setting, state = session.setting, session.state
        beside = setting.scenario.stances
        plugins.adopt([beside.fingerprint] if beside else [])
        told = state.over or state.mode == "open"
        met = [
            rule
            for each in (setting.counterparts.values() if told else ())
            for rule in (each.stance, *each.stances.values())
        ]
        return {**stances(), **{rule.name: type(rule) for rule in met}}

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe what the cursor is on."""
        self._describe(event.option.id)

    def on_resize(self) -> None:
        """Lay the text out anew."""
        self.call_after_refresh(self._describe, self._name)

    _name: str | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """What the cursor is on, where the codex knows it."""
        from negotiator.teaching.codex import CodexError, find

        try:
            return (find(self._name or "").key,)
        except CodexError:
            return ()

    def _describe(self, name: str | None) -> None:
        from negotiator.counterparts.catalogue import OF_AXELROD, describe

        self._name = name
        if name is None:
            return
        width = min(self.query_one("#text").scrollable_content_region.width or 40, _WIDEST)
        about = styled(OF_AXELROD) if name == _AXELROD else coloured(describe(name, width))
        self.query_one("#about", Static).update(about)
