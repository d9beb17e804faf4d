"""Lets the tests of the screens share how they go through them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option that keeps the snapshots of the screens as they look now."""
    parser.addoption("--renew", action="store_true", help="keep snapshots as screens look now")
