"""Mexico and NAFTA."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("MEX", "USA", "CAN"),
    gains=(("MEX", "USA"), ("MEX", "CAN"), ("MEX", "EUR"), ("MEX", "ASIA")),
    seats={"MEX": ("USA", "CAN")},
    cases=(
        Case(
            says="the United States gives for what it is given",
            player="MEX",
            moves=(tariff("USA", 0.0),),
            acts=(Act(2, "USA", "MEX", "return"),),
        ),
        Case(
            says="the United States takes back what a higher wall takes from it",
            player="MEX",
            moves=(tariff("USA", 0.4),),
            acts=(Act(2, "USA", "MEX", "penalty"), Act(2, "CAN", "MEX", "no penalty")),
        ),
        Case(
            says="Canada does to Mexico what Mexico does to it",
            player="MEX",
            moves=(tariff("CAN", 0.6),),
            acts=(Act(2, "CAN", "MEX", "penalty"), Act(2, "USA", "MEX", "no penalty")),
        ),
    ),
    rounds=2,
)
