"""A tournament's outcome as text of 80 columns."""

from __future__ import annotations

import textwrap

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.tournament.outcome import Outcome, moments
from negotiator.tournament.standings import Standing, head_to_head
from negotiator.tournament.steps import CLASSES
from negotiator.tournament.view import View

_WIDTH = 80
_NAME = 25
#: Decimals at most.
_FINEST = 7


def text(outcome: Outcome) -> str:
    """All tables that fit."""
    parts = [textwrap.fill(_about(outcome), _WIDTH)]
    for k, (view, found) in enumerate(zip(outcome.views, outcome.standings, strict=True)):
        if not found:
            parts.append("Nobody has met everyone yet: there is no ranking.")
            continue
        parts.append(_standings(view, found))
        parts.append(_met(outcome, view, found))
        parts.append(_steps(found))
        if outcome.shares:
            parts.append(_ecology(outcome, outcome.shares[k]))
    return "\n\n".join([*parts, textwrap.fill(_key(outcome), _WIDTH)])


def _about(outcome: Outcome) -> str:
    plan = outcome.plan
    rounds = f"{plan.rounds:,} rounds"
    if plan.goes_on < 1.0:
        rounds = f"another round with a chance of {plan.goes_on:.1%}, at most {plan.rounds:,}"
    noise = f"{plan.noise:.1%} of acts misread" if plan.noise else "no act misread"
    return (
        f"{outcome.title}: {_several(len(plan.entrants), 'counterpart')}, each against every other"
        f" and its own twin. {_several(plan.repetitions, 'repetition')}, {rounds}, {noise},"
        f" seed {plan.seed}."
    )


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _decimals(values: Array, least: int) -> int:
    """Decimals that tell values apart: three digits of their spread, `least` or more of them."""
    spread = float(np.nanmax(values) - np.nanmin(values)) if np.isfinite(values).any() else 0.0
    return min(max(least, 2 - int(np.floor(np.log10(spread)))), _FINEST) if spread > 0 else least


def _standings(view: View, found: list[Standing]) -> str:
    economy = view.income is not None
    unit = "payoff %" if economy else "payoff"
    head = f"rank   95%  {'counterpart':<{_NAME}}{unit:>9} ±s.e. {'gain $bn' * economy:>9}"
    head = f"{head.rstrip()}  coop mutual good"
    lines = [f"Governing {view.seat}", ""] if view.seat else []
    lines.append(head)
    finer = _decimals(np.array([one.payoff for one in found]), 3)
    gains = np.array([one.gain_bn for one in found if one.gain_bn is not None])
    cents = _decimals(gains, 2)
    for one in found:
        error = "    –" if one.error is None else f"{one.error:5.3f}"
        span = "–" if one.rank_low is None else f"{one.rank_low}–{one.rank_high}"
        gain = "" if one.gain_bn is None else f" {one.gain_bn:>+9.{cents}f}"
        lines.append(
            f"{one.rank:>4} {span:>5}  {_cut(one.label, _NAME)}"
            f"{one.payoff:>9.{finer}f} {error}{gain} {one.cooperation:>5.0%}"
            f" {_or_dash(one.index, '6.0f'):>6} {_or_dash(one.good_partner, '4.0%'):>4}"
        )
    return "\n".join(lines)


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else f"{value:{form}}"


def _cut(name: str, width: int) -> str:
    return f"{name if len(name) < width else name[: width - 2] + '…':<{width}}"


def _met(outcome: Outcome, view: View, found: list[Standing]) -> str:
    places = [outcome.plan.entrants.index(one.label) for one in found]
    payoff = head_to_head(view)[np.ix_(places, places)]
    finer = _decimals(payoff, 2)
    wide = max(5, *(len(f"{cell:.{finer}f}") for cell in payoff.ravel())) + 1
    if _NAME + 4 + wide * len(found) > _WIDTH:
        return f"Head to head: {len(found)} by {len(found)}, with --json or --csv."
    numbers = "".join(f"{k:>{wide}}" for k in range(1, len(found) + 1))
    lines = [f"{'Payoff against':<{_NAME + 4}}{numbers}"]
    for k, one in enumerate(found):
        cells = "".join(
            f"{'–' if np.isnan(cell) else f'{cell:.{finer}f}':>{wide}}" for cell in payoff[k]
        )
        lines.append(f"{k + 1:>3} {_cut(one.label, _NAME)}{cells}")
    return "\n".join(lines)


def _steps(found: list[Standing]) -> str:
    head = "".join(f"{name[:7] + '.' * (len(name) > 7):>9}" for name in CLASSES)
    lines = [f"{'Steps, of all':<{_NAME}}{head}"]
    for one in found:
        cells = "".join(f"{one.steps[name]:>9.1%}" for name in CLASSES)
        lines.append(f"{_cut(one.label, _NAME)}{cells}")
    return "\n".join(lines)


def _ecology(outcome: Outcome, shares: Array) -> str:
    told = moments(outcome.generations)[-6:]
    lines = [f"{'Share in generation':<{_NAME}}" + "".join(f"{t:>9,}" for t in told)]
    for k in np.argsort(-shares[-1], kind="stable").tolist():
        cells = "".join(f"{shares[t, k]:>9.1%}" for t in told)
        lines.append(f"{_cut(outcome.plan.entrants[k], _NAME)}{cells}")
    return "\n".join(lines)


def _key(outcome: Outcome) -> str:
    said = "payoff: mean a round, with its standard error over the repetitions."
    if outcome.plan.scenario is not None:
        said = (
            "payoff: the government's, in per cent of income over the base year, mean a round, with"
            " its standard error over the repetitions. gain: over mutual Nash tariffs, a year."
        )
    return (
        f"{said} 95%: ranks when repetitions are drawn anew. coop: mean level of cooperation."
        " mutual: mutual benefit index, 100 at the Nash bargaining solution, mean over opponents."
        " good: matches in which it cooperated at least as much as the other."
        " Steps: Hindriks, Jonker and Tykhonov 2007, by what one's own"
        " change of level did to both."
    )
