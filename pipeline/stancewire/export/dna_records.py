"""Records as a Discourse Network Analyzer study: the model is a coder of its own, and its statements can be gone through there.

A document is one of DNA's, its id, date and source in the notes. A statement has person (the speaker), organization (the
holder), concept (the policy) and agreement; a neutral one takes no side and is left out. Entities are numbered by
alphabet, and bear the kind of their holder as Type and their id in the register as Alias.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from stancewire.export.dna_file import NewFile, Row
from stancewire.export.dna_fixed import (
    AGREEMENT,
    COLOURS,
    CONCEPT,
    FIRST_MODEL,
    ORGANIZATION,
    OTHER,
    PERSON,
    STATEMENT,
    write_fixed,
)
from stancewire.export.dna_notes import notes_of, seconds_of
from stancewire.export.events import Event, bare_words, events_of
from stancewire.export.names import Body, cut, most, shortened, told_apart
from stancewire.export.reading import whole_text
from stancewire.export.utf16 import Units

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """What was written, and what was not."""

    documents: int = 0
    statements: int = 0
    neutral: int = 0
    errors: int = 0
    copies: int = 0
    undated: int = 0
    bare: int = 0  # statements without a concept
    concept: str = "policy"  # what the concept of the study is
    cut: list[str] = field(default_factory=list)  # names and titles that were too long


@dataclass(frozen=True, slots=True)
class _Coded:
    """A statement while entities have no numbers yet."""

    number: int
    person: str
    body: Body
    kind: str
    concept: str
    agreement: bool


def write_records(records: Iterable[Json], file: NewFile, *, concept: str, password: str, count_once: bool) -> Tally:
    """Write the study of some records.

    concept: one of events.CONCEPTS, what actors are to agree on. password: of every coder.
    """
    study = _Study(file, concept)
    for record in records:
        if not record["document"]:
            study.tally.errors += 1
        elif count_once and record["status"] == "duplicate":
            study.tally.copies += 1
        else:
            study.add(record)
    study.finish(password)
    return study.tally


class _Study:
    """A study that grows by documents; what they have in common is written at the end."""

    def __init__(self, file: NewFile, concept: str) -> None:
        self.tally = Tally(concept=concept)
        self._file = file
        self._concept = concept
        self._coders: dict[str, int] = {}
        self._coded: list[_Coded] = []

    def add(self, record: Json) -> None:
        """Write a document and its statements."""
        model, document = record["model"], record["document"]
        coder = self._coders.setdefault(f"{model['name']} {model['version']}", len(self._coders) + FIRST_MODEL)
        self.tally.documents += 1
        self.tally.undated += not document.get("published")
        text = whole_text(record)
        self._file.add("DOCUMENTS", [self._document(record, text, coder)])
        units = Units(text)
        for event in events_of([record], concept=self._concept):
            if event.agreement is None:
                self.tally.neutral += 1
            else:
                self._statement(event, event.agreement, units, coder)

    def _document(self, record: Json, text: str, coder: int) -> Row:
        document = record["document"]
        title, author = document.get("title") or record["id"], document.get("byline") or document.get("sender")
        names = [self._cut(value or "") for value in (title, author, document.get("publisher"))]
        seconds = seconds_of(document.get("published"))
        number = self.tally.documents
        return (number, names[0], text, coder, *names[1:], "", notes_of(record), document["kind"], seconds)

    def _cut(self, name: str) -> str:
        short = cut(name)
        if short != name:
            self.tally.cut.append(name)
        return short

    def _statement(self, event: Event, agreement: bool, units: Units, coder: int) -> None:
        self.tally.statements += 1
        number = self.tally.statements
        place = (units.units(event.start), units.units(event.end))
        self._file.add("STATEMENTS", [(number, STATEMENT, self.tally.documents, *place, coder)])
        self.tally.bare += not event.concept
        body = (event.organization, event.organization_id)
        self._coded.append(_Coded(number, event.person, body, event.organization_kind, event.concept, agreement))

    def finish(self, password: str) -> None:
        """Write everything else."""
        write_fixed(self._file, self._coders, password)
        self._entities()

    def _entities(self) -> None:
        kinds: dict[tuple[int, str], list[str]] = defaultdict(list)
        codes: dict[str, list[str | None]] = defaultdict(list)
        bodies = told_apart(coded.body for coded in self._coded)
        for coded in self._coded:
            name = bodies[coded.body]
            codes[name].append(coded.body[1])
            kinds[ORGANIZATION, name].append(coded.kind)
            kinds[PERSON, coded.person].append(coded.kind)
        names = {
            PERSON: {coded.person for coded in self._coded},
            ORGANIZATION: set(bodies.values()),
            CONCEPT: {coded.concept for coded in self._coded},
        }
        numbers: dict[tuple[int, str], int] = {}
        for variable, own in names.items():
            for name, short in shortened((*own, "")).items():
                if short != name:
                    self.tally.cut.append(name)
                kind = most(kinds[variable, name]) if name else ""
                alias = most(codes[name]) if name and variable == ORGANIZATION else ""
                numbers[variable, name] = self._entity(len(numbers) + 1, variable, short, (kind, alias, ""))
        self._values(bodies, numbers)

    def _entity(self, number: int, variable: int, name: str, attributes: tuple[str, ...]) -> int:
        self._file.add("ENTITIES", [(number, variable, name, *COLOURS.get(attributes[0], OTHER), None)])
        first = len(attributes) * (number - 1) + 1
        rows = [(first + k, number, 3 * k + variable, self._cut(value)) for k, value in enumerate(attributes)]
        self._file.add("ATTRIBUTEVALUES", rows)
        return number

    def _values(self, bodies: dict[Body, str], numbers: dict[tuple[int, str], int]) -> None:
        for coded in self._coded:
            own = ((PERSON, coded.person), (ORGANIZATION, bodies[coded.body]), (CONCEPT, coded.concept))
            first = len(own) * (coded.number - 1) + 1
            rows = [(first + k, coded.number, key[0], numbers[key]) for k, key in enumerate(own)]
            self._file.add("DATASHORTTEXT", rows)
            self._file.add("DATABOOLEAN", [(coded.number, coded.number, AGREEMENT, int(coded.agreement))])


def told(tally: Tally) -> Iterator[str]:
    """What a user has to know of a study, in sentences."""
    yield f"{tally.documents:,} documents and {tally.statements:,} statements"
    left = Counter({"neutral": tally.neutral, "failed": tally.errors, "duplicate": tally.copies})
    if said := [f"{number:,} {name}" for name, number in left.items() if number]:
        yield f"left out: {', '.join(said)}"
    if tally.bare:
        so = ": their concept is the empty one, which DNA leaves out of networks"
        yield bare_words(tally.bare, tally.statements, tally.concept, so=so)
    if tally.undated:
        yield f"{tally.undated:,} documents have no date and stand at 1970-01-01, the only one DNA has for them"
    if tally.cut:
        yield f"warning: {len(tally.cut):,} names or titles are cut at 190 characters, for instance {cut(tally.cut[0], 60)!r}"
