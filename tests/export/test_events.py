"""Event lists: every character comes through, and nothing in them runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_rows import failed
from export_rows import coded
from stancewire.export.events import COLUMNS, cell, events_of, plain, write_events

TEXTS = st.text(st.one_of(st.sampled_from("=+-@'\"\t\r\n;,"), st.characters(exclude_categories=("Cs",))), max_size=8)


def table(rows: list[dict[str, Any]], **how: Any) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_events(events_of(rows, **how), stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")))


def test_a_statement_is_a_row() -> None:
    row = coded(
        1, 'LMC said "no"; twice\nover.', ("LMC", "objects", "hours; days", '"no"; twice\nover'), speaker="Dr A", holder_id="lmc-1",
        target="NHS England", target_id="X24", label="lmc_objection", direct=True,
    )  # fmt: skip
    row["document"]["publisher"] = "Surgery Post"
    assert table([row]) == [
        {
            "document": "id-1", "published": "2014-03-04", "title": "Title 1", "publisher": "Surgery Post", "kind": "news", "status": "ok",
            "uri": "news/pulse/1.txt", "member": "", "number": "1", "person": "Dr A", "organization": "LMC", "organization_kind": "lmc",
            "organization_id": "lmc-1", "concept": "hours; days", "agreement": "false", "act": "objects", "target": "NHS England",
            "target_id": "X24", "label": "lmc_objection", "probability": "0.9", "direct": "true", "start": "9", "end": "25",
            "text": '"no"; twice\nover',
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "agreement"),
    [("supports", "true"), ("plans", "true"), ("mandates", "true"), ("objects", "false"), ("neutral", "")],
)
def test_acts_and_agreement(act: str, agreement: str) -> None:
    [row] = table([coded(1, "LMC", ("LMC", act, "hours", "LMC"))])
    assert row["agreement"] == agreement


def test_errors_have_no_events_and_copies_count_once_on_request() -> None:
    first, copy = (coded(n, "LMC", ("LMC", "objects", "hours", "LMC")) for n in (1, 2))
    rows = [failed(3), first, copy | {"status": "duplicate", "duplicate_of": "id-1"}]
    assert [row["document"] for row in table(rows)] == ["id-1", "id-2"]
    assert [row["document"] for row in table(rows, count_once=True)] == ["id-1"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"])
def test_a_cell_that_could_run_is_guarded(begin: str) -> None:
    [row] = table([coded(1, "LMC", ("LMC", "objects", "hours", "LMC"), holder=f"{begin}cmd|' /C calc'!A0")])
    assert row["organization"] == f"'{begin}cmd|' /C calc'!A0"
    assert plain(row["organization"]) == f"{begin}cmd|' /C calc'!A0"


@given(st.lists(TEXTS, min_size=4, max_size=4))
def test_every_character_comes_back(values: list[str]) -> None:
    fields = dict(zip(("holder", "speaker", "policy", "target"), values, strict=True))
    [row] = table([coded(1, "LMC", ("LMC", "objects", "", "LMC"), **fields)])
    assert [plain(row[name]) for name in ("organization", "person", "concept", "target")] == values
    assert not any(row[name].startswith(("=", "+", "-", "@", "\t", "\r")) for name in COLUMNS)


@given(TEXTS)
def test_no_two_texts_make_one_cell(text: str) -> None:
    assert plain(cell(text)) == text


def test_a_failure_leaves_the_stream_open() -> None:
    stream = io.BytesIO()

    def broken() -> Any:
        raise ValueError
        yield

    with pytest.raises(ValueError):  # noqa: PT011 - ours, without a message
        write_events(broken(), stream)
    assert not stream.closed
