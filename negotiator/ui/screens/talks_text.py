"""What the screen of talks says: a talk, what a draft does, and how they see it, as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.diplomacy.clauses import Clause, Kind
from negotiator.diplomacy.domains import Domain
from negotiator.diplomacy.money import money
from negotiator.ui.named import keyed
from negotiator.ui.text import (
    MUTED,
    OURS,
    THEIRS,
    beside,
    capital,
    cut,
    lines,
    padded,
    signed_money,
    signed_share,
    styled,
)

if TYPE_CHECKING:
    from negotiator.counterparts.assessment import Assessment, Figure
    from negotiator.diplomacy.clauses import Offer
    from negotiator.game.queries import Effect
    from negotiator.game.state import Talk
    from negotiator.scenario.setting import Setting

HELP = """
## Talks

**{← editor.lower}** and **{→ editor.raise}** move the rate under the cursor by a point,
**{Shift+← editor.lower-by-5}** and **{Shift+→ editor.raise-by-5}** by five. **{0 editor.zero}**
sets it to zero, **{Tab editor.side}** changes the column, **{Backspace editor.reset}** leaves a
line as it is, **{u editor.undo}** undoes. What the draft does to both of you follows as you move.
**≤** marks a ceiling at or above what is levied: a promise not to go beyond it, which changes
nothing today.

Below the draft stands real income, in per cent and in dollars a year, against what is in force
now, and exports at unchanged prices. *Their view* counts as their government does, lobbies and all,
against no deal: first what the deal is to them, then that with your history. They sign when the
latter reaches what they ask for, and at any time what they have put on the table themselves.

**{p talks.propose}** proposes the draft; they answer at once, and what they accept is signed and
binds you: where that is likely you are asked first. **{g talks.give}** asks *what would you give
for this?* about what we give, **{w talks.want}** *what would you want for that?* about what they
give, **{b talks.balance}** has them balance the draft: as even as they would sign.
**{a talks.accept}** signs what they have last put on the table, **{t talks.take}** takes it into
the draft. **{x talks.clear}** clears the draft. **{c talks.target}** adds a line for a joint
penalty on a third country: a coalition. **{v talks.ally}** takes an ally along, who gives and gets
what we do: both then have to sign, and what the ally gives counts for us too. **{m talks.mfn}**
extends our tariffs to all (MFN), **{f talks.kind}** fixes rates instead of binding them as
ceilings. **{l talks.length}** and **{r talks.remedy}** set the length of the treaty and what a
breach allows. **{j talks.adjourn}** adjourns, **{o talks.walk-out}** walks out: one in two calls
you back with its last word, and is short with you next round. What they have offered can be signed
to the end of the round, also when the talk is over.

**{h talks.coach}** switches the coach on for the game, and off. It shows what each has without a
deal, the zone of agreement, what is cheap for one and dear to the other, and where the draft lies;
it asks what they will answer before you propose, and tells afterwards what the answer teaches. What
it shows they do not see. On a terminal of 156 × 46 and beyond it draws the zone, every offer of
this talk in it (in the open mode without the coach as well).

**{k talks.keep}** keeps the draft aside, as A, B or C, to the end of the round;
**{d talks.compare}** shows drafts and offers side by side, with what each does to both and the
likely answer, and takes one into the draft. In the transcript **+** is new against the last offer
of the same side, **~** changed, **−** gone.

Where there are several countries, *Parties* lists them with their cooperation, treaties and waiting
offers; Enter on one goes over to its table.

**{y app.why}** tells where the figures come from: what the draft does to each in the terms that add
up to it, who within it has it, and their view the same way.

Every offer uses one exchange of their patience; questions do not.
"""

#: What the codex says first of these talks.
TERMS = (
    "offer", "clause", "concession", "market-access", "real-income", "their-view",
    "disagreement-point", "zopa", "nash-solution", "ratification", "patience", "questions",
    "acceptance-condition", "bound-applied", "mfn", "domain", "lobby-weight", "treaty", "coalition",
    "joint-offer",
)  # fmt: skip
#: What walking out brings.
WALK_OUT = [
    "One in two calls you back with its last word.",
    "It will bear two exchanges less next round.",
]


def head(title: str, talk: Talk, terms: str) -> Content:
    """With whom, and how much patience is left with the terms of the draft, or why it is over."""
    name = (title, f"bold {THEIRS}")
    if talk.closed:  # no draft has terms any more
        still = keyed(": {a talks.accept} still signs their offer") if talk.standing else ""
        return Content.assemble(name, (f" · {talk.closed}{still}", "$error"))
    left = talk.patience - talk.used
    return Content.assemble(
        name,
        (" · patience ", MUTED),
        ("●" * left + "○" * talk.used, "$accent"),
        (f" · {terms}", MUTED),
    )


def transcript(setting: Setting, me: str, talk: Talk) -> Content:
    """Everything said so far; of an offer what differs from the last one of the same side."""
    said: list[Content] = []
    last: dict[str, Offer] = {}
    for line in talk.lines:
        if not line.who:
            said.append(styled(f"§ {line.text}", "bold $success"))
            continue
        mine = line.who == me
        name = "We" if mine else setting.titles[line.who]
        said.append(Content.assemble((f"{name}: ", f"bold {OURS if mine else THEIRS}"), line.text))
        if line.offer is not None:
            said += marked(setting, last.get(line.who), line.offer)
            last[line.who] = line.offer
    return lines(
        *said
        or [
            styled(
                keyed(
                    "Nothing said yet. {p talks.propose} proposes the draft: accepted,"
                    " it is signed. {g talks.give}, {w talks.want} and {b talks.balance} ask."
                ),
                MUTED,
            )
        ]
    )


def unasked(clauses: Iterable[Clause]) -> str:
    """Why no question can be about clauses, and what to press; empty when one can."""
    for clause in clauses:
        if clause.kind is Kind.PENALTY:
            about, how = "a joint penalty", "{Backspace editor.reset} on its line takes it out"
        elif clause.receiver is None:
            about, how = "tariffs to all", "{m talks.mfn} keeps them between the two of you"
        elif clause.kind is Kind.APPLIED:
            about, how = "fixed rates", "{f talks.kind} binds them as ceilings instead"
        else:
            continue
        return keyed(f"A question cannot be about {about}: {how}.")
    return ""


def marked(setting: Setting, before: Offer | None, offer: Offer) -> list[Content]:
    """The clauses of an offer, with a mark where they differ from an earlier one."""
    from negotiator.game.comparison import Mark, changes
    from negotiator.game.policy import describe

    styles = {
        Mark.SAME: MUTED, Mark.NEW: "$primary", Mark.CHANGED: "$warning", Mark.GONE: "$error",
    }  # fmt: skip
    rows = []
    for each in changes(setting, before, offer):
        was = f" (was {_rates(each.clause, each.was)})" if each.was else ""
        gone = "no longer: " if each.mark is Mark.GONE else ""
        text = f"{gone}{capital(describe(setting, each.clause))}{was}"
        rows.append(styled(f" {each.mark.value} {text}", styles[each.mark]))
    return rows


def _rates(clause: Clause, was: tuple[tuple[float, Kind], ...]) -> str:
    """The rates that a changed clause had before, and how they held where that differs."""
    if clause.domain is Domain.AID:
        return ", ".join(money(each) for each, _ in was)
    if clause.domain is not Domain.TARIFFS:
        return ", ".join("given" if each > 0 else "refused" for each, _ in was)
    held = {Kind.BOUND: "at most ", Kind.APPLIED: "exactly ", Kind.PENALTY: "+"}
    return " or ".join(
        f"{held[kind] if kind is not clause.kind else ''}{each * 100:.3g}%" for each, kind in was
    )


def effects(titles: Mapping[str, str], me: str, found: Mapping[str, Effect]) -> list[Content]:
    """What a draft does to both, a line each, and why ours would fail at home."""
    rows = []
    for code, each in found.items():
        mine = code == me
        home = ("✗ fails at home", "$error") if each.objections else ("passes at home", MUTED)
        rows.append(
            Content.assemble(
                (cut("We" if mine else titles[code], 18), f"bold {OURS if mine else THEIRS}"),
                ("income ", MUTED),
                padded(signed_share(each.percent), 10),
                padded(signed_money(each.dollars), 9),
                (" exports ", MUTED),
                padded(signed_money(each.access), 9),
                " ",
                home,
            )
        )
    return rows + [styled(f"✗ At home {why}.", "$error") for why in found[me].objections[:1]]


def empty(signed: str) -> Content:
    """What stands where the effects would: what has just been signed, and what to do next."""
    hint = (
        "The draft is empty. Move a rate with {← editor.lower} {→ editor.raise};"
        " {Tab editor.side} goes to their side."
    )
    told = [styled(f"§ {signed}", "bold $success")] if signed else []
    return lines(*told, styled(keyed(hint), MUTED))


def verdict(view: Assessment, key: str) -> Content:
    """How they are likely to answer, in a line.

    Parameters
    ----------
    key
        What signs it, when they have put this on the table themselves; else empty.
    """
    if view.red_lines:
        return styled(f"✗ A red line, not a price. {view.red_lines[0]}", "bold $error")
    if view.objections:
        return styled(f"✗ Fails at home there: {view.objections[0]}", "bold $error")
    if key and view.bearable:
        return styled(f"✓ They have put this on the table: {key} signs it", "bold $success")
    if view.acceptable:
        return styled(
            keyed("✓ They are likely to accept: {p talks.propose} would sign it"), "bold $success"
        )
    missing = max(view.ask - view.total, view.floor - view.gain, 0.0)
    said = f"✗ Likely to counter: {money(missing)} a year short of what they need to sign"
    return styled(said, "bold $error")


def reasons(view: Assessment, key: str, width: int) -> list[Content]:
    """The figures by which they go, each with its name; what it takes to sign comes last.

    Parameters
    ----------
    width
        Cells in a line.
    """

    def figures(found: Iterable[Figure]) -> list[Content]:
        return [row for f in found for row in _sum(f.label, f.dollars, f.text, False, width)]

    rows = [styled("This deal, for their government", "bold"), *figures(view.deal)]
    over = "a year for them, over no deal"
    rows += _sum("To them", view.gain, over, not view.history, width)
    if view.history:
        rows += [styled("Our history", "bold"), *figures(view.history)]
        rows += _sum("With history", view.total, "what they go by", True, width)
    if key and view.bearable:
        rows.append(styled("  They have put it on the table, and sign it as it is.", "$success"))
    else:
        rows += _sum("They need", view.ask, "to sign", True, width)
    return rows


def _sum(label: str, billions: float, text: str, strong: bool, width: int) -> list[Content]:
    said = Content.assemble(
        (f"  {label:<14}", "bold" if strong else ""), padded(signed_money(billions), 11)
    )
    return beside(said, text, width)
