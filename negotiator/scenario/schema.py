"""What a scenario file says. Every field is documented; editors get it as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from negotiator.diplomacy.clauses import Clause, Kind
from negotiator.diplomacy.domains import Domain
from negotiator.scenario.country import Country
from negotiator.scenario.spec import Code, Flag, Number, Rate, Share, Source, Spec, Whole


class StanceFile(Spec):
    """The file of stances beside a scenario, as it was read.

    A save keeps this and not the text: a save is data, and opening one runs nothing that came with
    it.
    """

    file: str = Field(description="its name beside the scenario")
    path: str = Field(description="where it lay")
    fingerprint: str = Field(description="of the text that was read")


class Sector(Spec):
    """One sector."""

    code: Code = Field(description="a short code of its own, such as Cars")
    name: str = Field("", description="as a title; without one the code stands for it")
    theta: Number = Field(gt=0, description="trade elasticity: how readily buyers switch suppliers")
    labour_share: Number = Field(
        1.0, gt=0, le=1, description="1 is perfect competition; below it the rest is profit"
    )
    spending: Share | None = Field(None, description="gravity: share in everyone's spending")


class Distance(Spec):
    """Distance between two countries, in any unit."""

    between: tuple[str, str] = Field(description="codes of the two")
    is_: Number = Field(gt=0, alias="is", description="in the unit of `within`")


class Gravity(Spec):
    """A base year built from sizes and distances."""

    kind: Literal["gravity"] = Field("gravity", description="built from sizes and distances")
    distances: tuple[Distance, ...] = Field(description="every pair of countries once")
    within: Number = Field(1.0, gt=0, description="distance within a country")
    elasticity: Number = Field(1.0, gt=0, description="how fast trade falls with distance")
    border: Number = Field(
        1.0, gt=0, le=1, description="factor on trade across borders; below 1 they hinder"
    )


class Data(Spec):
    """A base year from files beside the scenario, in billions of dollars a year."""

    kind: Literal["data"] = Field("data", description="read from files beside the scenario")
    flows: str = Field(description="CSV: exporter, importer, sector, flow, tariff; own trade too")
    value_added: str | None = Field(None, description="CSV: country, sector, value")
    inputs: str | None = Field(None, description="CSV: country, sector, input, value")
    balance_trade: Flag = Field(False, description="solve to a world without deficits first")


class Copyright(Spec):
    """Recognition of foreign authors' copyright."""

    royalty: Share = Field(description="share of the grantor's income owed to the world's authors")
    widening: Share = Field(0.0, description="fall of trade costs in creative sectors")
    sectors: tuple[str, ...] = Field((), description="the creative sectors; empty = all")
    source: Source = ""


class Frictions(Spec):
    """A recognition that lowers trade costs."""

    trade_cost: Share = Field(description="by how much trade costs fall")
    sectors: tuple[str, ...] = Field((), description="where; empty = everywhere")
    source: Source = ""


class Extradition(Spec):
    """Surrender of fugitives."""

    benefit: Share = Field(description="to the requester, as a share of the pair's two-way trade")
    cost: Share = Field(description="to the giver at home, as a share of the same")
    source: Source = ""


class Security(Spec):
    """Pledges of mutual defence."""

    loss: Share = Field(description="loss in a crisis, as a share of a year's income")
    cover: Share = Field(description="share of it that a very large ally averts")
    obligation: Share = Field(description="cost to the ally, as a share of what it averts")
    source: Source = ""


class Aid(Spec):
    """Payments from state to state."""

    politics: Number = Field(0.1, ge=0, description="cost at home of a dollar, on top of it")
    limit: Share = Field(0.01, description="largest aid, as a share of the giver's income")
    source: Source = ""


class Domains(Spec):
    """Domains in play besides tariffs, and how large they are."""

    copyright: Copyright | None = Field(None, description="recognition of foreign authors")
    judgments: Frictions | None = Field(
        None, description="enforcement of foreign courts' judgments, when mutual"
    )
    travel: Frictions | None = Field(None, description="relaxed visas")
    extradition: Extradition | None = Field(None, description="surrender of fugitives")
    security: Security | None = Field(None, description="pledges of mutual defence")
    aid: Aid | None = Field(None, description="payments")


class Announcement(Spec):
    """A penalty in force as the game opens, on top of the tariffs of the base year."""

    by: str = Field(description="code of the country that levies it")
    on: tuple[str, ...] = Field(description="codes of those that it hits")
    points: Rate = Field(description="added to the tariff, as a fraction")
    sectors: tuple[str, ...] = Field((), description="empty = every sector")
    text: str = Field("", description="as the news tell it")


class Grant(Spec):
    """A recognition in force as the game opens."""

    domain: Domain = Field(description="any but tariffs, which the base year holds")
    giver: str = Field(description="code of the country that grants")
    receiver: str = Field(description="code of the country that benefits")
    amount: Number = Field(1.0, gt=0, description="1, or billions a year of aid")


class Event(Spec):
    """Something that befalls a country, in a fixed round or by chance."""

    kind: Literal["crisis", "harvest", "election", "news"] = Field(
        description="a loss that allies avert, dearer goods, a stricter majority, or only a text"
    )
    country: str | None = Field(None, description="code of the country that it befalls")
    round: Whole | None = Field(None, ge=1, description="when; none = by chance")
    probability: Share = Field(0.0, description="in each round, when no round is given")
    size: Share = Field(
        0.1, description="harvest: rise of costs; election: how much less the majority bears"
    )
    sectors: tuple[str, ...] = Field((), description="harvest: the sectors that it hits")
    text: str = Field(description="as the news tell it")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind != "news" and self.country is None:
            raise ValueError(f"a {self.kind} needs a country")
        return self


class Draft(Spec):
    """A clause: of the player's half-made offer, or of what really happened."""

    domain: Domain = Field(Domain.TARIFFS, description="what is promised")
    giver: str = Field(description="code of the country that promises")
    receiver: str = Field(description="code of the country that benefits")
    rate: Rate = Field(1.0, description="tariffs: a fraction; aid: billions a year; else 1")
    sectors: tuple[str, ...] = Field((), description="tariffs: where; empty = every sector")
    kind: Kind = Field(Kind.BOUND, description="bound = a ceiling, applied = levied exactly")

    def clause(self) -> Clause:
        """The clause as the rules have it."""
        return Clause(
            domain=self.domain,
            giver=self.giver,
            receiver=self.receiver,
            rate=self.rate,
            sectors=self.sectors,
            kind=self.kind,
        )


class Happened(Spec):
    """What two countries really did to each other: a point in their picture of the debrief."""

    between: tuple[str, str] = Field(description="codes of the two")
    text: str = Field(min_length=1, max_length=72, description="when and what, in a line")
    clauses: tuple[Draft, ...] = Field(
        min_length=1, description="what changed between them, as against no deal"
    )


class Scenario(Spec):
    """A scenario: a world, its countries, what they want, and what is to be learnt."""

    id: Code = Field(description="a short name of its own, used by commands and saves")
    title: str = Field(min_length=1, description="as the title screen shows it")
    summary: str = Field(description="one line for the list")
    date: str = Field("", description="when it is set: April 2025")
    briefing: str = Field(description="Markdown: what the player reads first")
    sources: tuple[str, ...] = Field(description="where its figures come from")
    learn: tuple[str, ...] = Field((), description="what the player should learn")
    rounds: Whole = Field(ge=1, le=60, description="how many rounds a game has")
    round_length: str = Field("year", description="what a round is: quarter, year")
    player: str = Field(description="the country that is offered first")
    disagreement: Literal["today", "nash"] = Field(
        "today", description="without a deal: today's policy goes on, or all levy Nash tariffs"
    )
    mode: Literal["open", "standard", "blind"] = Field(
        "standard", description="how much of the counterparts is told"
    )
    norms: tuple[str, ...] = Field((), description="what this community expects of its members")
    economy: Annotated[Gravity | Data, Field(discriminator="kind")] = Field(
        description="the base year: built by gravity, or read from files"
    )
    stances: Annotated[StanceFile, WithJsonSchema({"type": "string"})] | None = Field(
        None, description="Python file beside this one that adds stances: it is run"
    )
    sectors: tuple[Sector, ...] = Field(min_length=1, description="one or more")
    countries: tuple[Country, ...] = Field(min_length=2, description="two or more")
    domains: Domains = Field(
        default_factory=Domains, description="what can be promised besides tariffs"
    )
    announcements: tuple[Announcement, ...] = Field(
        (), description="tariffs announced just before the game opens"
    )
    grants: tuple[Grant, ...] = Field((), description="recognitions in force as the game opens")
    events: tuple[Event, ...] = Field((), description="what befalls countries in the rounds")
    opening: tuple[Draft, ...] = Field((), description="the player's half-made offer")
    aftermath: str = Field("", description="Markdown: what really happened")
    happened: tuple[Happened, ...] = Field(
        (), description="the same as points in the pictures of the debrief"
    )
    tables: dict[str, str] = Field(
        default_factory=dict, description="texts of the files beside it; filled when loading"
    )

    def country(self, code: str) -> Country:
        """The country of a code.

        Raises
        ------
        ScenarioError
            When there is none, or it cannot be played; names the nearest.
        """
        from negotiator.scenario.faults import Fault, ScenarioError, unknown

        for country in self.countries:
            if country.code == code and country.playable:
                return country
        playable = [c.code for c in self.countries if c.playable]
        raise ScenarioError((Fault(self.id, 0, unknown("playable country", code, playable)),))


def json_schema() -> dict[str, Any]:
    """The schema for editors (JSON Schema 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Scenario.model_json_schema(by_alias=True),
    }
