"""The glossary of a page: terms linked once, each link led to what it means."""

from __future__ import annotations

import pytest
from class_of_saves import Page

from negotiator.teaching.codex import entries
from negotiator.teaching.glossary import WORDS, explained
from negotiator.teaching.markup import el, page, table


def paged(*body) -> Page:
    return Page(page("A page", *explained(body)))


def links(found: Page) -> list[str]:
    return [str(at["href"]) for tag, at in found.tags if at.get("class") == "term"]


def test_every_word_has_its_entry():
    assert set(WORDS.values()) <= set(entries())


def test_a_term_is_linked_at_its_first_use_in_a_heading_a_card_or_a_table():
    found = paged(
        el("p", "Joint gain stands here too."),
        el("div", "Joint gain", el("b", "84%"), class_="card"),
        el("h3", "The dance of offers, and the joint gain"),
        table(("round", "trust"), [("1", "0.5")], (1,)),
    )
    assert links(found) == ["#term-joint-gain", "#term-dance-of-offers", "#term-trust"]
    targets = [at["id"] for tag, at in found.tags if tag == "dt"]
    assert {link[1:] for link in links(found)} <= set(targets)
    assert len(targets) == len(set(targets))
    assert found.headings == ["The dance of offers, and the joint gain", "Glossary"]


@pytest.mark.parametrize(
    ("heading", "linked"),
    [("<b>Trust</b>", 1), ("mistrust", 0), ("Trusting", 0), ("a&b: LEDGER", 1), ("Nashville", 0)],
)
def test_only_whole_words_are_terms_and_text_stays_text(heading, linked):
    found = paged(el("h2", heading))
    assert found.headings[0] == heading
    assert len(links(found)) == linked


def test_terms_in_the_text_are_explained_and_a_page_without_any_has_no_glossary():
    assert "Glossary" in paged(el("p", "A retaliation.")).headings
    assert paged(el("p", "Nothing of the kind.")).headings == []
