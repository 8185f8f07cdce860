"""What one side says of its documents: a model's records, or rows of a corpus that people coded.

Documents are told by their id, passages by the words that stand there, since two programs need not cut a text alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stancewire.corpus.form import document_form
from stancewire.corpus.jsonl import rows_of
from stancewire.corpus.published import incoming, is_published
from stancewire.corpus.typed import document_of
from stancewire.corpus.types import CorpusDocument, side_of
from stancewire.corpus.violations import Findings
from stancewire.errors import EmptyInput, MalformedRow
from stancewire.export.events import AGREEMENT, Event, events_of
from stancewire.export.reading import tagged

Json = dict[str, Any]
Act = tuple[str, str, str]  # passage, side of the holder, act
_CORPUS: Final = (".jsonl",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One document. passages: the labels of each, by its words; acts: those of the passages."""

    id: str
    primary: str
    present: frozenset[str]
    passages: Mapping[str, frozenset[str]]
    acts: frozenset[Act]
    events: tuple[Event, ...]


def codings(name: str) -> dict[str, Coding]:
    """The documents of a side in their order: errors, which say nothing, are left out.

    name: what `stancewire tag` wrote, or a JSONL file of rows as docs/labels.md has them.
    Raises EmptyInput, MalformedRow where an id stands twice, and what reading such files raises.
    """
    found: dict[str, Coding] = {}
    for coding in _of_people(Path(name)) if _is_corpus(Path(name)) else _of_records(tagged([name])):
        if coding.id in found:
            raise MalformedRow(name, f"holds two documents with the id {coding.id!r}", "give each an id of its own")
        found[coding.id] = coding
    if not found:
        raise EmptyInput(name, "holds no coded document", "name a file with some")
    return found


def _is_corpus(path: Path) -> bool:
    """Rows that people code have no schema, and the fields of a document."""
    if not path.name.endswith(_CORPUS) or not path.is_file():
        return False
    first = next(rows_of(path, Findings()), None)
    return first is not None and "schema" not in first[1] and "primary" in first[1]


def _of_records(records: Iterable[Json]) -> Iterator[Coding]:
    for record in records:
        stance = record["stance"]
        if stance is None:
            continue
        keys = _keys(passage["text"] for passage in record["passages"])
        spans = [(p["start"], p["end"], key) for p, key in zip(record["passages"], keys, strict=True)]
        acts = (
            (key, side_of(s["holder_kind"]), s["act"])
            for s in record["statements"]
            for start, end, key in spans
            if start <= s["start"] < end
        )
        yield Coding(
            id=record["id"],
            primary=stance["primary"],
            present=frozenset(stance["present"]),
            passages={key: frozenset(p["labels"]) for p, key in zip(record["passages"], keys, strict=True)},
            acts=frozenset(acts),
            events=tuple(events_of([record])),
        )


def _of_people(path: Path) -> Iterator[Coding]:
    findings = Findings()
    for place, row in rows_of(path, findings):
        plain = incoming(row) if is_published(row) else row
        for field, what in document_form(plain):
            where = f"{path.as_posix()}, {place.name}"
            raise MalformedRow(where, f"{field} {what}", "docs/labels.md says what a row holds")
        yield _of_document(document_of(plain))
    if findings.errors:
        raise MalformedRow(path.as_posix(), str(findings.errors[0]), "mend the line")


def _of_document(document: CorpusDocument) -> Coding:
    body = document.passages
    keys = dict(zip((p.line for p in body), _keys(document.text[p.start : p.end] for p in body), strict=True))
    return Coding(
        id=document.id,
        primary=document.primary,
        present=frozenset(document.present),
        passages={keys[p.line]: frozenset(p.labels) for p in body},
        acts=frozenset((keys[c.line], c.side, c.act) for c in document.statements if c.line in keys),
        events=tuple(_events(document)),
    )


def _events(document: CorpusDocument) -> Iterator[Event]:
    for number, claim in enumerate(document.statements, 1):
        start, end = document.span_of(claim.line)
        yield Event(
            document=document.id, published=document.year, title=document.line(1), publisher=document.publisher,
            kind=document.kind, status="ok", uri=document.url, member=None, number=number, person=claim.speaker,
            organization=claim.holder, organization_kind=claim.holder_kind, organization_id=None, concept=claim.policy,
            agreement=AGREEMENT[claim.act], act=claim.act, target=claim.target, target_id=None, label=None,
            probability=1.0, direct=claim.direct, start=start, end=end, text=document.text[start:end],
        )  # fmt: skip


def _keys(texts: Iterable[str]) -> list[str]:
    """The words of each passage, and which one of several with the same words it is."""
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        words = " ".join(text.split())
        seen[words] += 1
        found.append(f"{words} #{seen[words]}")
    return found


def acts_by_side(coding: Coding) -> Mapping[tuple[str, str], frozenset[str]]:
    """The acts of each side in each passage."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for passage, side, act in coding.acts:
        found[passage, side].add(act)
    return {place: frozenset(acts) for place, acts in found.items()}
