"""What the debrief says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.money import money
from negotiator.ui.text import MUTED, lines, styled

if TYPE_CHECKING:
    from negotiator.game.state import State
    from negotiator.scenario.setting import Setting
    from negotiator.scoring.score import PairScore


def unmasked(setting: Setting, state: State) -> Content:
    """Who the counterparts are, and how well they were guessed and foreseen.

    Their rules are told once the game is over, or where all is open.
    """
    from negotiator.game.forecasts import guessed
    from negotiator.teaching.guesses import foreseen, judged, words

    found = judged(setting, state) if state.over else ()
    guesses = {each.country: words(each) for each in found}
    answers = {each.partner: each for each in foreseen(state)}
    rows: list[Content] = []
    for code, each in setting.counterparts.items():
        if code == state.player:
            continue
        rule, guess = each.toward(str(state.player)), guessed(state, code)
        rows.append(styled(setting.titles[code], "bold"))
        if state.over or state.mode == "open":
            rows += [
                styled(f"   {rule.title} × {each.tactic.title}"),
                styled(f"   {rule.rule} {each.tactic.rule} {each.acceptance.rule}", MUTED),
                *(styled(f"   {habit}", MUTED) for habit in each.habits),
            ]
        else:
            rows.append(styled("   Its rule is told when the game is over.", MUTED))
        if guess is not None and not state.over:
            rows.append(styled(f"   You take it for {guess}.", MUTED))
        rows += [styled(f"   {said}", "$accent") for said in guesses.get(code, [])]
        if code in answers:
            told = f"Of its answers you foresaw {answers[code].right} of {answers[code].answered}."
            rows.append(styled(f"   {told}", "$accent"))
    return lines(*rows)


def more(balance: float) -> str:
    """How much more or less was given than got."""
    if abs(balance) < 5e-4:
        return "as much as we got"
    return f"{money(balance)} a year {'more' if balance > 0 else 'less'} than we got"


def meaning(index: float) -> str:
    """The index in words."""
    if index < 0.5:
        return "somebody is no better off"
    if index < 40:
        return "all gained, and far less than they could have"
    if index < 80:
        return "all gained, and could have gained more"
    return "about as good as it gets for all of you"


def why(setting: Setting, pair: PairScore, code: str) -> list[Content]:
    """Why one of a pair gained or lost, in sentences."""
    from negotiator.scoring.why import sentences

    whom = "us" if code == pair.pair[0] else setting.names[code]
    sectors = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
    said = sentences(pair.why, code, money, setting.names, sectors)
    return [styled(f"  Why, for {whom}", "bold"), *(styled(f"  {each}") for each in said)]
