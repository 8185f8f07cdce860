"""Records as tables in DuckDB, locked: it reads the files that were named, and nothing else on the machine or beyond.

The files are read where they lie, as often as a question needs them; nothing is imported.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stancewire.archive.columns import COLUMNS, VIEWS, Type, sql_type
from stancewire.archive.files import is_parquet
from stancewire.errors import LocatedError, MalformedRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A text of two million code points stands in its record up to four times: as text, zones, passages and statements.
_LONGEST_LINE: Final = 1 << 26
_ROWS_AT_ONCE: Final = 1_000
_LOCKS: Final = (
    "SET enable_external_access = false",  # all but allowed_paths; no network, no extension is loaded
    "SET python_enable_replacements = false",  # a name in a query is never a variable of this program
    "SET lock_configuration = true",
)


class BadQuery(LocatedError, ValueError):
    """A question is no single SELECT, or names what is not there."""


class Answer:
    """Names and rows of one answer; each of rows and batches asks the question anew."""

    def __init__(self, connection: DuckDBPyConnection, query: str) -> None:
        self._connection = connection
        self._query = query
        self.columns: tuple[str, ...] = tuple(_told(lambda: connection.sql(query).columns))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Row after row. Raises MalformedRow and BadQuery where a line or a value is not usable."""
        # A relation gives its rows all at once; a cursor gives some, and other answers keep theirs.
        cursor = _told(lambda: self._connection.cursor().execute(self._query))
        while rows := _told(lambda: cursor.fetchmany(_ROWS_AT_ONCE)):
            yield from rows

    def batches(self) -> Any:
        """A pyarrow.RecordBatchReader. Raises as rows."""
        return _told(lambda: self._connection.sql(self._query).to_arrow_reader(_ROWS_AT_ONCE))


class Store:
    """The records of some files as the views records, labels, statements, organisations, policy_terms and passages."""

    def __init__(self, files: Sequence[Path]) -> None:
        """files: as record_files gives them, at least one."""
        import duckdb

        self._connection = duckdb.connect(":memory:")
        # Read as absolute paths: what is allowed is compared letter by letter.
        paths = [os.path.abspath(path) for path in files]  # noqa: PTH100 - resolving a link would change its name
        self._connection.execute(f"SET allowed_paths = {_list([*paths, *map(_literal, paths)])}")
        for lock in _LOCKS:
            self._connection.execute(lock)
        lines = " UNION ALL ".join(_scan(path) for path in paths)
        for name, query in VIEWS.items():
            _told(lambda query=query, name=name: self._connection.execute(_view(name, query, lines)))

    def ask(self, query: str) -> Answer:
        """Answer a SELECT. Raises BadQuery for anything else, MalformedRow for a line that is no record."""
        _refuse_others(query)
        return Answer(self._connection, query)


def _view(name: str, query: str, lines: str) -> str:
    return f"CREATE VIEW {name} AS WITH lines AS ({lines}) {query}"


def _scan(path: str) -> str:
    if is_parquet(Path(path)):
        return f"SELECT {_cast(path)} FROM read_parquet({_quoted(_literal(path))}, hive_partitioning = false)"
    columns = ", ".join(f"{name}: {_quoted(sql_type(kind))}" for name, kind in COLUMNS.items())
    return (
        f"SELECT {', '.join(COLUMNS)} FROM read_json({_quoted(_literal(path))}, format = 'newline_delimited', "
        f"auto_detect = false, hive_partitioning = false, maximum_object_size = {_LONGEST_LINE}, columns = {{{columns}}})"
    )


def _cast(path: str) -> str:
    """Nested columns of Parquet by way of JSON, which takes structs, maps and JSON strings alike and forgets the rest."""
    from pyarrow.parquet import read_schema

    there = set(read_schema(path).names)
    return ", ".join(f"{_column(name, kind) if name in there else 'NULL'} AS {name}" for name, kind in COLUMNS.items())


def _column(name: str, kind: Type) -> str:
    return name if isinstance(kind, str) else f"from_json(CAST({name} AS JSON), {_quoted(json.dumps(kind))})"


def _literal(path: str) -> str:
    """A path that DuckDB does not take for a pattern."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def _refuse_others(query: str) -> None:
    import duckdb

    statements = _told(lambda: duckdb.extract_statements(query))
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise BadQuery("query", "is not one SELECT", f"ask with SELECT ... FROM {', '.join(VIEWS)}")


def _told(work: Any) -> Any:
    """What some work of DuckDB gives; its errors as sentences."""
    import duckdb

    try:
        return work()
    except duckdb.Error as error:
        reason = str(error).split("\n\n")[0].replace("\n", " ")
        if "alformed JSON" in reason or "read_json" in reason or "maximum_object_size" in reason:
            raise MalformedRow("records", reason, "give files as stancewire tag wrote them") from None
        raise BadQuery("query", reason, f"the tables are {', '.join(VIEWS)}; DESCRIBE one to see its columns") from None
