"""Cooperation, promises kept, the world's norm and balances, by the record and the ledger."""

from __future__ import annotations

from negotiator.counterparts.lookup import CounterpartError
from negotiator.diplomacy.ledger import Act, Entry
from negotiator.diplomacy.money import NOTHING
from negotiator.game.origins.split import Split, Term, Unit
from negotiator.game.policy import BREACH_WEIGHT
from negotiator.game.state import State
from negotiator.game.view import record
from negotiator.game.words import capital
from negotiator.scenario.setting import Setting

#: Rounds of a record that are listed.
_ROUNDS = 10


def cooperation(setting: Setting, state: State, code: str, me: str) -> tuple[Split, ...]:
    """How well a country treats another: its level of cooperation, and the record behind it.

    A level is what conduct is worth to the other, between Nash tariffs and efficient ones
    (`diplomacy.levels`). Its rule, and what it will do by it, are told in the open mode alone.
    """
    j, i = setting.world.index[code], setting.world.index[me]
    last, whom = state.last, setting.names[code]
    worth, raw = float(last.worth[j, i]), float(last.raw_levels[j, i])
    level = float(last.levels[j, i])
    said = ["Beyond either end it counts as the end."] if raw != level else []
    terms = (
        Term("its conduct", raw * worth, "to us, over tariffs of war", Unit.DOLLARS),
        Term("the full range", worth, "up to tariffs best for both", Unit.SIZE),
    )
    scale = Split(
        f"Cooperation: how {whom} treats us",
        terms,
        level,
        Unit.LEVEL,
        adds=False,
        label="One over the other",
        about="0 as in a tariff war, 1 as well as can be.",
        told=tuple(said),
    )
    rounds = tuple(
        Term(
            f"round {each.number}" if each.number else "opening",
            float(each.levels[j, i]),
            f"ours toward it {float(each.levels[i, j]):.2f}{_causes(state, each.number, code, me)}",
        )
        for each in state.history[-_ROUNDS:]
    )
    past = Split("Round by round", rounds, level, Unit.LEVEL, adds=False, label="")
    return (scale, past, *_rule(setting, state, code, me), *balance(setting, state, me, code))


def _causes(state: State, number: int, code: str, me: str) -> str:
    """Why it did what it did in a round, as it said then."""
    deeds = next(each for each in state.history if each.number == number).deeds
    said = [d.cause for d in deeds if (d.actor, d.target) == (code, me) and d.cause]
    return f". {said[0]}" if said else ""


def _rule(setting: Setting, state: State, code: str, me: str) -> tuple[Split, ...]:
    """Its rule, and its next level by it; only where all is open."""
    if state.mode != "open" or state.over:
        return ()
    rule, seen = setting.counterparts[code].toward(me), record(setting, state, code, me)
    said = [f"{rule.title}: {rule.rule}"]
    if not rule.stochastic:
        try:
            said.append(rule.because(seen, rule.level(seen)))
        except CounterpartError as error:
            said.append(str(error))  # a slip of a stance from elsewhere
    return (Split("Its rule", (), 0.0, adds=False, label="", told=tuple(said)),)


def balance(setting: Setting, state: State, me: str, code: str) -> tuple[Split, ...]:
    """What one gave another less what it got, by the entries of the ledger."""
    ledger = state.ledger
    gave, got = ledger.between(me, code), ledger.between(code, me)
    terms = [
        *((e.round, Term(f"round {e.round}: we", e.intended, _entry(e))) for e in gave),
        *((e.round, Term(f"round {e.round}: they", -e.intended, _entry(e))) for e in got),
    ]
    owed = ledger.balance(me, code)
    more = "They are in our debt." if owed > NOTHING else "We are in theirs."
    return (
        Split(
            f"The ledger with {setting.names[code]}",
            tuple(term for _, term in sorted(terms, key=lambda each: each[0])),
            owed,
            label="Balance",
            about="What we gave (+) less what they gave (−), each at its value to the other.",
            told=(more,) if abs(owed) > NOTHING else ("Nothing is owed.",),
        ),
    )


def _entry(entry: Entry) -> str:
    """An entry in a few words."""
    about = f"{entry.act.value} in {entry.domain.value}"
    return f"{about}: {entry.text}" if entry.text else about


def promises(setting: Setting, state: State, code: str) -> tuple[Split, ...]:
    """The share of promises kept, and which were broken."""
    k = setting.world.index[code]
    broken = [
        f"Round {e.round}: {capital(setting.names[e.receiver])} saw it broken: {e.text}"
        for e in state.ledger.entries
        if e.giver == code and e.act is Act.BREACH
    ]
    kept, due = state.kept[k], state.promised[k]
    return (
        Split(
            "Promises kept",
            (
                Term("kept", kept, "each round, once for every country and domain", Unit.COUNT),
                Term("fell due", due, f"a broken one counts as {BREACH_WEIGHT:.0f}", Unit.COUNT),
            ),
            state.reliability[k],
            Unit.SHARE,
            adds=False,
            label="Kept of due",
            told=tuple(broken) or ("None was broken.",),
        ),
    )


def norm(setting: Setting, state: State) -> tuple[Split, ...]:
    """The mean level of cooperation, by who shows it."""
    codes = setting.world.countries
    shown = (state.last.levels.sum(axis=1) - 1.0) / (len(codes) - 1)  # toward oneself it is 1
    terms = [Term(setting.titles[code], float(shown[k])) for k, code in enumerate(codes)]
    return (
        Split(
            "The world's norm",
            tuple(sorted(terms, key=lambda term: -term.value)),
            state.last.norm,
            Unit.LEVEL,
            adds=False,
            label="The mean",
            about="How every country treats the others: 0 as in a tariff war, 1 as well as can be.",
        ),
    )
