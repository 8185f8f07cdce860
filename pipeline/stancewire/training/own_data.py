"""Read the tables of somebody's own labels: rows in, examples out, or one error that names every row at fault.

The readers are those of `stancewire tag`, and a text goes through the same repair, so a model is trained on what it
will see. Sides share no text, whatever its letter case, spaces and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow
from stancewire.normalise.document import normalise
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.stance.own import text_of
from stancewire.training.own_columns import MEND, refuse_columns
from stancewire.training.own_settings import OwnRun
from stancewire.types import Article, Failure

FEWEST: Final = 5  # rows of a label to train on; fewer tell nothing about it
_SHOWN: Final = 20  # rows named in one error
_WORD: Final = re.compile(r"\w+")
_NO_COLUMN: Final = "correct --columns; "  # how a reader's hint begins; here a config names them
_ONE_IN: Final = 5  # of train becomes dev where there is no file for it
_TABLES: Final = (  # media types whose documents are rows
    "text/csv",
    "text/tab-separated-values",
    "application/jsonl",
    "application/json",
    "application/vnd.apache.parquet",
    "application/x-hf-dataset",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExample:
    """One row: what stands there, and where."""

    where: str  # "train.csv, line 7"
    id: str
    text: str  # as a model reads it
    target: str
    label: str

    @property
    def key(self) -> str:
        """Its text without what makes no difference between copies."""
        return words_of(self.text)


def words_of(text: str) -> str:
    """Its words, whatever their letter case and what stands between them."""
    return " ".join(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSides:
    """Examples of each side, in an order that does not depend on that of the rows."""

    train: tuple[OwnExample, ...]
    dev: tuple[OwnExample, ...]
    test: tuple[OwnExample, ...]


def read_sides(run: OwnRun) -> OwnSides:
    """All sides. Raises MalformedRow where rows cannot be used or disagree, a side lacks a label, or two share a text."""
    whole, test = read_table(run.train, run), read_table(run.test, run)
    own = read_table(run.dev, run) if run.dev else ()
    for side in (whole, test, own):
        _refuse_two_labels(side)
    _refuse_missing(run, run.train, whole, FEWEST)
    _refuse_missing(run, run.test, test, 1)
    if run.dev:
        _refuse_missing(run, run.dev, own, 1)
        _refuse_shared(whole, own)
        _refuse_shared(own, test)
    _refuse_shared(whole, test)
    train, dev = (whole, own) if run.dev else _split(run, whole)
    return OwnSides(train=_ordered(train), dev=_ordered(dev), test=_ordered(test))


def read_table(path: Path, run: OwnRun) -> tuple[OwnExample, ...]:
    """The examples of one table in its order. Raises MalformedRow that names all rows which cannot be used."""
    wanted = {field: getattr(run.columns, field) for field in ("text", "label", "target", "id")}
    columns = tuple((field, column) for field, column in wanted.items() if column or field == "target")
    refuse_columns(path, columns)
    documents = list(read(Input(uri=path.name, path=path, columns=columns), InputConfig()))
    if any(isinstance(document, Article) and document.source.media_type not in _TABLES for document in documents):
        raise MalformedRow(path.name, "is no table of rows", "give CSV, TSV, JSON lines or Parquet")
    faults = [fault for document in documents if (fault := _fault(document, run))]
    if faults:
        refuse(path.name, "cannot be used", faults, _allowed(run))
    return tuple(_example(document) for document in documents if isinstance(document, Article))


def _fault(document: Article | Failure, run: OwnRun) -> str | None:
    if isinstance(document, Failure):
        _refuse_no_column(document.error)
        return str(document.error)
    where, given = _where(document), document.given
    if not given.label:
        return f"{where} has no label in the column {run.columns.label!r}"
    if given.label not in run.scheme.classes:
        return f"{where} has the unknown label {given.label!r}"
    if run.columns.target and not given.target:
        return f"{where} has no target in the column {run.columns.target!r}"
    return None if _WORD.search(document.raw) else f"{where} has a text without a word"


def _refuse_no_column(error: Exception) -> None:
    """A table without a column that the config names has no rows to speak of."""
    if isinstance(error, MalformedRow) and error.hint.startswith(_NO_COLUMN):
        where, reason, hint = error.args
        raise MalformedRow(where, f"{reason}; {hint.removeprefix(_NO_COLUMN)}", MEND)


def _allowed(run: OwnRun) -> str:
    named = ", ".join(f"{f} = {c!r}" for f in ("text", "target", "label") if (c := getattr(run.columns, f)))
    return f"labels are {', '.join(run.scheme.classes)} and [columns] names {named}: mend the rows, or the config"


def refuse(where: str, what: str, faults: Sequence[str], hint: str, shown: int = _SHOWN) -> None:
    """Raise MalformedRow with the first of the faults and the number of the others."""
    more = f"; and {len(faults) - shown} more" if len(faults) > shown else ""
    noun = "row" if len(faults) == 1 else "rows"
    raise MalformedRow(where, f"{len(faults)} {noun} {what}: {'; '.join(faults[:shown])}{more}", hint)


def _example(article: Article) -> OwnExample:
    given = article.given
    return OwnExample(
        where=_where(article),
        id=article.id,
        text=text_of(normalise(article)),
        target=given.target or "",
        label=given.label or "",
    )


def _where(article: Article) -> str:
    unit = "row" if "parquet" in article.source.media_type else "line"
    return f"{article.source.uri}, {unit} {article.source.member}"


def _refuse_missing(run: OwnRun, path: Path, examples: Sequence[OwnExample], fewest: int) -> None:
    counts = Counter(example.label for example in examples)
    rare = [f"{label!r} ({counts[label]} rows)" for label in run.scheme.classes if counts[label] < fewest]
    if rare:
        reason = f"has fewer than {fewest} rows with {', '.join(rare)}" if len(counts) > 1 else _only(counts)
        raise MalformedRow(path.name, reason, "add rows with it, or take it out of [scheme] labels")


def _only(counts: Counter[str]) -> str:
    return f"has only the label {next(iter(counts), '')!r}: with one class there is nothing to learn or to judge"


def _refuse_two_labels(side: Sequence[OwnExample]) -> None:
    first: dict[tuple[str, str], OwnExample] = {}
    faults = []
    for example in side:
        other = first.setdefault((_folded(example.text), _folded(example.target)), example)
        if other.label != example.label:
            faults.append(f"{example.where} has the label {example.label!r}, {other.where} {other.label!r}")
    if faults:
        name = side[0].where.partition(",")[0]
        hint = "one text has one label towards one target: keep the right one"
        refuse(name, "cannot be used, with the text and target of another and another label", faults, hint)


def _folded(text: str) -> str:
    """Without case and with single blanks. Signs count here: ":)" and ":(" may well have two labels."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _refuse_shared(one: Sequence[OwnExample], other: Sequence[OwnExample]) -> None:
    places = {example.key: example.where for example in reversed(one)}
    faults = [f"{e.where} has the text of {places[e.key]}" for e in other if e.key in places]
    if faults:
        name = other[0].where.partition(",")[0]
        refuse(
            name, "cannot be judged", faults, "a text stands on one side only, with all its targets: take it out of one"
        )


def _split(run: OwnRun, whole: Sequence[OwnExample]) -> tuple[tuple[OwnExample, ...], tuple[OwnExample, ...]]:
    """Train and dev of one table; dev has every label. Raises MalformedRow where one has no text left to train on."""
    held_back = _held_back(whole)
    train, dev = (tuple(e for e in whole if (e.key in held_back) is side) for side in (False, True))
    there = {example.label for example in train}
    if lacking := [repr(label) for label in run.scheme.classes if label not in there]:
        reason = f"has no row with {', '.join(lacking)} besides the fifth of its texts that is held back as dev"
        raise MalformedRow(run.train.name, reason, "add rows with other texts, or name a table as [data] dev")
    return train, dev


def _held_back(examples: Sequence[OwnExample]) -> set[str]:
    """The texts that become dev: a fifth by their hash; of each label one at least, and one at least that does not."""
    hashes = {example.key: _hash(example.key) for example in examples}
    found = {key for key, value in hashes.items() if value % _ONE_IN == 0}
    texts = {
        label: sorted({e.key for e in examples if e.label == label}, key=lambda key: (hashes[key], key))
        for label in sorted({example.label for example in examples})
    }
    for own in texts.values():
        if not found.intersection(own):
            found.add(own[0])
    for own in texts.values():
        if found.issuperset(own):
            found.difference_update(_spare(own, found, texts.values())[-1:])
    return found


def _spare(own: Sequence[str], held_back: set[str], texts: Collection[Sequence[str]]) -> list[str]:
    """Those of a label's texts without which every label still has one that is held back."""
    return [key for key in own if all(key not in others or len(held_back.intersection(others)) > 1 for others in texts)]


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


def _ordered(examples: Sequence[OwnExample]) -> tuple[OwnExample, ...]:
    return tuple(sorted(examples, key=lambda e: (e.text, e.target, e.label, e.id)))


def targets_of(examples: Sequence[OwnExample]) -> Iterator[str]:
    """Each target once, in alphabetical order."""
    yield from sorted({example.target for example in examples} - {""})
