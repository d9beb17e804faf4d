"""The score taken apart: the index by gains and Nash gains, each pair by why it gained."""

from __future__ import annotations

from negotiator.diplomacy.conduct import stack
from negotiator.game.origins import income
from negotiator.game.origins.conduct import balance
from negotiator.game.origins.split import Split, Term, Unit, dollars, told
from negotiator.game.state import State
from negotiator.scenario.setting import Setting
from negotiator.scoring.index import share_of
from negotiator.scoring.score import PairScore, Score, without


def index(setting: Setting, found: Score) -> tuple[Split, ...]:
    """The headline by the gains, and by the Nash gains that they are divided by."""
    if found.index is None:
        why = "There is no index: it takes a deal, and a zone of agreement to measure it against."
        return (Split(found.headline, (), 0.0, adds=False, label="", told=(why,)),)
    if found.measured:
        about = "100 × the geometric mean of each one's gain over its gain at the Nash solution."
        terms = [
            Term(
                "we" if code == found.table[0] else setting.titles[code],
                100.0 * gain / nash if nash else 0.0,
                f"{dollars(gain, sign=True)} of {dollars(nash)} a year at the Nash solution",
            )
            for code, (gain, nash) in zip(found.table, found.measured, strict=True)
        ]
        said = ("One who is no better off than with no deal makes it 0.",)
    else:
        about = "100 at the Nash solution of each pair: the geometric mean of the pairs' own."
        terms = [
            Term(f"with {setting.names[pair.pair[1]]}", pair.index or 0.0)
            for pair in found.pairs
            if pair.index is not None and pair.pair[1] in found.table
        ]
        said = ("All pairs at their own Nash solutions at once would leave somebody no gain.",)
    return (
        Split(
            "Mutual benefit",
            tuple(terms),
            found.index,
            Unit.INDEX,
            adds=False,
            label="Geometric mean",
            about=about,
            told=said,
        ),
    )


def pair(setting: Setting, state: State, found: PairScore, code: str) -> tuple[Split, ...]:
    """What one of a pair gained over no deal between them: as its government counts it."""
    world = setting.world
    a, b = (world.index[each] for each in found.pair)
    final = state.last.applied
    base = without(final, [(a, b)], setting.fallback(state.history[0].applied))
    whom = "us" if code == found.pair[0] else setting.names[code]
    title = f"What the deal brings {whom}, over none"
    return income.change(setting, base, final, code, title, politics=True)


def split_of(setting: Setting, state: State, found: PairScore) -> tuple[Split, ...]:
    """Efficiency and fairness of a pair, and its balance by the ledger."""
    possible = found.possible
    it = setting.titles[found.pair[1]]
    ours, theirs = found.gains
    rows = [
        Split(
            f"Joint gain with {setting.names[found.pair[1]]}",
            (Term("we", ours), Term(it, theirs)),
            ours + theirs,
            told=(
                f"The largest possible is {dollars(sum(possible.joint.gains))}:"
                f" efficiency {found.efficiency:.0%}, {dollars(found.left)} left on the table.",
            ),
        )
    ]
    share = share_of(found.gains)
    if found.fairness is not None and share is not None:
        named = (
            ("Nash solution", possible.nash),
            ("Kalai–Smorodinsky", possible.kalai_smorodinsky),
            ("egalitarian", possible.egalitarian),
        )
        fair = [(n, share_of(s.gains)) for n, s in named if s is not None]
        rows.append(
            Split(
                "Fairness: our share of the joint gain",
                (
                    Term("as it is", share),
                    *(Term(name, each) for name, each in fair if each is not None),
                ),
                found.fairness,
                Unit.SHARE,
                adds=False,
                label="Fairness",
                about="1 less the distance to the nearest solution, as a share of the farthest.",
            )
        )
    return (*rows, *balance(setting, state, *found.pair))


def world(setting: Setting, state: State) -> tuple[Split, ...]:
    """Everybody's real income over the opening, country by country, by policies alone."""
    first, last = state.history[0].applied, state.last.applied
    calm = setting.world.value(stack([first, last])).real_income
    change = calm[1] - calm[0]
    billions = change * setting.world.income / 100.0
    terms = [
        Term(setting.titles[code], float(billions[k]), f"{change[k]:+.2f}%".replace("-", "−"))
        for k, code in enumerate(setting.world.countries)
    ]
    title = "The whole world since the opening"
    return (Split(title, told(terms, most=20), float(billions.sum())),)


def own(setting: Setting, state: State) -> tuple[Split, ...]:
    """The player's real income over the opening, by policies alone: luck is left out."""
    first, last = state.history[0].applied, state.last.applied
    title = "Our own result since the opening, whoever did it"
    return income.change(setting, first, last, str(state.player), title)
