"""Stances from elsewhere: what is sound is known by its name, what is not is told in one line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from negotiator.counterparts.catalogue import describe, listing
from negotiator.counterparts.stances import Record, UnknownStanceError, plugins, stance, stances

MIRROR = '''
from __future__ import annotations

from dataclasses import dataclass

from negotiator.counterparts.stances import Record, Stance, parameter


@dataclass(frozen=True)
class Mirror(Stance):
    """Does what you did last, and a bit more."""

    bonus: float = parameter(0.1, 0.0, 1.0, "what it adds")

    name = "mirror"
    title = "Mirror"
    rule = "It does what you did last, and a bit more."
    names = ("echo",)
    reference = "made for a test, 2025"
    memory = 1

    def level(self, record: Record, draw: float = 0.5) -> float:
        last = record.theirs[-1] if record.theirs else record.settled[1]
        return min(last + self.bonus, 1.0)

    def because(self, record: Record, level: float) -> str:
        return f"You showed us how; we are at {level:.2f}."
'''


@pytest.fixture(autouse=True)
def _no_others():
    yield
    plugins.adopt(())
    plugins._installed.cache_clear()


def changed(old: str, new: str) -> str:
    assert old in MIRROR
    return MIRROR.replace(old, new)


def test_a_stance_of_a_file_plays_by_its_name_once_adopted():
    key = plugins.read("mirror.py", MIRROR)
    with pytest.raises(UnknownStanceError, match="no stance 'mirror'"):
        stance("mirror")
    plugins.adopt((key,))
    rule = stance("mirror", bonus=0.3)
    assert rule.level(Record((1.0,), (0.5,))) == pytest.approx(0.8)
    assert "mirror" in stances()
    assert "  mirror  " in listing()
    page = describe("mirror")
    assert "Does what you did last, and a bit more." in page
    assert "bonus = 0.1" in page
    assert "made for a test, 2025" in page
    plugins.adopt(())
    assert "mirror" not in stances()


def test_parameters_have_the_bounds_that_the_file_gives():
    plugins.adopt((plugins.read("mirror.py", MIRROR),))
    with pytest.raises(UnknownStanceError, match="bonus is 2; expected a number from 0 to 1"):
        stance("mirror", bonus=2)


def test_a_file_is_run_once_for_its_text():
    assert plugins.read("a.py", MIRROR) == plugins.read("b.py", MIRROR)


BASE = (
    "\n\nclass Base(Stance):\n    pass\n\n\n@dataclass(frozen=True)\nclass Mirror(Base):",
    "\n\n@dataclass(frozen=True)\nclass Mirror(Stance):",
)


def test_what_several_stances_share_is_no_stance_itself():
    plugins.adopt((plugins.read("mirror.py", changed(BASE[1], BASE[0])),))
    assert set(stances()) - set(plugins.shipped()) == {"mirror"}


FAULTS = [
    (changed("class Mirror(Stance)", "clas Mirror(Stance)"), r"m\.py:10: not Python: "),
    (changed("memory = 1", "memory = 1 / 0"), r"m\.py:20: ZeroDivisionError: .*expected a file"),
    ("import sys\nsys.exit(3)", r"m\.py:2: SystemExit: 3; expected a file that runs"),
    ("answer = 42", r"m\.py: no stance in it; expected a class that inherits from Stance"),
    (changed('title = "Mirror"\n    ', ""), "Mirror has no title; expected a text"),
    (changed("memory = 1", 'memory = "one"'), "Mirror has no memory; expected rounds that"),
    (changed('"mirror"', '"My Mirror"'), "name 'My Mirror'; expected small letters, digits and"),
    (changed('"mirror"', '"pavlov"'), "'pavlov' is a stance of the game; expected another name"),
    (changed('parameter(0.1, 0.0, 1.0, "what it adds")', "0.1"), "bonus has no bounds; expected"),
    (changed("@dataclass(frozen=True)\n", ""), r"expected @dataclass\(frozen=True\) above it"),
    (changed("@dataclass(frozen=True)\n", "@dataclass\n"), "cannot inherit non-frozen"),
    (changed("parameter(0.1", "parameter(7.0"), "bonus is 7.0; expected a number from 0 to 1"),
    (changed("return min(last + self.bonus, 1.0)", "return last * 9"), "9.0; expected a number"),
    (changed("return min(last + self.bonus, 1.0)", "return None"), "None; expected a number fr"),
    (changed("record.settled[1]", "record.settled[9]"), r"m\.py:23: Mirror\.level: IndexError"),
    (changed("def because", "def becuase"), "Mirror.because is missing; expected one"),
    (changed('f"You showed us how; we are at {level:.2f}."', "7"), "7; expected a sentence"),
    (
        MIRROR + "\n    def course(self, record, hit):\n        return hit\n",
        r"expected a Course or None",
    ),
    (
        MIRROR + MIRROR[MIRROR.index("\n\n@") :].replace("class Mirror", "class Twin"),
        "Mirror and Twin are both named 'mirror'; expected two names",
    ),
    (
        changed(
            "\n\n@dataclass(frozen=True)",
            "from negotiator.counterparts.stances.base import register\n\n\n"
            "@register\n@dataclass(frozen=True)",
        ),
        "Mirror is no stance of the game; expected no @register",
    ),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_fault_is_one_line_that_says_where(text, said):
    with pytest.raises(plugins.PluginError, match=said) as error:
        plugins.read("m.py", text)
    assert "\n" not in str(error.value)
    assert "m.py" in str(error.value)
    assert f"negotiator_stances_{plugins.fingerprint(text)}" not in sys.modules


def test_a_slip_in_play_is_one_line_that_says_where():
    text = changed("last = record", "last = 1 / (3 - len(record.theirs)); last = record")
    plugins.adopt((plugins.read("m.py", text),))
    rule = stance("mirror")
    assert rule.level(Record()) == 1.0
    with pytest.raises(plugins.PluginError, match=r"m\.py:23: Mirror\.level: ZeroDivisionError"):
        rule.level(Record((1.0,) * 3, (1.0,) * 3))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An installed package with the stance, and with what cannot be loaded."""
    (tmp_path / "mirror_package.py").write_text(MIRROR, encoding="utf-8")
    info = tmp_path / "mirror_package-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mirror-package\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{plugins.GROUP}]\nmirror = mirror_package:Mirror\nlost = mirror_package:Lost\n"
        "wrong = mirror_package:parameter\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    plugins._installed.cache_clear()
    yield
    sys.modules.pop("mirror_package", None)


@pytest.mark.usefixtures("package")
def test_a_package_adds_a_stance_by_an_entry_point():
    assert stance("mirror").level(Record((1.0,), (0.5,))) == pytest.approx(0.6)
    assert "a bit more" in describe("mirror")


@pytest.mark.usefixtures("package")
def test_what_a_package_cannot_give_is_told_and_stops_nothing():
    assert stance("tit-for-tat").level(Record()) == 1.0
    faults = " ".join(listing().split())
    assert "Not loaded: mirror-package: mirror_package:Lost cannot be loaded" in faults
    assert "expected a class that inherits from Stance" in faults
    with pytest.raises(UnknownStanceError, match="mirror_package:Lost cannot be loaded"):
        describe("lost")


def test_the_example_of_the_readme_is_a_stance():
    readme = Path(__file__).parents[2] / "README.md"
    example = re.search(r"```python\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    plugins.adopt((plugins.read("README.md", example[1]),))
    assert stance("thrifty", kept=0.2).level(Record((1.0,), (0.7,))) == pytest.approx(0.5)
