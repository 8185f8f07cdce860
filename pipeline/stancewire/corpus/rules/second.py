"""Readings of documents that are read twice: they stand on lines of their document and agree with themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stancewire.corpus.rules.labels import label_of
from stancewire.corpus.sides import SIDES_FILE, text_hash
from stancewire.corpus.types import READ_ZONES, Claim, CorpusDocument, SecondReading
from stancewire.corpus.violations import Complaint


def reading(reading: SecondReading, document: CorpusDocument | None, read: str = "") -> Iterator[Complaint]:
    """One reading; `document` is None where no document has its id; `read`: the hash of the text that was read."""
    if document is None:
        yield "id", "no document has this id; correct it"
        return
    if read and read != text_hash(document.text):
        yield (
            "text",
            f"of the document is not what was read; read it again, or put the text back; where nothing that is judged changed, "
            f"take this id out of {SIDES_FILE} and build again",
        )
    if reading.primary not in (*reading.present, "none"):
        yield "primary", f"{reading.primary} is not among present; choose one that is, or none"
    if not 1 <= reading.confidence <= 3:
        yield "confidence", "not 1, 2 or 3; 3 means that no reasonable annotator would differ"
    yield from _lines(reading, document)


def copied(first: Mapping[str, SecondReading], second: Mapping[str, SecondReading]) -> Iterator[Complaint]:
    """All second readings word for word the first ones: two annotators do not agree on everything."""
    if first and first == second:
        yield "row", "all second readings are the first ones over again; put in what the second annotator wrote"


def _lines(reading: SecondReading, document: CorpusDocument) -> Iterator[Complaint]:
    passages = {passage.line for passage in document.passages}
    for line, labels in sorted(reading.labels.items()):
        where = f"lines[{line}].labels"
        if line not in passages:
            yield where, f"line {line} is no line of body or standfirst; correct the number"
        for label in sorted(set(labels) - set(reading.present)):
            yield where, f"{label} is not among present; add it there, or take it from the line"
        for label in sorted(set(labels) - _given(reading.acts.get(line, ()))):
            yield where, f"no act of line {line} gives {label}; add the act, or take the label from the line"
    for line in sorted(reading.acts):
        if not document.line(line).strip() or document.zone_of.get(line) not in READ_ZONES:
            yield f"lines[{line}].acts", f"line {line} is no line of {', '.join(READ_ZONES)}; correct the number"


def _given(acts: Sequence[tuple[str, str]]) -> set[str | None]:
    claims = (
        Claim(speaker="", holder="", holder_kind=kind, act=act, target="", policy="", direct=False)
        for kind, act in acts
    )
    return {label_of(claim, {})[0] for claim in claims}
