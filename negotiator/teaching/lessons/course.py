"""A lesson being taken, with its log: every line is on the disk before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiator import __version__
from negotiator.game.chained import (
    SUFFIX,
    Chain,
    Lines,
    SaveError,
    checked_header,
    free_path,
    read_lines,
)
from negotiator.teaching.lessons.catalogue import lesson_by
from negotiator.teaching.lessons.script import Game, Lesson
from negotiator.teaching.lessons.taken import LessonError, Taken

if TYPE_CHECKING:
    from negotiator.game.session import Session
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting

FORMAT = "negotiator-lesson"
VERSION = 1
_WHAT = "the log of a lesson"


def lessons_folder(saves: Path) -> Path:
    """Where lessons and their games are kept: beside the other saves, and not among them."""
    return saves / "lessons"


class Course:
    """A lesson being taken. The imperative shell of `Taken`.

    Parameters
    ----------
    chain
        Where entries are written; None keeps the lesson in memory only.
    notice
        What was found when it was resumed, for the player; empty if nothing.
    """

    def __init__(self, taken: Taken, chain: Chain | None, notice: str = "") -> None:
        self.taken = taken
        self.chain = chain
        self.notice = notice

    @classmethod
    def start(cls, lesson: Lesson, seed: int, folder: Path | None = None) -> Course:
        """Begin a lesson.

        Raises
        ------
        SaveError
            When the folder cannot be written.
        """
        chain = None
        if folder is not None:
            header = {
                "format": FORMAT,
                "version": VERSION,
                "app": __version__,
                "lesson": lesson.slug,
                "shape": lesson.shape,
                "seed": seed,
            }
            chain = Chain.create(free_path(folder, _stem(lesson)), header)
        return cls(Taken(lesson, seed), chain)

    @classmethod
    def resume(cls, path: Path) -> Course:
        """Go on with a lesson, by its log.

        Raises
        ------
        SaveError
            For a log that is damaged, foreign or newer, or of a lesson that has changed since.
        """
        taken, lines = read(path)
        notice = "The last line was torn by a crash and is left out." if lines.torn else ""
        return cls(taken, Chain.resume(lines), notice)

    def give(self, kind: str, value: Any = None) -> None:
        """Take one step. It counts once it is on the disk.

        Raises
        ------
        LessonError
            When the step at hand has no place for it.
        SaveError
            When it cannot be saved; the lesson stays as it was.
        """
        taken = self.taken.then(kind, value)
        if self.chain is not None:
            self.chain.append({kind: value}, "answer")
        self.taken = taken

    def standing(self, live: Session | None = None) -> tuple[Setting, State] | None:
        """The game at hand as it is played, or else as its save has it; None for none."""
        if live is not None:
            return live.setting, live.state
        step = None if self.taken.done else self.taken.step
        name = self.taken.save(step.name) if isinstance(step, Game) else None
        if name is None or self.folder is None:
            return None
        from negotiator.game.rerun import rerun
        from negotiator.game.saves import read as read_save
        from negotiator.game.session import opened

        try:
            save = read_save(self.folder / name)
            setting, state = opened(save.scenario, save.player, save.seed, save.mode)
            return setting, rerun(save, setting, state).state
        except SaveError:
            return None  # going on with it says why

    def aim_reached(self, live: Session | None = None) -> bool:
        """Whether the game at hand has reached its aim."""
        step = None if self.taken.done else self.taken.step
        if not isinstance(step, Game) or self.taken.save(step.name) is None:
            return False
        found = self.standing(live)
        return found is not None and step.reached(*found)

    def end(self, live: Session | None = None) -> None:
        """End the game at hand as it stands, and go on."""
        step = self.taken.step
        assert isinstance(step, Game)
        found = self.standing(live)
        told = {} if found is None else dict(step.told(*found))
        self.give("ended", {**told, "reached": found is not None and step.reached(*found)})

    @property
    def folder(self) -> Path | None:
        """Where its games are saved."""
        return None if self.chain is None else self.chain.path.parent


def read(path: Path) -> tuple[Taken, Lines]:
    """A lesson as its log has it; the file is not touched.

    Raises
    ------
    SaveError
        For a log that is damaged, foreign or newer, or of a lesson that has changed since.
    """
    lines = read_lines(path, _WHAT)
    header = checked_header(lines, FORMAT, VERSION, _WHAT)
    try:
        lesson = lesson_by(str(header.get("lesson")))
    except LessonError as error:
        raise SaveError(f"{path}:1: {error}") from None
    seed = header.get("seed")
    if type(seed) is not int:
        raise SaveError(f"{path}:1: header has no seed; expected a whole number")
    if header.get("shape") != lesson.shape:
        raise SaveError(f"{path}:1: lesson {lesson.number} has changed since; begin it again")
    taken = Taken(lesson, seed)
    for number, body in enumerate(lines.bodies, 2):
        try:
            if len(body) != 1:
                raise LessonError(f"{len(body)} entries; expected one")
            taken = taken.then(*next(iter(body.items())))
        except LessonError as error:
            raise SaveError(f"{path}:{number}: {error}") from None
    return taken, lines


@dataclass(frozen=True)
class Standing:
    """A lesson in a list.

    Parameters
    ----------
    path
        Of the log to go on with; None for one not begun, or finished.
    finished
        Whether it was once taken to its end.
    end
        The latest log that was taken to its end; None for none.
    share
        Of the steps of the log at hand, those taken.
    fault
        Why the latest log cannot be gone on with, in a line; empty when it can.
    """

    lesson: Lesson
    path: Path | None
    finished: bool
    share: float
    fault: str = ""
    end: Path | None = None


def standings(folder: Path) -> tuple[Standing, ...]:
    """Every lesson, and how far it is by the latest of its logs."""
    from negotiator.teaching.lessons.catalogue import lessons

    return tuple(_standing(folder, lesson) for lesson in lessons())


def _stem(lesson: Lesson) -> str:
    return f"lesson-{lesson.number}-{lesson.slug}"


def _standing(folder: Path, lesson: Lesson) -> Standing:
    path, share, fault, end = None, 0.0, "", None
    for each in sorted(folder.glob(f"{_stem(lesson)}-*{SUFFIX}"), key=lambda p: (len(p.name), p)):
        path, share, fault = None, 0.0, ""
        try:
            taken, _ = read(each)
        except SaveError as error:
            fault = str(error)
            continue
        if taken.done:
            end = each
        else:
            path, share = each, taken.place / len(lesson.steps)
    return Standing(lesson, path, end is not None, share, fault, end)
