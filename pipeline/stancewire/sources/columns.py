"""From a row of whatever file to an Article: which column holds what, and one way to read it.

In:  the values of a row by column name, from JSON lines, CSV, Parquet or a dataset.
Out: an Article whose title stands above its text, or the Failure that says why there is none.

A column is found by what the caller says (--columns), by its own name, or by a
usual other name; letter case, spaces and hyphens in a name do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isnan
from typing import Any, Final

from stancewire.dates import date_value
from stancewire.errors import EmptyInput, GivenError, MalformedRow, StancewireError
from stancewire.sources.decode import decode
from stancewire.sources.identity import digest, stable_id
from stancewire.sources.inputs import Input
from stancewire.sources.row_markup import plain_text, plain_title
from stancewire.sources.text import check_size
from stancewire.types import Article, Failure, Given, Source, Zone

Wanted = tuple[tuple[str, str], ...]  # (field, column) as the caller says; an empty column: take none
SYNONYMS: Final = {
    "text": ("body", "content", "full_text", "fulltext", "article_text", "article"),
    "id": ("doc_id", "document_id", "article_id"),
    "title": ("headline", "heading"),
    "published": ("date", "published_at", "published_on", "publication_date", "date_published", "pub_date", "pubdate"),
    "url": ("link", "uri"),
    "publisher": ("publication", "newspaper", "outlet", "source"),
    "kind": ("document_kind", "document_type"),
    "sender": ("from",),
    "byline": ("author", "authors"),
    "recipients": ("recipient", "to"),
    "target": (),
}
FIELDS: Final = tuple(SYNONYMS)
_LABEL: Final = "label"  # read where it is asked for, as for training; many a table has such a column for its own ends
_GIVEN: Final = (*(name for name in FIELDS if name not in ("text", "id")), _LABEL)
_LISTS: Final = ("byline", "recipients")  # several people in one value


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where a row stands and the bytes it came in, before it is read."""

    item: Input
    number: int  # from 1
    unit: str = "row"  # what is counted: rows, or the lines of a text file
    media_type: str
    content: bytes

    @property
    def where(self) -> str:
        """Its place in words, for errors."""
        return f"{self.item.name}, {self.unit} {self.number}"


def read_row(row: Row, load: Callable[[], Mapping[str, Any]], max_bytes: int) -> Article | Failure:
    """The document of a row, or why there is none. load gives the values and may raise StancewireError."""
    member = row.item.part(str(row.number))
    source = Source(uri=row.item.uri, media_type=row.media_type, sha256=digest(row.content), member=member)
    identity = stable_id(row.item.uri, member, source.sha256)
    try:
        check_size(len(row.content), max_bytes, row.where)
        values = load()
        columns = columns_of(tuple(values), row.item.columns)
        identity = identity_of(row.where, values, columns) or identity
        return _article(row.where, Article(id=identity, source=source, raw=""), values, columns)
    except StancewireError as error:
        return Failure(id=identity, source=source, error=error)


@lru_cache(maxsize=1024)
def columns_of(names: tuple[str, ...], wanted: Wanted = ()) -> dict[str, str]:
    """The column of each field that has one. Not to be changed: the answer is kept."""
    said = dict(wanted)
    free = {_plain(name): name for name in reversed(names) if isinstance(name, str) and name not in said.values()}
    found = {}
    for field in FIELDS:
        candidates = (field, *SYNONYMS[field])
        column = said[field] if field in said else next((free[name] for name in candidates if name in free), "")
        if column and column in names:
            found[field] = column
    if said.get(_LABEL) in names:
        found[_LABEL] = said[_LABEL]
    return found


def table_columns(where: str, names: tuple[str, ...], wanted: Wanted) -> dict[str, str]:
    """The column of each field of a table whose columns are known before its rows.

    Raises MalformedRow if none can hold the text, one that was asked for is not there, or one stands there twice.
    """
    columns = columns_of(names, wanted)
    there = f"there are {', '.join(names)}"
    for field, column in wanted:
        if column and column not in names:
            raise MalformedRow(where, f"has no column {column!r} for {field}", f"correct --columns; {there}")
    for column in columns.values():
        if names.count(column) > 1:
            raise MalformedRow(where, f"has several columns {column!r}", "give each a name of its own")
    if "text" not in columns:
        hint = f"name the column that holds it (--columns text=COLUMN); {there}"
        raise MalformedRow(where, "has no column for the text", hint)
    return columns


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def identity_of(where: str, values: Mapping[str, Any], columns: Mapping[str, str]) -> str | None:
    """The id that a row gives itself. Raises MalformedRow if it is no string and no whole number."""
    value = values.get(columns.get("id", ""))
    if value is None or value == "" or _is_gap(value):
        return None
    if isinstance(value, bytes):
        return decode(value, where)[0]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool) or not isinstance(value, str | int):
        reason = f"{columns['id']} is {value!r}"
        raise MalformedRow(where, reason, f"give a string or a whole number, or leave {columns['id']} out")
    return str(value)


def _article(where: str, blank: Article, values: Mapping[str, Any], columns: Mapping[str, str]) -> Article:
    text, title = _string(where, values, columns, "text"), _title(where, values, columns)
    if text is None:
        names = ", ".join(map(str, values)) or "no columns"
        hint = f"name the column that holds it (--columns text=COLUMN); there are {names}"
        if "text" in columns:
            hint = f"{columns['text']} is null there: give it a text, or leave the row out"
        raise MalformedRow(where, "has no text", hint)
    if not (text.strip() or (title or "").strip()):
        raise EmptyInput(where, "has an empty text", "give the text of a document")
    given, warnings = given_of(where, values, columns)
    text, said = plain_text(text)
    # The headline is part of the document, and every span must be able to point at it.
    raw = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title.strip()) else text
    return Article(
        id=blank.id,
        source=blank.source,
        raw=raw,
        given=given,
        marks=_marks(raw, (title or "").strip()),
        warnings=(*said, *warnings),
    )


def _marks(raw: str, title: str) -> tuple[Zone, ...]:
    """The headline that raw begins with, on a line of its own, whatever it looks like."""
    start = len(raw) - len(raw.lstrip())
    stands = title and raw.startswith(title, start) and raw[start + len(title) :].partition("\n")[0].strip() == ""
    return (Zone(start=start, end=start + len(title), zone="title"),) if stands else ()


def given_of(where: str, values: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[Given, tuple[str, ...]]:
    """What a row says of its document. A date or kind we cannot use is left out and said so."""
    known = {field: (_string(where, values, columns, field) or "").strip() or None for field in _GIVEN}
    known["title"] = (_title(where, values, columns) or "").strip() or None
    known["published"] = known["published"] and (date_value(known["published"]) or known["published"])
    known["kind"] = known["kind"] and known["kind"].lower()
    warnings = []
    for field in ("published", "kind"):
        try:
            Given(**{field: known[field]})
        except GivenError as error:
            known[field] = None
            warnings.append(str(error))
    return Given(**known), tuple(warnings)


def _title(where: str, values: Mapping[str, Any], columns: Mapping[str, str]) -> str | None:
    title = _string(where, values, columns, "title")
    return plain_title(title) if title else title


def _string(where: str, values: Mapping[str, Any], columns: Mapping[str, str], field: str) -> str | None:
    column = columns.get(field, "")
    value = values.get(column)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value, where)[0]
    if field == "published" and isinstance(value, date | int | float) and not isinstance(value, bool):
        return _dated(value)
    if field in _LISTS and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if field in (_LABEL, "target"):
        # 0 and 1 are labels as good as any; a target that is a number is some other table's.
        return str(value) if field == _LABEL and isinstance(value, int | float) else None
    if field == "text" or _plain(column) == field:
        raise MalformedRow(where, f"{column} is {type(value).__name__}, not a string", f"give {column} as a string")
    # Under another name it may be something else: a "source" with an address in it, an "article" number.
    return str(value) if field == "published" else None


def _dated(value: date | int | float) -> str | None:
    """A date as a table has it: as one, as 20141008, or as 2014.0 where the column has gaps; None for a gap."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not value.is_integer():
        return None if _is_gap(value) else str(value)
    return str(int(value))


def _is_gap(value: object) -> bool:
    """A gap in a column of numbers is NaN."""
    return isinstance(value, float) and isnan(value)
