"""How far a second, blind annotation agrees with the first: what is asked of each document, and the answers.

Five questions: the primary label, each label of the document, each label of each passage, the act of each side on
each passage, and the same without neutral acts, which first annotators need not all write down.
The sides are those of corpus/types.py: GP bodies, local commissioners, national authorities, all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancewire.corpus.types import SIDES, CorpusDocument, Passage, SecondReading, side_of, weightiest
from stancewire.stance.labels import NAMES

if TYPE_CHECKING:
    from stancewire.corpus.alpha import Alpha, Unit

_NO: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """A document and what two annotators said of it, each without the other and before anything was adjudicated."""

    document: CorpusDocument
    first: SecondReading
    second: SecondReading


def read_twice(
    documents: Sequence[CorpusDocument], second: Sequence[SecondReading], first: Sequence[SecondReading] = ()
) -> list[Both]:
    """The documents that two annotators read, in the order of ids.

    first: what the first one said; of a document without such a reading, what is published counts.
    """
    earlier, readings = {r.id: r for r in first}, {r.id: r for r in second}
    found = sorted((d for d in documents if d.id in readings), key=lambda d: d.id)
    return [Both(document=d, first=earlier.get(d.id) or _as_published(d), second=readings[d.id]) for d in found]


def read_by_both(document: CorpusDocument) -> list[Passage]:
    """The passages of the body: second annotators were not asked for standfirsts."""
    return [passage for passage in document.passages if passage.zone == "body"]


def _as_published(document: CorpusDocument) -> SecondReading:
    acts: dict[int, tuple[tuple[str, str], ...]] = {}
    for claim in document.statements:
        acts[claim.line] = (*acts.get(claim.line, ()), (claim.holder_kind, claim.act))
    return SecondReading(
        id=document.id,
        present=document.present,
        primary=document.primary,
        confidence=document.confidence,
        labels={passage.line: passage.labels for passage in document.passages if passage.labels},
        acts=acts,
    )


def agreement(pairs: Sequence[Both]) -> list[Alpha]:
    """Alpha of every question, labels each and on average."""
    from stancewire.corpus.alpha import measure

    present = {label: [[_present(both, label)] for both in pairs] for label in NAMES}
    passages = {label: [list(_passage(both, label)) for both in pairs] for label in NAMES}
    acts = [[unit for _, _, unit in acts_of(both)] for both in pairs]
    sided = [[(_without_neutral(one), _without_neutral(other)) for one, other in units] for units in acts]
    return [
        measure("primary", [[[(both.first.primary, both.second.primary)] for both in pairs]]),
        *(measure(f"present: {label}", [units]) for label, units in present.items()),
        measure("present: mean", list(present.values())),
        *(measure(f"passages: {label}", [units]) for label, units in passages.items()),
        measure("passages: mean", list(passages.values())),
        measure("acts", [acts]),
        measure("acts, neutral as none", [sided]),
    ]


def disagreements(pairs: Sequence[Both]) -> Iterator[str]:
    """A line for each answer that differs: document, place, question, first answer / second answer."""
    for both in pairs:
        document, first, second = both.document, both.first, both.second
        if first.primary != second.primary:
            yield f"{document.id}: primary: {first.primary} / {second.primary}"
        if set(first.present) != set(second.present):
            yield f"{document.id}: present: {_list(first.present)} / {_list(second.present)}"
        for passage in read_by_both(document):
            one, other = (reading.labels.get(passage.line, ()) for reading in (first, second))
            if set(one) != set(other):
                yield f"{document.id}: line {passage.line}: labels: {_list(one)} / {_list(other)}"
        for line, side, (act, other_act) in acts_of(both):
            if act != other_act:
                yield f"{document.id}: line {line}: act of {side}: {act} / {other_act}"


def acts_of(both: Both) -> Iterator[tuple[int, str, Unit]]:
    """(line, side, both acts) for every passage and side, `none` where a side does nothing there."""
    first = _by_side((line, kind, act) for line, found in both.first.acts.items() for kind, act in found)
    second = _by_side((line, kind, act) for line, found in both.second.acts.items() for kind, act in found)
    for passage in read_by_both(both.document):
        for side in SIDES:
            place = passage.line, side
            yield *place, (first.get(place, _NO), second.get(place, _NO))


def _by_side(acts: Iterable[tuple[int, str, str]]) -> Mapping[tuple[int, str], str]:
    """The act of each side on each line; of two the weightier one."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for line, kind, act in acts:
        found[line, side_of(kind)].append(act)
    return {place: weightiest(several) for place, several in found.items()}


def table(alphas: Sequence[Alpha], documents: int) -> str:
    """The answers as a Markdown table."""
    head = (
        f"{documents} documents read twice\n\n| question | alpha | 95 % | units | agreed |\n|---|---:|---|---:|---:|\n"
    )
    return head + "\n".join(
        f"| {a.name} | {_number(a.alpha)} | {_number(a.low)} to {_number(a.high)} | {a.units:,} | {a.agreed / max(1, a.units):.3f} |"
        for a in alphas
    )


def _present(both: Both, label: str) -> Unit:
    return _yes(label in both.first.present), _yes(label in both.second.present)


def _passage(both: Both, label: str) -> Iterator[Unit]:
    for passage in read_by_both(both.document):
        one, other = (reading.labels.get(passage.line, ()) for reading in (both.first, both.second))
        yield _yes(label in one), _yes(label in other)


def _without_neutral(act: str) -> str:
    return _NO if act == "neutral" else act


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _list(labels: Sequence[str]) -> str:
    return ", ".join(sorted(labels)) or _NO


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
