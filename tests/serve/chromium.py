"""A real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from screen import Screen
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PATIENCE = 60
#: As root, in a container, and asking nothing of any network.
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
#: What the terminal is sent is kept, so that a test sees what a reader sees.
_LISTEN = """
window.sent = [];
const Line = window.WebSocket;
window.WebSocket = class extends Line {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', (event) => {
      if (typeof event.data === 'string') { return; }
      Promise.resolve(event.data.arrayBuffer ? event.data.arrayBuffer() : event.data).then((data) =>
        window.sent.push(Array.from(new Uint8Array(data), (each) =>
          String.fromCharCode(each)).join('')));
    });
  }
};
"""


class Window:
    """A window of Chromium that looks at one page."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1280, 800)) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*_FLAGS, f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _LISTEN})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.quit()

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Until something holds; what was seen instead is told."""
        try:
            WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1).until(lambda _: holds())
        except TimeoutException as error:
            raise AssertionError(f"{what}; card: {self.card!r}; shown:\n{self.screen}") from error

    @property
    def card(self) -> str:
        """What the card over the terminal says; empty when it is gone."""
        found = self.driver.find_elements(By.ID, "over")
        if not found or not found[0].is_displayed():
            return ""
        return str(self.driver.find_element(By.ID, "said").text)

    @property
    def screen(self) -> str:
        """What the terminal shows."""
        sent = "".join(self.driver.execute_script("return window.sent || []"))
        screen = Screen()
        screen.feed(sent.encode("latin-1").decode(errors="replace"))
        return screen.text

    def sees(self, *words: str) -> None:
        """Until the terminal shows all these words, and no card is over it."""
        self.until(
            lambda: not self.card and all(word in self.screen for word in words),
            f"expected {words}",
        )

    def press(self, key: str) -> None:
        """Press a key in the terminal."""
        self.driver.find_element(By.CLASS_NAME, "xterm-helper-textarea").send_keys(key)

    def tap(self, selector: str) -> None:
        """Press a button of the page, once it is there."""
        button = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.until(button.is_displayed, selector)
        button.click()

    def type(self, name: str, text: str, *, enter: bool = True) -> None:
        """Fill in a field of a form, and send it."""
        field = self.driver.find_element(By.NAME, name)
        field.clear()
        field.send_keys(text, *([Keys.ENTER] if enter else []))

    def requested(self) -> Iterator[str]:
        """Addresses that the pages asked for."""
        for entry in self.driver.get_log("performance"):
            told = json.loads(entry["message"])["message"]
            if told["method"] == "Network.requestWillBeSent":
                yield told["params"]["request"]["url"]

    def faults(self) -> list[str]:
        """What the console complains of."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]
