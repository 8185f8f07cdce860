"""Workers that die or hang cost the record of the document at fault, and no other."""

from __future__ import annotations

import errno
import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import article
from run_parts import RULES, harmful
from stancewire.config import RunConfig, load_config
from stancewire.errors import ModelError
from stancewire.runs import hand
from stancewire.runs.crew import Crew, Turns
from stancewire.runs.hand import Settings
from stancewire.runs.lines import Job, Line, Mark
from stancewire.runs.selection import EVERYTHING, Selection


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HARM", str(tmp_path))
    monkeypatch.setattr(hand, "work", harmful)
    config = load_config(RULES)
    return Settings(config=replace(config, run=RunConfig(seconds_per_document=4)), with_text=True, selection=EVERYTHING)


def tagged(settings: Settings, texts: list[str], workers: int) -> list[Line]:
    crew = Crew(settings, workers)
    try:
        jobs = (Job(item=article(text, uri=f"{k}.txt"), original=None, mark=Mark()) for k, text in enumerate(texts))
        return [line for _, line in crew.answers(jobs) if isinstance(line, Line)]
    finally:
        crew.close()


GOOD = "LMC rejects merger\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries."


@pytest.mark.parametrize("workers", [1, 2])
def test_each_document_at_fault_costs_its_own_record(settings: Settings, workers: int) -> None:
    texts = [GOOD, "segfault", GOOD, "hang", GOOD, "once and no more", GOOD, GOOD]
    found = [json.loads(line.json) for line in tagged(settings, texts, workers)]
    assert [r["error"] and r["error"]["class"] for r in found] == [
        None, "WorkerDied", None, "DocumentTimeout", None, None, None, None,
    ]  # fmt: skip
    assert [r["source"]["uri"] for r in found] == [f"{k}.txt" for k in range(8)]
    assert found[1]["error"]["message"].startswith("1.txt: ended the worker process that tagged it, twice; give")
    assert found[3]["error"]["message"].startswith(
        "3.txt: took a worker process longer than 4 s, twice; raise seconds_"
    )


def test_a_process_that_was_never_launched_is_ended_without_a_word(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    one = hand.Hand(settings)
    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.context.SpawnProcess.start", refused)
        with pytest.raises(OSError, match="temporarily"):
            one.start()
    one.stop()
    one.end()


def test_a_model_that_cannot_be_used_is_said_before_a_document_is_read(tmp_path: Path) -> None:
    config = tmp_path / "run.toml"
    config.write_text('[model]\npath = "nowhere"\n', encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.toml: cannot be read"):
        Crew(Settings(config=load_config(config), with_text=True, selection=EVERYTHING), 2)


def test_documents_are_left_out_by_what_they_say_of_themselves() -> None:
    settings = Settings(config=load_config(RULES), with_text=True, selection=Selection(where=(("publisher", "Pulse"),)))
    crew = Crew(settings, 1)
    jobs = [
        Job(item=article(GOOD, publisher=name), original=None, mark=Mark()) for name in ("pulse", "The Star", "Pulse")
    ]
    try:
        assert [type(line).__name__ for _, line in crew.answers(jobs)] == ["Line", "LeftOut", "Line"]
    finally:
        crew.close()


def test_one_who_is_to_be_alone_waits_and_is_waited_for() -> None:
    turns, events = Turns(), list[str]()

    def alone() -> None:
        with turns.alone():
            events.append("alone")
            time.sleep(0.05)
            events.append("done")

    def late() -> None:
        with turns.together():
            events.append("late")

    with turns.together():
        threads = [threading.Thread(target=alone)]
        threads[0].start()
        time.sleep(0.05)
        threads.append(threading.Thread(target=late))
        threads[1].start()
        time.sleep(0.05)
        events.append("first")
    for thread in threads:
        thread.join()
    assert events == ["first", "alone", "done", "late"]
