"""What is published stands where it was put, and comes from a row that is still there.

Whoever has only the published files, without the annotators' rows, can check the sides all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stancewire.corpus.read import FIRST_FILE, FOLDERS, SECOND_FILE, Corpus, Entry
from stancewire.corpus.sides import SIDES_FILE
from stancewire.corpus.violations import Complaint, Place

_BUILD: Final = "run scripts/build_corpus.py FOLDER"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of the record, and the rows that it names."""

    name: str  # in splits.json
    folder: str
    entries: Sequence[Entry[Any]]
    recorded: Mapping[str, str]
    key: str  # what the record calls a row by

    def named(self, entry: Entry[Any]) -> str:
        """The name of a row in the record."""
        return str(getattr(entry.item, self.key))

    def file(self, name: str) -> str:
        """The published file where the row of a name belongs."""
        files = {"first": FIRST_FILE, "second": SECOND_FILE}
        prefix = "pairs-" if self.name == "pairs" else ""
        return files.get(self.name) or f"{prefix}{self.recorded[name]}.jsonl"


def _parts(corpus: Corpus) -> Iterator[_Part]:
    sides = corpus.sides
    yield _Part(name="documents", folder=FOLDERS[0], entries=corpus.documents, recorded=sides.documents, key="id")
    yield _Part(name="pairs", folder=FOLDERS[1], entries=corpus.pairs, recorded=sides.pairs, key="pair")
    yield _Part(name="first", folder=FOLDERS[2], entries=corpus.first, recorded=sides.first, key="id")
    yield _Part(name="second", folder=FOLDERS[3], entries=corpus.second, recorded=sides.second, key="id")


def without_source(corpus: Corpus) -> Iterator[tuple[Place, Complaint]]:
    """Published rows whose annotators' row is gone."""
    for part in _parts(corpus):
        sources = {entry.item.id for entry in part.entries if entry.place.incoming}
        for entry in part.entries:
            if not entry.place.incoming and entry.item.id not in sources:
                record = f", and its name from {SIDES_FILE}" if part.named(entry) in part.recorded else ""
                sentence = f"has no row in {part.folder}/ that can be read; put it back there, or take this one away"
                yield entry.place, ("row", sentence + record)


def moved(corpus: Corpus) -> Iterator[tuple[Place, Complaint]]:
    """Published rows that do not stand on the side on record."""
    if not corpus.sides.recorded:
        return
    for part in _parts(corpus):
        published = [entry for entry in part.entries if not entry.place.incoming]
        if published and not part.recorded:
            place = Place(file=SIDES_FILE, name="record")
            yield place, (part.name, f"names none of the {len(published)} that are published; {_BUILD}")
            continue
        for entry in published:
            if part.named(entry) not in part.recorded:
                yield entry.place, ("row", f"is not in {SIDES_FILE}; {_BUILD}")
            elif entry.split and (due := part.recorded[part.named(entry)]) != entry.split:
                sentence = f"belongs to {due} by {SIDES_FILE}; {_BUILD}, which moves it back (who means to move it changes {SIDES_FILE})"
                yield entry.place, ("row", sentence)


def missing(corpus: Corpus, *, rebuilding: bool, broken: Collection[str] = ()) -> Iterator[tuple[Place, Complaint]]:
    """Names on record that no row bears; while building, the row may be one that is about to be published.

    broken: names of rows that are there and could not be read, which is told already.
    """
    for part in _parts(corpus):
        there = {part.named(entry) for entry in part.entries if rebuilding or not entry.place.incoming}
        by_file: dict[str, list[str]] = defaultdict(list)
        for name in sorted(part.recorded):
            by_file[part.file(name)].append(name)
        sources = {part.named(entry) for entry in part.entries if entry.place.incoming}
        for file, names in by_file.items():
            gone = [name for name in names if name not in there and name not in broken]
            yield from _gone(part.name, file, gone, whole=len(gone) == len(names), sources=sources)


def _gone(
    part: str, file: str, names: Sequence[str], *, whole: bool, sources: Collection[str]
) -> Iterator[tuple[Place, Complaint]]:
    """A file without any of its rows is one complaint, whatever the number of rows."""
    if whole and len(names) > 1:
        mend = _BUILD if set(names) <= set(sources) else "put the file back as it was published"
        sentence = f"holds none of the {len(names)} that {SIDES_FILE} records for it; {mend}"
        yield Place(file=file, name="file"), ("row", sentence)
        return
    for name in names:
        mend = f"put its row back, or take the name out of {SIDES_FILE}, and build again"
        sentence = f"is in no published file; {_BUILD if name in sources else mend}"
        yield Place(file=SIDES_FILE, name=name), (part, sentence)
