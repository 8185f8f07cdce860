"""The text of a record cut into lines, and each line where something begins or ends, so that spans may overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

Json = dict[str, Any]
BODY: Final = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch in which nothing begins or ends, and what runs through it."""

    text: str
    body: int = 0  # number of the organisation's card, 0 for none
    term: str = ""  # the policy
    statements: tuple[int, ...] = ()  # numbers, from 1
    label: str = ""  # of the first statement that bears one
    weight: float | None = None  # that its words have for the primary label


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of the document with its zone and the labels of its passage."""

    zone: str
    pieces: tuple[Piece, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    what: str  # a field of Piece
    value: Any


def lines_of(record: Json, numbers: Mapping[str, int], words: Sequence[Json]) -> Iterator[TextLine]:
    """Every line that is not empty.

    record: as Record.to_dict gives it, with its text. numbers: of each organisation's card, by its name.
    words: spans of text with a weight.
    """
    text: str = record["text"]
    runs = sorted(_runs(record, numbers, words), key=lambda run: run.start)
    labels = {passage["start"]: tuple(passage["labels"]) for passage in record["passages"]}
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield TextLine(
                zone=_zone(record, start, end),
                pieces=tuple(_pieces(text, start, end, runs)),
                labels=next((labels[place] for place in sorted(labels) if start <= place < end), ()),
            )
        start = end + 1


def _runs(record: Json, numbers: Mapping[str, int], words: Sequence[Json]) -> Iterator[_Run]:
    for mention in record["organisations"]:
        yield _Run(mention["start"], mention["end"], BODY, numbers[mention["name"]])
    for term in record["policy_terms"]:
        yield _Run(term["start"], term["end"], "term", term["policy"])
    for number, statement in enumerate(record["statements"], 1):
        yield _Run(statement["start"], statement["end"], "statements", (number, statement["label"] or ""))
    for word in words:
        yield _Run(word["start"], word["end"], "weight", word["weight"])


def _zone(record: Json, start: int, end: int) -> str:
    zones = record["document"]["zones"]
    return next((str(z["zone"]) for z in zones if z["start"] < end and start < z["end"]), BODY)


def _pieces(text: str, start: int, end: int, runs: Sequence[_Run]) -> Iterator[Piece]:
    own = [run for run in runs if run.start < end and start < run.end]
    cuts = sorted({start, end, *(cut for run in own for cut in (run.start, run.end) if start < cut < end)})
    for before, after in pairwise(cuts):
        through = [run for run in own if run.start <= before and after <= run.end]
        values = {run.what: run.value for run in reversed(through) if run.what != "statements"}
        told = [run.value for run in through if run.what == "statements"]
        yield Piece(
            text=text[before:after],
            statements=tuple(number for number, _ in told),
            label=next((label for _, label in told if label), ""),
            **values,
        )
