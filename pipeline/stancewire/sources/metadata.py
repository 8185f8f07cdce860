"""--metadata: a table that says of each document of a folder when, by whom and as what it was published.

In:  a CSV file with a column `file` (a name or a relative path) or `id`, and columns as rows of documents have them.
Out: a step after reading that fills Article.given, and afterwards the rows that no document asked for.

The table goes before what a row says of itself, and both before what a format or a text says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePosixPath
from typing import Final

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow, MissingInput, UnreadableInput
from stancewire.sources.columns import FIELDS, columns_of, given_of
from stancewire.sources.delimited import Record, header, records, values_of
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure, Given

FILE_COLUMNS: Final = ("file", "filename", "file_name", "path")
_SHOWN = 5  # rows that match nothing, named in the closing sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one row of the table says of its document."""

    line: int
    given: Given
    warnings: tuple[str, ...]


@dataclass(slots=True)
class Metadata:
    """The rows of a table by the name of their document, and which of them were asked for."""

    name: str
    entries: dict[str, Entry]
    used: set[str] = field(default_factory=set)

    def join(self, article: Article) -> Iterator[Article]:
        """The article with what the table says of it: by id, else by the longest end of its path, else by its file's."""
        key = next((key for key in _names(article) if key in self.entries), None)
        if key is None:
            yield article
            return
        self.used.add(key)
        entry = self.entries[key]
        said = {f.name: value for f in fields(Given) if (value := getattr(entry.given, f.name)) is not None}
        warnings = (*article.warnings, *entry.warnings)
        yield replace(article, given=replace(article.given, **said), warnings=warnings)

    def unused(self) -> str | None:
        """A sentence about the rows that no document asked for; None if there is none."""
        rows = [f"{key} (line {entry.line})" for key, entry in self.entries.items() if key not in self.used]
        if not rows:
            return None
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        verb = "row matches" if len(rows) == 1 else "rows match"
        hint = "give file names, paths or ids as the documents have them"
        return f"{self.name}: {len(rows)} {verb} no document: {', '.join(rows[:_SHOWN])}{more}; {hint}"


def load_metadata(name: str, inputs: Iterable[Input | Failure], limits: InputConfig) -> Metadata:
    """Read a table whole.

    inputs: the files of the run; a row that fits two of them must say which it means.
    Raises MissingInput or UnreadableInput if there is no such file, MalformedRow for a row that does not fit its
    header, has no key or one that another row has, or a key that fits two files.
    """
    try:
        with Path(name).open("rb") as stream, closing(records(stream, limits.max_bytes)) as rows:
            names = header(name, rows)
            columns = columns_of(names)
            key_column = _key_column(name, names, columns)
            metadata = Metadata(name, {})
            for record in rows:
                _enter(metadata, names, columns, key_column, record)
    except FileNotFoundError:
        raise MissingInput(name, "no such file", "check the path given to --metadata") from None
    except OSError as error:
        hint = "check its permissions and that it is a file"
        raise UnreadableInput(name, f"cannot be read ({error.strerror or error})", hint) from None
    _refuse_ambiguous(metadata, inputs)
    return metadata


def _key_column(name: str, names: tuple[str, ...], columns: dict[str, str]) -> str:
    column = next((name for name in names if name.casefold() in FILE_COLUMNS), columns.get("id"))
    if column is None:
        raise MalformedRow(name, "has no column file or id", f"name the documents in one; there are {', '.join(names)}")
    if columns.keys() <= {"id", "text"}:
        known = ", ".join(field for field in FIELDS if field not in ("id", "text"))
        raise MalformedRow(name, "has no column that says anything of a document", f"give one or more of {known}")
    return column


def _enter(
    metadata: Metadata, names: tuple[str, ...], columns: dict[str, str], key_column: str, record: Record
) -> None:
    where, said = f"{metadata.name}, line {record.line}", list[str]()
    values = values_of(where, names, record, said)
    key = _plain_path(values[key_column])
    if not key:
        raise MalformedRow(where, f"has no {key_column}", "say which document it is about, or take the row out")
    if key in metadata.entries:
        reason = f"names {key!r}, as line {metadata.entries[key].line} does"
        raise MalformedRow(where, reason, "keep one row for each document")
    given, unusable = given_of(where, values, columns)
    warnings = tuple(f"{where}: {warning}" for warning in (*said, *unusable))
    metadata.entries[key] = Entry(line=record.line, given=given, warnings=warnings)


def _plain_path(key: str) -> str:
    key = key.strip().replace("\\", "/")
    return key[2:] if key.startswith("./") else key


def _names(article: Article) -> Iterator[str]:
    """What an article may be called in the table, the surest first."""
    source = article.source
    yield article.id
    if source.member is not None:
        yield from _ends(f"{source.uri}!{source.member}")
        if not source.member.split("!")[-1].isdigit():  # a row's number is no name: the table may have an id "3"
            yield from _ends(source.member)
    yield from _ends(source.uri)


def _ends(path: str) -> Iterator[str]:
    """A path, the ends of it from the longest to the bare name, and the name without its suffix."""
    path = _plain_path(path)
    yield path
    parts = path.split("/")
    for start in range(1, len(parts)):
        yield "/".join(parts[start:])
    yield PurePosixPath(path).stem


def _refuse_ambiguous(metadata: Metadata, inputs: Iterable[Input | Failure]) -> None:
    """A bare name that stands in two folders would give one of them the other's date."""
    taken: dict[str, str] = {}
    for item in inputs:
        uri = item.uri if isinstance(item, Input) else item.source.uri
        key = next((key for key in _ends(uri) if key in metadata.entries), None)
        if key is not None and taken.setdefault(key, uri) != uri:
            where = f"{metadata.name}, line {metadata.entries[key].line}"
            raise MalformedRow(
                where, f"{key!r} fits {taken[key]} and {uri}", "give the path of each, from the folder named on"
            )
