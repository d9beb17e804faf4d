"""Diffuse reciprocity: standards of conduct toward everyone, and trust built over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances.base import Stance, register


class Standing(NamedTuple):
    """How a state is seen: its remembered conduct to all, the community's, and its word."""

    image: float
    norm: float
    bar: float
    kept: float
    good: bool


def alone(record: Record) -> bool:
    """Whether nothing but the pair is known: no third state, or no round yet."""
    community = record.community
    return community is None or len(community.reliability) < 3 or not community.levels


@register
@dataclass(frozen=True)
class Diffuse(Stance):
    """Looks at how you treat everyone, over time, and at whether you keep your word.

    While your conduct is about as good as the community's norm it stays open to you, and overlooks
    that a deal gives you more than it gets: trust pays later. A newcomer is presumed to be as good
    as anyone. Fall far below the norm, or break promises, and it shuns you, whatever you did to
    it; good conduct toward others earns you back. Alone with you it goes by your conduct toward
    itself.
    """

    remembers: float = parameter(0.6, 0.0, 0.99, "share of its last opinion that lives on")
    margin: float = parameter(0.45, 0.0, 1.0, "how far below the norm, as a share of it, is borne")
    least: float = parameter(0.2, 0.0, 1.0, "conduct that is shunned whatever the norm")
    faith: float = parameter(0.7, 0.0, 1.0, "least share of promises kept")
    overlooks: float = parameter(0.6, 0.0, 1.0, "share of an uneven deal that it overlooks")

    name = "diffuse"
    title = "Diffuse reciprocity"
    rule = "It treats you as you treat everyone, and looks at how well you keep your word."
    names = ("diffuse reciprocity", "community norm", "indirect reciprocity")
    reference = "Keohane, International Organization 40(1), 1986"
    memory = float("inf")

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.peaceful() if self.standing(record).good else 0.0

    def standing(self, record: Record) -> Standing:
        """How the partner stands with everyone; alone with it, how it stands with me."""
        community = record.community
        if community is None or alone(record):
            norm, least = record.settled[1], 0.0
            image = self._remembered(norm, record.theirs)
            kept = 1.0 if community is None else community.reliability[community.partner]
        else:
            image, norm = self._image_and_norm(community)
            least = self.least
            kept = community.reliability[community.partner]
        bar = max((1.0 - self.margin) * norm, least)
        return Standing(image, norm, bar, kept, image >= bar and kept >= self.faith)

    def _image_and_norm(self, community: Community) -> tuple[float, float]:
        """The partner's remembered conduct toward everyone, and the community's."""
        everyone = [_conduct(levels) for levels in community.levels]
        means = [sum(each) / len(each) for each in everyone]
        # Nobody is known before the first round: all are presumed to be what the community is.
        image = self._remembered(means[0], [each[community.partner] for each in everyone])
        return image, self._remembered(means[0], means)

    def _remembered(self, presumed: float, conduct: Sequence[float]) -> float:
        """Fading memory, the last round weighing most."""
        opinion = presumed
        for act in conduct:
            opinion = self.remembers * opinion + (1.0 - self.remembers) * act
        return opinion

    def tolerates(self, record: Record) -> float:
        return self.overlooks if self.standing(record).good else 0.0

    def red_line(self, record: Record) -> str | None:
        standing = self.standing(record)
        if standing.good:
            return None
        if standing.kept < self.faith:
            return "We make no concessions to a state that breaks its promises."
        return "We make no concessions to a state that treats others as you do."

    def because(self, record: Record, level: float) -> str:
        standing = self.standing(record)
        if standing.good:
            return (
                f"Your conduct toward everyone is {standing.image:.2f} as we remember it, the norm"
                f" {standing.norm:.2f}: you are in good standing, and we are at {level:.2f}."
            )
        if standing.kept < self.faith:
            return (
                f"You have kept {standing.kept:.0%} of your promises; we keep our distance, at"
                f" {level:.2f}."
            )
        return (
            f"Your conduct toward everyone is {standing.image:.2f} as we remember it, the norm"
            f" {standing.norm:.2f}; below {standing.bar:.2f} we keep our distance, at {level:.2f}."
        )


def _conduct(levels: tuple[tuple[float, ...], ...]) -> list[float]:
    """Each state's mean level toward all others."""
    return [(sum(row) - row[k]) / (len(row) - 1) for k, row in enumerate(levels)]
