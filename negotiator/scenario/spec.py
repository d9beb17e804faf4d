"""What every part of a scenario file is made of: numbers, shares, codes, named rules."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# Strict: "0.1" in quotation marks is a slip of the pen, not a number.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Rate = Annotated[Number, Field(ge=0.0, le=10.0)]
Share = Annotated[Number, Field(ge=0.0, le=1.0)]
Code = Annotated[str, Field(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9&_' -]+$")]
Source = Annotated[str, Field(description="where the figures come from")]


class Spec(BaseModel):
    """A part of a scenario: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(Spec):
    """A stance, a tactic or the like with its parameters; a name alone takes the defaults."""

    name: str = Field(description="as `negotiator counterparts` lists it")
    parameters: dict[str, Number] = Field(default_factory=dict, description="by name")


def _rule(value: Any) -> Any:
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict) and "parameters" not in value:
        numbers = {key: item for key, item in value.items() if key != "name"}
        return {key: value[key] for key in ("name",) if key in value} | {"parameters": numbers}
    return value


#: In a file: "tit-for-tat", or { name = "generous-tit-for-tat", generosity = 0.2 }.
NamedRule = Annotated[
    Rule, BeforeValidator(_rule, json_schema_input_type=str | dict[str, str | float])
]
