"""A further record of today's model for every document, from where it still stands or else from its last record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from night_parts import MODEL_2, House
from stancewire.runs.nightly.check import faults
from stancewire.runs.nightly.retag import retag
from stancewire.runs.nightly.status import older
from stancewire.types import Given


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.at(tmp_path)
    house.put("a.txt", "Text A")
    house.put("rows.jsonl", "".join(json.dumps({"id": f"r{k}", "text": f"Row {k}"}) + "\n" for k in range(3)))
    house.put("bad.txt", "broken")
    house.night()
    house.use(MODEL_2)
    return house


def models(house: House) -> list[tuple[str, str]]:
    return [(record["text"], record["model"]["sha256"][0]) for record in house.records()]


def test_every_document_gets_one_further_record_and_the_old_ones_stay(house: House) -> None:
    report = retag(house.settings, house.seams)
    assert (report.exit_code, report.command, report.counts) == (0, "retag", {"records": 4, "retag": 4})
    old = [("Text A", "a"), ("Row 0", "a"), ("Row 1", "a"), ("Row 2", "a")]
    assert models(house) == old + [(text, "b") for text, _ in old]
    assert house.asked("SELECT reason, count(*) FROM revisions GROUP BY reason") == [("new", 4), ("retag", 4)]
    assert [record["warnings"] for record in house.records()] == [[]] * 8
    assert retag(house.settings, house.seams).counts == {}
    assert (house.night().counts, faults(house.settings)) == ({"failed": 1}, [])


def test_a_night_after_the_change_leaves_the_old_ones_to_it(house: House) -> None:
    house.put("new.txt", "New text")
    house.night()
    assert models(house)[4:] == [("New text", "b")]
    from stancewire.runs.nightly.ledger import Ledger

    with Ledger.read(house.settings.ledger_path) as ledger:
        assert older(ledger, house.tagging.generation) == 4
    assert retag(house.settings, house.seams).counts == {"records": 4, "retag": 4}


def test_a_table_is_read_by_the_columns_of_its_source(tmp_path: Path) -> None:
    columns = 'columns = ["text = comment"]'
    house = House.at(tmp_path, source=f'[[source]]\nkind = "folder"\npath = "inbox"\n{columns}\n')
    house.put("table.csv", "id,text,comment\n1,A column of numbers,The comment\n")
    house.night()
    house.use(MODEL_2)
    assert retag(house.settings, house.seams).counts == {"records": 1, "retag": 1}
    assert models(house) == [("The comment", "a"), ("The comment", "b")]
    assert [record["warnings"] for record in house.records()] == [[], []]


def test_what_does_not_stand_there_any_more_is_made_of_its_record_which_says_so(house: House) -> None:
    (house.inbox / "a.txt").unlink()
    house.put("rows.jsonl", "".join(json.dumps({"id": f"r{k}", "text": f"Row {k}"}) + "\n" for k in range(2)))
    house.night()
    retag(house.settings, house.seams)
    said = {record["text"]: (record["id"], record["source"]["sha256"]) for record in house.records()}
    assert sorted(text for text, model in models(house) if model == "b") == ["Row 0", "Row 1", "Row 2", "Text A"]
    new = house.records()[4:]
    assert [(record["id"], record["source"]["sha256"]) for record in new] == [said[record["text"]] for record in new]
    assert house.asked("SELECT key, state FROM articles ORDER BY key") == [
        ("", "done"), ("r0", "done"), ("r1", "done"), ("r2", "deleted"),
    ]  # fmt: skip
    assert house.asked("SELECT state FROM places WHERE uri = 'inbox/a.txt'") == [("deleted",)]


def test_the_article_that_is_made_of_a_record_bears_what_the_record_says() -> None:
    from stancewire.runs.nightly.retag import _article_of

    record = {
        "id": "x1",
        "source": {"uri": "inbox/x.txt", "media_type": "text/plain", "sha256": "0" * 64, "member": None},
        "text": "A title\nA body",
        "document": {
            "title": "A title", "published": "2014-10-08", "published_source": "header", "kind": "letter",
            "kind_source": "text", "publisher": "Pulse", "sender": "Kent LMC", "target": "the bus lane",
            "zones": [{"zone": "title", "start": 0, "end": 7}, {"zone": "body", "start": 8, "end": 14}],
        },
    }  # fmt: skip
    article = _article_of(record)
    assert article is not None
    assert (article.id, article.raw, article.found_from) == ("x1", "A title\nA body", "header")
    assert (article.found.published, article.found.publisher, article.found.kind) == ("2014-10-08", "Pulse", None)
    assert article.given == Given(target="the bus lane")
    again = _article_of({**record, "document": {**record["document"], "published_source": "given"}})  # type: ignore[dict-item]
    assert again is not None
    assert (again.given.target, again.given.published, again.found) == ("the bus lane", "2014-10-08", Given())
    assert [(zone.zone, zone.start, zone.end) for zone in article.marks] == [("title", 0, 7), ("body", 8, 14)]
    assert article.warnings == ("made of the text of its former record: the source is not there any more as it was",)
    assert _article_of({**record, "text": None}) is None


def test_a_document_that_fails_keeps_its_record_and_is_tried_the_next_time(house: House) -> None:
    from stancewire.runs.nightly import retag as room

    broken = room._originals

    def breaking(*arguments: object) -> object:
        from dataclasses import replace

        for document in broken(*arguments):  # type: ignore[arg-type]
            yield replace(document, item=replace(document.item, raw="broken")) if document.key == "r1" else document

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_originals", breaking)
        report = retag(house.settings, house.seams)
    assert (report.exit_code, report.counts) == (1, {"failed": 1, "records": 3, "retag": 3})
    house.night()
    assert retag(house.settings, house.seams).counts == {"records": 1, "retag": 1}
