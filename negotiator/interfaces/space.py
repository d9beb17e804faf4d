"""What two countries can agree on, as a finite table of outcomes, each valued by the economy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.domains import GRANT_INDEX, Domain
from negotiator.diplomacy.world import World
from negotiator.economy.arrays import Array
from negotiator.interfaces.sums import Additive, additive
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.setting import Setting
from negotiator.scoring.score import without

#: Ceilings of a tariff on every sector, from the mildest on.
_CEILINGS = (0.5, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02, 0.0)
#: Aid, as parts of the largest sum that is at stake.
_PARTS = (0.5, 1.0)
#: Domains of which the equilibrium knows nothing: they add to payoffs beside it.
BESIDE = (Domain.EXTRADITION, Domain.SECURITY)
#: Outcomes valued at once.
_STACK = 2_000
#: Gains are told to so many digits, a hundred dollars a year: a solution is no finer.
_DIGITS = 7


@dataclass(frozen=True)
class Option:
    """What may be agreed on an issue: some clauses, or none."""

    label: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Issue:
    """A question on which exactly one option is agreed; the first leaves it as it is today."""

    name: str
    domain: Domain
    options: tuple[Option, ...]


@dataclass(frozen=True, eq=False)
class OutcomeSpace:
    """Every outcome of a talk of two countries, as a scenario opens.

    Parameters
    ----------
    pair
        Codes, in the order of all gains.
    gains : [options of issue 1, options of issue 2, …, 2]
        Change of both governments' payoffs over no deal between them, all else as it is, billions
        a year: what `negotiator.scoring` gives the two for it.
    """

    setting: Setting
    pair: tuple[str, str]
    issues: tuple[Issue, ...]
    gains: Array

    @property
    def shape(self) -> tuple[int, ...]:
        """Options of each issue."""
        return tuple(len(issue.options) for issue in self.issues)

    def clauses(self, outcome: Sequence[str]) -> tuple[Clause, ...]:
        """The clauses of an outcome, given by the label of one option for each issue.

        Raises
        ------
        ScenarioError
            For a label that the issue does not have, or too few of them.
        """
        if len(outcome) != len(self.issues):
            raise refused(f"an outcome of {len(outcome)}; expected {len(self.issues)} labels")
        found: list[Clause] = []
        for issue, label in zip(self.issues, outcome, strict=True):
            by_label = {option.label: option.clauses for option in issue.options}
            if label not in by_label:
                raise refused(unknown(f"option of {issue.name}", label, by_label))
            found += by_label[label]
        return tuple(found)

    @cached_property
    def additive(self) -> Additive:
        """The sum over issues that comes nearest to the gains."""
        return additive(self.gains, _DIGITS)


def refused(what: str) -> ScenarioError:
    """The line that refuses what was asked for."""
    return ScenarioError((Fault("", 0, what),))


def outcome_space(
    setting: Setting, pair: tuple[str, str], domains: Sequence[str] = ()
) -> OutcomeSpace:
    """What two countries can agree on as a scenario opens, every outcome valued.

    Parameters
    ----------
    pair
        Codes of two countries.
    domains
        Names of those to talk about; by default all that are in play.

    Raises
    ------
    ScenarioError
        For a country or a domain that there is not, or when nothing is left to agree on.
    """
    world = setting.world
    for code in pair:
        if code not in world.index:
            raise refused(unknown("country", code, world.countries))
    if pair[0] == pair[1]:
        raise refused(f"{pair[0]} on both sides; expected two different countries")
    for name in domains:
        if name not in world.sizes.in_play:
            raise refused(unknown("domain in play", name, world.sizes.in_play))
    chosen = [each for each in world.sizes.in_play if not domains or each in domains]
    today = setting.initial
    a, b = (world.index[code] for code in pair)
    issues = [issue for domain in chosen for issue in _issues(world, today, pair, domain)]
    if Domain.AID in chosen:
        issues += _aid(world, today, pair, issues)
    if not issues:
        raise refused(f"nothing is left to agree on between {pair[0]} and {pair[1]}")
    apart = world.value(without(today, [(a, b)], setting.fallback(today)))
    values = _valued(world, today, issues, [a, b])
    gains = np.round(values - apart.dollars(apart.payoff)[[a, b]], _DIGITS) + 0.0
    return OutcomeSpace(setting, pair, tuple(issues), gains)


def _issues(world: World, today: Conduct, pair: tuple[str, str], domain: Domain) -> list[Issue]:
    """The issues of a domain other than aid: what each could lower or grant and does not yet."""
    ways = (pair, pair[::-1])
    if domain is Domain.AID:
        return []
    if domain is Domain.TARIFFS:
        return [issue for way in ways if (issue := _ceilings(world, today, *way)) is not None]
    missing = [
        Clause(domain=domain, giver=giver, receiver=receiver)
        for giver, receiver in ways
        if not today.grants[GRANT_INDEX[domain], world.index[giver], world.index[receiver]]
    ]
    if domain is Domain.JUDGMENTS:  # they act when both recognise, and only then
        options = (Option("as today"), Option("mutual", tuple(missing)))
        return [Issue("judgments", domain, options)] if missing else []
    return [
        Issue(
            f"{domain} of {clause.giver} for {clause.receiver}",
            domain,
            (Option("as today"), Option("granted", (clause,))),
        )
        for clause in missing
    ]


def _ceilings(world: World, today: Conduct, giver: str, receiver: str) -> Issue | None:
    highest = float(today.tariff[world.index[receiver], world.index[giver]].max())
    options = [Option("as today")]
    for rate in _CEILINGS:
        if rate < highest - 1e-9:
            clause = Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)
            options.append(Option(f"at most {100 * rate:g}%", (clause,)))
    if len(options) == 1:
        return None
    return Issue(f"tariffs of {giver} on {receiver}", Domain.TARIFFS, tuple(options))


def _aid(world: World, today: Conduct, pair: tuple[str, str], issues: list[Issue]) -> list[Issue]:
    """Sums either way, none above what any one option is worth to either, or above the limit."""
    seats = [world.index[code] for code in pair]
    alone = [[issue] for issue in issues]
    stake = max(
        (float(np.ptp(_valued(world, today, one, seats), axis=0).max()) for one in alone),
        default=0.0,
    )
    options = [Option("as today")]
    for giver, receiver in (pair, pair[::-1]):
        i, j = world.index[giver], world.index[receiver]
        paid = float(today.grants[GRANT_INDEX[Domain.AID], i, j])
        limit = min(stake, world.sizes.aid_limit * float(world.income[i]) - paid)
        for part in _PARTS:
            amount = _below(paid + part * limit)
            if amount > paid + 1e-9:
                clause = Clause(domain=Domain.AID, giver=giver, receiver=receiver, rate=amount)
                options.append(Option(f"{giver} pays ${amount:g}bn a year", (clause,)))
    return [Issue("aid", Domain.AID, tuple(options))] if len(options) > 1 else []


def _below(amount: float) -> float:
    """Two significant digits, rounded down."""
    if amount <= 0.0:
        return 0.0
    digits = 1 - int(np.floor(np.log10(amount)))
    return round(float(np.floor(amount * 10.0**digits + 1e-9)) / 10.0**digits, max(digits, 0))


def _valued(world: World, today: Conduct, issues: Sequence[Issue], seats: list[int]) -> Array:
    """[options of issue 1, …, 2]: payoffs of both, billions a year.

    The equilibrium is solved once for all outcomes that differ only in what it does not contain.
    """

    def trade(conduct: Conduct) -> Array:
        valued = world.value(conduct)
        return np.asarray(valued.welfare + valued.lobby)

    in_trade = [k for k, issue in enumerate(issues) if issue.domain not in BESIDE]
    beside = [k for k, issue in enumerate(issues) if issue.domain in (*BESIDE, Domain.AID)]
    percent = _over(world, today, issues, in_trade, trade)[..., seats]
    percent = percent + _over(world, today, issues, beside, world.beyond)[..., seats]
    return np.asarray(percent / 100.0 * world.income[seats])


def _over(
    world: World,
    today: Conduct,
    issues: Sequence[Issue],
    axes: list[int],
    measure: Callable[[Conduct], Array],
) -> Array:
    """What is measured over all choices on some issues: [options or 1 for each issue, N]."""
    sizes = [len(issues[k].options) for k in axes]
    # Issues change different cells, so that what they change can be added up exactly.
    changes = [
        [perform(today, option.clauses, world.countries, world.sectors) for option in issue.options]
        for issue in (issues[k] for k in axes)
    ]
    tariffs = [np.stack([each.tariff - today.tariff for each in some]) for some in changes]
    grants = [np.stack([each.grants - today.grants for each in some]) for some in changes]
    total = int(np.prod(sizes, dtype=int))
    rows = []
    for start in range(0, total, _STACK):
        flat = np.arange(start, min(start + _STACK, total))
        choice = np.unravel_index(flat, sizes) if sizes else ()
        tariff = np.repeat(today.tariff[None], len(flat), axis=0)
        granted = np.repeat(today.grants[None], len(flat), axis=0)
        for picked, by_rate, by_grant in zip(choice, tariffs, grants, strict=True):
            tariff += by_rate[picked]
            granted += by_grant[picked]
        rows.append(measure(Conduct(tariff, granted)))
    shape = [len(issue.options) if k in axes else 1 for k, issue in enumerate(issues)]
    return np.concatenate(rows).reshape(*shape, -1)
