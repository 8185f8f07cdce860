"""The ledger made small: nothing is lost, a corrupt one is said, and nights go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from night_parts import House
from stancewire.errors import LockHeld
from stancewire.runs.nightly.ledger import Ledger, LedgerError
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.upkeep import vacuum_ledger


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.at(tmp_path)
    house.put("a.txt", "First text")
    house.night()
    return house


def test_space_is_given_back_and_nothing_else(house: House) -> None:
    path = house.settings.ledger_path
    with Ledger.open(path) as ledger, ledger.transaction() as connection:
        rows = [("mail", "x" * 10_000, 0, 0)] * 100
        connection.executemany("INSERT INTO outbox (channel, payload, created, due) VALUES (?, ?, ?, ?)", rows)
        connection.execute("DELETE FROM outbox")
    before = house.asked("SELECT * FROM revisions"), house.asked("SELECT * FROM places")
    found = vacuum_ledger(house.settings, seams=house.seams)
    assert found.sizes
    assert found.sizes.before > 1_000_000 > found.sizes.after
    assert found.exit_code == 0
    assert (house.asked("SELECT * FROM revisions"), house.asked("SELECT * FROM places")) == before
    assert house.asked("SELECT command, exit_code FROM runs ORDER BY id DESC LIMIT 1") == [("vacuum", 0)]
    house.put("b.txt", "Second text")
    assert house.night().counts == {"new": 1, "records": 1}


def test_done_again_it_stays_as_it_is(house: House) -> None:
    first = vacuum_ledger(house.settings, seams=house.seams).sizes
    second = vacuum_ledger(house.settings, seams=house.seams).sizes
    assert first
    assert second
    assert second.after <= first.after


def test_what_is_corrupt_is_said(house: House) -> None:
    with Ledger.open(house.settings.ledger_path) as ledger:
        ledger.connection.execute("PRAGMA foreign_keys = OFF")
        ledger.connection.execute("UPDATE revisions SET output = 99")
    with pytest.raises(LedgerError, match=r"is corrupt .*stancewire ledger rebuild"):
        vacuum_ledger(house.settings, seams=house.seams)
    assert house.asked("SELECT command, exit_code FROM runs ORDER BY id DESC LIMIT 1") == [("vacuum", 3)]


def test_it_waits_for_nobody(house: House) -> None:
    with held(house.settings.lock_path), pytest.raises(LockHeld):
        vacuum_ledger(house.settings, seams=house.seams)
