"""Lessons are taken on the screen, left, and gone on with; their games have a coach."""

from __future__ import annotations

from pilots import begin, on, screen, text, until, up_to
from textual.widgets import OptionList

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Propose
from negotiator.teaching.lessons.course import Course, lessons_folder, standings
from negotiator.teaching.lessons.script import Game, Sliders
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.lessons import take
from negotiator.ui.screens.coach_card import CoachCard
from negotiator.ui.screens.lesson import LessonScreen
from negotiator.ui.screens.lesson_text import page
from negotiator.ui.screens.lessons import LessonsScreen


async def at(pilot, app, place: int) -> LessonScreen:
    """Wait until a lesson stands at a step."""
    await until(pilot, on(app, "LessonScreen"))
    found = screen(app, LessonScreen)
    await until(pilot, lambda: not found.busy and found.course.taken.place == place)
    return found


async def test_a_lesson_is_taken_left_and_gone_on_with(tmp_path):
    app = NegotiatorApp(folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        menu = app.screen.query_one(OptionList)
        await until(pilot, lambda: menu.highlighted == 0)
        await pilot.press("down", "enter")
        await until(pilot, on(app, "LessonsScreen"))
        listed = app.screen.query_one(OptionList)
        await until(pilot, lambda: listed.highlighted == 0 and listed.option_count == 7)
        await pilot.press("enter")
        await at(pilot, app, 0)
        await until(pilot, lambda: "You govern Ostra" in text(app, "#text"))
        await until(pilot, lambda: text(app, "#hint") == "Enter goes on")
        await pilot.press("enter")
        found = await at(pilot, app, 1)
        await until(pilot, lambda: "What do you expect?" in text(app, "#text"))
        await until(pilot, lambda: "Nothing is chosen yet" in text(app, "#hint"))
        await pilot.press("enter", "9")  # nothing is chosen; a digit that is none does nothing
        assert found.course.taken.place == 1
        await pilot.press("down")
        await until(pilot, lambda: "Enter or a digit" in text(app, "#hint"))
        await pilot.press("enter")
        await at(pilot, app, 2)
        await until(pilot, lambda: not found.busy and len(found.shown.options) == 2)
        await pilot.press("2")
        await until(pilot, lambda: "▲25%" in text(app, "#text"))
        assert "+21.9" in text(app, "#text")
        assert "−6.4" in text(app, "#text")
        await pilot.press("escape")
        await until(pilot, on(app, "LessonsScreen"))
        await until(pilot, lambda: "taken" in str(listed.get_option_at_index(0).prompt))
        await pilot.press("enter")
        await at(pilot, app, 2)
        await until(pilot, lambda: "▲25%" in text(app, "#text"))


async def test_in_a_lesson_s_game_the_coach_speaks_and_the_aim_leads_back(tmp_path):
    up_to(tmp_path, "1", Game)
    app = NegotiatorApp(folder=tmp_path, first=lambda app: take(app, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "LessonScreen"))
        lesson = screen(app, LessonScreen)
        await until(pilot, lambda: lesson.shown is not None)
        place = lesson.course.taken.place
        await pilot.press("1")
        await begin(pilot, app)
        await until(pilot, lambda: text(app, "#status").startswith("Aim: "))
        zero = [
            Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=0.0)
            for giver, receiver in (("OST", "VES"), ("VES", "OST"))
        ]
        offer = Offer(by="OST", parties=("OST", "VES"), clauses=tuple(zero))
        said = []
        while not app.game.state.treaties:
            app.play(Propose(to="VES", offer=offer), lambda events: None, lambda: None)
            await until(pilot, lambda: not app.busy)
            if isinstance(app.screen, CoachCard):
                said.append(app.screen.text)
                await pilot.press("enter")
                await until(pilot, on(app, "DeskScreen"))
        assert "They have answered" in said[0]
        assert "Signed" in said[-1]
        assert len(said) == 2  # each once
        # Left in its middle, it goes on where it stood, and nothing is said again.
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is lesson)
        await until(pilot, lambda: not lesson.busy and len(lesson.shown.options) == 3)
        await pilot.press("1")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press("e")
        await until(pilot, on(app, "CoachCard"))
        assert "aim is reached" in screen(app, CoachCard).text
        # Stopped at this very moment, the lesson knows that the aim is reached.
        log = next(s for s in standings(lessons_folder(tmp_path)) if s.lesson.number == 1).path
        again = Course.resume(log)
        assert again.aim_reached()
        shown = page(again.taken, 76, again.aim_reached())
        assert "✓ reached" in str(shown.text)
        assert shown.options[0][1] == ("leave", None)
        await pilot.press("enter")
        await at(pilot, app, place + 1)
        await until(pilot, lambda: "you expected" in text(app, "#text"))
        await until(pilot, lambda: text(app, "#hint") == "Enter goes on")
        kept = next(s for s in standings(lessons_folder(tmp_path)) if s.lesson.number == 1)
        assert kept.path is not None
        assert Course.resume(kept.path).taken.told("deal")["zero"]


async def test_a_slider_is_moved_and_the_result_follows(tmp_path):
    up_to(tmp_path, "1", Sliders)
    app = NegotiatorApp(folder=tmp_path, first=lambda app: take(app, 1))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, on(app, "LessonScreen"))
        await until(pilot, lambda: "+11.3" in text(app, "#board"))
        await pilot.press("end", *["right"] * 6)
        await until(pilot, lambda: "Both open: Vesta     −15.5" in text(app, "#board"))
        await pilot.press("enter")  # asks once
        await until(pilot, lambda: "Enter again goes on" in text(app, "#hint"))
        await pilot.press("left")
        await until(pilot, lambda: "Enter goes on" in text(app, "#hint"))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "A question" in text(app, "#text"))
        assert not app.screen.query_one("#bench").display


async def test_a_lesson_that_is_done_can_be_looked_back_at_to_its_end(tmp_path):
    up_to(tmp_path, "2", None)
    app = NegotiatorApp(folder=tmp_path, first=lambda app: app.push_screen(LessonsScreen()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "LessonsScreen"))
        listed = app.screen.query_one(OptionList)
        await until(pilot, lambda: listed.option_count == 7)
        listed.highlighted = 1
        await pilot.press("enter")
        await until(pilot, on(app, "DoneScreen"))
        await pilot.press("1")
        await until(pilot, on(app, "LessonScreen"))
        lesson = screen(app, LessonScreen)
        await until(pilot, lambda: not lesson.busy and lesson.shown is not None)
        told = text(app, "#text")
        assert told.index("What this lesson was about") < told.index("Aim")
        # Enter shows all of it before it leaves.
        await until(pilot, lambda: "Enter shows the rest" in text(app, "#hint"))
        await pilot.press("enter")
        assert app.screen is lesson
        for _ in range(5):
            if app.screen is lesson:
                await pilot.press("enter")
        await until(pilot, on(app, "LessonsScreen"))
        assert len(list(lessons_folder(tmp_path).iterdir())) == 1  # nothing was begun
