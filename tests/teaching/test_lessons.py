"""Lessons are taken to their end by scripted players; a log goes on wherever it is cut."""

from __future__ import annotations

import numpy as np
import pytest
from lesson_player import give

from negotiator.game.chained import SaveError
from negotiator.game.session import Session
from negotiator.scenario import load
from negotiator.teaching.lessons.catalogue import lessons
from negotiator.teaching.lessons.course import Course, standings
from negotiator.teaching.lessons.duel import OPEN, RAISED, earned, length
from negotiator.teaching.lessons.script import Check, Duel, Lesson, Predict, Say
from negotiator.teaching.lessons.taken import LessonError, Taken
from negotiator.teaching.lessons.worlds import small_world, world_file

NUMBERS = [lesson.number for lesson in lessons()]

SMALL = Lesson(
    number=0,
    slug="small",
    title="Small",
    idea="",
    aim="",
    reached=lambda taken: earned(taken.rounds("duel"))[0] > 0,
    minutes=(1, 2),
    parts=(
        Say("Two coasts."),
        Predict(
            "guess",
            "What does it do?",
            ("stays open", "raises"),
            "duel",
            lambda taken: int(taken.rounds("duel")[1].levels[1] == RAISED),
        ),
        Duel("duel", "Now.", "tit-for-tat"),
        Check("Who?", ("a", "b"), 1, "It was b."),
    ),
    learnt=(),
)


def test_tit_for_tat_answers_in_the_next_round_and_pays_as_the_economy_has_it():
    taken = Taken(SMALL, 3).then("on").then("chose", 1)
    for level in (OPEN, RAISED, OPEN):
        taken = taken.then("round", level)
    played = taken.rounds("duel")
    assert [r.levels for r in played] == [(1.0, 1.0), (0.0, 1.0), (1.0, 0.0)]
    small = small_world("two-coasts")
    pair = small.pair
    valued = pair.world.value(pair.conduct(np.ones((1, 2))))
    peace = valued.payoff[0, pair.seats]
    war = pair.world.value(pair.conduct(np.zeros((1, 2)))).payoff[0, pair.seats]
    # To the tenth that is shown, so that sums agree with it.
    assert played[0].gains == pytest.approx((peace - war) / 100 * pair.income, abs=0.05 + 1e-9)
    assert played[1].gains == pytest.approx(played[2].gains[::-1], abs=1e-6)  # of one size
    assert [r.tariffs[0] for r in played] == [0.0, small.tariffs[0], 0.0]


def test_the_length_of_a_duel_follows_from_the_seed_and_varies_with_it():
    duel = SMALL.parts[2]
    lengths = {length(duel, seed) for seed in range(60)}
    assert lengths == set(range(duel.rounds[0], duel.rounds[1] + 1))


def test_a_misread_act_is_what_both_remember():
    watched = Duel("w", "", "tit-for-tat", mine="tit-for-tat", slips=((2, 1),))
    lesson = Lesson(0, "w", "", "", "", lambda taken: True, (1, 1), (watched,), ())
    taken = Taken(lesson, 1)
    for _ in range(5):
        taken = taken.then("round")
    # By hand: both cooperate; the other's slip; then each answers the other in turn.
    assert [r.levels for r in taken.rounds("w")] == [(1, 1), (1, 0), (0, 1), (1, 0), (0, 1)]
    assert [r.misread for r in taken.rounds("w")] == [(False, k == 1) for k in range(5)]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("chose", 1, "expected on"),
        ("on", 3, "not one of its values"),
        ("what", None, "expected on"),
    ],
)
def test_what_a_step_has_no_place_for_is_told_in_a_line(kind, value, said):
    with pytest.raises(LessonError, match=said) as refused:
        Taken(SMALL, 1).then(kind, value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("level", [OPEN, RAISED])
def test_every_lesson_can_be_taken_to_its_end(number, level):
    lesson = lessons()[NUMBERS.index(number)]
    taken = Taken(lesson, 7)
    while not taken.done:
        taken = give(taken, level)
    assert taken.guesses() == taken.guesses(
        tuple(step for step in lesson.steps if isinstance(step, Predict))
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_a_log_cut_anywhere_goes_on(number, tmp_path):
    lesson = lessons()[NUMBERS.index(number)]
    course = Course.start(lesson, 11, tmp_path)
    states = [course.taken]
    while not course.taken.done:
        after = give(course.taken)
        entries = after.given[course.taken.place]
        course.give(*entries[-1])
        assert course.taken == after
        states.append(after)
    whole = course.chain.path.read_bytes()
    ends = [k + 1 for k, byte in enumerate(whole) if byte == ord("\n")]
    assert len(ends) == len(states)
    other = tmp_path / f"lesson-{number}-{lesson.slug}-2.jsonl"
    for k in range(0, len(states), 3):
        for torn in (0, 5):
            other.write_bytes(whole[: ends[k] + torn] if k + 1 < len(ends) else whole)
            again = Course.resume(other)
            assert again.taken == states[k]
            assert bool(again.notice) == (torn > 0 and k + 1 < len(ends))


def test_a_bad_log_is_one_line(tmp_path):
    lesson = lessons()[0]
    course = Course.start(lesson, 1, tmp_path)
    course.give("on")
    path = course.chain.path
    whole = path.read_bytes()
    course.chain.append({"chose": 99})
    cases = {
        whole.replace(b'"on":null', b'"on":true'): r":2: this line was changed",
        whole.replace(b'"seed":1', b'"seed":2'): r":1: not the log of a lesson",
        path.read_bytes(): r":3: ",
        b"": "not the log of a lesson",
    }
    for content, said in cases.items():
        path.write_bytes(content)
        with pytest.raises(SaveError, match=said) as refused:
            Course.resume(path)
        assert "\n" not in str(refused.value)


def test_a_lesson_that_has_changed_since_is_not_gone_on_with(tmp_path, monkeypatch):
    path = Course.start(lessons()[0], 1, tmp_path).chain.path
    monkeypatch.setattr(Lesson, "shape", "another")
    with pytest.raises(SaveError, match="has changed since"):
        Course.resume(path)


def test_the_list_says_how_far_each_lesson_is(tmp_path):
    lesson = lessons()[0]
    first = standings(tmp_path)[0]
    assert (first.path, first.finished, first.share) == (None, False, 0.0)
    course = Course.start(lesson, 1, tmp_path)
    course.give("on")
    found = standings(tmp_path)[0]
    assert found.finished == course.taken.done
    assert (found.path == course.chain.path) == (not course.taken.done)
    damaged = tmp_path / f"lesson-1-{lesson.slug}-7.jsonl"
    damaged.write_bytes(b"\x00")
    found = standings(tmp_path)[0]
    assert found.path is None
    assert found.fault.startswith(f"{damaged}:1: not the log of a lesson")


@pytest.mark.parametrize("number", NUMBERS)
def test_no_two_parts_share_a_name_and_every_guess_has_its_result_after_it(number):
    lesson = lessons()[NUMBERS.index(number)]
    names = [step.name for step in lesson.steps if hasattr(step, "name")]
    assert len(set(names)) == len(names)
    for guess in (step for step in lesson.steps if isinstance(step, Predict)):
        assert names.index(guess.after) > names.index(guess.name)
        assert len(guess.choices) <= 6  # digits choose


def test_a_game_of_a_lesson_does_not_tell_how_many_rounds_there_are():
    session = Session.start(load(world_file("two-wants")), "BRA", 1)
    assert session.length == " of 3"
    session.aim = "A treaty"
    assert session.length == ""
