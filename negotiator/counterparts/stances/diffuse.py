"""Diffuse reciprocity: standards of conduct toward everyone, and trust built over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Stance, register


@register
@dataclass(frozen=True)
class Diffuse(Stance):
    """Looks at how you treat *everyone*, over time, and at whether you keep your word.

    While your conduct is about as good as the community's norm it stays open to you and overlooks
    that a deal gives you more than it gets: trust pays later. Fall far below the norm, or break
    promises, and it shuns you, whatever you did to it; good conduct toward others earns you back.

    `memory_share` is how much of last round's opinion lives on; `margin` how far below the norm is
    borne; `faith` the least share of promises kept; `patience_share` how much of an imbalance is
    overlooked.
    """

    memory_share: float = 0.5
    margin: float = 0.3
    faith: float = 0.7
    patience_share: float = 0.6

    name = "diffuse"
    title = "Diffuse reciprocity"
    rule = "It treats you as you treat everyone, and looks at how well you keep your word."
    names = ("diffuse reciprocity", "community norm", "indirect reciprocity")
    reference = "Keohane, International Organization 40(1), 1986"
    memory: ClassVar[float] = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0] if self._good_standing(record) else 0.0

    def _good_standing(self, record: Record) -> bool:
        image, norm = self._image_and_norm(record)
        return image >= norm - self.margin and self._reliability(record) >= self.faith

    def _reliability(self, record: Record) -> float:
        if record.community is None:
            return 1.0
        return record.community.reliability[record.community.partner]

    def _image_and_norm(self, record: Record) -> tuple[float, float]:
        """The partner's remembered conduct toward everyone, and everybody's on average."""
        community = record.community
        if community is None or len(community.reliability) < 3:
            rounds = record.theirs
            image = self._remembered([record.settled[1], *rounds])
            return image, record.settled[1]
        images = []
        for state in range(len(community.reliability)):
            conduct = [
                (sum(row[state]) - row[state][state]) / (len(row) - 1) for row in community.levels
            ]
            images.append(self._remembered(conduct) if conduct else 1.0)
        return images[community.partner], sum(images) / len(images)

    def _remembered(self, conduct: list[float]) -> float:
        """Exponentially fading memory, the last round weighing most."""
        opinion = conduct[0]
        for act in conduct[1:]:
            opinion = self.memory_share * opinion + (1.0 - self.memory_share) * act
        return opinion

    def tolerates(self, record: Record) -> float:
        return self.patience_share if self._good_standing(record) else 0.0

    def red_line(self, record: Record) -> str | None:
        if self._good_standing(record):
            return None
        if self._reliability(record) < self.faith:
            return "We do not deal with a state that breaks its promises."
        return "We do not deal with a state that treats others as you do."

    def because(self, record: Record, level: float) -> str:
        image, norm = self._image_and_norm(record)
        if self._good_standing(record):
            return (
                f"Your conduct toward everyone is {image:.2f} by our memory, the norm is"
                f" {norm:.2f}: you are in good standing and we stay at {level:.2f}."
            )
        kept = self._reliability(record)
        if kept < self.faith:
            return f"You have kept {kept:.0%} of your promises; we keep our distance."
        return (
            f"Your conduct toward everyone is {image:.2f}, far below the norm of {norm:.2f};"
            " we keep our distance until it is better."
        )
