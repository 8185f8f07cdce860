"""Places: zones cover every line with text once, and labels, statements and names stand on lines that may hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from stancewire.corpus.types import PASSAGE_ZONES, READ_ZONES, CorpusDocument
from stancewire.corpus.violations import Complaint
from stancewire.types import ZONES

_HOLDERS: Final = (
    ("passages", "labelled", PASSAGE_ZONES),
    ("statements", "statements", READ_ZONES),
    ("organisations", "organisations", ZONES),
)


def zones(document: CorpusDocument) -> Iterator[Complaint]:
    """Zones are ordered ranges that cover every line with text exactly once."""
    end = 0
    for k, zone in enumerate(document.zones):
        if not end < zone.first <= zone.last <= len(document.lines):
            yield (
                f"zones[{k}]",
                f"{zone.first}-{zone.last} overlaps, runs backwards or leaves the {len(document.lines)} lines; correct the range",
            )
            return
        if not (document.line(zone.first).strip() and document.line(zone.last).strip()):
            yield f"zones[{k}]", f"{zone.first}-{zone.last} begins or ends on a blank line; shorten it"
        end = zone.last
    for number, line in enumerate(document.lines, start=1):
        if line.strip() and number not in document.zone_of:
            yield "zones", f"line {number} has no zone ({line[:40]!r}); add one"
    if "body" not in document.zone_of.values():
        yield "zones", "no body; a document has at least one body line"


def places(document: CorpusDocument) -> Iterator[Complaint]:
    """What is annotated stands on lines with text, in zones that may hold it."""
    for name, attribute, allowed in _HOLDERS:
        for k, item in enumerate(getattr(document, attribute)):
            yield from _place(document, item.line, allowed, f"{name}[{k}].line")
    for line, times in Counter(item.line for item in document.labelled).items():
        if times > 1:
            yield "passages", f"line {line} stands {times} times; join its labels in one passage"


def _place(document: CorpusDocument, line: int, allowed: tuple[str, ...], where: str) -> Iterator[Complaint]:
    zone = document.zone_of.get(line, "without zone")
    if not document.line(line).strip():
        yield where, f"line {line} is blank or not in the text; correct it"
    elif zone not in allowed:
        yield where, f"line {line} is {zone}, not {' or '.join(allowed)}; move or remove it"
