"""The Uruguay Round."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("IND", "USA", "EUR", "BRA", "CAI"),
    gains=(("IND", "USA"), ("IND", "EUR"), ("BRA", "USA"), ("CAI", "EUR"), ("CAI", "JPN")),
    seats={"IND": ("EUR", "USA", "JPN")},
    cases=(
        Case(
            says="Brazil returns favours",
            player="USA",
            moves=(tariff("BRA", 0.0),),
            acts=(Act(2, "BRA", "USA", "return"),),
        ),
        Case(
            says="the rest of the world keeps its markets as they are",
            player="IND",
            moves=(tariff("ROW", 1.0),),
            acts=(Act(3, "ROW", "IND", "no penalty"),),
        ),
    ),
    rounds=2,
)
