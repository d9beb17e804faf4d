"""The jobs of a tournament on the machines of a Dask cluster."""

from __future__ import annotations

import importlib
import socket
from collections.abc import Generator, Sequence
from typing import Any

from negotiator import __version__
from negotiator.economy.arrays import Array
from negotiator.tournament.errors import TournamentError
from negotiator.tournament.plan import Job, Plan
from negotiator.tournament.tally import work

#: Seconds until a cluster that does not answer, or has nobody who works, is given up.
PATIENCE = 5


def over_cluster(
    address: str, plan: Plan, todo: Sequence[Job], left: Sequence[int]
) -> Generator[tuple[int, Array], None, None]:
    """Play the jobs that are left, each as soon as a worker is free.

    Parameters
    ----------
    address
        Of the scheduler, such as tcp://10.0.0.1:8786.

    Yields
    ------
    The place of a job in `todo` and its tally, as they are done.

    Raises
    ------
    TournamentError
        When Dask is not installed, nobody answers or works there, or workers have not this
        version of the program.
    """
    dask = _dask()
    client = _client(dask, address)
    waiting: dict[Any, int] = {}
    try:
        _check_workers(client, address)
        # Each job is one of a kind: without chance of being taken for the result of another.
        waiting = {client.submit(work, plan, todo[place], pure=False): place for place in left}
        for finished in dask.as_completed(list(waiting), loop=client.loop):
            try:
                tally = finished.result()
            except (dask.KilledWorker, OSError) as error:
                raise TournamentError(f"--dask {address}: a worker was lost: {error}") from None
            yield waiting.pop(finished), tally
    finally:
        client.cancel(list(waiting))
        client.close()


def _dask() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise TournamentError(
            "--dask: Dask is not installed; expected it: pip install 'negotiator[dask]'"
        ) from None


def _client(dask: Any, address: str) -> Any:
    try:
        # Tried first by itself: a client that fails to connect complains as Python ends.
        if not address.startswith("inproc:"):
            place = importlib.import_module("distributed.comm").get_address_host_port
            socket.create_connection(place(address), timeout=PATIENCE).close()
        return dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise TournamentError(
            f"--dask {address}: {error}; expected the address of a scheduler that runs,"
            " such as tcp://127.0.0.1:8786"
        ) from None


def _check_workers(client: Any, address: str) -> None:
    """Refuse a cluster on which jobs would fail, or wait for ever."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError):
        raise TournamentError(
            f"--dask {address}: nobody works there; expected workers: dask worker {address}"
        ) from None
    try:
        # The scheduler reads jobs too before it hands them on.
        found = [client.run_on_scheduler(version), *client.run(version, on_error="return").values()]
    except (AttributeError, ImportError) as error:
        found = [error]
    others = sorted({str(each) for each in found} - {__version__})
    if others:
        raise TournamentError(
            f"--dask {address}: machines have {', '.join(others)}; expected negotiator"
            f" {__version__} on all, the scheduler's too"
        )


def version() -> str:
    """Of the program on the machine that is asked."""
    return __version__
