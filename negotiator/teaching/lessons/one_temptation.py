"""Lesson 1: gains from trade, and the temptation of the tariff."""

from __future__ import annotations

from negotiator.teaching.lessons.script import Lesson, Say

LESSON = Lesson(
    number=1,
    slug="temptation",
    title="The temptation of the tariff",
    idea="Why each would raise its tariff, and why both lose when both do",
    aim="Sign a treaty that leaves both countries better off.",
    reached=lambda taken: taken.done,
    minutes=(10, 15),
    parts=(Say("You govern Ostra."),),
    learnt=("A tariff can pay the one who levies it, as long as nobody answers.",),
)
