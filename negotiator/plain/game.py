"""The game from its start to the debrief, as plain lines."""

from __future__ import annotations

import secrets
from pathlib import Path

from negotiator.game import overview
from negotiator.game.moves import EndRound, Guess
from negotiator.game.saves import listing as saves
from negotiator.game.session import Session
from negotiator.paths import saves_folder
from negotiator.plain import telling
from negotiator.plain.console import Console, Left
from negotiator.plain.home import policy
from negotiator.plain.playing import play
from negotiator.plain.table import Table
from negotiator.scenario import find, listing, load

_HELP = (
    "Type the number of a choice, or how it begins. Enter lists the choices again, 0 goes back"
    " where it is listed, q saves and leaves. In a round you talk with other countries, set"
    " your own policy, and end the round; then everyone's acts take effect together."
)


def run(
    console: Console,
    scenario: str | None = None,
    player: str | None = None,
    seed: int | None = None,
    save: Path | None = None,
    mode: str | None = None,
) -> int:
    """Play until the game is over or the player leaves.

    Returns
    -------
    The exit code.

    Raises
    ------
    ScenarioError, SaveError, EconomyError, NotSolvedError
        When there is no game to open.
    """
    session = None
    try:
        console.say(_HELP)
        session = _opened(console, scenario, player, seed, save, mode)
        if session.notice:
            console.say(session.notice)
        Desk(console, session).sit()
    except (Left, KeyboardInterrupt):
        console.say("")
    if session is not None and session.log is not None:
        session.log.close()
        if session.log.path.exists():
            console.say(f"Saved: {session.log.path}")
    return 0


def _opened(
    console: Console,
    scenario: str | None,
    player: str | None,
    seed: int | None,
    save: Path | None,
    mode: str | None,
) -> Session:
    if save is None and scenario is None and player is None:
        choices: list[tuple[Path | str, str]] = [
            (
                each.path,
                f"{'Look back at' if each.finished else 'Go on with'} {each.player},"
                f" {each.title}, round {min(each.round, each.rounds)} of {each.rounds}",
            )
            for each in saves(saves_folder())[:3]
        ]
        choices += [(each.id, f"{each.title}: {each.summary}") for each in listing()]
        chosen = console.choose("What do you want to play?", choices, back="")
        if isinstance(chosen, Path):
            save = chosen
        else:
            scenario = chosen
            found = load(find(scenario))
            countries = [(c.code, c.name) for c in found.countries if c.playable]
            player = console.choose("Which country do you govern?", countries, back="")
    if save is not None:
        return Session.resume(save)
    found = load(find(scenario))
    number = seed if seed is not None else secrets.randbelow(10_000)
    return Session.start(found, player or found.player, number, mode, saves_folder())


class Desk:
    """Where a round is governed from."""

    def __init__(self, console: Console, session: Session) -> None:
        self.console = console
        self.session = session

    def sit(self) -> None:
        """Govern until the game is over."""
        setting = self.session.setting
        if not self.session.state.over:
            self.console.say("", *telling.briefing(setting, self.session.state))
            self._opens()
        while not self.session.state.over:
            state = self.session.state
            choices = [
                ("talk", "Talk with a country"),
                ("policy", "Set our own policy toward a country"),
                ("end", "End the round"),
                ("world", "The other countries, a line each"),
                ("ours", "Our accounts"),
                ("treaties", "Our treaties"),
                ("news", "News, and what we have done"),
                ("about", "What is known of a country"),
                ("guess", "Guess what rule a country follows"),
                ("score", "The score so far"),
                ("briefing", "The briefing again"),
                ("codex", "Explain a word"),
            ]
            title = setting.titles[str(state.player)]
            question = f"{title}, round {state.round} of {state.rounds}."
            chosen = self.console.choose(question, choices, back="")
            if chosen is not None:
                self._do(chosen)
        self.console.head("Debrief")
        self._score()
        self.console.head("Who they were")
        self.console.say(*telling.unmasked(setting, self.session.state))

    def _opens(self) -> None:
        """What a round opens with."""
        self.console.head(f"Round {self.session.state.round}")
        self.console.say(*telling.news(self.session.state))

    def _do(self, chosen: str) -> None:
        console, session = self.console, self.session
        setting, state = session.setting, session.state
        if chosen == "talk":
            partner = self._country("With whom?")
            if partner is not None:
                Table(console, session, partner).sit()
        elif chosen == "policy":
            partner = self._country("Toward whom?")
            if partner is not None:
                policy(console, session, partner)
        elif chosen == "end":
            console.say("The others act, and the world economy is solved.")
            if play(console, session, EndRound()):
                console.say(*telling.cleared(setting, session.state))
                if not session.state.over:
                    self._opens()
        elif chosen == "about":
            partner = self._country("About whom?")
            if partner is not None:
                console.say(overview.dossier(setting, state, partner))
        elif chosen == "guess":
            self._guess()
        elif chosen == "score":
            self._score()
        elif chosen == "codex":
            self._explain()
        else:
            told = {
                "world": telling.world(setting, state),
                "ours": telling.ours(setting, state),
                "treaties": telling.treaties(setting, state),
                "news": telling.news(state),
                "briefing": telling.briefing(setting, state),
            }[chosen]
            console.say(*(tuple(told) or ("There is none.",)))

    def _country(self, question: str) -> str | None:
        state = self.session.state
        found = overview.neighbours(self.session.setting, state, str(state.player))
        choices = [
            (each.code, f"{each.title}{', whose offer waits' if each.offers else ''}")
            for each in found
        ]
        return self.console.choose(question, choices)

    def _guess(self) -> None:
        from negotiator.counterparts.stances import stances

        partner = self._country("Whose rule?")
        if partner is None:
            return
        choices = [(name, f"{cls.title}: {cls.rule}") for name, cls in stances().items()]
        chosen = self.console.choose("What does it do?", choices)
        if chosen is not None:
            play(self.console, self.session, Guess(country=partner, stance=chosen))

    def _score(self) -> None:
        from negotiator.game.scores import current

        setting, state = self.session.setting, self.session.state
        self.console.say(*telling.scored(setting, state, current(setting, state)))

    def _explain(self) -> None:
        from negotiator.teaching.codex import CodexError
        from negotiator.teaching.codex.book import find as entry

        words = self.console.words("Which word?")
        try:
            found = entry(words)
        except CodexError as error:
            self.console.say(str(error))
            return
        self.console.say(f"{found.title}.", *found.paragraphs)
