"""Smoot-Hawley."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("CAN", "USA", "GBR", "FRA", "CHE"),
    gains=(("CAN", "USA"), ("CAN", "GBR"), ("USA", "CHE"), ("USA", "FRA"), ("USA", "GBR")),
    seats={"CAN": ("USA", "GBR", "FRA", "ITA"), "USA": ("CAN", "GBR", "FRA", "ITA", "CHE")},
    cases=(
        Case(
            says="France withdraws as much as the act took",
            player="GBR",
            moves=(),
            acts=(Act(1, "FRA", "USA", "penalty"),),
        ),
        Case(
            says="the United States does to Canada what Canada does to it",
            player="CAN",
            moves=(tariff("USA", 0.5),),
            acts=(Act(2, "USA", "CAN", "penalty"),),
        ),
        Case(
            says="Britain keeps its market open, whoever strikes it alone",
            player="CAN",
            moves=(tariff("GBR", 0.6),),
            acts=(Act(2, "GBR", "CAN", "no penalty"),),
        ),
        Case(
            says="Canada answers twice",
            player="USA",
            moves=(tariff("CAN", 0.5),),
            acts=(Act(1, "CAN", "USA", "penalty"), Act(2, "CAN", "USA", "penalty")),
        ),
    ),
    rounds=3,
)
