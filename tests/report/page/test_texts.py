"""Evidence is joined out of snippets, and stands in blocks that give it back as it was."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import report_rows
from stancewire.report.page.texts import BLOCK, Texts, packed, pieces, share, spans_of, surest


def unpacked(block: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(block)))


def blocks(texts: Texts) -> list[Any]:
    return [row for block in texts.blocks() for row in unpacked(block)]


@given(st.data())
def test_pieces_are_stretches_of_the_text_that_hold_every_span(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab \N{GRINNING FACE}é"), min_size=1, max_size=40))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9))
    spans = [(a, min(len(text), a + n)) for a, n in data.draw(st.lists(places, max_size=6))]
    statements = [report_rows.objection(start=a, end=b, text=text[a:b]) for a, b in spans]
    found = pieces(spans_of({"statements": statements, "passages": []}))
    covered = {n for piece in found for n in range(piece["start"], piece["start"] + len(piece["text"]))}
    assert all(text[piece["start"] :].startswith(piece["text"]) for piece in found)
    assert covered == {n for a, b in spans for n in range(a, b)}
    ends = [piece["start"] + len(piece["text"]) for piece in found]
    assert all(end < piece["start"] for end, piece in zip(ends, found[1:], strict=False))


def test_whole_texts_are_kept_up_to_a_limit_and_evidence_beyond_it() -> None:
    whole, cut = Texts(most=len(report_rows.TEXT) * 4), Texts(most=len(report_rows.TEXT) * 4 - 1)
    for record in report_rows.rows()[:4]:
        whole.add(record)
        cut.add(record)
    assert (whole.whole, cut.whole) == (True, False)
    assert blocks(whole)[1]["text"] == [{"start": 0, "text": report_rows.TEXT}]
    assert blocks(cut)[1]["text"] == [
        {"start": 0, "text": "Kelmarsh LMC rejects it."},
        {"start": 25, "text": "The CCG will go ahead."},
    ]


def test_a_record_without_text_still_shows_its_evidence() -> None:
    record = report_rows.rows()[0]
    del record["text"]
    texts = Texts()
    texts.add(record)
    assert blocks(texts)[0]["text"] == [{"start": 0, "text": "Kelmarsh LMC rejects it."}]


def test_of_too_much_evidence_the_surest_of_each_document_is_kept() -> None:
    record = report_rows.rows()[1]  # two sentences of 24 and 22 code points
    record["statements"][1]["probability"] = 0.95
    texts = Texts(most=0, evidence=46 + 24)
    texts.add(report_rows.rows()[0])
    texts.add(record)
    assert [row.get("cut") for row in blocks(texts)] == [None, None]  # 24 and 46
    texts.add(report_rows.rows()[0])  # 94 together: at most 23 of each, but one span of each at least
    assert [(row.get("cut"), row["text"][0]["start"], len(row["text"])) for row in blocks(texts)] == [
        (None, 0, 1),
        (True, 25, 1),
        (None, 0, 1),
    ]


def test_spans_come_by_kind_and_sureness() -> None:
    neutral = report_rows.statement("x", "other", "supports", None, probability=1.0)
    sure, doubtful = report_rows.objection(probability=0.9, start=3), report_rows.objection(probability=0.6, start=5)
    passage = {"start": 7, "text": "abc", "labels": ["ccg_plan"], "probabilities": {"ccg_plan": 0.99}}
    found = spans_of({"statements": [neutral, doubtful, sure], "passages": [passage]})
    assert [span["start"] for span in found] == [3, 5, 7, 0]
    assert surest(found, 48) == found[:2]
    assert surest(found, 1) == found[:1]
    assert surest([], 1) == []


@given(st.lists(st.integers(0, 50), max_size=8), st.integers(0, 200))
def test_a_share_is_the_largest_that_fits(sizes: list[int], total: int) -> None:
    most = share(sizes, total)
    assert sum(min(size, most) for size in sizes) <= total
    assert most == max(sizes, default=0) or sum(min(size, most + 1) for size in sizes) > total


def test_an_error_has_no_text() -> None:
    texts = Texts()
    texts.add(report_rows.rows()[5] | {"text": None})
    [found] = blocks(texts)
    assert found["text"] == []
    assert found["error"]["hint"] == "give a text"


def test_blocks_hold_so_many_documents_in_order() -> None:
    texts = Texts()
    for number in range(BLOCK + 1):
        texts.add(report_rows.record(number, []))
    sizes = [len(unpacked(block)) for block in texts.blocks()]
    assert sizes == [BLOCK, 1]


def test_the_same_values_are_packed_the_same_and_show_no_sign_of_markup() -> None:
    values = [report_rows.PAYLOAD]
    assert packed(values) == packed(values)
    assert unpacked(packed(values)) == values
    assert not set("<>&'\"") & set(packed(values))
