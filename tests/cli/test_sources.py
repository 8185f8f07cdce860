"""What the command line says of many documents at once: columns, metadata, items."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stancewire.cli import run

OBJECTION = "LMC rejects merger\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries.\n"
NEWSLETTER = """WESTMARCH LMC NEWSLETTER
March 2015

1. Flu vaccines
The flu vaccines for this winter will be delivered to practices in the last week of September.

2. Closing surgeries
NHS Westmarch CCG plans to close two surgeries in the town. We reject the plan.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(OBJECTION, encoding="utf-8")
    (tmp_path / "in" / "news.txt").write_text(NEWSLETTER, encoding="utf-8")
    (tmp_path / "in" / "meta.csv").write_text(
        "file,date,publisher\na.txt,8 October 2014,Westmarch Post\ngone.txt,,Ashmere Echo\n", encoding="utf-8"
    )
    (tmp_path / "rows.csv").write_text(f'no;words;source\nr1;"{OBJECTION}";Westmarch Post\nr2\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tagged(*arguments: str) -> list[dict[str, Any]]:
    assert run(["tag", *arguments, "-o", "out.jsonl", "--force"]) in (0, 1)
    return [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_columns_are_named_on_the_command_line(folder: Path) -> None:
    good, bad = tagged("rows.csv", "--columns", "text=words,id=no", "--columns", "publisher=")
    assert (good["id"], good["stance"]["primary"], good["document"]["publisher"]) == ("r1", "lmc_objection", None)
    assert bad["error"]["class"] == "MalformedRow"
    assert bad["source"]["member"] == "6"


def test_metadata_is_joined_and_what_matches_nothing_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = tagged("in", "--metadata", "in/meta.csv")
    assert [record["source"]["uri"] for record in records] == ["in/a.txt", "in/news.txt"]
    document = records[0]["document"]
    assert (document["published"], document["published_source"], document["publisher"]) == (
        "2014-10-08",
        "given",
        "Westmarch Post",
    )
    assert "stancewire: in/meta.csv: 1 row matches no document: gone.txt (line 3); give" in capsys.readouterr().err


def test_the_items_of_a_newsletter_are_documents_of_their_own(folder: Path) -> None:
    records = tagged("in/news.txt", "in/a.txt", "--split-items")
    assert [record["source"]["member"] for record in records] == ["1", "2", None]
    assert [record["document"]["title"] for record in records] == [
        "Flu vaccines",
        "Closing surgeries",
        "LMC rejects merger",
    ]
    assert [record["document"]["kind"] for record in records[:2]] == ["newsletter", "newsletter"]
    assert records[0]["stance"]["present"] == []
    assert "lmc_objection" in records[1]["stance"]["present"]
    for record in records:
        for span in (*record["statements"], *record["organisations"]):
            assert record["text"][span["start"] : span["end"]] == span["text"]


def test_workers_change_nothing(folder: Path) -> None:
    options = ("in", "rows.csv", "--columns", "text=words", "--metadata", "in/meta.csv", "--split-items")
    assert tagged(*options) == tagged(*options, "--workers", "2")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--columns", "words"], 2, "'words' is not FIELD=COLUMN, where FIELD is one of text, id, title"),
        (["--columns", "colour=x"], 2, "'colour=x' is not FIELD=COLUMN"),
        (["--columns", "text=a,text=b"], 2, "text has two columns; give one"),
        (["--metadata", "gone.csv"], 3, "gone.csv: no such file; check the path given to --metadata"),
        (["--metadata", "rows.csv"], 3, "rows.csv: has no column file or id; name the documents in one"),
    ],
)
def test_what_cannot_be_used_is_answered_by_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert run(["tag", "in/a.txt", "-o", "out.jsonl", *arguments]) == code
    assert words in " ".join(capsys.readouterr().err.split())
    assert not Path("out.jsonl").exists()
