"""Against gegravity (Herman 2021), a library that is not ours, where its model and ours are one.

One sector, balanced trade, trade costs up by 0–40% at random.
"""

from __future__ import annotations

import numpy as np
import pytest

from negotiator.bench import benchmarks
from negotiator.economy.equilibrium import solve
from negotiator.economy.outcomes import real_income
from negotiator.economy.policy import Policy

pytestmark = pytest.mark.filterwarnings("ignore")  # of the library's own


@pytest.fixture(scope="module", params=[(5, 1), (8, 2), (12, 3)], ids=str)
def worlds(request):
    """An economy, gegravity's model of it with an experiment, and our answer to that."""
    pytest.importorskip("gegravity")
    countries, seed = request.param
    made = benchmarks("worlds")
    economy = made.gravity_world(countries, 1, tariff=0.0, seed=seed)
    iceberg = made.random_icebergs(economy, seed=seed).iceberg
    model = benchmarks("peer_gegravity").model(economy, iceberg)
    return economy, model, solve(economy, Policy(iceberg=iceberg))


def agree(answer, solved):
    wage = solved.wage / solved.wage[0]
    np.testing.assert_allclose(answer.price / answer.price[0], wage, rtol=1e-8)
    np.testing.assert_allclose(answer.welfare, real_income(solved), rtol=1e-8)


def test_our_equilibrium_solves_their_equations(worlds):
    """Given our shares of world output, gegravity's prices and welfare are ours."""
    economy, model, solved = worlds
    shares = solved.sales[:, 0] / solved.sales.sum()
    agree(benchmarks("peer_gegravity").simulated(model, economy, shares), solved)


def test_their_equilibrium_is_ours(worlds):
    """gegravity alone, pass after pass until its shares are those that its prices imply."""
    economy, model, solved = worlds
    answer, passes = benchmarks("peer_gegravity").equilibrium(model, economy)
    assert passes < 50
    agree(answer, solved)


def test_one_pass_keeps_the_shares_of_the_base_year(worlds):
    """Why passes: one alone is near, and is no general equilibrium."""
    economy, model, solved = worlds
    answer = benchmarks("peer_gegravity").simulated(model, economy)
    off = np.abs(answer.welfare - real_income(solved)).max()
    assert 1e-5 < off < 0.02
