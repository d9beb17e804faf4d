"""The way to the benchmarks, which lie beside the package, and inside it when installed.

What is measured, and how, is theirs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from negotiator.paths import shipped_benchmarks

_NAME = "negotiator._benchmarks"


def benchmarks(module: str = "run") -> ModuleType:
    """A module of the benchmarks, by its name."""
    if _NAME not in sys.modules:
        folder = shipped_benchmarks()
        spec = spec_from_file_location(
            _NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None
        assert spec.loader is not None
        package = module_from_spec(spec)
        sys.modules[_NAME] = package
        spec.loader.exec_module(package)
    return import_module(f"{_NAME}.{module}")
