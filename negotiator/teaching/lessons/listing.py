"""The lessons as a list, with how far the player is in each."""

from __future__ import annotations

from typing import Any

from negotiator.paths import saves_folder
from negotiator.teaching.lessons.course import Standing, lessons_folder, standings


def told(standing: Standing) -> str:
    """How far a lesson is, in a word or two; nothing for one not begun."""
    if standing.share > 0:
        return f"{standing.share:.0%} taken"
    if standing.fault:
        return "its log cannot be read"
    return "done" if standing.finished else ""


def listing() -> list[str]:
    """Two lines for each lesson."""
    found = standings(lessons_folder(saves_folder()))
    width = max(len(each.lesson.title) for each in found)
    lines = []
    for each in found:
        lesson = each.lesson
        least, most = lesson.minutes
        head = f"{lesson.number}  {lesson.title:<{width}}  {least}-{most} minutes  {told(each)}"
        lines += [head.rstrip(), f"   {lesson.idea}"]
    return lines


def as_dicts() -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {
            "number": each.lesson.number,
            "name": each.lesson.slug,
            "title": each.lesson.title,
            "idea": each.lesson.idea,
            "minutes": list(each.lesson.minutes),
            "finished": each.finished,
            "taken": each.share,
        }
        for each in standings(lessons_folder(saves_folder()))
    ]
