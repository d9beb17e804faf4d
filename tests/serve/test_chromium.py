"""A real browser: join, play, close, resume; two seats; a wrong code; nothing from elsewhere.

Run where Chromium, its driver and selenium are: `pip install '.[serve]' selenium`, and
`pytest tests/serve/test_chromium.py`. Elsewhere it is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
pytest.importorskip("aiohttp", reason="needs negotiator[serve]")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and its driver")

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
#: As root, in a container, and asking nothing of any network.
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


class Class:
    """A server with a class of two."""

    def __init__(self, folder: Path) -> None:
        (folder / "saves").mkdir()
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            port = line.getsockname()[1]
        self.at = f"http://127.0.0.1:{port}"
        command = ["serve", "two-neighbours", "--class", "2", "--port", str(port), "--grace", "0"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "negotiator", *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = [self.process.stdout.readline()]
        while "The same next time" not in said[-1] and self.process.poll() is None:
            said.append(self.process.stdout.readline())
        self.said = "".join(said)
        room = json.loads((folder / "saves" / "rooms" / "class" / "room.json").read_text())
        self.seats, self.door = room["seats"], room["door"]
        self.teacher = f"{self.at}/teacher/{room['teacher']}"

    def seat(self, number: int) -> dict[str, object]:
        """Where a seat is, as the teacher sees it."""
        with urlopen(f"{self.teacher}/state") as found:
            return json.load(found)["seats"][number - 1]

    def do(self, what: str) -> None:
        """Press a button of the teacher's page."""
        ask = Request(f"{self.teacher}/do/{what}", method="POST", headers={"Origin": self.at})
        with urlopen(ask):
            pass


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    found = Class(tmp_path_factory.mktemp("class"))
    yield found
    found.process.send_signal(signal.SIGINT)
    assert found.process.wait(20) == 0
    found.process.stdout.close()


@pytest.fixture
def chromium(tmp_path):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1280,800"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield found
    found.quit()


def until(chromium, holds):
    WebDriverWait(chromium, PATIENCE, poll_frequency=0.1).until(lambda _: holds())


def said(chromium):
    """What the card over the terminal says; empty when it is gone."""
    card = chromium.find_element(By.ID, "over")
    return chromium.find_element(By.ID, "said").text if card.is_displayed() else ""


def keys(chromium, typed):
    chromium.find_element(By.CLASS_NAME, "xterm-helper-textarea").send_keys(typed)


def requested(chromium):
    """Addresses that the page asked for."""
    for entry in chromium.get_log("performance"):
        told = json.loads(entry["message"])["message"]
        if told["method"] == "Network.requestWillBeSent":
            yield told["params"]["request"]["url"]


def test_a_wrong_code_is_told_so_and_the_boards_code_finds_a_seat(served, chromium):
    chromium.get(served.at)
    chromium.find_element(By.NAME, "code").send_keys("WRONGCODE", Keys.ENTER)
    until(chromium, lambda: "No seat has this code" in chromium.page_source)
    chromium.find_element(By.NAME, "code").send_keys(served.door.lower(), Keys.ENTER)
    until(chromium, lambda: chromium.current_url.endswith(served.seats[0]))


def test_join_play_close_and_resume_beside_another_seat(served, chromium):
    first, second = (f"{served.at}/seat/{code}" for code in served.seats)
    chromium.get(first)
    until(chromium, lambda: "has not begun" in said(chromium))
    until(chromium, lambda: served.seat(1)["round"] == 1)
    served.do("start")
    until(chromium, lambda: said(chromium) == "")
    own = chromium.current_window_handle
    chromium.switch_to.new_window("tab")
    chromium.get(second)
    until(chromium, lambda: served.seat(2)["present"] and said(chromium) == "")
    other = chromium.current_window_handle

    chromium.switch_to.window(own)
    keys(chromium, Keys.ENTER)  # away with the briefing

    def ended():
        keys(chromium, "e")
        return served.seat(1)["round"] == 2

    WebDriverWait(chromium, PATIENCE, poll_frequency=2).until(lambda _: ended())
    assert served.seat(2)["round"] == 1
    served.do("pause")
    until(chromium, lambda: "paused" in said(chromium))
    served.do("start")
    own_site = (served.at, served.at.replace("http", "ws"))
    asked = [url for url in requested(chromium) if url.startswith(("http", "ws"))]
    assert asked
    assert [url for url in asked if not url.startswith(own_site)] == []
    # The font came with the page.
    assert chromium.execute_script("return document.fonts.check('16px \"Roboto Mono\"')")
    faults = [each for each in chromium.get_log("browser") if each["level"] == "SEVERE"]
    assert faults == []

    chromium.close()
    until_alone = WebDriverWait(None, PATIENCE, poll_frequency=0.1)
    until_alone.until(lambda _: not served.seat(1)["alive"])
    chromium.switch_to.window(other)
    chromium.get(first)
    until(chromium, lambda: served.seat(1)["present"] and said(chromium) == "")
    assert served.seat(1)["round"] == 2
