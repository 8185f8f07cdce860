"""Title, date, kind, language and sender of a document, each with where it is known from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from stancewire.dates import iso_date
from stancewire.normalise import patterns, signed, words
from stancewire.normalise.language import language_of
from stancewire.normalise.lines import Line
from stancewire.normalise.recipients import recipients_of
from stancewire.normalise.repair import repair
from stancewire.normalise.senders import sender_of
from stancewire.types import Article, Meta

_PATH_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_SUBJECT_WORD: Final = re.compile(r"^(?:re|subject|regarding)\s*[:|]\s*", re.I)
# A table's row has no colon behind it once its tab is a blank; "Subject access" is what a letter may be about.
_SUBJECT_ROW: Final = re.compile(r"^(?:re|subject|regarding)\s+(?=(?-i:[A-Z]))(?!access\b)", re.I)
_ABOUT: Final = re.compile(r"(?:re|subject|regarding)\b", re.I)
_CHANGED: Final = re.compile(
    r"(?:page |last |first )*(?:updated|modified|edited|reviewed|amended)\b(?!.*\bpublished\b)", re.I
)
_DATED_ZONES: Final = ("date", "letterhead", "byline", "furniture", "standfirst")
_KINDS: Final = (  # what the head of a document says of itself, the first that fits
    ("minutes", r"\bminutes of\b|\bminutes\b.{0,40}\bmeeting\b|\bminutes$"),
    ("motion", r"^motions?\b|\bmotions?\b.{0,60}\b(?:conference|debate|agenda)\b|\bconference\b.{0,40}\b(?:motions?|agenda|resolutions?)\b"),
    ("newsletter", r"\bnewsletter\b|\bbulletin\b|\be-?news\b|\bnews ?(?:sheet|brief|flash)\b|\bweekly (?:update|round-?up)\b|\bLMC (?:news|update|briefing)\b|\bin this (?:issue|edition)\b|\bissue (?:no\.? ?)?\d+\b"),
    ("guidance", r"\bguidance\b|\bspecification\b|\btoolkit\b|\bstandard operating\b|\bframework agreement\b|\bdirections?\s(?:19|20)\d\d\b"),
    ("plan", r"^(?!.*\b(?:warn|reject|oppos|slam)).*\b(?:strategy|consultation (?:document|paper)|operating plan|commissioning (?:plan|intentions)|delivery plan|business case|discussion paper)\b"),
    ("comment", r"^(?:opinion|comment|analysis|viewpoint|blog|column|editorial|personal view|leader)\b\s*[:|–-]?"),
)  # fmt: skip
_KIND_PATTERNS: Final = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in _KINDS)
_MOTION: Final = re.compile(
    r"(?:motion\s)?(?:\W*\d+[.)]?\s*)?(?:\([^)]*\)\s*)?(?:(?:proposed by )?.{3,60}:\s*)?that (?:this |the )?(?:conference|committee|lmc|meeting|arm)\b",
    re.I,
)
_FIRST_PERSON: Final = re.compile(
    r"[Im](?<!\w[Im])(?:(?<=I)|(?<=m)[ye])\b"
)  # the first letter first: four times as quick
_COLUMN_AT_LEAST: Final = 6
_HEAD_LINES: Final = 8
_NOT_HEAD: Final = ("furniture", "related", "caption", "comments", "table", "date")
_MEETING: Final = re.compile(
    r"(?:present|in attendance|apologies(?: for absence)?|declarations? of interests?|matters arising)\b", re.I
)


def meta_of(article: Article, lines: Sequence[Line], zones: Sequence[str], text: str) -> Meta:
    """Everything known about a document: what the caller gave, then what its format says, then what the text says."""
    given, found = article.given, article.found
    title = given.title or found.title or _title(lines, zones)
    kind, kind_source = _known(article, "kind") or (_kind(lines, zones), "text")
    published, source = _known(article, "published") or _published(article, lines, zones)
    return Meta(
        title=_SUBJECT_WORD.sub("", " ".join((_mended(title) or "").split())) if title else None,
        kind=kind,
        kind_source=kind_source,
        published=published,
        published_source=source,
        publisher=_mended(given.publisher or found.publisher),
        url=given.url or found.url,
        language=language_of(text),
        sender=_mended(given.sender or found.sender) or sender_of([line.text for line in lines], zones),
        recipients=_mended(given.recipients or found.recipients) or recipients_of([line.text for line in lines], zones),
        byline=_mended(given.byline or found.byline) or _byline(lines, zones),
        target=given.target,
    )


def _mended(value: str | None) -> str | None:
    """A value that came with the text, mended as the text was."""
    return value if value is None or value.isascii() else repair(value)[0]


def _known(article: Article, name: str) -> tuple[str, str] | None:
    """A value that need not be read off the text, and where it is from."""
    if value := getattr(article.given, name):
        return value, "given"
    value = getattr(article.found, name)
    return (value, "text" if name in article.from_text else article.found_from) if value else None


def _first(lines: Sequence[Line], zones: Sequence[str], wanted: tuple[str, ...]) -> str | None:
    return next((line.text for line, zone in zip(lines, zones, strict=True) if zone in wanted), None)


def _title(lines: Sequence[Line], zones: Sequence[str]) -> str | None:
    """The title, or what a letter is about; that it is a memorandum tells nothing."""
    said = ((line.text, zone) for line, zone in zip(lines, zones, strict=True) if zone in ("title", "subject"))
    text, zone = next((pair for pair in said if not words.MEMO.fullmatch(pair[0])), (None, None))
    return _SUBJECT_ROW.sub("", text) if text and zone == "subject" else text


def _byline(lines: Sequence[Line], zones: Sequence[str]) -> str | None:
    """The first line that says who wrote a text, or the name on the one that says when."""
    said = _first(lines, zones, ("byline",))
    if said is not None:
        return signed.name_in(said) or said
    dated = (line.text for line, zone in zip(lines, zones, strict=True) if zone == "date")
    return next(filter(None, map(signed.name_in, dated)), None)


def _published(article: Article, lines: Sequence[Line], zones: Sequence[str]) -> tuple[str | None, str | None]:
    head = {line.start for line in _head(lines, zones)}
    later = None  # when a text was changed is not when it was published, but better than nothing
    for line, zone in zip(lines, zones, strict=True):
        if (zone in _DATED_ZONES or line.start in head) and (date := iso_date(line.text)):
            if not _CHANGED.match(line.text):
                return date, "text"
            later = later or date
    if later:
        return later, "text"
    for place in (article.source.member or "", article.source.uri):
        if match := _PATH_DATE.search(PurePosixPath(place).name):
            return "-".join(part for part in match.groups() if part), "path"
    return None, None


def _kind(lines: Sequence[Line], zones: Sequence[str]) -> str:
    head = _head(lines, zones)
    for kind, pattern in _KIND_PATTERNS:
        if any(pattern.search(line.text) for line in head):
            return kind
    if "salutation" in zones or _is_memo(lines, zones):
        return "letter"
    return _kind_by_body([line for line, zone in zip(lines, zones, strict=True) if zone == "body"])


def _is_memo(lines: Sequence[Line], zones: Sequence[str]) -> bool:
    """To whom and about what, as a letter says it, and from whom, without a greeting; a paper for a board has a title."""
    about = (line.text for line, zone in zip(lines, zones, strict=True) if zone in ("subject", "furniture"))
    return {"recipient", "letterhead", "subject"} <= set(zones) and any(_ABOUT.match(text) for text in about)


def _head(lines: Sequence[Line], zones: Sequence[str]) -> list[Line]:
    """The headings above the first paragraph."""
    head = []
    for line, zone in zip(lines[:_HEAD_LINES], zones, strict=False):
        if line.is_paragraph and zone == "body":
            break
        if zone not in _NOT_HEAD or patterns.KICKER.fullmatch(line.text):
            head.append(line)
    return head


def _kind_by_body(body: Sequence[Line]) -> str:
    if sum(bool(_MOTION.match(line.text)) for line in body) >= 2:
        return "motion"
    if sum(bool(_MEETING.match(line.text)) for line in body) >= 2:
        return "minutes"
    if _is_column(body):
        return "comment"
    return "news" if sum(line.is_paragraph for line in body) >= 2 else "other"


def _is_column(body: Sequence[Line]) -> bool:
    """Written in the first person singular throughout, outside quotation marks."""
    text = "\n".join(line.text for line in body)
    if len(_FIRST_PERSON.findall(text)) < _COLUMN_AT_LEAST:
        return False
    text = re.sub(r"[‘“\"][^’”\"]{0,3000}[’”\"]", " ", text)
    return len(_FIRST_PERSON.findall(text)) >= max(_COLUMN_AT_LEAST, len(text.split()) / 60)
