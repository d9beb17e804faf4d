"""Where files lie: shipped scenarios and benchmarks, saves, caches."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_scenarios() -> Path:
    """The folder of the scenarios that come with the program.

    In an installed wheel they lie inside the package, in a checkout beside it.
    """
    inside = _PACKAGE / "_scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def shipped_benchmarks() -> Path:
    """The folder of the benchmarks, which are found as the scenarios are."""
    inside = _PACKAGE / "_benchmarks"
    return inside if inside.is_dir() else _PACKAGE.parent / "benchmarks"


def saves_folder() -> Path:
    """`saves/` in the working folder when there is one, else the user's data folder."""
    here = Path.cwd() / "saves"
    if here.is_dir():
        return here
    from platformdirs import user_data_path

    return user_data_path("negotiator", appauthor=False) / "saves"


def cache_folder() -> Path:
    """Where results that can be computed again are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("negotiator", appauthor=False)


def settings_file() -> Path:
    """Where the player's settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("negotiator", appauthor=False) / "settings.toml"
