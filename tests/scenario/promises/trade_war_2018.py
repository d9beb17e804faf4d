"""The trade war of 2018."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("CHN", "USA", "EU", "IND", "BRA"),
    gains=(("CHN", "USA"), ("CHN", "EU"), ("CHN", "BRA"), ("USA", "EU"), ("IND", "EU")),
    seats={"CHN": ("USA", "EU")},
    cases=(
        Case(
            says="China answers the first wave at once, and the United States the answer",
            player="BRA",
            moves=(),
            acts=(Act(1, "CHN", "USA", "penalty"), Act(2, "USA", "CHN", "penalty")),
        ),
        Case(
            says="the United States lets China's patience pass without another wave",
            player="CHN",
            moves=(),
            acts=(Act(3, "USA", "CHN", "no penalty"),),
        ),
        Case(
            says="India is slow to anger",
            player="USA",
            moves=(tariff("IND", 0.3),),
            acts=(Act(3, "IND", "USA", "penalty"),),
        ),
        Case(
            says="Brazil keeps its market open, whoever strikes it",
            player="USA",
            moves=(tariff("BRA", 0.5),),
            acts=(Act(3, "BRA", "USA", "no penalty"),),
        ),
        Case(
            says="the European Union withdraws what is equivalent",
            player="USA",
            moves=(tariff("EU", 0.3),),
            acts=(Act(2, "EU", "USA", "penalty"),),
        ),
    ),
    rounds=2,
)
