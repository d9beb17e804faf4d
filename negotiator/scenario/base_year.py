"""The economy of a scenario: from its tables, or by gravity."""

from __future__ import annotations

import numpy as np

from negotiator.economy.base import Economy
from negotiator.economy.calibration import balance_trade, calibrate
from negotiator.economy.gravity import gravity_economy
from negotiator.scenario.schema import Data, Gravity, Scenario
from negotiator.scenario.tables import read_tables


def base_year(scenario: Scenario) -> tuple[Economy, str]:
    """The calibrated base year, and a sentence that says by how much balancing moved it.

    Raises
    ------
    ScenarioError
        For faults in its tables.
    EconomyError, NotSolvedError
        When its figures make no economy.
    """
    if isinstance(scenario.economy, Gravity):
        return _by_gravity(scenario, scenario.economy), (
            "Built by gravity; it balances by construction."
        )
    return _from_data(scenario, scenario.economy)


def _from_data(scenario: Scenario, data: Data) -> tuple[Economy, str]:
    read = read_tables(scenario, data)
    calibration = calibrate(
        [country.code for country in scenario.countries],
        [sector.code for sector in scenario.sectors],
        read["flows"],
        read["tariff"],
        np.array([sector.theta for sector in scenario.sectors]),
        value_added=read.get("value_added"),
        inputs=read.get("inputs"),
        labour_share=np.array([sector.labour_share for sector in scenario.sectors]),
    )
    note = calibration.note
    if data.balance_trade:
        calibration = balance_trade(calibration.economy)
        note = f"Trade balanced first. {calibration.note}"
    return calibration.economy, note


def _by_gravity(scenario: Scenario, gravity: Gravity) -> Economy:
    codes = [country.code for country in scenario.countries]
    sectors = [sector.code for sector in scenario.sectors]
    n, s = len(codes), len(sectors)
    distance = np.full((n, n), gravity.within)
    for each in gravity.distances:
        i, j = (codes.index(code) for code in each.between)
        distance[i, j] = distance[j, i] = each.is_
    common = {sector.code: sector.spending or 0.0 for sector in scenario.sectors}
    tariff = np.zeros((n, n, s))
    for j, country in enumerate(scenario.countries):
        rates = country.tariff
        tariff[:, j] = [
            rates.get(code, 0.0) if isinstance(rates, dict) else rates for code in sectors
        ]
        tariff[j, j] = 0.0
    return gravity_economy(
        codes,
        sectors,
        np.array([country.size or 0.0 for country in scenario.countries]),
        distance,
        np.array([sector.theta for sector in scenario.sectors]),
        spending=np.array(
            [
                [(country.spending or common).get(code, 0.0) for code in sectors]
                for country in scenario.countries
            ]
        ),
        strength=np.array(
            [
                [country.strength.get(code, 1.0) for code in sectors]
                for country in scenario.countries
            ]
        ),
        tariff=tariff,
        distance_elasticity=gravity.elasticity,
        border=gravity.border,
        labour_share=np.array([sector.labour_share for sector in scenario.sectors]),
    )
