from __future__ import annotations

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stancewire.config import load_config
from stancewire.runs.batch import tag_inputs, workers_of
from stancewire.sources.inputs import Input, find_inputs

TEXTS = {
    "a.txt": "LMC rejects closures\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries.",
    "b.txt": "Practices told to publish waits\n\nNHS England has told all practices to publish their waiting times by 1 May.",
    "c.txt": "",
    "d.jsonl": '{"id": "1", "title": "GPC votes against contract", "text": "The GPC has voted against the contract."}\nno json\n{"id": "2", "title": "CCG plans merger", "text": "NHS Ashmere CCG plans to merge three surgeries in the town."}\n',
    "e.bin": "\0\1\2",
}
DOCUMENTS = ["a.txt", "b.txt", "c.txt", "d.jsonl:1", "d.jsonl:2", "d.jsonl:3", "e.bin"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def tagged(paths: list[Path], workers: int = 1) -> list[bytes]:
    inputs = find_inputs([str(path) for path in paths])
    return [line.json for line in tag_inputs(inputs, load_config(), workers=workers, with_text=True)]


def place(line: bytes) -> str:
    source = json.loads(line)["source"]
    return Path(source["uri"]).name + (f":{source['member']}" if source["member"] else "")


def test_one_line_for_each_document_in_order(folder: Path) -> None:
    assert [place(line) for line in tagged([folder])] == DOCUMENTS


def test_bad_input_costs_its_own_record(folder: Path) -> None:
    records = [json.loads(line) for line in tagged([folder])]
    errors = {
        place(line): json.loads(line)["error"]["class"]
        for line in tagged([folder])
        if json.loads(line)["status"] == "error"
    }
    assert errors == {"c.txt": "EmptyInput", "d.jsonl:2": "MalformedRow", "e.bin": "BinaryInput"}
    assert [r["stance"]["primary"] for r in records if r["stance"]] == [
        "lmc_objection",
        "nhse_mandate",
        "lmc_objection",
        "ccg_plan",
    ]


def test_two_workers_give_the_same_bytes(folder: Path) -> None:
    assert tagged([folder], workers=2) == tagged([folder], workers=1)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(TEXTS)))
def test_the_order_of_arrival_changes_no_record(folder: Path, order: list[str]) -> None:
    assert sorted(tagged([folder / name for name in order])) == sorted(tagged([folder]))


def test_models_are_loaded_before_the_first_document_is_asked_for(tmp_path: Path) -> None:
    config = tmp_path / "run.toml"
    config.write_text('[model]\npath = "nowhere"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"model\.toml: cannot be read"):
        tag_inputs([Input(uri="a", path=None)], load_config(config), workers=1, with_text=True)


@pytest.mark.parametrize("wanted", ["0", "-1", "two", "1.5", ""])
def test_workers_are_a_positive_number(wanted: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        workers_of(wanted)


def test_auto_takes_at_least_one() -> None:
    assert (workers_of("3"), workers_of("auto") >= 1) == (3, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    for number in range(30):
        text = f"Westmarch LMC has rejected a plan by NHS Westmarch CCG to close {number} surgeries.\n\n" * 20
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    lines = tag_inputs(find_inputs([str(tmp_path)]), load_config(), workers=2, with_text=True)
    first = next(iter(lines)).json
    child = multiprocessing.active_children()[0]
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    assert [first, *(line.json for line in lines)] == tagged([tmp_path])
