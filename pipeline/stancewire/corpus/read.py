"""Read a corpus folder into typed objects; whatever cannot be read is a sentence.

In:  FOLDER/batches, pairs, first, second (*.jsonl, as annotators write them), the published files beside them, and
     splits.json.
     first holds what the first annotators said of the documents read twice, before anything was adjudicated.
Out: a Corpus. Of a document that stands in both, the annotators' row counts; the published one tells its split.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from stancewire.corpus.characters import unseen
from stancewire.corpus.form import document_form, pair_form, second_form
from stancewire.corpus.jsonl import Row, rows_of
from stancewire.corpus.published import incoming, is_published
from stancewire.corpus.sides import SIDES_FILE, Sides, read_sides
from stancewire.corpus.typed import document_of, pair_of, second_of
from stancewire.corpus.types import SPLITS, CorpusDocument, PairPassage, SecondReading
from stancewire.corpus.violations import Complaint, Findings, Place
from stancewire.errors import EmptyInput, MissingInput, UnreadableInput

T = TypeVar("T", CorpusDocument, PairPassage, SecondReading)
Form = tuple[Callable[[Row], Iterable[Complaint]], Callable[[Row], T]]

DOCUMENTS: Final[Form[CorpusDocument]] = (document_form, document_of)
PAIRS: Final[Form[PairPassage]] = (pair_form, pair_of)
SECONDS: Final[Form[SecondReading]] = (second_form, second_of)
DOCUMENT_FILES: Final = {f"{split}.jsonl": split for split in SPLITS}
PAIR_FILES: Final = {f"pairs-{split}.jsonl": split for split in SPLITS}
FIRST_FILE: Final = "first.jsonl"
SECOND_FILE: Final = "second.jsonl"
FOLDERS: Final = ("batches", "pairs", "first", "second")
PUBLISHED_FILES: Final = (*DOCUMENT_FILES, *PAIR_FILES, FIRST_FILE, SECOND_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """An object and the row it came from. `split` is empty for what is not published yet."""

    place: Place
    item: T
    row: Row
    split: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that a folder holds and that could be read; published and incoming rows of one id both."""

    documents: tuple[Entry[CorpusDocument], ...]
    pairs: tuple[Entry[PairPassage], ...]
    first: tuple[Entry[SecondReading], ...]
    second: tuple[Entry[SecondReading], ...]
    sides: Sides = field(default_factory=Sides)

    def recorded_side(self, item: CorpusDocument | PairPassage) -> str:
        """The side on record; empty where there is none."""
        if isinstance(item, CorpusDocument):
            return self.sides.documents.get(item.id, "")
        return self.sides.pairs.get(item.pair, "")


def read(folder: Path, findings: Findings, *, leave_out: Collection[str] = ()) -> Corpus:
    """Read a folder; what is wrong with a row goes to findings.

    leave_out: names of files that are not looked at.
    Raises MissingInput or EmptyInput where the folder holds no corpus, UnreadableInput for what is no file.
    """
    _refuse_misplaced(folder)
    if not any(_files(folder)):
        raise MissingInput(
            folder.as_posix(),
            "holds no corpus",
            "name a folder with batches/*.jsonl or train.jsonl, dev.jsonl, test.jsonl",
        )
    reader = _Reader(folder, findings, frozenset(leave_out))
    corpus = Corpus(
        documents=tuple(reader.entries("batches", DOCUMENT_FILES, DOCUMENTS)),
        pairs=tuple(reader.entries("pairs", PAIR_FILES, PAIRS)),
        first=tuple(reader.entries("first", {FIRST_FILE: ""}, SECONDS)),
        second=tuple(reader.entries("second", {SECOND_FILE: ""}, SECONDS)),
        sides=read_sides(folder, findings),
    )
    if not (corpus.documents or corpus.pairs or corpus.second or findings.errors):
        raise EmptyInput(folder.as_posix(), "holds files without a single row", "put documents into batches/*.jsonl")
    return corpus


def file_names(folder: Path) -> tuple[str, ...]:
    """The names of all files of a corpus folder, without their folders."""
    return tuple(sorted({path.name for path in _files(folder)}))


def has_sources(folder: Path) -> bool:
    """Whether annotators' files lie in a folder; whoever downloads a corpus has the published ones alone."""
    return any(path for name in FOLDERS for path in (folder / name).glob("*.jsonl"))


def _files(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from sorted((folder / name).glob("*.jsonl"))
    yield from (folder / name for name in PUBLISHED_FILES if (folder / name).is_file())


def _refuse_misplaced(folder: Path) -> None:
    """A folder where a file belongs, or the reverse, would be passed over without a word."""
    for name in FOLDERS:
        if (folder / name).exists() and not (folder / name).is_dir():
            raise UnreadableInput((folder / name).as_posix(), "is no folder", f"put its rows into {name}/*.jsonl")
    for name in (*PUBLISHED_FILES, SIDES_FILE):
        if (folder / name).exists() and not (folder / name).is_file():
            raise UnreadableInput((folder / name).as_posix(), "is no file", "take it away and build again")


def merged(entries: Iterable[Entry[T]]) -> list[Entry[T]]:
    """One entry an id, in the order of ids: the annotators' row before the published one."""
    chosen: dict[str, Entry[T]] = {}
    for entry in entries:
        known = chosen.get(entry.item.id)
        if known is None or not known.place.incoming:
            chosen[entry.item.id] = entry
    return [chosen[name] for name in sorted(chosen)]


def as_users_load_it(corpus: Corpus) -> Corpus:
    """The published rows alone; all rows where nothing is published yet."""
    documents = tuple(entry for entry in corpus.documents if entry.split)
    if not documents:
        return corpus
    return Corpus(
        documents=documents,
        pairs=tuple(entry for entry in corpus.pairs if entry.split),
        first=tuple(entry for entry in corpus.first if not entry.place.incoming),
        second=tuple(entry for entry in corpus.second if not entry.place.incoming),
        sides=corpus.sides,
    )


def of_file(corpus: Corpus, name: str) -> Corpus:
    """The rows of one file, by its name without folders."""
    only = Findings(only=name)
    return Corpus(
        documents=tuple(entry for entry in corpus.documents if only.concerns(entry.place)),
        pairs=tuple(entry for entry in corpus.pairs if only.concerns(entry.place)),
        first=tuple(entry for entry in corpus.first if only.concerns(entry.place)),
        second=tuple(entry for entry in corpus.second if only.concerns(entry.place)),
        sides=corpus.sides,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    folder: Path
    findings: Findings
    leave_out: frozenset[str]

    def entries(self, name: str, published: dict[str, str], form: Form[T]) -> Iterator[Entry[T]]:
        for path in sorted((self.folder / name).glob("*.jsonl")):
            yield from self._of(path, f"{name}/{path.name}", "", form)
        for file, split in published.items():
            if (self.folder / file).is_file():
                yield from self._of(self.folder / file, file, split, form)

    def _of(self, path: Path, name: str, split: str, form: Form[T]) -> Iterator[Entry[T]]:
        if path.name in self.leave_out:
            return
        check, make = form
        for place, row in rows_of(path, self.findings, name):
            plain = incoming(row) if is_published(row) else row
            complaints = list(check(plain)) or list(unseen(plain))
            self.findings.add(place, complaints)
            if not complaints:
                yield Entry(place=place, item=make(plain), row=row, split=split)
