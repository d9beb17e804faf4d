"""A real browser: join, play, close, resume; two seats; a wrong code; nothing from elsewhere.

Run where Chromium, its driver and selenium are: `pip install '.[serve]' selenium`, and
`pytest tests/serve/test_chromium.py`. Elsewhere it is skipped.

Every test has a server and windows of its own, and presses only what it has seen asked for.
"""

from __future__ import annotations

import pytest

pytest.importorskip("selenium.webdriver", reason="needs selenium")
pytest.importorskip("aiohttp", reason="needs negotiator[serve]")

from chromium import CHROMIUM, DRIVER, Window
from selenium.webdriver.common.keys import Keys
from server import Class

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and its driver")


@pytest.fixture
def served(tmp_path):
    with Class(tmp_path, 2, "--grace", "0") as found:
        yield found


@pytest.fixture
def window(tmp_path):
    with Window(tmp_path / "one") as found:
        yield found


@pytest.fixture
def other(tmp_path):
    with Window(tmp_path / "other") as found:
        yield found


def test_a_wrong_code_is_told_so_and_the_boards_code_finds_a_seat(served, window):
    window.driver.get(served.at)
    window.type("code", "WRONGCODE")
    window.until(lambda: "No seat has this code" in window.driver.page_source)
    window.type("code", served.door.lower())
    window.until(lambda: window.driver.current_url.endswith(served.seats[0]))


def test_join_play_close_and_resume_beside_another_seat(served, window, other):
    first, second = (f"{served.at}/seat/{code}" for code in served.seats)
    window.driver.get(first)
    window.until(lambda: "has not begun" in window.card)
    window.until(lambda: served.seat(1)["round"] == 1)
    served.do("start")
    window.sees("To the desk")  # it is briefed
    other.driver.get(second)
    other.sees("To the desk")

    window.press(Keys.ENTER)
    window.sees("End round")
    window.press("e")
    window.sees("Round 1 of 6", "Go on")
    window.until(lambda: served.seat(1)["round"] == 2)
    assert served.seat(2)["round"] == 1
    served.do("pause")
    window.until(lambda: "paused" in window.card)
    served.do("start")
    window.sees("Go on")

    own_site = (served.at, served.at.replace("http", "ws"))
    asked = [url for url in window.requested() if url.startswith(("http", "ws"))]
    assert asked
    assert [url for url in asked if not url.startswith(own_site)] == []
    # The font came with the page.
    assert window.driver.execute_script("return document.fonts.check('16px \"Roboto Mono\"')")
    assert window.faults() == []

    window.driver.get("about:blank")
    other.until(lambda: not served.seat(1)["alive"])
    window.driver.get(first)
    window.sees("2 of 6", "End round")
    assert served.seat(1)["round"] == 2
    other.sees("To the desk")  # as it was


def test_a_tablet_has_keys_and_the_colours_of_its_system(served, window):
    page = window.driver
    page.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    light = {"name": "prefers-color-scheme", "value": "light"}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [light]})
    served.do("start")
    page.get(f"{served.at}/seat/{served.seats[0]}")
    window.sees("To the desk")
    window.tap('[data-key="Enter"]')
    window.sees("End round")
    window.tap('[data-key="Enter"]')
    window.sees("Accept theirs")
    window.tap('[data-key="Esc"]')
    window.sees("End round")

    def ground():
        return page.execute_script("return getComputedStyle(document.body).backgroundColor")

    assert ground() == "rgb(246, 244, 238)"  # as the light theme has it
    window.tap("#colours")
    window.until(lambda: ground() == "rgb(0, 0, 0)", "high contrast")


def test_the_teachers_page_names_those_who_wait_and_later_only_when_asked(served, window, other):
    name = "<b>Ana</b> & co"
    other.driver.get(served.at)
    other.type("code", served.door, enter=False)
    other.type("name", name)
    other.until(lambda: "has not begun" in other.card)
    window.driver.get(served.teacher)

    def names():
        return [each.text for each in window.driver.find_elements("css selector", ".name")]

    window.until(lambda: names() == [name, ""])
    window.tap('[data-do="start"]')
    window.until(lambda: names() == ["", ""])
    assert not window.driver.find_element("css selector", ".code").is_displayed()
    window.tap("#names")
    window.until(lambda: names() == [name, ""])
    window.tap("#codes")
    assert served.seats[0] == window.driver.find_element("css selector", ".code").text.replace(
        "-", ""
    )
    window.tap(".forget")
    window.until(lambda: served.seat(1)["name"] == "")
    assert window.faults() == []


def test_the_teacher_frees_a_seat_once_that_is_confirmed(served, window, other):
    other.driver.get(f"{served.at}/seat/{served.seats[0]}")
    other.until(lambda: "has not begun" in other.card)
    window.driver.get(served.teacher)
    window.tap("#freeing")
    window.tap(".free")
    window.tap("#no")
    assert served.seat(1)["present"]
    window.tap(".free")
    window.tap("#yes")
    other.until(lambda: "freed this seat" in other.card)
    assert not served.seat(1)["taken"]
    other.tap("#again")
    other.until(lambda: "No seat has this code" in other.driver.page_source)
    assert window.faults() == []
