"""Stances from elsewhere: entry points of installed packages, and files beside a scenario.

Both are code, and run with all the rights of the one who plays. What is not a sound stance is
refused in one line before it plays, and its slips in play are told as such.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import Field, fields
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from negotiator.counterparts.record import Record
from negotiator.counterparts.stances.base import Course, Stance, UnknownStanceError, shipped

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "negotiator.stances"
#: Modules of files beside a scenario are named after their fingerprint.
_PREFIX = "negotiator_stances_"
#: What a stance says of itself, of which type.
_SAYS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "name": (str, 'such as name = "my-rule"'),
    "title": (str, "a text"),
    "rule": (str, "a sentence"),
    "names": (tuple, 'such as names = ("what others call it",)'),
    "reference": (str, "where it comes from"),
    "memory": ((int, float), "rounds that it looks back"),
}
#: What a stance answers, by method: whether it will do, and what was expected.
_ANSWERS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "level": (lambda found: _is_share(found), "a number from 0 to 1"),
    "earns": (lambda found: _is_share(found), "a number from 0 to 1"),
    "because": (lambda found: isinstance(found, str), "a sentence"),
    "tolerates": (lambda found: _is_share(found), "a number from 0 to 1"),
    "red_line": (lambda found: found is None or isinstance(found, str), "a sentence or None"),
    "course": (lambda found: found is None or isinstance(found, Course), "a Course or None"),
}
_TRIALS = (Record(), Record((1.0, 0.0), (0.5, 1.0), start=(0.8, 0.6)))

#: Classes of files that were read, by fingerprint; and those of the scenario at hand, by name.
_READ: dict[str, tuple[type[Stance], ...]] = {}
_OWN: dict[str, type[Stance]] = {}


class PluginError(UnknownStanceError):
    """A stance from elsewhere that cannot be used: what, where, what was expected."""


def fingerprint(text: str) -> str:
    """What tells one text of a file from any other."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read(file: str, text: str) -> str:
    """Run a file of stances that lies beside a scenario, and keep its classes.

    Returns
    -------
    Its fingerprint, by which `adopt` finds them.

    Raises
    ------
    PluginError
        When it does not run, or holds no sound stance.
    """
    key = fingerprint(text)
    if key in _READ:
        return key
    module = ModuleType(_PREFIX + key)
    module.__file__ = file
    sys.modules[module.__name__] = module  # where dataclasses look for what annotations mean
    try:
        _READ[key] = _stances_of(module, file, text)
    finally:
        if key not in _READ:
            del sys.modules[module.__name__]
    return key


def _stances_of(module: ModuleType, file: str, text: str) -> tuple[type[Stance], ...]:
    try:
        exec(compile(text, file, "exec"), vars(module))
    except SyntaxError as error:
        raise PluginError(f"{file}:{error.lineno}: not Python: {error.msg}") from error
    except (Exception, SystemExit) as error:
        raise PluginError(f"{_told(file, error)}; expected a file that runs") from error
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Stance)
        and each.__module__ == module.__name__
    ]
    # What others inherit from is what they share, and no stance itself.
    classes = [cls for cls in found if not any(cls in other.__bases__ for other in found)]
    if not classes:
        raise PluginError(f"{file}: no stance in it; expected a class that inherits from Stance")
    names: dict[str, type[Stance]] = {}
    for cls in classes:
        other = names.setdefault(_sound(cls, file).name, cls)
        if other is not cls:
            both = f"{other.__name__} and {cls.__name__}"
            raise PluginError(f"{file}: {both} are both named {cls.name!r}; expected two names")
    return tuple(classes)


def adopt(fingerprints: Iterable[str]) -> None:
    """Make the stances of files that were read known by their names, and no others."""
    _OWN.clear()
    for key in fingerprints:
        _OWN.update({cls.name: cls for cls in _READ.get(key, ())})


def added_by(key: str) -> tuple[str, ...]:
    """Names of the stances of a file that was read, by its fingerprint."""
    return tuple(cls.name for cls in _READ.get(key, ()))


def added() -> dict[str, type[Stance]]:
    """Stances from elsewhere by name: of installed packages, and of the scenario at hand."""
    return {**_installed()[0], **_OWN}


def not_loaded() -> dict[str, str]:
    """By name of the entry point: why it adds no stance."""
    return _installed()[1]


@functools.cache
def _installed() -> tuple[dict[str, type[Stance]], dict[str, str]]:
    from importlib.metadata import entry_points

    stances: dict[str, type[Stance]] = {}
    faults: dict[str, str] = {}
    for point in entry_points(group=GROUP):
        where = f"{point.dist.name if point.dist else 'a package'}: {point.value}"
        try:
            cls = _sound(_loaded(point, where), where)
        except PluginError as error:
            faults[point.name] = str(error)
        else:
            stances[cls.name] = cls
    return stances, faults


def _loaded(point: EntryPoint, where: str) -> Any:
    try:
        return point.load()
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}"
        raise PluginError(
            f"{where} cannot be loaded: {said}; expected a class of stance"
        ) from error


def _told(file: str, error: BaseException, what: str = "") -> str:
    """Where in a file an error arose, in what of it, and what it says."""
    lines = [
        each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == file
    ]
    where = f"{file}:{lines[-1]}" if lines else file
    return f"{where}: {what}{type(error).__name__}: {error}"


def _sound(cls: Any, where: str) -> type[Stance]:
    """The class, guarded, when it is a stance that says of itself what it must.

    Raises
    ------
    PluginError
        With the first thing that is amiss.
    """
    if not (isinstance(cls, type) and issubclass(cls, Stance)):
        raise PluginError(f"{where} is {cls!r}; expected a class that inherits from Stance")
    what = f"{where}: {cls.__name__}"
    for attribute, (kind, expected) in _SAYS.items():
        if not isinstance(getattr(cls, attribute, None), kind):
            raise PluginError(f"{what} has no {attribute}; expected {expected}")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cls.name):
        raise PluginError(f"{what}: name {cls.name!r}; expected small letters, digits and hyphens")
    if cls.name in shipped():
        raise PluginError(f"{what}: {cls.name!r} is a stance of the game; expected another name")
    if any(isinstance(each, Field) for each in vars(cls).values()):
        raise PluginError(f"{what} has parameters; expected @dataclass(frozen=True) above it")
    for field in fields(cls):
        if set(field.metadata) < {"low", "high", "about"}:
            expected = f"{field.name}: float = parameter(default, low, high, about)"
            raise PluginError(f"{what}: {field.name} has no bounds; expected {expected}")
    for method in _ANSWERS:
        setattr(cls, method, _guarded(getattr(cls, method), f"{cls.__name__}.{method}", where))
    try:
        rule = cls()
    except Exception as error:
        raise PluginError(_told(where, error, f"{cls.__name__}: ")) from error
    for record in _TRIALS:
        rule.because(record, rule.level(record))
        rule.earns(record)
        rule.tolerates(record)
        rule.red_line(record)
        rule.course(record, np.ones(3))
    return cls


def _is_share(found: Any) -> bool:
    return isinstance(found, int | float) and 0.0 <= found <= 1.0


def _guarded(method: Callable[..., Any], what: str, file: str) -> Callable[..., Any]:
    """The method, whose slips are told in one line."""
    will_do, expected = _ANSWERS[method.__name__]

    @functools.wraps(method)
    def guarded(self: Stance, *arguments: Any, **named: Any) -> Any:
        try:
            found = method(self, *arguments, **named)
        except PluginError:
            raise  # told already, by the method that this one asked
        except NotImplementedError:
            raise PluginError(f"{file}: {what} is missing; expected one") from None
        except Exception as error:
            raise PluginError(_told(file, error, f"{what}: ")) from error
        if not will_do(found):
            raise PluginError(f"{file}: {what} is {found!r}; expected {expected}")
        return found

    return guarded
