"""Addresses, sides, quotations, and what a corpus keeps away from."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpus_rows as tiny
from corpus_rows import errors
from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference, read_reference

TEXT = tiny.TEXT
BODIES = tiny.document()["organisations"]
SAME_PAGE = [
    "https://www.example.org/a/",
    "http://example.org/a",
    "https://EXAMPLE.org/a?utm_source=x&UTM_medium=y#top",
    "https://example.org/a/#",
]


@pytest.mark.parametrize("url", SAME_PAGE)
def test_documents_of_one_address_are_of_one_event(tmp_path: Path, url: str) -> None:
    one = tiny.other(1, fictional=False, url=SAME_PAGE[0])
    assert errors(tmp_path, one, tiny.other(2, fictional=False, url=url)) == [
        "batches/b.jsonl: o-002: event: 'invented-event-2', but o-001 has the same url and the event 'invented-event-1'; name one event, or correct a url"
    ]
    assert errors(tmp_path, one, tiny.other(2, fictional=False, url=url, event="invented-event-1")) == []


def test_other_addresses_and_none_are_other_events(tmp_path: Path) -> None:
    urls = ["", "", "https://example.org/a?id=1", "https://example.org/a?id=2", "https://example.org/a/b"]
    assert errors(tmp_path, *(tiny.other(k, url=url, fictional=not url) for k, url in enumerate(urls))) == []


def test_an_event_and_a_pair_stand_on_one_side(tmp_path: Path) -> None:
    from stancewire.corpus.published import document_row
    from stancewire.corpus.typed import document_of

    one, two = tiny.other(1), tiny.other(2, event="invented-event-1")
    tiny.write(tmp_path / "train.jsonl", [document_row(document_of(one))])
    tiny.write(tmp_path / "dev.jsonl", [document_row(document_of(two))])
    tiny.write(tmp_path / "pairs-train.jsonl", tiny.pair()[:1])
    tiny.write(tmp_path / "pairs-test.jsonl", tiny.pair()[1:])
    _, findings = check(tmp_path, Reference())
    assert [str(error) for error in findings.errors] == [
        "dev.jsonl: o-002: event: 'invented-event-1' stands in train too, this in dev; write one side into splits.json and build again",
        "pairs-test.jsonl: q-01b: pair: 'q-01' stands in train too, this in test; write one side into splits.json and build again",
    ]


def test_an_address_stands_on_one_side(tmp_path: Path) -> None:
    from stancewire.corpus.published import document_row

    for number, split in enumerate(("train", "test")):
        row = tiny.typed(**tiny.other(number, event="invented-event", fictional=False, url=SAME_PAGE[number]))
        tiny.write(tmp_path / f"{split}.jsonl", [document_row(row)])
    assert [str(error) for error in check(tmp_path, Reference())[1].errors] == [
        "test.jsonl: o-001: event: 'invented-event' stands in train too, this in test; write one side into splits.json and build again",
        "test.jsonl: o-001: url: 'example.org/a' stands in train too, this in test; write one side into splits.json and build again",
    ]


@pytest.mark.parametrize(
    ("quote", "wrong"),
    [
        ("“glad of it and of all that comes”", True),
        ("“glad “of it and of all that” comes", True),
        ("“glad of it, with no end and no closing mark", False),
        ('"glad of it and of all that comes"', True),
        ("‘glad ‘of it and of all that’ comes", True),
        ("“" * 20_000, False),
    ],
)
def test_quotations_are_found_without_reading_a_line_twice(tmp_path: Path, quote: str, wrong: bool) -> None:
    row = tiny.document(fictional=False, url="https://example.org/x", text=TEXT.replace("‘glad of it’", quote))
    assert any("quotes more than five words" in error for error in errors(tmp_path, row)) is wrong


def test_wording_and_addresses_of_reference_texts_and_of_a_list(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    tiny.write(
        shared / "gold" / "dev.jsonl",
        [{"text": "Then Nobody had asked its members, Dr X said.", "url": "https://a.org/1/"}],
    )
    (shared / "seeds").mkdir()
    (shared / "seeds" / "s.txt").write_text("Westmarch LMC refuses the weekend hubs", encoding="utf-8")
    avoid = tmp_path / "avoid.txt"
    avoid.write_text("http://www.b.org/2\n\n", encoding="utf-8")
    against = read_reference(shared, avoid)
    rows = [
        tiny.document(fictional=False, url=url, id=name)
        for url, name in (("http://www.A.org/1", "t-01"), ("https://b.org/2/", "t-02"))
    ]
    sentences = [error for error in errors(tmp_path / "c", *rows, against=against) if "nearly the same" not in error]
    assert sentences == [
        "batches/b.jsonl: t-01: url: is a document of gold or seeds; choose another event",
        "batches/b.jsonl: t-01: text: shares the run 'nobody had asked its members dr' with gold or seeds; say it otherwise",
        "batches/b.jsonl: t-01: text: shares the run 'westmarch lmc refuses the weekend hubs' with gold or seeds; say it otherwise",
        "batches/b.jsonl: t-02: url: stands on the list of addresses to avoid; choose another source",
        *(
            f"batches/b.jsonl: t-02: text: shares the run {run!r} with gold or seeds; say it otherwise"
            for run in ("nobody had asked its members dr", "westmarch lmc refuses the weekend hubs")
        ),
    ]


def test_a_run_of_names_is_nobodys_wording(tmp_path: Path) -> None:
    tiny.write(tmp_path / "gold" / "dev.jsonl", [{"text": "by NHS Westmarch CCG plans three hubs"}])
    row = tiny.document()
    assert errors(tmp_path, row, against=read_reference(tmp_path)) == []
    bare = [body for body in BODIES if body["kind"] != "ccg"]
    assert len(errors(tmp_path, row | {"organisations": bare}, against=read_reference(tmp_path))) == 1
