"""Two neighbours."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("SML", "MAR"),
    gains=(("SML", "MAR"),),
    seats={"SML": ("MAR",), "MAR": ("SML",)},
    cases=(
        Case(
            says="Marland returns what it gets, act for act: a penalty",
            player="SML",
            moves=(tariff("MAR", 0.5),),
            acts=(Act(2, "MAR", "SML", "penalty"),),
        ),
        Case(
            says="Marland returns what it gets, act for act: a gift",
            player="SML",
            moves=(tariff("MAR", 0.0),),
            acts=(Act(2, "MAR", "SML", "return"),),
        ),
    ),
)
