"""Every document once more with the model and config of today: a further revision for each, the old ones stay.

A document is read again where it still stands as it was; else it is made of the text of its last record, and its
new record says so. What is done is in the ledger: a retag that broke off goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.config import InputConfig
from stancewire.runs.nightly.contents import Keys, content_of, sha256_bytes
from stancewire.runs.nightly.generations import Generation
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.night import EXIT_FAILURES, EXIT_FINE, Seams, Sitting, finished, sitting
from stancewire.runs.nightly.report import Report, report_of
from stancewire.runs.nightly.settings import FolderSource, NightlySettings
from stancewire.runs.nightly.works import Document, Spot
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import FOUND_FROM, Article, Given, Source, Zone

_FROM_RECORD: Final = "made of the text of its former record: the source is not there any more as it was"
_OLDER: Final = (
    "SELECT a.id, p.uri, p.source, p.kind, p.sha256, a.key, a.source_sha256, a.content_sha256, "
    "o.name, o.packed, r.start, r.bytes FROM articles a "
    "JOIN revisions r ON r.article = a.id AND r.number = a.revision JOIN generations g ON g.id = r.generation "
    "JOIN places p ON p.id = a.place JOIN outputs o ON o.id = r.output WHERE r.status != 'error' "
    "AND (stancewire, model_name, model_version, model_sha256, config_sha256) != (?, ?, ?, ?, ?) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """A document whose latest record is of another generation, and where that record stands."""

    id: int
    uri: str
    source: str
    kind: str
    sha256: bytes | None
    key: str
    source_sha256: bytes | None
    content_sha256: bytes | None
    output: str
    packed: str | None
    start: int
    size: int

    def document(self, article: Article, content: bytes | None) -> Document:
        """To be tagged once more."""
        spot = Spot(uri=self.uri, source=self.source, kind=self.kind)
        sha256 = self.source_sha256
        return Document(
            spot=spot, key=self.key, reason="retag", item=article, source_sha256=sha256, content_sha256=content, tries=1
        )


def retag(settings: NightlySettings, seams: Seams | None = None) -> Report:
    """Give every document a record of today. Raises as a night does."""
    seams = seams or Seams()
    with sitting(settings, seams, "retag") as now:
        with finished(now) as finish:
            now.tag(_works(now, seams.generation(now.config)))
            finish(EXIT_FAILURES if now.books.counts["failed"] else EXIT_FINE)
        return report_of(now.ledger, now.books, now.cuts)


def _works(now: Sitting, generation: Generation) -> Iterator[Document]:
    """Originals place by place; then, file by file of the output, what is made of records."""
    rows = _rows(now.ledger, generation, "ORDER BY p.id, a.id")
    rest: set[int] = set()
    for _, group in groupby(rows, key=lambda old: old.uri):
        olds = {old.key: old for old in group}
        yield from _originals(now.settings, now.config.input, olds)
        rest |= {old.id for old in olds.values()}
    if rest:
        olds_left = [old for old in _rows(now.ledger, generation, "ORDER BY o.id, r.start") if old.id in rest]
        for _, group in groupby(olds_left, key=lambda old: old.output):
            yield from _from_records(now, list(group))


def _rows(ledger: Ledger, generation: Generation, order: str) -> list[_Old]:
    names = _Old.__dataclass_fields__
    rows = ledger.connection.execute(_OLDER + order, astuple(generation))
    return [_Old(**dict(zip(names, row, strict=True))) for row in rows]


def _originals(settings: NightlySettings, limits: InputConfig, olds: dict[str, _Old]) -> Iterator[Document]:
    """Those that can be read as they were; they are taken out of `olds`."""
    first = next(iter(olds.values()))
    source = _folder_of(settings, first)
    if source is None or first.sha256 is None:
        return
    try:
        content = (source.folder / first.uri.removeprefix(f"{source.path.rstrip('/')}/")).read_bytes()
    except OSError:
        return
    if hashlib.sha256(content).digest() != first.sha256:
        return
    keys = Keys()
    for found in read(Input(uri=first.uri, content=content, columns=source.pairs), limits):
        old = olds.get(keys.key(found))
        if not old or not isinstance(found, Article) or sha256_bytes(found.source.sha256) != old.source_sha256:
            continue
        del olds[old.key]
        yield old.document(found, content_of(found))


def _folder_of(settings: NightlySettings, old: _Old) -> FolderSource | None:
    """The watched folder that a file stands in."""
    sources = (named.source for named in settings.sources if named.name == old.source)
    return next((source for source in sources if isinstance(source, FolderSource)), None)


def _from_records(now: Sitting, olds: list[_Old]) -> Iterator[Document]:
    records = _records(now.settings.output_folder, olds)
    for old in olds:
        article = _article_of(records(old))
        if article is None:
            now.books.counts["without_text"] += 1
        else:
            yield old.document(article, old.content_sha256)


def _records(folder: Path, olds: list[_Old]) -> Any:
    """A way to the records of one month file."""
    if olds[0].packed:
        from stancewire.runs.nightly.packing import about_of, unpacked

        path = folder / olds[0].packed
        wanted = {old.start for old in olds}
        starts = (about_of(path) or {}).get("starts", ())
        found = {start: record for start, record in zip(starts, unpacked(path), strict=True) if start in wanted}
        return lambda old: found[old.start]

    def line(old: _Old) -> Any:
        with (folder / old.output).open("rb") as stream:
            stream.seek(old.start)
            return orjson.loads(stream.read(old.size))

    return line


def _article_of(record: dict[str, Any]) -> Article | None:
    """What a record was made of, as far as it says; None where it was written without its text."""
    text, document = record.get("text"), record["document"] or {}
    if not text:
        return None
    dated = document.get("published_source")
    told = {name: document.get(name) for name in ("title", "url", "publisher", "sender", "byline", "recipients")}
    if dated != "text":
        told["published"] = document.get("published")
    if document.get("kind_source") not in (None, "text"):
        told["kind"] = document.get("kind")
    given, found = (Given(**told), Given()) if dated == "given" else (Given(), Given(**told))
    zones = tuple(Zone(start=z["start"], end=z["end"], zone=z["zone"]) for z in document.get("zones", ()))
    return Article(
        id=record["id"],
        source=Source(**record["source"]),
        raw=text,
        given=replace(given, target=document.get("target")),  # nobody but the caller says that
        found=found,
        found_from=dated if dated in FOUND_FROM else "meta",
        marks=zones,
        warnings=(_FROM_RECORD,),
    )
