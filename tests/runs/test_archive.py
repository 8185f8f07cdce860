"""One output, one run: a lock, a no-op, a refusal with its reason, and a manifest that says what was done."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from run_parts import BreakingDisk, Crash, Nobody, ToyCrew, carry_out, files_of, plan_of
from stancewire.errors import ChangedRun, LockHeld, OutputError
from stancewire.runs import archive, opening, recorder
from stancewire.runs.disk import Disk
from stancewire.runs.journal import Journal, peek
from stancewire.runs.selection import Selection
from stancewire.runs.signals import Signals, Stopped

NUMBER = 20


@pytest.fixture(autouse=True)
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "Crew", ToyCrew)
    monkeypatch.setattr(recorder, "ROWS", 4)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(NUMBER):
        (folder / f"{number:02}.txt").write_text(
            f"Text number {number}\n\nIt was written on some day.", encoding="utf-8"
        )
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "records.jsonl"


def broken_off(inputs: Path, out: Path, at: int = 30, **more: Any) -> None:
    with pytest.raises(Crash):
        carry_out(plan_of(inputs, out, **more), BreakingDisk(at))


def manifest_of(out: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(out.with_name(f"{out.name}.manifest.json").read_bytes())
    return values


def test_a_run_leaves_its_output_and_a_manifest(inputs: Path, out: Path) -> None:
    outcome = carry_out(plan_of(inputs, out))
    assert sorted(path.name for path in out.parent.iterdir()) == ["records.jsonl", "records.jsonl.manifest.json"]
    assert (outcome.counts, outcome.was_done) == ({"ok": NUMBER}, False)


def test_a_run_that_is_done_is_not_done_again(inputs: Path, out: Path) -> None:
    carry_out(plan_of(inputs, out))
    before = (out.stat().st_mtime_ns, manifest_of(out))
    outcome = carry_out(plan_of(inputs, out, workers=2), BreakingDisk(1))  # it takes no step on the disk
    assert (outcome.counts, outcome.was_done) == ({"ok": NUMBER}, True)
    assert (out.stat().st_mtime_ns, manifest_of(out)) == before


def test_force_does_it_again(inputs: Path, out: Path) -> None:
    carry_out(plan_of(inputs, out))
    first = out.read_bytes()
    assert not carry_out(plan_of(inputs, out, force=True)).was_done
    assert out.read_bytes() == first


def test_force_keeps_the_old_output_until_the_new_one_is_whole(inputs: Path, out: Path) -> None:
    out.write_bytes(b"old\n")
    out.chmod(0o600)
    broken_off(inputs, out, force=True)
    assert out.read_bytes() == b"old\n"
    carry_out(plan_of(inputs, out))
    assert len(out.read_bytes().splitlines()) == NUMBER
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_output_of_ours_is_left_alone(inputs: Path, out: Path) -> None:
    out.write_bytes(b"old\n")
    with pytest.raises(OutputError, match="exists already; name another file, or give --force to replace it"):
        carry_out(plan_of(inputs, out))
    assert [path.name for path in out.parent.iterdir()] == ["records.jsonl"]


def test_an_output_that_was_changed_since_is_left_alone(inputs: Path, out: Path) -> None:
    carry_out(plan_of(inputs, out))
    with out.open("ab") as stream:
        stream.write(b"more\n")
    with pytest.raises(OutputError, match="exists already"):
        carry_out(plan_of(inputs, out))


def test_a_second_run_on_one_output_is_told_so(inputs: Path, out: Path) -> None:
    broken_off(inputs, out)
    plan = plan_of(inputs, out)
    journal = Journal.open(plan.layout.journal, Disk(), str(out))
    for force in (False, True):
        with pytest.raises(
            LockHeld, match="another run is at work on it; wait for it, stop it, or name another output"
        ):
            carry_out(plan_of(inputs, out, force=force))
    journal.close()
    carry_out(plan)


def test_of_many_runs_at_once_each_says_what_it_met(inputs: Path, out: Path) -> None:
    met: list[str] = []

    def one() -> None:
        try:
            met.append("done" if carry_out(plan_of(inputs, out)).was_done else "made")
        except LockHeld:
            met.append("held")

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met.count("made") == 1
    assert len(met) == 8
    assert len(out.read_bytes().splitlines()) == NUMBER


CHANGES = [
    ("stancewire", "stancewire itself"),
    ("config_sha256", "the config"),
    ("model", "the model"),
    ("register_sha256", "the register"),
    ("lexicon_sha256", "the lexicon"),
]


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize(("key", "words"), CHANGES)
def test_what_changed_is_named(
    inputs: Path, out: Path, monkeypatch: pytest.MonkeyPatch, key: str, words: str, done: bool
) -> None:
    carry_out(plan_of(inputs, out)) if done else broken_off(inputs, out)
    before = {path: path.read_bytes() for path in out.parent.iterdir()}
    real = archive.fingerprint_of
    monkeypatch.setattr(archive, "fingerprint_of", lambda *a: {**real(*a), key: "other"})
    with pytest.raises(ChangedRun, match=f"{words}; give --force to start anew, or name another output"):
        carry_out(plan_of(inputs, out))
    assert {path: path.read_bytes() for path in out.parent.iterdir()} == before
    assert not carry_out(plan_of(inputs, out, force=True)).was_done


@pytest.mark.parametrize("done", [False, True])
def test_a_changed_option_is_named(inputs: Path, out: Path, done: bool) -> None:
    carry_out(plan_of(inputs, out)) if done else broken_off(inputs, out)
    with pytest.raises(ChangedRun, match=r"the option limit \(it was not given, it is 7\)"):
        carry_out(plan_of(inputs, out, selection=Selection(limit=7)))


@pytest.mark.parametrize("done", [False, True])
def test_a_changed_input_is_named(inputs: Path, out: Path, done: bool) -> None:
    carry_out(plan_of(inputs, out)) if done else broken_off(inputs, out)
    (inputs / "03.txt").write_text("Another text", encoding="utf-8")
    with pytest.raises(ChangedRun, match=r"the inputs \(changed since: .*/03\.txt\)"):
        carry_out(plan_of(inputs, out))


def test_a_document_more_or_fewer_is_named(inputs: Path, out: Path) -> None:
    broken_off(inputs, out)
    (inputs / "19.txt").unlink()
    with pytest.raises(ChangedRun, match=r"the inputs \(there were 20 files, there are 19\)"):
        carry_out(plan_of(inputs, out))


def test_content_that_changed_behind_size_and_time_is_noticed(inputs: Path, out: Path) -> None:
    broken_off(inputs, out)
    path = inputs / "00.txt"
    times = path.stat()
    path.write_text(path.read_text("utf-8").replace("0", "9", 1), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ChangedRun, match="the inputs have changed since the run began: the first 4 documents are not"):
        carry_out(plan_of(inputs, out))


def test_an_interrupt_keeps_what_is_done(inputs: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting(Nobody):
        def saw(self, line: object) -> None:
            super().saw(line)  # type: ignore[arg-type]
            if len(self.seen) == 11:
                os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(Stopped) as stopped:
        archive.tag_archive(plan_of(inputs, out), Interrupting())
    assert stopped.value.exit_code == 128 + signal.SIGTERM
    assert [e["commit"]["mark"]["inputs"] for e in peek(plan_of(inputs, out).layout.journal) if "commit" in e][-1] == 11
    watch = Nobody()
    archive.tag_archive(plan_of(inputs, out), watch)
    assert len(watch.seen) == NUMBER - 11
    assert len(out.read_bytes().splitlines()) == NUMBER


def test_a_signal_waits_until_it_may_be_heard() -> None:
    with Signals() as signals:
        os.kill(os.getpid(), signal.SIGINT)
        reached = True
        with pytest.raises(Stopped), signals.heard():
            raise AssertionError
    assert reached


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no such signal")
def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with Signals() as signals, signals.heard():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_run_that_made_nothing_safe_leaves_nothing(inputs: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OutputError("a", "b", "c")

    monkeypatch.setattr(archive, "Crew", refuse)
    for rows in (0, 5):
        with pytest.raises(OutputError):
            carry_out(plan_of(inputs, out.with_name("shards") if rows else out, rows=rows))
    assert list(out.parent.iterdir()) == []


def test_a_manifest_tells_everything_of_a_run(inputs: Path, out: Path) -> None:
    broken_off(inputs, out)
    carry_out(plan_of(inputs, out, workers=2))
    found = manifest_of(out)
    assert found["schema"] == "stancewire/manifest/1"
    assert found["output"][0].keys() == {"file", "records", "bytes", "sha256"}
    assert (found["records"], found["counts"]) == (NUMBER, {"status": {"ok": NUMBER}, "primary": {"none": NUMBER}})
    assert (found["inputs"]["files"], found["inputs"]["documents"]) == (NUMBER, NUMBER)
    assert [sitting["workers"] for sitting in found["sittings"]] == [1, 2]
    assert found["started"] < found["ended"]
    assert found["host"]["cores"] == os.cpu_count()


def test_a_link_is_followed_not_replaced(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "there" / "records.jsonl")
    carry_out(plan_of(inputs, tmp_path / "link.jsonl"))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len((tmp_path / "there" / "records.jsonl").read_bytes().splitlines()) == NUMBER


class TestShards:
    def test_each_has_its_number_of_records(self, inputs: Path, out: Path) -> None:
        folder = out.with_name("shards")
        carry_out(plan_of(inputs, folder, rows=6))
        assert {name: len(data.splitlines()) for name, data in files_of(folder).items()} == {
            "part-00001.jsonl": 6,
            "part-00002.jsonl": 6,
            "part-00003.jsonl": 6,
            "part-00004.jsonl": 2,
        }

    def test_a_shard_that_is_gone_is_said(self, inputs: Path, out: Path) -> None:
        folder = out.with_name("shards")
        broken_off(inputs, folder, at=45, rows=4)
        (folder / "part-00001.jsonl").unlink()
        with pytest.raises(
            ChangedRun, match=r"part-00001\.jsonl: was written by this run and is gone or changed since"
        ):
            carry_out(plan_of(inputs, folder, rows=4))

    def test_force_leaves_no_shard_of_before(self, inputs: Path, out: Path) -> None:
        folder = out.with_name("shards")
        carry_out(plan_of(inputs, folder, rows=2))
        carry_out(plan_of(inputs, folder, rows=10, form="jsonl.gz", force=True))
        assert sorted(files_of(folder)) == ["part-00001.jsonl.gz", "part-00002.jsonl.gz"]

    @pytest.mark.parametrize("names", [("part-00001.jsonl",), ("manifest.json",), ("part-00001.jsonl", ".journal")])
    def test_shards_that_are_no_output_of_ours_are_left_alone(
        self, inputs: Path, out: Path, names: tuple[str, ...]
    ) -> None:
        folder = out.with_name("shards")
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(b'{"their": "own"}\n')
        with pytest.raises(OutputError, match=r"no finished run of stancewire accounts for; name a folder .* --force"):
            carry_out(plan_of(inputs, folder, rows=6))
        assert {path.read_bytes() for path in folder.iterdir()} == {b'{"their": "own"}\n'}
        assert len(list(folder.iterdir())) == len(names)
        carry_out(plan_of(inputs, folder, rows=10, force=True))
        assert sorted(files_of(folder)) == ["part-00001.jsonl", "part-00002.jsonl"]

    def test_a_crash_that_left_nothing_whole_is_no_reason_to_refuse(self, inputs: Path, out: Path) -> None:
        folder = out.with_name("shards")
        folder.mkdir()
        for name in (".journal", ".part-00001.jsonl.partial"):
            (folder / name).touch()
        carry_out(plan_of(inputs, folder, rows=10))
        assert sorted(files_of(folder)) == ["part-00001.jsonl", "part-00002.jsonl"]

    def test_a_folder_with_other_files_is_refused(self, inputs: Path, out: Path) -> None:
        out.write_bytes(b"")
        with pytest.raises(OutputError, match=r"holds other files than shards \(records\.jsonl\)"):
            plan_of(inputs, out.parent, rows=5)

    def test_parquet_holds_the_same_records(self, inputs: Path, out: Path) -> None:
        import pyarrow.parquet as pq

        carry_out(plan_of(inputs, out))
        carry_out(plan_of(inputs, out.with_name("shards"), rows=9, form="parquet"))
        rows = [json.loads(line) for line in out.read_bytes().splitlines()]
        parts = sorted(out.with_name("shards").glob("part-*.parquet"))
        found = [row for part in parts for row in pq.read_table(part).to_pylist()]
        assert [(r["id"], r["status"], r["text"]) for r in found] == [(r["id"], r["status"], r["text"]) for r in rows]
        assert found[0]["stance"]["probabilities"]["ccg_plan"] == 0.25


def test_standard_input_is_never_taken_for_done(out: Path, inputs: Path) -> None:
    plan = plan_of(inputs, out)
    fingerprint = {"inputs": {"named": ["-"]}}
    carry_out(plan)
    path = plan.layout.manifest
    values = json.loads(path.read_bytes())
    path.write_text(json.dumps({**values, "fingerprint": fingerprint}))
    full = {**values["fingerprint"], **fingerprint}
    path.write_text(json.dumps({**values, "fingerprint": full}))
    with pytest.raises(OutputError, match="exists already"):
        opening.standing(str(out), plan.layout, full, ())
