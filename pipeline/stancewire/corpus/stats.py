"""What is in a corpus, as Markdown tables; beside the same figures of another one, if wanted.

In:  documents and pairs that were read; for comparison any JSONL of annotated documents with at least text.
Out: text. A figure that a corpus cannot give is a dash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from stancewire.corpus.diversity import diversity
from stancewire.corpus.pair_stats import PAIR_HEAD, pair_rows
from stancewire.corpus.published import document_row
from stancewire.corpus.read import Corpus, merged
from stancewire.corpus.shares import ratio, share
from stancewire.corpus.types import SPLITS, CorpusDocument
from stancewire.corpus.words import words
from stancewire.stance.labels import CLASSES, NAMES

Figures = Mapping[str, str]
_COMPOSED: Final = ("primary", "kind", "register", "era", "nation")
_NONE: Final = "–"


def tables(corpus: Corpus, beside: tuple[str, Sequence[CorpusDocument]] | None = None) -> str:
    """All tables. `beside`: the name of another corpus and its documents."""
    documents = [entry.item for entry in merged(corpus.documents)]
    names = ["this corpus", *([beside[0]] if beside else [])]
    columns = [_figures(documents), *([_figures(beside[1])] if beside else [])]
    parts = [
        "\n".join(_table(["figure", *names], ([row, *(c.get(row, _NONE) for c in columns)] for row in _rows(columns))))
    ]
    return "\n\n".join(part for part in (*parts, split_table(corpus), pair_table(corpus)) if part)


def beside_table(corpus: Corpus, beside: tuple[str, Sequence[CorpusDocument]]) -> str:
    """How unlike each other the texts are, here and in another corpus."""
    name, others = beside
    columns = [
        {"documents": str(len(documents))} | dict(_diversity(documents))
        for documents in ([entry.item for entry in merged(corpus.documents)], others)
    ]
    return "\n".join(_table(["figure", "this corpus", name], ([row, *(c[row] for c in columns)] for row in columns[0])))


def split_table(corpus: Corpus) -> str:
    """What each side holds; empty where nothing is published."""
    return "\n".join(_split_table(corpus)) if any(entry.split for entry in corpus.documents) else ""


def pair_table(corpus: Corpus) -> str:
    """What flips in the minimal pairs; empty where there are none."""
    return "\n".join(_table(PAIR_HEAD, pair_rows([e.item for e in merged(corpus.pairs)]))) if corpus.pairs else ""


def _rows(columns: Sequence[Figures]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(columns)))


def _table(head: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _figures(documents: Sequence[CorpusDocument]) -> Figures:
    return dict(chain(_sizes(documents), _label_shares(documents), _composition(documents), _diversity(documents)))


def _sizes(documents: Sequence[CorpusDocument]) -> Iterator[tuple[str, str]]:
    passages = sum(len(document.passages) for document in documents)
    yield "documents", str(len(documents))
    if events := {document.event for document in documents} - {""}:
        yield "events", str(len(events))
    yield "words", f"{sum(len(words(document.text)) for document in documents):,}"
    yield "passages", f"{passages:,}"
    yield "passages a document", f"{ratio(passages, documents):.1f}"
    yield "statements", f"{sum(len(document.statements) for document in documents):,}"
    yield "mention strings", f"{sum(len(document.organisations) for document in documents):,}"
    yield "hard cases", share(sum(bool(document.hard) for document in documents), documents)
    if any(document.event for document in documents):
        yield "fictional", share(sum(document.fictional for document in documents), documents)
        yield "retold in another form", share(sum(document.retold_form for document in documents), documents)


def _label_shares(documents: Sequence[CorpusDocument]) -> Iterator[tuple[str, str]]:
    passages = [passage for document in documents for passage in document.passages]
    for label in NAMES:
        yield f"passages with {label}", share(sum(label in passage.labels for passage in passages), passages)
    for label in NAMES:
        yield f"documents with {label}", share(sum(label in document.present for document in documents), documents)


def _composition(documents: Sequence[CorpusDocument]) -> Iterator[tuple[str, str]]:
    for name in _COMPOSED:
        values = Counter(getattr(document, name) for document in documents)
        for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0])):
            if value:
                yield f"{name}: {value}", share(count, documents)


def _diversity(documents: Sequence[CorpusDocument]) -> Iterator[tuple[str, str]]:
    yield from ((name, f"{value:.3f}") for name, value in diversity(documents).items())


def _split_table(corpus: Corpus) -> Iterator[str]:
    head = ["split", "documents", "events", *CLASSES, "temporal_test", "letters_test", "pair passages"]
    pairs = Counter(entry.split for entry in corpus.pairs)
    rows = []
    for split in SPLITS:
        documents = [entry.item for entry in corpus.documents if entry.split == split]
        marks = [document_row(document) for document in documents]
        primaries = Counter(document.primary for document in documents)
        counts = [len(documents), len({document.event for document in documents}), *(primaries[c] for c in CLASSES)]
        counts += [sum(mark[name] for mark in marks) for name in ("temporal_test", "letters_test")]
        rows.append([split, *map(str, [*counts, pairs[split]])])
    yield from _table(head, rows)
