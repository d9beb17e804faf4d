"""Why a change of conduct is worth what it is: parts that add up, each under its own name."""

from __future__ import annotations

import re

import numpy as np
import pytest

from negotiator.diplomacy.clauses import Clause
from negotiator.diplomacy.conduct import Conduct, perform
from negotiator.diplomacy.domains import GRANTS, Domain
from negotiator.diplomacy.ledger import Ledger
from negotiator.diplomacy.money import NOTHING
from negotiator.diplomacy.world import Circumstances
from negotiator.scenario import compile_scenario, find, load
from negotiator.scoring.score import score_pair
from negotiator.scoring.why import Part, sentences, why

PAIRS = {"two-neighbours": ("SML", "MAR"), "liberation-day-2025": ("CHE", "USA")}
#: What a domain shows up as, beside what cheaper trade and money paid do to prices and volumes.
OWN = {
    Domain.COPYRIGHT: {Part.WIDENING, Part.ROYALTIES},
    Domain.JUDGMENTS: {Part.JUDGMENTS},
    Domain.TRAVEL: {Part.TRAVEL},
    Domain.EXTRADITION: {Part.EXTRADITION},
    Domain.SECURITY: {Part.SECURITY},
    Domain.AID: {Part.AID, Part.AID_POLITICS},
}
ECONOMY = {Part.TERMS_OF_TRADE, Part.VOLUME, Part.PROFITS, Part.LOBBY}


@pytest.fixture(scope="module", params=PAIRS)
def setting(request):
    return compile_scenario(load(find(request.param)))


@pytest.fixture(scope="module")
def neighbours():
    return compile_scenario(load(find("two-neighbours")))


def granted(setting, domain):
    """The initial conduct, in which a pair does not grant each other a domain, and one where."""
    world = setting.world
    pair = PAIRS[setting.scenario.id]
    clauses = [
        Clause(domain=domain, giver=g, receiver=r, rate=0.2 if domain is Domain.AID else 1.0)
        for g, r in ((pair, pair[::-1]) if domain is not Domain.AID else (pair,))
    ]
    a, b = (world.index[code] for code in pair)
    none = Conduct.of(setting.initial.tariff)
    before = setting.initial.toward(a, b, none).toward(b, a, none)
    before = Conduct(setting.initial.tariff, before.grants)
    return before, perform(before, clauses, world.countries, world.sectors)


def random_conduct(world, seed):
    rng = np.random.default_rng(seed)
    n, s = len(world.countries), len(world.sectors)
    apart = ~np.eye(n, dtype=bool)
    return Conduct(
        rng.uniform(0.0, 0.4, (n, n, s)) * apart[..., None],
        rng.integers(0, 2, (len(GRANTS), n, n)) * apart,
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_parts_add_up_to_the_change_of_every_payoff(setting, seed):
    world = setting.world
    before, after = random_conduct(world, seed), random_conduct(world, seed + 100)
    rng = np.random.default_rng(seed)
    shape = (len(world.countries), 1, len(world.sectors))
    luck = Circumstances(
        iceberg=np.where(
            np.eye(shape[0], dtype=bool)[..., None], 1.0, rng.uniform(1.0, 1.2, shape)
        ),
        crisis=rng.integers(0, 2, shape[0]).astype(float),
    )
    found = why(world, before, after, luck)
    change = world.value(after, luck).payoff - world.value(before, luck).payoff
    assert np.abs(change).max() > 0.05
    np.testing.assert_allclose(found.total, change, atol=2e-8)
    dollars = sum(found.dollars(part) for part in Part)
    np.testing.assert_allclose(dollars, change / 100.0 * world.income, atol=1e-6)


@pytest.mark.parametrize("domain", GRANTS)
def test_what_is_granted_shows_up_under_its_own_name(setting, domain):
    before, after = granted(setting, domain)
    found = why(setting.world, before, after)
    pair = [setting.world.index[code] for code in PAIRS[setting.scenario.id]]
    for part, worth in found.parts.items():
        if part in OWN[domain]:
            assert np.abs(worth[pair]).min() > 0 or part is Part.AID_POLITICS
        elif part not in ECONOMY:
            assert not worth.any()


def test_signs_are_those_of_what_is_granted(setting):
    giver, receiver = (setting.world.index[code] for code in PAIRS[setting.scenario.id])
    both = [giver, receiver]

    def parts(domain):
        return why(setting.world, *granted(setting, domain)).parts

    assert (parts(Domain.JUDGMENTS)[Part.JUDGMENTS][both] > 0).all()
    assert (parts(Domain.TRAVEL)[Part.TRAVEL][both] > 0).all()
    authors = parts(Domain.COPYRIGHT)
    assert (authors[Part.WIDENING][both] > 0).all()
    # The larger of the two is the author of more than it reads.
    assert authors[Part.ROYALTIES][giver] * authors[Part.ROYALTIES][receiver] < 0
    aid = parts(Domain.AID)
    assert aid[Part.AID][giver] < 0 < aid[Part.AID][receiver]
    assert aid[Part.AID_POLITICS][giver] < 0 == aid[Part.AID_POLITICS][receiver]


def test_lower_tariffs_alone_leave_other_domains_alone(setting):
    world = setting.world
    pair = PAIRS[setting.scenario.id]
    cut = [Clause(domain="tariffs", giver=g, receiver=r, rate=0.0) for g, r in (pair, pair[::-1])]
    after = perform(setting.initial, cut, world.countries, world.sectors)
    found = why(world, setting.initial, after)
    for part, worth in found.parts.items():
        assert part in ECONOMY or not worth.any()
    assert (found.parts[Part.VOLUME][[world.index[code] for code in pair]] > 0).all()


def test_a_pair_s_score_says_what_its_gains_are_made_of(neighbours):
    world = neighbours.world
    pair = PAIRS["two-neighbours"]
    _, final = granted(neighbours, Domain.JUDGMENTS)
    found = score_pair(world, final, neighbours.initial, pair, Ledger())
    gains = sum(found.why.dollars(part) for part in Part)
    np.testing.assert_allclose(gains[[world.index[code] for code in pair]], found.gains, atol=1e-7)


def plain(billions):
    return f"${abs(billions) * 1000:.1f}m"


@pytest.mark.parametrize("seed", range(3))
def test_the_words_give_every_figure_that_counts_with_its_sign(setting, seed):
    world = setting.world
    found = why(world, setting.initial, random_conduct(world, seed))
    for k, code in enumerate(world.countries):
        said = sentences(found, code, plain)
        assert 1 <= len(said) <= 3
        text = " ".join(said)
        for part in Part:
            worth = float(found.dollars(part)[k])
            figure = f"{part} {'+' if worth > 0 else '−'}{plain(worth)}"
            told = figure.lower() in text.lower()
            assert told == (abs(worth) >= NOTHING)
        # A partner named has the largest share in what points the same way.
        for name, cell in (("terms of trade", "terms of trade"), ("volume of trade", "volume")):
            match = re.search(rf"{name} ([+−])\S+ a year, as [^(;.]*\(([+−])(\S+) with (\w+)", text,
                              re.IGNORECASE)  # fmt: skip
            if match:
                by = found.economy.cells()[cell][k].sum(axis=1) * world.income[k] / 100.0
                way = 1.0 if match[1] == "+" else -1.0
                best = int(np.argmax(by * way))
                assert match[2] == match[1]
                assert (match[4], match[3]) == (world.countries[best], plain(by[best]))


def test_words_name_countries_and_sectors_as_they_are_called(neighbours):
    world = neighbours.world
    found = why(world, neighbours.initial, neighbours.anchors.peace)
    names = {"MAR": "Marland", "SML": "Sund"}
    said = sentences(found, "SML", plain, names, {code: f"<{code}>" for code in world.sectors})
    assert "with Marland, above all in <" in said[0]


def test_no_change_is_said_to_be_none(neighbours):
    found = why(neighbours.world, neighbours.initial, neighbours.initial)
    assert sentences(found, "SML", plain) == (
        "No part of it comes to half a million dollars a year.",
    )
