"""The report of a round."""

from __future__ import annotations

from types import SimpleNamespace

from negotiator.game.autoplay import Report, simulate
from negotiator.game.chance import circumstances
from negotiator.scenario import compile_scenario, find, load
from negotiator.ui.screens.results import luck


def test_what_befell_the_world_is_told_as_luck_and_that_it_has_passed():
    setting = compile_scenario(load(find("liberation-day-2025")))
    crisis = "A security crisis strikes"
    befallen = ((seed, circumstances(setting, seed, 1)[1]) for seed in range(1000))
    seed = next(seed for seed, news in befallen if any(crisis in text for text in news))
    state = simulate(setting, seed, 1)
    told = luck(state.history[1], state.history[0])
    assert any(crisis in text for text in told)
    assert "out of the score" in told[-1]
    calm = SimpleNamespace(news=(), number=2)
    [over] = luck(calm, state.history[1])
    assert over.startswith("Last round's is over")
    assert crisis in over
    assert luck(calm, calm) == []
    assert f"Round 1: {crisis}" in str(Report(setting, state))
