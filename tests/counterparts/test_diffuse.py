"""Diffuse reciprocity reads a state's conduct toward everyone."""

from __future__ import annotations

from negotiator.counterparts.record import Community, Record
from negotiator.counterparts.stances import stance

RULE = stance("diffuse")
ME, PARTNER = 0, 1


def seen(*conduct: dict[tuple[int, int], float], others: float = 0.8, kept: float = 1.0) -> Record:
    """A record among five states: all at the level `others`, but for what is written out."""
    rounds = tuple(
        tuple(
            tuple(1.0 if g == r else acts.get((g, r), others) for r in range(5)) for g in range(5)
        )
        for acts in conduct
    )
    return Record(
        tuple(each[ME][PARTNER] for each in rounds),
        tuple(each[PARTNER][ME] for each in rounds),
        start=(0.8, 0.8),
        community=Community(rounds, ME, PARTNER, (1.0, kept, 1.0, 1.0, 1.0)),
    )


def to_all(level: float, *, but: dict[int, float] | None = None) -> dict[tuple[int, int], float]:
    """The partner's acts: one level to everyone, but for some."""
    return {(PARTNER, r): (but or {}).get(r, level) for r in range(5) if r != PARTNER}


def test_gives_on_to_who_is_good_to_others_and_less_good_to_me() -> None:
    record = seen(*[to_all(0.9, but={ME: 0.3})] * 6)
    assert RULE.level(record) == 0.8
    assert RULE.tolerates(record) > 0
    assert RULE.red_line(record) is None


def test_shuns_who_is_good_to_me_and_bad_to_others() -> None:
    record = seen(*[to_all(0.1, but={ME: 0.8})] * 6)
    assert RULE.level(record) == 0.0
    assert RULE.tolerates(record) == 0.0
    assert (
        RULE.red_line(record) == "We make no concessions to a state that treats others as you do."
    )


def test_bears_one_bad_round_but_not_a_habit() -> None:
    assert RULE.level(seen(to_all(0.1))) == 0.8
    assert RULE.level(seen(*[to_all(0.1)] * 3)) == 0.0


def test_readmits_after_good_conduct() -> None:
    shunned = [to_all(0.0)] * 4
    assert RULE.level(seen(*shunned)) == 0.0
    assert RULE.level(seen(*shunned, *[to_all(0.9)] * 3)) >= 0.8


def test_shuns_who_breaks_promises_whatever_its_tariffs() -> None:
    record = seen(*[to_all(1.0)] * 4, kept=0.5)
    assert RULE.level(record) == 0.0
    assert RULE.red_line(record) == "We make no concessions to a state that breaks its promises."
    assert RULE.because(record, 0.0) == (
        "You have kept 50% of your promises; we keep our distance, at 0.00."
    )


def test_the_norm_is_the_communitys() -> None:
    """What is far below the norm of an open world is in line in a closed one."""
    conduct = [to_all(0.35)] * 6
    assert RULE.level(seen(*conduct, others=0.9)) == 0.0
    assert RULE.level(seen(*conduct, others=0.4)) >= 0.8


def test_a_community_of_defectors_is_no_norm() -> None:
    war = {(g, r): 0.0 for g in range(5) for r in range(5)}
    assert RULE.level(seen(*[war] * 4)) == 0.0
