"""The store keeps every step, for two at once, and an older file becomes a newer one with all its rows."""

from __future__ import annotations

import sqlite3
from multiprocessing import get_context
from pathlib import Path

import pytest

from review_rows import PLAN, code, reading, record
from stancewire.errors import MissingInput, OutputError
from stancewire.review.base import STEPS, connect
from stancewire.review.decisions import Decisions, Overtaken, Step
from stancewire.review.reading import EMPTY, bounds_of, parse, reading_of
from stancewire.review.store import Added, OtherRecords, Store

OURS = reading_of(record())
PLAN_ALONE = parse(reading("ccg_plan", present=["ccg_plan"], statements=[PLAN]), bounds_of(record()))


def step(item: int = 1, coder: str = "ann", action: str = "decide", state: str = "accepted", **more: object) -> Step:
    values: dict[str, object] = {"blind": False, "reading": OURS, "comment": "", "undoes": None} | more
    return Step(item=item, coder=coder, action=action, state=state, **values)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store(tmp_path / "s.sqlite", new=True) as store:
        store.add([record("one"), record("two", abstained=True)])
    return tmp_path / "s.sqlite"


def test_records_are_kept_whole_and_added_once(path: Path) -> None:
    with Store(path) as store:
        assert store.add([record("two", abstained=True), record("three")]) == Added(new=1, copies=0)
        assert [(i.number, i.label, i.abstained) for i in store.items()] == [
            (1, "lmc_objection", False),
            (2, "lmc_objection", True),
            (3, "lmc_objection", False),
        ]
        assert store.record(1) == record("one")
        assert store.record(4) is None


def test_a_copy_of_a_record_is_passed_over_and_lends_its_text(tmp_path: Path) -> None:
    copy = record("one") | {"status": "duplicate", "duplicate_of": "zero"}
    copy["source"] = copy["source"] | {"uri": "elsewhere.jsonl", "member": "2"}
    bare = {key: value for key, value in record("one").items() if key != "text"}
    with Store(tmp_path / "s.sqlite", new=True) as store:
        assert store.add([bare, copy, record("two")]) == Added(new=2, copies=1)
        assert store.record(1) == record("one")
        assert store.add([bare, copy]) == Added(new=0, copies=1)


def test_another_record_of_a_document_is_refused_and_nothing_of_its_file_is_taken(path: Path) -> None:
    said = "holds a record of 'one' by 'hand' 1, and this one by 'hand' 1 differs in stance; decisions belong"
    with Store(path) as store, pytest.raises(OtherRecords, match=said):
        store.add([record("new"), record("one", surest=0.6)])
    with Store(path) as store:
        assert len(store.items()) == 2


def test_every_step_is_a_row_and_the_last_counts(path: Path) -> None:
    with Store(path) as store:
        decisions = Decisions(store)
        first = decisions.append(step(action="edit", state="open", reading=PLAN_ALONE), 0)
        second = decisions.append(step(state="corrected", reading=PLAN_ALONE, comment="sure"), first.number)
        assert [one.number for one in decisions.history()] == [first.number, second.number]
    with Store(path) as store:
        last = Decisions(store).last(1, "ann")
        assert last == second
        assert last.step.comment == "sure"
        assert Decisions(store).states("ann") == {1: "corrected"}


def test_a_page_that_does_not_know_the_last_row_saves_nothing(path: Path) -> None:
    with Store(path) as store:
        decisions = Decisions(store)
        decisions.append(step(), 0)
        with pytest.raises(Overtaken, match="record 1 was changed in another window"):
            decisions.append(step(state="corrected", reading=PLAN_ALONE), 0)
        assert len(list(decisions.history())) == 1


def test_undoing_goes_back_step_by_step_and_takes_nothing_away(path: Path) -> None:
    with Store(path) as store:
        decisions = Decisions(store)
        edited = decisions.append(step(action="edit", state="open", reading=PLAN_ALONE), 0)
        decided = decisions.append(step(state="corrected", reading=PLAN_ALONE), edited.number)
        other = decisions.append(step(item=2, action="skip", state="skipped"), 0)
        undone = [decisions.undo("ann", lambda _: OURS) for _ in range(4)]
        assert [one and (one.step.item, one.step.state, one.step.undoes) for one in undone] == [
            (2, "", other.number),
            (1, "open", decided.number),
            (1, "", edited.number),
            None,
        ]
        assert undone[1] is not None
        assert undone[1].step.reading == PLAN_ALONE
        assert undone[2] is not None
        assert undone[2].step.reading == OURS
        assert len(list(decisions.history())) == 6
        assert decisions.states("ann") == {}


def test_nobody_undoes_what_another_did(path: Path) -> None:
    with Store(path) as store:
        decisions = Decisions(store)
        decisions.append(step(coder="ann"), 0)
        assert decisions.undo("bob", lambda _: OURS) is None
        assert decisions.states("ann") == {1: "accepted"}


def test_what_was_said_blind_counts_before_what_was_said_afterwards(path: Path) -> None:
    with Store(path) as store:
        decisions = Decisions(store)
        blind = decisions.append(step(blind=True, state="corrected", reading=PLAN_ALONE), 0)
        decisions.append(step(state="accepted", reading=OURS), blind.number)
        decisions.append(step(coder="bob", state="accepted", reading=OURS), 0)
        assert decisions.judged() == {1: {"ann": PLAN_ALONE, "bob": OURS}}


def test_rows_cannot_be_changed_or_taken_away(path: Path) -> None:
    with Store(path) as store:
        Decisions(store).append(step(), 0)
    base = sqlite3.connect(path)
    for statement in ("UPDATE decisions SET coder = 'eve'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed or taken away"):
            base.execute(statement)
    base.close()


def test_the_disk_is_waited_for(path: Path) -> None:
    base = connect(path, new=False)
    assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert base.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    base.close()


def test_two_coders_at_once_lose_nothing(path: Path) -> None:
    context = get_context("spawn")
    workers = [context.Process(target=code, args=(str(path), name, 40)) for name in ("ann", "bob")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Store(path) as store:
        rows = list(Decisions(store).history())
    assert [one.number for one in rows] == list(range(1, 81))
    assert sum(one.step.coder == "ann" for one in rows) == 40


def test_a_file_of_the_first_version_is_brought_up_to_date_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with Store(path, new=True) as store:
        store.add([record()])
        Decisions(store).append(step(reading=EMPTY, state="skipped", action="skip"), 0)
    old = sqlite3.connect(path, isolation_level=None)
    for name in ("unchanged", "kept"):
        old.execute(f"DROP TRIGGER {name}")
    for name in ("latest", "without_text"):
        old.execute(f"DROP INDEX {name}")
    old.execute("PRAGMA user_version = 1")
    old.close()
    with Store(path) as store:
        assert [one.step.state for one in Decisions(store).history()] == ["skipped"]
    new = sqlite3.connect(path)
    assert new.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    names = {name for (name,) in new.execute("SELECT name FROM sqlite_master")}
    assert {"unchanged", "kept", "latest", "without_text"} <= names
    new.close()


def test_a_file_of_a_later_version_is_left_alone(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(OutputError, match="is of version 99, and this program knows 2; use the newer stancewire"):
        Store(path)


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="is no file"):
        Store(tmp_path / "none.sqlite")
    (tmp_path / "text").write_text("x" * 5000, encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be used as a store"):
        Store(tmp_path / "text")
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    with pytest.raises(OutputError, match="is a database of another program"):
        Store(tmp_path / "other.sqlite")


def test_an_empty_file_is_no_store_and_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").touch()
    with pytest.raises(OutputError, match="is empty, and no store; name the store that stancewire review made"):
        Store(tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b""
