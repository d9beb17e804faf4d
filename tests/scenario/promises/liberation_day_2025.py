"""Liberation Day. How each counterpart acts is in tests/game/test_liberation_day.py."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("CHE", "USA", "EU", "CHN", "CAN", "MEX", "VNM", "GBR"),
    gains=(("CHE", "USA"), ("CHN", "USA"), ("USA", "VNM"), ("CHE", "EU")),
    seats={"CHE": ("USA", "EU", "CHN", "ROW")},
    cases=(
        Case(
            says="the United States gives for what it is given",
            player="CHE",
            moves=(tariff("USA", 0.0),),
            acts=(Act(2, "USA", "CHE", "return"),),
        ),
    ),
    rounds=2,
)
