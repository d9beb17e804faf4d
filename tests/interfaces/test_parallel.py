"""The environment for learners: PettingZoo's own tests, its rules, and rewards as we score."""

from __future__ import annotations

import copy
import importlib
import pickle
import sys

import numpy as np
import pytest

from negotiator.scenario import ScenarioError

pettingzoo = pytest.importorskip("pettingzoo")

from pettingzoo.test import api_test, parallel_api_test, parallel_seed_test  # noqa: E402
from pettingzoo.utils.conversions import parallel_to_aec  # noqa: E402

from negotiator.interfaces.parallel import parallel_env  # noqa: E402
from negotiator.interfaces.table import ACCEPT, FIRST_OFFER, OFFERS  # noqa: E402

#: Choices on tariffs, the first and the last level.
WAR, PEACE = 1, 11

TABLES = [
    {"scenario": "two-neighbours"},
    {"scenario": "two-neighbours", "governed": ["SML"], "reward": "dollars"},
    {"scenario": "two-neighbours", "treaty_rounds": 0, "events": False, "rounds": 20},
    {"scenario": "liberation-day-2025", "governed": ["CHE", "USA", "CHN"]},
]


@pytest.mark.parametrize("asked", TABLES)
def test_it_passes_the_api_test_of_pettingzoo(asked):
    parallel_api_test(parallel_env(**asked), num_cycles=40)


@pytest.mark.parametrize("asked", TABLES)
def test_it_passes_the_seed_test_of_pettingzoo(asked):
    parallel_seed_test(lambda: parallel_env(**asked), num_cycles=20)


@pytest.mark.filterwarnings("ignore::UserWarning")  # it would rather have agents named agent_0
def test_it_can_be_played_in_turns():
    api_test(parallel_to_aec(parallel_env()), num_cycles=20)


def offer(mine, yours):
    """The talk choice that offers a pair of levels."""
    [place] = np.flatnonzero(np.isclose(OFFERS, (mine, yours)).all(axis=1))
    return FIRST_OFFER + int(place)


def act(env, tariffs=0, talk=0, **grants):
    """An action toward the only other country."""
    domains = [str(each) for each in env.table.grants]
    return np.array([tariffs, *(grants.get(name, 0) for name in domains), talk])


def step(env, **actions):
    """A round in which those who are not named pass."""
    return env.step({agent: actions.get(agent, act(env)) for agent in env.agents})


def parts(env, mask):
    """A mask's parts by name."""
    names = ["tariffs", *(str(each) for each in env.table.grants), "talk"]
    return dict(zip(names, mask, strict=True))


@pytest.fixture
def env():
    found = parallel_env(events=False, rounds=30, reward="dollars", render_mode="ansi")
    found.reset(seed=1)
    return found


def test_who_does_nothing_gains_nothing_and_the_game_ends():
    env = parallel_env(events=False)
    env.reset(seed=1)
    for number in range(1, 7):
        _, rewards, ended, cut, _ = step(env)
        assert rewards == {"SML": pytest.approx(0, abs=1e-9), "MAR": pytest.approx(0, abs=1e-9)}
        assert set(ended.values()) == {number == 6}
        assert set(cut.values()) == {False}
    assert env.agents == []


def test_both_lose_a_tariff_war_and_both_gain_by_peace(env):
    _, war, _, _, _ = step(env, SML=act(env, WAR), MAR=act(env, WAR))
    assert max(war.values()) < 0
    _, peace, _, _, _ = step(env, SML=act(env, PEACE), MAR=act(env, PEACE))
    assert min(peace.values()) > 0


def test_levels_run_from_nash_to_efficient_tariffs(env):
    setting = env.table.setting
    for choice, end in ((WAR, setting.anchors.war), (PEACE, setting.anchors.peace)):
        step(env, SML=act(env, choice), MAR=act(env, choice))
        np.testing.assert_allclose(env.table.conduct(env._play).tariff, end.tariff, atol=1e-12)


def test_rewards_and_the_index_are_those_of_the_score(env):
    granted = {"travel": 1, "judgments": 1}
    observed, rewards, _, _, infos = step(
        env, SML=act(env, 9, **granted, extradition=1), MAR=act(env, 7, **granted, security=1)
    )
    score = env.score("SML", "MAR")
    assert tuple(rewards.values()) == pytest.approx(score.gains, abs=1e-6)
    assert infos["SML"]["mutual_benefit"] == pytest.approx(score.index, abs=1e-4)
    assert infos["SML"]["joint_gain_bn"] == pytest.approx(sum(score.gains), abs=1e-6)
    assert infos["MAR"]["gain_percent"] == pytest.approx(score.percent[1], abs=1e-6)
    seen = dict(zip(env.columns("SML"), observed["SML"]["observation"].tolist(), strict=True))
    assert seen["level toward MAR"] == pytest.approx(0.8)
    assert seen["level from MAR"] == pytest.approx(0.6)
    assert seen["gain of MAR"] == pytest.approx(score.percent[1], rel=1e-5)
    assert (seen["extradition for MAR"], seen["extradition from MAR"]) == (1.0, 0.0)
    assert (seen["security for MAR"], seen["security from MAR"]) == (0.0, 1.0)


def test_per_cents_and_dollars_are_of_the_same_gain():
    both = [parallel_env(events=False, reward=unit) for unit in ("percent", "dollars")]
    for env in both:
        env.reset(seed=1)
    percent, dollars = (step(env, SML=act(env, PEACE))[1] for env in both)
    world = both[0].table.setting.world
    for code, income in zip(world.countries, world.income, strict=True):
        assert dollars[code] == pytest.approx(percent[code] / 100 * income)


def test_the_mask_says_what_changes_something(env):
    observed, _ = env.reset(seed=1)
    mask = parts(env, observed["SML"]["action_mask"])
    assert mask["travel"].tolist() == [1, 1, 0]  # nothing is granted that could be withdrawn
    assert mask["talk"][ACCEPT] == 0
    assert mask["talk"][FIRST_OFFER:].all()
    observed = step(env, SML=act(env, 6, travel=1))[0]
    mask = parts(env, observed["SML"]["action_mask"])
    assert mask["travel"].tolist() == [1, 0, 1]
    assert np.flatnonzero(mask["tariffs"] == 0).tolist() == [6]


def test_an_offer_that_is_accepted_binds_both_for_its_rounds(env):
    observed = step(env, SML=act(env, talk=offer(0.8, 0.6)))[0]
    seen = dict(zip(env.columns("MAR"), observed["MAR"]["observation"].tolist(), strict=True))
    assert (seen["level that SML offers"], seen["level that SML asks for"]) == pytest.approx(
        (0.8, 0.6)
    )
    assert parts(env, observed["MAR"]["action_mask"])["talk"][ACCEPT] == 1
    observed, _, _, _, infos = step(env, MAR=act(env, talk=ACCEPT), SML=act(env, WAR))
    assert "bind themselves" in infos["SML"]["news"][-1]
    # The tariff war that one wished for in the same round does not get past its promise.
    levels = env._play.levels[-1]
    assert (levels[0, 1], levels[1, 0]) == pytest.approx((0.8, 0.6))
    for left in (2, 1):
        mask = parts(env, observed["SML"]["action_mask"])
        assert np.flatnonzero(mask["tariffs"]).tolist() == [0, 9, 10, 11]  # 0.8, 0.9, 1
        assert not mask["talk"][1:].any()
        seen = dict(zip(env.columns("SML"), observed["SML"]["observation"].tolist(), strict=True))
        assert seen["rounds of treaty with MAR"] == left
        assert seen["level bound from MAR"] == pytest.approx(0.6)
        observed = step(env, SML=act(env, WAR + 1))[0]  # below what it promised: a pass
        assert env._play.levels[-1][0, 1] == pytest.approx(0.8)
    observed = step(env)[0]  # the promise has run out, and its own policy was war
    assert env._play.levels[-1][0, 1] == pytest.approx(0.0)
    assert parts(env, observed["SML"]["action_mask"])["talk"][FIRST_OFFER:].all()


def test_an_offer_waits_for_one_round_only(env):
    step(env, SML=act(env, talk=offer(1.0, 1.0)))
    step(env)
    step(env, MAR=act(env, talk=ACCEPT))
    assert not env._play.left.any()


def test_a_majority_at_home_can_refuse(env):
    """Sund's parliament bears a loss of real income of at most 0.2%."""
    step(env, SML=act(env, WAR), MAR=act(env, PEACE))
    before = env._play.real_income[0]
    step(env, SML=act(env, talk=offer(1.0, 0.2)))
    _, _, _, _, infos = step(env, MAR=act(env, talk=ACCEPT))
    assert infos["MAR"]["news"] == ("The majority at home in Sund does not ratify.",)
    assert not env._play.left.any()
    step(env, SML=act(env, PEACE))
    assert env._play.real_income[0] < before - 0.2


@pytest.mark.parametrize("asked", TABLES)
def test_what_is_illegal_is_a_pass(asked):
    """Random acts, and the same with whatever the mask forbids replaced by 0."""
    wild, tame = parallel_env(**asked), parallel_env(**asked)
    wild.reset(seed=5)
    observed, _ = tame.reset(seed=5)
    rng = np.random.default_rng(6)
    refused = 0
    while tame.agents:
        acts = {a: rng.integers(0, wild.action_space(a).nvec) for a in wild.agents}
        masks = {a: observed[a]["action_mask"] for a in tame.agents}
        legal = {
            a: np.array([k if mask[k] else 0 for k, mask in zip(acts[a], masks[a], strict=True)])
            for a in tame.agents
        }
        refused += sum(int((acts[a] != legal[a]).sum()) for a in acts)
        one, (observed, *other) = wild.step(acts), tame.step(legal)
        assert one[1] == other[0]
        for agent, seen in one[0].items():
            np.testing.assert_array_equal(seen["observation"], observed[agent]["observation"])
    assert refused > 0


def test_counterparts_answer_in_kind():
    """Marland plays tit for tat: it falls as far as Sund fell, in the round after."""
    env = parallel_env(governed=["SML"], events=False)
    env.reset(seed=1)
    first = env._play.levels[0]
    step(env, SML=act(env, WAR))
    assert env._play.levels[-1][1, 0] == pytest.approx(first[1, 0])
    step(env, SML=act(env, PEACE))
    assert env._play.levels[-1][1, 0] == pytest.approx(max(first[1, 0] - first[0, 1], 0.0))
    step(env)
    assert env._play.levels[-1][1, 0] == pytest.approx(min(first[1, 0] + 1 - first[0, 1], 1.0))


@pytest.mark.parametrize(("mine", "yours", "signed"), [(1.0, 0.8, True), (0.0, 1.0, False)])
def test_a_counterpart_signs_at_once_what_it_gains_by(mine, yours, signed):
    env = parallel_env(governed=["SML"], events=False)
    env.reset(seed=1)
    step(env, SML=act(env, talk=offer(mine, yours)))
    assert bool(env._play.left.any()) == signed
    assert (env._play.gain[1] > 0) == signed


def test_every_observation_is_of_its_space():
    for asked in TABLES:
        env = parallel_env(**asked)
        observed, _ = env.reset(seed=3)
        for agent in env.agents:
            assert env.observation_space(agent).contains(observed[agent])
            assert len(set(env.columns(agent))) == len(observed[agent]["observation"])
        assert env.state().shape == (
            len(env.table.setting.world.countries) * len(env.columns(env.agents[0])),
        )


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda env: pickle.loads(pickle.dumps(env))])
def test_a_copy_in_the_midst_of_a_game_goes_on_alike(copied):
    env = parallel_env("liberation-day-2025", governed=["CHE", "USA"])
    env.reset(seed=3)
    rng = np.random.default_rng(3)
    acts = [{a: rng.integers(0, env.action_space(a).nvec) for a in env.agents} for _ in range(4)]
    env.step(acts[0])
    env.action_space("CHE").seed(3)
    other = copied(env)
    assert other.action_space("CHE").sample().tolist() == env.action_space("CHE").sample().tolist()
    for each in acts[1:]:
        one, two = env.step(each), other.step(each)
        assert one[1] == pytest.approx(two[1], abs=1e-9)
        np.testing.assert_allclose(one[0]["CHE"]["observation"], two[0]["CHE"]["observation"])


def test_seeds_follow_from_the_first():
    def games():
        env = parallel_env(rounds=40)
        for seed in (8, None):
            env.reset(seed=seed)
            while env.agents:
                yield step(env)[4]["SML"]["news"]

    first, again = list(games()), list(games())
    assert first == again
    assert first[:40] != first[40:]  # another game has other weather


def test_a_round_is_told_in_words(env):
    step(env, SML=act(env, PEACE, travel=1))
    told = env.render()
    assert "Two neighbours, round 1 of 30" in told
    assert "toward MAR: tariffs 0.0%, level 1.00, travel" in told
    assert parallel_env().render() is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"governed": ["SMAL"]}, "no country 'SMAL'; did you mean SML?"),
        ({"governed": ["SML", "SML"]}, "expected every code once"),
        ({"rounds": 0}, "rounds: 0; expected one or more"),
        ({"treaty_rounds": -1}, "treaty_rounds: -1; expected zero or more"),
        ({"reward": "dollar"}, "no reward 'dollar'; did you mean dollars?"),
        ({"render_mode": "human"}, "no render_mode 'human'; did you mean ansi?"),
        ({"scenario": "two-neighbors"}, "two-neighbours"),
    ],
)
def test_what_there_is_not_is_refused_in_a_line(asked, said):
    with pytest.raises(ScenarioError) as refused:
        parallel_env(**asked)
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_an_action_of_another_shape_is_refused_in_a_line(env):
    with pytest.raises(ScenarioError, match=r"action of SML: shape \(3,\); expected \(7,\)"):
        env.step({"SML": np.zeros(3, dtype=int)})
    with pytest.raises(ScenarioError, match="no agent in play 'CHE'"):
        env.step({"CHE": act(env)})


def test_without_pettingzoo_it_says_what_to_install(monkeypatch):
    monkeypatch.delitem(sys.modules, "negotiator.interfaces.parallel")
    monkeypatch.setitem(sys.modules, "pettingzoo", None)
    with pytest.raises(ImportError, match=r"pip install 'negotiator\[pettingzoo\]'"):
        importlib.import_module("negotiator.interfaces.parallel")
