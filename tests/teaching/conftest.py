"""Lets the tests of reports share their saves."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_of_saves import played_out


@pytest.fixture(scope="session")
def saves(tmp_path_factory):
    """Saves by name: a deal kept, a deal broken, no deal, one in its middle."""
    return played_out(tmp_path_factory.mktemp("saves"))
