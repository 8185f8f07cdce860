"""Runs on true clusters of this machine: one of two nodes that loses one, and the one that a command line starts."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ray_parts import HarmfulSeat
from run_parts import RULES, Nobody, files_of, harmful, plan_of
from stancewire.runs import archive, hand, ray_cluster, ray_engine
from stancewire.runs.ray_cluster import Cluster
from stancewire.runs.signals import Stopped

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="the extra `ray` is not installed"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Ray's clusters of one machine are for Linux"),
    # Ray leaves its own processes to the system, and files open that it closes when it is collected.
    pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ray:ResourceWarning"),
    pytest.mark.filterwarnings(r"ignore::DeprecationWarning:ray\..*"),  # of Ray's modules to one another
]
TESTS = str(Path(__file__).parents[1])
TEXT = "LMC rejects merger\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge {} surgeries."
NUMBER = 600


@pytest.fixture(autouse=True)
def _one_cluster_at_a_time(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Two would need more memory than they are worth; the tests may run in several processes."""
    with (tmp_path_factory.getbasetemp().parent / "ray.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Two nodes of one core each, where documents may do harm."""
    own = {"HARM": str(tmp_path), "PYTHONPATH": TESTS}
    for name, value in {**ray_cluster.EVERYWHERE, **ray_cluster.LOCALLY, **own}.items():
        monkeypatch.setenv(name, value)
    from ray.cluster_utils import Cluster as Nodes

    store = {"num_cpus": 1, "object_store_memory": 100_000_000}
    nodes = Nodes(initialize_head=True, head_node_args={**store, "include_dashboard": False})
    nodes.add_node(**store)
    try:
        yield nodes
    finally:
        nodes.shutdown()


def table(path: Path) -> Path:
    """Short documents; two of them end their worker, one of those the first time only."""
    texts = {100: "segfault", 300: "once and no more"}
    rows = ({"id": str(k), "text": texts.get(k, TEXT.format(k))} for k in range(NUMBER))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


class Watching(Nobody):
    """Takes a node away in the middle, and some time later ends the run as a user would."""

    def __init__(self, nodes: Any) -> None:
        self._nodes = nodes

    def saw(self, line: Any) -> None:
        super().saw(line)
        if len(self.seen) == 150:
            [node] = self._nodes.worker_nodes
            self._nodes.remove_node(node, allow_graceful=False)
        if len(self.seen) == 450:
            os.kill(os.getpid(), signal.SIGTERM)


def test_a_node_dies_and_nothing_is_lost_or_twice(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = table(tmp_path / "rows.jsonl")
    (tmp_path / "ray").mkdir()
    monkeypatch.setattr(hand, "work", harmful)
    archive.tag_archive(plan_of(inputs, tmp_path / "plain", rows=200), Nobody())

    (tmp_path / "300").unlink()  # it has done its harm once and may do so again
    monkeypatch.setattr(ray_engine, "Seat", HarmfulSeat)
    address = Cluster(address=cluster.address, actors=2)
    watch = Watching(cluster)
    with pytest.raises(Stopped):
        archive.tag_archive(plan_of(inputs, tmp_path / "ray", rows=200, cluster=address), watch)
    assert len(cluster.worker_nodes) == 0
    outcome = archive.tag_archive(plan_of(inputs, tmp_path / "ray", rows=200), Nobody())  # and on without a cluster
    assert outcome.counts == {"abstained": 1, "error": 1, "ok": NUMBER - 2}
    assert files_of(tmp_path / "ray") == files_of(tmp_path / "plain")
    assert len(files_of(tmp_path / "ray")) == 3


def below(process: int) -> set[int]:
    """The ids of a process and all that it started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = {process}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def listening(processes: set[int]) -> set[str]:
    """The addresses, as /proc has them, on which some processes wait for connections."""
    sockets = {
        str(link.readlink())
        for one in processes
        for link in Path(f"/proc/{one}/fd").glob("*")
        if link.is_symlink()
    }  # fmt: skip
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    return {row[1].split(":")[0] for row in lines if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}


def test_a_cluster_of_ones_own_is_heard_on_the_loopback_alone_and_leaves_nothing(tmp_path: Path) -> None:
    code = "from stancewire.cli import main; main()"
    rows, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    rows.write_text("".join(json.dumps({"id": str(k), "text": TEXT.format(k)}) + "\n" for k in range(4000)))
    command = [sys.executable, "-P", "-c", code, "tag", str(rows), "-o", str(out), "--config", str(RULES)]
    process = subprocess.Popen([*command, "--engine", "ray", "--workers", "1"], stderr=subprocess.PIPE, cwd=tmp_path)
    journal = tmp_path / "out.jsonl.journal"
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and process.poll() is None:
        if journal.exists() and b'"commit"' in journal.read_bytes():
            break
        time.sleep(0.05)
    started = below(process.pid)
    heard = listening(started)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=120)[1].decode()
    assert heard
    assert heard <= LOOPBACK
    assert (process.returncode, len(said.splitlines())) == (143, 1), said
    assert re.search("interrupted; give the same command again to go on from what is safe", said)
    while time.monotonic() < deadline and any(Path(f"/proc/{one}").exists() for one in started):
        time.sleep(0.1)
    assert [one for one in started if Path(f"/proc/{one}").exists()] == []
