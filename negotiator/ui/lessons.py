"""Lessons and their games, opened over the title screen and gone on with where they stood."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from negotiator.ui.screens.coach_card import CoachCard

if TYPE_CHECKING:
    from negotiator.game.session import Session
    from negotiator.teaching.lessons.course import Course
    from negotiator.teaching.lessons.script import Game
    from negotiator.ui.app import NegotiatorApp


def take(app: NegotiatorApp, number: int, *, again: bool = False, back: bool = False) -> None:
    """Open a lesson: where it was left, or from its beginning.

    Parameters
    ----------
    back
        Look back at the end of the latest time that it was finished, if there is one.
    """
    folder = app.saves()

    def run() -> Callable[[], None]:
        import secrets

        from negotiator.game.saves import SaveError
        from negotiator.teaching.lessons.catalogue import lesson_by
        from negotiator.teaching.lessons.course import Course, lessons_folder, read, standings

        kept = lessons_folder(folder)
        lesson = lesson_by(str(number))
        found = next(each for each in standings(kept) if each.lesson is lesson)
        notice = "" if again else found.fault
        try:
            if back and found.end is not None:
                course = Course(read(found.end)[0], None)
            elif found.path is not None and not again:
                course = Course.resume(found.path)
            else:
                course = Course.start(lesson, secrets.randbelow(10_000), kept)
        except SaveError as error:
            notice = f"{error}. This lesson is not saved."
            course = Course.start(lesson, secrets.randbelow(10_000))
        return lambda: _opened(app, course, notice or course.notice)

    app.work(run, "lesson")


def _opened(app: NegotiatorApp, course: Course, notice: str) -> None:
    from negotiator.ui.screens.lesson import LessonScreen

    app.push_screen(LessonScreen(course, notice))


class LessonGame:
    """A game of a lesson: the ordinary screens, with a coach that speaks at its moments.

    Parameters
    ----------
    reached
        Called once, when the aim is reached.
    """

    def __init__(
        self, app: NegotiatorApp, course: Course, game: Game, reached: Callable[[], None]
    ) -> None:
        self.app = app
        self.course = course
        self.game = game
        self.reached = reached
        self.session: Session | None = None
        self.said: set[int] = set()
        self.closed = False

    def open(self, *, again: bool = False) -> None:
        """Open it, where it was left or from its beginning."""
        name = None if again else self.course.taken.save(self.game.name)
        folder = self.course.folder
        path = folder / name if folder is not None and name else None
        fresh = path is None or not path.exists()
        self.app.open_game(lambda: self._session(fresh), self._began)

    def _session(self, fresh: bool) -> Session:
        """On a worker's thread."""
        from negotiator.game.session import Session
        from negotiator.scenario import load
        from negotiator.teaching.lessons.worlds import world_file

        folder, game, taken = self.course.folder, self.game, self.course.taken
        name = taken.save(game.name)
        if not fresh and folder is not None and name is not None:
            session = Session.resume(folder / name)
        else:
            scenario = load(world_file(game.scenario))
            session = Session.start(scenario, game.player, taken.seed, game.mode, folder)
            if session.log is not None:
                self.course.give("began", session.log.path.name)
        session.aim = game.aim
        return session

    def _began(self, session: Session) -> None:
        self.session = session
        self.app.after_move = self.after_move
        if session.state.history[1:] or session.state.talks:
            # What was to be said before has been said when it was played.
            self.said = {k for k, cue in enumerate(self.game.cues) if self._holds(cue.when)}
        self.after_move()

    def _holds(self, when: Callable[..., bool]) -> bool:
        session = self.app.game
        return when(session.setting, session.state)

    def after_move(self) -> None:
        """Say what is to be said now, and end when it is the end."""
        app, session = self.app, self.session
        if session is None or app.session is not session or self.closed:
            return
        if self._holds(self.game.reached):
            self.closed = True
            card = CoachCard("The aim is reached. {Enter coach.close} leads back to the lesson.")
            app.push_screen(card, lambda _: self.reached())
            return
        if session.state.over:
            self.closed = True
            said = "The game is over, and the aim is not reached. Look at the debrief if you like;"
            app.push_screen(CoachCard(f"{said} {{Esc desk.leave}} leads back to the lesson."))
            return
        for k, cue in enumerate(self.game.cues):
            if k not in self.said and self._holds(cue.when):
                self.said.add(k)
                app.push_screen(CoachCard(cue.text))
                return
