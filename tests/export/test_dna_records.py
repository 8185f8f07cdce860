"""Records as a study: what stands in its tables, expected values written by hand beside them."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_rows import failed
from export_rows import MODEL, coded, example
from stancewire.errors import MissingInput
from stancewire.export.dna_file import NewFile
from stancewire.export.dna_records import Tally, told, write_records

Json = dict[str, Any]


def study(rows: list[Json], *, concept: str = "policy", count_once: bool = False) -> tuple[sqlite3.Connection, Tally]:
    """A study of some records, in memory."""
    stream = io.BytesIO()
    with NewFile() as file:
        tally = write_records(rows, file, concept=concept, password="p", count_once=count_once)
        file.copy_to(stream)
    base = sqlite3.connect(":memory:")
    base.deserialize(stream.getvalue())
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return base, tally


def ask(rows: list[Json], query: str, **how: Any) -> list[tuple[Any, ...]]:
    base, _ = study(rows, **how)
    with closing(base):
        return base.execute(query).fetchall()


CODED = """SELECT d.Title, p.Value, o.Value, c.Value, b.Value, s.Start, s.Stop, s.Coder FROM STATEMENTS s
    JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4
    JOIN DATASHORTTEXT x ON x.StatementId = s.ID AND x.VariableId = 1 JOIN ENTITIES p ON p.ID = x.Entity
    JOIN DATASHORTTEXT y ON y.StatementId = s.ID AND y.VariableId = 2 JOIN ENTITIES o ON o.ID = y.Entity
    JOIN DATASHORTTEXT z ON z.StatementId = s.ID AND z.VariableId = 3 JOIN ENTITIES c ON c.ID = z.Entity ORDER BY s.ID"""


def test_statements_have_person_organization_concept_and_agreement() -> None:
    text = "\U0001f3e5 Ashcombe LMC said no; the CCG plans it; the DH said so; the RCGP agrees; the BMA noted it."
    claims = (
        ("Ashcombe LMC", "objects", "hours", "Ashcombe LMC said no"),
        ("CCG", "plans", "hours", "the CCG plans it"),
        ("DH", "mandates", "", "the DH said so"),
        ("RCGP", "supports", "hours", "the RCGP agrees"),
        ("BMA", "neutral", "hours", "the BMA noted it"),
    )
    row = coded(1, text, *claims, speaker="Dr Iris Vane")
    # The hospital sign takes two units, so every offset is one more than its code point.
    assert ask([row], CODED) == [
        ("Title 1", "Dr Iris Vane", "Ashcombe LMC", "hours", 0, 3, 23, 2),
        ("Title 1", "Dr Iris Vane", "CCG", "hours", 1, 25, 41, 2),
        ("Title 1", "Dr Iris Vane", "DH", "", 1, 43, 57, 2),
        ("Title 1", "Dr Iris Vane", "RCGP", "hours", 1, 59, 74, 2),
    ]
    _, tally = study([row])
    assert (tally.documents, tally.statements, tally.neutral, tally.bare) == (1, 4, 1, 1)


def test_a_document_bears_what_its_record_knows() -> None:
    row = coded(7, "LMC objects", published="2014-03")
    row["document"] |= {"publisher": "Surgery Post", "byline": "By Tom Reed", "kind": "letter"}
    [(title, text, coder, author, source, section, notes, kind, date)] = ask(
        [row], "SELECT Title, Text, Coder, Author, Source, Section, Notes, Type, Date FROM DOCUMENTS"
    )
    assert (title, text, coder) == ("Title 7", "LMC objects", 2)
    assert (author, source, section, kind) == ("By Tom Reed", "Surgery Post", "", "letter")
    assert date == 1393632000  # 2014-03-01T00:00:00Z
    assert notes.split("\n")[:2] == ['record: "id-7"', 'published: "2014-03"']


def test_entities_are_numbered_by_alphabet_and_bear_attributes() -> None:
    text = "LMC objects. CCG plans."
    lmc = coded(1, text, ("Westmarch LMC", "objects", "hours", "LMC objects."), holder_id="lmc-1")
    ccg = coded(
        2, text, ("Aldwick CCG", "plans", "hours", "CCG plans."), holder_kind="local_commissioner", holder_id="99X"
    )
    query = """SELECT e.ID, e.VariableId, e.Value, e.Red, group_concat(a.AttributeVariable || '=' || v.AttributeValue, ' ')
        FROM ENTITIES e JOIN ATTRIBUTEVALUES v ON v.EntityId = e.ID JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId
        GROUP BY e.ID ORDER BY e.ID"""
    assert ask([lmc, ccg], query) == [
        (1, 1, "", 0, "Type= Alias= Notes="),
        (2, 2, "", 0, "Type= Alias= Notes="),
        (3, 2, "Aldwick CCG", 15, "Type=local_commissioner Alias=99X Notes="),
        (4, 2, "Westmarch LMC", 180, "Type=lmc Alias=lmc-1 Notes="),
        (5, 3, "", 0, "Type= Alias= Notes="),
        (6, 3, "hours", 0, "Type= Alias= Notes="),
    ]


def test_namesakes_stay_two_bodies() -> None:
    text = "LMC objects"
    rows = [
        coded(n, text, ("Kent CCG", "plans", "x", "LMC"), holder_id=code)
        for n, code in enumerate(("1A", "2B", None), 1)
    ]
    found = ask(rows, "SELECT Value FROM ENTITIES WHERE VariableId = 2 ORDER BY ID")
    assert found == [("",), ("Kent CCG",), ("Kent CCG (1A)",), ("Kent CCG (2B)",)]


def test_long_names_are_cut_with_a_warning_and_stay_apart() -> None:
    text, long = "LMC objects", "\U0001f3e5" * 189
    names = [long + "e\N{COMBINING ACUTE ACCENT}" + end for end in ("a", "b")]
    rows = [coded(n, text, (name, "objects", "x", "LMC")) for n, name in enumerate(names, 1)]
    values = [value for (value,) in ask(rows, "SELECT Value FROM ENTITIES WHERE VariableId = 2 ORDER BY ID")]
    assert values == ["", long + "…", long[:186][:185] + "… (2)"]
    assert {len(value) for value in values[1:]} == {190}
    _, tally = study(rows)
    assert tally.cut == names
    assert list(told(tally))[-1].startswith(
        "warning: 2 names or titles are cut at 190 characters, for instance '\U0001f3e5"
    )


def test_every_model_is_a_coder_beside_admin() -> None:
    other = coded(2, "LMC objects", ("LMC", "objects", "x", "LMC")) | {"model": MODEL | {"version": "0.3.0"}}
    rows = [coded(1, "LMC objects", ("LMC", "objects", "x", "LMC")), other]
    assert ask(rows, "SELECT ID, Name FROM CODERS") == [(1, "Admin"), (2, "toy-1 0.2.0"), (3, "toy-1 0.3.0")]
    assert ask(rows, "SELECT Coder FROM STATEMENTS ORDER BY ID") == [(2,), (3,)]
    assert ask(rows, "SELECT count(*), min(viewStatements), min(editDocuments) FROM CODERRELATIONS") == [(6, 1, 1)]


def test_errors_and_copies_are_left_out_and_counted() -> None:
    rows = [failed(1), coded(2, "LMC"), coded(3, "LMC") | {"status": "duplicate", "duplicate_of": "id-2"}]
    _, tally = study(rows, count_once=True)
    assert (tally.documents, tally.errors, tally.copies) == (1, 1, 1)
    assert "left out: 1 failed, 1 duplicate" in list(told(tally))
    assert study(rows)[1].documents == 2


def test_a_document_without_a_date_is_counted() -> None:
    _, tally = study([coded(1, "LMC", published=None)])
    assert tally.undated == 1
    assert any("1970-01-01" in line for line in told(tally))


def test_targets_can_be_the_concepts() -> None:
    row = coded(1, "LMC objects", ("LMC", "objects", "hours", "LMC"), target="NHS England")
    assert ask([row], "SELECT Value FROM ENTITIES WHERE VariableId = 3", concept="target") == [("",), ("NHS England",)]


def test_a_text_left_out_is_put_together_from_zones() -> None:
    row = coded(1, "LMC\n\nobjects", ("LMC", "objects", "hours", "objects"))
    row["text"] = None
    with pytest.raises(MissingInput, match="does not hold the text"):
        study([row])
    row["document"]["zones"] = [
        {"zone": "title", "start": 0, "end": 3, "text": "LMC"},
        {"zone": "body", "start": 5, "end": 12, "text": "objects"},
    ]
    assert ask([row], "SELECT Text, Start, Stop FROM DOCUMENTS, STATEMENTS") == [("LMC\n\nobjects", 5, 12)]


def test_the_same_records_give_the_same_bytes() -> None:
    def made() -> bytes:
        stream = io.BytesIO()
        with NewFile() as file:
            write_records(example(), file, concept="policy", password="p", count_once=False)
            file.copy_to(stream)
        return stream.getvalue()

    assert made() == made()


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1),
        min_size=3,
        max_size=3,
    )
)
def test_offsets_are_those_that_java_counts(parts: list[str]) -> None:
    before, words, after = parts
    text = before + words + after
    row = coded(1, text)
    statement = coded(1, "LMC", ("LMC", "objects", words, "LMC"))["statements"][0]
    start = len(before)
    row["statements"] = [statement | {"start": start, "end": start + len(words), "text": words}]
    [(written, first, last)] = ask([row], "SELECT Text, Start, Stop FROM DOCUMENTS, STATEMENTS")
    assert written.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == words
