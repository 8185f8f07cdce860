"""The commands of the nights as a cron runs them: exit codes, silence, any working directory, an empty environment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from night_parts import ToyTagging
from stancewire.cli import run
from stancewire.runs.nightly import night
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.lock import held
from stancewire.runs.nightly.settings import load_settings

ROOT = Path(__file__).parents[2]
RULES = ROOT / "configs" / "rules.toml"
TEXT = "LMC rejects merger\n\nAshmere LMC has rejected a plan by NHS Ashmere CCG to merge two surgeries.\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A config beside an inbox with one letter."""
    (tmp_path / "inbox").mkdir()
    put(tmp_path, "a.txt", TEXT)
    more = f'[run]\nconfig = "{os.path.relpath(RULES, tmp_path)}"\nlog = "nights.log"\n[retry]\ntries = 1\n'
    (tmp_path / "nightly.toml").write_text(f'[[source]]\nkind = "folder"\npath = "inbox"\n{more}')
    return tmp_path


def put(house: Path, name: str, text: str) -> None:
    path = house / "inbox" / name
    path.write_text(text)
    os.utime(path, (time.time() - 3_600,) * 2)


def call(house: Path, *arguments: str) -> int:
    return run([*arguments, "--config", str(house / "nightly.toml")])


def records(house: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for path in sorted((house / "out").glob("*.jsonl")) for line in path.read_bytes().splitlines()
    ]


@pytest.fixture
def _no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers take seconds to start; a few tests have them."""
    monkeypatch.setattr(night, "Workers", lambda config, workers, with_text: ToyTagging(Generation.of(config)))


@pytest.mark.usefixtures("_no_models")
def test_a_healthy_night_says_nothing_and_leaves_a_report(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(house, "nightly") == 0
    assert capfd.readouterr() == ("", "")
    assert [record["status"] for record in records(house)] == ["ok"]
    report = json.loads((house / "nightly-report.json").read_bytes())
    assert (report["schema"], report["exit_code"], report["counts"]) == (
        "stancewire/night/1",
        0,
        {"new": 1, "records": 1},
    )
    assert report["output"]["bytes"] == sum(path.stat().st_size for path in (house / "out").glob("*.jsonl"))
    assert call(house, "nightly") == 0
    assert (capfd.readouterr(), len(records(house))) == (("", ""), 1)
    (house / "nights.log").rename(house / "nights.log.1")
    assert call(house, "nightly") == 0
    assert len((house / "nights.log.1").read_text().splitlines()) == 2
    assert "nightly 3: exit 0" in (house / "nights.log").read_text()


@pytest.mark.usefixtures("_no_models")
def test_a_failure_is_said_and_status_lists_it(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(house, "empty.txt", " ")
    assert call(house, "nightly") == 1
    assert "stancewire: inbox/empty.txt: holds no text; give a file with the text of a document (given up)" in capfd.readouterr().err  # fmt: skip
    assert call(house, "status") == 5
    said = capfd.readouterr().out
    assert "unhealthy: 1 given up" in said
    assert "quarantine: 1 given up, 0 accepted\n  inbox/empty.txt: inbox/empty.txt: holds no text" in said
    assert call(house, "status", "--json") == 5
    assert json.loads(capfd.readouterr().out)["quarantined"][0]["place"] == "inbox/empty.txt"
    assert call(house, "ledger", "accept", "inbox/empty.txt") == 0
    assert call(house, "status") == 0
    assert call(house, "ledger", "release", "inbox/a.txt") == 3


@pytest.mark.usefixtures("_no_models")
def test_status_and_check_of_what_is_well(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(house, "status") == 3
    assert "there is no ledger" in capfd.readouterr().err
    call(house, "nightly")
    assert (call(house, "status"), call(house, "ledger", "check")) == (0, 0)
    assert "ledger and output agree" in capfd.readouterr().out


@pytest.mark.usefixtures("_no_models")
def test_an_edited_output_ends_with_3_and_a_rebuild_mends_it(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(house, "nightly")
    month = next((house / "out").glob("*.jsonl"))
    month.write_bytes(month.read_bytes().replace(b"rejected", b"REJECTED"))
    assert call(house, "ledger", "check") == 5
    assert call(house, "nightly") == 3
    assert "give stancewire ledger rebuild" in capfd.readouterr().err
    assert call(house, "status") == 5
    assert call(house, "ledger", "rebuild") == 0
    assert "1 documents with 1 records of 1 files; the old one is ledger.sqlite.old-1" in capfd.readouterr().out
    assert (call(house, "nightly"), call(house, "ledger", "check"), len(records(house))) == (0, 0, 1)


@pytest.mark.usefixtures("_no_models")
def test_a_night_that_fails_is_in_the_log_though_its_report_cannot_be_written(house: Path) -> None:
    call(house, "nightly")
    month = next((house / "out").glob("*.jsonl"))
    month.write_bytes(b"")
    (house / ".nightly-report.json.partial").mkdir()  # in the way, as a full disk would be
    assert call(house, "nightly") == 3
    assert "nightly 0: exit 3" in (house / "nights.log").read_text().splitlines()[-1]


@pytest.mark.usefixtures("_no_models")
def test_a_corrupt_ledger_ends_with_3(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(house, "nightly")
    (house / "ledger.sqlite").write_bytes(b"no ledger " * 1_000)
    assert call(house, "nightly") == 3
    assert "is corrupt" in capfd.readouterr().err
    report = json.loads((house / "nightly-report.json").read_bytes())
    assert (report["exit_code"], report["failures"][0]["class"]) == (3, "LedgerError")
    assert call(house, "status") == 3


@pytest.mark.usefixtures("_no_models")
def test_another_run_at_work_ends_with_4(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with held(load_settings(house / "nightly.toml").lock_path):
        assert [call(house, *words) for words in (("nightly",), ("ledger", "rebuild"))] == [4, 4]
    assert "another run is at work on this ledger" in capfd.readouterr().err
    assert sorted(path.name for path in house.iterdir()) == ["inbox", "ledger.sqlite.lock", "nightly.toml"]


@pytest.mark.usefixtures("_no_models")
@pytest.mark.parametrize(
    "text",
    ["[[source]]\nkind = 1\n", "no toml", '[[source]]\nkind = "folder"\npath = "inbox"\n[run]\nconfig = "x.toml"\n'],
)
def test_a_wrong_config_ends_with_2(house: Path, text: str) -> None:
    (house / "nightly.toml").write_text(text)
    assert call(house, "nightly") == 2


@pytest.mark.usefixtures("_no_models")
def test_a_dry_run_says_what_would_be_done(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(house, "nightly", "--dry-run") == 0
    assert capfd.readouterr().out == "would be done: 1 new\n"
    assert not (house / "ledger.sqlite").exists()


@pytest.mark.usefixtures("_no_models")
def test_retag_has_nothing_to_do_until_the_model_is_another(house: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call(house, "nightly")
    assert call(house, "retag") == 0
    assert capfd.readouterr().err == ""
    other = house / "rules.toml"
    other.write_text(
        f'[model]\npath = "{os.path.relpath(ROOT / "models" / "rules-1", house)}"\n[stance]\npresent_at = 0.4\n'
    )
    text = (house / "nightly.toml").read_text()
    (house / "nightly.toml").write_text(
        text.replace(f'config = "{os.path.relpath(RULES, house)}"', 'config = "rules.toml"')
    )
    assert call(house, "nightly") == 0
    assert call(house, "status") == 0
    assert "1 of an earlier model" in capfd.readouterr().out
    assert call(house, "retag") == 0
    assert "1 of 1 documents have a record of today" in capfd.readouterr().err
    old, new = records(house)
    assert old["config_sha256"] != new["config_sha256"]
    assert old["id"] == new["id"]


def command(house: Path) -> list[str]:
    return [sys.executable, "-P", "-c", "from stancewire.cli import main; main()", "nightly", "--config", str(house / "nightly.toml")]  # fmt: skip


def test_with_an_empty_environment_and_from_any_folder_the_record_is_the_one_that_tag_writes(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run(command(house), cwd="/", env={}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    monkeypatch.chdir(house)
    assert run(["tag", "inbox", "-o", "tagged.jsonl", "--config", str(RULES)]) == 0
    assert (house / "tagged.jsonl").read_bytes() == next((house / "out").glob("*.jsonl")).read_bytes()
    assert records(house)[0]["source"]["uri"] == "inbox/a.txt"


def test_a_run_that_is_terminated_says_so_with_its_exit_code_and_goes_on_later(house: Path) -> None:
    for number in range(70):
        put(house, f"more-{number}.txt", TEXT * 3)
    process = subprocess.Popen(command(house), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list((house / "out").glob("*.jsonl")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode in (143, 0)
    assert call(house, "ledger", "check") == 0
    assert call(house, "nightly") == 0
    assert len(records(house)) == 71
