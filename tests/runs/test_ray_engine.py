"""What the driver of a cluster promises, whatever the cluster does: here one of no processes, which does what it is told."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article
from run_parts import RULES, ToyCrew, toy_line
from stancewire.cli import run
from stancewire.config import load_config
from stancewire.errors import CrewError, MissingLibrary
from stancewire.runs import ray_cluster, ray_engine
from stancewire.runs.hand import Settings
from stancewire.runs.lines import Job, LeftOut, Line, Mark
from stancewire.runs.ray_cluster import Cluster
from stancewire.runs.ray_engine import Fleet
from stancewire.runs.ray_seat import Seat, identity_of, packed, unpacked
from stancewire.runs.selection import EVERYTHING

SETTINGS = Settings(config=load_config(RULES), with_text=True, selection=EVERYTHING)


class Remote:
    """A method of an actor."""

    def __init__(self, work: Any) -> None:
        self.remote = work


class ToyDesk:
    def __init__(self) -> None:
        self.chunks: list[tuple[int, list[Job]]] = []
        self.put = Remote(lambda number, where: self.chunks.append((number, where[0])))


class ToySession:
    """A cluster of two actors, and its library."""

    def __init__(self, cluster: Cluster) -> None:
        self.ray = self
        self.seats = 2
        self.is_open = True

    def put(self, jobs: list[Job]) -> list[Job]:
        return jobs

    def kill(self, desk: ToyDesk) -> None:
        desk.chunks.clear()

    def close(self) -> None:
        self.is_open = False


class ToyFleet(Fleet):
    """Answers as a script says: the number of a chunk on the desk, or a negative one where the cluster breaks off."""

    script: Iterator[int] = iter(())
    poison: str | None = None  # the id of a document that ends its actor each time
    starts = 0

    def _new_desk(self) -> ToyDesk:
        ToyFleet.starts += 1
        return ToyDesk()

    def _streamed(self) -> Iterator[Any]:
        while True:
            step = next(self.script, 0)
            if step < 0:
                raise RuntimeError("The actor died unexpectedly")
            number, jobs = self._desk.chunks.pop(step % len(self._desk.chunks))
            if any(job.item.id == self.poison for job in jobs):
                raise RuntimeError("The actor died unexpectedly")
            yield packed(number, [toy_line(job) for job in jobs], 0.1)


@pytest.fixture(autouse=True)
def _no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_engine, "Session", ToySession)
    monkeypatch.setattr(ray_engine, "Crew", ToyCrew)
    monkeypatch.setattr(ToyFleet, "starts", 0)


def jobs(number: int) -> Iterator[Job]:
    return (
        Job(item=article(f"Text {k}", uri=f"{k}.txt"), original=None, mark=Mark(inputs=k + 1)) for k in range(number)
    )


def answered(number: int, steps: list[int], poison: int | None = None) -> list[tuple[Job, Line | LeftOut]]:
    fleet = ToyFleet(SETTINGS, Cluster())
    fleet.script = iter(steps)
    fleet.poison = None if poison is None else list(jobs(number))[poison].item.id
    try:
        return list(fleet.answers(jobs(number)))
    finally:
        fleet.close()


@settings(max_examples=60)
@given(number=st.integers(0, 90), steps=st.lists(st.integers(-1, 12), max_size=40))
def test_each_document_has_one_line_in_its_place_whatever_breaks_off(number: int, steps: list[int]) -> None:
    # Five failures in a row are the end of a run, and another matter.
    found = answered(number, [one for step in steps for one in ([step, 0] if step < 0 else [step])])
    assert [job.mark.inputs for job, _ in found] == list(range(1, number + 1))
    assert [line for _, line in found] == [toy_line(job) for job in jobs(number)]


def test_a_chunk_that_ends_its_actor_twice_is_tagged_beside_the_driver() -> None:
    found = answered(40, [], poison=17)
    assert [line for _, line in found] == [toy_line(job) for job in jobs(40)]
    assert ToyFleet.starts == 3


def test_documents_are_read_only_as_they_are_needed() -> None:
    fleet = ToyFleet(SETTINGS, Cluster())
    source = jobs(10_000)
    next(fleet.answers(source))
    assert next(source).mark.inputs <= 33  # two actors, four chunks each, four documents while nothing is known


def test_a_cluster_that_is_of_no_use_ends_the_run_with_its_reason() -> None:
    words = r"the Ray cluster: broke off 5 times without an answer \(The actor died unexpectedly\); look at its nodes"
    with pytest.raises(CrewError, match=words):
        answered(40, [-1] * 20)


def test_lines_come_back_as_they_were() -> None:
    lines = [
        Line(id="a\udcff", status="ok", primary="none", message=None, json=b'{"id": "\xc3\xa9"}'),
        Line(id="b", status="error", primary=None, message="b\udcff: is empty", json=b"{}"),
        LeftOut(reason="since"),
    ]
    assert unpacked(packed(7, lines, 0.5)) == (7, lines, 0.5)
    assert unpacked(packed(8, [], 0.0)) == (8, [], 0.0)


def test_a_node_with_another_version_tags_nothing() -> None:
    home = {**identity_of(SETTINGS.config), "the model": "0" * 64}
    [table] = Seat(None, SETTINGS, home)(None)
    words = r"a node of the cluster: cannot tag \(.*the model: is another here than where the run was started"
    with pytest.raises(CrewError, match=words):
        unpacked(table)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_cluster, "find_spec", lambda name: None)
    with pytest.raises(MissingLibrary, match=r"ray: is not installed; say pip install 'stancewire\[ray\]'"):
        ray_cluster.Session(Cluster())


def test_a_client_address_is_refused() -> None:
    with pytest.raises(CrewError, match="give this command on a node of the cluster, with --address auto"):
        ray_cluster.Session(Cluster(address="ray://head:10001"))


def test_where_nobody_answers_it_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_cluster, "_library", lambda environment: None)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        words = rf"{address}: no cluster can be joined \(.*refused\); start one with `ray start --head`, and give"
        with pytest.raises(CrewError, match=words):
            ray_cluster.Session(Cluster(address=address))


def test_an_address_is_of_a_cluster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("LMC rejects merger")
    arguments = ["tag", str(tmp_path), "-o", str(tmp_path / "out.jsonl"), "--config", str(RULES)]
    assert run([*arguments, "--address", "auto"]) == 2
    assert "give --engine ray with it" in capsys.readouterr().err


def test_a_run_on_a_cluster_is_the_same_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stancewire.runs import archive

    monkeypatch.setattr(archive, "Fleet", ToyFleet)
    monkeypatch.setattr(archive, "Crew", ToyCrew)
    (tmp_path / "a.txt").write_text("LMC rejects merger")
    outputs = [tmp_path / "plain.jsonl", tmp_path / "ray.jsonl"]
    for output, more in zip(outputs, ([], ["--engine", "ray", "--workers", "2"]), strict=True):
        assert run(["tag", str(tmp_path / "a.txt"), "-o", str(output), "--config", str(RULES), *more]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    manifests = [json.loads(path.with_name(f"{path.name}.manifest.json").read_bytes()) for path in outputs]
    assert manifests[0]["fingerprint"] == manifests[1]["fingerprint"]
    sitting = manifests[1]["sittings"][0]
    assert (sitting["engine"], sitting["workers"], sitting["address"]) == ("ray", 2, None)
