"""The treaty of 1860."""

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.game.moves import Propose
from promises import Act, Case, Promises, tariff

TREATY = Propose(
    to="GBR",
    offer=Offer(
        parties=("FRA", "GBR"),
        clauses=(
            Clause(domain="tariffs", giver="FRA", receiver="GBR", rate=0.05),
            Clause(domain="tariffs", giver="GBR", receiver="FRA", rate=0.2),
        ),
        by="FRA",
    ),
)

PROMISES = Promises(
    playable=("FRA", "GBR", "ZOL", "BEL", "CHE"),
    gains=(
        ("FRA", "GBR"),
        ("FRA", "BEL"),
        ("FRA", "ZOL"),
        ("FRA", "CHE"),
        ("GBR", "BEL"),
        ("GBR", "CHE"),
    ),
    seats={"FRA": ("GBR", "BEL", "ZOL", "ITA", "CHE"), "BEL": ("FRA", "GBR", "ZOL", "ITA")},
    cases=(
        Case(
            says="Britain gives to all what it gives to one, and asks nothing",
            player="FRA",
            moves=(TREATY,) * 3,
            acts=(Act(2, "GBR", "CHE", "return"), Act(3, "GBR", "ITA", "return")),
        ),
        Case(
            says="the German customs union gives nothing to those who have paid nothing",
            player="FRA",
            moves=(TREATY,) * 3,
            acts=(Act(2, "ZOL", "BEL", "no return"), Act(2, "ZOL", "ITA", "no return")),
        ),
        Case(
            says="Belgium answers a duty in kind; Britain does not single anyone out",
            player="FRA",
            moves=(tariff("BEL", 0.8), tariff("GBR", 0.8)),
            acts=(Act(2, "BEL", "FRA", "penalty"), Act(2, "GBR", "FRA", "no penalty")),
        ),
    ),
    rounds=3,
)
