"""A tournament is set up: where it is played, who takes part, for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.choices import Choice, Choices
from negotiator.ui.widgets.foot import Foot

if TYPE_CHECKING:
    from negotiator.counterparts.stances import Stance
    from negotiator.scenario import Scenario
    from negotiator.tournament.outcome import Outcome
    from negotiator.tournament.plan import Plan
    from negotiator.ui.app import NegotiatorApp

#: A small field in which every kind of answer to a defection is there.
_EIGHT = (
    "always-cooperate", "always-defect", "tit-for-tat", "generous-tit-for-tat",
    "tit-for-two-tats", "grim-trigger", "pavlov", "diffuse",
)  # fmt: skip
_ROUNDS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 50, 100, 200, 500)
_REPETITIONS = (1, 2, 3, 5, 10, 20, 50, 100)
_NOISE = (0, 1, 2, 3, 5, 8, 10, 12, 15, 20, 30, 40, 50)
_FIELDS = (("eight", "eight, well known"), ("all", "all"), ("steady", "the steady ones"),
           ("chosen", "chosen from the list"))  # fmt: skip


class TournamentScreen(Screen[None]):
    """Settings on the left, the counterparts with a tick for each on the right."""

    CSS_PATH = "tournament.tcss"
    HELP = """
## Tournament

Everyone meets everyone, and its own twin, for some rounds. **Arrows** choose a setting and change
it, **{Tab tournament.focus-next}** goes to the counterparts, where **Space** ticks one.
**{r tournament.hold}** holds the tournament.

On the **plain matrix** a round gives both 3 for cooperating, both 1 for defecting, and 5 and 0 when
only one cooperates. In a **scenario** the two govern their tariffs on each other, from Nash tariffs
(0) to efficient ones (1), and everyone plays everyone from both seats. A **misread** act turns into
its opposite, and both remember what happened, not what was meant.
"""
    TERMS: ClassVar[tuple[str, ...]] = (
        "tournament", "prisoners-dilemma", "nash-tariffs", "efficient-tariffs", "noise", "stance",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "hold", "Hold it", id="tournament.hold"),
        Binding("tab", "app.focus_next", "Settings / list", show=True, id="tournament.focus-next"),
        Binding("escape,q", "app.pop_screen", "Back", id="tournament.back"),
    ]
    app: NegotiatorApp

    def __init__(self) -> None:
        super().__init__()
        self.rules: dict[str, type[Stance]] = {}
        self.ticked: set[str] = set()
        self.scenario: Scenario | None = None
        self.fault = ""

    def compose(self) -> ComposeResult:
        yield Static("Tournament: everyone against everyone", classes="head", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield Choices(id="settings")
                with VerticalScroll(classes="pane", id="about", can_focus=False):
                    yield Static(id="text")
            yield OptionList(id="who", classes="pane")
        yield Foot()

    def on_mount(self) -> None:
        """Offer everything that there is."""
        from negotiator.counterparts.stances import stances

        settings = self.query_one(Choices)
        settings.add_class("pane")
        settings.border_title = "Settings"
        self.rules = stances()
        self.ticked = {name for name in _EIGHT if name in self.rules}
        self._offer()
        for name, value in (("Rounds", 50), ("Repetitions", 10)):
            settings.put(name, value)
        self.query_one("#who", OptionList).add_options(
            [Option(self._prompt(name), name) for name in self.rules]
        )
        self._ticks()
        settings.focus()
        self._describe(styled(settings.chosen.about))

    def _offer(self) -> None:
        """The settings; countries are among them in a scenario."""
        from negotiator.scenario import listing

        where = [("", "plain matrix"), *((str(e.path), e.title) for e in listing())]
        countries = []
        if self.scenario is not None:
            every = [(c.code, c.name) for c in self.scenario.countries]
            own = self.scenario.player
            every.sort(key=lambda each: each[0] != own)
            countries = [
                Choice("Country", "In the one seat; by default the scenario's player.",
                       tuple(every)),
                Choice("With", "In the other seat.", ((None, "its largest partner"), *every)),
            ]  # fmt: skip
        self.query_one(Choices).show(
            [
                Choice("Where", "On a plain payoff matrix, or in the economy of a scenario.",
                       tuple(where)),
                *countries,
                Choice("Who", "Steady ones keep the peace as long as the other does.", _FIELDS),
                Choice("Rounds", "Of every match. With few the future casts no shadow.",
                       tuple((n, f"{n}") for n in _ROUNDS)),
                Choice("Repetitions", "Of every match. The more, the surer the ranks where chance"
                       " plays a part.", tuple((n, f"{n}") for n in _REPETITIONS)),
                Choice("Misread acts", "The chance that an act turns into its opposite: both"
                       " remember what happened, not what was meant.",
                       tuple((n / 100.0, f"{n}%") for n in _NOISE)),
                Choice("Seed", "Of all chance: the same seed gives the same figures.",
                       tuple((n, f"{n}") for n in range(1, 1000))),
            ]
        )  # fmt: skip

    def _prompt(self, name: str) -> Content:
        mark = "✓" if name in self.ticked else "·"
        return styled(f"{mark} {self.rules[name].title}", "" if name in self.ticked else MUTED)

    def _ticks(self) -> None:
        who = self.query_one("#who", OptionList)
        for name in self.rules:
            who.replace_option_prompt(name, self._prompt(name))
        who.border_title = f"Counterparts: {len(self.ticked)} of {len(self.rules)}"
        if who.highlighted is None:
            who.highlighted = 0

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """Follow a setting: a scenario brings its countries, a field its counterparts."""
        settings = self.query_one(Choices)
        if event.stepped and event.setting == "Where":
            self._load(settings.value("Where"))
        elif event.stepped and event.setting == "Who":
            field = settings.value("Who")
            if field != "chosen":
                self.ticked = {
                    name
                    for name, rule in self.rules.items()
                    if field == "all"
                    or (rule.steady if field == "steady" else name in _EIGHT)
                }  # fmt: skip
                self._ticks()
        self._describe(styled(settings.chosen.about))

    def _load(self, path: str) -> None:
        from negotiator.scenario import ScenarioError, find, load

        self.scenario, self.fault = None, ""
        if path:
            try:
                self.scenario = load(find(path))
            except ScenarioError as error:
                self.fault = str(error)
        self._offer()
        if self.scenario is not None:
            # Countries of another scenario that have the same code are not meant.
            for name in ("Country", "With"):
                self.query_one(Choices).at[name] = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the rule of the counterpart under the cursor."""
        if event.option.id is not None and self.query_one("#who").has_focus:
            rule = self.rules[event.option.id]
            self._describe(lines(styled(rule.title, "bold"), styled(rule.rule)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick a counterpart, or take its tick away."""
        name = event.option.id or ""
        self.ticked ^= {name}
        self.query_one(Choices).put("Who", "chosen")
        self._ticks()
        rule = self.rules[name]
        self._describe(lines(styled(rule.title, "bold"), styled(rule.rule)))

    def _describe(self, about: Content) -> None:
        number = len(self.ticked)
        each = self.query_one(Choices)
        pairings = number * number if self.scenario else number * (number + 1) // 2
        matches = pairings * each.value("Repetitions")
        rounds = matches * each.value("Rounds")
        size = (
            f"{number} counterparts: {pairings:,} pairings, {matches:,} matches, {rounds:,} rounds."
        )
        told = [about, Content(""), styled(size, MUTED), Content("")]
        for name in (name for name in self.rules if name in self.ticked):
            rule = self.rules[name]
            told.append(Content.assemble((f"{rule.title}: ", "bold"), (rule.rule, MUTED)))
        if self.fault:
            told = [styled(self.fault, "$error"), Content(""), *told]
        self.query_one("#text", Static).update(lines(*told))

    def action_hold(self) -> None:
        """Hold it, and show what came of it."""
        from negotiator.ui.screens.holding import HoldingScreen

        if self.fault:
            self.app.tell(self.fault, error=True)
            return
        settings = self.query_one(Choices)
        entrants = tuple(name for name in self.rules if name in self.ticked)
        scenario, path = self.scenario, settings.value("Where")
        titles: dict[str, str] = {}
        given: dict[str, Any] = {
            "rounds": settings.value("Rounds"),
            "repetitions": settings.value("Repetitions"),
            "noise": settings.value("Misread acts"),
            "seed": settings.value("Seed"),
        }
        countries: tuple[str, str | None] = ("", None)
        if scenario is not None:
            titles = {country.code: country.name for country in scenario.countries}
            countries = (settings.value("Country"), settings.value("With"))

        def plan() -> Plan:
            from negotiator.tournament.economy import pair_of
            from negotiator.tournament.plan import Plan

            if scenario is None:
                return Plan(entrants, **given)
            between = pair_of(path, countries)[1].codes
            return Plan(entrants, scenario=path, between=between, **given)

        def held(outcome: Outcome | None) -> None:
            if outcome is not None:
                from negotiator.ui.screens.standings import StandingsScreen

                self.app.push_screen(StandingsScreen(outcome, titles))

        where = scenario.title if scenario is not None else "Plain matrix"
        self.app.push_screen(HoldingScreen(plan, where), held)
