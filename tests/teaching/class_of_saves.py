"""Games of two neighbours, played by moves, as a class would hand them in."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from negotiator.diplomacy.clauses import Clause, Offer
from negotiator.diplomacy.domains import Domain
from negotiator.game.moves import Accept, Ask, EndRound, Propose, SetTariff
from negotiator.game.session import Session
from negotiator.scenario import find, load

VOID = {"meta", "br", "hr", "col"}


def rates(*given: tuple[str, str, float]) -> tuple[Clause, ...]:
    return tuple(
        Clause(domain=Domain.TARIFFS, giver=giver, receiver=receiver, rate=rate)
        for giver, receiver, rate in given
    )


def begin(folder: Path, name: str, scenario=None, player: str = "SML", seed: int = 7) -> Session:
    """A game whose save has the name."""
    session = Session.start(
        scenario or load(find("two-neighbours")), player, seed, None, folder / "drafts"
    )
    return Session.resume(session.log.path.rename(folder / f"{name}.jsonl"))


def finish(session: Session) -> Session:
    while not session.state.over:
        session.apply(EndRound())
    return session


def strike(session: Session) -> None:
    """An offer that is refused or not, and then what the other would sign."""
    both = rates(("SML", "MAR", 0.05), ("MAR", "SML", 0.05))
    session.apply(Propose(to="MAR", offer=Offer(parties=("SML", "MAR"), clauses=both, by="SML")))
    if not session.state.treaties:
        session.apply(Ask(partner="MAR", question="balance", clauses=both))
        session.apply(Accept(partner="MAR"))
    assert session.state.treaties


def played_out(folder: Path) -> dict[str, Path]:
    kept = begin(folder, "kept")
    strike(kept)
    broken = begin(folder, "broken")
    strike(broken)
    broken.apply(EndRound())
    broken.apply(
        SetTariff(receiver="MAR", rate=0.3, sectors=("Farming",), breach=True, answers="<i>a & b")
    )
    alone = begin(folder, "alone")
    middle = begin(folder, "middle")
    middle.apply(EndRound())
    for session in (kept, broken, alone):
        finish(session)
    return {name: folder / f"{name}.jsonl" for name in ("kept", "broken", "alone", "middle")}


class Page(HTMLParser):
    """A page as a reader has it: its text, its headings, its tables; and whether it is sound."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        self.said: list[str] = []
        self.within = False  # of a sentence that goes on over the edge of a figure
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.within = ("class", "sum") in attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append("")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.within = tag == "span" and self.within

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "script"):
            return
        if self.within and self.said:
            self.said[-1] += data
        else:
            self.said.append(data)
        if {"h1", "h2", "h3"} & set(self.open):
            self.headings[-1] += data
        if self.rows and self.rows[-1] and {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(self.said)
