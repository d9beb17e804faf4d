"""Turkey and the United States, August 2018."""

from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import SetGrant
from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("TUR", "USA", "EU"),
    gains=(("TUR", "USA"), ("TUR", "EU"), ("TUR", "RUS")),
    seats={"TUR": ("USA", "EU", "RUS"), "USA": ("TUR",)},
    cases=(
        Case(
            says="Turkey mirrors a penalty, in the same sector",
            player="USA",
            moves=(tariff("TUR", 0.6, "Cars"),),
            acts=(Act(2, "TUR", "USA", "penalty"),),
        ),
        Case(
            says="the United States mirrors Turkey's answer",
            player="TUR",
            moves=(tariff("USA", 1.2, "Cars"),),
            acts=(Act(2, "USA", "TUR", "penalty"),),
        ),
        Case(
            says="Russia matches a step toward it; Europe does not punish it",
            player="TUR",
            moves=(tariff("RUS", 0.0),),
            acts=(Act(3, "RUS", "TUR", "return"), Act(3, "EU", "TUR", "no penalty")),
        ),
        Case(
            says="a pledge taken back is answered by a pledge taken back",
            player="TUR",
            moves=(SetGrant(receiver="USA", domain=Domain.SECURITY, rate=0.0),),
            acts=(Act(2, "USA", "TUR", "penalty"),),
        ),
        Case(
            says="Europe withdraws what is equivalent when Turkey hits it",
            player="TUR",
            moves=(tariff("EU", 0.2, "Cars"),),
            acts=(Act(2, "EU", "TUR", "penalty"), Act(3, "USA", "EU", "no penalty")),
        ),
    ),
)
