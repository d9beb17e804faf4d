"""What a scenario file says of a country: its government, its interests, its economy."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from negotiator.counterparts.personalities import ready_made
from negotiator.diplomacy.domains import Domain
from negotiator.scenario.spec import Code, Flag, NamedRule, Number, Rate, Rule, Share, Spec, Whole


class Interests(Spec):
    """What a government maximises beyond general welfare, and what its majority bears."""

    weights: dict[str, Number] = Field(
        default_factory=dict, description="political weight of a sector's value added"
    )
    protected: dict[str, Share] = Field(
        default_factory=dict,
        description="by sector: the largest fall of its value added that the majority ratifies",
    )
    tolerance: Number = Field(
        0.1, ge=0.0, description="largest loss of real income that is ratified, in per cent"
    )


def _without_stance(schema: dict[str, Any]) -> None:
    """A personality stands in for the stance: editors need not ask for both."""
    schema["required"] = [name for name in schema["required"] if name != "stance"]
    schema["anyOf"] = [{"required": ["stance"]}, {"required": ["personality"]}]


class Country(Spec):
    """One country of the scenario."""

    model_config = ConfigDict(json_schema_extra=_without_stance)

    code: Code = Field(description="a short code of its own, such as CHE")
    name: str = Field(description="as a title: United States")
    called: str | None = Field(None, description="as it stands in a sentence: the United States")
    playable: Flag = Field(False, description="whether a player may govern it")
    about: str = Field("", description="what it is, in a line or two")
    stake: str = Field("", description="what it has at stake, in a line")
    briefing: str = Field(
        "", description="Markdown: what its player reads first; empty = the scenario's briefing"
    )
    difficulty: Literal["easy", "medium", "hard"] = Field("medium", description="for its player")
    personality: str | None = Field(
        None, description="ready-made stance, tactic and so on; what is written beside it counts"
    )
    stance: NamedRule = Field(description="rule of reciprocity toward everyone")
    stances: dict[str, NamedRule] = Field(
        default_factory=dict, description="toward one partner, by its code, where it differs"
    )
    tactic: NamedRule = Field(
        default=Rule(name="boulware"), validate_default=True, description="how it bids"
    )
    accepts: NamedRule = Field(
        default=Rule(name="next"), validate_default=True, description="when it signs an offer"
    )
    voice: str = Field("plain", description="how it speaks")
    patience: Whole = Field(5, ge=1, le=20, description="exchanges that it bears in a round's talk")
    candour: Share = Field(1.0, description="1: it says truly what it needs; 0: never")
    memory: Whole | None = Field(
        None, ge=1, le=60, description="rounds that it remembers; older ones it forgets; none = all"
    )
    red_lines: tuple[Domain, ...] = Field((), description="domains in which it never gives")
    interests: Interests = Field(
        default_factory=Interests, description="what its government wants beyond general welfare"
    )
    creative: Share = Field(0.0, description="its share of the world's royalty receipts")
    hazard: Share = Field(0.0, description="chance of a security crisis in a round")
    size: Number | None = Field(None, gt=0, description="gravity: income, billions a year")
    spending: dict[str, Share] | None = Field(
        None, description="gravity: shares of sectors in its spending, if not the common ones"
    )
    strength: dict[str, Number] = Field(
        default_factory=dict, description="gravity: strength by sector; 1 is average"
    )
    tariff: Rate | dict[str, Rate] = Field(
        0.0, description="gravity: its tariff on everyone, one rate or by sector"
    )

    @model_validator(mode="before")
    @classmethod
    def _ready_made(cls, country: Any) -> Any:
        if not isinstance(country, dict) or not isinstance(country.get("personality"), str):
            return country
        return {**ready_made(country["personality"]), **country}
