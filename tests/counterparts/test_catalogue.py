"""`negotiator counterparts` lists and tells everything."""

from __future__ import annotations

import re

import pytest

from negotiator.counterparts.acceptance import acceptances
from negotiator.counterparts.catalogue import UnknownCounterpartError, describe, listing
from negotiator.counterparts.personalities import personalities
from negotiator.counterparts.stances import stances
from negotiator.counterparts.tactics import tactics
from negotiator.counterparts.voice import voices

EVERYTHING = [*stances(), *tactics(), *acceptances(), *voices(), *personalities()]


def test_the_issue_s_stances_and_tactics_are_all_there() -> None:
    assert set(stances()) >= {
        "always-cooperate",
        "always-defect",
        "tit-for-tat",
        "generous-tit-for-tat",
        "tit-for-two-tats",
        "grim-trigger",
        "pavlov",
        "suspicious-tit-for-tat",
        "two-tits-for-tat",
        "contrite-tit-for-tat",
        "gradual",
        "soft-grim",
        "soft-majority",
        "hard-majority",
        "firm-but-fair",
        "omega-tit-for-tat",
        "adaptive-tit-for-tat",
        "extortion",
        "generous-line",
        "set-the-score",
        "forgiver",
        "prober",
        "random",
        "anti-tit-for-tat",
        "bully",
        "equal-value",
        "diffuse",
    }
    assert set(tactics()) >= {
        "boulware",
        "linear",
        "conceder",
        "relative-tit-for-tat",
        "random-tit-for-tat",
        "averaged-tit-for-tat",
        "tit-for-tat-concessions",
        "exchanges-left",
        "number-of-partners",
        "time-per-partner",
        "micro",
        "hardheaded",
        "logroller",
    }
    assert set(acceptances()) >= {"next", "constant", "combined"}
    assert set(personalities()) == {"statesman", "merchant", "lawyer", "hawk", "neighbour"}


def test_no_name_stands_for_two_things() -> None:
    assert len(set(EVERYTHING)) == len(EVERYTHING)


def test_the_listing_has_all_names_and_fits_a_terminal() -> None:
    lines = listing().splitlines()
    named = {line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "}
    assert named == set(EVERYTHING)
    assert max(map(len, lines)) < 80


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_fits_a_terminal(name: str) -> None:
    assert max(map(len, describe(name).splitlines())) < 80


def test_a_page_tells_rule_source_memory_chance_and_parameters() -> None:
    page = " ".join(describe("generous-tit-for-tat").split())
    for part in (
        "forgives one penalty in three",
        "GTFT",
        "Nowak and Sigmund, Nature 355, 1992",
        "the last round",
        "plays a part",
        "forgives = 0.333",
    ):
        assert part in page
    assert "Memory none" in " ".join(describe("always-defect").split())
    assert "Memory all rounds" in " ".join(describe("grim-trigger").split())


@pytest.mark.parametrize("cls", [*stances().values(), *tactics().values(), *acceptances().values()])
def test_everything_cites_its_source(cls: type) -> None:
    assert any(year in cls.reference for year in ("19", "20"))  # type: ignore[attr-defined]
    assert len(cls.__doc__ or "") > 60
    assert cls.rule.endswith(".")  # type: ignore[attr-defined]


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(UnknownCounterpartError, match="did you mean grim-trigger"):
        describe("grim-triger")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tft", "Tit for tat (tit-for-tat)"), ("Tit for Tat", "Tit for tat (tit-for-tat)"),
        ("CTFT", "Contrite tit for tat"), ("grim", "Grim trigger"), ("MiCRO", "MiCRO (micro)"),
    ],
)  # fmt: skip
def test_one_is_found_by_what_it_is_known_as(name, title):
    assert describe(name).startswith(title)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gri", "did you mean grim-trigger?"),
        ("behaviour-dependent", "known relative-tit-for-tat, random-tit-for-tat"),
        ("qqqq", "`negotiator counterparts` lists all"),
    ],
)
def test_a_name_of_none_or_of_several_is_told_in_a_line(name, said):
    with pytest.raises(UnknownCounterpartError, match=said.replace("?", r"\?")) as told:
        describe(name)
    assert "\n" not in str(told.value)


def test_no_text_of_the_catalogue_has_marks_that_would_be_shown():
    for name in (*stances(), *tactics()):
        assert not re.search(r"\*\w|`\w*\*", describe(name)), name
