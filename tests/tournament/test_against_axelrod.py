"""A tournament gives the figures of the axelrod library's, where that is installed."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from negotiator.tournament.outcome import Outcome
from negotiator.tournament.plan import Plan, stage
from negotiator.tournament.run import hold

axelrod = pytest.importorskip("axelrod", reason="the extra axelrod")

#: Ours, and the class of theirs; none of them draws.
SAME = {
    "always-cooperate": "Cooperator",
    "always-defect": "Defector",
    "tit-for-tat": "TitForTat",
    "tit-for-two-tats": "TitFor2Tats",
    "two-tits-for-tat": "TwoTitsForTat",
    "suspicious-tit-for-tat": "SuspiciousTitForTat",
    "grim-trigger": "Grudger",
    "pavlov": "WinStayLoseShift",
    "bully": "Bully",
    "anti-tit-for-tat": "AntiTitForTat",
    "soft-majority": "GoByMajority",
    "hard-majority": "HardGoByMajority",
}
NAMES = tuple(SAME)


def theirs(rounds: int, repetitions: int, noise: float, names: tuple[str, ...]):
    players = [getattr(axelrod, SAME[name])() for name in names]
    tournament = axelrod.Tournament(
        players, turns=rounds, repetitions=repetitions, noise=noise, seed=1
    )
    return tournament.play(progress_bar=False)


def square(outcome: Outcome, column: str) -> np.ndarray:
    """[K, K] of the head-to-head table."""
    found = {
        (row["counterpart"], row["against"]): row[column]
        for row in outcome.tables()["head_to_head"]
    }
    names = outcome.plan.entrants
    return np.array([[found[one, other] for other in names] for one in names])


def ours(rounds: int, repetitions: int, noise: float, names: tuple[str, ...]) -> Outcome:
    plan = Plan(names, rounds=rounds, repetitions=repetitions, noise=noise)
    return Outcome(stage(plan), "", hold(plan))


def test_without_chance_all_figures_are_the_same() -> None:
    rounds = 53
    expected, found = theirs(rounds, 2, 0.0, NAMES), ours(rounds, 2, 0.0, NAMES)
    np.testing.assert_allclose(square(found, "payoff"), expected.payoff_matrix, atol=1e-12)
    cooperation = np.array(expected.normalised_cooperation)
    np.testing.assert_allclose(square(found, "cooperation"), cooperation, atol=1e-12)
    standings = {each.label: each for each in found.standings[0]}
    partner = [standings[name].good_partner for name in NAMES]
    np.testing.assert_allclose(partner, expected.good_partner_rating, atol=1e-12)


def test_ranks_are_theirs_where_ones_own_twin_is_left_out() -> None:
    """The library ranks by what was scored against others."""
    expected, found = theirs(53, 1, 0.0, NAMES), ours(53, 1, 0.0, NAMES)
    payoff = square(found, "payoff")
    others = (payoff.sum(axis=1) - np.diag(payoff)) / (len(NAMES) - 1)
    scores = np.array(expected.normalised_scores)[:, 0]
    np.testing.assert_allclose(others, scores, atol=1e-12)


def test_with_noise_figures_agree_within_their_errors() -> None:
    """Misread acts, as both play and remember them; 12 pairings of four at six standard errors."""
    names = ("tit-for-tat", "pavlov", "grim-trigger", "tit-for-two-tats")
    repetitions = 60
    expected, found = theirs(100, repetitions, 0.05, names), ours(100, repetitions, 0.05, names)
    means, payoffs = square(found, "payoff"), np.array(expected.payoffs)  # [K, K, R]
    for i, j in itertools.permutations(range(len(names)), 2):
        error = np.sqrt(2.0 * payoffs[i, j].var(ddof=1) / repetitions)
        assert abs(means[i, j] - payoffs[i, j].mean()) < 6.0 * error, (names[i], names[j])


@pytest.mark.parametrize("name", ["cycler-ccd", "fortress3", "win-stay-lose-shift"])
def test_a_strategy_of_the_library_plays_as_it_does_there(name: str) -> None:
    """Also one that counts rounds, though it declares a short memory."""
    plan = Plan((f"axelrod:{name}", "suspicious-tit-for-tat"), rounds=20, repetitions=1)
    found = square(Outcome(stage(plan), "", hold(plan)), "payoff")
    strategy = {"cycler-ccd": "CyclerCCD", "fortress3": "Fortress3"}.get(name, "WinStayLoseShift")
    match = axelrod.Match((getattr(axelrod, strategy)(), axelrod.SuspiciousTitForTat()), turns=20)
    match.play()
    assert (found[0, 1], found[1, 0]) == pytest.approx(match.final_score_per_turn())
