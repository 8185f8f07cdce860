"""What a corpus is made of, frozen: documents with their statements, passages of minimal pairs, second readings.

Places are lines of `text.split("\\n")`, counted from 1, as annotators write them; offsets.py turns them into
half-open code points of text. Nothing here is proven right: rules/ says what is wrong with a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from stancewire.types import Span

REGISTERS: Final = (
    "trade", "national", "local", "wire", "lmc", "gpc", "commissioner", "authority",
    "conference", "opinion", "campaign", "council", "parliament",
)  # fmt: skip
NATIONS: Final = ("England", "Scotland", "Wales", "Northern Ireland", "UK")
ERAS: Final = {"2004-2012": range(2004, 2013), "2013-2019": range(2013, 2020), "2020-2026": range(2020, 2027)}
FLIPS: Final = ("negation", "reversal", "holder", "act", "era")
READ_ZONES: Final = ("title", "standfirst", "body")  # may hold statements
PASSAGE_ZONES: Final = ("standfirst", "body")  # may carry labels
GP_KINDS: Final = ("lmc", "bma_gpc", "gp_body")
# The three sides whose acts make a label, and all others.
SIDES: Final = ("gp", "local", "national", "other")
SPLITS: Final = ("train", "dev", "test")


def side_of(holder_kind: str) -> str:
    """Whose side a holder stands on: one of SIDES."""
    if holder_kind in GP_KINDS:
        return "gp"
    return {"local_commissioner": "local", "national_authority": "national"}.get(holder_kind, "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneLines:
    """Lines first to last, both included, of one function."""

    first: int
    last: int
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledLine:
    """One line of the body or standfirst and the labels it carries."""

    line: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A string that names an organisation, and a line where it stands."""

    mention: str
    kind: str
    canonical: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement: who says it, what they do, to whom, about what. Two holders are joined by a semicolon."""

    speaker: str
    holder: str
    holder_kind: str
    act: str
    target: str
    policy: str
    direct: bool
    line: int = 1  # a pair passage has only this one

    @property
    def side(self) -> str:
        """Whose side the holder stands on."""
        return side_of(self.holder_kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A line that is read for labels, with its place in the text; labels may be none."""

    line: int
    zone: str
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CorpusDocument:
    """One annotated document. `year` is YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str
    kind: str
    publisher: str
    year: str
    url: str
    sender: str
    sender_kind: str
    event: str
    era: str
    nation: str
    fictional: bool
    retold_form: bool = False  # the real source had another form: news told as a letter
    register: str
    hard: str  # why the document is a hard case; empty: it is none
    confidence: int
    text: str
    present: tuple[str, ...]
    primary: str
    zones: tuple[ZoneLines, ...]
    labelled: tuple[LabelledLine, ...]
    organisations: tuple[NamedBody, ...]
    policy_terms: tuple[str, ...]
    statements: tuple[Claim, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text; line n is lines[n - 1]."""
        return tuple(self.text.split("\n"))

    @cached_property
    def zone_of(self) -> Mapping[int, str]:
        """The zone of each line that has one."""
        last = len(self.lines)  # a range that leaves the text is a violation, and may be endless
        ranges = ((zone.zone, range(max(1, zone.first), min(zone.last, last) + 1)) for zone in self.zones)
        return {line: zone for zone, lines in ranges for line in lines}

    def line(self, number: int) -> str:
        """A line; empty where the text has none of that number."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def span_of(self, number: int) -> tuple[int, int]:
        """Where a line stands in the text, without white space at its ends."""
        start = sum(len(line) + 1 for line in self.lines[: number - 1])
        line = self.line(number)
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every line that is read for labels, in text order."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        labels = {item.line: item.labels for item in self.labelled}
        for number, line in enumerate(self.lines, start=1):
            zone = self.zone_of.get(number, "")
            if line.strip() and zone in PASSAGE_ZONES:
                start, end = self.span_of(number)
                yield Passage(start=start, end=end, line=number, zone=zone, labels=labels.get(number, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPassage:
    """One member of a minimal pair: one to three sentences that differ from the others' in what flips the label."""

    id: str
    pair: str
    flips: str
    text: str
    context_title: str
    labels: tuple[str, ...]
    statements: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What one annotator, who did not see the other's answers, says of a document that is read twice."""

    id: str
    present: tuple[str, ...]
    primary: str
    confidence: int
    labels: Mapping[int, tuple[str, ...]]  # of each line that carries any
    acts: Mapping[int, tuple[tuple[str, str], ...]]  # of each line: holder kind and act of each statement


# Of two acts of one side on one line the weightier one stands for both.
WEIGHT: Final = ("objects", "mandates", "plans", "supports", "neutral")


def weightiest(acts: Iterable[str]) -> str:
    """The one act that stands for several."""
    return min(acts, key=WEIGHT.index)
