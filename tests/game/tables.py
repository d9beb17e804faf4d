"""Small worlds with random rules, tempers and histories at the table, a thousand of them cheap."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from negotiator.counterparts.acceptance import acceptance, acceptances
from negotiator.counterparts.stances import stance, stances
from negotiator.counterparts.tactics import tactic, tactics
from negotiator.diplomacy.conduct import Conduct, stack
from negotiator.diplomacy.levels import levels
from negotiator.diplomacy.ratification import Chamber
from negotiator.diplomacy.world import CALM, Valuation, World
from negotiator.game.state import RoundResult, State
from negotiator.game.view import scale
from negotiator.scenario.schema import Scenario
from negotiator.scenario.setting import Setting, compile_scenario

SHAPES = ((2, 2), (3, 2), (2, 3), (3, 3))
SECTORS = ("Food", "Cars", "Cloth")
WORLDS = 8


@dataclass(frozen=True, eq=False)
class Remembering(World):
    """A world that solves each conduct once: talks in it share their equilibria."""

    seen: dict[bytes, tuple] = field(default_factory=dict)

    def value(self, conduct, circumstances=CALM, start=None):
        one = conduct.tariff.ndim == 3
        rows = stack([conduct]) if one else conduct
        keys = [t.tobytes() + g.tobytes() for t, g in zip(rows.tariff, rows.grants, strict=True)]
        calm = circumstances is CALM
        new = [k for k, key in enumerate(keys) if key not in self.seen or not calm]
        if new:
            some = Conduct(rows.tariff[new], rows.grants[new])
            found = super().value(some, circumstances)
            values = (found.welfare, found.lobby, found.beyond, found.value_added)
            if not calm:
                return self._valuation(values, found.equilibrium, one)
            for k, row in zip(new, zip(*values, strict=True), strict=True):
                self.seen[keys[k]] = (*row, found.equilibrium)
        known = [self.seen[key] for key in keys]
        values = [np.stack(column) for column in zip(*(row[:4] for row in known), strict=True)]
        return self._valuation(values, known[0][4], one)

    def _valuation(self, values, equilibrium, one):
        some = [value[0] if one else value for value in values]
        return Valuation(*some, income=self.income, equilibrium=equilibrium)


def scenario(number: int) -> Scenario:
    """A small world: two or three countries of unlike size, two or three sectors."""
    rng = np.random.default_rng(number)
    n, s = SHAPES[number % len(SHAPES)]
    codes, sectors = "ABC"[:n], SECTORS[:s]
    pairs = [(a, b) for k, a in enumerate(codes) for b in codes[k + 1 :]]
    spending = rng.dirichlet(np.full(s, 4.0))
    countries = [
        {
            "code": code,
            "name": code,
            "playable": True,
            "stance": "tit-for-tat",
            "size": float(rng.choice([100.0, 300.0, 1000.0])),
            "strength": {each: float(rng.uniform(0.7, 1.5)) for each in sectors},
            "tariff": {each: float(rng.choice([0.0, 0.1, 0.2, 0.3])) for each in sectors},
            "interests": {"weights": {sectors[0]: float(rng.choice([0.0, 0.1]))}},
        }
        for code in codes
    ]
    return Scenario.model_validate(
        {
            "id": f"small-{number}",
            "title": "A small world",
            "summary": "",
            "briefing": "",
            "sources": [],
            "rounds": 12,
            "player": "A",
            "disagreement": "nash" if number % 3 == 2 else "today",
            "economy": {
                "kind": "gravity",
                "distances": [
                    {"between": pair, "is": float(rng.uniform(1.2, 2.5))} for pair in pairs
                ],
            },
            "sectors": [
                {"code": code, "theta": float(rng.uniform(3, 7)), "spending": float(share)}
                for code, share in zip(sectors, spending, strict=True)
            ],
            "countries": countries,
            "domains": {}
            if number % 2
            else {"travel": {"trade_cost": 0.01}, "judgments": {"trade_cost": 0.01}},
        }
    )


@cache
def ground(number: int) -> tuple[Setting, tuple[tuple[Conduct, object], ...]]:
    """A small world that remembers, and a few conducts in it with what states make of them."""
    setting = compile_scenario(scenario(number))
    anchors = setting.anchors
    setting = _with(setting, world=Remembering(**_fields(setting.world)))
    rng = np.random.default_rng(1000 + number)
    base = setting.initial
    conducts = [base]
    for _ in range(3):  # part of the way to war or to peace, each pair on its own
        way = rng.uniform(-1.0, 1.0, base.tariff.shape[:2])[:, :, None]
        end = np.where(way < 0, anchors.war.tariff, anchors.peace.tariff)
        mixed = base.tariff + np.abs(way) * (end - base.tariff)
        conducts.append(Conduct(np.round(mixed, 3), base.grants))
    anchored = scale(setting)
    return setting, tuple((each, levels(setting.world, each, anchored)) for each in conducts)


def _fields(world: World) -> dict:
    return {name: getattr(world, name) for name in ("economy", "sizes", "weights", "base")}


def _with(setting: Setting, **changes) -> Setting:
    changed = replace(setting, **changes)
    changed.__dict__["_anchors"] = setting.anchors  # the same world has the same anchors
    return changed


def table(seed: int, player: str | None = "A") -> tuple[Setting, State]:
    """A game somewhere in the middle, with rules, tempers and a history drawn by a seed."""
    rng = np.random.default_rng(seed)
    setting, conducts = ground(int(rng.integers(WORLDS)))
    codes = setting.world.countries
    counterparts = {code: _drawn(setting.counterparts[code], rng) for code in codes}
    if player is not None:
        own = np.random.default_rng([seed, 3])
        counterparts = {code: _tempered(each, own) for code, each in counterparts.items()}
    setting = _with(setting, counterparts=counterparts)
    conduct, found = conducts[rng.integers(len(conducts))]
    return setting, _middle(setting, player, seed, conduct, found, rng)


def _drawn(counterpart, rng):
    names, bids = sorted(stances()), sorted(tactics())
    protected = {SECTORS[1]: 0.2} if rng.random() < 0.3 else {}
    return replace(
        counterpart,
        stance=stance(str(rng.choice(names))),
        tactic=tactic(str(rng.choice(bids))),
        patience=int(rng.integers(2, 7)),
        chamber=Chamber(protected, float(rng.choice([0.1, 0.5]))),
        red_lines=("travel",) if rng.random() < 0.2 else (),
    )


def _tempered(counterpart, rng):
    """When it signs, how truly it speaks, how far back it remembers: as drawn."""
    signs = sorted(acceptances())
    return replace(
        counterpart,
        acceptance=acceptance(str(rng.choice(signs))),
        candour=float(rng.choice([0.0, 0.4, 0.8, 1.0])),
        memory=int(rng.integers(1, 5)) if rng.random() < 0.3 else None,
    )


def _middle(setting, player, seed, conduct, found, rng) -> State:
    """A state after a few rounds of random levels, the last of them those of the conduct."""
    n = len(setting.world.countries)
    nothing = np.zeros(n)
    past = [rng.uniform(0.0, 1.0, (n, n)) for _ in range(int(rng.integers(0, 6)))]
    history = []
    for number, raw in enumerate([*past, found.level]):
        seen = np.clip(raw, 0.0, 1.0)
        np.fill_diagonal(seen, 1.0)
        norm = float(seen[~np.eye(n, dtype=bool)].mean())
        history.append(
            RoundResult(number, conduct, nothing, nothing, seen, raw, found.worth, norm, ())
        )
    promised = rng.integers(0, 6, n)
    broken = rng.integers(0, promised + 1) * (rng.random(n) < 0.3)
    return State(
        player=player,
        seed=seed,
        mode="open",
        round=len(history),
        rounds=12,
        autonomous=conduct,
        opened=conduct,
        settled=np.where(np.eye(n, dtype=bool), 1.0, rng.uniform(0.0, 1.0, (n, n))),
        history=tuple(history),
        promised=tuple(map(float, promised)),
        kept=tuple(map(float, promised - broken)),
    )
