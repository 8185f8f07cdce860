"""From annotated documents to what a model learns from, read by the program itself.

In:  a corpus folder as users load it. Out: Examples, one a document or pair passage.
The texts go through normalise and the entity finder, so a model is trained on the zones and roles it will meet; half
of what is trained on comes with its kind and sender, as rows of users do, and half without, as their files do. A line
that the program zones as something else is lost to training and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from stancewire.corpus.denials import denials
from stancewire.corpus.read import Corpus, Entry, as_users_load_it, read
from stancewire.corpus.types import Claim, CorpusDocument, PairPassage
from stancewire.corpus.violations import Findings
from stancewire.entities.finder import EntityFinder
from stancewire.errors import UnreadableInput
from stancewire.normalise.document import normalise
from stancewire.stance.labels import NONE
from stancewire.stance.outputs import ACTS, side_of
from stancewire.stance.reading import Reading, reading_of
from stancewire.types import Article, Document, Given, Source

TRAIN: Final = "train"
PAIR: Final = "pair"
DENIED: Final = "denied"
_NOWHERE: Final = Source(uri="corpus", media_type="text/plain", sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What annotators say of one unit; labels is None where they do not say (titles)."""

    labels: frozenset[str] | None
    deeds: frozenset[tuple[str, str]]  # (side, act)
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document as a model reads it, with the truth of each unit; primary is None of a pair passage."""

    id: str
    split: str
    reading: Reading
    truths: tuple[Truth | None, ...]  # aligned with reading.units; None where annotators read no such line
    primary: str | None = None
    learned: str | None = (
        None  # what a lone passage teaches of the primary label; None of documents and where not asked
    )
    present: tuple[str, ...] = ()
    kind: str = PAIR  # of a document its own; "pair" and "denied" of lone passages
    era: str = ""
    group: str = ""  # event of a document, pair of a passage
    temporal: bool = False  # belongs to the temporal test: 2021 and later
    letters: bool = False  # belongs to the test on letters
    lost: int = 0  # annotated lines that the program does not read


_NOTHING: Final = Truth(labels=frozenset(), deeds=frozenset())


class ExampleReader:
    """Reads corpora with one finder; roles=False keeps names, for comparison; lone: pairs teach primary labels."""

    def __init__(self, finder: EntityFinder, *, roles: bool = True, lone: bool = False) -> None:
        self._finder = finder
        self._roles = roles
        self._lone = lone

    def read(self, folder: Path) -> Iterator[Example]:
        """All examples of a corpus folder, documents first. Raises UnreadableInput where a row breaks a rule."""
        findings = Findings()
        corpus: Corpus = as_users_load_it(read(folder, findings))
        if findings.errors:
            raise UnreadableInput(
                folder.as_posix(),
                f"has {len(findings.errors)} rows that break a rule, the first: {findings.errors[0]}",
                "run stancewire corpus check and mend them: nothing is left out without a word",
            )
        yield from (self._document(entry) for entry in corpus.documents)
        yield from (self._passage(entry) for entry in corpus.pairs)

    def denied(self, folder: Path) -> Iterator[Example]:
        """Passages of the train side with their statement denied by a rule: an example each, of which nothing is true."""
        corpus = as_users_load_it(read(folder, Findings()))
        entries = {entry.item.id: entry for entry in corpus.documents if entry.split == TRAIN}
        for denial in denials(entry.item for entry in entries.values()):
            item = entries[denial.document].item
            title = item.line(1) if item.zone_of.get(1) == "title" else ""
            yield self._alone(
                f"{item.id}-{denial.line}-denied", TRAIN, item.event, (title, denial.denied), _NOTHING, kind=DENIED
            )

    def _reading(self, text: str, given: Given | None = None) -> tuple[Document, Reading]:
        document = normalise(Article(id="corpus", source=_NOWHERE, raw=text, given=given or Given()))
        return document, reading_of(document, self._finder.find(document), roles=self._roles)

    def _document(self, entry: Entry[CorpusDocument]) -> Example:
        item = entry.item
        document, reading = self._reading(item.text, _told(item) if entry.split == TRAIN else None)
        known = _truths(item)
        lines = _Lines(item.lines)
        truths = tuple(known.get(lines.of(document.text[unit.start : unit.end])) for unit in reading.units)
        body = sum(truth.labels is not None for truth in known.values())
        return Example(
            id=item.id,
            split=entry.split,
            reading=reading,
            truths=truths,
            primary=item.primary,
            present=item.present,
            kind=item.kind,
            era=item.era,
            group=item.event,
            temporal=bool(entry.row.get("temporal_test")),
            letters=bool(entry.row.get("letters_test")),
            lost=body - sum(truth is not None and truth.labels is not None for truth in truths),
        )

    def _passage(self, entry: Entry[PairPassage]) -> Example:
        item = entry.item
        truth = Truth(labels=frozenset(item.labels), deeds=_deeds(item.statements))
        return self._alone(item.id, entry.split, item.pair, (item.context_title, item.text), truth)

    def _learned(self, kind: str, truth: Truth) -> str | None:
        """The one label that a pair passage carries, or none; with two of them it teaches nothing."""
        labels = sorted(truth.labels or ())
        return (labels or [NONE])[0] if self._lone and kind == PAIR and len(labels) < 2 else None

    def _alone(
        self, name: str, split: str, group: str, title_and_text: tuple[str, str], truth: Truth, kind: str = PAIR
    ) -> Example:
        """A passage under a title, which is not annotated and may be empty."""
        _, reading = self._reading("\n\n".join(part for part in title_and_text if part))
        last = len(reading.units) - 1
        truths = tuple(truth if index == last else None for index in range(last + 1))
        learned = self._learned(kind, truth)
        return Example(id=name, split=split, reading=reading, truths=truths, learned=learned, kind=kind, group=group)


def _told(item: CorpusDocument) -> Given | None:
    """Of every second document, by the hash of its id, what a row or file may say of it beside its text."""
    if sha256(item.id.encode()).digest()[0] % 2:
        return None
    return Given(kind=item.kind, sender=item.sender or None)


def _truths(item: CorpusDocument) -> Mapping[int, Truth]:
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in item.statements:
        claims[claim.line].append(claim)
    found = {
        p.line: Truth(labels=frozenset(p.labels), deeds=_deeds(claims[p.line]), line=p.line) for p in item.passages
    }
    for line, zone in item.zone_of.items():
        if zone == "title" and item.line(line).strip():
            found[line] = Truth(labels=None, deeds=_deeds(claims[line]), line=line)
    return found


def _deeds(claims: Iterable[Claim]) -> frozenset[tuple[str, str]]:
    return frozenset((side_of(claim.holder_kind), claim.act) for claim in claims if claim.act in ACTS)


class _Lines:
    """Finds the line a unit stands on, each line once, in order: a text may say a thing twice."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._left: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines, start=1):
            self._left[_folded(line)].append(number)

    def of(self, text: str) -> int:
        """The line's number, 0 where there is none."""
        numbers = self._left.get(_folded(text))
        return numbers.pop(0) if numbers else 0


def _folded(text: str) -> str:
    return " ".join(text.split())
