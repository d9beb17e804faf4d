"""The page on other libraries: its code runs where they are installed, what it names exists."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from negotiator.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def said(block, capsys):
    exec(compile(block, "docs/interfaces.md", "exec"), {})
    return capsys.readouterr().out


def test_there_are_three_pieces_of_code():
    assert [("parallel_env" in block, "negmas" in block) for block in BLOCKS] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_learners_play(capsys):
    pytest.importorskip("pettingzoo")
    told = said(BLOCKS[0], capsys)
    assert "Two neighbours, round 6 of 6" in told
    assert re.search(r"mutual benefit \d+ of 100", told)


def test_the_dearest_gift_is_not_the_best_level_against_tit_for_tat(capsys):
    pytest.importorskip("pettingzoo")
    earned = [float(x) for x in re.findall(r"([-+][\d.]+) billion", said(BLOCKS[1], capsys))]
    assert len(earned) == 11
    assert earned[0] < 0 < earned[-1] < max(earned)


def test_negotiators_agree_and_the_game_scores_it(tmp_path, monkeypatch, capsys):
    pytest.importorskip("negmas")
    monkeypatch.chdir(tmp_path)
    [command] = re.findall(r"^    negotiator (export .*)$", PAGE, flags=re.MULTILINE)
    assert main(command.split()) == 0
    told = said(BLOCKS[2], capsys)
    one, other = map(float, re.search(r"gains of (\S+) and (\S+) billion", told).groups())
    assert min(one, other) > 0


def test_what_is_named_is_there():
    names = re.findall(r"`(negotiator\.[\w.]+)`", PAGE)
    assert names
    for name in names:
        try:
            import_module(name)
        except ModuleNotFoundError:
            module, _, attribute = name.rpartition(".")
            assert hasattr(import_module(module), attribute), name
    for path in re.findall(r"`(tests/[\w/.]+)`", PAGE):
        assert (ROOT / path).is_file(), path
