"""The page of a class: every deal in one picture, to be revealed step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import mean, median

from negotiator.teaching import drawing
from negotiator.teaching.classroom import Class, Result, Table
from negotiator.teaching.contrasts import contrasts, discussion
from negotiator.teaching.drawing import step
from negotiator.teaching.glossary import explained
from negotiator.teaching.labels import Labels
from negotiator.teaching.markup import Html, el, join, listed, page, table
from negotiator.teaching.renegotiated import arrows, renegotiated
from negotiator.teaching.roster import seats
from negotiator.teaching.words import money, percent, share, signed

#: Letters of a name in a picture.
_SHOWN = 14
#: Shows the parts of a picture up to a step; without it everything is shown.
_SCRIPT = """
document.querySelectorAll('[data-steps]').forEach(function (box) {
  var parts = box.querySelectorAll('[data-step]'), said = box.querySelector('.said');
  var last = +box.dataset.steps, dots = +box.dataset.dots, now = 0;
  function show(step) {
    now = Math.max(0, Math.min(last, step));
    var told = '';
    parts.forEach(function (part) {
      var at = +part.dataset.step;
      part.classList.toggle('hidden', at > now);
      if (at === now) { told = part.querySelector('title').textContent; }
    });
    said.textContent = told;
  }
  box.querySelectorAll('button').forEach(function (button) {
    button.addEventListener('click', function () {
      var go = button.dataset.go;
      show(go === 'next' ? now + 1 : go === 'back' ? now - 1 : go === 'dots' ? dots : last);
    });
  });
  box.querySelector('.screen').hidden = false;
  show(0);
});
"""


def class_page(found: Class, left_out: Mapping[Path, str], *, names: bool = False) -> str:
    """The whole page of a class.

    Parameters
    ----------
    left_out
        By file: why it is not in it. Files are named only with `names`.
    """
    scenario = found.setting.scenario
    results = found.results
    title = f"{scenario.title}: a class of {len(results)}"
    dealt = sum(result.dealt for result in results)
    body: list[Html | None] = [el("h1", title), *(_table(found, each) for each in found.tables)]
    # What tells how it ended stands below the pictures, which reveal it.
    body += [
        el("h2", "What is shown"),
        el("p", f"{dealt} of {len(results)} games have a deal with the country opposite in force."
                " No deal is a result of its own, neither won nor lost; what both did of their own"
                " accord still counts, and with nothing done it stands where the dashed lines"
                " cross."),
        *(el("p", said, class_="soft") for said in _notes(found, names=names)),
        _roles(found),
        discussion(found),
        _left_out(left_out, names=names),
    ]  # fmt: skip
    return page(title, *explained(body), script=_SCRIPT)


def _notes(found: Class, *, names: bool) -> Iterator[str]:
    results = found.results
    if not names and seats([result.game for result in results]):
        yield "Game N is that of seat N."
    elif not names:
        yield (
            "Game N is the N-th file handed in: a folder's files in the order of their names, those"
            " that are left out counted too."
        )
    seeds = {result.game.seed for result in results}
    if len(seeds) > 1:
        yield (
            f"The games have {len(seeds)} different seeds: chance treated them differently. For a"
            " fair comparison everyone plays with the same --seed."
        )
    modes = {result.game.mode for result in results}
    if len(modes) > 1:
        yield f"They were played in different modes: {', '.join(sorted(modes))}."
    middle = sum(not result.game.outcome.over for result in results)
    if middle:
        yield f"{middle} of them are not played to the end, and stand as after their last round."
    again = sum(len(table.again) for table in found.tables)
    if again:
        yield (
            f"{again} more are games renegotiated after the reveal: arrows in the picture, and not"
            " counted among the results."
        )
    if found.unended:
        yield f"{found.unended} renegotiated and not yet played to the end: left out."
    alone = sum(r.game.reopened is not None for r in results)
    if alone:
        yield (
            f"{alone} were renegotiated, and the game that each began from was not handed in: they"
            " count as games."
        )
    yield (
        "All are measured by one yardstick: what the two did to each other, with everyone else as"
        " the game opens. A game's own report measures it in the world that it came to."
    )


def _table(found: Class, each: Table) -> Html:
    titles = found.setting.titles
    one, other = (titles[code] for code in each.pair)
    rows = [
        (
            result.label,
            titles[result.game.me],
            "yes" if result.dealt else "no\u00a0deal",
            signed(result.gains[0]),
            signed(result.gains[1]),
            share(result.efficiency),
            money(result.left),
            share(result.share),
            share(result.fairness),
            "—" if result.index is None else f"{result.index:.0f}",
            percent(result.own_percent),
        )
        for result in each.results
    ]
    head = (
        "game", "plays", "deal", f"{one} gains", f"{other} gains", "joint, of what is possible",
        "left on the table", "own share", "fairness", "mutual benefit", "own result, all told",
    )  # fmt: skip
    return join(
        [
            el("h2", f"{one} and {other}"),
            _picture(found, each),
            drawing.strip(
                "Efficiency: joint gain, of what is possible", [r.efficiency for r in each.results]
            ),
            drawing.strip(
                "Fairness: how near the split is to a classical solution",
                [r.fairness for r in each.results],
            ),
            table(head, rows, range(3, 11)),
            renegotiated(found, each),
            listed(contrasts(found, each)),
        ]
    )


def _picture(found: Class, each: Table) -> Html:
    titles = found.setting.titles
    names = (titles[each.pair[0]], titles[each.pair[1]])
    frame = drawing.Frame.around(
        each.possible,
        [result.gains for result in (*each.results, *(then for _, then in each.again))],
    )
    parts = [drawing.ground(frame, names)]
    labels = Labels()
    for result in each.results:
        labels.keep(frame.at(result.gains))
    taken: dict[tuple[int, int], int] = {}
    for number, result in enumerate(each.results, 1):
        said = (
            f"{result.label}, {titles[result.game.me]}: {names[0]} {signed(result.gains[0])},"
            f" {names[1]} {signed(result.gains[1])}{'' if result.dealt else ', no deal'}"
        )
        mine = result.own == 0
        x, y = frame.at(result.gains)
        # A file's name, or the fourth on one place, is told below as its step is shown.
        there = (round(x / 8), round(y / 8))
        taken[there] = taken.get(there, 0) + 1
        named = (len(result.label) < 4 or bool(result.who)) and taken[there] < 4
        shown = result.label if len(result.label) <= _SHOWN else f"{result.label[: _SHOWN - 1]}…"
        parts.append(
            step(
                number,
                said,
                drawing.dot(frame, result.gains, said, "var(--we)" if mine else "var(--they)",
                            square=not mine, full=result.dealt),
                drawing.text(*labels.place((x, y), shown), shown,
                             "we" if mine else "they")
                if named
                else None,
            )
        )  # fmt: skip
    count = len(each.results)
    best = sum(each.possible.joint.gains)
    parts.append(
        step(
            count + 1,
            f"The frontier: what the two could have had, up to {money(best)} a year together.",
            drawing.edge(frame, each.possible),
        )
    )
    steps = count + 1
    if len(each.path) > 1:
        steps += 1
        label = next(r.label for r in each.results if r.game is each.path_of)
        points = [frame.at(placed.gains) for placed in each.path]
        parts.append(
            step(
                steps,
                f"The offers of game {label}, from the first to the last.",
                drawing.path(points, "var(--mark)", labels),
            )
        )
    if each.again:
        steps += 1
        parts.append(arrows(each, frame, steps))
    label = f"Gains over no deal of {names[0]} rightward and of {names[1]} upward: {count} games."
    return el(
        "div",
        el(
            "p",
            *(
                join([el("button", said, type="button", data_go=go), " "])
                for said, go in (("Back", "back"), ("Next", "next"), ("All deals", "dots"),
                                 ("Everything", "all"))
            ),
            class_="screen",
            hidden="hidden",
        ),
        el("p", class_="said", aria_live="polite"),
        drawing.svg(*parts, label=label),
        el("p", f"● played by {names[0]}; ■ played by {names[1]}; hollow: no deal, or outside the"
                " picture; N Nash, K Kalai–Smorodinsky, E egalitarian solution",
           class_="legend soft"),
        data_steps=str(steps),
        data_dots=str(count),
    )  # fmt: skip


def _roles(found: Class) -> Html:
    """Results by role and by power."""
    world = found.setting.world
    rows = []
    roles = dict.fromkeys(result.game.me for result in found.results)
    for code in sorted(roles, key=lambda code: float(world.income[world.index[code]])):
        played = [result for result in found.results if result.game.me == code]
        shares = [result.share for result in played if result.share is not None]
        rows.append(
            (
                found.setting.titles[code],
                money(float(world.income[world.index[code]])),
                str(len(played)),
                str(sum(result.dealt for result in played)),
                signed(mean(_own(result) for result in played)),
                signed(median(_own(result) for result in played)),
                share(mean(r.efficiency for r in played)),
                share(mean(shares) if shares else None),
            )
        )
    head = ("plays", "income", "games", "deals", "own gain, mean", "median", "joint, mean",
            "own share, mean")  # fmt: skip
    return join([el("h2", "By role, the smallest first"), table(head, rows, range(1, 8))])


def _own(result: Result) -> float:
    return result.gains[result.own]


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"


def _left_out(left_out: Mapping[Path, str], *, names: bool) -> Html | None:
    if not left_out:
        return None
    if names:
        told = listed(f"{path.name}: {why}" for path, why in sorted(left_out.items()))
    else:
        told = el("p", f"{_files(len(left_out))} not among these games; the command named them.")
    return join([el("h2", "Left out"), told])
