"""Whole records out of the files that `stancewire tag` wrote, packed, sharded or Parquet, each with its text where it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from stancewire.archive.files import SHARED_ID, is_parquet, json_lines, record_files, records_of
from stancewire.archive.rehydrate import rehydrated
from stancewire.archive.share import text_of
from stancewire.archive.shelf import Shelf
from stancewire.errors import InputError, MalformedRow, MissingInput
from stancewire.export.dna_lines import STUDY_ID
from stancewire.records.record import SCHEMA_ID
from stancewire.stance.labels import SCHEME

Json = dict[str, Any]
_JOIN: Final = "join them to your own copies first: stancewire rehydrate SHARED.jsonl PATH... -o OUT.jsonl"


class OtherLabels(InputError):
    """Records bear labels of somebody's own; their models draft no statements, and there is nothing to hand on."""


def tagged(outputs: Sequence[str], shelf: Shelf | None = None) -> Iterator[Json]:
    """The records of some outputs, in their order.

    shelf: copies of the documents, for records that `stancewire share` took the text from; without it those are refused.
    Raises what record_files raises at once, and OtherLabels, MissingInput and MalformedRow as it comes to them.
    """
    return _records(record_files(outputs), shelf)


def study_lines_of(outputs: Sequence[str]) -> Iterator[Json] | None:
    """The lines of a study that `stancewire import dna` wrote, None where the outputs are records. Raises as record_files."""
    files = record_files(outputs, (SCHEMA_ID, SHARED_ID, STUDY_ID))
    studies = [path for path in files if not is_parquet(path) and _is_study(path)]
    if not studies:
        return None
    if len(files) > 1:
        raise MalformedRow(studies[0].as_posix(), "is a study beside other files", "name one study, or records alone")
    return records_of(files[0], (STUDY_ID,))


def _is_study(path: Path) -> bool:
    first = next(records_of(path, (SCHEMA_ID, SHARED_ID, STUDY_ID)), {})
    return bool(first.get("schema") == STUDY_ID)


def _records(files: Sequence[Path], shelf: Shelf | None) -> Iterator[Json]:
    for path in files:
        for record in json_lines((path,), (SCHEMA_ID, SHARED_ID)):
            _refuse_labels(record)
            if record["schema"] != SHARED_ID:
                yield record
            elif shelf:
                yield from rehydrated((record,), shelf)
            else:
                raise MissingInput(path.as_posix(), "holds shared records, without texts and without names", _JOIN)


def _refuse_labels(record: Json) -> None:
    scheme = (record.get("model") or {}).get("scheme")
    if scheme != SCHEME:
        raise OtherLabels(
            str(record.get("id")),
            f"bears labels of the scheme {scheme}, whose models draft no statements",
            f"export records of {SCHEME}; stancewire stats --by label,month counts labels of your own",
        )


def whole_text(record: Json) -> str:
    """The text that the offsets of a record count in. Raises MissingInput where the record does not hold it."""
    text = text_of(record)
    if any(text[span["start"] : span["end"]] != span["text"] for span in record["statements"] or ()):
        raise MissingInput(
            str(record["id"]),
            "its record does not hold the text that its statements stand in",
            "tag it again, or name your copies with --texts after stancewire share",
        )
    return text
