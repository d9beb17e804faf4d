"""A menu keeps only packages that two could choose, and loses none of these."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tables import table

from negotiator.counterparts.bargaining import best, evenly, mine_first, theirs_first
from negotiator.counterparts.deliberation import Deliberation
from negotiator.game.view import situation


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("wanted", [mine_first, theirs_first, evenly])
def test_the_best_of_what_is_kept_is_the_best_of_all(seed, wanted):
    setting, state = table(seed, player=None)
    for pair in (("A", "B"), ("B", "A")):
        mind = Deliberation(situation(setting, state, *pair))
        kept, every = mind.menu, replace(mind.menu, whole=True)
        assert every.mine.size == np.prod([len(group) for group in every.groups])
        assert every.stake == pytest.approx(max(np.abs(every.mine).max(), 1e-6), rel=1e-12)
        for ask in (0.0, 0.5 * mind.possible, mind.possible):
            found, wider = (best(mind.situation, m, wanted, ask=ask) for m in (kept, every))
            assert (found is None) == (wider is None)
            if found is not None and wider is not None:
                assert found.offer == wider.offer
                assert found.assessment.total == wider.assessment.total


def test_who_only_hears_weighs_as_who_could_answer():
    setting, state = table(3, player=None)
    mind = Deliberation(situation(setting, state, "A", "B"))
    bid = mind.bid()
    assert bid is not None
    assert mind.hearing().weigh(bid.offer) == mind.weigh(bid.offer)
