"""The file of stances beside a scenario: read and run when the scenario is, and held to after."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from negotiator.counterparts.lookup import CounterpartError
from negotiator.counterparts.stances import plugins
from negotiator.scenario.faults import Fault, ScenarioError, unknown
from negotiator.scenario.lines import Path as Path_
from negotiator.scenario.schema import Scenario

_KEY = "stances"


def read_stances(
    content: dict[str, Any], folder: Path | None, *, run: bool
) -> list[tuple[Path_, str]]:
    """Run the file that a scenario names, and put what is kept of it in the name's place.

    Its stances are known by their names from here on; those of any other scenario no longer are.

    Parameters
    ----------
    content
        What the scenario's file says; the name is taken out when it is at fault.
    folder
        Where the scenario lies; None for nowhere.
    run
        Whether the file is run, or only named.

    Returns
    -------
    Faults, with the path of the field.
    """
    if run:
        plugins.adopt(())
    if _KEY not in content:
        return []
    name = content.pop(_KEY)
    path: Path_ = (_KEY,)
    if not isinstance(name, str):
        return [(path, f"{_KEY} is {name!r}; expected the name of a Python file beside this one")]
    if folder is None or not (folder / name).resolve().is_relative_to(folder.resolve()):
        return [(path, f"{name!r} lies elsewhere; expected a file beside the scenario")]
    lies = str((folder / name).resolve())
    if not run:
        content[_KEY] = {"file": name, "path": lies, "fingerprint": ""}
        return []
    try:
        key = plugins.read(str(folder / name), (folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        there = sorted(file.name for file in folder.glob("*.py"))
        return [(path, unknown("file", name, there))]
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or error
        return [(path, f"{name!r} cannot be read: {said}")]
    except CounterpartError as error:
        return [(path, f"{_KEY}: {error}")]
    plugins.adopt((key,))
    content[_KEY] = {"file": name, "path": lies, "fingerprint": key}
    return []


def adopt(scenario: Scenario) -> None:
    """Make the stances beside a scenario known, as they were when it was read.

    A saved game finds them where they lay, or beside the scenario of the same name in the list.

    Raises
    ------
    ScenarioError
        When no file there is still the one that was read: the game would be another.
    """
    given = scenario.stances
    if given is None:
        plugins.adopt(())
        return
    found = {path: text for path in _places(scenario) if (text := _text(path)) is not None}
    for path, text in found.items():
        if plugins.fingerprint(text) == given.fingerprint:
            plugins.adopt((plugins.read(str(path), text),))
            return
    what = "is not there; expected the file of stances that this game was begun with"
    if found:
        now = ", ".join(plugins.fingerprint(text)[:8] for text in found.values())
        what = (
            f"was changed since this game was begun (fingerprint {given.fingerprint[:8]}, now"
            f" {now}); expected the file as it was, or a new game"
        )
    raise ScenarioError((Fault(str(next(iter(found), given.path)), 0, what),))


def _places(scenario: Scenario) -> list[Path]:
    """Where the file of a scenario may lie."""
    from negotiator.scenario.load import find

    given = scenario.stances
    assert given is not None
    places = [Path(given.path)]
    with suppress(ScenarioError):
        places.append(find(scenario.id).parent.resolve() / given.file)
    return list(dict.fromkeys(places))


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
