"""Indirect reciprocity: what you do to others comes back from somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from negotiator.counterparts.lookup import parameter
from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances.base import Stance, register
from negotiator.counterparts.stances.diffuse import alone

#: [giver][receiver]: whether an act was a defection.
Harms = tuple[tuple[bool, ...], ...]


def harms(record: Record, margin: float) -> list[Harms]:
    """Who defected on whom in each round, oldest first.

    In a community a level is a defection when it is below its first norm, the mean of all levels in
    the first round, by more than the margin. Alone with one partner it is what falls below what the
    two had settled into; then I am state 0 and the partner is state 1.
    """
    community = record.community
    if community is None or alone(record):
        mine, theirs = record.settled
        return [
            ((False, a < mine - margin), (b < theirs - margin, False))
            for a, b in zip(record.mine, record.theirs, strict=True)
        ]
    bar = norm(community, 0) - margin
    return [
        tuple(tuple(g != r and row[r] < bar for r in range(len(row))) for g, row in enumerate(rows))
        for rows in community.levels
    ]


def places(record: Record) -> tuple[int, int]:
    """My index and the partner's in what `harms` returns."""
    if record.community is None or alone(record):
        return 0, 1
    return record.community.me, record.community.partner


def norm(community: Community, number: int, without: int | None = None) -> float:
    """The mean level of a round, of all states or all but one toward each other."""
    states = [k for k in range(len(community.reliability)) if k != without]
    rows = community.levels[number]
    return sum(rows[g][r] for g, r in product(states, states) if g != r) / (
        len(states) * (len(states) - 1)
    )


@register
@dataclass(frozen=True)
class ImageScoring(Stance):
    """Keeps a score on you that all can see: up when you treat others well in a round, down when
    you do not, whoever they are. It cooperates while the score is not below zero.

    It rewards good conduct toward strangers, which pair by pair reciprocity cannot. But it does
    not ask why you hit somebody: who punishes a cheat loses as much as the cheat, and so nobody
    dares to punish. Alone with you it scores what you do to itself.
    """

    threshold: float = parameter(0.0, -5.0, 5.0, "least score that it cooperates with")
    limit: float = parameter(5.0, 1.0, 50.0, "how far a score goes up and down")
    margin: float = parameter(0.15, 0.0, 0.9, "how far below the first norm is bad conduct")

    name = "image-scoring"
    title = "Image scoring"
    rule = "It cooperates with you while you treat others well more often than badly."
    names = ("scoring", "indirect reciprocity by image")
    reference = "Nowak and Sigmund, Nature 393, 1998"
    memory = float("inf")

    def score(self, record: Record) -> float:
        """The partner's image: by round, 1 for good conduct to all and −1 for bad to all."""
        _, partner = places(record)
        score = 0.0
        for acts in harms(record, self.margin):
            bad = sum(acts[partner]) / (len(acts) - 1)
            score = min(max(score + 1.0 - 2.0 * bad, -self.limit), self.limit)
        return score

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.peaceful() if self.score(record) >= self.threshold else 0.0

    def because(self, record: Record, level: float) -> str:
        whom = "us" if alone(record) else "others"
        score = self.score(record)
        verdict = "we cooperate with" if score >= self.threshold else "we cooperate only from"
        return (
            f"Your score for how you treat {whom} is {score:+.2g}; {verdict}"
            f" {self.threshold:+.2g} and up, and are at {level:.2f}."
        )


@register
@dataclass(frozen=True)
class StandingStance(Stance):
    """Looks at whether you hit the innocent. Everyone begins in good standing; who defects on one
    in good standing loses it, and wins it back by a round of good conduct. To hit one in bad
    standing costs nothing. It cooperates with those in good standing, and also with you when it
    has itself done wrong: it takes its punishment.

    Just where image scoring is not: a cheat can be punished. It needs to know who did what to
    whom and in which order, and a single mistake about that can spread. Alone with you it is
    contrite tit for tat.
    """

    margin: float = parameter(0.15, 0.0, 0.9, "how far below the first norm is a defection")

    name = "standing"
    title = "Standing"
    rule = "It cooperates with you unless you hit someone who had done no wrong."
    names = ("good standing", "contrite tit for tat, with one partner")
    reference = (
        "Sugden, The Economics of Rights, Co-operation and Welfare, 1986;"
        " Leimar and Hammerstein, Proceedings of the Royal Society B 268, 2001"
    )
    memory = float("inf")

    def good(self, record: Record) -> tuple[bool, bool]:
        """Whether I and the partner are in good standing."""
        me, partner = places(record)
        rounds = harms(record, self.margin)
        standing = [True] * (len(rounds[0]) if rounds else 1 + max(me, partner))
        for acts in rounds:
            standing = [not any(bad and standing[r] for r, bad in enumerate(row)) for row in acts]
        return standing[me], standing[partner]

    def level(self, record: Record, draw: float = 0.5) -> float:
        mine, theirs = self.good(record)
        return record.peaceful() if theirs or not mine else 0.0

    def because(self, record: Record, level: float) -> str:
        mine, theirs = self.good(record)
        if theirs:
            return f"You have hit nobody who did no wrong; we are at {level:.2f}."
        if not mine:
            return f"You are in bad standing, but so are we; we make amends, at {level:.2f}."
        whom = "us" if alone(record) else "those"
        return f"You hit {whom} who had done no wrong; until you mend it we are at {level:.2f}."


@register
@dataclass(frozen=True)
class Hegemon(Stance):
    """Supplies what all need and none would pay for alone: an open market, also in bad times. It
    answers no single penalty, and when others close theirs it opens its own further.

    It bears free riders as long as no more than half of all acts toward it are hostile. Beyond
    that it lays the burden down and does as is done to it; then nobody supplies the good, as after
    1929. Alone with you it bears as much from you.
    """

    bears: float = parameter(0.5, 0.0, 1.0, "share of hostile acts toward it that it bears")
    leads: float = parameter(0.5, 0.0, 2.0, "by how much it opens for each step others close")
    margin: float = parameter(0.15, 0.0, 0.9, "how far below the first norm is a hostile act")

    name = "hegemon"
    title = "Hegemon"
    rule = "It keeps its market open for all, and wider in bad times, unless most act against it."
    names = ("hegemonic stability", "benevolent leader")
    reference = "Kindleberger, The World in Depression 1929-1939, 1973"
    memory = float("inf")

    def hostile(self, record: Record) -> float:
        """The share of acts toward me that were defections."""
        me, _ = places(record)
        acts = [
            row[me] for rows in harms(record, self.margin) for g, row in enumerate(rows) if g != me
        ]
        return sum(acts) / len(acts) if acts else 0.0

    def slump(self, record: Record) -> float:
        """By how much others are more closed to each other than they were at first."""
        community = record.community
        if community is None or alone(record):
            return 0.0
        return max(norm(community, 0, community.me) - norm(community, -1, community.me), 0.0)

    def level(self, record: Record, draw: float = 0.5) -> float:
        if self.hostile(record) > self.bears:
            return record.matched(record.theirs[-1])
        return min(record.peaceful() + self.leads * self.slump(record), 1.0)

    def tolerates(self, record: Record) -> float:
        return 0.5 if self.hostile(record) <= self.bears else 0.0

    def because(self, record: Record, level: float) -> str:
        hostile = f"{self.hostile(record):.0%} of all acts toward us were hostile"
        if self.hostile(record) > self.bears:
            return f"{hostile}, more than we bear: we do to you as you do to us, at {level:.2f}."
        slump = self.slump(record)
        if slump > 0.005:
            return f"Others have closed by {slump:.2f}; we stay open, and go to {level:.2f}."
        return f"{hostile}, and we bear it; our market is open to you at {level:.2f}."


@register
@dataclass(frozen=True)
class Club(Stance):
    """Belongs to a club: those who are open to each other. Members have its market; outsiders meet
    a common wall, however they treat it alone.

    To join, be open to all members; to leave, close to most of them. It makes openness pay where
    no pair could, as a climate club would; and it divides the world. Alone with you the two of you
    are the club, or are not.
    """

    outside: float = parameter(0.0, 0.0, 1.0, "level toward outsiders")
    quorum: float = parameter(0.6, 0.0, 1.0, "share of the members that a member must be open to")
    margin: float = parameter(0.15, 0.0, 0.9, "how far below the first norm is closed")

    name = "club"
    title = "Club"
    rule = "It cooperates with those who cooperate with its members, and shuns all others."
    names = ("climate club", "theory of clubs")
    reference = "Buchanan, Economica 32, 1965; Nordhaus, American Economic Review 105(4), 2015"
    memory = float("inf")

    def members(self, record: Record) -> set[int]:
        """Who is in: all who are open to me, less those who are closed to too many of the rest."""
        rounds = harms(record, self.margin)
        me, partner = places(record)
        if not rounds:
            return {me, partner}
        acts = rounds[-1]
        inside = {k for k in range(len(acts)) if not acts[k][me]}
        while True:
            closed = {
                k
                for k in inside - {me}
                if sum(not acts[k][m] for m in inside - {k}) < self.quorum * (len(inside) - 1)
            }
            if not closed:
                return inside
            inside -= closed

    def level(self, record: Record, draw: float = 0.5) -> float:
        if places(record)[1] in self.members(record):
            return record.peaceful()
        return min(self.outside, record.settled[0])

    def because(self, record: Record, level: float) -> str:
        members = self.members(record)
        if places(record)[1] in members:
            return (
                f"You are open to our club of {len(members)}; we are open to you, at {level:.2f}."
            )
        return f"You are not open to our club; outsiders meet our wall, at {level:.2f}."


@register
@dataclass(frozen=True)
class FreeRider(Stance):
    """Takes the openness of others and gives none, for as long as nobody shuts it out. When you
    treat it clearly worse than you treat the others, it pays up: to you, and for as long.

    Cheap to live beside while it is small. It reads well who can exclude it, so a discriminating
    answer moves it where a general one does not. Alone with you there are no others to be
    favoured, and it never pays.
    """

    margin: float = parameter(0.15, 0.0, 0.9, "how much worse than others counts as shut out")

    name = "free-rider"
    title = "Free rider"
    rule = "It gives nothing, unless you treat it worse than you treat the others."
    names = ("exploitation of the great by the small",)
    reference = "Olson, The Logic of Collective Action, 1965"
    memory = float("inf")
    steady = False

    def worse(self, record: Record) -> float:
        """By how much the partner treated me worse than the others in the last round."""
        community = record.community
        if community is None or alone(record):
            return 0.0
        me, partner = places(record)
        row = community.levels[-1][partner]
        others = [row[k] for k in range(len(row)) if k not in (me, partner)]
        return sum(others) / len(others) - row[me]

    def level(self, record: Record, draw: float = 0.5) -> float:
        return record.settled[0] if self.worse(record) > self.margin else 0.0

    def because(self, record: Record, level: float) -> str:
        if alone(record):
            return f"Your market is open whatever we do, so we are at {level:.2f}."
        worse = self.worse(record)
        if worse > self.margin:
            return f"You treat us worse than others, by {worse:.2f}; we pay our share: {level:.2f}."
        return f"You do not treat us worse than others; we give nothing for it, at {level:.2f}."
