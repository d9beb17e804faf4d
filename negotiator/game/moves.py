"""Moves: all that a player can do, as values that a save can hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from negotiator.counterparts.deliberation import Verdict
from negotiator.diplomacy.clauses import Clause, Frozen, Offer
from negotiator.diplomacy.domains import Domain


class IllegalMove(ValueError):  # noqa: N818 - the word of every game
    """A move that the rules do not allow now; the message says why, in one line."""


class Propose(Frozen):
    """Put an offer to a country; it answers at once."""

    move: Literal["propose"] = "propose"
    to: str
    offer: Offer


class Accept(Frozen):
    """Sign what a country has put on the table."""

    move: Literal["accept"] = "accept"
    partner: str


class Ask(Frozen):
    """What would you give for this? What would you want for that? Balance it."""

    move: Literal["ask"] = "ask"
    partner: str
    question: Literal["give", "want", "balance"]
    clauses: tuple[Clause, ...]


class Adjourn(Frozen):
    """End a talk for this round, without offence."""

    move: Literal["adjourn"] = "adjourn"
    partner: str


class WalkOut(Frozen):
    """Leave the table: it may call you back with its last word, and will be short with you."""

    move: Literal["walk_out"] = "walk_out"
    partner: str


class SetTariff(Frozen):
    """Set one's own tariff on a country's goods, outside treaties."""

    move: Literal["set_tariff"] = "set_tariff"
    receiver: str
    sectors: tuple[str, ...] = Field(default=(), description="empty = every sector")
    rate: float = Field(ge=0.0, le=10.0)
    breach: bool = Field(default=False, description="go above what a treaty binds")
    answers: str = Field(default="", description="what it answers, for the record")


class SetGrant(Frozen):
    """Give or withdraw a recognition, a pledge or aid, outside treaties."""

    move: Literal["set_grant"] = "set_grant"
    receiver: str
    domain: Domain
    rate: float = Field(ge=0.0, description="1 or 0; aid in billions a year")
    breach: bool = False


class Retaliate(Frozen):
    """Add points to one's tariff on a country's goods, in answer to something."""

    move: Literal["retaliate"] = "retaliate"
    receiver: str
    points: float = Field(gt=0.0, le=10.0)
    sectors: tuple[str, ...] = ()
    breach: bool = False
    answers: str = ""


class Withdraw(Frozen):
    """Leave a treaty as it allows, with its notice."""

    move: Literal["withdraw"] = "withdraw"
    treaty: int


class Guess(Frozen):
    """Note what one takes a country's stance toward oneself to be; it changes nothing."""

    move: Literal["guess"] = "guess"
    country: str
    stance: str = Field(description="a name of the catalogue")


class Predict(Frozen):
    """Note how a country will answer one's next offer of this round; it changes nothing."""

    move: Literal["predict"] = "predict"
    partner: str
    expects: Verdict


class EndRound(Frozen):
    """Let everyone's acts take effect."""

    move: Literal["end_round"] = "end_round"


Move = Annotated[
    Propose
    | Accept
    | Ask
    | Adjourn
    | WalkOut
    | SetTariff
    | SetGrant
    | Retaliate
    | Withdraw
    | Guess
    | Predict
    | EndRound,
    Field(discriminator="move"),
]

_MOVE: TypeAdapter[Move] = TypeAdapter(Move)


def parse(text: str | bytes) -> Move:
    """A move from its JSON.

    Raises
    ------
    IllegalMove
        When it is none.
    """
    try:
        return _MOVE.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise IllegalMove(f"not a move: {where or 'the whole'}: {first['msg']}") from None
