"""Antigua's award."""

from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import SetGrant
from promises import Act, Case, Promises, tariff

PROMISES = Promises(
    playable=("ATG", "USA", "GBR"),
    gains=(("ATG", "USA"), ("ATG", "GBR"), ("ATG", "CAR")),
    seats={"ATG": ("USA", "GBR", "CAR"), "USA": ("ATG", "GBR", "CAR")},
    cases=(
        Case(
            says="the United States strikes nobody: not for tariffs",
            player="ATG",
            moves=(tariff("USA", 0.6),),
            acts=(Act(3, "USA", "ATG", "no penalty"),),
        ),
        Case(
            says="the United States strikes nobody: not for copyright",
            player="ATG",
            moves=(SetGrant(receiver="USA", domain=Domain.COPYRIGHT, rate=0.0),),
            acts=(Act(3, "USA", "ATG", "no penalty"),),
        ),
        Case(
            says="Antigua takes back in another domain what it lost",
            player="USA",
            moves=(),
            acts=(Act(2, "ATG", "USA", "penalty"),),
        ),
        Case(
            says="Britain gives as much as it is given",
            player="ATG",
            moves=(tariff("GBR", 0.0),),
            acts=(Act(2, "GBR", "ATG", "return"),),
        ),
        Case(
            says="the other islands do as is done to them",
            player="ATG",
            moves=(tariff("CAR", 0.0),),
            acts=(Act(2, "CAR", "ATG", "return"),),
        ),
    ),
    rounds=3,
)
