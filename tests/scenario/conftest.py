"""Lets the tests of scenarios share their players and what scenarios promise."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
