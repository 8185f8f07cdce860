"""Broken off at every step there is, by a kill, a power cut or a full disk: the same command ends with the same bytes."""

from __future__ import annotations

import errno
import gzip
import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from run_parts import BreakingDisk, Crash, FullDisk, ToyCrew, carry_out, files_of, plan_of
from stancewire.errors import OutputError
from stancewire.runs import archive, recorder
from stancewire.runs.disk import Disk

NUMBER = 23
FORMS = [
    ("jsonl", 0), ("jsonl.gz", 0), ("jsonl.zst", 0),
    ("jsonl", 7), ("jsonl.zst", 8), ("jsonl.gz", 23), ("parquet", 6),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _no_models() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "Crew", ToyCrew)
        patch.setattr(recorder, "ROWS", 4)
        yield


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "rows.jsonl"
    rows = [json.dumps({"id": f"d{k}", "text": f"Text {k} " + "word " * (k % 5)}) for k in range(NUMBER)]
    rows[9] = "no json"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def output_of(folder: Path, form: str, rows: int) -> Path:
    folder.mkdir(exist_ok=True)
    return folder / ("shards" if rows else f"out.{form}")


@pytest.fixture(scope="module")
def expected(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], dict[str, bytes]]:
    found = {}
    for form, rows in FORMS:
        out = output_of(tmp_path_factory.mktemp("expected"), form, rows)
        carry_out(plan_of(inputs, out, rows=rows, form=form))
        found[form, rows] = files_of(out)
    return found


def ids(data: bytes, form: str) -> list[str]:
    if form == "jsonl.gz":
        data = gzip.decompress(data)
    if form == "jsonl.zst":
        data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
    return [json.loads(line)["id"] for line in data.splitlines()]


@pytest.mark.parametrize(("form", "rows"), [f for f in FORMS if f[0] != "parquet"])
def test_every_document_has_one_record_in_order(
    expected: dict[tuple[str, int], dict[str, bytes]], form: str, rows: int
) -> None:
    parts = expected[form, rows]
    found = [name for part in sorted(parts) for name in ids(parts[part], form)]
    assert len(parts) == (-(-NUMBER // rows) if rows else 1)
    assert [name if name.startswith("d") else "?" for name in found] == [
        f"d{k}" if k != 9 else "?" for k in range(NUMBER)
    ]


@pytest.mark.parametrize("power", [False, True], ids=["kill", "power"])
@pytest.mark.parametrize("how", ["before", "half", "after"])
@pytest.mark.parametrize(("form", "rows"), FORMS)
def test_broken_off_at_every_step(
    inputs: Path,
    tmp_path: Path,
    expected: dict[tuple[str, int], dict[str, bytes]],
    form: str,
    rows: int,
    how: str,
    power: bool,
) -> None:
    for at in range(1, 10_000):
        out = output_of(tmp_path / "o", form, rows)
        plan = plan_of(inputs, out, rows=rows, form=form)
        try:
            carry_out(plan, BreakingDisk(at, how, power))
        except Crash:
            again = carry_out(plan_of(inputs, out, rows=rows, form=form))
            assert files_of(out) == expected[form, rows], f"step {at}"
            assert again.counts == {"ok": NUMBER - 1, "error": 1}
            shutil.rmtree(tmp_path / "o")
        else:
            assert at > 20
            return


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(FORMS), steps=st.lists(st.integers(3, 60), max_size=8), power=st.booleans())
def test_broken_off_again_and_again(
    inputs: Path,
    tmp_path_factory: pytest.TempPathFactory,
    expected: dict[tuple[str, int], dict[str, bytes]],
    form: tuple[str, int],
    steps: list[int],
    power: bool,
) -> None:
    out = output_of(tmp_path_factory.mktemp("o"), *form)
    for at in steps:
        try:
            carry_out(plan_of(inputs, out, rows=form[1], form=form[0]), BreakingDisk(at, "half", power))
        except Crash:
            continue
    carry_out(plan_of(inputs, out, rows=form[1], form=form[0]))
    assert files_of(out) == expected[form]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize(("form", "rows"), FORMS)
def test_a_disk_that_is_full_or_broken_is_said_and_the_run_goes_on_later(
    inputs: Path,
    tmp_path: Path,
    expected: dict[tuple[str, int], dict[str, bytes]],
    form: str,
    rows: int,
    number: int,
) -> None:
    out = output_of(tmp_path / "o", form, rows)
    for room in range(0, 12_000, 700):
        disk = FullDisk(room, number)
        with suppress(OutputError):
            carry_out(plan_of(inputs, out, rows=rows, form=form), disk)
            break
        with pytest.raises(OutputError, match=r"cannot be written .* it goes on from what is safe"):
            carry_out(plan_of(inputs, out, rows=rows, form=form), disk)
    carry_out(plan_of(inputs, out, rows=rows, form=form))
    assert files_of(out) == expected[form, rows]


def test_what_is_safe_is_not_done_again(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    made = ToyCrew.answers

    def answers(self: ToyCrew, jobs: object) -> object:
        for job, line in made(self, jobs):  # type: ignore[arg-type]
            asked.append(job.mark.inputs)
            yield job, line

    monkeypatch.setattr(ToyCrew, "answers", answers)
    whole = BreakingDisk(10_000)
    carry_out(plan_of(inputs, tmp_path / "a.jsonl"), whole)
    with pytest.raises(Crash):
        carry_out(plan_of(inputs, tmp_path / "b.jsonl"), BreakingDisk(whole.steps // 2))
    asked.clear()
    carry_out(plan_of(inputs, tmp_path / "b.jsonl"), Disk())
    assert 8 <= asked[0] <= 17
    assert (asked[0] - 1) % 4 == 0


@pytest.mark.parametrize("damage", [b"", b"x" * 40])
def test_a_partial_file_that_lost_what_was_safe_is_written_again(
    inputs: Path, tmp_path: Path, expected: dict[tuple[str, int], dict[str, bytes]], damage: bytes
) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(Crash):
        carry_out(plan_of(inputs, out), BreakingDisk(35))
    partial = out.with_name("out.jsonl.partial")
    content = partial.read_bytes()
    partial.write_bytes(content[: len(content) // 2] + damage)
    carry_out(plan_of(inputs, out))
    assert files_of(out) == expected["jsonl", 0]
