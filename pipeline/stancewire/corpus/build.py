"""From what annotators wrote, and what was published before, to the files that users load.

In:  a folder's Corpus.
Out: the lines of every published file, in the order of ids, and of splits.json. The same input gives the same bytes;
     a document keeps the side it was published on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stancewire.corpus.form import OPTIONAL
from stancewire.corpus.published import document_row
from stancewire.corpus.read import FIRST_FILE, SECOND_FILE, Corpus, Entry, merged
from stancewire.corpus.rules.copies import near_copies
from stancewire.corpus.sides import SIDES_FILE, Sides, sides_lines, text_hash
from stancewire.corpus.splits import assign, kept
from stancewire.corpus.typed import pair_row, second_row
from stancewire.corpus.types import SPLITS, CorpusDocument, PairPassage, SecondReading

Lines = list[str]


def build(corpus: Corpus) -> dict[str, Lines]:
    """File name -> lines. first.jsonl and second.jsonl are there only if documents were read twice."""
    documents, passages, second = merged(corpus.documents), merged(corpus.pairs), merged(corpus.second)
    files = {f"{split}.jsonl": Lines() for split in SPLITS} | {f"pairs-{split}.jsonl": Lines() for split in SPLITS}
    sides, pairs = document_sides(corpus, documents), pair_sides(corpus, passages)
    unused = {name for name in OPTIONAL if not any(getattr(entry.item, name) for entry in documents)}
    for entry in documents:
        row = {name: value for name, value in document_row(entry.item).items() if name not in unused}
        files[f"{sides[entry.item.id]}.jsonl"].append(_line(row))
    for member in passages:
        files[f"pairs-{pairs[member.item.id]}.jsonl"].append(_line(pair_row(member.item)))
    groups = {member.item.pair: pairs[member.item.id] for member in passages}
    first, texts = merged(corpus.first), {entry.item.id: entry.item.text for entry in documents}
    files[SIDES_FILE] = sides_lines(
        Sides(
            documents=sides,
            pairs=groups,
            first=_read_texts(first, texts, corpus.sides.first),
            second=_read_texts(second, texts, corpus.sides.second),
            apart=corpus.sides.apart,
        )
    )
    readings = {FIRST_FILE: first, SECOND_FILE: second}
    return files | {
        name: [_line(second_row(entry.item)) for entry in found] for name, found in readings.items() if found
    }


def _read_texts(
    readings: Iterable[Entry[SecondReading]], texts: Mapping[str, str], recorded: Mapping[str, str]
) -> dict[str, str]:
    """The hash of the text of each reading: the one on record before that of today's text."""
    names = (entry.item.id for entry in readings)
    return {name: recorded.get(name) or text_hash(texts.get(name, "")) for name in names}


def document_sides(corpus: Corpus, documents: Sequence[Entry[CorpusDocument]]) -> dict[str, str]:
    """The side of each document, by id."""
    texts = {entry.item.id: entry.item.text for entry in documents}
    return assign(
        {entry.item.id: entry.item.event for entry in documents}, _links(texts), kept(corpus, corpus.documents)
    )


def pair_sides(corpus: Corpus, passages: Sequence[Entry[PairPassage]]) -> dict[str, str]:
    """The side of each member of a minimal pair, by id. Groups whose texts are nearly the same stand together."""
    texts = {entry.item.id: entry.item.text for entry in passages}
    return assign({entry.item.id: entry.item.pair for entry in passages}, _links(texts), kept(corpus, corpus.pairs))


def _links(texts: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    names = list(texts)
    return sorted((names[one], names[other]) for one, other in near_copies(list(texts.values())))


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
