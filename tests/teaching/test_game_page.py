"""The report of a game tells what its score and its rules say, and no text in it is markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest
from class_of_saves import Page, begin, finish

from negotiator.cli import main
from negotiator.diplomacy.conduct import perform, stack
from negotiator.game.moves import SetTariff
from negotiator.game.scores import current
from negotiator.game.session import Session
from negotiator.scenario import find, load
from negotiator.scoring.why import Part
from negotiator.teaching import deals
from negotiator.teaching.acts import Tag, tagged
from negotiator.teaching.figures import figures
from negotiator.teaching.game_page import game_page
from negotiator.teaching.instead import instead
from negotiator.teaching.markup import el, markdown, unbroken
from negotiator.teaching.played import Worlds, replayed
from negotiator.teaching.words import signed


@dataclass
class Told:
    found: object
    text: str
    page: Page


def hurried(played, base):
    """The game otherwise, with no time for it: test_instead.py has what it comes to."""
    return instead(played, base, seconds=0.0)


@pytest.fixture(scope="module")
def told(saves):
    worlds = Worlds()
    pages = {}
    for name, path in saves.items():
        found = figures(replayed(path, worlds), hurried)
        text = game_page(found)
        pages[name] = Told(found, text, Page(text))
    return pages


def test_the_report_stands_in_the_order_of_a_debrief(told):
    assert told["kept"].page.headings == [
        "Two neighbours: Sund",
        "With Marland",
        "One better deal for both",
        "Round by round",
        "Every clause, and what it was worth to both",
        "The dance of offers",
        "Zone of agreement",
        "The ledger",
        "Specific reciprocity: what is still owed",
        "Diffuse reciprocity: what each gave everyone over what it got",
        "The same game otherwise",
        "The same moves against other stances",
        "Moments where another move would have mattered",
        "Small against large",
        "Why each side gained or lost, over no deal",
        "Consumers, producers and revenue",
        "What really happened",
        "Questions for reflection",
        "Glossary",
    ]


def test_the_headline_is_that_of_the_game(told, saves):
    session = Session.resume(saves["kept"])
    score = current(session.setting, session.state)
    pair = score.pairs[0]
    joint = 100 * sum(pair.gains) / sum(pair.possible.joint.gains)
    assert score.headline in told["kept"].page.text
    assert f"{joint:.0f}%" in told["kept"].page.text
    assert 0 < joint <= 100.5


def test_no_deal_is_a_result_of_its_own(told):
    text = told["alone"].page.text
    assert "No deal" in text
    assert "a result of its own" in text
    assert not re.search(r"\b(won the|winner|you win)", text)
    assert "0%" in text


def test_the_better_deal_is_better_for_both_by_the_economy_itself(told):
    for name in ("broken", "alone"):
        found = told[name].found
        pair, setting = found.pairs[0], found.played.setting
        world = setting.world
        final = found.played.state.last.applied
        after = perform(pair.base, pair.better.clauses, world.countries, world.sectors)
        valued = world.value(stack([final, after]))
        dollars = valued.dollars(valued.payoff)
        rows = [world.index[code] for code in pair.score.pair]
        assert (dollars[1] > dollars[0])[rows].all()


def test_the_swap_leads_from_what_is_to_the_better_deal(told):
    """Every line done, and nothing is left to change."""
    found = told["broken"].found
    pair, setting = found.pairs[0], found.played.setting
    world = setting.world
    target = perform(pair.base, pair.better.clauses, world.countries, world.sectors)
    again = deals.swaps(setting, pair.score.pair, target, pair.base, pair.better)
    assert pair.swaps
    assert again == ()


def test_there_is_no_better_deal_at_the_frontier(told):
    pair = told["alone"].found.pairs[0]
    world, possible = told["alone"].found.played.setting.world, pair.score.possible
    assert deals.better(world, pair.base, possible, possible.joint.gains) is None
    better = deals.better(world, pair.base, possible, (0.0, 0.0))
    most = max(p.gains[0] * p.gains[1] for p in possible.frontier if min(p.gains) > 0)
    assert better.gains[0] * better.gains[1] >= most - 1e-9


def test_a_better_deal_between_two_known_ones_is_solved_for(told):
    """From a point just inside, between two neighbours of the frontier, none of the known helps."""
    found = told["alone"].found
    pair, world = found.pairs[0], found.played.setting.world
    possible = replace(pair.score.possible, frontier=(), kalai_smorodinsky=None, egalitarian=None)
    nash = pair.score.possible.nash.gains
    now = (nash[0] * 1.05, nash[1] * 0.9)
    better = deals.better(world, pair.base, possible, now)
    after = perform(pair.base, better.clauses, world.countries, world.sectors)
    gains = deals.measured(world, pair.score.pair, pair.base, [after])[0]
    np.testing.assert_allclose(gains, better.gains, atol=1e-6)
    assert (np.array(gains) > now).all()


def test_a_signed_offer_stands_where_the_round_after_it_did(told):
    pair = told["kept"].found.pairs[0]
    signed = [placed for placed in pair.dance if placed.made.signed]
    assert len(signed) == 1
    np.testing.assert_allclose(signed[0].gains, pair.course[1], atol=1e-9)
    np.testing.assert_allclose(pair.course[0], (0.0, 0.0), atol=1e-9)
    np.testing.assert_allclose(pair.course[-1], pair.score.gains, atol=1e-9)


def test_a_treaty_is_worth_together_what_the_ledger_says_that_both_did(told):
    """A treaty of two alone, in a calm first round: both changes of conduct are all there is."""
    found = told["kept"].found
    pair, setting = found.pairs[0], found.played.setting
    state = found.played.state
    valued = setting.world.value(stack([state.history[0].applied, state.history[1].applied]))
    change = np.diff(valued.dollars(valued.payoff), axis=0)[0]
    rows = [setting.world.index[code] for code in pair.score.pair]
    np.testing.assert_allclose(pair.clauses[0].together, change[rows], atol=1e-9)


def test_a_breach_is_tagged_and_told_with_its_cause(told):
    acts = {each.entry.round: each for each in told["broken"].found.acts if each.tag is Tag.BREACH}
    assert list(acts) == [2]
    assert "<i>a & b" in acts[2].cause
    assert "suspend" in acts[2].cause


def test_text_of_a_user_is_never_markup(told):
    assert "<i>a" not in told["broken"].text
    assert "&lt;i&gt;a &amp; b" in told["broken"].text
    assert "<i>a & b" in told["broken"].page.text


def test_a_scenario_cannot_write_html(tmp_path):
    evil = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    scenario = load(find("two-neighbours"))
    countries = tuple(
        country.model_copy(update={"name": f"{country.name}{evil}"})
        for country in scenario.countries
    )
    changed = scenario.model_copy(
        update={
            "title": evil, "aftermath": f"{evil}\n\n**bold** [x](javascript:alert(1))",
            "learn": (evil,), "countries": countries,
        }
    )  # fmt: skip
    session = finish(begin(tmp_path, "evil & <b>", changed))
    text = game_page(figures(replayed(session.log.path, Worlds())))
    page = Page(text)
    assert not {"script", "img", "b&gt;"} & {tag for tag, _ in page.tags}
    assert "javascript:" not in "".join(str(a.get("href")) for _, a in page.tags)
    assert 'alert("x")' in page.text


def test_who_has_the_gain_adds_up_to_it(told):
    """Consumers, wages, revenue and what is beyond trade, as the table of the page has them."""
    pair = told["kept"].found.pairs[0]
    world = told["kept"].found.played.setting.world
    why, shares = pair.score.why, pair.incidence
    beyond = [Part.EXTRADITION, Part.SECURITY, Part.AID_POLITICS, Part.LOBBY]
    both = shares.total + sum(why.dollars(part) for part in beyond)
    at = [world.index[code] for code in pair.score.pair]
    np.testing.assert_allclose(both[at], pair.score.gains, atol=1e-6)
    together = [row for row in told["kept"].page.rows if row[:1] == ["Together"]][-1]
    assert together == ["Together", *map(signed, pair.score.gains)]


def test_when_there_is_no_time_for_the_game_otherwise_it_says_so(told):
    assert "Time ran out: 0 of 6 games" in told["kept"].page.text
    assert "changed how the game ended" not in told["kept"].page.text
    assert "The same game otherwise" not in told["middle"].page.headings


def test_a_missed_logroll_is_told_with_what_each_would_have_given(told):
    """Of the lines of the swap that cost their giver and bring the other more."""
    pair = told["alone"].found.pairs[0]
    cheap = {
        swap.giver
        for swap in pair.swaps
        if swap.alone[pair.score.pair.index(swap.giver)] < 0 < sum(swap.alone)
    }
    assert cheap == {"SML", "MAR"}
    said = re.search(r"A logroll was missed: Sund gives (.+); and Marland", told["alone"].page.text)
    assert any(swap.what in said[1] for swap in pair.swaps if swap.giver == "SML")


def test_a_page_needs_no_network(told):
    for each in told.values():
        for tag, attributes in each.page.tags:
            assert tag not in ("script", "link", "img", "iframe")
            assert "src" not in attributes
        assert "url(" not in each.text
        assert "@import" not in each.text
        assert "default-src 'none'" in each.page.tags[3][1]["content"]


def test_a_game_in_its_middle_keeps_its_secrets(told):
    page = told["middle"].page
    assert "One better deal for both" not in page.headings
    assert "What really happened" not in page.headings
    assert "in round 2 of 6" in page.text


def test_markdown_of_scenarios():
    assert markdown("a **b** *c* `d`\n\n- x\n- <y>\n\n# T\nrest") == (
        "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>"
        "<ul><li>x</li><li>&lt;y&gt;</li></ul><h4>T</h4><p>rest</p>"
    )
    assert el("p", "a<b", title='"') == '<p title="&quot;">a&lt;b</p>'


def test_no_sum_is_broken_after_its_sign():
    drawn = el("svg", el("text", "−$1bn"))
    whole = unbroken(el("p", "lost −$5.5bn, got +$460m of $2bn", title="+$1bn") + drawn)
    assert whole == (
        '<p title="+$1bn">lost <span class="sum">−$5.5bn</span>,'
        ' got <span class="sum">+$460m</span> of $2bn</p><svg><text>−$1bn</text></svg>'
    )


def test_favours_and_penalties_are_read_in_order(tmp_path):
    """Marland repays like for like: what it does after ours is tagged as an answer."""
    session = begin(tmp_path, "war", seed=3)
    session.apply(SetTariff(receiver="MAR", rate=0.4, sectors=("Machines",)))
    finish(session)
    acts = tagged(session.setting, session.state)
    assert (acts[0].entry.giver, acts[0].tag) == ("SML", Tag.PENALTY)
    answer = next(each for each in acts if each.entry.giver == "MAR")
    assert answer.tag is Tag.RETALIATES
    assert "round 1" in answer.cause
    gift = begin(tmp_path, "gift", seed=3)
    gift.apply(SetTariff(receiver="MAR", rate=0.02, sectors=("Machines",)))
    finish(gift)
    acts = tagged(gift.setting, gift.state)
    assert (acts[0].entry.giver, acts[0].tag) == ("SML", Tag.GIFT)
    assert next(each for each in acts if each.entry.giver == "MAR").tag is Tag.REPAYS


def test_the_command_writes_the_page(saves, tmp_path, capsys):
    target = tmp_path / "one.html"
    assert main(["report", str(saves["alone"]), "-o", str(target), "--quick"]) == 0
    assert Page(target.read_text(encoding="utf-8")).headings[0] == "Two neighbours: Sund"
    assert str(target) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.jsonl", "-o", "x.html"], "nowhere.jsonl: cannot be read"),
        ([".", "-o", "x.html"], "no saves there"),
    ],
)
def test_what_is_no_save_is_said_in_a_line(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    assert main(["report", *arguments]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
