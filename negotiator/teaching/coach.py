"""The coach, before an offer: what stands between two countries, and where a draft lies in it.

All of it is economics that anyone can work out: what governments gain over having no deal. It
knows no stance, no tactic and nothing of what a counterpart asks for. What a counterpart never does
it leaves out, but in the blind mode, where that is still to be found out.
"""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.diplomacy.clauses import Offer
from negotiator.diplomacy.conduct import Conduct, perform, stack
from negotiator.diplomacy.domains import PROMISE, Domain
from negotiator.diplomacy.money import NOTHING
from negotiator.game.state import State
from negotiator.game.view import known, opening
from negotiator.scenario.setting import Setting
from negotiator.scoring.benchmarks import Benchmarks, benchmarks
from negotiator.scoring.index import share_of
from negotiator.scoring.score import without
from negotiator.teaching.deals import Gains, Swap, better, swaps
from negotiator.teaching.words import capital, money, percent, share, signed

#: Swaps that are told, each way.
_TOLD = 2
#: Share of the largest joint gain below which what a deal adds for one is not told.
_LEAST = 0.01


@dataclass(frozen=True, eq=False)
class Outlook:
    """What stands between the player and one other.

    Parameters
    ----------
    pair
        Codes, the player's first; gains of two are in this order.
    base
        Conduct without a deal of the two, with all that others have signed.
    alone
        What each has without a deal against the base year: billions a year.
    possible
        Gains over that: the frontier, the solutions, the largest joint gain.
    now
        What is signed between the two this round gives them over no deal, billions a year.
    swaps
        What would have to change for an efficient deal, on top of what is signed.
    never
        Domains in which the other gives nothing, as far as the mode tells.
    """

    pair: tuple[str, str]
    base: Conduct
    alone: Gains
    possible: Benchmarks
    now: Gains
    swaps: tuple[Swap, ...]
    never: tuple[Domain, ...]

    @property
    def most(self) -> Gains:
        """The most that either could gain with the other no worse off, billions a year."""
        edge = self.possible.zone
        if self.possible.nash is None or not edge:
            return 0.0, 0.0
        return max(p.gains[0] for p in edge), max(p.gains[1] for p in edge)


@dataclass(frozen=True, eq=False)
class Draft:
    """Where a draft lies.

    Parameters
    ----------
    gains
        Of the two over no deal, billions a year, all parties of the draft doing as it says.
    swaps
        What would have to change for a deal that is better for both; none when there is none.
    """

    gains: Gains
    swaps: tuple[Swap, ...]

    @property
    def inside(self) -> bool:
        """Whether neither would be worse off than with no deal."""
        return min(self.gains) >= -NOTHING


def before(setting: Setting, state: State, partner: str) -> Outlook:
    """What stands between the player and another before an offer: a tenth of a second or a few.

    Parameters
    ----------
    partner
        Code of the other.

    Notes
    -----
    The disagreement point is the scenario's, for this round: what is in force goes on without
    what the two have signed in it, or both levy Nash tariffs on each other.
    """
    pair, world = _pair(state, partner), setting.world
    base = _base(setting, state, partner)
    valued = world.value(base)
    dollars = valued.dollars(valued.payoff)
    rows = [world.index[code] for code in pair]
    possible = benchmarks(world, base, pair, dollars)
    today = known(setting, state)
    now = _gains(setting, pair, base, today)
    never = () if state.mode == "blind" else setting.counterparts[partner].red_lines
    return Outlook(
        pair=pair,
        base=base,
        alone=(float(dollars[rows[0]]), float(dollars[rows[1]])),
        possible=possible,
        now=now,
        swaps=_swaps(setting, pair, today, base, possible, now, never),
        never=never,
    )


def placed(setting: Setting, state: State, outlook: Outlook, offer: Offer) -> Draft:
    """Where a draft lies in the zone of agreement: a few solved worlds."""
    world, pair, base = setting.world, outlook.pair, outlook.base
    after = perform(known(setting, state), offer.clauses, world.countries, world.sectors)
    gains = _gains(setting, pair, base, after)
    return Draft(gains, _swaps(setting, pair, after, base, outlook.possible, gains, outlook.never))


def worth(setting: Setting, state: State, partner: str, offer: Offer) -> Gains:
    """What an offer gives the player and another over no deal, billions a year."""
    world = setting.world
    after = perform(known(setting, state), offer.clauses, world.countries, world.sectors)
    return _gains(setting, _pair(state, partner), _base(setting, state, partner), after)


def _pair(state: State, partner: str) -> tuple[str, str]:
    assert state.player is not None  # nobody is coached in a game without a player
    return state.player, partner


def _base(setting: Setting, state: State, partner: str) -> Conduct:
    a, b = (setting.world.index[code] for code in _pair(state, partner))
    return without(known(setting, state), [(a, b)], setting.fallback(opening(setting, state)))


def _gains(setting: Setting, pair: tuple[str, str], base: Conduct, after: Conduct) -> Gains:
    valued = setting.world.value(stack([base, after]))
    dollars = valued.dollars(valued.payoff)
    one, other = (float(dollars[1, k] - dollars[0, k]) for k in map(setting.world.index.get, pair))
    return one, other


def _swaps(
    setting: Setting,
    pair: tuple[str, str],
    today: Conduct,
    base: Conduct,
    possible: Benchmarks,
    now: Gains,
    never: tuple[Domain, ...],
) -> tuple[Swap, ...]:
    """What would have to change for a deal that both prefer, but for what the other never does."""
    # To solve for a deal between those known takes longer than a key may.
    least = _LEAST * sum(possible.joint.gains)
    if not any(min(p - max(g, 0.0) for p, g in zip(point.gains, now, strict=True)) > least
               for point in possible.frontier):  # fmt: skip
        return ()
    deal = better(setting.world, base, possible, now)
    if deal is None:
        return ()
    barred = {PROMISE[domain] for domain in never}
    mutual = PROMISE[Domain.JUDGMENTS]  # of no use from one side
    return tuple(
        each
        for each in swaps(setting, pair, today, base, deal)
        if (each.giver == pair[0] and each.what != mutual) or _promise(each) not in barred
    )


def _promise(swap: Swap) -> str:
    """What is promised, as red lines have it."""
    return PROMISE[Domain.TARIFFS] if swap.what.startswith("tariff on") else swap.what


def cheapest(found: tuple[Swap, ...], giver: str, *, first: bool) -> list[Swap]:
    """What a country gives that is worth more to the other than it costs it, the widest gap first.

    Parameters
    ----------
    first
        Whether the giver is the first of the pair, to which gains are told.
    """
    own, other = (0, 1) if first else (1, 0)
    fit = [s for s in found if s.giver == giver and s.alone[other] > max(-s.alone[own], NOTHING)]
    return sorted(fit, key=lambda s: -(s.alone[0] + s.alone[1]))


def outlook_words(setting: Setting, found: Outlook) -> list[tuple[str, list[str]]]:
    """What stands between the two, in headings and sentences."""
    world, possible = setting.world, found.possible
    it = setting.names[found.pair[1]]
    incomes = [float(world.income[world.index[code]]) for code in found.pair]

    def both(billions: float, k: int) -> str:
        return f"{signed(billions)} ({percent(100.0 * billions / incomes[k])})"

    goes = "today goes on"
    if setting.scenario.disagreement == "nash":
        goes = "each levies its Nash tariffs"
    said = [
        (
            f"Without a deal ({goes})",
            [
                f"Against the base year we have {both(found.alone[0], 0)} a year and"
                f" {it} {both(found.alone[1], 1)}."
            ],
        )
    ]
    if possible.nash is None:
        more = " An ally may open one." if len(world.countries) > 2 else ""
        zone = [f"There is none between us: no deal of the two gains both.{more}"]
    else:
        nash = possible.nash.gains
        zone = [
            f"Deals that gain both bring us up to {both(found.most[0], 0)} a year and {it} up to"
            f" {both(found.most[1], 1)}, not both at once; together"
            f" {money(sum(possible.joint.gains))} at most.",
            f"The even-handed one (Nash) gives us {money(nash[0])} and {it} {money(nash[1])}.",
        ]
        zone += [f"What {it} would have to {PROMISE[d]} for is out of reach." for d in found.never]
    said.append(("Zone of agreement", zone))
    if max(map(abs, found.now)) > NOTHING:
        said.append(
            (
                "Signed this round",
                [f"It gives us {both(found.now[0], 0)} and {it} {both(found.now[1], 1)}."],
            )
        )
    trades = swap_words(setting, found.pair, found.swaps)
    if trades:
        said.append(("What could be swapped", trades))
    return said


def swap_words(setting: Setting, pair: tuple[str, str], found: tuple[Swap, ...]) -> list[str]:
    """What is cheap for one and dear to the other, each way; what both must do is told once."""
    it, said = setting.names[pair[1]], list[str]()
    mutual = {s.what for s in found if sum(o.what == s.what and o.now == "no" for o in found) > 1}
    told: set[str] = set()
    for k, giver in enumerate(pair):
        for each in cheapest(found, giver, first=k == 0)[:_TOLD]:
            who = "We" if k == 0 else capital(it)
            what = each.what if each.now == "no" else f"{each.what} {each.now} → {each.then}"
            if each.what in mutual and each.alone == _other_way(found, each).alone:
                if each.what in told:
                    continue
                told.add(each.what)
                who = "Both"
            said.append(
                f"{who}: {what}: to us {signed(each.alone[0])}, to {it} {signed(each.alone[1])}."
            )
    return said


def _other_way(found: tuple[Swap, ...], swap: Swap) -> Swap:
    """The same promise by the other."""
    return next(s for s in found if s.what == swap.what and s.giver != swap.giver)


def draft_words(setting: Setting, outlook: Outlook, draft: Draft) -> list[str]:
    """Where a draft lies, in sentences."""
    it, possible = setting.names[outlook.pair[1]], outlook.possible
    ours, theirs = draft.gains
    said = [f"It gives us {signed(ours)} a year over no deal and {it} {signed(theirs)}."]
    worse = [who for who, gain in (("we", ours), (it, theirs)) if gain < -NOTHING]
    if worse:
        said.append(f"Outside the zone: {' and '.join(worse)} would be better off with no deal.")
    elif possible.nash is None:
        said.append("Between the two alone no deal gains both.")
    else:
        joint, best = ours + theirs, sum(possible.joint.gains)
        of = share(joint / best)
        told = f"Inside the zone: {of} of what the two could gain together"
        if joint > best + NOTHING:
            told = "More than what the two could gain together alone"
        mine = share_of(draft.gains)
        said.append(f"{told}{f'; we get {share(mine)} of it' if mine is not None else ''}.")
    trades = swap_words(setting, outlook.pair, draft.swaps)
    if trades:
        said += ["Better for both is this all together; what each line does alone:", *trades]
    return said


#: What holds of all of it.
CAVEAT = (
    "Only you see this. Whether they sign hangs on their history with us and on what they ask for,"
    " too."
)
