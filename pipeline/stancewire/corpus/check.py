"""Apply every rule to a corpus folder.

In:  what read() gives, and a Reference to keep away from.
Out: Findings. Rules across documents (ids, copies, splits) always see the whole corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from stancewire.corpus.build import build
from stancewire.corpus.jsonl import rows_of
from stancewire.corpus.published import differences
from stancewire.corpus.read import SECOND_FILE, Corpus, Entry, has_sources, merged, read
from stancewire.corpus.rules import (
    addresses,
    bodies,
    card,
    copies,
    labels,
    mentions,
    pair_copies,
    pairs,
    reference,
    same_event,
    second,
    source,
    spans,
    standing,
)
from stancewire.corpus.rules.reference import Reference
from stancewire.corpus.sides import SIDES_FILE
from stancewire.corpus.splits import expected, pair_side, two_sides
from stancewire.corpus.types import CorpusDocument, PairPassage
from stancewire.corpus.violations import Complaint, Findings, Place

RULES: Final[tuple[Callable[[CorpusDocument], Iterator[Complaint]], ...]] = (
    source.source, spans.zones, spans.places, mentions.mentions, source.quotes, labels.labels, labels.document_labels,
)  # fmt: skip
_CARD: Final = "README.md"
_BUILD: Final = "run scripts/build_corpus.py FOLDER"


def check(
    folder: Path,
    against: Reference,
    *,
    only: str | None = None,
    leave_out: Collection[str] = (),
    rebuilding: bool = False,
) -> tuple[Corpus, Findings]:
    """Read and check a folder.

    only: keep what concerns this file; leave_out: files that are not read; rebuilding: what publishing adds to
    the rows (offsets) is about to be made anew, so it is not compared.
    Raises MissingInput where the folder holds no corpus.
    """
    findings = Findings(only=only)
    corpus = read(folder, findings, leave_out=leave_out)
    broken = {error.place.name for error in findings.errors}
    _add(findings, standing.missing(corpus, rebuilding=rebuilding, broken=broken))
    documents, passages = merged(corpus.documents), merged(corpus.pairs)
    for entry in documents:
        _check_document(entry, against, findings)
    for member in passages:
        _check_member(member, against, findings)
    for entry in corpus.documents:
        if not entry.place.incoming and not rebuilding:
            findings.add(entry.place, differences(entry.row, entry.item))
    _check_second(corpus, documents, findings)
    _check_all(corpus, documents, passages, findings)
    if has_sources(folder) and not leave_out:
        _add(findings, standing.without_source(corpus))
    if not rebuilding:
        _add(findings, standing.moved(corpus))
    if not rebuilding and not leave_out:
        _check_published(folder, corpus, findings)
        _check_card(folder, corpus, findings)
    return corpus, findings


def _add(findings: Findings, found: Iterable[tuple[Place, Complaint]]) -> None:
    for place, complaint in found:
        findings.add(place, [complaint])


def _check_published(folder: Path, corpus: Corpus, findings: Findings) -> None:
    """Where annotators' rows lie beside the published files, these are what building makes of them, row by row."""
    incoming = any(e.place.incoming for e in corpus.documents) or any(e.place.incoming for e in corpus.pairs)
    if findings.errors or not incoming or not any(entry.split for entry in corpus.documents):
        return
    files = build(corpus)
    record, due = folder / SIDES_FILE, "".join(f"{line}\n" for line in files.pop(SIDES_FILE))
    if not record.is_file() or record.read_text(encoding="utf-8") != due:
        findings.add(Place(file=SIDES_FILE, name="record"), [("row", f"is not what the rows give; {_BUILD}")])
    for name, lines in files.items():
        path = folder / name
        rows = [row for _, row in rows_of(path, Findings())] if path.is_file() else []
        apart = set(lines) ^ {json.dumps(row, ensure_ascii=False) for row in rows}
        for identity in sorted({str(json.loads(line).get("id")) for line in apart}):
            place = Place(file=name, name=identity)
            findings.add(place, [("row", f"is not what the annotators' rows give; {_BUILD}")])


def _check_card(folder: Path, corpus: Corpus, findings: Findings) -> None:
    path, rows = folder / _CARD, [entry.row for entry in corpus.documents if entry.split]
    if rows and path.is_file():
        text = path.read_text(encoding="utf-8", errors="replace")
        findings.add(Place(file=_CARD, name="dataset_info"), card.columns(text, rows))


def _check_document(entry: Entry[CorpusDocument], against: Reference, findings: Findings) -> None:
    if not findings.concerns(entry.place):
        return
    document, place = entry.item, entry.place
    for rule in RULES:
        findings.add(place, rule(document))
    names = [body.mention for body in document.organisations] + list(document.policy_terms)
    findings.add(place, reference.addresses(document, against))
    findings.add(place, reference.wording(document.text, names, against))
    findings.warn(place, bodies.people(document.text))
    if document.fictional:
        _check_invented(document, place, findings)


def _check_invented(document: CorpusDocument | PairPassage, place: Place, findings: Findings) -> None:
    from stancewire.register.lookup import load_register

    named = document.organisations if isinstance(document, CorpusDocument) else ()
    findings.add(place, bodies.positions(document.statements, load_register()))
    findings.warn(place, bodies.local(named, document.statements, load_register()))


def _check_member(entry: Entry[PairPassage], against: Reference, findings: Findings) -> None:
    if not findings.concerns(entry.place):
        return
    passage, place = entry.item, entry.place
    findings.add(place, pairs.member(passage))
    findings.add(place, reference.wording(passage.text, (), against))
    findings.warn(place, bodies.people(passage.text))
    _check_invented(passage, place, findings)


def _check_second(corpus: Corpus, documents: Iterable[Entry[CorpusDocument]], findings: Findings) -> None:
    known = {entry.item.id: entry.item for entry in documents}
    recorded = corpus.sides
    for entries, hashes in ((merged(corpus.first), recorded.first), (merged(corpus.second), recorded.second)):
        for entry in entries:
            name = entry.item.id
            if name in known or name not in recorded.documents:  # a document on record that is gone is told already
                findings.add(entry.place, second.reading(entry.item, known.get(name), hashes.get(name, "")))
    found = [{entry.item.id: entry.item for entry in merged(part)} for part in (corpus.first, corpus.second)]
    if corpus.second:
        findings.warn(Place(file=SECOND_FILE, name="file"), second.copied(*found))


def _check_all(
    corpus: Corpus, documents: list[Entry[CorpusDocument]], passages: list[Entry[PairPassage]], findings: Findings
) -> None:
    """Rules that see the whole corpus."""
    sides = expected(corpus)
    first = [*(entry.place for entry in corpus.documents), *(entry.place for entry in corpus.pairs)]
    for places in (first, *([entry.place for entry in part] for part in (corpus.first, corpus.second))):
        for incoming in (True, False):  # what is published may stand in the annotators' files too
            for place, complaint in copies.repeated_ids(p for p in places if p.incoming is incoming):
                findings.add(place, [complaint])
    for one, other in copies.near_copies([entry.item.text for entry in documents]):
        findings.add(
            documents[other].place,
            [("text", f"nearly the same as {documents[one].item.id}; write it anew or remove it")],
        )
    places_of = {member.item.id: member.place for member in passages}
    beside = pair_copies.copies(
        [(m.item, pair_side(corpus, m)) for m in passages], [(e.item, sides[e.item.id]) for e in documents]
    )
    for passage, complaint in (*pairs.groups(member.item for member in passages), *beside):
        findings.add(places_of[passage.id], [complaint])
    place_of = {entry.item.id: entry.place for entry in documents}
    for document, complaint in addresses.one_event(entry.item for entry in documents):
        findings.add(place_of[document.id], [complaint])
    _add(findings, two_sides(corpus))
    alike = same_event.candidates([entry.item for entry in documents], sides, corpus.sides.apart)
    for document, complaint in alike:
        findings.warn(place_of[document.id], [complaint])
