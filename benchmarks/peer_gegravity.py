"""gegravity (Herman 2021), a library of structural gravity, given a gravity world of ours.

One sector, balanced trade, iceberg costs: there its model and ours are the same one.
"""

from __future__ import annotations

import copy
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy

MISSING = "gegravity not installed: pip install 'negotiator[bench]'"


def installed() -> bool:
    """Whether gegravity can be imported."""
    return find_spec("gegravity") is not None


@dataclass(frozen=True, eq=False)
class Answer:
    """What gegravity says of a counterfactual.

    Parameters
    ----------
    price : [N]
        Factory-gate prices over the base year's, the wage of this model.
    welfare : [N]
        Real expenditure over the base year's.
    """

    price: Array
    welfare: Array


def model(economy: Economy, iceberg: Array) -> Any:
    """gegravity's model of a one-sector economy, its base year built, an experiment defined.

    Parameters
    ----------
    iceberg : [N exporter, N importer, 1]
        Trade costs over the base year's.
    """
    import gegravity
    import pandas

    n = len(economy.countries)
    codes = np.array(economy.countries)
    flows = economy.flows[:, :, 0]
    made, spent = flows.sum(axis=1), flows.sum(axis=0)
    exporter, importer = np.divmod(np.arange(n * n), n)
    # Trade costs to the power −θ, of which gravity tells all but factors by exporter and importer.
    cost = np.log(flows * flows.sum() / np.outer(made, spent))
    data = pandas.DataFrame(
        {
            "exporter": codes[exporter],
            "importer": codes[importer],
            "year": "base",
            "trade": flows.ravel(),
            "output": made[exporter],
            "spent": spent[importer],
            "cost": cost.ravel(),
        }
    )
    one = pandas.DataFrame({"name": ["cost"], "value": [1.0], "error": [1.0]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        built = gegravity.OneSectorGE(
            gegravity.BaselineData(
                data, trade_var_name="trade", expend_var_name="spent", output_var_name="output"
            ),
            year="base",
            reference_importer=codes[0],
            sigma=float(economy.theta[0]) + 1.0,
            cost_variables=["cost"],
            cost_coeff_values=gegravity.CostCoeffs(
                one, identifier_col="name", coeff_col="value", stderr_col="error"
            ),
            quiet=True,
        )
        built.build_baseline(mr_tolerance=1e-10, mr_max_iter=100_000)
        moved = built.baseline_data.drop(columns="index").copy()
        moved["cost"] = (cost - economy.theta[0] * np.log(iceberg[:, :, 0])).ravel()
        built.define_experiment(moved)
    return built


def simulated(built: Any, economy: Economy, shares: Array | None = None) -> Answer:
    """Let gegravity solve the experiment of a model, which stays as it was.

    Parameters
    ----------
    shares : [N]
        World shares of output and expenditure; the base year's, as the library has it, by default.
        It solves for prices at given shares: a general equilibrium is where they are those that
        the prices imply.
    """
    built = copy.deepcopy(built)
    names = sorted(built.country_set)  # the reference importer comes last, by another name
    if shares is not None:
        order = [*range(1, len(shares)), 0]
        for name, share in zip(names, shares[order], strict=True):
            built.country_set[name].baseline_output_share = share
            built.country_set[name].baseline_expenditure_share = share
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        built.simulate(ge_tolerance=1e-10, ge_max_iter=100_000)
    results = built.country_results.loc[list(economy.countries)]
    prices = built.factory_gate_prices.loc[list(economy.countries)].iloc[:, 0]
    return Answer(
        np.asarray(prices, dtype=np.float64),
        1.0 / np.asarray(results["welfare statistic"], dtype=np.float64),
    )


def equilibrium(built: Any, economy: Economy, passes: int = 100) -> tuple[Answer, int]:
    """General equilibrium: passes of the library until shares are those that its prices imply.

    Returns
    -------
    The answer, and how many passes it took.
    """
    sales = economy.sales[:, 0]
    shares = sales / sales.sum()
    for done in range(1, passes + 1):
        answer = simulated(built, economy, shares)
        implied = answer.price * sales / (answer.price * sales).sum()
        if np.abs(implied / shares - 1.0).max() < 1e-9:
            return answer, done
        shares = implied
    return answer, passes
