"""Games without a player: every country is governed by its counterpart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from negotiator.game.moves import EndRound
from negotiator.game.policy import describe
from negotiator.game.rules import apply, new_game
from negotiator.game.state import State
from negotiator.scenario.load import find, load
from negotiator.scenario.setting import Setting, compile_scenario


def simulate(setting: Setting, seed: int, rounds: int | None = None) -> State:
    """Play a scenario to its end with every country governed by its counterpart."""
    state = new_game(setting, None, seed, rounds=rounds)
    while not state.over:
        state = apply(setting, state, EndRound()).state
    return state


@dataclass(frozen=True, eq=False)
class Report:
    """A simulated game, for people (str) and for programs (as_dict)."""

    setting: Setting
    state: State

    def as_dict(self) -> dict[str, Any]:
        """For JSON: every round's payoffs, levels, news, deeds, and the treaties."""
        codes = self.setting.world.countries
        return {
            "scenario": self.setting.scenario.id,
            "seed": self.state.seed,
            "countries": list(codes),
            "rounds": [
                {
                    "round": result.number,
                    "payoff_percent": _by(codes, result.payoff),
                    "real_income_percent": _by(codes, result.real_income),
                    "levels": {a: _by(codes, result.levels[k]) for k, a in enumerate(codes)},
                    "norm": round(result.norm, 6),
                    "news": list(result.news),
                    "deeds": [
                        {"actor": d.actor, "target": d.target, "kind": d.kind, "text": d.text,
                         "cause": d.cause, "value_bn": round(d.value, 6)}
                        for d in result.deeds
                    ],
                }
                for result in self.state.history
            ],
            "treaties": [treaty.model_dump(mode="json") for treaty in self.state.treaties],
        }  # fmt: skip

    def __str__(self) -> str:
        codes = self.setting.world.countries
        head = f"{self.setting.scenario.title}, seed {self.state.seed}"
        lines = [head, "", "Real income over the base year, per cent:"]
        lines.append("round " + "".join(f"{code:>8}" for code in codes) + "    norm")
        for result in self.state.history:
            cells = "".join(f"{value:>8.2f}" for value in result.real_income)
            lines.append(f"{result.number:>5} {cells}{result.norm:>8.2f}")
        lines.append("")
        for result in self.state.history:
            lines += [f"Round {result.number}: {text}" for text in result.news]
            for deed in result.deeds:
                if deed.kind != "treaty":
                    lines.append(f"Round {result.number}: {deed.text}")
        for treaty in self.state.treaties:
            lines.append(f"Round {treaty.start}: treaty {treaty.id}")
            lines += [f"    {describe(self.setting, c)}" for c in treaty.offer.clauses]
        return "\n".join(lines)


def _by(codes: tuple[str, ...], values: Any) -> dict[str, float]:
    return {code: round(float(value), 6) for code, value in zip(codes, values, strict=True)}


def report(scenario: str, seed: int, rounds: int | None = None) -> Report:
    """Simulate a scenario by name or file."""
    setting = compile_scenario(load(find(scenario)))
    return Report(setting, simulate(setting, seed, rounds))
