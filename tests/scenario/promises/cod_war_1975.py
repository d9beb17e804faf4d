"""The cod war."""

from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import SetGrant
from promises import Act, Case, Promises, tariff

LEAVE = tuple(
    SetGrant(receiver=ally, domain=Domain.SECURITY, rate=0.0) for ally in ("GBR", "USA", "DEU")
)

PROMISES = Promises(
    playable=("ISL", "GBR", "DEU"),
    gains=(("ISL", "GBR"), ("ISL", "DEU"), ("ISL", "USA")),
    seats={"ISL": ("GBR", "DEU", "USA", "NOR"), "GBR": ("ISL",)},
    cases=(
        Case(
            says="Britain presses Iceland while it yields",
            player="ISL",
            moves=(tariff("GBR", 0.0),),
            acts=(Act(2, "GBR", "ISL", "penalty"), Act(3, "GBR", "ISL", "no return")),
        ),
        Case(
            says="Britain yields when Iceland presses: the pledge is taken back",
            player="ISL",
            moves=LEAVE,
            acts=(Act(2, "GBR", "ISL", "return"),),
        ),
        Case(
            says="Norway stands by Iceland, whatever it does to Britain",
            player="ISL",
            moves=LEAVE,
            acts=(Act(3, "NOR", "ISL", "no penalty"),),
        ),
        Case(
            says="Iceland answers pressure, twice",
            player="GBR",
            moves=(tariff("ISL", 0.6),),
            acts=(Act(2, "ISL", "GBR", "penalty"),),
        ),
    ),
)
