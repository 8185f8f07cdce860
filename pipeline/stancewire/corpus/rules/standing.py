"""What is published stands where it was put, and comes from a row that is still there.

Whoever has only the published files, without the annotators' rows, can check the sides all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from stancewire.corpus.read import FOLDERS, Corpus, Entry
from stancewire.corpus.sides import SIDES_FILE
from stancewire.corpus.violations import Complaint, Place

_BUILD: Final = "run scripts/build_corpus.py FOLDER"


def without_source(corpus: Corpus) -> Iterator[tuple[Place, Complaint]]:
    """Published rows whose annotators' row is gone."""
    parts: tuple[Sequence[Entry[Any]], ...] = (corpus.documents, corpus.pairs, corpus.first, corpus.second)
    for folder, entries in zip(FOLDERS, parts, strict=True):
        sources = {entry.item.id for entry in entries if entry.place.incoming}
        for entry in entries:
            if not entry.place.incoming and entry.item.id not in sources:
                yield (
                    entry.place,
                    (
                        "row",
                        f"has no row in {folder}/ that can be read; put it back there, or take this one away, "
                        f"and its name from {SIDES_FILE}",
                    ),
                )


def moved(corpus: Corpus) -> Iterator[tuple[Place, Complaint]]:
    """Published rows that do not stand on the side on record."""
    if not corpus.sides.recorded:
        return
    entries: tuple[Entry[Any], ...] = (*corpus.documents, *corpus.pairs)
    for entry in entries:
        if not entry.split:
            continue
        due = corpus.recorded_side(entry.item)
        if not due:
            yield entry.place, ("row", f"is not in {SIDES_FILE}; {_BUILD}")
        elif due != entry.split:
            yield (
                entry.place,
                (
                    "row",
                    f"belongs to {due} by {SIDES_FILE}; {_BUILD}, which moves it back (who means to move it changes {SIDES_FILE})",
                ),
            )


def missing(corpus: Corpus, *, rebuilding: bool) -> Iterator[tuple[Place, Complaint]]:
    """Names on record that no row bears; while building, the row may be one that is about to be published."""
    groups = {
        "documents": (corpus.sides.documents, {e.item.id for e in corpus.documents if rebuilding or e.split}),
        "pairs": (corpus.sides.pairs, {e.item.pair for e in corpus.pairs if rebuilding or e.split}),
    }
    for part, (recorded, there) in groups.items():
        for name in sorted(recorded.keys() - there):
            mend = f"put its row back, or take the name out of {SIDES_FILE}, and build again"
            yield Place(file=SIDES_FILE, name=name), (part, f"is in no published file; {mend}")
