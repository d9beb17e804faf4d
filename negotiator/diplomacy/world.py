"""The world that states negotiate about: an economy, its domains, and what conduct is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np

from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import Domain, DomainSizes
from negotiator.economy.arrays import Array
from negotiator.economy.base import Economy
from negotiator.economy.equilibrium import Equilibrium, solve
from negotiator.economy.government import lobby
from negotiator.economy.outcomes import real_income, value_added
from negotiator.economy.policy import Policy

#: Valuations that a world remembers, and how many tariffs a stack may hold to be one of them: with
#: all that a valuation keeps of its worlds some ten megabytes together.
_KEPT, _LARGE = 48, 2_000

#: What tells one array from another.
Print = tuple[tuple[int, ...], bytes]


def _print(array: Array) -> Print:
    return array.shape, blake2b(array.tobytes(), digest_size=16).digest()


@dataclass(frozen=True, eq=False)
class Circumstances:
    """What befalls the world in a round, whatever states do.

    Parameters
    ----------
    iceberg : [N, N, S] or None
        Trade costs over the base year's (a failed harvest makes its exporter's row dearer).
    crisis : [N] or None
        1 where a security crisis strikes, 0 where not; None before it is known: expected values.
    """

    iceberg: Array | None = None
    crisis: Array | None = None


CALM = Circumstances()


@dataclass(frozen=True, eq=False)
class Valuation:
    """What a conduct is worth to each government, in per cent of its income in the base year.

    Parameters
    ----------
    welfare : [..., N]
        100 ln of real income over the base year's.
    lobby : [..., N]
        Politically weighted change of sectors' value added (Grossman and Helpman 1994).
    beyond : [..., N]
        What the equilibrium does not contain: extradition, expected or actual crises, the
        political cost of aid.
    value_added : [..., N, S]
        Billions a year.
    income : [N]
        Of the base year, billions a year: turns per cent into dollars.
    """

    welfare: Array
    lobby: Array
    beyond: Array
    value_added: Array
    income: Array
    equilibrium: Equilibrium

    @property
    def payoff(self) -> Array:
        """[..., N]: what governments maximise, in per cent."""
        return self.welfare + self.lobby + self.beyond

    @property
    def real_income(self) -> Array:
        """[..., N]: what citizens gain, in per cent, the domains beyond trade included."""
        return self.welfare + self.beyond

    def dollars(self, percent: Array) -> Array:
        """[..., N] per cent of income as billions a year."""
        return percent / 100.0 * self.income


@dataclass(frozen=True, eq=False)
class World:
    """An economy, the domains in play, and the political weights of each government.

    Parameters
    ----------
    economy
        The base year; its money is billions of dollars a year.
    sizes
        How large each domain is.
    weights : [N, S]
        Political weight of each sector to each government; zero maximises general welfare.
    base : Conduct
        The conduct that the base year already contains: its tariffs and recognitions.
    """

    economy: Economy
    sizes: DomainSizes
    weights: Array
    base: Conduct
    _kept: dict[tuple[Print | None, ...], Valuation] = field(default_factory=dict, repr=False)

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes, in the order of every array."""
        return self.economy.countries

    @property
    def sectors(self) -> tuple[str, ...]:
        """Codes, in the order of every array."""
        return self.economy.sectors

    @cached_property
    def index(self) -> dict[str, int]:
        """A country's place in the arrays."""
        return {code: k for k, code in enumerate(self.countries)}

    @cached_property
    def income(self) -> Array:
        """[N]: the base year's income, billions a year."""
        return np.asarray(self.economy.income, dtype=float)

    @cached_property
    def two_way(self) -> Array:
        """[N, N]: the pair's exports to each other together in the base year, billions a year."""
        exports = self.economy.flows.sum(axis=2)
        both = exports + exports.T
        return np.where(np.eye(len(both), dtype=bool), 0.0, both)

    @cached_property
    def strength(self) -> Array:
        """[giver, receiver]: the ally's weight, its share of the two incomes."""
        income = self.income
        share = income[:, None] / (income[:, None] + income[None, :])
        return np.where(np.eye(len(income), dtype=bool), 0.0, share)

    @cached_property
    def _base_friction(self) -> Array:
        return self._friction(self.base)

    def frictions(self, conduct: Conduct) -> dict[Domain, Array]:
        """[..., exporter, importer, S]: by domain, trade costs with what is granted over none."""
        sizes = self.sizes
        courts = conduct.grant(Domain.JUDGMENTS)
        mutual = courts * np.swapaxes(courts, -1, -2)
        visas = np.swapaxes(conduct.grant(Domain.TRAVEL), -1, -2)
        authors = np.swapaxes(conduct.grant(Domain.COPYRIGHT), -1, -2)
        return {
            Domain.JUDGMENTS: 1.0 - sizes.judgments * mutual[..., None] * sizes.judgment_sectors,
            Domain.TRAVEL: 1.0 - sizes.travel * visas[..., None] * sizes.travel_sectors,
            Domain.COPYRIGHT: 1.0 - sizes.widening * authors[..., None] * sizes.creative_sectors,
        }

    def _friction(self, conduct: Conduct) -> Array:
        """[..., exporter, importer, S]: of all domains together."""
        each = self.frictions(conduct)
        friction: Array = each[Domain.JUDGMENTS] * each[Domain.TRAVEL] * each[Domain.COPYRIGHT]
        return friction

    def payments(self, conduct: Conduct) -> dict[Domain, Array]:
        """[..., giver, receiver]: royalties and aid, billions a year."""
        royalty: Array = (
            self.sizes.royalty * self.income[:, None] * self.sizes.creative[None, :]
        ) * conduct.grant(Domain.COPYRIGHT)
        return {Domain.COPYRIGHT: royalty, Domain.AID: conduct.grant(Domain.AID)}

    def received(self, conduct: Conduct) -> dict[Domain, Array]:
        """[..., N]: royalties and aid received net over the base year's, billions a year."""
        base = self.payments(self.base)
        return {
            domain: (paid - base[domain]).sum(axis=-2) - (paid - base[domain]).sum(axis=-1)
            for domain, paid in self.payments(conduct).items()
        }

    def policy(self, conduct: Conduct, circumstances: Circumstances = CALM) -> Policy:
        """The levers of the economy that a conduct pulls.

        Royalties, aid and recognitions already in the base year are in its flows; only what
        differs from them moves anything.
        """
        iceberg = self._friction(conduct) / self._base_friction
        if circumstances.iceberg is not None:
            iceberg = iceberg * circumstances.iceberg
        received = self.received(conduct)
        transfer = received[Domain.COPYRIGHT] + received[Domain.AID]
        return Policy(tariff=conduct.tariff, iceberg=iceberg, transfer=transfer)

    def _averted(self, conduct: Conduct) -> Array:
        """[..., giver, receiver]: share of the receiver's crisis loss that the giver averts.

        Several allies together never avert more than all of it: each acts on what is left.
        """
        each = self.sizes.cover * self.strength * conduct.grant(Domain.SECURITY)
        together = 1.0 - np.prod(1.0 - each, axis=-2)
        total = each.sum(axis=-2)
        scale = np.divide(together, total, out=np.zeros_like(total), where=total > 0)
        return np.asarray(each * scale[..., None, :])

    def beyond_trade(
        self, conduct: Conduct, circumstances: Circumstances = CALM
    ) -> dict[Domain, Array]:
        """[..., N], per cent of income: what the equilibrium does not contain, by domain."""
        sizes, income = self.sizes, self.income
        fugitives = conduct.grant(Domain.EXTRADITION) * self.two_way
        surrendered = sizes.extradition_benefit * fugitives.sum(axis=-2)
        surrendered = surrendered - sizes.extradition_cost * fugitives.sum(axis=-1)
        aid = conduct.grant(Domain.AID) - self.base.grant(Domain.AID)
        struck = sizes.hazard if circumstances.crisis is None else circumstances.crisis
        loss = struck * sizes.crisis_loss * income
        averted = self._averted(conduct) * loss
        safety = averted.sum(axis=-2) - loss - sizes.obligation * averted.sum(axis=-1)
        return {
            Domain.EXTRADITION: 100.0 * surrendered / income,
            Domain.AID: -100.0 * sizes.aid_politics * aid.sum(axis=-1) / income,
            Domain.SECURITY: 100.0 * safety / income,
        }

    def beyond(self, conduct: Conduct, circumstances: Circumstances = CALM) -> Array:
        """[..., N], per cent of income: what the equilibrium does not contain."""
        each = self.beyond_trade(conduct, circumstances)
        return np.asarray(each[Domain.EXTRADITION] + each[Domain.AID] + each[Domain.SECURITY])

    def value(
        self,
        conduct: Conduct,
        circumstances: Circumstances = CALM,
        start: Equilibrium | None = None,
    ) -> Valuation:
        """What a conduct, or a stack of them, is worth to every government.

        Parameters
        ----------
        conduct
            Any leading batch axes.
        circumstances
            Shocks of the round; by default none, and crises at their expected value.
        start
            An equilibrium nearby, to start the solver from.

        Raises
        ------
        NotSolvedError
            When the economy has no equilibrium that the solver can reach.
        """
        if conduct.tariff.size > _LARGE or start is not None:
            return self._valued(conduct, circumstances, start)
        # The same conducts are asked about many times in a round: by everyone who weighs a change.
        levers = (conduct.tariff, conduct.grants, circumstances.iceberg, circumstances.crisis)
        key = tuple(None if lever is None else _print(lever) for lever in levers)
        found = self._kept.pop(key, None) or self._valued(conduct, circumstances, None)
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[key] = found  # the last asked about is the last to go
        return found

    def _valued(
        self, conduct: Conduct, circumstances: Circumstances, start: Equilibrium | None
    ) -> Valuation:
        equilibrium = solve(self.economy, self.policy(conduct, circumstances), start=start)
        return Valuation(
            welfare=100.0 * np.log(real_income(equilibrium)),
            lobby=lobby(equilibrium, self.weights),
            beyond=self.beyond(conduct, circumstances),
            value_added=value_added(equilibrium),
            income=self.income,
            equilibrium=equilibrium,
        )
