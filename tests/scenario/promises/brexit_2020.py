"""The United Kingdom and the European Union, 2020."""

from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import SetGrant
from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("GBR", "EU", "NOR"),
    gains=(("EU", "GBR"), ("GBR", "USA"), ("GBR", "NOR"), ("GBR", "JPN")),
    seats={"GBR": ("EU", "USA", "NOR", "JPN"), "EU": ("GBR",)},
    cases=(
        Case(
            says="the Union minds what is done to others; Washington does not",
            player="GBR",
            moves=(tariff("NOR", 0.4), tariff("JPN", 0.4)),
            acts=(Act(3, "EU", "GBR", "penalty"), Act(3, "USA", "GBR", "no penalty")),
        ),
        Case(
            says="Tokyo answers act for act",
            player="GBR",
            moves=(tariff("JPN", 0.4),),
            acts=(Act(2, "JPN", "GBR", "penalty"),),
        ),
        Case(
            says="London counts: it answers a change by one of its own, for better",
            player="EU",
            moves=(tariff("GBR", 0.0),),
            acts=(Act(3, "GBR", "EU", "return"),),
        ),
        Case(
            says="and for worse",
            player="EU",
            moves=(tariff("GBR", 0.4, "Cars"),),
            acts=(Act(2, "GBR", "EU", "penalty"),),
        ),
        Case(
            says="a favour in visas to Norway is returned",
            player="GBR",
            moves=(SetGrant(receiver="NOR", domain=Domain.TRAVEL, rate=1.0),),
            acts=(Act(3, "NOR", "GBR", "no penalty"),),
        ),
    ),
)
