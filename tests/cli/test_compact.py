"""`stancewire compact` and `stancewire vacuum`: what a terminal is told, and the exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from night_parts import House
from stancewire.cli import run
from stancewire.runs.nightly.lock import held


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One night in November 2026."""
    house = House.at(tmp_path)
    house.put("a.txt", "First text")
    house.night()
    return house


def given(house: House, *arguments: str) -> int:
    return run([arguments[0], "--config", str(house.root / "nightly.toml"), *arguments[1:]])


def test_a_terminal_is_told_what_was_done(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.modules["stancewire.cli.compact"], "on_terminal", lambda: True)
    for word in ("written", "unchanged"):
        assert given(house, "compact", "--month", "2026-11") == 0
        assert capsys.readouterr().err == f"parquet/2026-11.parquet: 1 record, 0.0 MB, {word}\n"
    assert given(house, "vacuum") == 0
    assert capsys.readouterr().err.startswith(f"{house.root}/ledger.sqlite: 0.1 MB before, 0.1 MB now")


def test_nobody_is_told_nothing(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert (given(house, "compact", "--month", "2026-11"), given(house, "vacuum")) == (0, 0)
    assert capsys.readouterr() == ("", "")


def test_there_is_nothing_to_pack_before_a_month_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.modules["stancewire.cli.compact"], "on_terminal", lambda: True)
    assert given(House.at(tmp_path), "compact") == 0
    assert "no month is over yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("compact", "--month", "2026-13"), 2, "'2026-13' is no month; give it as 2026-11"),
        (("compact", "--month", "1999-01"), 3, "--month '1999-01' is not usable; give one of 2026-11"),
        (("compact", "--colour"), 2, "No such option"),
    ],
)
def test_what_cannot_be_is_said(
    house: House, arguments: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert given(house, *arguments) == code
    assert said in capsys.readouterr().err


def test_codes_of_a_config_that_is_not_there_and_of_a_run_at_work(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["vacuum", "--config", str(house.root / "none.toml")]) == 2
    with held(house.settings.lock_path):
        assert (given(house, "vacuum"), given(house, "compact")) == (4, 4)
    assert capsys.readouterr().err.count("another run is at work on this ledger") == 2
