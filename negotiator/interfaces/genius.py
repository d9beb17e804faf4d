"""Outcome spaces as domains of GENIUS, which negmas reads too, with the exact table beside them.

GENIUS (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker, Computational Intelligence 30, 2014)
knows utilities that are sums over issues. Ours nearly are; how far they are not is told, and
`outcomes.csv` has every outcome as the economy values it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from negotiator.interfaces.space import Issue, OutcomeSpace, refused


def scales(space: OutcomeSpace) -> list[tuple[float, float]]:
    """For both, the sums at which a utility is 0 and 1, billions a year.

    0 is the sum of every issue's worst option and 1 that of every issue's best; a party to whom
    no option makes a difference has them one billion apart.
    """
    found = []
    for seat in (0, 1):
        effects = [each[:, seat] for each in space.additive.effects]
        low = float(space.additive.mean[seat]) + sum(float(each.min()) for each in effects)
        width = sum(float(np.ptp(each)) for each in effects)
        found.append((low, low + (width or 1.0)))
    return found


def domain_xml(space: OutcomeSpace) -> str:
    """The issues and their options."""
    root = ET.Element("negotiation_template")
    inner = ET.SubElement(root, "utility_space", number_of_issues=str(len(space.issues)))
    objective = _objective(inner, space)
    for number, issue in enumerate(space.issues, 1):
        _issue(objective, number, issue)
    return _written(root)


def profile_xml(space: OutcomeSpace, seat: int) -> str:
    """One party's utilities: a weighted sum over issues, with no deal as the reservation value.

    Weights add up to 1, and the best option of every issue is worth 1 and the worst 0: so that
    programs that divide by the best, as GENIUS does, and those that do not, as negmas, agree.

    Parameters
    ----------
    seat
        0 or 1: place of the party in the pair.
    """
    zero, one = scales(space)[seat]
    root = ET.Element("utility_space", number_of_issues=str(len(space.issues)))
    objective = _objective(root, space)
    for number, effects in enumerate(space.additive.effects, 1):
        weight = float(np.ptp(effects[:, seat])) / (one - zero)
        ET.SubElement(objective, "weight", index=str(number), value=repr(weight))
    for number, issue in enumerate(space.issues, 1):
        effect = space.additive.effects[number - 1][:, seat]
        width = float(np.ptp(effect))
        worth = (effect - effect.min()) / width if width > 0 else np.ones(len(effect))
        element = _issue(objective, number, issue)
        for item, value in zip(element, worth.tolist(), strict=True):
            item.set("evaluation", repr(value))
    ET.SubElement(root, "discount_factor", value="1.0")
    ET.SubElement(root, "reservation", value=repr(min(max(-zero / (one - zero), 0.0), 1.0)))
    return _written(root)


def _objective(parent: ET.Element, space: OutcomeSpace) -> ET.Element:
    name = f"{space.setting.scenario.id}: {' and '.join(space.pair)}"
    return ET.SubElement(
        parent, "objective", index="0", name=name, type="objective", etype="objective",
        description="",
    )  # fmt: skip


def _issue(parent: ET.Element, number: int, issue: Issue) -> ET.Element:
    element = ET.SubElement(
        parent, "issue", index=str(number), name=issue.name, type="discrete", etype="discrete",
        vtype="discrete",
    )  # fmt: skip
    for place, option in enumerate(issue.options, 1):
        ET.SubElement(element, "item", index=str(place), value=option.label)
    return element


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def profile_names(space: OutcomeSpace) -> tuple[str, str]:
    """Names of the files of both profiles, in the order of the pair wherever files are sorted."""
    one, other = space.pair
    return f"profile-1-{one}.xml", f"profile-2-{other}.xml"


def about(space: OutcomeSpace) -> dict[str, Any]:
    """What the files hold, in which units, how exact, and the clauses behind every option."""
    fit = space.additive
    profiles = {}
    for seat, (code, (zero, one)) in enumerate(zip(space.pair, scales(space), strict=True)):
        profiles[code] = {
            "file": profile_names(space)[seat],
            "gain_at_utility_0_bn": zero,
            "gain_at_utility_1_bn": one,
            "income_bn": float(space.setting.world.income[space.setting.world.index[code]]),
            "range_of_gains_bn": float(fit.range[seat]),
            "largest_error_of_sums_bn": float(fit.largest_error[seat]),
            "usual_error_of_sums_bn": float(fit.usual_error[seat]),
            "misjudged_against_no_deal_share": float(fit.misjudged[seat]),
        }
    return {
        "scenario": space.setting.scenario.id,
        "between": list(space.pair),
        "disagreement": space.setting.scenario.disagreement,
        "outcomes": int(np.prod(space.shape)),
        "units": (
            "Gains are changes of a government's payoff over no deal between the two, in billions"
            " of dollars a year. outcomes.csv has them as the economy values every outcome; the"
            " profiles have the nearest sum over issues, scaled to utilities from 0 to 1."
        ),
        "profiles": profiles,
        "issues": [
            {
                "name": issue.name,
                "options": [
                    {
                        "value": option.label,
                        "clauses": [clause.model_dump(mode="json") for clause in option.clauses],
                    }
                    for option in issue.options
                ],
            }
            for issue in space.issues
        ],
    }


def columns(space: OutcomeSpace) -> list[str]:
    """Heads of the table of outcomes: every issue, then both gains, exact and by the sum."""
    issues = [issue.name for issue in space.issues]
    exact = [f"gain of {code} (bn a year)" for code in space.pair]
    return [*issues, *exact, *(f"{name[:-1]}, by the sum)" for name in exact)]


def rows(space: OutcomeSpace) -> Iterator[tuple[str | float, ...]]:
    """Every outcome, the last issue's options changing fastest."""
    labels = product(*([option.label for option in issue.options] for issue in space.issues))
    exact, sums = space.gains.reshape(-1, 2).tolist(), space.additive.sums.reshape(-1, 2)
    for outcome, gains, near in zip(labels, exact, np.round(sums, 7).tolist(), strict=True):
        yield (*outcome, *gains, *near)


def write(space: OutcomeSpace, folder: Path) -> list[Path]:
    """Write a domain to a new or an empty folder.

    Raises
    ------
    ScenarioError
        When the folder already holds something: readers take every file in it for the domain's.
    OSError
        When it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refused(f"{folder} is there already; expected a new or an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "domain.xml": domain_xml(space),
        **{name: profile_xml(space, seat) for seat, name in enumerate(profile_names(space))},
        "about.json": json.dumps(about(space), indent=2, ensure_ascii=False) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "outcomes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns(space))
        writer.writerows(rows(space))
    return [*(folder / name for name in texts), folder / "outcomes.csv"]


def text(space: OutcomeSpace, written: list[Path]) -> str:
    """What was written, and how far sums are from the economy's own values."""
    fit = space.additive
    lines = [str(path) for path in written]
    lines.append(f"{int(np.prod(space.shape)):,} outcomes on {len(space.issues)} issues.")
    for seat, code in enumerate(space.pair):
        lines.append(
            f"{code}: gains range over ${fit.range[seat]:.3g}bn a year; the sums of its profile"
            f" are off by at most ${fit.largest_error[seat]:.2g}bn, usually"
            f" ${fit.usual_error[seat]:.2g}bn, and put {fit.misjudged[seat]:.1%} of outcomes on"
            " the wrong side of no deal."
        )
    lines.append("outcomes.csv has every outcome as the economy values it.")
    return "\n".join(lines)
