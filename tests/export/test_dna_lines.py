"""Studies as lines and back: nothing is lost, of the sample, of our own, of whatever a study may hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export_rows import coded
from stancewire.errors import InputError, MalformedRow, MissingInput, UnreadableInput, UnsupportedFormat
from stancewire.export.dna_file import NewFile, open_study
from stancewire.export.dna_lines import put_back, study_lines
from stancewire.export.dna_records import write_records
from stancewire.export.dna_schema import TABLES
from stancewire.export.dna_training import training_rows

Json = dict[str, Any]
Tables = dict[str, list[tuple[Any, ...]]]


def tables_of(path: Path) -> Tables:
    """Every row of a study."""
    with closing(sqlite3.connect(path)) as base:
        return {t.name: base.execute(f"SELECT * FROM {t.name} ORDER BY rowid").fetchall() for t in TABLES}


def lines_of(path: Path) -> list[Json]:
    """The lines of a study, by way of their bytes."""
    with open_study(str(path)) as base:
        return [orjson.loads(orjson.dumps(line)) for line in study_lines(base)]


def there_and_back(path: Path, again: Path) -> None:
    with NewFile() as file, again.open("wb") as stream:
        put_back(iter(lines_of(path)), file, "study.jsonl")
        file.copy_to(stream)


def own(path: Path, *rows: Json) -> Path:
    """A study of some records, at a path."""
    with NewFile() as file, path.open("wb") as stream:
        write_records(rows, file, concept="policy", password="p", count_once=False)
        file.copy_to(stream)
    return path


def change(path: Path, *statements: str) -> Path:
    """Change a study as DNA might, or somebody with another program."""
    with closing(sqlite3.connect(path)) as base:
        for statement in statements:
            base.execute(statement)
        base.commit()
    return path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    text = 'LMC objects.\r\nCCG plans; it said "so".'
    first = coded(1, text, ("LMC", "objects", "hours", "LMC objects."), ("CCG", "plans", "hours", "CCG plans;"))
    return own(tmp_path / "own.dna", first, coded(2, "Nothing.", published=None))


def test_the_sample_comes_back_as_it_was(shared: Path, tmp_path: Path) -> None:
    sample = shared / "dna" / "sample.dna"
    if not sample.is_file():
        pytest.skip("the sample of Discourse Network Analyzer does not lie beside this checkout")
    copy = tmp_path / "sample.dna"
    copy.write_bytes(sample.read_bytes())
    there_and_back(copy, tmp_path / "again.dna")
    assert tables_of(tmp_path / "again.dna") == tables_of(copy)
    lines = lines_of(copy)
    assert (len(lines), sum(len(line["statements"]) for line in lines)) == (7, 41)
    # Statement 5 is an annotation: it has a note and no side.
    assert sum("agreement" in s["values"] for line in lines for s in line["statements"]) == 40
    assert all(line["text"][s["start"] : s["end"]] == s["text"] for line in lines for s in line["statements"])


def test_a_study_of_our_own_comes_back_byte_for_byte(study: Path, tmp_path: Path) -> None:
    there_and_back(study, tmp_path / "again.dna")
    assert (tmp_path / "again.dna").read_bytes() == study.read_bytes()


def test_a_line_says_what_people_and_the_tagger_read(study: Path) -> None:
    first, second = lines_of(study)
    said = {name: first[name] for name in ("schema", "id", "title", "text", "published", "kind")}
    assert said == {
        "schema": "stancewire/dna/1", "id": "id-1", "title": "Title 1", "published": "2014-03-04", "kind": "news",
        "text": "LMC objects.\r\nCCG plans; it said \"so\".",
    }  # fmt: skip
    assert first["statements"][1] == {
        "id": 2, "type": "DNA Statement", "coder": "toy-1 0.2.0", "start": 14, "end": 24, "text": "CCG plans;",
        "values": {"person": "", "organization": "CCG", "concept": "hours", "agreement": True},
    }  # fmt: skip
    assert "study" in first
    assert "published" not in second
    assert "study" not in second


def test_a_date_that_was_changed_in_dna_counts(study: Path) -> None:
    change(
        study, "UPDATE DOCUMENTS SET Date = 86400 WHERE ID = 2", "UPDATE DOCUMENTS SET Notes = 'by hand' WHERE ID = 1"
    )
    first, second = lines_of(study)
    assert (first["id"], first["published"]) == ("dna-1", "2014-03-04")
    assert (second["id"], second["published"]) == ("id-2", "1970-01-02")


ODD = (
    "UPDATE STATEMENTS SET DocumentId = NULL WHERE ID = 1",  # of no document
    "UPDATE DATABOOLEAN SET StatementId = 99 WHERE ID = 1",  # of no statement
    "UPDATE DATASHORTTEXT SET Entity = 99 WHERE ID = 1",  # of no entity
    "UPDATE STATEMENTS SET Stop = 9000 WHERE ID = 2",  # behind the end
    "UPDATE STATEMENTS SET Start = Start + 0.5 WHERE ID = 1",  # SQLite keeps what it is given
    "UPDATE DOCUMENTS SET Date = 99999999999999 WHERE ID = 1",
    "UPDATE DOCUMENTS SET Notes = 'published: \"soon\"'",
    "UPDATE DOCUMENTS SET Date = 'soon'",
    "INSERT INTO CODERS (ID, Name, Password) VALUES (9, 'toy-1 0.2.0', '')",  # two of one name
    "INSERT INTO REGEXES VALUES ('z', 1, 2, 3), ('a', 1, 2, 3)",
    "INSERT INTO DATALONGTEXT VALUES (1, 1, 11, NULL)",
    "DELETE FROM DOCUMENTS",
)


@pytest.mark.parametrize("statement", ODD)
def test_odd_studies_come_back_as_they_were(study: Path, tmp_path: Path, statement: str) -> None:
    change(study, statement)
    there_and_back(study, tmp_path / "again.dna")
    assert tables_of(tmp_path / "again.dna") == tables_of(study)


def test_an_offset_inside_a_pair_takes_the_whole_character(tmp_path: Path) -> None:
    path = own(tmp_path / "own.dna", coded(1, "a\U0001f3e5b", ("LMC", "objects", "x", "\U0001f3e5")))
    change(path, "UPDATE STATEMENTS SET Start = 2, Stop = 3")
    assert [(s["start"], s["end"], s["text"]) for s in lines_of(path)[0]["statements"]] == [(1, 2, "\U0001f3e5")]
    change(path, "UPDATE STATEMENTS SET Start = 1, Stop = 2")
    assert [(s["start"], s["end"]) for s in lines_of(path)[0]["statements"]] == [(1, 2)]
    there_and_back(path, tmp_path / "again.dna")
    assert tables_of(tmp_path / "again.dna") == tables_of(path)


WORDS = st.text(
    st.one_of(
        st.sampled_from(
            ["\U0001f3e5", "\U0001d4d8", "e\N{COMBINING ACUTE ACCENT}", ";", '"', "'", "\n", "\r\n", "\t", "=", ","]
        ).flatmap(lambda token: st.sampled_from(list(token))),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=6, max_size=6))
def test_records_come_through_with_every_character(words: list[str], tmp_path: Path) -> None:
    before, snippet, after, holder, policy, speaker = words
    row = coded(1, before + snippet + after, ("LMC", "objects", policy, snippet), holder=holder, speaker=speaker)
    statement = row["statements"][0]
    path = own(tmp_path / "own.dna", row)
    there_and_back(path, tmp_path / "again.dna")
    assert (tmp_path / "again.dna").read_bytes() == path.read_bytes()
    [line] = lines_of(path)
    [found] = line["statements"]
    assert (line["id"], line["title"], line["text"]) == (row["id"], row["document"]["title"], row["text"])
    assert [found[name] for name in ("start", "end", "text")] == [statement[name] for name in ("start", "end", "text")]
    assert found["values"] == {"person": speaker, "organization": holder, "concept": policy, "agreement": False}


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE REGEXES", "it has no table REGEXES"),
        ("CREATE TABLE MEMOS (ID INTEGER)", "has a table that DNA 3.0 has not: MEMOS"),
        ("ALTER TABLE DOCUMENTS ADD COLUMN Topic TEXT", "its table DOCUMENTS has other columns"),
    ],
)
def test_what_lines_cannot_tell_is_refused(study: Path, statement: str, said: str) -> None:
    change(study, statement)
    with pytest.raises(UnsupportedFormat, match=said):
        lines_of(study)


def test_what_is_no_study_is_refused(tmp_path: Path, study: Path) -> None:
    with pytest.raises(MissingInput):
        lines_of(tmp_path / "none.dna")
    (tmp_path / "text.dna").write_text("no database at all " * 100)
    with pytest.raises(UnsupportedFormat, match="is no study"):
        lines_of(tmp_path / "text.dna")
    change(study, "UPDATE DOCUMENTS SET Text = CAST(x'ff' AS TEXT)")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        lines_of(study)
    change(study, "UPDATE DOCUMENTS SET Text = x'00'")
    with pytest.raises(MalformedRow, match="no text and no number"):
        lines_of(study)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([{"schema": "stancewire/dna/1"}], "its first line has no study"),
        ([{"study": {"MEMOS": []}}], "there is no table MEMOS"),
        ([{"study": {}}, {"rows": {"DOCUMENTS": [[1]]}}], "line 2 is a damaged line"),
        ([{"study": {"REGEXES": [["a", 1, 2]]}}], "REGEXES: cannot hold a row"),
        ([{"study": {"REGEXES": [["a", 1, 2, 999]]}}], "REGEXES: cannot hold a row"),
    ],
)
def test_damaged_lines_are_refused(lines: list[Json], said: str) -> None:
    with NewFile() as file, pytest.raises(InputError, match=said):
        put_back(lines, file, "study.jsonl")


def test_statements_become_rows_to_train_on(study: Path) -> None:
    rows = list(training_rows(lines_of(study)))
    assert rows == [
        {"person": "", "organization": "LMC", "published": "2014-03-04", "id": "id-1-1",
         "text": "LMC objects.", "label": "objects", "target": "hours", "coder": "toy-1 0.2.0", "document": "id-1"},
        {"person": "", "organization": "CCG", "published": "2014-03-04", "id": "id-1-2",
         "text": "CCG plans;", "label": "supports", "target": "hours", "coder": "toy-1 0.2.0", "document": "id-1"},
    ]  # fmt: skip
    assert list(training_rows(lines_of(study), ("Admin",))) == []
    # Without a concept there is nothing that somebody could be for or against.
    change(
        study,
        "UPDATE DATASHORTTEXT SET Entity = (SELECT ID FROM ENTITIES WHERE VariableId = 3 AND Value = '') WHERE StatementId = 1 AND VariableId = 3",
    )
    assert [row["id"] for row in training_rows(lines_of(study))] == ["id-1-2"]
