"""The settings file: what it can say, what is refused and how, and that the game goes on."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from pilots import begin, on, until

import negotiator.ui
from negotiator.cli import main
from negotiator.ui.app import NegotiatorApp
from negotiator.ui.commands import help_of
from negotiator.ui.keys import (
    SWALLOWED,
    Bound,
    accepted,
    bound,
    clashes,
    classes,
    example,
    long,
    short,
)
from negotiator.ui.named import TOKEN, called, keyed
from negotiator.ui.settings import read, with_theme
from negotiator.ui.text import prose


def written(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path):
    """All faults of a file, without its name."""
    settings = read(path)
    told = [*settings.faults, settings.theme_fault(), *accepted(settings)[1]]
    return [each.removeprefix(str(path)) for each in told if each]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ('theme = "nord"\ncoach = true\nmotion = false\n[keys]\ndesk.end = "f5"\n', []),
        ("\ntheem = 1\n", [":2: no setting 'theem'; did you mean theme?"]),
        ('coach = "yes"', [":1: coach is 'yes'; expected true or false"]),
        ("motion = 1", [":1: motion is 1; expected true or false"]),
        ("keys = true", [":1: keys is true; expected a table: [keys] on a line of its own, and"]),
        ('theme = "nrod"', [":1: no theme 'nrod'; did you mean nord?"]),
        ("theme = true", [":1: theme is true; expected a name in quotes"]),
        ('coach = true\ntheme = "nord\n', [":2: illegal character"]),
        ('[keys]\n\ndesk.polic = "x"', [":3: no binding 'desk.polic'; did you mean desk.policy?"]),
        ("[keys.desk]\nend = 5", [":2: desk.end is 5; expected a key in quotes, or several"]),
        ("[keys]\ndesk.end = []", [":2: desk.end is []; expected a key in quotes"]),
        ('[keys]\ndesk.end = "ctrl+m"', [":2: desk.end cannot be 'ctrl+m': a terminal sends it a"]),
        ('[keys]\ndesk.end = "hyper+x"', [":2: desk.end cannot be 'hyper+x': expected ctrl, shi"]),
        ('[keys]\ndesk.end = "entre"', [":2: desk.end cannot be 'entre': no such key; expected"]),
        ('[keys]\ndesk.end = "p"', [":2: desk.end and desk.policy would both be p; kept e"]),
        # What the program hears everywhere is not taken by a screen, nor by a widget on one.
        ('[keys]\ndesk.end = "?"', [":2: desk.end and app.help would both be ?; kept e"]),
        (
            '[keys]\neditor.undo = "p"',
            [":2: editor.undo and talks.propose would both be p; kept u"],
        ),
        # Two may change places, and others of other screens may have the same.
        ('[keys]\ndesk.end = "p"\ndesk.policy = "e"', []),
        ('[keys]\ndesk.end = "o"', []),
        # Refused, a key goes back to where another wanted to be.
        (
            '[keys]\ndesk.end = "s"\ndesk.policy = "e"',
            [
                ":2: desk.end and desk.score would both be s; kept e",
                ":3: desk.policy and desk.end would both be e; kept p",
            ],
        ),
    ],
)
def test_a_fault_is_one_line_that_says_where_and_what_was_expected(tmp_path, text, told):
    found = sorted(faults(written(tmp_path, text)))
    assert len(found) == len(told)
    for one, start in zip(found, told, strict=True):
        assert one.startswith(start)
        assert "\n" not in one


def test_a_file_that_is_no_text_is_refused_in_a_line(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \xff")
    assert read(path).faults == (f"{path}: it is not UTF-8 text; played without it",)


def test_every_key_has_one_name_and_no_two_of_a_screen_clash():
    """A list widget's Enter is heard before its screen's, which does the same; what opens help
    closes it."""
    meant = {
        ("enter", "standings.about", "meetings.choose"),
        ("question_mark", "help.close", "app.help"),
    }
    assert set(clashes({})) == meant
    named: dict[str, Bound] = {}
    for kind in classes():
        mine = list(bound(kind))
        assert len(mine) == len(vars(kind)["BINDINGS"])  # none without a name
        for each in mine:  # a name that several have is one and the same key
            assert named.setdefault(each.id, each).keys == each.keys


def test_no_built_in_key_is_one_that_terminals_swallow():
    keys = {key for kind in classes() for each in bound(kind) for key in each.keys}
    assert keys.isdisjoint(SWALLOWED)


@pytest.mark.parametrize("key", ["?", ",", "+", "ctrl+o", "shift+left", "f5", "P", "-"])
def test_a_key_has_a_long_and_a_short_name(key):
    assert short(long(key)) == key
    assert "," not in long(key)


def test_the_example_is_a_settings_file_and_says_what_is_built_in(tmp_path):
    text = example()
    assert tomllib.loads(text) == {}
    whole = re.sub(r"(?m)^#(?=\S)", "", text)
    path = written(tmp_path, whole)
    assert faults(path) == []
    keymap, _ = accepted(read(path))
    assert keymap == {each.id: each.keys for kind in classes() for each in bound(kind)}
    assert max(map(len, text.splitlines())) <= 100
    # Screens are called what a player knows them by.
    heads = re.findall(r"(?m)\n\n# (.+)", text)
    assert {"Everywhere", "The desk", "Talks", "After a round", "A match, watched"} <= set(heads)


def test_the_command_tells_where_the_file_lies_and_what_is_wrong(tmp_path, monkeypatch, capsys):
    path = written(tmp_path, "coach = 1\n")
    monkeypatch.setattr("negotiator.paths.settings_file", lambda: path)
    assert main(["settings"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"# {path} (there)\n")
    assert tomllib.loads(out) == {}
    assert err == f"negotiator settings: {path}:1: coach is 1; expected true or false\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "nord"\n'),
        ("# mine\ncoach = true", '# mine\ncoach = true\ntheme = "nord"\n'),
        ('theme = "x" # old\ncoach = true\n', 'theme = "nord"\ncoach = true\n'),
        ('[keys]\ntheme = "t"\n', 'theme = "nord"\n[keys]\ntheme = "t"\n'),
        ("a = 1\n  [keys]\n\n[b]\n", 'a = 1\ntheme = "nord"\n  [keys]\n\n[b]\n'),
    ],
)
def test_a_theme_is_written_and_all_else_stays(before, after):
    assert with_theme(before, "nord") == after
    assert tomllib.loads(after)["theme"] == "nord"


async def test_the_game_follows_its_settings(tmp_path):
    path = written(
        tmp_path,
        'theme = "negotiator-contrast"\ncoach = true\nmotion = false\n'
        '[keys]\ntitle.tournament = "f6"\ntitle.leave = "t"\napp.help = "nothing"\n',
    )
    app = NegotiatorApp(folder=tmp_path, settings=path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(app._keymap))
        assert (app.theme, app.coach, app.animation_level) == ("negotiator-contrast", True, "none")
        told = [each.message for each in app._notifications]
        assert len(told) == 1
        assert f"{path}:7: app.help cannot be 'nothing'" in told[0]
        await pilot.press("f6")
        await until(pilot, on(app, "TournamentScreen"))
        await pilot.press("escape")
        await until(pilot, on(app, "TitleScreen"))
        await pilot.press("t")
        await until(pilot, lambda: app.return_code is not None)


async def test_a_theme_that_is_chosen_is_there_the_next_time(tmp_path):
    path = tmp_path / "new" / "settings.toml"
    app = NegotiatorApp(folder=tmp_path, settings=path)
    assert not path.exists()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "TourScreen"))
        await pilot.press("escape")
        await until(pilot, on(app, "TitleScreen"))
        app.theme = "gruvbox"
        await until(pilot, lambda: read(path).theme == "gruvbox")
    assert NegotiatorApp(settings=path).theme == "gruvbox"
    assert NegotiatorApp().theme == "negotiator"  # in a class nothing is read


def test_texts_name_keys_by_their_bindings():
    """Every key in a text is a binding's own, and help names no key in any other way."""
    known = {each.id: each for kind in classes() for each in bound(kind)}
    seen = set()
    for path in sorted(Path(negotiator.ui.__file__).parent.rglob("*.py")):
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        for built_in, name in (each for text in texts for each in TOKEN.findall(text)):
            keys = {called(short(key)) for key in known[name].keys}
            named = set(built_in.split("/")) if len(built_in) > 1 else {built_in}
            assert named <= keys | {"Left"} if "left" in known[name].keys else named <= keys, name
            seen.add(name)
    assert len(seen) > 80
    keys = {called(short(key)) for each in known.values() for key in each.keys}
    for kind in classes():
        bare = {*re.findall(r"\*\*([^*{}]+)\*\*", vars(kind).get("HELP") or "")} & keys
        assert not bare - {"+", "Space", "Enter"}, kind  # a sign; keys of lists


def told_by(app):
    """What the open screen's help says, as it is read."""
    return prose(help_of(app, app.screen), keyed).plain


async def test_texts_name_the_keys_of_the_settings(tmp_path):
    path = written(
        tmp_path, '[keys]\ntalks.propose = ["f6", "P"]\ndesk.end = "*"\neditor.undo = "ctrl+u"\n'
    )
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path, settings=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(app, "BriefingScreen"))
        await until(pilot, lambda: bool(app._keymap))
        await pilot.press("enter")
        await until(pilot, on(app, "DeskScreen"))
        assert "* ends the round" in told_by(app)
        await pilot.press("enter")
        await until(pilot, on(app, "TalksScreen"))
        told = told_by(app)
        assert "F6 proposes" in told
        assert "Ctrl+U undoes" in told
        assert "g asks" in told
        await pilot.press("a")
        await until(pilot, on(app, "ConfirmScreen"))
        await pilot.press("n", "f1")
        await until(pilot, on(app, "HelpScreen"))
    assert keyed("{p talks.propose}") == "F6"
    assert keyed("{p/x talks.propose}") == "F6 or P"
    NegotiatorApp()
    assert keyed("{p talks.propose}, {p/x talks.propose}") == "p, p or x"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_leaving_loses_no_unsaved_game_without_a_question(tmp_path, key):
    """Textual's own key leaves as ours does."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    app = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path / "file")
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press(key)
        await until(pilot, on(app, "UnsavedScreen"))
        await pilot.press("n")
        await until(pilot, on(app, "DeskScreen"))
        await pilot.press(key)
        await until(pilot, on(app, "UnsavedScreen"))
        await pilot.press(key)
        await until(pilot, lambda: app.return_code is not None)
    saved = NegotiatorApp("two-neighbours", "SML", 3, folder=tmp_path / "saves")
    async with saved.run_test(size=(80, 24)) as pilot:
        await until(pilot, on(saved, "BriefingScreen"))
        await pilot.press("enter", key)
        await until(pilot, lambda: saved.return_code is not None)
