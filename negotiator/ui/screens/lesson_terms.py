"""What each lesson is about, in terms of the codex."""

#: By number of a lesson: terms of the codex that it is about. Opponents are not among them: they
#: are met before they are named.
TERMS = {
    1: ("gains-from-trade", "tariff", "optimal-tariff", "terms-of-trade", "nash-tariffs"),
    2: ("reciprocity", "level", "noise", "shadow-of-the-future"),
    3: ("noise", "forgiveness", "contrition"),
    4: ("claiming-and-creating", "linkage", "logrolling", "zopa", "pareto-frontier"),
    5: ("small-and-large", "leverage", "disagreement-point", "coalition", "joint-offer"),
    6: ("diffuse-reciprocity", "norm", "mfn", "free-rider", "reputation"),
    7: ("gift", "trust", "mutual-defence", "aid", "breach"),
}
