"""Corpus rows, as annotators write them and as `stancewire train` reads them: a folder that is a corpus.

In:  decisions on records with text and date, labels of ours.
Out: batches/review.jsonl; the published files that corpus/build.py makes of it; where one coder is named, what another
     said of the same documents as second/review.jsonl. A line carries the labels of the statements on it. A document
     whose labels do not rest on its statements is left out, since its unlabelled lines would teach the wrong thing; what
else `stancewire corpus check` asks of a corpus for publication (addresses, events, whole statements) is not asked here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from stancewire.corpus.build import build
from stancewire.corpus.form import document_form
from stancewire.corpus.read import Corpus, Entry
from stancewire.corpus.rules import spans
from stancewire.corpus.typed import document_of, second_row
from stancewire.corpus.types import CorpusDocument, SecondReading
from stancewire.corpus.violations import Place
from stancewire.review.corpus_rows import row_of, second_of
from stancewire.review.exporters import Choices, Exported, lines
from stancewire.review.store import Store, key_of
from stancewire.review.verdicts import Judged, Verdict, standing
from stancewire.stance.labels import SCHEME

Json = dict[str, Any]
BATCH: Final = "batches/review.jsonl"
SECOND: Final = "second/review.jsonl"
NO_DATE: Final = "no date: give the one to write with --undated"
OTHER_LABELS: Final = "labels of another scheme: export them with --format table"
NOT_RESTING: Final = "its labels are not those of its statements: correct one of the two"
_RULES: Final = (spans.zones, spans.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    row: Json
    item: CorpusDocument
    second: SecondReading | None


def to_corpus(store: Store, choices: Choices) -> Exported:
    """The files of a corpus folder."""
    left_out: Counter[str] = Counter()
    made: list[_Made] = []
    taken: set[str] = set()
    for judged, text, verdict in standing(store, choices.coder, left_out):
        found = _unfit(judged, choices) or _made(judged, text, verdict, choices, taken)
        if isinstance(found, str):
            left_out[found] += 1
        else:
            made.append(found)
            taken.add(found.item.id)
    files = {BATCH: lines(one.row for one in made)}
    if second := [one.second for one in made if one.second]:
        files[SECOND] = lines(map(second_row, second))
    published = build(_corpus(made)) if made else {}
    files |= {name: "".join(f"{line}\n" for line in rows).encode() for name, rows in published.items()}
    return Exported(files=files, documents=len(made), left_out=left_out)


def _told_apart(row: Json, record: Json, taken: set[str]) -> Json:
    """A store may hold two documents of one id, as it knows them by their bytes too; a corpus keeps one row of an id."""
    if row["id"] in taken:
        row["id"] = f"{row['id'][:71]}-{key_of(record)[:8]}"
    return row


def _made(judged: Judged, text: str, verdict: Verdict, choices: Choices, taken: set[str]) -> _Made | str:
    """A row with its typed form, or why there is none. taken: ids of the rows there are."""
    row = _told_apart(row_of(judged, text, verdict, choices), judged.record, taken)
    if broken := next(iter(document_form(row)), None):
        return f"{broken[0]}: {broken[1]}"
    item = document_of(row)
    if broken := next((complaint for rule in _RULES for complaint in rule(item)), None):
        return f"{broken[0].partition('[')[0]}: {broken[1]}"
    if {s.label for s in verdict.reading.statements if s.label} != set(verdict.reading.present):
        return NOT_RESTING
    other = next((v for v in judged.verdicts if choices.coder and v.coder != choices.coder and not v.skipped), None)
    return _Made(row=row, item=item, second=second_of(item, other) if other else None)


def _unfit(judged: Judged, choices: Choices) -> str:
    if judged.record["model"]["scheme"] != SCHEME:
        return OTHER_LABELS
    return "" if judged.record["document"]["published"] or choices.undated else NO_DATE


def _corpus(made: list[_Made]) -> Corpus:
    documents = tuple(Entry(place=Place(file=BATCH, name=m.item.id), item=m.item, row=m.row) for m in made)
    second = tuple(
        Entry(place=Place(file=SECOND, name=m.item.id), item=m.second, row=second_row(m.second))
        for m in made
        if m.second
    )
    return Corpus(documents=documents, pairs=(), first=(), second=second)
