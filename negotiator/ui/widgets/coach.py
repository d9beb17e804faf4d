"""The coach beside the table: what there is to agree on, and what an answer teaches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer

from negotiator.ui.text import MUTED, lines, styled
from negotiator.ui.widgets.quiet import QuietText

if TYPE_CHECKING:
    from negotiator.counterparts.deliberation import Verdict
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.state import Event, State
    from negotiator.teaching.coach import Outlook
    from negotiator.ui.app import NegotiatorApp

#: Seconds without a key after which it looks at a draft.
_REST = 0.25

Told = list[tuple[str, list[str]]]


def switch(app: NegotiatorApp) -> None:
    """Have a coach in talks from now on, or none, and say so."""
    app.coach = not app.coach
    app.tell("A coach sits beside you in talks." if app.coach else "The coach is off.")


class CoachPane(VerticalScroll):
    """What it says is worked out on threads; until then it says what it said before."""

    HELP = (
        "What each has without a deal, where both gain, what is cheap for one and dear to the "
        "other, and where the draft lies. They do not see it."
    )

    app: NegotiatorApp

    def __init__(self, partner: str, id: str | None = None) -> None:  # noqa: A002 - Textual\'s own name
        super().__init__(id=id)
        self.partner = partner
        self.outlook: Outlook | None = None
        self.known: tuple[object, ...] = ()
        self.lesson: list[Content] = []
        self.about: Told = []
        self.draft: list[str] = []
        self.resting: Timer | None = None

    def compose(self) -> ComposeResult:
        yield QuietText(styled("Working out what is possible …", MUTED), id="coach-text")

    def look(self, offer: Offer | None) -> None:
        """Work out what stands between the two, when it has changed, and where a draft lies.

        It waits until the keys rest: what others show follows every key, and comes first.
        """
        if self.resting is not None:
            self.resting.stop()
        if self.app.coach:
            self.resting = self.set_timer(_REST, partial(self._look, offer))

    def _look(self, offer: Offer | None) -> None:
        self.resting = None
        setting, state, partner = self.app.game.setting, self.app.game.state, self.partner
        known = self._known(state)
        at_hand = self.outlook if known == self.known else None

        def run() -> Callable[[], None]:
            from negotiator.teaching import coach

            outlook = at_hand or coach.before(setting, state, partner)
            about = coach.outlook_words(setting, outlook)
            draft: list[str] = []
            if offer is not None:
                placed = coach.placed(setting, state, outlook, offer)
                draft = coach.draft_words(setting, outlook, placed)

            def looked() -> None:
                self.outlook, self.known, self.about, self.draft = outlook, known, about, draft
                self.show()

            return looked

        self.app.work(run, "coach")

    def _known(self, state: State) -> tuple[object, ...]:
        """What an outlook hangs on: the policies of the round, and what is signed."""
        return state.round, state.opened, state.treaties

    def foresee(self, propose: Callable[[], None], refused: Callable[[], None]) -> None:
        """Ask what they will answer, keep it with the game, and go on, unless it is taken back.

        Parameters
        ----------
        propose, refused
            What is done then, and what is done when it cannot be kept.
        """
        from negotiator.game.moves import Predict
        from negotiator.ui.screens.predict import PredictScreen

        def expected(verdict: Verdict | bool | None) -> None:
            if not verdict:
                return  # taken back: nothing is sent
            if verdict is True:
                propose()
                return
            move = Predict(partner=self.partner, expects=verdict)
            self.app.play(move, lambda _: propose(), refused)

        self.app.push_screen(PredictScreen(self.app.game.setting.names[self.partner]), expected)

    def heard(self, then: State, events: tuple[Event, ...]) -> bool:
        """Tell what an answer to an offer teaches; whether there is one among some events.

        Parameters
        ----------
        then
            The game as the offer was made.
        """
        setting, now, partner = self.app.game.setting, self.app.game.state, self.partner
        answers = [each.answer for each in events if each.who == partner and each.answer]
        talk = then.talks.get(partner)
        if not answers or len(now.talks[partner].mine) == len(talk.mine if talk else ()):
            return False  # nothing of ours was answered
        outlook = self.outlook if self.known == self._known(then) else None
        answer = answers[0]

        def run() -> Callable[[], None]:
            from negotiator.teaching.answers import after
            from negotiator.teaching.guesses import foretold

            words = after(setting, then, now, partner, answer, outlook)
            told = foretold(then, now, partner)
            return lambda: self._learned(answer.sentence, told, words)

        self.app.work(run, "coach-heard")
        return True

    def _learned(self, sentence: str, told: str, words: tuple[str, ...]) -> None:
        self.lesson = [
            styled("Their answer", "bold $accent"),
            styled(f"“{sentence}”", MUTED),
            *([styled(told, "bold")] if told else []),
            *(styled(f"• {each}") for each in words),
        ]
        self.show()
        self.scroll_home(animate=False)

    def show(self) -> None:
        """Show what it has to say: the last answer, the draft, and what holds of both."""
        if not self.is_attached:  # the screen is being closed
            return
        from negotiator.teaching.coach import CAVEAT

        told: Told = [("The draft", self.draft)] if self.draft else []
        rows = list(self.lesson)
        for heading, said in (*told, *self.about):
            rows += [styled(heading, "bold"), *(styled(f"• {each}") for each in said)]
        self.query_one("#coach-text", QuietText).update(lines(*rows, styled(CAVEAT, MUTED)))
