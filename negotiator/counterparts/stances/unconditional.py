"""Stances that look at nothing."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class AlwaysCooperate(Stance):
    """Keeps to what it gave, whatever you do. It accepts deals that give you more than it gets.

    Easy to live with and easy to exploit; a community in which everyone exploits it loses it.
    """

    name = "always-cooperate"
    title = "Always cooperate"
    rule = "It keeps its markets as open as they were, whatever you do."
    names = ("ALLC", "Cooperator", "unconditional cooperation")
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory = 0

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0]

    def tolerates(self, record: Record) -> float:
        return 1.0

    def because(self, record: Record, level: float) -> str:
        return f"We keep our cooperation at {level:.2f}, as always; we do not punish."


@register
@dataclass(frozen=True)
class AlwaysDefect(Stance):
    """Levies the tariffs that suit it best and concedes nothing, to anyone, ever.

    It takes gifts. Only what it loses by others' answers limits it, and it does not look at that.
    """

    name = "always-defect"
    title = "Always defect"
    rule = "It levies the tariffs that suit it best, whatever you do."
    names = ("ALLD", "Defector")
    reference = "Axelrod, The Evolution of Cooperation, 1984"
    memory = 0

    def level(self, record: Record, draw: float = 0.5) -> float:
        return 0.0

    def red_line(self, record: Record) -> str | None:
        return "We make no concessions, to anyone."

    def because(self, record: Record, level: float) -> str:
        return f"We are at {level:.2f}, the tariffs that suit us best; nothing you do changes that."


@register
@dataclass(frozen=True)
class Random(Stance):
    """Tosses a coin each round: open as before, or closed.

    Nothing that you do moves it, so nothing is worth doing for it. A government without a policy
    looks like this, and so does a good partner whose acts are mostly misread.
    """

    opens: float = parameter(0.5, 0.0, 1.0, "chance that it cooperates")

    name = "random"
    title = "Random"
    rule = "It cooperates or not by the toss of a coin."
    names = ("RANDOM", "lunatic")
    reference = "Axelrod, Journal of Conflict Resolution 24(1), 1980"
    memory = 0
    stochastic = True
    steady = False

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0] if draw < self.opens else 0.0

    def because(self, record: Record, level: float) -> str:
        return f"We tossed a coin, and are at {level:.2f}; nothing that you do changes that."
