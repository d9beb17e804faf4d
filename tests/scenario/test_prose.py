"""The little Markdown of scenarios, against a reader of all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from negotiator.scenario import find, load
from negotiator.scenario.prose import Block, Span, blocks

SCENARIOS = [path.stem for path in find("two-neighbours").parent.glob("*.toml")]
_KINDS = {"heading_open": "heading", "paragraph_open": "paragraph"}


def theirs(text: str) -> list[tuple[str, str, list[tuple[str, bool, bool]]]]:
    """What markdown-it reads: kind, mark and words of every block."""
    found, marks = [], []
    kind = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            marks.append("•")
        elif token.type.endswith("list_close"):
            marks.pop()
        elif token.type == "list_item_open":
            marks[-1] = f"{token.info}{token.markup}" if token.info else "•"
        elif token.type in _KINDS:
            kind = _KINDS[token.type]
        elif token.type == "inline":
            bold = italic = False
            spans: list[tuple[str, bool, bool]] = []
            for child in token.children or ():
                if child.type in ("strong_open", "strong_close"):
                    bold = child.type == "strong_open"
                elif child.type in ("em_open", "em_close"):
                    italic = child.type == "em_open"
                else:
                    said = " " if child.type == "softbreak" else child.content
                    if said and spans and spans[-1][1:] == (bold, italic):
                        said = spans.pop()[0] + said
                    if said:
                        spans.append((said, bold, italic))
            found.append(("item", marks[-1], spans) if marks else (kind, "", spans))
    return found


def ours(text: str) -> list[tuple[str, str, list[tuple[str, bool, bool]]]]:
    found = []
    for block in blocks(text):
        spans: list[tuple[str, bool, bool]] = []
        for span in block.spans:
            said, bold, italic = span.text, "bold" in span.styles, "italic" in span.styles
            if spans and spans[-1][1:] == (bold, italic):
                said = spans.pop()[0] + said
            spans.append((said, bold, italic))
        found.append((block.kind, block.mark, spans))
    return found


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_reads_the_shipped_texts_as_markdown_is_read(name):
    scenario = load(find(name))
    told = [scenario.briefing, scenario.aftermath, *(c.briefing for c in scenario.countries)]
    for text in filter(None, told):
        assert ours(text) == theirs(text)


WRITTEN = """# What *you* want

A **free** hand,
at `0%`.
- one
- two, which
  goes on
3. third

[See](https://example.org/a) [b]<i>
"""


def test_each_kind_of_block_is_told_apart():
    assert list(blocks(WRITTEN)) == [
        Block("heading", (Span("What "), Span("you", ("italic",)), Span(" want"))),
        Block(
            "paragraph",
            (
                Span("A "), Span("free", ("bold",)), Span(" hand, at "), Span("0%", ("code",)),
                Span("."),
            ),
        ),
        Block("item", (Span("one"),), "•"),
        Block("item", (Span("two, which goes on"),), "•"),
        Block("item", (Span("third"),), "3."),
        Block(
            "paragraph", (Span("See", ("link",), "https://example.org/a"), Span(" [b]<i>"))
        ),
    ]  # fmt: skip


@given(st.text(alphabet="ab *#`-1.[]()\n<>"))
def test_no_text_is_refused_and_no_letter_lost(text):
    found = list(blocks(text))
    said = "".join(block.text for block in found)
    assert [c for c in said if c in "ab"] == [c for c in text if c in "ab"]
    assert all(block.spans or block.kind == "heading" for block in found)
