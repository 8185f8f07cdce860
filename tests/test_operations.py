"""What docs/nightly.md and docs/operations/ show for every night works as it stands there: units, crontab, log, config."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mail_server import mail_server
from night_parts import House
from stancewire.runs.nightly.digest import DigestConfig
from stancewire.runs.nightly.fetch.limits import FetchLimits, FetchSource
from stancewire.runs.nightly.mail import MailConfig
from stancewire.runs.nightly.report import keep
from stancewire.runs.nightly.settings import (
    FolderSource,
    LedgerConfig,
    OutputConfig,
    RetryConfig,
    RunConfig,
    load_settings,
)
from stancewire.runs.nightly.webhook import WebhookConfig

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "operations"
PAGE = ROOT / "docs" / "nightly.md"
PROGRAM, PLACE = "/opt/stancewire/bin/stancewire", "/srv/stancewire"  # as the examples have them
ARTICLE = (
    "Ashby LMC rejects cuts\n\nAshby LMC objects to the plan of NHS Ashby CCG to close two surgeries in the spring.\n"
)
TABLES = {
    "output": OutputConfig, "ledger": LedgerConfig, "run": RunConfig, "retry": RetryConfig, "fetch": FetchLimits,
    "digest": DigestConfig, "mail": MailConfig, "webhook": WebhookConfig,
}  # fmt: skip


def crontab() -> dict[str, tuple[list[str], str]]:
    """The lines of the example by command: times and command line."""
    lines = [
        line for line in (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines() if re.match(r"[\d*]", line)
    ]
    split = [line.split(maxsplit=5) for line in lines]
    return {re.search(r"bin/stancewire (\w+)", words[5])[1]: (words[:5], words[5]) for words in split}  # type: ignore[index]


def by_cron(name: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as cron does: by /bin/sh, with next to no environment, from somewhere else."""
    program = Path(sys.executable).with_name("stancewire")
    line = crontab()[name][1].replace(PROGRAM, str(program)).replace(PLACE, str(place))
    bare = ["env", "-i", "HOME=/", "LOGNAME=stancewire", "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "/bin/sh", "-c", line]
    return subprocess.run(bare, cwd="/", capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a config and an inbox with one article, settled long ago."""
    (tmp_path / "inbox").mkdir()
    article = tmp_path / "inbox" / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    rules = (ROOT / "configs" / "rules.toml").as_posix()
    config = f'[[source]]\nkind = "folder"\npath = "inbox"\n[run]\nconfig = "{rules}"\nsettle_seconds = 0\nlog = "nightly.log"\n'
    (tmp_path / "nightly.toml").write_text(config, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("unit", ["stancewire-nightly", "stancewire-status"])
def test_systemd_finds_nothing_wrong_with_the_units(unit: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not there")
    for suffix in ("service", "timer"):
        text = (EXAMPLES / f"{unit}.{suffix}").read_text(encoding="utf-8")
        program = str(Path(sys.executable).with_name("stancewire"))
        (tmp_path / f"{unit}.{suffix}").write_text(text.replace(PROGRAM, program), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", f"{tmp_path}/{unit}.service", f"{tmp_path}/{unit}.timer"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", ["stancewire-nightly", "stancewire-status"])
def test_the_timers_are_in_utc_and_make_up_for_a_reboot(unit: str) -> None:
    text = (EXAMPLES / f"{unit}.timer").read_text(encoding="utf-8")
    assert re.search(r"^OnCalendar=\*-\*-\* \d\d:\d\d:00 UTC$", text, re.MULTILINE)
    assert "\nPersistent=true\n" in text


def test_the_units_run_what_the_crontab_runs() -> None:
    lines = crontab()
    for name in ("nightly", "status"):
        text = (EXAMPLES / f"stancewire-{name}.service").read_text(encoding="utf-8")
        (command,) = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
        assert command in lines[name][1]


def test_the_lines_of_the_crontab_are_such() -> None:
    bounds = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
    assert list(crontab()) == ["nightly", "status", "compact", "vacuum"]
    for times, command in crontab().values():
        for text, (least, most) in zip(times, bounds, strict=True):
            assert text == "*" or least <= int(text) <= most
        assert "%" not in command  # cron takes it for the end of a line


def test_cron_is_told_nothing_as_long_as_all_is_well(place: Path) -> None:
    for name in ("nightly", "status", "nightly", "compact", "vacuum"):
        done = by_cron(name, place)
        assert (name, done.returncode, done.stdout, done.stderr) == (name, 0, "", "")
    (output,) = (place / "out").glob("*.jsonl")
    (record,) = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    assert output.name == time.strftime("%Y-%m.jsonl", time.gmtime())
    assert (record["source"]["uri"], record["status"]) == ("inbox/a.txt", "ok")
    lines = (place / "nightly.log").read_text(encoding="utf-8").splitlines()
    assert [bool(re.search(r" nightly \d: exit 0, [\d.]+ s, ", line)) for line in lines] == [True, True]
    assert lines[1].endswith("nothing to do")


def test_cron_is_told_what_is_not_well(place: Path) -> None:
    (place / "inbox" / "b.pdf").write_bytes(b"%PDF-1.4 and no more")
    done = by_cron("nightly", place)
    assert done.returncode == 1
    assert "inbox/b.pdf" in done.stderr
    config = (place / "nightly.toml").read_text(encoding="utf-8") + "late_hours = 0.0000001\n"
    (place / "nightly.toml").write_text(config, encoding="utf-8")
    assert by_cron("status", place).stdout.startswith("unhealthy: the last night ended")


def test_a_digest_that_fails_costs_a_warning_and_comes_with_the_next_night(place: Path) -> None:
    (place / "password").write_text("correct-horse\n", encoding="utf-8")
    mail = (
        '[mail]\nhost = "127.0.0.1"\nport = {}\nsecurity = "plain"\nsender = "wire@lmc.example"\n'
        'to = ["you@lmc.example"]\nuser = "wire"\npassword_file = "password"\n'
    )
    config = place / "nightly.toml"
    text = config.read_text(encoding="utf-8")
    with mail_server(accounts={"wire": "another"}) as server:
        config.write_text(text + mail.format(server.port), encoding="utf-8")
        done = by_cron("nightly", place)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "stancewire: mail server 127.0.0.1: does not accept user name and password (535); correct user and password\n"
    )
    with mail_server(accounts={"wire": "correct-horse"}) as server:
        config.write_text(text + mail.format(server.port), encoding="utf-8")
        done = by_cron("nightly", place)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert server.mail["Subject"] == "stancewire: 1 new objection in 1 article"
    assert "   Ashby LMC objects to NHS Ashby CCG" in server.mail.get_content()
    assert json.loads((place / "nightly-report.json").read_bytes())["digest"] == {
        "claims": 0, "delivered": ["mail"], "warnings": [],
    }  # fmt: skip
    kept = b"".join(path.read_bytes() for path in place.iterdir() if path.is_file() and path.name != "password")
    assert b"correct-horse" not in kept


def test_the_log_may_be_moved_away_between_two_nights(tmp_path: Path) -> None:
    house, log = House.at(tmp_path), tmp_path / "nightly.log"
    keep(house.night(), None, log)
    log.rename(tmp_path / "nightly.log.1")
    keep(house.night(), None, log)
    assert [len(path.read_text(encoding="utf-8").splitlines()) for path in (log, tmp_path / "nightly.log.1")] == [1, 1]


def test_logrotate_can_read_its_example(tmp_path: Path) -> None:
    if not shutil.which("logrotate"):
        pytest.skip("logrotate is not there")
    text = (EXAMPLES / "logrotate").read_text(encoding="utf-8").replace(PLACE, str(tmp_path))
    example = tmp_path / "logrotate"
    example.write_text(text.replace("    su stancewire stancewire\n", ""), encoding="utf-8")
    example.chmod(0o644)
    command = ["logrotate", "--debug", "--state", str(tmp_path / "state"), str(example)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "error:" in done.stderr) == (0, False)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"])
def test_months_and_times_are_those_of_utc_wherever_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        house = House.at(tmp_path)
        house.clock.now = 1_796_081_400.0  # 30 November 2026, 23:30 UTC: in Kiritimati it is December already
        house.put("a.txt", "First text")
        report = house.night()
    time.tzset()
    assert [path.name for path in house.outputs()] == ["2026-11.jsonl"]
    assert report.started == "2026-11-30T23:30:00+00:00"


def test_the_config_of_the_page_has_every_key_with_its_default(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "nightly.toml").write_text(text, encoding="utf-8")
    load_settings(tmp_path / "nightly.toml")
    values: dict[str, Any] = tomllib.loads(text)
    for name, kind in TABLES.items():
        usual = {field.name: getattr(kind(), field.name) for field in fields(kind)}
        if name == "fetch":
            assert "# user_agent = " in text
            del usual["user_agent"]  # it has the version in it
        shown = {key: tuple(value) if isinstance(value, list) else value for key, value in values[name].items()}
        assert (name, shown) == (name, usual)
    assert set(values["source"][0]) == {field.name for field in fields(FolderSource)} - {"folder"} | {"name"}


def test_the_page_names_every_key_of_a_source_of_the_network() -> None:
    text = PAGE.read_text(encoding="utf-8")
    usual = FetchSource(kind="feed", url="https://news.example/feed")
    for field in fields(FetchSource):
        assert re.search(rf"`{field.name}\b", text)
        if field.name not in ("kind", "url", "urls", "path", "include", "exclude"):
            (line,) = (line for line in text.splitlines() if line.startswith(f"| `{field.name}`"))
            value = getattr(usual, field.name)
            assert line.split("|")[2].strip("` ") == (
                str(value).lower() if isinstance(value, bool) else json.dumps(value)
            )


def test_the_page_links_every_example_and_says_every_exit_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"(operations/{path.name})" in text for path in EXAMPLES.iterdir())
    assert [code for code in ("0", "1", "2", "3", "4") if f"\n| {code} |" not in text] == []
    assert "130, 143" in text
    assert "leave with 5" in text
