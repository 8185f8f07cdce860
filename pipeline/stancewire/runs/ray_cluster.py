"""Ray as a run uses it: found, joined without a word to anybody, and left again.

Without an address a cluster is started that lives as long as the run and listens on the loopback alone. Nothing is
uploaded to a cluster: its nodes have stancewire, its models and its configs installed as the driver has.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from stancewire.errors import CrewError, MissingLibrary

STORE_BYTES: Final = 268_435_456  # of shared memory on a cluster of our own; a few chunks of documents are in it
KNOCK_SECONDS: Final = 10.0
_CLIENT: Final = "ray://"
# Read by Ray where it is imported or started.
EVERYWHERE: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # under `uv run` it would upload the working directory
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",  # it prints of dead workers to standard output, where records may go
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns of what it will do one day
}
LOCALLY: Final = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # its one switch, on Linux too, for 127.0.0.1 in place of every interface
    "RAY_worker_niceness": "0",  # it is 15: on a machine that does anything else, the workers would starve
    "RAY_memory_monitor_refresh_ms": "0",  # it kills whole actors; the kernel takes the process with the document
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Where a run goes with --engine ray."""

    address: str | None = None  # of a cluster that is there; None: one is started on this machine
    actors: int = 0  # at most, each with a core and a model; 0: one for each core


class Session:
    """A connection to a cluster; `ray` is the library. Raises MissingLibrary, CrewError."""

    def __init__(self, cluster: Cluster) -> None:
        _refuse_client(cluster.address)
        local = cluster.address is None
        self.ray = _library({**EVERYWHERE, **(LOCALLY if local else {})})
        with _signals_kept():
            _join(self.ray, cluster)
        cores = int(self.ray.cluster_resources().get("CPU", 0))
        self.seats = cluster.actors or cores
        if not cores:
            self.close()
            raise CrewError(str(cluster.address), "the cluster has no cores", "start a node with `ray start`")

    def close(self) -> None:
        """Leave; a cluster of our own ends, and on any other what this run started."""
        with _signals_kept():
            self.ray.shutdown()


def _library(environment: Mapping[str, str]) -> Any:
    if not (find_spec("ray") and find_spec("pandas")):
        raise MissingLibrary("ray", "is not installed", "say pip install 'stancewire[ray]'")
    os.environ.update(environment)
    import_module("ray.data")
    # Its progress and its tracebacks; what ends a run is said as a sentence.
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    return sys.modules["ray"]


def _refuse_client(address: str | None) -> None:
    if address and address.startswith(_CLIENT):
        hint = "give this command on a node of the cluster, with --address auto"
        raise CrewError(address, "is the address of a Ray client, which has no object store of its own", hint)


def _join(ray: Any, cluster: Cluster) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL, "namespace": "stancewire"}
    try:
        if cluster.address is None:
            cores = cluster.actors or None
            ray.init(address="local", num_cpus=cores, include_dashboard=False, object_store_memory=STORE_BYTES, **quiet)
        else:
            _knock(cluster.address)
            ray.init(address=cluster.address, **quiet)
    except (OSError, RuntimeError, ValueError, AssertionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        hint = "start one with `ray start --head`, and give this command on one of its nodes"
        if cluster.address is None:
            hint = "free some memory, or take --workers without Ray"
        raise CrewError(cluster.address or "ray", f"no cluster can be joined ({reason})", hint) from None


def _knock(address: str) -> None:
    """Whether anybody is there; Ray itself would ask for two minutes. Raises OSError."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK_SECONDS).close()


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray puts a handler of its own in the place of ours, which would end a run without a commit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
