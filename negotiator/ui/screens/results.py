"""What a round brought: everyone's real income, and who did what in answer to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from negotiator.ui.screens.why import WHY
from negotiator.ui.text import (
    MUTED,
    capital,
    cut,
    lines,
    meter,
    padded,
    signed_money,
    signed_percent,
    signed_share,
    styled,
)
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.game.state import RoundResult
    from negotiator.ui.app import NegotiatorApp


def luck(now: RoundResult, before: RoundResult) -> list[str]:
    """What befell the world in a round, what that counts for, and what of the last has passed."""
    said = list(now.news)
    if now.news:
        shared = " Pledges of defence spread what a crisis costs." if "crisis" in str(said) else ""
        said.append(f"It passes with the round, and stays out of the score.{shared}")
    if before.news and before.number:  # what the game opened with goes on
        said.append(f"Last round's is over, with what it did to incomes: {' '.join(before.news)}")
    return said


class ResultsScreen(ModalScreen[None]):
    """The last cleared round."""

    TITLE = "After a round"
    CSS_PATH = "results.tcss"
    TERMS: ClassVar[tuple[str, ...]] = (
        "clearing", "real-income", "norm", "ledger", "level",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,space,q", "on", "Go on", key_display="Enter", id="results.on"),
        WHY,
    ]
    app: NegotiatorApp

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield QuietText(self._text())
        yield Foot()

    def _text(self) -> Content:
        session = self.app.game
        setting, state = session.setting, session.state
        now, before = state.last, state.history[-2]
        home = setting.world.index[str(state.player)]
        change = float(now.real_income[home] - before.real_income[home])
        income = float(setting.world.income[home]) / 100.0
        rows: list[Content | str] = [
            styled(f"Round {now.number}{session.length}", "bold $accent"),
            Content.assemble(
                "Our real income: ", signed_share(change, 5), " ", signed_money(change * income),
                (" a year on the round before", MUTED),
            ),
            "",
            Content.assemble(
                (f"{'Real income':<21}", "bold"), (f"{'this round':<13}", MUTED),
                ("since the opening", MUTED),
            ),
        ]  # fmt: skip
        first = state.history[0].real_income
        order = sorted(
            range(len(setting.world.countries)),
            key=lambda k: -float(now.real_income[k] - first[k]),
        )
        for k in order:
            code = setting.world.countries[k]
            rows.append(
                Content.assemble(
                    (f"  {cut(setting.titles[code], 19)}", "bold $success" if k == home else ""),
                    padded(signed_percent(float(now.real_income[k] - before.real_income[k])), 13),
                    signed_percent(float(now.real_income[k] - first[k])),
                )
            )
        rows += ["", Content.assemble(("World's norm of cooperation ", MUTED),
                                      f"{meter(now.norm, 10)} {now.norm:.2f}")]  # fmt: skip
        befallen = luck(now, before)
        if befallen:
            rows += ["", styled("What befell the world", "bold")]
            rows += [styled(f"  {text}") for text in befallen]
        rows += ["", styled("Who did what", "bold")]
        for deed in now.deeds:
            rows.append(
                Content.assemble(
                    ("  " + {"penalty": "▼ ", "breach": "✗ ", "treaty": "§ "}.get(deed.kind, "· ")),
                    capital(deed.text),
                    (f" {deed.cause}" if deed.cause else "", MUTED),
                    *(
                        (
                            "  ",
                            signed_money(deed.value),
                            (f" to {setting.names[deed.target]}", MUTED),
                        )
                        if abs(deed.value) > 5e-4
                        else ()
                    ),
                )
            )
        if not now.deeds:
            rows.append(styled("  Nobody changed anything.", MUTED))
        if any(deed.cause for deed in now.deeds):
            rows += ["", styled("Cooperation: 1 is full, 0 a tariff war.", MUTED)]
        return lines(*rows)

    def action_why(self) -> None:
        """Where the figures come from."""
        from negotiator.game.origins import figures
        from negotiator.ui.screens.why import asked

        asked(self.app, figures.round_result(self.app.game.setting, self.app.game.state))

    def action_on(self) -> None:
        """To the desk, or at the end to the debrief."""
        over = self.app.game.state.over
        self.dismiss(None)
        if over:
            from negotiator.ui.screens.debrief import DebriefScreen

            self.app.pop_screen()
            self.app.push_screen(DebriefScreen())
