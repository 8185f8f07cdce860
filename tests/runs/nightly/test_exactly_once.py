"""Broken off at every step there is: in the end every document has its records once, and ledger and output agree."""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from night_parts import MODEL_2, BreakingNight, House, QuickNight
from run_parts import Crash, FullDisk
from stancewire.errors import LockHeld, OutputError
from stancewire.runs.nightly import flow
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.retag import retag
from stancewire.runs.nightly.seams import NightDisk

NUMBER = 7


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "_RECORDS", 3)


def filled(root: Path) -> House:
    house = House.at(root)
    for number in range(NUMBER):
        house.put(f"{number}.txt", f"Text number {number}")
    return house


def nights(house: House) -> None:
    """Two nights with changes, deletions and a failure between them."""
    house.night(sleep=0)
    house.put("1.txt", "Text number 1, changed")
    house.put("new.txt", "A new text")
    house.put("wrong.txt", "broken")
    (house.inbox / "2.txt").unlink(missing_ok=True)
    house.night(sleep=0)


EXPECTED = sorted(
    [*((f"{number}.txt", f"Text number {number}") for number in range(NUMBER)), ("1.txt", "Text number 1, changed"), ("new.txt", "A new text")]
)  # fmt: skip


def agreed(house: House) -> None:
    assert sorted(house.texts()) == EXPECTED
    assert faults(house.settings) == []
    assert house.asked("SELECT count(*) FROM runs WHERE ended IS NULL AND id = (SELECT max(id) FROM runs)") == [(0,)]


def test_without_a_crash(tmp_path: Path) -> None:
    house = filled(tmp_path / "h")
    nights(house)
    agreed(house)


@pytest.mark.parametrize("power", [False, True], ids=["kill", "power"])
@pytest.mark.parametrize("how", ["before", "half", "after"])
def test_broken_off_at_every_step(tmp_path: Path, how: str, power: bool) -> None:
    for at in range(1, 1_000):
        house = filled(tmp_path / "h")
        house.disk = BreakingNight(at, how, power)
        try:
            nights(house)
        except Crash:
            house.disk = QuickNight()
            nights(house)
            agreed(house)
            shutil.rmtree(tmp_path / "h")
        else:
            assert at > 25
            return


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.integers(1, 25), max_size=6), how=st.sampled_from(["before", "half", "after"]))
def test_broken_off_again_and_again(tmp_path_factory: pytest.TempPathFactory, steps: list[int], how: str) -> None:
    house = filled(tmp_path_factory.mktemp("h") / "h")
    for at in steps:
        house.disk = BreakingNight(at, how)
        with suppress(Crash):
            nights(house)
    house.disk = QuickNight()
    nights(house)
    agreed(house)


@pytest.mark.parametrize("how", ["before", "half", "after"])
def test_a_retag_broken_off_at_every_step_goes_on_where_it_was(tmp_path: Path, how: str) -> None:
    for at in range(1, 1_000):
        house = filled(tmp_path / "h")
        house.night()
        house.use(MODEL_2)
        house.disk = BreakingNight(at, how)
        with suppress(Crash):
            retag(house.settings, house.seams)
            assert at > 8
            return
        before = len(house.asked("SELECT 1 FROM revisions WHERE reason = 'retag'"))
        house.tagging.asked.clear()
        house.disk = QuickNight()
        assert retag(house.settings, house.seams).counts.get("retag", 0) == NUMBER - before
        assert len(house.tagging.asked) == NUMBER - before
        assert len(house.records()) == 2 * NUMBER
        assert faults(house.settings) == []
        shutil.rmtree(tmp_path / "h")


class FullNight(FullDisk, NightDisk):
    """Has room for so many bytes."""


@pytest.mark.parametrize("room", range(0, 5_000, 900))
def test_a_full_disk_is_said_and_the_night_goes_on_later(tmp_path: Path, room: int) -> None:
    house = filled(tmp_path / "h")
    house.disk = FullNight(room, errno.ENOSPC)
    with suppress(OutputError):
        nights(house)
        pytest.fail("there was room for all")
    with pytest.raises(OutputError, match=r"cannot be written .*the next run goes on from what is safe"):
        house.night()
    assert house.asked("SELECT exit_code FROM runs ORDER BY id DESC LIMIT 1") == [(3,)]
    house.disk = QuickNight()
    nights(house)
    agreed(house)


def test_the_second_of_two_runs_at_once_leaves_and_does_nothing(tmp_path: Path) -> None:
    house = filled(tmp_path / "h")
    with held(house.settings.lock_path), pytest.raises(LockHeld, match="another run is at work on this ledger"):
        house.night()
    assert sorted(path.name for path in house.root.iterdir()) == ["inbox", "ledger.sqlite.lock", "nightly.toml"]
    nights(house)
    agreed(house)


def test_a_run_while_another_is_at_work_is_refused_and_the_other_ends_well(tmp_path: Path) -> None:
    house = filled(tmp_path / "h")
    other = House(house.root)
    refused = []

    class Meanwhile(QuickNight):
        def write(self, descriptor: int, data: bytes, at: int) -> None:
            with pytest.raises(LockHeld):
                other.night()
            refused.append(at)
            super().write(descriptor, data, at)

    house.disk = Meanwhile()
    nights(house)
    agreed(house)
    assert refused
