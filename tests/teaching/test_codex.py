"""The codex: every word of the screens has an entry, and every entry holds together."""

from __future__ import annotations

import unicodedata

import pytest

from negotiator.cli import main
from negotiator.teaching.codex import CodexError, described, entries, find, search, themes
from negotiator.teaching.codex.book import WIDTH

ENTRIES = entries().values()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_an_entry_is_short_has_a_picture_and_leads_on(entry):
    assert 2 <= len(entry.paragraphs) <= 3
    assert len(" ".join(entry.paragraphs)) < 620, "a few lines, not a page"
    assert max(map(len, entry.picture)) <= WIDTH
    assert 2 <= len(entry.picture) <= 12
    assert len(entry.alt) > 15
    assert entry.key not in entry.see
    assert set(entry.see) <= set(entries())


def test_pictures_are_as_wide_as_they_have_characters():
    """No wide, combining or control characters: columns line up in every terminal."""
    for entry in ENTRIES:
        for line in entry.picture:
            assert all(unicodedata.east_asian_width(each) not in "WF" for each in line), entry.key
            assert all(unicodedata.category(each)[0] not in "CM" for each in line), entry.key


def test_no_text_has_markup_that_would_be_shown():
    for entry in ENTRIES:
        told = " ".join((entry.title, *entry.names, *entry.paragraphs, entry.caption))
        assert not any(mark in told for mark in ("`", "**", "[/")), entry.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("zopa", "zopa"), ("BATNA", "disagreement-point"), ("Nash tariffs", "nash-tariffs"),
        ("nash-tariff", "nash-tariffs"), ("Kalai Smorodinsky", "kalai-smorodinsky"),
        ("most favoured nation", "mfn"), ("Tariffs", "tariff"), ("swiss formula", "formula-cut"),
    ],
)  # fmt: skip
def test_a_term_is_found_by_any_of_its_names(name, key):
    assert find(name).key == key


@pytest.mark.parametrize(
    ("slip", "near"), [("zoppa", "zopa"), ("nash tarifs", "nash tariffs"), ("fron", "frontier")]
)
def test_a_slip_is_told_the_nearest(slip, near, capsys):
    with pytest.raises(CodexError, match=f"did you mean {near}"):
        find(slip)
    assert main(["codex", *slip.split()]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_what_is_like_nothing_is_sent_to_the_list():
    with pytest.raises(CodexError, match="negotiator codex"):
        find("qqqqqq")


def test_a_search_puts_names_that_begin_so_first():
    assert [entry.key for entry in search("nash")][:2] == ["nash-solution", "nash-tariffs"]
    assert "optimal-tariff" in [entry.key for entry in search("gros 1987 tariff")] or search("gros")
    assert search("qqqqqq") == ()
    assert len(search("  ")) == len(ENTRIES)


def test_the_command_lists_by_theme_and_describes_one(capsys):
    assert main(["codex"]) == 0
    told = capsys.readouterr().out
    assert all(theme in told for theme in themes())
    # Titles may be wrapped.
    assert all(entry.title in " ".join(told.split()) for entry in ENTRIES)
    assert main(["codex", "pareto", "frontier"]) == 0
    told = capsys.readouterr().out
    assert told == described("frontier") + "\n"
    assert max(map(len, told.splitlines())) <= 78
