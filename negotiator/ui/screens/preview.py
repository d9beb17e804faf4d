"""A scenario looked at and checked without playing it: for who writes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.screens.why import WHY
from negotiator.ui.text import (
    MUTED,
    cut,
    lines,
    padded,
    rate,
    signed_money,
    signed_percent,
    styled,
)
from negotiator.ui.widgets.foot import Foot
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.analysis.preview import Stakes, Zone
    from negotiator.scenario import Setting
    from negotiator.ui.app import NegotiatorApp

Row = Content | str


class PreviewScreen(Screen[None]):
    """Faults with their lines, or what a sound scenario holds and what is at stake in it.

    Parameters
    ----------
    path
        The scenario's file.
    """

    CSS_PATH = "preview.tcss"
    HELP = """
## Preview and check

Either every fault of the scenario with its file and line, or what it holds: countries, sectors,
what can be promised, what is at stake, and where two can agree. Change the file in your editor,
then press **{c preview.check}** to check it again. **{y app.why}** takes the figures
apart. Arrows and **PgUp**, **PgDn** scroll. **{Esc preview.back}** goes back.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "base-year", "nash-tariffs", "zopa", "nash-solution", "disagreement-point",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", "Back", id="preview.back"),
        Binding("c", "check", "Check again", id="preview.check"),
        WHY,
    ]
    app: NegotiatorApp

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        #: Counts the checks, so that what an older one still works out is not shown.
        self.turn = 0
        self.setting: Setting | None = None
        self.verdict: list[Row] = []
        self.stakes: tuple[Stakes, ...] = ()
        self.zones: list[Zone] = []
        self.waiting = ""

    def compose(self) -> ComposeResult:
        name = self.path.parent.name if self.path.name == "scenario.toml" else self.path.name
        yield Static(f"Preview and check: {name}", classes="head", markup=False)
        with VerticalScroll(classes="pane"):
            yield QuietText(id="preview")
        yield Foot()

    def on_mount(self) -> None:
        """Check it, unless that would run code that nobody has asked to be run."""
        from negotiator.scenario import ScenarioError, load

        try:
            beside = load(self.path, run=False).stances
        except ScenarioError:
            beside = None  # the check says what is wrong
        if beside is None:
            self.action_check()
            return
        said = f"It runs {beside.file}, code of its author's, with your rights." + keyed(
            " {c preview.check} runs and checks it."
        )
        self.verdict = [styled(said, "$warning")]
        self._show()

    def action_check(self) -> None:
        """Read the file anew and say what is wrong with it, or what it holds."""
        self.turn += 1
        turn, path = self.turn, self.path
        self.setting, self.stakes, self.zones, self.verdict = None, (), [], []
        self.waiting = "Checking"
        self._show()

        def what() -> Callable[[], None]:
            from negotiator.scenario import check, compile_scenario, load

            report = check(path)
            setting = compile_scenario(load(path)) if report.sound else None
            return lambda: self._checked(turn, report.sound, report.lines, setting)

        self.app.work(what, "preview")

    def _checked(
        self, turn: int, sound: bool, said: tuple[str, ...], setting: Setting | None
    ) -> None:
        if turn != self.turn:
            return
        said = tuple(each.replace(str(self.path), _short(self.path)) for each in said)
        style = "$success" if sound else "$error"
        mark = "✓" if sound else "✗"
        self.verdict = [styled(f"{mark} {each}" if not k or not sound else f"  {each}", style)
                        for k, each in enumerate(said)]  # fmt: skip
        self.setting = setting
        self.waiting = ""
        if setting is not None:
            self.waiting = "Nash tariffs"
            self._next(turn, setting)
        self._show()

    def _next(self, turn: int, setting: Setting) -> None:
        """Work out what is at stake, then one pair after the other."""

        def first() -> Callable[[], None]:
            from negotiator.analysis.preview import stakes

            found = stakes(setting)
            return lambda: self._found(turn, setting, found, None)

        self.app.work(first, "preview")

    def _found(
        self, turn: int, setting: Setting, stakes: tuple[Stakes, ...] | None, zone: Zone | None
    ) -> None:
        from negotiator.analysis.preview import pairs
        from negotiator.analysis.preview import zone as worked_out

        if turn != self.turn or not self.is_attached:
            return
        self.stakes = stakes or self.stakes
        self.zones += [zone] if zone is not None else []
        missing = pairs(setting)[len(self.zones) :]
        self.waiting = ""
        if missing:
            one, other = (setting.titles[code] for code in missing[0])
            self.waiting = f"{one} and {other}"

            def following() -> Callable[[], None]:
                found = worked_out(setting, missing[0])
                return lambda: self._found(turn, setting, None, found)

            self.app.work(following, "preview")
        self._show()

    def action_why(self) -> None:
        """Where the figures come from, of those that are worked out."""
        if self.setting is None or not self.stakes:
            self.app.tell("There is no figure here yet.")
            return
        from negotiator.analysis.preview import figures
        from negotiator.ui.screens.why import asked

        asked(self.app, figures(self.setting, self.stakes, self.zones))

    def _show(self) -> None:
        rows = [*self.verdict]
        if self.setting is not None:
            rows += ["", *_holds(self.setting)]
            if self.stakes:
                rows += ["", *_at_stake(self.setting, self.stakes)]
            if self.zones:
                rows += ["", *_agree(self.setting, self.zones)]
        if self.waiting:
            rows += ["", styled(f"{self.waiting} …", MUTED)]
        if self.is_attached:
            self.query_one("#preview", QuietText).update(lines(*rows))


def _short(path: Path) -> str:
    """A file as whoever writes it thinks of it: from the folder that they are in."""
    from negotiator.paths import shipped_scenarios

    for folder in (shipped_scenarios(), Path.cwd()):
        if path.resolve().is_relative_to(folder.resolve()):
            return str(path.resolve().relative_to(folder.resolve()))
    return str(path)


def _holds(setting: Setting) -> Iterator[Row]:
    scenario, world = setting.scenario, setting.world
    without = "the policy of the opening" if scenario.disagreement == "today" else "Nash tariffs"
    yield styled(f"{scenario.title} · {scenario.date}", "bold $accent")
    yield styled(scenario.summary)
    yield styled(
        f"{scenario.rounds} rounds, each a {scenario.round_length}; without a deal: {without};"
        f" told of the others: {scenario.mode}.",
        MUTED,
    )
    sold = world.economy.flows.sum(axis=(0, 1))
    shares = (sold / sold.sum()).tolist()
    named = zip(scenario.sectors, shares, strict=True)
    said = ", ".join(f"{s.name or s.code} {100 * share:.0f}% (θ {s.theta:g})" for s, share in named)
    yield ""
    yield Content.assemble(("Sectors", "bold"), (", of all that is made:", MUTED), f" {said}.")
    domains = ", ".join(each.value for each in world.sizes.in_play)
    yield Content.assemble(("Can be promised:", "bold"), f" {domains}.")
    if scenario.events:
        told = [f"{each.kind}, {_when(each.round, each.probability)}" for each in scenario.events]
        yield Content.assemble(("Happens:", "bold"), f" {'; '.join(told)}.")


def _when(number: int | None, probability: float) -> str:
    return f"round {number}" if number is not None else f"{100 * probability:.0f}% a round"


def _at_stake(setting: Setting, found: tuple[Stakes, ...]) -> Iterator[Row]:
    yield styled("What is at stake", "bold")
    heads = ("income", "exports", "levies", "Nash", "opening", "tariff war")
    widths = (8, 8, 7, 6, 9, 12)
    cells = "".join(f"{head:<{width}}" for head, width in zip(heads, widths, strict=True))
    yield styled(f"{'':<16}{cells}", MUTED)
    playable = {each.code for each in setting.scenario.countries if each.playable}
    for each in found:
        yield Content.assemble(
            (cut(setting.titles[each.code], 16), "bold" if each.code in playable else ""),
            f"{money(each.income):<8}{100 * each.abroad:<8.0f}{rate(each.tariff):<7}"
            f"{rate(each.nash):<6}",
            padded(signed_percent(each.opening), 9),
            padded(signed_percent(each.war), 9),
            signed_money(each.war * each.income / 100.0),
        )
    yield styled(
        "Bold: playable. Exports: per cent of income. Levies: its mean tariff as the game opens;"
        " Nash: its best answer to all. Opening, tariff war: real income over the base year.",
        MUTED,
    )


def _agree(setting: Setting, found: list[Zone]) -> Iterator[Row]:
    yield styled("Where two can agree", "bold")
    for each in found:
        one, other = (setting.titles[code] for code in each.pair)
        name = cut(f"{one} and {other}", 34)
        if each.gains is None or each.percent is None:
            yield Content.assemble(name, ("no deal gains both", "$warning"))
            continue
        both = [padded(signed_money(gain), 11) for gain in each.gains]
        shares = " and ".join(f"{percent:.2g}%" for percent in each.percent)
        yield Content.assemble(name, *both, (shares, MUTED))
    yield styled("Gains of each a year over no deal, at the Nash solution; of its income.", MUTED)
