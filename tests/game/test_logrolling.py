"""A counterpart that learns gives what the partner insists on, and its own share stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from negotiator.counterparts.deliberation import Deliberation
from negotiator.counterparts.tactics import tactic
from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.rules import new_game
from negotiator.game.view import situation
from negotiator.scenario import compile_scenario, find, load


@pytest.fixture(scope="module")
def mind():
    """Marland, before anything was said."""
    setting = compile_scenario(load(find("two-neighbours")))
    return Deliberation(situation(setting, new_game(setting, "SML", 1), "MAR", "SML"))


def of(mind, name, *offers):
    """The same government with another tactic, once it has heard offers."""
    changed = Deliberation(replace(mind.situation, me=replace(
        mind.situation.me, tactic=tactic(name)), mine=()))  # fmt: skip
    for offer in offers:
        changed = changed.heard(offer)
    return changed


def insisting(domain, rates):
    """Offers that change a tariff and always ask for the same."""
    return [
        Offer(
            parties=("SML", "MAR"),
            by="SML",
            clauses=(
                Clause(domain=domain, giver="MAR", receiver="SML"),
                Clause(domain=Domain.TARIFFS, giver="SML", receiver="MAR", rate=rate),
            ),
        )
        for rate in rates
    ]


def test_with_equal_weights_packages_rank_as_they_are_worth(mind):
    even = mind.menu.believed(dict.fromkeys(mind.menu.issues, 1.0))
    np.testing.assert_allclose(np.diff(even), np.diff(mind.menu.theirs), atol=1e-9)


@pytest.mark.parametrize("name", ["logroller", "hardheaded"])
@pytest.mark.parametrize("domain", [Domain.TRAVEL, Domain.COPYRIGHT, Domain.SECURITY])
def test_what_the_partner_insists_on_counts_for_more(mind, name, domain):
    """A package of one clause appeals by what that does for the partner times its weight."""
    heard = of(mind, name, *insisting(domain, (0.1, 0.08, 0.05)))
    options = heard.menu
    weights = heard.situation.me.tactic.interests(heard.situation.table, options.issues)
    assert weights is not None
    assert max(weights, key=lambda issue: weights[issue]) == ("MAR", domain)
    believed = options.believed(weights)
    nothing = options.theirs[0]
    for place in np.flatnonzero(options.clauses == 1):
        [clause] = options.package(int(place))
        public = options.theirs[place] - nothing
        weight = weights[clause.giver, clause.domain]
        assert believed[place] == pytest.approx(weight * public, abs=1e-9)


@pytest.mark.parametrize("name", ["logroller", "hardheaded"])
def test_its_own_share_stays_while_it_trades(mind, name):
    heard = of(mind, name, *insisting(Domain.TRAVEL, (0.1, 0.05, 0.0)))
    package = heard.bid()
    assert package is not None
    assert package.assessment.total >= heard.ask - 1e-6
    assert package.assessment.partner_gain >= -1e-6


def test_a_logroller_looks_for_another_package_before_it_repeats_itself(mind):
    first = of(mind, "logroller").bid()
    again = of(mind, "logroller")
    again = Deliberation(replace(again.situation, mine=(first.offer,)))
    second = again.bid()
    assert not second.offer.same_terms(first.offer)
    assert second.assessment.total >= again.ask - 1e-6
