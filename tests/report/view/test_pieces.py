"""A text cut where spans begin and end."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stancewire.report.view.pieces import Piece, TextLine, lines_of

TEXT = "Fen LMC objects\n\nThe CCG said so.\n"


def span(start: int, end: int, text: str = TEXT, **values: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end], **values}


def record(text: str = TEXT, **values: Any) -> dict[str, Any]:
    plain = {"organisations": [], "policy_terms": [], "statements": [], "passages": []}
    return {"text": text, "document": {"zones": [span(0, 15, text, zone="title")]}, **plain, **values}


def test_a_line_has_its_zone_and_its_labels() -> None:
    row = record(passages=[span(17, 33, labels=["ccg_plan"])])
    assert list(lines_of(row, {}, [])) == [
        TextLine(zone="title", pieces=(Piece(text="Fen LMC objects"),)),
        TextLine(zone="body", pieces=(Piece(text="The CCG said so."),), labels=("ccg_plan",)),
    ]


def test_spans_that_overlap_cut_each_other() -> None:
    row = record(
        organisations=[span(0, 7, name="Fen LMC")],
        policy_terms=[span(4, 15, policy="a policy")],
        statements=[span(0, 15, label="lmc_objection"), span(4, 7, label=None)],
    )
    first, *_ = lines_of(row, {"Fen LMC": 3}, [span(8, 15, weight=1.5)])
    assert first.pieces == (
        Piece(text="Fen ", body=3, statements=(1,), label="lmc_objection"),
        Piece(text="LMC", body=3, term="a policy", statements=(1, 2), label="lmc_objection"),
        Piece(text=" ", term="a policy", statements=(1,), label="lmc_objection"),
        Piece(text="objects", term="a policy", statements=(1,), label="lmc_objection", weight=1.5),
    )


TEXTS = st.text(st.sampled_from("ab \n\U0001f600"), min_size=1, max_size=40)


@given(TEXTS, st.data())
def test_nothing_is_lost_whatever_overlaps(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=6))
    spans = [span(start, end, text, name="x", policy="y", label=None) for start, end in pairs]
    row = record(text, organisations=spans[::2], policy_terms=spans[1::2], statements=spans)
    lines = ["".join(piece.text for piece in line.pieces) for line in lines_of(row, {"x": 1}, [])]
    assert lines == [line for line in text.split("\n") if line.strip()]
