"""From what a user names to a store that is ready: records in, texts joined to those that do not carry theirs.

In:  outputs of `stancewire tag` (or `share`), and somebody's own copies of the documents.
Out: a filled store, and what there is to say of it. A text is taken only where every snippet of the record stands in
     it at its place; shared records are joined by the hash of their text (archive/rehydrate.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from stancewire.archive.files import SHARED_ID, is_parquet, json_lines, record_files, records_of
from stancewire.archive.rehydrate import rehydrated
from stancewire.archive.shelf import Shelf
from stancewire.errors import EmptyInput, MissingInput
from stancewire.normalise.document import normalise
from stancewire.records.record import SCHEMA_ID
from stancewire.review.store import Added, Store, set_text, unpacked
from stancewire.types import Article, Failure

Json = dict[str, Any]
Documents = Callable[[], Iterable[Article | Failure]]
_SPANS: Final = ("organisations", "policy_terms", "statements", "passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of it: records in the store, how many are new, copies, left out as errors, shown without their text."""

    records: int
    new: int
    copies: int
    failed: int
    without_text: int


@contextmanager
def loaded(path: Path, outputs: Iterable[str], documents: Documents | None = None) -> Iterator[tuple[Store, Loaded]]:
    """An open store with the records of some outputs in it, made where there is none. Raises what `load` raises.

    Where that fails, a store that was not there before is not there afterwards.
    """
    record_files(outputs := tuple(outputs))
    fresh = not path.exists()
    try:
        with Store(path, new=True) as store:
            found = load(store, outputs, documents)
    except BaseException:
        for part in ("", "-wal", "-shm") if fresh else ():
            Path(f"{path}{part}").unlink(missing_ok=True)
        raise
    with Store(path) as store:
        yield store, found


def load(store: Store, outputs: Iterable[str], documents: Documents | None = None) -> Loaded:
    """Fill a store. documents: every copy anew each time it is called, None where none are named.

    Raises MissingInput, MalformedRow, EmptyInput, OtherRecords.
    """
    plain, shared = _sorted_files(tuple(outputs))
    counts: Counter[str] = Counter()
    added = [store.add(_usable(json_lines(plain, (SCHEMA_ID,)), counts))]
    if shared:
        added.append(_add_shared(store, shared, documents, counts))
    records, with_text = _counted(store)
    if documents and with_text < records:
        _join_texts(store, documents())
        records, with_text = _counted(store)
    if not records:
        raise EmptyInput(store.path.as_posix(), "there is no tagged record to go through", "name another output")
    return Loaded(
        records=records,
        new=sum(one.new for one in added),
        copies=sum(one.copies for one in added),
        failed=counts["error"],
        without_text=records - with_text,
    )


def _counted(store: Store) -> tuple[int, int]:
    """Records, and those that have their text."""
    with store.reading() as base:
        records, with_text = base.execute("SELECT count(*), coalesce(sum(has_text), 0) FROM items").fetchone()
    return records, with_text


def _sorted_files(outputs: tuple[str, ...]) -> tuple[list[Path], list[Path]]:
    """Files of plain and of shared records; the first line of a file says which it is of."""
    plain: list[Path] = []
    shared: list[Path] = []
    for path in record_files(outputs):
        first = None if is_parquet(path) else next(records_of(path, (SCHEMA_ID, SHARED_ID)), None)
        (shared if first and first["schema"] == SHARED_ID else plain).append(path)
    return plain, shared


def _add_shared(store: Store, files: list[Path], documents: Documents | None, counts: Counter[str]) -> Added:
    if documents is None:
        raise MissingInput(files[0].as_posix(), "holds records without any text", "name your copies with --texts")
    with Shelf() as shelf:
        shelf.put(documents())
        return store.add(_usable(rehydrated(json_lines(files, (SHARED_ID,)), shelf), counts))


def _usable(records: Iterable[Json], counts: Counter[str]) -> Iterator[Json]:
    """What has a stance to look at; the others are counted."""
    for record in records:
        if record["stance"] is None:
            counts["error"] += 1
        else:
            yield record


def _join_texts(store: Store, documents: Iterable[Article | Failure]) -> None:
    """Give texts to the records that lack them, each document normalised only if one may be its."""
    with store.writing() as base:
        for item in documents:
            rows = base.execute(
                "SELECT number, record FROM items WHERE NOT has_text AND (id = ? OR (bytes = ? AND bytes <> ''))",
                (item.id, item.source.sha256),
            ).fetchall()
            if isinstance(item, Failure) or not rows:
                continue
            text = _text_of(item)
            for number, record in ((number, unpacked(blob)) for number, blob in rows):
                if text is not None and fits(record, text):
                    set_text(base, number, record | {"text": text})


def _text_of(article: Article) -> str | None:
    try:
        return normalise(article).text
    except Exception:  # as when tagging: a document that breaks costs its own record only
        return None


def fits(record: Json, text: str) -> bool:
    """Whether every snippet of a record stands where it says."""
    spans = chain(record["document"]["zones"], *(record[field] for field in _SPANS))
    return len(text) == record["document"]["characters"] and all(
        text[span["start"] : span["end"]] == span["text"] for span in spans
    )
