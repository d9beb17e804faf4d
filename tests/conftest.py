"""What every test runs under: nothing outside its own temporary folders is read or written."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# As the commands have it, before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The machine decides how fast an example is, so no example has a deadline; and the same examples
# everywhere, so that a failure seen once is seen by everyone.
settings.register_profile("negotiator", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("negotiator")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers for each core: tests of the screens wait half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Saves and caches of the person who runs the tests are neither seen nor touched.

    The folders last for the whole run, and workers of one run share them: what one test has
    computed, another finds in the cache.
    """
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            folder = home / name.lower()
            folder.mkdir(exist_ok=True)
            patch.setenv(name, str(folder))
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        yield
