"""What the page shows of single documents: texts with their evidence, in packed blocks that are opened one at a time.

A block is a JSON list of _BLOCK documents, gzipped, in base64: no sign of a document's text stands in the page as it
is, so none can end a script or begin a tag.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import Any, Final

from stancewire.report.page.columns import is_evidence

Json = dict[str, Any]
BLOCK: Final = 200  # documents: unpacked within the time of a click
MOST: Final = 12_000_000  # code points of whole texts, about 6 MB when packed; of more, evidence only
EVIDENCE: Final = 14_000_000  # code points of evidence, about 10 MB when packed; of more, the surest of each document
_META: Final = ("url", "sender", "recipients", "byline", "target", "language", "characters")


class Texts:
    """The details of the documents added so far; whole texts until there are too many of them."""

    def __init__(self, most: int = MOST, evidence: int = EVIDENCE) -> None:
        """most: code points of texts; 0 keeps evidence only. evidence: code points of evidence."""
        self._left = most
        self._evidence = evidence
        self._wholes: list[list[Json]] | None = []
        self._details: list[Json] = []
        self._spans: list[list[Json]] = []

    def add(self, record: Json) -> None:
        """Take in one record."""
        self._details.append(_detail(record))
        self._spans.append(spans_of(record))
        text = record.get("text") or ""
        self._left -= len(text)
        if self._left < 0:
            self._wholes = None
        if self._wholes is not None:
            self._wholes.append([{"start": 0, "text": text}] if text else pieces(self._spans[-1]))

    @property
    def whole(self) -> bool:
        """Whether texts are given whole, as far as the records carry them."""
        return self._wholes is not None

    def blocks(self) -> Iterator[str]:
        """The blocks in order."""
        rows = self._whole_rows(self._wholes) if self._wholes is not None else self._cut_rows()
        while block := list(islice(rows, BLOCK)):
            yield packed(block)

    def _whole_rows(self, wholes: list[list[Json]]) -> Iterator[Json]:
        for detail, text in zip(self._details, wholes, strict=True):
            yield detail | {"text": text}

    def _cut_rows(self) -> Iterator[Json]:
        most = share([_size(spans) for spans in self._spans], self._evidence)
        for detail, spans in zip(self._details, self._spans, strict=True):
            kept = surest(spans, most)
            cut = {"cut": True} if len(kept) < len(spans) else {}
            yield detail | cut | {"text": pieces(kept)}


def packed(values: Any) -> str:
    """JSON, gzipped, in base64; the same values give the same signs."""
    import orjson

    return base64.b64encode(gzip.compress(orjson.dumps(values), 9, mtime=0)).decode("ascii")


def spans_of(record: Json) -> list[Json]:
    """What is evidence in a record, the surest first: labelled statements, labelled passages, other statements."""
    rows = [(1 + bool(row["label"]) * 2, row["probability"], row) for row in record["statements"] if is_evidence(row)]
    passages = [row for row in record["passages"] if row["labels"]]
    rows += [(2, max(dict(row["probabilities"]).get(name) or 0 for name in row["labels"]), row) for row in passages]
    ordered = sorted(rows, key=lambda row: row[:2], reverse=True)
    return [{"start": row["start"], "text": row["text"]} for _, _, row in ordered]


def share(sizes: Sequence[int], total: int) -> int:
    """How much each may have at most, so that all of them have `total` together at most."""
    if sum(sizes) <= total:
        return max(sizes, default=0)
    low, high = 0, max(sizes)  # the first fits, the second does not
    while high - low > 1:
        middle = (low + high) // 2
        fits = sum(min(size, middle) for size in sizes) <= total
        low, high = (middle, high) if fits else (low, middle)
    return low


def surest(spans: Sequence[Json], most: int) -> list[Json]:
    """The first of some spans, up to a number of code points together; one at least."""
    sizes = accumulate(len(span["text"]) for span in spans)
    return [span for number, (span, size) in enumerate(zip(spans, sizes, strict=True)) if size <= most or not number]


def _size(spans: Sequence[Json]) -> int:
    return sum(len(span["text"]) for span in spans)


def pieces(spans: Iterable[Json]) -> list[Json]:
    """The stretches of a text that some spans are, joined where they touch: {"start": code points, "text": ...}."""
    return list(_joined(spans))


def _joined(spans: Iterable[Json]) -> Iterator[Json]:
    """The snippets suffice: what a later span has beyond the one before it is cut from its own."""
    start, text = 0, ""
    for span in sorted(spans, key=lambda span: (span["start"], len(span["text"]))):
        end = start + len(text)
        if text and span["start"] <= end:
            text += span["text"][end - span["start"] :]
            continue
        if text:
            yield {"start": start, "text": text}
        start, text = span["start"], span["text"]
    if text:
        yield {"start": start, "text": text}


def _detail(record: Json) -> Json:
    document, source = record["document"] or {}, record["source"]
    meta = {name: document[name] for name in _META if document.get(name)}
    stance = record["stance"] or {}
    detail = meta | {
        "uri": source["uri"],
        "member": source["member"],
        "reason": stance.get("reason"),
        "original": record["duplicate_of"],
        "warnings": record["warnings"],
        "error": record["error"],
        "primaries": dict(stance.get("primary_probabilities") or {}),
        "statements": [_place(row) for row in record["statements"] if is_evidence(row)],
        "passages": [_passage(row) for row in record["passages"] if row["labels"]],
    }
    return {name: value for name, value in detail.items() if value}


def _place(statement: Json) -> list[Any]:
    """The rest of a statement stands in the columns."""
    return [statement["start"], statement["end"], statement["speaker"], int(statement["direct"])]


def _passage(passage: Json) -> Json:
    chances = dict(passage["probabilities"])
    return {"start": passage["start"], "end": passage["end"], "labels": {n: chances.get(n) for n in passage["labels"]}}
