"""A Discourse Network Analyzer study as JSON lines and back, with nothing lost.

A line is a document: what people and `stancewire tag` read (id, title, text, published, publisher, byline, kind), its
statements with offsets in code points, and under `rows` the study's own rows of document and statements, which are what
goes back. What belongs to no single document (coders, variables, entities) stands under `study` in the first line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from stancewire.errors import MalformedRow
from stancewire.export.dna_file import NewFile, Row, Study
from stancewire.export.dna_notes import noted
from stancewire.export.dna_schema import BY_NAME, TABLES
from stancewire.export.utf16 import Units
from stancewire.types import DOCUMENT_KINDS

Json = dict[str, Any]
STUDY_ID: Final = "stancewire/dna/1"
DATA: Final = ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT")
_OF_DOCUMENTS: Final = ("DOCUMENTS", "STATEMENTS", *DATA)
_TEXT: Final = BY_NAME["DOCUMENTS"].names.index("Text")


def study_lines(study: Study) -> Iterator[Json]:
    """One line a document, in their order; of a study without documents one line without a text."""
    tables = {table.name: list(study.rows(table.name)) for table in TABLES if table.name != "DOCUMENTS"}
    own = _Own(tables, {_get("DOCUMENTS", row, "ID") for row in study.rows("DOCUMENTS")})
    first: Json = {"study": own.rest}
    for row in study.rows("DOCUMENTS"):
        yield own.line(row) | first
        first = {}
    if first:
        yield {"schema": STUDY_ID} | first


def _get(table: str, row: Row, column: str) -> Any:
    return row[BY_NAME[table].names.index(column)]


class _Own:
    """The rows of a study by the document they belong to, and names for the numbers in them."""

    def __init__(self, tables: dict[str, list[Row]], documents: set[Any]) -> None:
        place = {_get("STATEMENTS", row, "ID"): _get("STATEMENTS", row, "DocumentId") for row in tables["STATEMENTS"]}
        self._rows: dict[Any, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.rest: dict[str, list[Row]] = {}
        for name, rows in tables.items():
            column, of = ("DocumentId", None) if name == "STATEMENTS" else ("StatementId", place)
            for row in rows if name in _OF_DOCUMENTS else ():
                owner = _get(name, row, column)
                owner = of.get(owner) if of else owner
                # A statement of a document that is not there belongs to nobody, and is kept all the same.
                (self._rows[owner][name] if owner in documents else self.rest.setdefault(name, [])).append(row)
            if name not in _OF_DOCUMENTS:
                self.rest[name] = rows
        self._names = {
            name: {_get(name, row, "ID"): _get(name, row, column) for row in tables[name]}
            for name, column in (
                ("CODERS", "Name"),
                ("STATEMENTTYPES", "Label"),
                ("VARIABLES", "Variable"),
                ("ENTITIES", "Value"),
            )
        }

    def line(self, document: Row) -> Json:
        """The line of a document."""
        rows = self._rows[_get("DOCUMENTS", document, "ID")]
        text = str(document[_TEXT])
        bare = (*document[:_TEXT], None, *document[_TEXT + 1 :])
        return _read(document) | {
            "text": text,
            "statements": list(self._statements(text, rows)),
            "rows": {"DOCUMENTS": [bare]} | {name: rows[name] for name in _OF_DOCUMENTS[1:] if rows[name]},
        }

    def _statements(self, text: str, rows: dict[str, list[Row]]) -> Iterator[Json]:
        values: dict[Any, Json] = defaultdict(dict)
        for table in DATA:
            for row in rows[table]:
                _, statement, variable, value = row
                values[statement][str(self._names["VARIABLES"].get(variable))] = self._value(table, value)
        units = Units(text)
        for row in rows["STATEMENTS"]:
            number, kind, _, start, stop, coder = row
            yield {
                "id": number,
                "type": self._names["STATEMENTTYPES"].get(kind),
                "coder": self._names["CODERS"].get(coder),
                **_span(text, units.points(_whole(start)), units.points(_whole(stop), up=True)),
                "values": values[number],
            }

    def _value(self, table: str, value: Any) -> Any:
        if table == "DATASHORTTEXT":
            return self._names["ENTITIES"].get(value)
        return bool(value) if table == "DATABOOLEAN" else value


def _whole(offset: Any) -> int:
    return offset if isinstance(offset, int) else 0


def _span(text: str, start: int, end: int) -> Json:
    return {"start": start, "end": end, "text": text[start:end]}


def _read(document: Row) -> Json:
    """What `stancewire tag` and people read of a document; a field that DNA leaves empty is left out."""
    number, title, _, _, author, source, section, notes, kind, seconds = document
    ours = noted(str(notes), seconds)
    fields = {"title": title, "published": ours.published, "publisher": source, "byline": author, "section": section}
    fields["kind"] = kind if kind in DOCUMENT_KINDS else None
    return {"schema": STUDY_ID, "id": ours.id or f"dna-{number}"} | {
        key: value for key, value in fields.items() if value
    }


def put_back(lines: Iterable[Json], file: NewFile, where: str) -> int:
    """Write lines into a file again; how many documents. Raises MalformedRow for what is no line of a study."""
    number = 0
    for place, line in enumerate(lines):
        try:
            if "study" in line:
                _put(file, line["study"])
            elif not place:
                raise MalformedRow(where, "its first line has no study", "give the file whole, as it was imported")
            number += _document(file, line)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"line {place + 1} is a damaged line of a study ({type(error).__name__}: {error})"
            raise MalformedRow(where, reason, "import the study again") from None
    return number


def _document(file: NewFile, line: Json) -> int:
    rows = line.get("rows") or {}
    for row in rows.get("DOCUMENTS", ()):
        row[_TEXT] = line["text"]
    _put(file, rows)
    return len(rows.get("DOCUMENTS", ()))


def _put(file: NewFile, rows: dict[str, list[Any]]) -> None:
    if strange := sorted(set(rows) - set(BY_NAME)):
        raise ValueError(f"there is no table {strange[0]}")
    for table in BY_NAME:
        file.add(table, (tuple(row) for row in rows.get(table, ())))
