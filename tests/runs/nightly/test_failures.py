"""What fails waits for its turn, is given up in the end with one error record, and can be released or accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from night_parts import DAY, House
from stancewire.errors import MissingInput
from stancewire.runs.nightly.backoff import due_after, is_last
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.quarantine import accept, release
from stancewire.runs.nightly.settings import RetryConfig
from stancewire.runs.nightly.status import Status, status_of

MORE = "[retry]\nhours = [20, 44, 92]\ntries = 4\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.at(tmp_path, MORE)
    house.put("good.txt", "A good text")
    house.put("bad.txt", "broken text")
    return house


def state(house: House) -> list[tuple[object, ...]]:
    return house.asked(
        "SELECT uri, key, f.state, tries FROM failures f JOIN places p ON p.id = place ORDER BY uri, key"
    )


def status(house: House) -> Status:
    return status_of(house.settings, house.clock.now, house.tagging.generation)


@pytest.mark.parametrize(("tries", "hours"), [(1, 20), (2, 44), (3, 92), (4, 92), (99, 92)])
def test_the_pause_grows_and_stays_at_its_last(tries: int, hours: int) -> None:
    retry = RetryConfig(hours=(20.0, 44.0, 92.0))
    assert due_after(tries, 1_000.0, retry) == 1_000.0 + hours * 3_600
    assert due_after(tries, 1_000.0, retry, after=400 * 3_600.0) == 1_000.0 + 400 * 3_600


@pytest.mark.parametrize(("tries", "again", "expected"), [(1, True, False), (4, True, True), (1, False, True)])
def test_the_last_try(tries: int, again: bool, expected: bool) -> None:
    assert is_last(tries, RetryConfig(tries=4), again=again) is expected


def test_a_failure_is_tried_again_on_its_nights_and_given_up_with_one_error_record(house: House) -> None:
    tried = []
    for night in range(12):
        report = house.night()
        if report.counts.get("failed"):
            tried.append((night, report.exit_code, report.failures[0]["state"]))
    assert tried == [(0, 1, "waiting"), (1, 1, "waiting"), (3, 1, "waiting"), (7, 1, "quarantined")]
    assert [(r["status"], Path(r["source"]["uri"]).name) for r in house.records()] == [
        ("ok", "good.txt"),
        ("error", "bad.txt"),
    ]
    assert state(house) == [("inbox/bad.txt", "", "quarantined", 4)]


def test_a_failure_that_is_mended_gets_its_record(house: House) -> None:
    house.night()
    assert [trouble.message for trouble in status(house).waiting] == ["inbox/bad.txt: broken; mend it"]
    house.tagging.mended = True
    assert house.night().counts == {"new": 1, "records": 1}
    assert (house.texts(), state(house)) == ([("good.txt", "A good text"), ("bad.txt", "broken text")], [])


def test_a_file_that_changed_is_tried_at_once_even_out_of_quarantine(house: House) -> None:
    for _ in range(9):
        house.night()
    house.put("bad.txt", "A text that is well")
    assert house.night().counts == {"changed": 1, "records": 1}
    assert state(house) == []


def test_a_clock_that_was_put_back_makes_it_due(house: House) -> None:
    house.clock.now += 3_650 * DAY
    house.night()
    house.clock.now -= 3_651 * DAY
    house.tagging.mended = True
    report = house.night(sleep=0)
    assert report.counts == {"new": 1, "records": 1}
    assert [path.name for path in house.outputs()] == ["2026-11.jsonl", "2036-11.jsonl"]
    house.clock.now += 7_000 * DAY
    assert house.night().counts == {}
    assert len(house.records()) == 2


def test_a_row_that_is_wrong_is_given_up_alone_and_is_no_news_when_the_table_grows(tmp_path: Path) -> None:
    house = House.at(tmp_path, MORE)
    rows = [json.dumps({"id": "r1", "text": "The first row"}), "no json"]
    house.put("rows.jsonl", "\n".join(rows) + "\n")
    house.night()
    assert state(house) == [("inbox/rows.jsonl", "2", "waiting", 1)]
    house.clock.sleep(-0.5)
    rows.append(json.dumps({"id": "r3", "text": "The third row"}))
    house.put("rows.jsonl", "\n".join(rows) + "\n")
    assert house.night().counts == {"new": 1, "records": 1}
    assert state(house) == [("inbox/rows.jsonl", "2", "waiting", 1)]
    rows[1] = json.dumps({"id": "r2", "text": "The second row"})
    house.put("rows.jsonl", "\n".join(rows) + "\n")
    house.night()
    assert ([record["id"] for record in house.records()], state(house)) == (["r1", "r3", "r2"], [])


def test_what_was_given_up_is_unhealthy_until_it_is_accepted_or_released(house: House) -> None:
    for _ in range(8):
        house.night()
    assert status(house).unhealthy == (
        "1 given up: mend them and give stancewire ledger release, or stancewire ledger accept",
    )
    with Ledger.open(house.settings.ledger_path) as ledger:
        with pytest.raises(MissingInput, match="nothing failed there"):
            accept(ledger, ["inbox/good.txt"])
        assert accept(ledger, ["inbox/bad.txt"]) == 1
    assert (status(house).unhealthy, status(house).accepted) == ((), 1)
    for _ in range(9):
        assert house.night().counts == {}


def test_what_is_released_is_tried_the_next_night_though_nothing_of_it_changed(house: House) -> None:
    for _ in range(8):
        house.night()
    house.tagging.mended = True
    with Ledger.open(house.settings.ledger_path) as ledger:
        assert release(ledger, []) == 1
    assert house.night().counts == {"records": 1, "released": 1}
    assert [record["status"] for record in house.records()] == ["ok", "error", "ok"]
    assert house.asked("SELECT number, reason FROM revisions WHERE article = 2") == [
        (1, "quarantined"),
        (2, "released"),
    ]
    assert (state(house), house.night().counts) == ([], {})


def test_a_link_that_leads_nowhere_is_said_and_goes_with_it(house: House) -> None:
    (house.inbox / "link.txt").symlink_to(house.root / "nowhere.txt")
    report = house.night()
    assert "inbox/link.txt: is a link that leads nowhere" in [f["message"] for f in report.failures][1] + report.failures[0]["message"]  # fmt: skip
    (house.inbox / "link.txt").unlink()
    house.tagging.mended = True
    house.night()
    assert state(house) == []


def test_status_says_when_no_night_has_come_for_long_and_how_the_last_ones_were(house: House) -> None:
    house.tagging.mended = True
    house.night()
    found = status(house)
    assert (found.unhealthy, found.hours_since) == ((), 24.0)
    assert (found.documents, found.records, found.runs[0].counts) == (2, 2, {"new": 2, "records": 2})
    house.clock.now += 7 * 3_600
    assert status(house).unhealthy == ("the last night ended 31 hours ago, more than 30: see to its timer",)
    house.clock.now -= 40 * 3_600
    assert status(house).unhealthy == ("the last night ended at a time that is still to come: see to the clock",)


def test_status_before_the_first_night_that_ended(house: House) -> None:
    house.outputs()
    (house.root / "out").mkdir()
    (house.root / "out" / "2026-11.jsonl").write_text("a line that nobody knows\n")
    with pytest.raises(Exception, match="knows nothing of"):
        house.night()
    assert status(house).unhealthy == ("no night has come to its end yet: run stancewire nightly",)


def test_a_digest_that_is_not_delivered_for_more_than_three_nights_is_unhealthy(house: House) -> None:
    house.night()
    with Ledger.open(house.settings.ledger_path) as ledger, ledger.transaction() as connection:
        connection.execute("INSERT INTO outbox VALUES (1, 'mail', '{}', 0, 3, 0, 'mail server m: refuses')")
    assert not [said for said in status(house).unhealthy if "digest" in said]
    with Ledger.open(house.settings.ledger_path) as ledger, ledger.transaction() as connection:
        connection.execute("UPDATE outbox SET tries = 4")
    assert status(house).unhealthy == ("the digest by mail was not delivered on 4 nights: mail server m: refuses",)


def test_what_failed_is_not_counted_among_files_that_are_still_being_written(house: House) -> None:
    house.put("fresh.txt", "half a te", age=5)
    (house.inbox / "astray").symlink_to("nowhere")
    house.night(sleep=0)
    found = status(house)
    assert sorted(trouble.place for trouble in found.waiting) == ["inbox/astray", "inbox/bad.txt"]
    assert found.places["waiting"] == 1


def test_a_folder_that_is_back_was_not_deleted(house: House) -> None:
    (house.inbox / "bad.txt").unlink()
    house.night()
    house.inbox.rename(house.root / "away")
    assert house.night().counts == {"failed": 1}
    assert status(house).places == {"done": 1}  # the folder is listed as a failure, and is no file
    (house.root / "away").rename(house.inbox)
    assert house.night().counts == {}
    assert (status(house).waiting, status(house).places) == ((), {"done": 2})
    assert house.night().counts == {}
