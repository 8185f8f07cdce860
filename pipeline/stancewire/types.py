"""The spine: what each stage hands to the next, frozen, slotted and keyword-only.

Offsets are half-open, in Unicode code points of Document.text, unless said otherwise.
The vocabularies are those of corpora/CODEBOOK.md; records/schema.py publishes them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stancewire.errors import GivenError, OffsetError
from stancewire.spans import Origin

ZONES: Final = (
    "title", "standfirst", "byline", "date", "body", "caption", "table", "related", "furniture",
    "comments", "quoted", "letterhead", "recipient", "subject", "salutation", "signoff",
)  # fmt: skip
FOUND_FROM: Final = ("meta", "header", "feed")
LINKED_BY: Final = ("name", "date", "vocabulary", "reference", "group")
DOCUMENT_KINDS: Final = ("news", "letter", "newsletter", "plan", "guidance", "minutes", "motion", "comment", "other")
ACTS: Final = ("objects", "supports", "plans", "mandates", "neutral")
HOLDER_KINDS: Final = (
    "lmc", "bma_gpc", "gp_body", "local_commissioner", "national_authority",
    "regulator", "provider", "patient_body", "union", "think_tank", "parliament", "other",
)  # fmt: skip
MENTION_KINDS: Final = (
    "lmc", "ccg", "pct", "pct_cluster", "icb", "ics", "sha", "nhs_england", "government", "bma", "gpc", "gp_body",
    "royal_college", "regulator", "trust", "council", "think_tank", "media", "company", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of Document.text that is not empty."""

    start: int  # inclusive
    end: int  # exclusive

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise OffsetError(self.start, self.end, type(self).__name__)

    def holds(self, start: int, end: int) -> bool:
        """Whether start:end lies inside this span."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article came from. `member` names a row, an archive member or a feed entry within uri."""

    uri: str
    media_type: str
    sha256: str  # of the bytes that hold this one article
    member: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows about a document, beside its text. `published` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    kind: str | None = None
    sender: str | None = None
    byline: str | None = None
    recipients: str | None = None
    target: str | None = None  # what a model of other labels judges the text towards
    label: str | None = None  # what an annotator says of it: read for training and judging only, in no record

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in DOCUMENT_KINDS:
            raise GivenError("kind", self.kind, "one of " + ", ".join(DOCUMENT_KINDS))
        if self.published is not None and not _is_date(self.published):
            raise GivenError("published", self.published, "a date as YYYY, YYYY-MM or YYYY-MM-DD")


def _is_date(text: str) -> bool:
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not all(p.isascii() and p.isdigit() for p in parts):
        return False
    year, month, day = (int(part) for part in (*parts, "01", "01")[:3])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document as it came in; `raw` is decoded, or extracted by a format's parser, but otherwise as found."""

    id: str
    source: Source
    raw: str
    given: Given = Given()  # what the caller says; goes before `found`
    found: Given = Given()  # what the format says: meta tags, headers, feed entries
    found_from: str = "meta"  # one of FOUND_FROM
    from_text: tuple[str, ...] = ()  # fields of `found` that were read off the text all the same
    marks: tuple[Zone, ...] = ()  # zones that the format tells; offsets in raw, in order, not overlapping
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not become an Article, or an Article that could not be tagged."""

    id: str
    source: Source
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Span):
    """A stretch of one function: body, comments, caption. `zone` is one of ZONES."""

    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known of a document; *_source says from where: given, one of FOUND_FROM, text, path."""

    title: str | None = None
    kind: str = "other"
    kind_source: str = "text"
    published: str | None = None
    published_source: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1
    sender: str | None = None  # of a letter or newsletter, as written
    recipients: str | None = None
    byline: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Clean text with zones; every character can be traced home through `origin`."""

    article_id: str
    text: str
    origin: Origin
    zones: tuple[Zone, ...]  # in text order, not overlapping, one or more lines each
    passages: tuple[Span, ...]  # paragraphs and list items of the body, in text order
    meta: Meta
    warnings: tuple[str, ...] = ()

    def zone_at(self, offset: int) -> str:
        """The zone that holds a position; white space between zones counts to the one before."""
        index = bisect_right(self.zones, offset, key=lambda zone: zone.start) - 1
        return self.zones[index].zone if index >= 0 else "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """An organisation named in the text; text[start:end] is its surface form."""

    kind: str  # one of MENTION_KINDS
    canonical: str
    finder: str  # who found it, a key of entities.FINDERS
    register_id: str | None = None
    id_scheme: str | None = None
    generic: bool = False  # "CCGs", "GP leaders": a kind of body, not one of them
    linked_by: str | None = None  # one of LINKED_BY, where the register knows the body
    candidates: tuple[str, ...] = ()  # ids: of a group its members, else of all bodies that may be meant
    verified: bool = True  # whether the register's row was checked against a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Span):
    """A policy term; `policy` is the preferred name in the lexicon."""

    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Span):
    """Somebody named with a title, or beside a role; `affiliation` is the body they speak for, if said."""

    name: str
    affiliation: Mention | None = None
    role: str | None = None  # "chair", "health secretary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that the entity stage found, each in text order."""

    organisations: tuple[Mention, ...] = ()
    terms: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    warnings: tuple[str, ...] = ()
    sender: Mention | None = None  # whose "we" a letter, newsletter or plan speaks in; its span may lie in Meta.sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """Who says it, what they do, to whom, about what: the unit of discourse-network analysis."""

    holder: str  # empty: a national requirement without issuer
    holder_kind: str  # one of HOLDER_KINDS
    act: str  # one of ACTS
    probability: float  # that this statement stands here, in [0, 1]
    holder_id: str | None = None
    speaker: str = ""
    target: str = ""
    target_kind: str = ""
    target_id: str | None = None
    policy: str = ""
    direct: bool = False  # inside quotation marks
    own: bool = False  # held by the sender of the letter, newsletter or plan it stands in
    addresses_practices: bool = False  # commissioners or practices are to carry it out

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"probability {self.probability} of {self.holder!r} {self.act} is not in [0, 1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageStance(Span):
    """The labels of one passage, and a probability for every label of the scheme."""

    labels: tuple[str, ...]
    probabilities: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a document does: labels present, the primary one, and how sure of it the model is."""

    present: tuple[str, ...]
    primary: str
    probabilities: dict[str, float]  # one per label, each on its own
    primary_probabilities: dict[str, float]  # one per label and "none", sum 1
    prediction_set: tuple[str, ...]
    abstained: bool
    reason: str | None
    passages: tuple[PassageStance, ...] = ()
    statement_labels: tuple[str | None, ...] = field(default=())  # aligned with the statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a stance model says of a document."""

    statements: tuple[Statement, ...]  # in text order
    stance: Stance
