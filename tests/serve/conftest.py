"""Lets the tests of the server share their browser."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
