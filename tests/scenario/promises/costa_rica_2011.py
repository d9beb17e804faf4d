"""Costa Rica and China, 2008 to 2011."""

from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("CRI", "CHN", "EU"),
    gains=(("CHN", "CRI"), ("CRI", "EU"), ("CRI", "LAT")),
    seats={"CRI": ("CHN", "EU", "LAT"), "CHN": ("CRI",)},
    cases=(
        Case(
            says="China takes the first step, with nothing asked, and a second if it is followed",
            player="CRI",
            moves=(tariff("CHN", 0.0),),
            acts=(Act(1, "CHN", "CRI", "return"), Act(3, "CHN", "CRI", "no penalty")),
        ),
        Case(
            says="China answers a penalty",
            player="CRI",
            moves=(tariff("CHN", 0.4),),
            acts=(Act(2, "CHN", "CRI", "penalty"), Act(3, "USA", "CRI", "no penalty")),
        ),
        Case(
            says="Costa Rica returns what it is given",
            player="CHN",
            moves=(tariff("CRI", 0.0),),
            acts=(Act(2, "CRI", "CHN", "return"),),
        ),
        Case(
            says="the Union counts: a step is worth a step",
            player="CRI",
            moves=(tariff("EU", 0.0),),
            acts=(Act(2, "EU", "CRI", "return"),),
        ),
        Case(
            says="Taiwan does not forgive one more slight",
            player="CRI",
            moves=(tariff("TWN", 0.4),),
            acts=(Act(2, "TWN", "CRI", "penalty"), Act(3, "EU", "CRI", "no penalty")),
        ),
    ),
)
