"""What is judged, and what baselines learn from: a corpus that is refused where a score on it would mean nothing.

In:  a corpus folder as users load it, with the side to judge.
Out: Material, or UnreadableInput with the rows that are wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.corpus.read import Corpus, Entry, as_users_load_it, read
from stancewire.corpus.rules.copies import near_copies
from stancewire.corpus.splits import two_sides
from stancewire.corpus.types import CorpusDocument, PairPassage
from stancewire.corpus.violations import Findings
from stancewire.entities.finder import EntityFinder
from stancewire.errors import UnreadableInput
from stancewire.training.examples import Example, ExampleReader

_NAMED: Final = 5  # rows that a refusal names; it says how many there are
_TRAIN: Final = "train"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Examples of a corpus; `judged` are documents, in the order in which every system is judged."""

    name: str
    split: str
    train: tuple[Example, ...]  # documents and pair passages
    judged: tuple[Example, ...]
    plain: Mapping[str, Example]  # of every id the same example, with names as they stand
    documents: Mapping[str, CorpusDocument]
    pairs: tuple[PairPassage, ...]  # of the judged side

    def text_of(self, example: Example) -> str:
        """The text of a document as a user gives it."""
        return self.documents[example.id].text

    @property
    def learned(self) -> tuple[Example, ...]:
        """The documents of the train side."""
        return tuple(example for example in self.train if example.primary is not None)


def load_material(folder: Path, split: str) -> Material:
    """Read a corpus for judging. Raises MissingInput, EmptyInput or UnreadableInput."""
    corpus = sound_corpus(folder, split)
    finder = EntityFinder()
    examples = list(ExampleReader(finder).read(folder))
    plain = {e.id: e for e in ExampleReader(finder, roles=False).read(folder)}
    return Material(
        name=folder.name,
        split=split,
        train=tuple(e for e in examples if e.split == _TRAIN and e.reading.units),
        judged=tuple(e for e in examples if e.split == split and e.primary is not None),
        plain=plain,
        documents={entry.item.id: entry.item for entry in corpus.documents},
        pairs=tuple(entry.item for entry in corpus.pairs if entry.split == split),
    )


def sound_corpus(folder: Path, split: str) -> Corpus:
    """The published rows, in form, with more than one class and nothing on two sides."""
    findings = Findings()
    corpus = as_users_load_it(read(folder, findings))
    if findings.errors:
        _refuse(folder, "findings in its rows", map(str, findings.errors), "correct them")
    for side in (_TRAIN, split):
        _refuse_one_class(folder, side, [entry for entry in corpus.documents if entry.split == side])
    _refuse_shared(folder, corpus, split)
    return corpus


def _refuse_one_class(folder: Path, side: str, entries: Sequence[Entry[CorpusDocument]]) -> None:
    if not entries:
        raise UnreadableInput(
            folder.as_posix(),
            f"has no documents on the side {side!r}",
            "publish it with scripts/build_corpus.py, or give its three files some rows each",
        )
    classes = {entry.item.primary for entry in entries}
    if len(classes) == 1:
        rows = (f"{entry.place.file}: {entry.place.name}: primary" for entry in entries)
        _refuse(folder, f"documents of {side!r} all have the primary label {classes.pop()!r}", rows, "add others")


def _refuse_shared(folder: Path, corpus: Corpus, split: str) -> None:
    sentences = [f"{place.file}: {place.name}: {field} {what}" for place, (field, what) in two_sides(corpus)]
    sentences += _same_texts(corpus)
    documents = [entry for entry in corpus.documents if entry.split in (_TRAIN, split)]
    for one, other in near_copies([entry.item.text for entry in documents]):
        sentences += _sentence(documents[one], documents[other])
    if sentences:
        _refuse(folder, "rows stand on two sides", dict.fromkeys(sentences), "keep each on one")


def _same_texts(corpus: Corpus) -> Iterator[str]:
    """Also of texts too short for a sketch."""
    entries: dict[str, list[Entry[CorpusDocument] | Entry[PairPassage]]] = defaultdict(list)
    both: list[Entry[CorpusDocument] | Entry[PairPassage]] = [*corpus.documents, *corpus.pairs]
    for entry in both:
        entries[" ".join(entry.item.text.casefold().split())].append(entry)
    for first, *others in entries.values():
        for other in others:
            yield from _sentence(first, other)


def _sentence(
    one: Entry[CorpusDocument] | Entry[PairPassage], other: Entry[CorpusDocument] | Entry[PairPassage]
) -> Iterator[str]:
    if one.split != other.split:
        place = f"{other.place.file}: {other.place.name}"
        yield f"{place}: text is (nearly) that of {one.place.name} in {one.place.file}"


def _refuse(folder: Path, what: str, sentences: Iterable[str], mend: str) -> None:
    told = list(sentences)
    rest = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    raise UnreadableInput(folder.as_posix(), f"{len(told)} {what}: {'; '.join(told[:_NAMED])}{rest}", mend)
