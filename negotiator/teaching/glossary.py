"""A glossary at the end of a page, of the terms that it uses, and links to it from their first use.

Terms are linked where a reader looks for them: in headings, heads of tables and cards. No script is
needed, and on paper the glossary stands at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from negotiator.teaching.codex import Entry, entries
from negotiator.teaching.markup import Html, el, join

#: By the words of a page: the entry of the codex that explains them.
WORDS = {
    "aid": "aid",
    "breach": "breach",
    "clause": "clause",
    "copyright": "copyright",
    "cost of trade": "trade-cost",
    "dance of offers": "dance-of-offers",
    "diffuse reciprocity": "diffuse-reciprocity",
    "disagreement point": "disagreement-point",
    "disagreement points": "disagreement-point",
    "efficiency": "efficiency",
    "egalitarian": "egalitarian",
    "fairness": "fairness",
    "frontier": "pareto-frontier",
    "gift": "gift",
    "joint gain": "joint-gain",
    "kalai–smorodinsky": "kalai-smorodinsky",
    "left on the table": "left-on-the-table",
    "ledger": "ledger",
    "logroll": "logrolling",
    "logrolls": "logrolling",
    "lobbies": "lobby-weight",
    "market access": "market-access",
    "mfn": "mfn",
    "mutual benefit": "mutual-benefit-index",
    "nash solution": "nash-solution",
    "nash tariffs": "nash-tariffs",
    "norm": "norm",
    "offers": "offer",
    "own share": "share",
    "share of": "share",
    "promises kept": "reliability",
    "real income": "real-income",
    "renegotiate": "renegotiation",
    "renegotiation": "renegotiation",
    "retaliates": "retaliation",
    "retaliation": "retaliation",
    "royalties": "copyright",
    "small against large": "small-and-large",
    "specific reciprocity": "specific-reciprocity",
    "stance": "stance",
    "stances": "stance",
    "tactic": "tactic",
    "terms of trade": "terms-of-trade",
    "treaty": "treaty",
    "trust": "trust",
    "volume of trade": "volume-of-trade",
    "zone of agreement": "zopa",
}
_WORD = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + r")\b", re.I
)
#: Plain text at the start of a heading, of a table's head or of a card.
_PLACE = re.compile(r'(<h[23]>|<th(?: class="n")?>|<div class="card">)([^<]+)')
_TAGS = re.compile(r"<svg.*?</svg>|<[^>]+>", re.S)


def explained(body: Iterable[str | None]) -> list[Html]:
    """A page's body with its terms linked to a glossary at its end.

    Parameters
    ----------
    body
        Elements and texts, as `page` takes them.
    """
    whole = join(body)
    linked: set[str] = set()

    def link(found: re.Match[str]) -> str:
        key = WORDS[found[0].casefold()]
        if key in linked:
            return found[0]
        linked.add(key)
        # The words are of a page, where they are escaped already.
        return el("a", Html(found[0]), class_="term", href=f"#term-{key}")

    told = _PLACE.sub(lambda place: place[1] + _WORD.sub(link, place[2]), whole)
    used = {WORDS[found[0].casefold()] for found in _WORD.finditer(_TAGS.sub(" ", whole))}
    terms = sorted((entries()[key] for key in used | linked), key=lambda each: each.title)
    return [Html(told), *([_glossary(terms)] if terms else [])]


def _glossary(terms: Iterable[Entry]) -> Html:
    rows = [
        join([el("dt", each.title, id=f"term-{each.key}"), el("dd", each.what)]) for each in terms
    ]
    return join([el("h2", "Glossary"), el("dl", *rows, class_="terms")])
