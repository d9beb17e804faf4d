"""From data to a consistent base year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy, checked
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.errors import EconomyError
from negotiator.economy.policy import Policy


@dataclass(frozen=True, eq=False)
class Calibration:
    """A base year, and by how much making it consistent moved the data.

    Parameters
    ----------
    income_moved
        Largest relative change of a country's income.
    flow_moved
        Sum of the absolute changes of flows over the sum of flows.
    """

    economy: Economy
    income_moved: float = 0.0
    flow_moved: float = 0.0

    @property
    def note(self) -> str:
        """What was moved, in a sentence."""
        if self.income_moved < 1e-9 and self.flow_moved < 1e-9:
            return "The data balance as they are."
        return (
            f"Balancing moved incomes by {self.income_moved:.2%} at most"
            f" and {self.flow_moved:.2%} of trade."
        )


def calibrate(
    countries: Sequence[str],
    sectors: Sequence[str],
    flows: Array,
    tariff: Array,
    theta: Array,
    *,
    value_added: Array | None = None,
    inputs: Array | None = None,
    final: Array | None = None,
    labour_share: Array | None = None,
    export_tax: Array | None = None,
) -> Calibration:
    """Build a base year from data.

    Parameters
    ----------
    flows : [N exporter, N importer, S]
        Values at the importer's border before its tariff, own trade included; any money.
    tariff, export_tax : [N exporter, N importer, S]
        Ad-valorem rates, fractions.
    theta : [S]
        Trade elasticities, above zero.
    value_added : [N, S]; inputs : [N, S, S]
        Value added, and what i's sector s buys of each input k, tariffs included. Without them
        sectors use labour alone.
    final : [N, S]
        Final demand, tariffs included; by default purchases less inputs.
    labour_share : [S]
        κ_s; by default one, perfect competition.

    Returns
    -------
    A consistent base year. Data that do not balance are solved to a world that does, at the same
    tariffs, and the calibration says by how much that moved them.

    Raises
    ------
    EconomyError
        Bad data, in one line.
    """
    n, s = len(countries), len(sectors)
    flows, tariff, theta = (np.asarray(each, dtype=float) for each in (flows, tariff, theta))
    checked(
        countries, sectors, flows, tariff, theta, value_added, inputs, labour_share, export_tax,
        final,
    )  # fmt: skip
    kappa = np.ones(s) if labour_share is None else labour_share
    taxes = np.zeros_like(flows) if export_tax is None else export_tax
    made = (flows / (1.0 + taxes)).sum(axis=1)
    spent = (flows * (1.0 + tariff)).sum(axis=0)
    if value_added is None or inputs is None:
        gamma, inner = np.ones((n, s)), np.zeros((n, s, s))
        demand = spent if final is None else final
    else:
        cost = value_added + inputs.sum(axis=2)
        safe = np.where(cost > 0, cost, 1.0)
        gamma = np.where(cost > 0, value_added / safe, 1.0)
        inner = np.where(cost[..., None] > 0, inputs / safe[..., None], 0.0)
        used = np.einsum("isk,is->ik", inner, kappa * made)
        demand = np.maximum(spent - used, 0.0) if final is None else final
    consumed = demand.sum(axis=1)
    if not (consumed > 0).all():
        k = int(np.argmin(consumed))
        raise EconomyError(f"{countries[k]} has no final demand; expected some by every country")
    draft = Economy(
        countries=tuple(countries),
        sectors=tuple(sectors),
        flows=flows,
        tariff=tariff,
        export_tax=taxes,
        theta=theta,
        value_added_share=gamma,
        input_share=inner,
        final_share=demand / consumed[:, None],
        labour_share=kappa,
        deficit=(flows.sum(axis=(0, 2)) - flows.sum(axis=(1, 2))),
    )
    if not draft.has_inputs and final is None:
        return Calibration(draft)
    return rebase(draft, solve(draft, Policy()))


def balance_trade(economy: Economy) -> Calibration:
    """Solve at unchanged tariffs with every deficit at zero, and take that as the base year."""
    return rebase(economy, solve(economy, Policy(deficit=np.zeros_like(economy.deficit))))


def rebase(economy: Economy, equilibrium: Equilibrium) -> Calibration:
    """Take a single solved equilibrium as the base year.

    Transfers in force become part of its deficits.
    """
    levers = equilibrium.levers
    tariff, export_tax = levers.tariff[0], levers.export_tax[0]
    flows = equilibrium.share * equilibrium.expenditure / (1.0 + tariff)
    new = replace(
        economy, flows=flows, tariff=tariff, export_tax=export_tax, deficit=levers.outside[0]
    )
    return Calibration(
        economy=new,
        income_moved=float(np.abs(equilibrium.income / economy.income - 1.0).max()),
        flow_moved=float(np.abs(flows - economy.flows).sum() / economy.flows.sum()),
    )
